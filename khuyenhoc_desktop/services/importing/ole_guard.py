"""The guard of old .xls workbooks: an OLE container (a small file system) holding one stream of BIFF records.

The container's chains may form loops and the records may claim any size; both are walked with bounds. What is
looked for: a password, the last cell with a value, and a DIMENSIONS record that would make the reader reserve all
memory.
Layout: [MS-CFB] 2.2-2.6 and [MS-XLS] 2.3-2.5.
"""

import struct
from collections import Counter
from pathlib import Path

from khuyenhoc_desktop.services.importing.guard import (
    MAX_TEXT_BYTES,
    Room,
    cell_address,
    damaged,
    not_a_workbook,
    protected,
)
from khuyenhoc_desktop.services.importing.xls_texts import text_sizes

_END_OF_CHAIN = 0xFFFFFFFE
_HEADER_FAT = 109
_BOF, _FILEPASS, _DIMENSIONS, _BOUNDSHEET = 0x0809, 0x002F, 0x0200, 0x0085
_ONE_CELL = {0x0203, 0x027E, 0x0204, 0x00FD, 0x0006, 0x0205, 0x00D6}
_MANY_CELLS = {0x00BD}
_SHARED_TEXT, _SHARED_TEXTS, _CONTINUED, _END = 0x00FD, 0x00FC, 0x003C, 0x000A


def inspect_ole(path: Path) -> None:
    """Make sure an OLE file is a workbook that can be read; raises UserError otherwise."""
    try:
        container = _Container(path.read_bytes())
        names = container.entries
        if "encryptedpackage" in names:
            raise protected(path.name)
        stream = names.get("workbook") or names.get("book")
        if stream is None:
            raise not_a_workbook(path.name, "đây là tệp Word, PowerPoint hoặc tệp khác của Office")
        _inspect_records(container.stream(*stream), path.name)
    except (struct.error, IndexError, ValueError, UnicodeDecodeError):
        raise damaged(path.name) from None


class _Container:
    """The OLE container: sectors in chains, and a directory of streams (name in small letters -> start, size)."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError("sector size")
        self._size = 1 << shift
        self._table = self._sector_table()
        start = struct.unpack_from("<I", data, 48)[0]
        self.entries = dict(self._directory(self._chain(start)))

    def stream(self, start: int, size: int) -> bytes:
        """The bytes of a stream; small streams (below 4096 bytes, kept elsewhere) hold no list of households."""
        if size < 4096:
            raise ValueError("too small for a workbook")
        return self._chain(start)[:size]

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        sector = self._data[at : at + self._size]
        if not sector:
            raise ValueError("sector outside the file")
        return sector

    def _numbers(self, number: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self._size // 4}I", self._sector(number).ljust(self._size, b"\xff"))

    def _sector_table(self) -> list[int]:
        numbers = list(struct.unpack_from(f"<{_HEADER_FAT}I", self._data, 76))
        following, count = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(count, len(self._data) // self._size)):
            *more, following = self._numbers(following)
            numbers += more
        table: list[int] = []
        for number in numbers:
            if number < 0xFFFFFFFC:
                table.extend(self._numbers(number))
        return table

    def _chain(self, number: int) -> bytes:
        sectors: list[bytes] = []
        for _ in range(len(self._table) + 1):
            if number == _END_OF_CHAIN:
                return b"".join(sectors)
            sectors.append(self._sector(number))
            number = self._table[number]
        raise ValueError("a chain of sectors that never ends")

    def _directory(self, data: bytes) -> list[tuple[str, tuple[int, int]]]:
        found = []
        for at in range(0, len(data) - 127, 128):
            length = struct.unpack_from("<H", data, at + 64)[0]
            if 2 <= length <= 64:
                name = data[at : at + length - 2].decode("utf-16-le")
                found.append((name.lower(), struct.unpack_from("<II", data, at + 116)))
        return found


def _inspect_records(data: bytes, name: str) -> None:
    """Walk the records of all sheets once."""
    scan = _Scan(name)
    at = before = 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        body = data[at + 4 : at + 4 + length]
        if kind == _FILEPASS:
            raise protected(name)
        if kind == _DIMENSIONS:
            _check_dimensions(body, name)
        # A continuation belongs to what it continues.
        before = before if kind == _CONTINUED else kind
        scan.take(at, kind, before, body)
        at += 4 + length
    scan.end()


class _Scan:
    """What the records tell: names and places of sheets, the last cell of each, the texts that cells share."""

    def __init__(self, name: str) -> None:
        self._name, self._room = name, Room(name)
        self._sheets: dict[int, str] = {}
        self._begun = {0}
        self._at_sheet = self._filled = self._last_column = 0
        self._last_row = 1
        self._texts: list[bytes] = []
        self._named = Counter[int]()

    def take(self, at: int, kind: int, before: int, body: bytes) -> None:
        """The next record, at its place in the stream; `before` = the kind it continues."""
        if kind == _BOUNDSHEET:
            self._announce(body)
        elif kind == _BOF:
            self._begin(at)
        elif before == _SHARED_TEXTS:
            self._texts.append(body)
        elif kind in _ONE_CELL or kind in _MANY_CELLS:
            self._cell(kind, body)
        elif kind == _END:
            self._end_sheet()

    def end(self) -> None:
        """The stream is over; raises ValueError where a sheet is said to be where none begins."""
        self._end_sheet()
        if set(self._sheets) - self._begun:
            raise ValueError("a sheet that is none")
        if sum(map(len, self._texts)) * self._named.total() > MAX_TEXT_BYTES:
            sizes = text_sizes(self._texts)
            self._room.take_texts(sum(sizes[number] * times for number, times in self._named.items()))

    def _announce(self, body: bytes) -> None:
        place = struct.unpack_from("<I", body)[0]
        if place in self._sheets:
            raise ValueError("two sheets in one place")
        self._sheets[place] = _sheet_name(body)

    def _begin(self, at: int) -> None:
        self._end_sheet()
        self._begun.add(at)
        self._at_sheet = at

    def _cell(self, kind: int, body: bytes) -> None:
        row, column = struct.unpack_from("<HH", body)
        column += (len(body) - 6) // 6 - 1 if kind in _MANY_CELLS else 0
        self._filled += 1
        self._last_row, self._last_column = max(self._last_row, row + 1), max(self._last_column, column)
        if kind == _SHARED_TEXT:
            self._named[struct.unpack_from("<I", body, 6)[0]] += 1

    def _end_sheet(self) -> None:
        title = self._sheets.get(self._at_sheet, "")
        far_cell = cell_address(self._last_row, self._last_column)
        self._room.take(title, self._last_row, self._last_column, self._filled, far_cell)
        self._last_row, self._last_column, self._filled = 1, 0, 0


def _sheet_name(record: bytes) -> str:
    length, wide = record[6], record[7]
    return record[8 : 8 + length * 2].decode("utf-16-le") if wide else record[8 : 8 + length].decode("latin-1")


def _check_dimensions(record: bytes, name: str) -> None:
    """The reader reserves rows x columns of this record, so a damaged one must not get there."""
    if len(record) < 14:
        first, last, left, right = struct.unpack_from("<4H", record)
    else:
        first, last, left, right = struct.unpack_from("<IIHH", record)
    if last < first or right < left or last > 65_536 or right > 256:
        raise damaged(name)
