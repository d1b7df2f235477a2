"""Records are told apart by their columns alone: of every table, and of a file that an earlier release wrote."""

import shutil
from pathlib import Path

import apsw
import pytest

from khuyenhoc_desktop.services import backup, check, communes, groups, history, recovery
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.recovery import Way
from khuyenhoc_desktop.store.recovery_pages import DamagedFile
from khuyenhoc_desktop.store.recovery_shapes import RESCUED_TABLES, is_memory, shapes
from khuyenhoc_desktop.store.schema import FACT_TABLES, SCHEMA_VERSION
from tests.store.facts import dump
from tests.store.titles import add_titles, lock

FIRST = Path(__file__).parents[1] / "db_versions" / "khuyenhoc-v1.db"
# Computed rows lie like those that are kept; recovery leaves the ones of years that are not locked.
ALIKE = {"measure": "frozen_measure", "memory": "setting"}


def pages_of(path):
    raw = apsw.Connection(str(path))
    rows = raw.execute(
        "SELECT d.pageno, d.name, s.tbl_name, s.type FROM dbstat d JOIN sqlite_schema s ON s.name = d.name"
        " WHERE d.pagetype = 'leaf'"
    ).fetchall()
    raw.close()
    return rows


def told(path):
    """By table (or index): which tables its records are taken for."""
    file = communes.CommuneFile(path.parent, 5, "thử")
    known = shapes(file.connection_here())
    file.close()
    damaged, found = DamagedFile(path), {}
    for number, name, table, kind in pages_of(path):
        place = table if kind == "table" or name.startswith("sqlite_autoindex") else name
        for record in damaged.records(number):
            taken = next((shape.table for shape in known if shape.fits(record)), "")
            if taken == "setting" and is_memory(record[1][0]):
                taken = "memory"
            found.setdefault(place, set()).add(taken)
    return found


def test_each_record_of_a_full_file_is_taken_for_one_of_its_own_table_and_no_index_for_a_row(sample):
    add_titles(sample, 2026)
    groups.add_groups(sample, [("Thôn Thêm", "thôn")], 2026)
    lock(sample, 2025)
    sample.remember("import.mapping.1", "{}")
    sample.remember("draft.sheet", "{}")
    sample.close()
    found = told(sample.path)
    assert {table for table in FACT_TABLES if table not in found} <= {"target"}
    for name, taken in found.items():
        own = ALIKE.get(name, name) if name != "memory" else name
        assert taken <= ({own} if own in RESCUED_TABLES else {""}), name


@pytest.fixture
def of_first_release(tmp_path):
    folder = tmp_path / "xa"
    folder.mkdir()
    shutil.copy(FIRST, folder / communes.FILE_NAME)
    return folder


def held_after_migration(tmp_path):
    folder = tmp_path / "khac"
    folder.mkdir()
    shutil.copy(FIRST, folder / communes.FILE_NAME)
    file = communes.open_commune(folder)
    held = dump(file)
    file.close()
    return held


def test_a_damaged_file_of_the_first_release_is_rescued_into_todays_tables(of_first_release, tmp_path):
    held = held_after_migration(tmp_path)
    assert held["ruling"]
    path = of_first_release / communes.FILE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    rescued = finish(recovery.rescue(of_first_release))
    assert [option.way for option in rescued.options] == [Way.SALVAGED]
    recovery.go_on_with(of_first_release, rescued.options[0])
    file = communes.open_commune(of_first_release)
    assert file.value("PRAGMA user_version") == SCHEMA_VERSION
    assert dump(file) == held
    assert check.check(file) == []
    file.close()


def test_a_copy_of_the_first_release_is_carried_on_by_what_this_one_wrote(of_first_release):
    copies = of_first_release / backup.FOLDER
    copies.mkdir()
    shutil.copy(FIRST, copies / "khuyenhoc-20261120-080000.db")
    file = communes.open_commune(of_first_release)
    shutil.rmtree(copies)
    copies.mkdir()
    shutil.copy(FIRST, copies / "khuyenhoc-20261120-080000.db")
    add_titles(file, 2026)
    groups.add_group(file, "Thôn Mới", "thôn", 2026)
    history.undo(file)
    held = dump(file)
    file.close()
    path = of_first_release / communes.FILE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])
    options = {option.way: option for option in finish(recovery.rescue(of_first_release)).options}
    assert options[Way.ROLLED].missing_entries == 0
    recovery.go_on_with(of_first_release, options[Way.ROLLED])
    file = communes.open_commune(of_first_release)
    assert dump(file) == held
    file.close()
