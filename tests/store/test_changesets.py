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
