"""Finds the header of a table: below title rows, one to three rows high, with headings merged over groups."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import pairwise

from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services.importing.fields import Vocabulary
from khuyenhoc_desktop.services.importing.reading import Cell, Merge, RawSheet

_SEARCHED_ROWS = 80
_MOST_HEADER_ROWS = 3
_LONGEST_HEADING = 160
_NUMBER_MARK = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])\)?(?:\s*=.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (rows counted from 0) and its heading per column, '' where there is none.

    `parts` holds the pieces of each heading, group first: ("Số nhân khẩu", "Tổng số").
    """

    first: int
    last: int
    headings: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]

    @property
    def signature(self) -> str:
        """What identifies a table of this layout from one import to the next."""
        return "|".join(self.headings)


def text_of(cell: Cell) -> str:
    """A cell as tidy text; a whole float without its ".0"."""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def shown(cell: Cell) -> str:
    """A cell as a Vietnamese reader writes it: «7,5», «09/03/2026», «TRUE»; text as it stands."""
    if isinstance(cell, datetime) and cell.time() != time():
        return f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and not cell.is_integer():
        return f"{cell:.12g}".replace(".", ",")  # 12: without what binary sums left behind
    return text_of(cell)


def find_header(sheet: RawSheet, vocabulary: Vocabulary) -> Header | None:
    """The header of the sheet's table, or None when the sheet holds no table that is understood."""
    best, best_score = None, 0
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        score = _score(row, vocabulary)
        if score > best_score:
            best, best_score = number, score
    if best is None or best_score < 2:
        return _unknown_header(sheet)
    first = _first_row(sheet, best, vocabulary)
    return _build(sheet, first, _last_row(sheet, first, best))


def header_at(sheet: RawSheet, row: int) -> Header | None:
    """The header that begins in a row (from 1) the officer has shown; None when the sheet has no such row."""
    first = row - 1
    if not 0 <= first < len(sheet.rows) or not any(cell != "" for cell in sheet.rows[first]):
        return None
    return _build(sheet, first, _last_row(sheet, first, first))


def _score(row: list[Cell], vocabulary: Vocabulary) -> int:
    """How many different fields a row names."""
    return len(fields_named(row, vocabulary))


def fields_named(row: list[Cell], vocabulary: Vocabulary) -> set[str]:
    """The fields that the texts of a row name; beside texts also numbers (1.1) name indicators."""
    found: set[str | None] = set()
    for cell in row:
        if isinstance(cell, str) and cell and len(cell) <= _LONGEST_HEADING:
            found.add(vocabulary.exact(tidy(cell)))
    if found - {None} and vocabulary.codes:
        found |= {vocabulary.exact(text_of(cell)) for cell in row if isinstance(cell, float)}
    return {name for name in found if name is not None}


def _unknown_header(sheet: RawSheet) -> Header | None:
    """Where no heading is known: the first row of at least three texts that stands above rows with numbers."""
    for number, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        filled = [cell for cell in row if cell != ""]
        if len(filled) >= 3 and all(isinstance(cell, str) and not cell[:1].isdigit() for cell in filled):
            below = sheet.rows[number + 1 : number + 4]
            if any(
                sum(not isinstance(cell, str) or cell[:1].isdigit() for cell in row if cell != "") for row in below
            ):
                return _build(sheet, number, number)
    return None


def _first_row(sheet: RawSheet, best: int, vocabulary: Vocabulary) -> int:
    """The best row, or the one above when that holds the headings of groups or the other half of the headings."""
    if best == 0:
        return best
    above, here = sheet.rows[best - 1], sheet.rows[best]
    filled = [column for column, cell in enumerate(above) if cell != ""]
    if not filled or any(not isinstance(above[column], str) for column in filled):
        return best
    spans = [merge for merge in sheet.merges if merge[0] == best - 1 and merge[3] > merge[1]]
    if _score(above, vocabulary) or (filled[0] > 0 and any(_inside(merge, len(here)) for merge in spans)):
        return best - 1
    return best


def _inside(merge: Merge, width: int) -> bool:
    """Whether a merged range heads a group of columns (a title spans nearly all or begins at the left)."""
    return merge[1] > 0 and merge[3] - merge[1] + 1 < max(width - 1, 2)


def _last_row(sheet: RawSheet, first: int, best: int) -> int:
    last = best
    while (
        last + 1 < len(sheet.rows) and last - first + 1 < _MOST_HEADER_ROWS and _is_sub_header(sheet, first, last)
    ):
        last += 1
    return last


def _is_sub_header(sheet: RawSheet, first: int, last: int) -> bool:
    """Whether the row after `last` still belongs to the header: only texts, under groups or merged headings."""
    row = sheet.rows[last + 1]
    filled = [column for column, cell in enumerate(row) if cell != ""]
    if not filled or any(not _may_be_heading(row[column]) for column in filled) or is_number_row(row):
        return False
    if any(merge[0] <= last < merge[2] and merge[0] >= first for merge in sheet.merges):
        return True
    return all(_has_room(sheet.rows[last], column) for column in filled)


def _may_be_heading(cell: Cell) -> bool:
    """Texts, and short numbers with a dot that are the numbers of indicators (1.1)."""
    if isinstance(cell, str):
        return len(cell) <= _LONGEST_HEADING and not re.fullmatch(r"\d{3,}|\d+/\d+/\d+", tidy(cell))
    return isinstance(cell, float) and 0 < cell < 20 and not cell.is_integer()


def _has_room(above: list[Cell], column: int) -> bool:
    """Whether the cell above is empty, or heads a group: text whose right neighbour is empty."""
    here = above[column] if column < len(above) else ""
    right = above[column + 1] if column + 1 < len(above) else "-"
    return here == "" or right == ""


def is_number_row(row: list[Cell]) -> bool:
    """Whether a row only numbers the columns: (1) (2) (3), A B 1 2."""
    filled = [text_of(cell) for cell in row if cell != ""]
    if len(filled) < 3 or not all(_NUMBER_MARK.fullmatch(text) for text in filled):
        return False
    numbers = [int(found[0]) for text in filled if (found := re.match(r"\d+", text.strip("()")))]
    return len(numbers) < 2 or all(later == before + 1 for before, later in pairwise(numbers))


def _build(sheet: RawSheet, first: int, last: int) -> Header:
    """Join the rows of the header into one heading a column."""
    width = max(len(row) for row in sheet.rows[first : last + 1])
    rows = [_spread(sheet, number, width, number < last) for number in range(first, last + 1)]
    parts = tuple(tuple(_without_repeats([row[column] for row in rows])) for column in range(width))
    return Header(first, last, tuple(" – ".join(part) for part in parts), parts)


def _spread(sheet: RawSheet, number: int, width: int, is_group_row: bool) -> list[str]:
    """The texts of a header row, those of merged ranges over all their columns."""
    texts = [text_of(cell) for cell in sheet.rows[number]] + [""] * width
    known = [merge for merge in sheet.merges if merge[0] == number and merge[3] > merge[1]]
    for _, left, _, right in known:
        texts[left : right + 1] = [texts[left]] * (right - left + 1)
    if is_group_row and not sheet.merges:
        below = sheet.rows[number + 1]
        for column in range(1, width):
            if not texts[column] and column < len(below) and below[column] != "":
                texts[column] = texts[column - 1]
    return texts[:width]


def _without_repeats(texts: list[str]) -> list[str]:
    return [text for place, text in enumerate(texts) if text and text not in texts[:place]]
