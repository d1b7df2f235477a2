"""Faults of disk and file are told in words, and nothing is lost, half-made or left hanging by them."""

import json
import os
import resource
import subprocess
import sys
import threading
import time

import pytest

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import check, communes, entry, groups, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.recognition import Decision
from khuyenhoc_desktop.store import connection as connections
from tests.store.facts import dump, dump_derived

YEAR = 2026


def make(folder):
    communes.create_commune(folder, "99999", "Mẫu", "Tỉnh", YEAR).close()
    return folder / communes.FILE_NAME


@pytest.fixture
def an(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    return households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An"))


def test_a_full_disk_is_told_and_nothing_is_half_written(commune, an):
    before = dump(commune), dump_derived(commune), commune.value("SELECT count(*) FROM journal")
    pages = commune.value("PRAGMA page_count")
    commune.query(f"PRAGMA max_page_count = {pages + 2}")
    cells = {(an, "C1_1"): 700}
    many = [("Thôn " + "dài " * 200 + str(i), "thôn") for i in range(200)]
    with pytest.raises(UserError) as refusal:
        groups.add_groups(commune, many, YEAR)
    assert refusal.value.code == "disk_full"
    assert (dump(commune), dump_derived(commune), commune.value("SELECT count(*) FROM journal")) == before
    commune.query("PRAGMA max_page_count = 1000000")
    entry.save_cells(commune, YEAR, cells, "Chấm điểm")
    assert households.get(commune, an, YEAR).total == 700
    assert check.check(commune) == []


def run_small(folder, limit, script):
    """Run a script in a process that may write no file larger than `limit`; what it printed."""
    run = subprocess.run(
        [sys.executable, "-c", f"from khuyenhoc_desktop.services import communes\n{script}", str(folder)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    return run.stdout.strip() or run.stderr


CREATE = """
import sys
from pathlib import Path
from khuyenhoc_desktop.domain.problems import UserError
try:
    communes.create_commune(Path(sys.argv[1]), '99999', 'Mẫu', 'Tỉnh', 2026)
except UserError as refusal:
    print(refusal.code)
"""


@pytest.mark.parametrize("limit", [4096, 30_000, 100_000])
def test_a_commune_that_could_not_be_made_leaves_nothing_behind(tmp_path, limit):
    assert run_small(tmp_path, limit, CREATE) in ("disk_fault", "disk_full")
    assert list(tmp_path.iterdir()) == []
    make(tmp_path)


def test_what_a_killed_start_left_is_not_in_the_way(tmp_path):
    for ending in ("", "-wal", "-shm"):
        (tmp_path / f"{communes.FILE_NAME}.dang-tao{ending}").write_bytes(b"half of a commune")
    make(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [communes.FILE_NAME]


def test_what_killed_runs_left_beside_the_file_is_cleared_away_in_time(tmp_path):
    path = make(tmp_path)
    left = [tmp_path / f"{path.name}{ending}" for ending in (".restoring", ".rekey", ".anonymous-journal")]
    others = [tmp_path / f"{path.name}.bak", tmp_path / "ghi-chu.txt"]
    for one in (*left, *others):
        one.write_bytes(b"half")
        os.utime(one, (time.time() - 7200,) * 2)
    fresh = tmp_path / f"{path.name}.anonymous"
    fresh.write_bytes(b"another run is at it")
    communes.open_commune(tmp_path).close()
    assert sorted(tmp_path.iterdir()) == sorted([path, fresh, *others])


def test_an_empty_file_is_no_commune(tmp_path):
    path = tmp_path / communes.FILE_NAME
    path.touch()
    with pytest.raises(UserError) as refusal:
        communes.open_commune(tmp_path)
    assert refusal.value.code == "corrupt"
    assert path.stat().st_size == 0


def test_a_file_that_cannot_be_written_is_told_at_opening(tmp_path, monkeypatch):
    make(tmp_path)
    monkeypatch.setattr(communes, "installation_number", lambda: 77)  # another machine, not yet in the file
    monkeypatch.setitem(connections.PRAGMAS, "query_only", 1)
    with pytest.raises(UserError) as refusal:
        communes.open_commune(tmp_path)
    assert refusal.value.code == "read_only"


def test_a_file_that_does_not_open_is_let_go(tmp_path, monkeypatch):
    path = make(tmp_path)
    opened = []
    real = connections.APSWDatabase
    monkeypatch.setattr(connections, "APSWDatabase", lambda *a, **k: opened.append(real(*a, **k)) or opened[0])
    monkeypatch.setattr(connections, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(connections, "_migrate", lambda *_: (_ for _ in ()).throw(RuntimeError("half way")))
    with pytest.raises(RuntimeError):
        communes.open_commune(tmp_path)
    assert opened[0].is_closed()
    assert path.exists()


def test_a_program_folder_that_cannot_be_written_does_not_stop_the_start(tmp_path, monkeypatch):
    (tmp_path / "home").write_text("a file where the folder should be")
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path / "home"))
    assert 0 < communes.installation_number() < 1 << 23
    make(tmp_path / "xa")


def test_a_damaged_number_of_the_installation_is_minted_anew(tmp_path, monkeypatch):
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path))
    (tmp_path / "installation.json").write_text(json.dumps({"number": -5}))
    number = communes.installation_number()
    assert 0 < number < 1 << 23
    assert communes.installation_number() == number


GONE = 5 << 40 | 1


@pytest.mark.parametrize(
    "work",
    [
        lambda file: entry.save_cells(file, YEAR, {(GONE, "C1_1"): 700}, "Chấm điểm"),
        lambda file: recognition.set_registered(file, YEAR, [GONE], True),
        lambda file: recognition.set_proposed(file, YEAR, [GONE], True),
        lambda file: recognition.recognise_by_decision(file, YEAR, "1/QĐ", None, "", [GONE]),
        lambda file: recognition.set_recognised(file, YEAR, [GONE], False),
        lambda file: recognition.edit_decision(file, YEAR, Decision(GONE, "2/QĐ", None, None, None, 0)),
        lambda file: households.edit(file, GONE, HouseholdFields(head_name="Nguyễn Văn An", note="Đã gõ")),
        lambda file: households.add(file, YEAR, GONE, HouseholdFields(head_name="Nguyễn Văn An")),
        lambda file: households.move(file, [GONE], groups.list_groups(file, YEAR)[0].id, YEAR),
        lambda file: households.move(file, [row[0] for row in file.query("SELECT id FROM household")], GONE, YEAR),
        lambda file: groups.edit_group(file, GONE, "Thôn Mới", "thôn", YEAR, None, YEAR),
    ],
)
def test_writing_to_what_is_gone_is_refused_in_words(commune, an, work):
    """It was undone meanwhile, or by another window; what was typed must not vanish without a word."""
    before = dump(commune)
    with pytest.raises(UserError) as refusal:
        work(commune)
    assert refusal.value.cure
    assert dump(commune) == before


def test_rows_of_more_households_than_sqlite_takes_parameters(commune, an):
    ids = [*range(1, 40_000), an]
    assert [row.id for row in households.rows(commune, YEAR, ids)] == [an]


def test_an_action_inside_another_is_refused_for_it_would_be_journaled_twice(commune):
    before = dump(commune), commune.value("SELECT count(*) FROM journal")

    def nested():
        with commune.action("outer", "Việc ngoài") as action:
            action.execute("INSERT INTO setting VALUES ('x', '1')")
            groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)

    with pytest.raises(RuntimeError):
        nested()
    assert (dump(commune), commune.value("SELECT count(*) FROM journal")) == before


def test_a_year_chosen_for_beforehand_keeps_the_choice(commune):
    chosen = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    with commune.action("test", "Chọn trước") as action:  # as files of the first version may have it
        row = (LEARNING_FAMILY, YEAR + 1, chosen.set_id, chosen.version)
        action.execute("INSERT INTO criteria_choice VALUES (?, ?, ?, ?)", row)
    communes.add_year(commune, YEAR + 1)
    titles = commune.query("SELECT title FROM criteria_choice WHERE year = ? ORDER BY title", (YEAR + 1,))
    assert titles == [(title,) for title in sorted(TITLES)]


def test_a_snapshot_is_one_state_while_another_thread_writes(commune, an):
    def write():
        commune.open_here()
        households.edit(commune, an, HouseholdFields(head_name="Trần Thị Mới"))
        commune.close()

    with commune.snapshot():
        before = commune.value("SELECT head_name FROM household")
        thread = threading.Thread(target=write)
        thread.start()
        thread.join()
        assert commune.value("SELECT head_name FROM household") == before
    assert commune.value("SELECT head_name FROM household") == "Trần Thị Mới"
