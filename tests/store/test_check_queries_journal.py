"""Entries of the journal that cannot be read, however they are kept."""

import zlib

import pytest

from khuyenhoc_desktop.store.check_queries_journal import unreadable_entries

NO_CHANGESET = b"rubbish that is long enough" * 10


@pytest.mark.parametrize(
    "kept",
    [b"", b"T", NO_CHANGESET, zlib.compress(NO_CHANGESET), zlib.compress(b"T" * 1000)[:-5], zlib.compress(b"")],
    ids=["empty", "cut off", "rubbish", "compressed rubbish", "compressed and cut off", "compressed nothing"],
)
def test_what_is_no_changeset_is_told_by_its_number(sample, kept):
    assert unreadable_entries(sample) == []
    last, summary = sample.row("SELECT id, summary FROM journal ORDER BY id DESC LIMIT 1")
    with sample.writing() as connection:
        connection.execute("UPDATE journal SET changeset = ? WHERE id = ?", (kept, last))
    assert unreadable_entries(sample) == [(last, summary)]


def test_a_byte_changed_in_a_compressed_entry_is_told(sample):
    whole = zlib.compress(sample.value("SELECT changeset FROM journal ORDER BY length(changeset) DESC LIMIT 1"), 1)
    middle = len(whole) // 2
    altered = whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :]
    with sample.writing() as connection:
        connection.execute("UPDATE journal SET changeset = ? WHERE id = 1", (altered,))
    assert [number for number, _ in unreadable_entries(sample)] == [1]
