"""Text in old fonts (TCVN3, VNI): found column by column, shown as old -> new, converted when agreed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from khuyenhoc_desktop.domain import legacy_text
from khuyenhoc_desktop.services.importing.kept_rows import KeptRows
from khuyenhoc_desktop.services.importing.reading import Cell, RawSheet

_TESTED_CELLS = 300
_PREVIEWS = 8
_FEW_CELLS = 5


@dataclass(frozen=True, slots=True)
class LegacyText:
    """A sheet's old encoding ("tcvn3" or "vni"), how many cells it concerns, and some of them (old, new)."""

    encoding: str
    cells: int
    preview: tuple[tuple[str, str], ...]
    original: RawSheet

    @property
    def name(self) -> str:
        """The encoding as officers know it."""
        return next(name for code, name in legacy_text.ENCODING_NAMES.items() if code == self.encoding)


def converted(sheet: RawSheet) -> tuple[LegacyText | None, RawSheet]:
    """The sheet with the columns that are in an old encoding turned into Unicode; (None, sheet) when none is."""
    encodings = _encodings(sheet.rows)
    if not encodings:
        return None, sheet
    changes: list[tuple[str, str]] = []
    rows = KeptRows(_convert_row(row, encodings, changes) for row in sheet.rows)
    if not changes:
        return None, sheet
    commonest = Counter(encodings.values()).most_common(1)[0][0]
    names = [pair for pair in dict.fromkeys(changes) if _is_like_a_name(pair[1])]
    old = LegacyText(commonest, len(changes), tuple((names or changes)[:_PREVIEWS]), sheet)
    return old, replace(sheet, rows=rows)


def _is_like_a_name(text: str) -> bool:
    """Names show best whether a conversion is right."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() and word[1:].islower() for word in words)


def _encodings(rows: Sequence[list[Cell]]) -> dict[int, str]:
    """The old encoding of each column that is in one, told from its cells with letters beyond ASCII."""
    samples: dict[int, list[str]] = {}
    for row in rows:
        for column, cell in enumerate(row):
            if isinstance(cell, str) and not cell.isascii():
                texts = samples.setdefault(column, [])
                if len(texts) < _TESTED_CELLS:
                    texts.append(cell)
    found = {column: legacy_text.detect(texts) for column, texts in samples.items()}
    known = {column: encoding for column, encoding in found.items() if encoding}
    return known | {
        column: encoding
        for column, texts in samples.items()
        if column not in known and known and len(texts) <= _FEW_CELLS
        for encoding in _encodings_of_rows(rows, column)
    }


def _encodings_of_rows(rows: Sequence[list[Cell]], column: int) -> set[str]:
    """The encoding of the rows in which a column has letters beyond ASCII (its heading, mostly), if they agree.

    A column of numbers cannot tell by itself in what its heading «Sè CCCD» is typed; the other headings can.
    """
    beside = [row for row in rows if column < len(row) and _is_foreign(row[column])]
    found = {legacy_text.detect([cell for cell in row if isinstance(cell, str)]) for row in beside}
    return {encoding for encoding in found if encoding and len(found) == 1}


def _is_foreign(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.isascii()


def _convert_row(row: list[Cell], encodings: dict[int, str], changes: list[tuple[str, str]]) -> list[Cell]:
    new = list(row)
    for column, encoding in encodings.items():
        cell = row[column] if column < len(row) else ""
        if isinstance(cell, str) and not cell.isascii():
            text = legacy_text.convert(cell, encoding)
            if text != cell:
                changes.append((cell, text))
                new[column] = text
    return new
