"""Thirty kills of the crash campaign, its work that leaves out nothing, and proof that its judgement can fail."""

import ast
import shutil
from pathlib import Path

import apsw
import pytest

from khuyenhoc_desktop.services import backup, communes, groups, history
from tests.crash.campaign import Campaign
from tests.crash.states import judge, state_of

KILLS = 30
YEAR = 2026
SERVICES = Path(backup.__file__).parent
WORK = Path(__file__).parent
# Reached through others: the making of a commune is killed by itself, sets are installed at opening.
THROUGH_OTHERS = {"_begin", "_set", "install_missing", "add_groups"}


def test_nothing_confirmed_is_lost_and_nothing_is_half_done(tmp_path, monkeypatch):
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path / "home"))
    campaign = Campaign(tmp_path, seed=4)
    campaign.run(KILLS)
    print(campaign.report())
    assert campaign.faults == []
    assert campaign.figures["kills"] == KILLS
    assert campaign.figures["confirmed actions"] > KILLS


def writing_services():
    """The functions of services/ that begin an action, and where they are."""
    found = {}
    for path in SERVICES.rglob("*.py"):
        for function in ast.parse(path.read_text("utf-8")).body:
            if isinstance(function, ast.FunctionDef) and ".action(" in ast.unparse(function):
                found[function.name] = path.relative_to(SERVICES).as_posix()
    return found


def test_every_service_that_writes_is_among_the_work():
    called = {
        getattr(call, "attr", getattr(call, "id", None))
        for path in WORK.glob("work_*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
    }
    written = writing_services()
    assert len(written) > 40
    assert {name: path for name, path in written.items() if name not in called | THROUGH_OTHERS} == {}


@pytest.fixture
def left(sample_made, tmp_path):
    """A folder as a killed process may leave it, and the state it confirmed last."""
    folder = shutil.copytree(sample_made, tmp_path / "xa")
    file = communes.open_commune(folder)
    groups.add_group(file, "Thôn Một", "thôn", YEAR)
    confirmed = state_of(file)
    yield file, confirmed
    file.close()


def faults(file, confirmed, files=()):
    file.close()
    found = judge(file.folder, confirmed, files)
    file.open_here()
    return found


def test_an_action_beyond_the_confirmed_one_may_be_there_whole(left):
    file, confirmed = left
    assert faults(file, confirmed) == faults(file, confirmed).__class__((), "not begun")
    groups.add_group(file, "Thôn Hai", "thôn", YEAR)
    assert faults(file, confirmed).kept == "whole"
    groups.add_group(file, "Thôn Ba", "thôn", YEAR)
    assert "2 entries" in faults(file, confirmed).faults[0]


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM journal WHERE id = (SELECT max(id) FROM journal)", "lost: 1 confirmed"),
        ("DELETE FROM residential_group WHERE name = 'Thôn Một'", "third state: the facts"),
        ("UPDATE target SET percent = percent - 1", "third state: the facts"),
        ("UPDATE journal SET summary = 'khác'", "lost: the confirmed entries"),
        ("UPDATE standing SET total = 1", "derived_differs"),
    ],
)
def test_the_judgement_sees_what_is_lost_or_half_done(left, sql, words):
    file, confirmed = left
    raw = apsw.Connection(str(file.path))
    raw.execute(sql)
    raw.close()
    assert words in " ".join(faults(file, confirmed).faults)


def test_the_judgement_sees_a_file_that_does_not_open(left):
    file, confirmed = left
    file.close()
    file.path.write_bytes(b"no database")
    assert judge(file.folder, confirmed, ()).faults == ("lost: it does not open: corrupt",)


def test_the_judgement_sees_a_half_action(left):
    file, confirmed = left
    groups.add_group(file, "Thôn Hai", "thôn", YEAR)
    raw = apsw.Connection(str(file.path))
    raw.execute("DELETE FROM residential_group WHERE name = 'Thôn Hai'")
    raw.close()
    assert "third state" in " ".join(faults(file, confirmed).faults)


def test_the_judgement_sees_a_backup_that_is_gone_or_not_whole(left):
    file, confirmed = left
    made = backup.make_backup(file)
    assert faults(file, confirmed, [str(made)]).faults == ()
    made.write_bytes(made.read_bytes()[:5000])
    assert "not whole" in " ".join(faults(file, confirmed).faults)
    made.unlink()
    assert "is not there" in " ".join(faults(file, confirmed, [str(made)]).faults)


def test_with_the_clock_set_back_the_newest_action_is_still_the_newest(left, monkeypatch):
    from khuyenhoc_desktop.store import action
    from tests.crash.work import ClockSetBack

    file, _ = left
    monkeypatch.setattr(action, "datetime", ClockSetBack)
    groups.add_group(file, "Thôn Hai", "thôn", YEAR)
    newest, before = history.entries(file, 2)
    assert newest.at < before.at
    assert history.undo(file).id == newest.id
    assert history.redo(file).id == newest.id
