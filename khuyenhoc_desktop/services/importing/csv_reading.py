"""Reads .csv and .txt tables whatever their encoding (UTF-8, UTF-16, Windows-1258, old fonts) and separator."""

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing import guard
from khuyenhoc_desktop.services.importing.kept_rows import KeptRows
from khuyenhoc_desktop.services.importing.reading import Cell, RawSheet

_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 60
_MAX_CSV_BYTES = 40_000_000
_WINDOWS_LETTERS = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read_csv(path: Path) -> RawSheet:
    """The one sheet of a text table; raises UserError when it is no table or too large."""
    data = path.read_bytes()
    if len(data) > _MAX_CSV_BYTES:
        raise UserError(
            "import.too_big",
            f"Tệp «{path.name}» quá lớn ({len(data) // 1_000_000} MB).",
            f"Tệp văn bản có nhiều nhất {_MAX_CSV_BYTES // 1_000_000} MB: hãy tách thành nhiều tệp.",
        )
    text = _decode(data)
    separator, text = _separator(text)
    return RawSheet(path.stem, KeptRows(_rows(path, text, separator)))


def _decode(data: bytes) -> str:
    """Text by its mark, else UTF-8, else UTF-16 by its zeros, else one byte a letter."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    if data[:2000].count(0) > len(data[:2000]) // 8:
        low = data[:2000:2].count(0) < data[1:2000:2].count(0)
        return data.decode("utf-16-le" if low else "utf-16-be", "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_single_byte(data)


def _decode_single_byte(data: bytes) -> str:
    """Windows-1258, unless the letters are those of an old font, which later steps convert when agreed."""
    from khuyenhoc_desktop.domain import legacy_text

    western = data.decode("latin-1").translate(_WINDOWS_LETTERS)
    if legacy_text.detect(western.split()[:4000]):
        return western
    return data.decode("cp1258", "replace")


def _separator(text: str) -> tuple[str, str]:
    """The separator that splits most lines alike; Excel's first line «sep=;» settles it."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    return max(_SEPARATORS, key=lambda mark: _alike(lines, mark)), text


def _alike(lines: list[str], mark: str) -> int:
    """How many lines share the commonest number of this mark, weighted by that number."""
    counts = Counter(line.count(mark) for line in lines)
    counts.pop(0, None)
    return max((lines_alike * min(count, 20) for count, lines_alike in counts.items()), default=0)


def _rows(path: Path, text: str, separator: str) -> Iterator[list[Cell]]:
    if text.count(separator) > guard.MAX_CELLS:  # one line of them would be read as a whole
        raise _too_many(path)
    rows = cells = 0
    try:
        for row in csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=separator):
            yield [_plain(cell) for cell in row]
            rows += 1
            cells += len(row)
            if rows > guard.MAX_ROWS or cells > guard.MAX_CELLS or len(row) > guard.MAX_COLUMNS:
                raise _too_many(path)
    except csv.Error:
        raise guard.damaged(path.name) from None


def _too_many(path: Path) -> UserError:
    return UserError(
        "import.too_far",
        f"Tệp «{path.name}» có quá nhiều hàng (nhiều nhất {guard.MAX_ROWS // 1000}.000) hoặc quá nhiều"
        f" cột (nhiều nhất {guard.MAX_COLUMNS // 1000}.000).",
        "Tách tệp thành nhiều tệp rồi nhập từng tệp.",
    )


def _plain(cell: str) -> str:
    """A cell's text; ="038…" is how programs keep the zeros of a number when Excel opens the file."""
    if len(cell) > guard.MAX_TEXT:
        raise guard.text_too_long(cell)
    cell = cell.strip()
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell
