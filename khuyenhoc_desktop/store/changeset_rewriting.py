"""Writing a changeset anew with other values in some cells, as SQLite's session extension lays it down.

Old and new values of a cell are rewritten by one rule, so that a history rewritten as a whole fits together as it
did before: every entry can still be taken back. Format: https://www.sqlite.org/session/sqlite3changeset_new.html
"""

import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import apsw

Value = int | float | str | bytes | None
# One value: what it is (None = the column is not in the record), and its bytes as they lie there.
_Cell = tuple[Value, bytes]
# Table, what the record tells of its row by column (the key at least), number of the column, value: the value to
# stand there instead.
Rule = Callable[[str, dict[int, Value], int, Value], Value]

_UNDEFINED, _INT, _FLOAT, _TEXT, _BLOB, _NULL = range(6)


@dataclass(slots=True)
class _Table:
    name: str
    is_key: bytes


class _Reader:
    """A place in a changeset."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes."""
        self.at += count
        return self.data[self.at - count : self.at]

    def varint(self) -> int:
        """The next number, of up to nine bytes."""
        value = 0
        for place in range(9):
            byte = self.take(1)[0]
            if place == 8:
                return value << 8 | byte
            value = value << 7 | byte & 127
            if byte < 128:
                break
        return value

    def table(self) -> _Table:
        """The head of a table's changes, behind its "T"."""
        is_key = self.take(self.varint())
        end = self.data.index(b"\0", self.at)
        name = self.take(end - self.at).decode()
        self.at += 1
        return _Table(name, is_key)

    def record(self, columns: int) -> list[_Cell | None]:
        """The values of a row; None for a column that is left out."""
        return [self._cell() for _ in range(columns)]

    def _cell(self) -> _Cell | None:
        begun, kind = self.at, self.take(1)[0]
        if kind == _UNDEFINED:
            return None
        value: Value = None
        if kind == _INT:
            value = int.from_bytes(self.take(8), signed=True)
        elif kind == _FLOAT:
            value = struct.unpack(">d", self.take(8))[0]
        elif kind != _NULL:
            content = self.take(self.varint())
            value = content.decode() if kind == _TEXT else content
        return value, self.data[begun : self.at]


def rewritten(changeset: bytes, rule: Rule) -> bytes:
    """The changeset with every cell as the rule says. A rule that leaves all as it is gives the same bytes."""
    reader, parts, table = _Reader(changeset), [], _Table("", b"")
    while reader.at < len(changeset):
        begun, op = reader.at, reader.take(1)[0]
        if op == ord("T"):
            table = reader.table()
            parts.append(changeset[begun : reader.at])
            continue
        parts.append(changeset[begun : begun + 1] + reader.take(1))
        records = [reader.record(len(table.is_key)) for _ in range(2 if op == apsw.SQLITE_UPDATE else 1)]
        known = {place: cell[0] for place, cell in enumerate(records[0]) if cell is not None}
        parts += [_record(table.name, known, record, rule) for record in records]
    return b"".join(parts)


def _record(table: str, known: dict[int, Value], record: Sequence[_Cell | None], rule: Rule) -> bytes:
    parts = []
    for column, cell in enumerate(record):
        if cell is None:
            parts.append(bytes([_UNDEFINED]))
            continue
        value, raw = cell
        wanted = rule(table, known, column, value)
        parts.append(raw if wanted == value and type(wanted) is type(value) else _laid_down(wanted))
    return b"".join(parts)


def _laid_down(value: Value) -> bytes:
    if value is None:
        return bytes([_NULL])
    if isinstance(value, int):
        return bytes([_INT]) + value.to_bytes(8, signed=True)
    if isinstance(value, float):
        return bytes([_FLOAT]) + struct.pack(">d", value)
    content = value.encode() if isinstance(value, str) else value
    return bytes([_TEXT if isinstance(value, str) else _BLOB]) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    """A length; a text of the program is far below what would need the ninth byte."""
    parts = [number & 127]
    while number := number >> 7:
        parts.append(number & 127 | 128)
    return bytes(reversed(parts))
