"""Changesets taken and handed out piece by piece: what the journal keeps, small or large."""

import zlib

import apsw
import pytest

from khuyenhoc_desktop.store import changesets

SMALL, LARGE = 10, 40_000


def changeset(rows):
    """A changeset of rows put into a table, as SQLite gives it at once."""
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE TABLE household (id INTEGER PRIMARY KEY, code TEXT)")
    session = apsw.Session(connection, "main")
    session.attach("household")
    connection.executemany("INSERT INTO household VALUES (?, ?)", ((i, f"H{i}") for i in range(rows)))
    made = session.changeset()
    session.close()
    connection.close()
    return made


def kept_of(whole, piece):
    packing = changesets.Packing()
    for start in range(0, len(whole), piece):
        packing.take(memoryview(whole)[start : start + piece])
    return packing.kept()


@pytest.mark.parametrize("piece", [7_000, 1 << 16, 1 << 22])
@pytest.mark.parametrize("rows", [SMALL, LARGE])
def test_what_is_kept_is_the_changeset(rows, piece):
    whole = changeset(rows)
    kept = kept_of(whole, piece)
    assert changesets.unpacked(kept) == whole
    assert (kept == whole) == (rows == SMALL)
    assert kept == changesets.packed(whole)
    assert [change.key[0] for change in changesets.read(kept)] == [c.key[0] for c in changesets.read(whole)]


def test_nothing_is_kept_of_nothing():
    assert changesets.Packing().kept() == b""


@pytest.mark.parametrize("rows", [SMALL, LARGE])
def test_inverted_is_what_sqlite_inverts(rows):
    whole = changeset(rows)
    inverse = changesets.inverted(changesets.packed(whole))
    assert changesets.unpacked(inverse) == apsw.Changeset.invert(whole)
    assert len(changesets.touched(inverse).subjects) == rows


def test_a_changeset_cut_short_is_not_taken_for_whole():
    kept = changesets.packed(changeset(LARGE))
    with pytest.raises((zlib.error, apsw.CorruptError)):
        list(changesets.read(kept[: len(kept) // 2]))


def test_up_to_a_hundred_thousand_bytes_it_is_kept_as_it_is():
    """Of which is which the first byte tells: a changeset begins with "T", what is compressed never does."""
    for size, as_it_is in ((99_999, True), (100_000, True), (100_001, False)):
        whole = b"T" * size
        for kept in (changesets.packed(whole), kept_of(whole, 1 << 16)):
            assert (kept == whole) is as_it_is
            assert kept.startswith(b"T") is as_it_is
            assert changesets.unpacked(kept) == whole


def test_a_fault_while_a_changeset_is_taken_leaves_nothing_behind(commune, monkeypatch):
    def full(*_):
        raise MemoryError

    before = commune.query("SELECT * FROM setting"), commune.value("SELECT count(*) FROM journal")
    monkeypatch.setattr(changesets.Packing, "take", full)
    with pytest.raises(MemoryError), commune.action("test", "Thử") as action:
        action.execute("UPDATE setting SET value = 'Khác' WHERE key = 'commune.name'")
    assert (commune.query("SELECT * FROM setting"), commune.value("SELECT count(*) FROM journal")) == before
    monkeypatch.undo()
    with commune.action("test", "Thử") as action:
        action.execute("UPDATE setting SET value = 'Khác' WHERE key = 'commune.name'")
    assert action.journal_id == before[1] + 1


def test_what_is_changed_and_changed_back_leaves_no_entry(commune):
    with commune.action("test", "Thử") as action:
        for value in ("Khác", "An Học"):
            action.execute("UPDATE setting SET value = ? WHERE key = 'commune.name'", (value,))
    assert action.journal_id is None
