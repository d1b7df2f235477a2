"""Reading changesets: which tables and subjects they touch, and each change as plain values."""

import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN
from khuyenhoc_desktop.store.schema import SUBJECT_COLUMN, YEAR_COLUMN

# One changed cell: table, primary key, number of the column (None = the whole row).
Cell = tuple[str, tuple[Any, ...], int | None]


_LARGE = 100_000
_PIECE = 1 << 16
apsw.session_config(apsw.SQLITE_SESSION_CONFIG_STRMSIZE, _PIECE)  # pieces of 1 kB would take long


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
        """The subject that the row belongs to, if it belongs to one."""
        if self.table not in SUBJECT_COLUMN:
            return None
        column = SUBJECT_COLUMN[self.table]
        return self.key[0] if column == 0 else self.old.get(column, self.new.get(column))

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells that this change touches; a row made or removed counts as one whole."""
        if self.op != "UPDATE":
            yield (self.table, self.key, None)
        else:
            yield from ((self.table, self.key, column) for column in self.new)


class Packing:
    """Takes a changeset piece by piece and keeps it as the journal does: a large one (an import) is compressed.

    The scores of 60,000 households are 45 MB as they are, and 3 MB so; they are never in memory as a whole.
    """

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0
        self._packer = zlib.compressobj(1)

    def take(self, piece: bytes | memoryview) -> None:
        """The next piece; a view of it is good for the time of the call."""
        was_large, self._size = self._size > _LARGE, self._size + len(piece)
        if self._size <= _LARGE:
            self._pieces.append(bytes(piece))
        elif was_large:
            self._pieces.append(self._packer.compress(piece))
        else:
            self._pieces = [self._packer.compress(b"".join(self._pieces)), self._packer.compress(piece)]

    def kept(self) -> bytes:
        """The changeset after its last piece."""
        last = self._packer.flush() if self._size > _LARGE else b""
        return b"".join((*self._pieces, last))


def packed(changeset: bytes) -> bytes:
    """A changeset as the journal keeps it."""
    packing = Packing()
    packing.take(changeset)
    return packing.kept()


def inverted(kept: bytes) -> bytes:
    """The changeset that undoes another; both as the journal keeps them."""
    packing = Packing()
    apsw.Changeset.invert_stream(reader(kept), packing.take)
    return packing.kept()


def source(kept: bytes) -> bytes | Callable[[int], bytes]:
    """A changeset out of the journal, for whoever reads it once from its beginning."""
    return kept if kept[:1] == b"T" else reader(kept)


def reader(kept: bytes) -> Callable[[int], bytes]:
    """Hands out a changeset piece by piece."""
    if kept[:1] == b"T":
        return io.BytesIO(kept).read
    unpacker, left = zlib.decompressobj(), kept

    def read(most: int) -> bytes:
        nonlocal left
        piece = unpacker.decompress(left, most)
        left = unpacker.unconsumed_tail
        if not piece and not unpacker.eof:
            raise zlib.error("the changeset ends early")
        return piece

    return read


@contextmanager
def told_if_unreadable(summary: str) -> Iterator[None]:
    """Refuse what needs an entry of the journal that is damaged; nothing else in the file rests on it.

    Raises:
        UserError: journal_unreadable.
    """
    try:
        yield
    except (zlib.error, apsw.CorruptError) as fault:
        raise UserError(
            "journal_unreadable",
            f"Dòng Nhật ký «{summary}» bị hỏng, không đọc được.",
            "Số liệu vẫn đúng và không có gì bị thay đổi. Cần đến dòng đó thì phục hồi bản sao lưu trước đây.",
        ) from fault


def unpacked(kept: bytes) -> bytes:
    """A changeset out of the journal. Every changeset begins with "T"; a compressed one does not."""
    return kept if kept[:1] == b"T" else zlib.decompress(kept)


def read(kept: bytes) -> Iterator[RowChange]:
    """The rows of a changeset out of the journal, in its order."""
    for change in apsw.Changeset.iter(source(kept)):
        yield row_change(change)


def row_change(change: apsw.TableChange) -> RowChange:
    """One change as plain values (apsw's own object lives only until the next one)."""
    old, new = change.old, change.new
    whole = old if old is not None else new
    key = tuple(whole[i] for i in sorted(change.pk_columns)) if whole is not None else ()
    return RowChange(change.name, change.op, key, _values(old), _values(new))


@dataclass(frozen=True, slots=True)
class Touched:
    """What a changeset touches: tables, subjects (and those they belong to), years, choices of a set.

    `years` were opened, dropped or given another base age; `dated` are those about which a fact says something;
    `choices` are (title, year).
    """

    tables: frozenset[str]
    subjects: frozenset[int]
    years: frozenset[int]
    dated: frozenset[int]
    choices: frozenset[tuple[str, int]]

    @property
    def shown(self) -> frozenset[int] | None:
        """The subjects that whoever shows them must read again; None = any."""
        return None if self.years or self.choices else self.subjects

    @property
    def moved_house(self) -> bool:
        """Whether subjects may have changed their place, so that others move with them."""
        return not self.tables.isdisjoint(_PLACES)


# Tables whose rows say where somebody is.
_PLACES = frozenset(("household", "residence", "residential_group", "person", "clan", "unit"))
# Columns that name whom a subject belongs to: both who it was and who it is now are touched.
_BELONGS = {"person": (6, 7, 8, 10), "clan": (5,), "unit": (6,), "clan_household": (1,)}
_BASE_AGE = 5


def touched(kept: bytes) -> Touched:
    """What a changeset, as the journal keeps it, touches."""
    found = _Touching()
    for change in apsw.Changeset.iter(source(kept)):
        found.note(change)
    subjects = set().union(*(found.keys.get(name, ()) for name in SUBJECT_COLUMN), found.belongs)
    return Touched(
        tables=frozenset(found.keys),
        subjects=frozenset(subjects),
        years=frozenset(found.years),
        dated=frozenset(found.dated),
        choices=frozenset(found.choices),
    )


class _Touching:
    """Gathers what each change touches."""

    def __init__(self) -> None:
        self.keys: dict[str, set[Any]] = {}
        self.belongs: set[int] = set()
        self.years: set[int] = set()
        self.dated: set[int] = set()
        self.choices: set[tuple[str, int]] = set()

    def note(self, change: apsw.TableChange) -> None:
        """Look at one change."""
        name = change.name
        whole: Any = change.old if change.old is not None else change.new
        subject = whole[SUBJECT_COLUMN.get(name, 0)]
        # What is changed in an event alone does not say whose it is; nothing is computed from it either.
        self.keys.setdefault(name, set()).update(() if subject is apsw.no_change else (subject,))
        if name in YEAR_COLUMN:
            self.dated.add(whole[YEAR_COLUMN[name]])
        if name in _BELONGS:
            self._note_owners(change, _BELONGS[name])
        elif name == "assessment_year" and (change.op != "UPDATE" or _has_changed(change, _BASE_AGE)):
            self.years.add(whole[0])
        elif name == "criteria_choice":
            self.choices.add(whole[:2])
        elif name == "group_choice":
            self.choices.add((LEARNING_CITIZEN, whole[0]))

    def _note_owners(self, change: apsw.TableChange, columns: tuple[int, ...]) -> None:
        for row in (change.old, change.new):
            if row is not None:
                self.belongs.update(value for value in (row[i] for i in columns) if isinstance(value, int))


def _has_changed(change: apsw.TableChange, column: int) -> bool:
    return change.new is not None and change.new[column] is not apsw.no_change


def _values(row: tuple[Any, ...] | None) -> dict[int, Any]:
    if row is None:
        return {}
    return {i: value for i, value in enumerate(row) if value is not apsw.no_change}
