"""The guard of old .xls workbooks: an OLE container (a small file system) holding one stream of BIFF records.

The container's chains may form loops and the records may claim any size; both are walked with bounds. What is
looked for: a password, the last cell with a value, and a DIMENSIONS record that would make the reader reserve all
memory.
Layout: [MS-CFB] 2.2-2.6 and [MS-XLS] 2.3-2.5.
"""

import struct
from pathlib import Path

from khuyenhoc_desktop.services.importing.guard import (
    cell_address,
    check_extent,
    damaged,
    not_a_workbook,
    protected,
)

_END_OF_CHAIN = 0xFFFFFFFE
_HEADER_FAT = 109
_BOF, _FILEPASS, _DIMENSIONS, _BOUNDSHEET = 0x0809, 0x002F, 0x0200, 0x0085
_ONE_CELL = {0x0203, 0x027E, 0x0204, 0x00FD, 0x0006, 0x0205, 0x00D6}
_MANY_CELLS = {0x00BD}
_WORKSHEET = 0x0010


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
    sheets: list[str] = []
    at = sheet = 0
    last_row, last_column = 1, 0
    while at + 4 <= len(data):
        kind, length = struct.unpack_from("<HH", data, at)
        body = at + 4
        if kind == _FILEPASS:
            raise protected(name)
        if kind == _BOUNDSHEET:
            sheets.append(_sheet_name(data[body : body + length]))
        elif kind == _BOF and struct.unpack_from("<H", data, body + 2)[0] == _WORKSHEET:
            sheet, last_row, last_column = sheet + 1, 1, 0
        elif kind == _DIMENSIONS:
            _check_dimensions(data[body : body + length], name)
        elif kind in _ONE_CELL or kind in _MANY_CELLS:
            row, column = struct.unpack_from("<HH", data, body)
            column += (length - 10) // 6 if kind in _MANY_CELLS else 0
            last_row, last_column = max(last_row, row + 1), max(last_column, column)
        elif kind == 0x000A:
            _check_sheet(name, sheets, sheet, last_row, last_column)
        at = body + length
    _check_sheet(name, sheets, sheet, last_row, last_column)


def _check_sheet(name: str, sheets: list[str], number: int, last_row: int, last_column: int) -> None:
    title = sheets[number - 1] if 0 < number <= len(sheets) else f"trang {number}"
    check_extent(name, title, last_row, last_column, cell_address(last_row, last_column))


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
