"""Reading changesets: which tables and subjects they touch, and each change as plain values."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import apsw

from khuyenhoc_desktop.store.schema import SUBJECT_COLUMN

# One changed cell: table, primary key, number of the column (None = the whole row).
Cell = tuple[str, tuple[Any, ...], int | None]


_LARGE = 100_000


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of a changeset. Values by column number; a column that did not change is left out."""

    table: str
    op: str
    key: tuple[Any, ...]
    old: dict[int, Any]
    new: dict[int, Any]

    @property
    def subject(self) -> int | None:
        """The household that the row belongs to, if it belongs to one."""
        return self.key[0] if self.table in SUBJECT_COLUMN else None

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells that this change touches; a row made or removed counts as one whole."""
        if self.op != "UPDATE":
            yield (self.table, self.key, None)
        else:
            yield from ((self.table, self.key, column) for column in self.new)


def packed(changeset: bytes) -> bytes:
    """A changeset as the journal keeps it: a large one (an import) is compressed."""
    return zlib.compress(changeset, 1) if len(changeset) > _LARGE else changeset


def unpacked(kept: bytes) -> bytes:
    """A changeset out of the journal. Every changeset begins with "T"; a compressed one does not."""
    return kept if kept[:1] == b"T" else zlib.decompress(kept)


def read(changeset: bytes) -> Iterator[RowChange]:
    """The rows of a changeset, in its order."""
    for change in apsw.Changeset.iter(changeset):
        yield row_change(change)


def row_change(change: apsw.TableChange) -> RowChange:
    """One change as plain values (apsw's own object lives only until the next one)."""
    old, new = change.old, change.new
    whole = old if old is not None else new
    key = tuple(whole[i] for i in sorted(change.pk_columns)) if whole is not None else ()
    return RowChange(change.name, change.op, key, _values(old), _values(new))


@dataclass(frozen=True, slots=True)
class Touched:
    """What a changeset touches: tables, households, years opened or dropped, (title, year) with another set."""

    tables: frozenset[str]
    households: frozenset[int]
    years: frozenset[int]
    choices: frozenset[tuple[str, int]]

    @property
    def shown(self) -> frozenset[int] | None:
        """The households that whoever shows them must read again; None = any."""
        return None if self.years or self.choices else self.households


def touched(changeset: bytes) -> Touched:
    """What a changeset touches."""
    keys: dict[str, set[Any]] = {}
    for change in apsw.Changeset.iter(changeset):
        name = change.name
        whole: Any = change.old if change.old is not None else change.new
        key = whole[:2] if name == "criteria_choice" else whole[SUBJECT_COLUMN.get(name, 0)]
        keys.setdefault(name, set()).add(key)
    return Touched(
        tables=frozenset(keys),
        households=frozenset().union(*(keys.get(name, ()) for name in SUBJECT_COLUMN)),
        years=frozenset(keys.get("assessment_year", ())),
        choices=frozenset(keys.get("criteria_choice", ())),
    )


def _values(row: tuple[Any, ...] | None) -> dict[int, Any]:
    if row is None:
        return {}
    return {i: value for i, value in enumerate(row) if value is not apsw.no_change}
