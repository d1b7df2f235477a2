"""Reading the table of criteria of an office's own annex: title rows, merged cells, "Tiêu chí 1: …", "10 điểm".

What can mean one thing only is read; every other row is named.
"""

import re
from typing import TYPE_CHECKING, Final

from khuyenhoc_desktop.domain.problems import error
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.criteria import read_cells
from khuyenhoc_desktop.services.criteria.sheets import Found, cell_text
from khuyenhoc_desktop.services.criteria.tables import LINES, Row, Spot
from khuyenhoc_desktop.services.importing.guard import cell_address
from khuyenhoc_desktop.services.importing.header import is_number_row

if TYPE_CHECKING:
    from khuyenhoc_desktop.services.criteria.workbook import Read

CRITERION: Final = re.compile(
    r"tiêu\s*chí\s*(?:số\s*)?([0-9]{1,2}|[IVX]{1,5})\s*[:.\-–)]\s*(\S.*)", re.IGNORECASE | re.DOTALL
)
_POINTS = re.compile(r"\s*\(\s*(\d+(?:[.,]\d{1,2})?)\s*(?:điểm|đ)\s*\)\s*$", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:chỉ\s*số\s*)?(\d{1,2}(?:\.\d{1,2})+)\s*[.):]?\s+(\S.*)", re.IGNORECASE | re.DOTALL)
_ROMAN = re.compile(r"[IVX]{1,5}")
_TOTALS = ("tong cong", "tong diem", "cong", "tong")


def read_annex_lines(read: "Read", found: Found) -> None:
    """Read the rows below the headings into the tables."""
    _Annex(read, found).read()


class _Annex:
    """Goes through the rows of one sheet."""

    def __init__(self, read: "Read", found: Found) -> None:
        self._read, self._found = read, found
        self._sheet = found.sheet
        # With one column of words, criteria and indicators stand one under the other in it.
        self._single = not {"criterion", "indicator"} <= found.columns.keys()
        self._words = "indicator" if "indicator" in found.columns else "criterion"
        self._last = ""

    def read(self) -> None:
        """All rows, up to the total."""
        for at in range(self._found.header + 1, len(self._sheet.rows)):
            cells = self._cells(at)
            if not cells or (at == self._found.header + 1 and is_number_row(self._sheet.rows[at])):
                continue
            if self._is_total(cells):
                self._check_total(at, cells)
                return
            self._keep(at, self._sorted(at, cells))

    def _cells(self, at: int) -> Row:
        columns = self._found.columns
        texts = {key: cell_text(self._sheet, at, column, key) for key, column in columns.items()}
        return {key: text for key, text in texts.items() if text}

    def _is_total(self, cells: Row) -> bool:
        words = (fold(text).strip(" .:") for key, text in cells.items() if key != "points")
        return bool(self._read.tables.lines) and any(word in _TOTALS for word in words)

    def _check_total(self, at: int, cells: Row) -> None:
        """The total that the annex writes must be the sum of its indicators."""
        written = read_cells.number(cells.get("points", ""))
        rows = [row for row in self._read.tables.lines if row.get("indicator")]
        points = [read_cells.number(row.get("points", "")) for row in rows]
        summed = sum(round(each * 100) for each in points if each is not None)
        if written is not None and round(written * 100) != summed:
            message = f"Tổng ghi {cells['points']}, cộng các chỉ số được {summed / 100:g}".replace(".", ",")
            problem = error("wrong_sum", message, "Sửa điểm của chỉ số, hoặc sửa tổng.")
            cell = cell_address(at + 1, self._found.columns["points"])
            self._read.strange.append(problem.at(self._sheet.name, at + 1, cell))

    def _sorted(self, at: int, cells: Row) -> Row:
        """The row as a criterion or an indicator."""
        headed = next((one for text in cells.values() if (one := CRITERION.fullmatch(text))), None)
        if headed is not None and (self._single or "indicator" not in cells):
            return self._criterion({**cells, "number": headed[1]}, headed[2])
        if not self._single:
            return self._with_both(cells)
        words = cells.pop(self._words, "")
        if not words:
            return cells
        if self._is_heading(at, cells):
            return self._criterion(cells, words)
        return self._indicator(cells, words)

    def _with_both(self, cells: Row) -> Row:
        """Two columns: a criterion stands beside its first indicator, or repeated beside each."""
        name = cells.pop("criterion", "")
        row = self._indicator(cells, cells.pop("indicator")) if "indicator" in cells else cells
        headed = CRITERION.fullmatch(name)
        name = headed[2] if headed else name
        if not name or name == self._last:
            return row
        self._last = name
        return {**row, "criterion": name}

    def _is_heading(self, at: int, cells: Row) -> bool:
        """Whether a numbered row heads others: I before 1, or 1 before 1.1."""
        number = _number(cells)
        if _ROMAN.fullmatch(number):
            return True
        below = next(
            (row for next_at in range(at + 1, len(self._sheet.rows)) if (row := self._cells(next_at))), {}
        )
        numbered = _NUMBERED.fullmatch(below.get(self._words, ""))
        follows = _number(below) or (numbered[1] if numbered else "")
        return number.isdigit() and follows.startswith(f"{number}.")

    def _criterion(self, cells: Row, name: str) -> Row:
        pointed = _POINTS.search(name)
        points = cells.get("points") or (pointed[1] if pointed else "")
        row = {"number": _number(cells), "criterion": _POINTS.sub("", name), "points": points}
        return {key: text for key, text in row.items() if text}

    def _indicator(self, cells: Row, words: str) -> Row:
        numbered = _NUMBERED.fullmatch(words)
        row = dict(cells)
        row.pop("number", None)
        number = _number(cells) or (numbered[1] if numbered else "")
        if number:
            row["number"] = number
        row["indicator"] = numbered[2] if numbered and numbered[1] == number else words
        pointed = _POINTS.search(row["indicator"])
        if pointed and "points" not in row:
            row["points"], row["indicator"] = pointed[1], _POINTS.sub("", row["indicator"])
        return row

    def _keep(self, at: int, row: Row) -> None:
        place = len(self._read.tables.lines)
        columns = self._found.columns
        for key in {*row, *columns}:
            column = columns.get(key, columns.get(self._words, 0))
            address = (self._sheet.name, at + 1, cell_address(at + 1, column))
            self._read.addresses[Spot(LINES, place, key)] = address
        self._read.tables.lines.append(row)


def _number(cells: Row) -> str:
    return cells.get("number", "").strip(" .):(")
