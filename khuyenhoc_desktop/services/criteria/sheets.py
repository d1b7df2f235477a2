"""Finding the tables of a criteria set in the sheets of a workbook, by their headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.criteria.tables import (
    ANSWER,
    EXAMPLE_COLUMNS,
    LINE_COLUMNS,
    LINES,
    MOST_LEVELS,
    RULE_ROWS,
)
from khuyenhoc_desktop.services.importing.reading import Cell, RawSheet

_SEARCHED_ROWS = 60
_LONGEST_HEADING = 80
_LEAST_RULES = 3
# What offices write above these columns, beside our own headings.
_OTHER_WORDS: Final = {
    "code": ("ma so", "ma chi so", "ma chi tieu"),
    "number": ("stt", "tt", "so tt", "so thu tu"),
    "criterion": ("ten tieu chi", "cac tieu chi"),
    "indicator": (
        *("noi dung", "noi dung tieu chi", "noi dung chi so", "noi dung danh gia", "tieu chi chi so", "chi tieu"),
        *(
            "tieu chi va chi so",
            "cac chi so",
            "ten chi so",
            "noi dung cac tieu chi",
            "chi so danh gia",
            "tieu chuan",
        ),
    ),
    "option": ("phuong an", "moc", "muc danh gia"),
    "points": ("diem", "diem chuan", "thang diem", "so diem", "diem quy dinh", "diem cao nhat", "tong diem"),
    "floor": ("diem san", "diem liet", "diem toi thieu"),
    "kind": ("cach nhap", "kieu nhap", "cach danh gia"),
    "help": ("giai thich", "huong dan", "minh chung", "dien giai"),
    "required": ("bat buoc",),
    "measure": ("tu tinh",),
    "name": ("ten vi du",),
}
_DECIMAL = frozenset(("points", "floor", "step", "total", "min_total", "min_per_indicator"))
_OURS = ("code", "option")


@dataclass(frozen=True, slots=True)
class Found:
    """A table: its sheet, the row of its headings and the column of each key (all counted from 0).

    Of the rules, `header` is the column of their names and `columns` gives the row of each; `unknown` are rows
    with another name.
    """

    sheet: RawSheet
    header: int
    columns: dict[str, int]
    unknown: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_ours(self) -> bool:
        """Whether the table is laid out as this program writes it."""
        return all(key in self.columns for key in _OURS)


def heading_key(text: str) -> str:
    """A heading without marks, capitals and punctuation."""
    return " ".join(re.sub(r"[^\w]+", " ", fold(text).replace("_", " ")).split())


def _words(columns: Sequence[tuple[str, str, int, str]]) -> dict[str, str]:
    found = {heading_key(words): key for key, words, _, _ in columns}
    for key, *_ in columns:
        found.update({word: key for word in _OTHER_WORDS.get(key, ()) if word not in found})
    return found


_LINE_WORDS = _words(LINE_COLUMNS) | {f"muc {level}": f"level{level}" for level in range(1, MOST_LEVELS + 1)}
_EXAMPLE_WORDS = _words(EXAMPLE_COLUMNS)
_RULE_WORDS = _words(RULE_ROWS)


def find_lines(sheets: Sequence[RawSheet]) -> Found | None:
    """The table of criteria: the sheet of that name, else the one that names most of its columns."""
    found = [table for sheet in sheets if (table := _headed(sheet, _LINE_WORDS)) and _holds_lines(table)]
    named = [table for table in found if heading_key(table.sheet.name) == heading_key(LINES)]
    return max(named or found, key=lambda table: len(table.columns), default=None)


def _holds_lines(found: Found) -> bool:
    levels = any(key.startswith("level") for key in found.columns)
    return bool({"criterion", "indicator"} & found.columns.keys()) and (levels or "points" in found.columns)


def find_examples(sheets: Sequence[RawSheet]) -> Found | None:
    """The table of worked examples; what heads its other columns are codes of indicators."""
    for sheet in sheets:
        table = _headed(sheet, _EXAMPLE_WORDS)
        if table is not None and {"name", "outcome"} <= table.columns.keys():
            return Found(sheet, table.header, table.columns | _answers(sheet, table))
    return None


def _answers(sheet: RawSheet, table: Found) -> dict[str, int]:
    known = set(table.columns.values())
    titles = enumerate(sheet.rows[table.header])
    return {ANSWER + text: at for at, cell in titles if at not in known and (text := plain_text(cell))}


def _headed(sheet: RawSheet, words: dict[str, str]) -> Found | None:
    """The row that names most columns, of the first ones."""
    best: dict[str, int] = {}
    header = -1
    for at, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        columns: dict[str, int] = {}
        for column, cell in enumerate(row):
            if (
                isinstance(cell, str)
                and 0 < len(cell) <= _LONGEST_HEADING
                and (key := words.get(heading_key(cell)))
            ):
                columns.setdefault(key, column)
        if len(columns) > max(len(best), 1):
            best, header = columns, at
    return Found(sheet, header, best) if best else None


def find_rules(sheets: Sequence[RawSheet]) -> Found | None:
    """The list of rules: at least a few known names under one another in a column."""
    for sheet in sheets:
        for column in range(2):
            rows = {at: plain_text(row[column]) for at, row in enumerate(sheet.rows) if column < len(row)}
            columns: dict[str, int] = {}
            for at, text in rows.items():
                if key := _RULE_WORDS.get(heading_key(text)):
                    columns[key] = at  # the last: a title above may read the same
            if len(columns) >= _LEAST_RULES:
                return Found(sheet, column, columns, _strange_rules(sheet, column, columns, rows))
    return None


def _strange_rules(
    sheet: RawSheet, column: int, columns: dict[str, int], rows: dict[int, str]
) -> list[tuple[int, str]]:
    """Names among the rules, with a value beside them, that are not known."""
    first, known = min(columns.values()), set(columns.values())
    return [
        (at, text)
        for at, text in rows.items()
        if at > first and at not in known and text and cell_text(sheet, at, column + 1, "")
    ]


def plain_text(cell: Cell) -> str:
    """A cell as text, a number as a code would be written: 1.1, 2022.1."""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(round(cell, 6))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()


def cell_text(sheet: RawSheet, at: int, column: int, key: str) -> str:
    """The text of a cell, "" outside; numbers that are points or answers have a decimal comma."""
    row = sheet.rows[at] if at < len(sheet.rows) else []
    cell = row[column] if column < len(row) else ""
    text = plain_text(cell)
    is_decimal = key in _DECIMAL or key.startswith((ANSWER, "level"))
    return text.replace(".", ",") if isinstance(cell, float) and is_decimal else text
