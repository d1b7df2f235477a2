"""The guard of packed workbooks: .xlsx, .xlsm and .ods are zip files of XML.

Every part is unpacked once as a stream, whatever its name (the workbook's index may call any part a sheet): that
counts its true size (a declared size may lie), checks its checksum, and finds the last cell holding a value.
Nothing is kept but a chunk at a time.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing.guard import (
    MAX_CELLS,
    MAX_COLUMNS,
    FileKind,
    Room,
    bomb,
    cell_address,
    damaged,
    is_too_far,
    not_a_workbook,
    protected,
)

MAX_PARTS = 5_000
MAX_XML_BYTES = 600_000_000
_RATIO_FROM_BYTES = 20_000_000
MAX_RATIO = 200
_CHUNK = 1 << 20
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)""")
_CELL_STARTS = tuple(start + end for start in (b"<c", b":c") for end in (b" ", b">", b"/", b"\n", b"\r", b"\t"))
_CELL_BYTES = 2_000  # of a part with cells, on the average
_CHEAP_ROWS, _CHEAP_CELLS = 100_000, 3_000_000  # of sheets whose cells do not all bear addresses
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, KeyError)


def inspect_zip(path: Path) -> FileKind:
    """What kind of workbook a zip file is; raises UserError when it is none, damaged, locked or hostile."""
    try:
        with zipfile.ZipFile(path) as packed:
            return _inspect(packed, path.name)
    except (expat.ExpatError, *_BROKEN):
        raise damaged(path.name) from None
    except RuntimeError:
        raise protected(path.name) from None


def _inspect(packed: zipfile.ZipFile, name: str) -> FileKind:
    parts = packed.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_XML_BYTES:
        raise bomb(name)
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise protected(name)
    if "content.xml" in names:
        from khuyenhoc_desktop.services.importing.ods_guard import inspect_ods

        inspect_ods(packed, name)
        return FileKind.ODS
    if "xl/workbook.bin" in names:
        raise not_a_workbook(name, "kiểu .xlsb chưa đọc được")
    if not any(part.lower() == "xl/workbook.xml" for part in names):
        raise not_a_workbook(name, "tệp nén này không chứa bảng tính Excel")
    _inspect_xlsx(packed, parts, name)
    return FileKind.XLSX


def _inspect_xlsx(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo], name: str) -> None:
    from khuyenhoc_desktop.services.importing.shared_texts import inspect_shared_texts

    room = Room(name)
    spans = {part.filename: _cheap_span(unpacked(packed, part, name)) for part in parts}
    if sum(span.size for span in spans.values()) > MAX_XML_BYTES:
        raise bomb(name)
    are_many = sum(span.cells for span in spans.values()) > MAX_CELLS
    for part in parts:
        span = spans[part.filename]
        if span.filled and span.size > max(_RATIO_FROM_BYTES, span.filled * _CELL_BYTES):
            raise bomb(name)
        if span.is_doubtful or (are_many and span.cells > 1):
            _take_exactly(packed, part, name, room)
        else:
            room.take(part.filename, span.row, span.column, span.filled, "")
    inspect_shared_texts(packed, name, sum(span.filled for span in spans.values()), room)


def _take_exactly(packed: zipfile.ZipFile, part: zipfile.ZipInfo, name: str, room: Room) -> None:
    extent = _Extent()
    extent.feed(unpacked(packed, part, name))
    room.take(_sheet_name(packed, part), extent.row, extent.column, extent.filled, extent.far_cell)


def unpacked(packed: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """The true content of a part in chunks, whatever size it declares; UserError when it grows beyond reason."""
    limit = max(_RATIO_FROM_BYTES, min(MAX_XML_BYTES, part.compress_size * MAX_RATIO))
    honest = copy(part)
    honest.file_size = MAX_XML_BYTES + 1
    size = 0
    with packed.open(honest) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > limit:
                raise bomb(name)
            yield chunk
    if size != part.file_size:
        raise damaged(name)


@dataclass(frozen=True, slots=True)
class _Span:
    """How far the addresses of a part reach, blanks counted too: never less than what its values do."""

    size: int
    row: int
    column: int
    filled: int
    unplaced: int

    @property
    def cells(self) -> int:
        """Cells from A1 to the last address."""
        return self.row * (self.column + 1)

    @property
    def is_doubtful(self) -> bool:
        """Whether only the exact way tells: far addresses, or many cells without one (counted as side by side)."""
        if self.unplaced and (
            self.row > _CHEAP_ROWS or self.row * (self.column + self.unplaced + 1) > _CHEAP_CELLS
        ):
            return True
        return is_too_far(self.row, self.column, self.filled)


def _cheap_span(chunks: Iterator[bytes]) -> _Span:
    """What the r="..." of rows and cells tell, found without reading the XML."""
    size = last_row = last_column = unplaced = placed = 0
    tail = b""
    for chunk in chunks:
        size += len(chunk)
        text = tail + chunk
        tail = text[-64:]
        found = _ADDRESS.findall(text)
        if found:
            last_row = max(last_row, max(int(row[:9]) for row in {row for _, row in found}))
            last_column = max(
                last_column, *(_column_index(letters) for letters in {letters for letters, _ in found})
            )
        placed += len(found)
        unplaced += _without_address(text, found)
    return _Span(size, max(last_row, 1), last_column, placed + unplaced, unplaced)


def _without_address(text: bytes, found: list[tuple[bytes, bytes]]) -> int:
    """How many cells bear no address; one may merely be cut by the end of its chunk."""
    cells = sum(map(text.count, _CELL_STARTS))
    missing = cells - sum(1 for letters, _ in found if letters)
    return missing if missing > 1 else 0


def _column_index(letters: bytes) -> int:
    """The column counted from 0; letters beyond any sheet count as very far, none as the first."""
    index = 0
    for letter in letters[:8].upper():
        index = index * 26 + letter - 64
    return max(index - 1, 0)


def _sheet_name(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    """The sheet's name as the officer knows it, or its file's name when the workbook's index is odd."""
    from xml.etree import ElementTree

    stem = part.filename.rsplit("/", 1)[-1]
    try:
        links = ElementTree.fromstring(packed.read("xl/_rels/workbook.xml.rels"))
        ids = {link.get("Id") for link in links if str(link.get("Target")).endswith("/" + stem)}
        for sheet in ElementTree.fromstring(packed.read("xl/workbook.xml")).iter():
            if sheet.tag.endswith("}sheet") and ids & {v for k, v in sheet.attrib.items() if k.endswith("}id")}:
                return sheet.get("name") or stem
    except (ElementTree.ParseError, *_BROKEN):
        pass
    return stem


class _Extent:
    """Finds, exactly and as a stream, the last row and column holding a value in a sheet's XML."""

    def __init__(self) -> None:
        self.row = 1
        self.column = 0
        self.far_cell = "A1"
        self.filled = 0
        self._area = 1
        self._at_row = 0
        self._at_column = -1
        self._in_cell = False

    def feed(self, chunks: Iterator[bytes]) -> None:
        """Read the sheet, as far as it is not too far out already."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.EntityDeclHandler = _refuse_entities
        for chunk in chunks:
            parser.Parse(chunk, False)
            if is_too_far(self.row, self.column, MAX_CELLS):  # it cannot become nearer
                return
        parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self._at_row = int(attributes.get("r", self._at_row + 1))
            self._at_column = -1
        elif tag == "c":
            self._place(attributes.get("r"))
            self._in_cell = True
        elif self._in_cell and tag in ("v", "is"):
            self._value()

    def _place(self, address: str | None) -> None:
        found = re.fullmatch(r"([A-Za-z]+)(\d+)", address or "")
        if found:
            self._at_column = _column_index(found[1].encode())
            self._at_row = int(found[2])
        else:
            self._at_column += 1

    def _value(self) -> None:
        self.filled += 1
        self.row = max(self.row, self._at_row)
        self.column = max(self.column, self._at_column)
        area = self.row * (self.column + 1)
        if area > self._area:
            self._area = area
            if self.column < MAX_COLUMNS or self._at_column == self.column:
                self.far_cell = cell_address(self._at_row, self._at_column)

    def _end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "c":
            self._in_cell = False


def _refuse_entities(*_: object) -> None:
    raise UserError(
        "import.damaged", "Tệp chứa phần XML không thường gặp trong bảng tính.", "Mở bằng Excel rồi lưu lại."
    )
