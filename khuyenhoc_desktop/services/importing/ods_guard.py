"""The guard of .ods workbooks: a cell or row may say that it is repeated a million times."""

import zipfile
from xml.parsers import expat

from khuyenhoc_desktop.services.importing.guard import Room, cell_address, damaged, protected
from khuyenhoc_desktop.services.importing.zip_guard import MAX_XML_BYTES, unpacked

_OFFICE_VALUES = (
    "office:value",
    "office:string-value",
    "office:date-value",
    "office:boolean-value",
    "office:time-value",
)
_SAID = "office:string-value"


def inspect_ods(packed: zipfile.ZipFile, name: str) -> None:
    """Find the last value of every sheet of an .ods; UserError when it is locked, damaged or too far out."""
    if _is_encrypted(packed):
        raise protected(name)
    part = packed.getinfo("content.xml")
    if part.file_size > MAX_XML_BYTES:
        raise damaged(name)
    scan = _Scan(name)
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    for chunk in unpacked(packed, part, name):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)


def _is_encrypted(packed: zipfile.ZipFile) -> bool:
    try:
        return b"encryption-data" in packed.read("META-INF/manifest.xml")
    except KeyError:
        return False


class _Scan:
    """Walks the rows and cells with their repetitions and checks the extent at each sheet's end."""

    def __init__(self, name: str) -> None:
        self._room = Room(name)
        self._sheet = ""
        self._row = self._row_repeats = self._column = self._cell_repeats = 0
        self._last = (1, 0)
        self._filled = 0
        self._in_cell = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if tag == "table:table":
            self._sheet = attributes.get("table:name", "")
            self._row, self._last, self._filled = 0, (1, 0), 0
        elif tag == "table:table-row":
            self._row_repeats = _count(attributes.get("table:number-rows-repeated"))
            self._column = 0
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell_repeats = _count(attributes.get("table:number-columns-repeated"))
            self._in_cell = True
            self._filled += 1
            if any(key in attributes for key in _OFFICE_VALUES):
                self._value(attributes.get(_SAID, ""))

    def text(self, text: str) -> None:
        """Text inside a cell is a value too."""
        if self._in_cell and text.strip():
            self._value(text)

    def end(self, tag: str) -> None:
        """An element ends."""
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._column += self._cell_repeats
            self._in_cell = False
        elif tag == "table:table-row":
            self._row += self._row_repeats
        elif tag == "table:table":
            row, column = self._last
            self._room.take(self._sheet, row, column, self._filled, cell_address(row, column))

    def _value(self, text: str) -> None:
        self._room.take_texts(len(text) * self._row_repeats * self._cell_repeats)
        row, column = self._last
        self._last = (max(row, self._row + self._row_repeats), max(column, self._column + self._cell_repeats - 1))


def _count(text: str | None) -> int:
    return max(int(text), 1) if text else 1
