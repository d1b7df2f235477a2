"""The restore drill: a backup of every released version, over a damaged file, on a laptop with nothing else."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.services import backup, backup_restore, check, communes, entry, history, households, summary
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.store import copies
from khuyenhoc_desktop.store.schema import SCHEMA_VERSION
from tests.db_versions.make_version import EXPECTED, YEARS

VERSIONS = Path(__file__).parents[1] / "db_versions"
RELEASED = sorted(VERSIONS.glob("khuyenhoc-v*.db"))
ROOT = Path(__file__).parents[2]


def test_every_version_up_to_this_one_has_its_file():
    assert [path.stem for path in RELEASED] == [f"khuyenhoc-v{n}" for n in range(1, SCHEMA_VERSION + 1)]


def drilled(folder):
    """What a restored file gives."""
    file = communes.open_commune(folder)
    titles = summary.year_summary(file, YEARS[1]).titles
    found = {
        "households": file.value("SELECT count(*) FROM household"),
        "scores": file.value("SELECT count(*) FROM score"),
        "years": communes.facts(file).years,
        "groups": file.value("SELECT count(*) FROM residential_group"),
        "recognised": titles[0].commune.recognised,
        "entries": len([one for one in history.entries(file) if one.action != "criteria.install"]),
        "persons": file.value("SELECT count(*) FROM person"),
        "rulings": file.value("SELECT count(*) FROM ruling"),
    }
    assert check.check(file) == []
    assert titles[0].commune.target.percent == 8500
    file.close()
    return found


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_a_backup_of_every_version_is_restored_and_worked_on(released, tmp_path):
    backup_restore.restore(tmp_path, released)
    assert drilled(tmp_path) == EXPECTED[released.stem]
    file = communes.open_commune(tmp_path)
    group = file.value("SELECT id FROM residential_group WHERE valid_to IS NULL")
    households.add(file, YEARS[1], group, HouseholdFields(head_name="Hộ Mới"))
    history.undo(file)
    history.undo(file)  # also what was done before the copy was made
    assert backup.is_sound(backup.make_backup(file))
    file.close()


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
@pytest.mark.parametrize("harm", ["truncated", "zeroed", "noise", "empty", "gone", "with a foreign -wal"])
def test_over_a_damaged_file_the_backup_comes_whole(released, harm, tmp_path):
    backup_restore.restore(tmp_path, released)
    path = tmp_path / communes.FILE_NAME
    content = path.read_bytes()
    damaged = {
        "truncated": content[: len(content) // 3],
        "zeroed": bytes(len(content)),
        "noise": b"\x93" * len(content),
        "empty": b"",
        "gone": None,
        "with a foreign -wal": content,
    }[harm]
    path.unlink()
    if damaged is not None:
        path.write_bytes(damaged)
    if harm == "with a foreign -wal":
        path.with_name(path.name + "-wal").write_bytes(os.urandom(9000))
    kept = backup_restore.restore(tmp_path, released)
    assert drilled(tmp_path) == EXPECTED[released.stem]
    if damaged is not None and harm != "with a foreign -wal":
        assert kept.read_bytes() == damaged


@pytest.mark.parametrize("released", RELEASED, ids=lambda path: path.stem)
def test_on_another_laptop_with_nothing_but_the_backup_and_the_program(released, tmp_path):
    """The program's own folder is empty there, the stick is read only, and only the command line is used."""
    stick = tmp_path / "usb"
    stick.mkdir()
    copy = shutil.copy(released, stick / "khuyenhoc-20261120-080000.db")
    copy.chmod(0o400)
    stick.chmod(0o500)
    data = tmp_path / "máy khác" / "dữ liệu"
    home = {**os.environ, "KHUYENHOC_HOME": str(tmp_path / "home mới")}

    def run(*arguments):
        command = [sys.executable, str(ROOT / "main.py"), "--data", str(data), *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=home, check=False, encoding="utf-8")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    run("restore", str(copy))
    assert run("check")["problems"] == []
    title = run("summary", "--year", str(YEARS[1]))["titles"][0]
    assert (title["total"], title["recognised"]) == (
        EXPECTED[released.stem]["households"],
        EXPECTED[released.stem]["recognised"],
    )
    stick.chmod(0o700)


def test_a_file_of_the_first_version_gets_the_sets_of_the_other_titles(tmp_path):
    backup_restore.restore(tmp_path, RELEASED[0])
    file = communes.open_commune(tmp_path)
    family = ("learning_family", YEARS[1])
    before = file.query("SELECT set_id, version FROM criteria_choice WHERE (title, year) = (?, ?)", family)
    chosen = {title: entry.criteria_for(file, title, YEARS[1]).title for title in TITLES}
    assert chosen == {title: title for title in TITLES}
    assert (before[0][0], before[0][1]) == ("gia_dinh_hoc_tap", "2022.1")
    entries = file.value("SELECT count(*) FROM journal")
    file.close()
    again = communes.open_commune(tmp_path)
    assert again.value("SELECT count(*) FROM journal") == entries
    again.close()


def test_what_a_released_file_holds_is_told_before_it_is_restored():
    facts = copies.facts_of(RELEASED[0])
    assert (facts.name, facts.households, facts.scores, facts.years) == ("An Học", 6, 142, YEARS)
