"""What the check of a copy finds by SQLite's integrity check, whose two halves run side by side."""

import apsw
import pytest

from khuyenhoc_desktop.services import backup
from khuyenhoc_desktop.store import copies

# Each of another table; all hold rows in the copy of the sample.
INDEXES = ("residence_group", "clan_household_clan", "person_household", "ruling_decision")


@pytest.fixture
def copy(sample, tmp_path):
    return backup.make_backup(sample, tmp_path / "usb")


def altered_schema(path, sql, name):
    """Write how something is made, behind the back of SQLite."""
    raw = apsw.Connection(str(path))
    raw.pragma("writable_schema", True)
    raw.execute("UPDATE sqlite_schema SET sql = ? WHERE name = ?", (sql, name))
    raw.close()


def told(path):
    with pytest.raises(copies.UnsoundCopy) as refused:
        list(copies.check_copy(path))
    return str(refused.value)


@pytest.mark.parametrize("index", INDEXES)
def test_an_index_without_the_rows_of_its_table_is_found(copy, index):
    raw = apsw.Connection(str(copy))
    table, made_by = raw.execute("SELECT tbl_name, sql FROM sqlite_schema WHERE name = ?", (index,)).fetchall()[0]
    assert raw.execute(f"SELECT count(*) FROM {table} INDEXED BY {index} WHERE {index_condition(made_by)}").get > 0
    raw.close()
    altered_schema(copy, f"{made_by} {'AND' if 'WHERE' in made_by else 'WHERE'} 0", index)
    raw = apsw.Connection(str(copy))
    raw.execute(f"REINDEX {index}")
    raw.close()
    altered_schema(copy, made_by, index)
    assert told(copy) == "integrity_check"


def index_condition(made_by):
    """The condition of a partial index; one that is always so for another."""
    return made_by.partition(" WHERE ")[2] or "1"


def test_pages_that_belong_to_nothing_are_found(copy):
    raw = apsw.Connection(str(copy))
    raw.pragma("writable_schema", True)
    raw.execute("DELETE FROM sqlite_schema WHERE name = 'assessment_decision'")
    raw.close()
    assert told(copy) == "integrity_check"


def test_a_sound_copy_is_called_sound(copy):
    assert list(copies.check_copy(copy, thorough=True)) == [None] * 3
