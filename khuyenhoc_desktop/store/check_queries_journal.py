"""What the journal knows: whether its entries can be read, and the last state of rows that are no longer there."""

import zlib
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any

import apsw

from khuyenhoc_desktop.store.changesets import read, reader
from khuyenhoc_desktop.store.commune_file import CommuneFile, Row

# Table and primary key -> the row as the journal has it last.
Remembered = dict[tuple[str, tuple[Any, ...]], Row]

_PIECE = 1 << 20
_ENTRIES = "SELECT id, summary, at, changeset FROM journal ORDER BY id"


def unreadable_entries(file: CommuneFile) -> list[tuple[int, str]]:
    """Number and line of the entries whose changeset is no changeset any more, or that have no time."""
    return [
        (number, summary)
        for number, summary, at, changeset in file.each(_ENTRIES)
        if not _is_time(at) or not _is_readable(changeset)
    ]


def _is_time(at: str | None) -> bool:
    return at is not None and at[4:5] + at[7:8] == "--"


def _is_readable(changeset: bytes | None) -> bool:
    """Whether it is whole. A compressed one bears its own checksum; another is walked through."""
    if not changeset:
        return False
    try:
        if changeset[:1] == b"T":
            apsw.Changeset.invert(changeset)  # many times faster than row by row in Python
            return True
        read = reader(changeset)
        begins_well = read(_PIECE)[:1] == b"T"
        while read(_PIECE):
            pass
    except (apsw.Error, zlib.error):
        return False
    return begins_well


def remembered(file: CommuneFile, wanted: Mapping[str, Collection[Any]]) -> Remembered:
    """The rows that stand in the journal as not removed, of these tables and these first columns of their keys.

    Entries that cannot be read are passed over. Reads the whole journal: only for repairing.
    """
    found: Remembered = {}
    for _, _, _, changeset in file.each(_ENTRIES):
        if _is_readable(changeset):
            with suppress(UnicodeDecodeError):
                _follow(changeset, wanted, found)
    return found


def _follow(changeset: bytes, wanted: Mapping[str, Collection[Any]], found: Remembered) -> None:
    for change in read(changeset):
        if change.key[0] not in wanted.get(change.table, ()):
            continue
        place = (change.table, change.key)
        if change.op == "DELETE":
            found.pop(place, None)
        elif change.op == "INSERT":
            found[place] = tuple(change.new[column] for column in sorted(change.new))
        elif place in found:
            row = list(found[place])
            for column, value in change.new.items():
                row[column] = value
            found[place] = tuple(row)
