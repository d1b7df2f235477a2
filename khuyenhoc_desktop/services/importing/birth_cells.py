"""Births as lists write them where no whole date is meant: «3/1975», «00/00/1960», a year in a date's format."""

import re
from datetime import date, datetime

from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services.importing.reading import Cell

_MONTH_YEAR = re.compile(
    r"(?:tháng\s*)?(?:0?[1-9]|1[0-2])\s*(?:[/.\-]|năm)\s*(?P<year>(?:19|20)\d\d)", re.IGNORECASE
)
_ONLY_YEAR = re.compile(
    r"(?:[\s._\-?x0…]*[/.\-]){1,2}\s*(?P<year>(?:19|20)\d\d)"
    r"|(?:năm|sinh năm)?\s*(?P<named>(?:19|20)\d\d)\s*\.?",
    re.IGNORECASE,
)
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d{3}(?:\.0+)?")
_LONGEST = 100  # the patterns would look for hours at a cell of 32,000 dashes
_EXCEL_DAY_0 = date(1899, 12, 30)


def as_birth(cell: Cell) -> tuple[Cell, Problem | None]:
    """The cell as a birth that `parse_birth` reads, and a warning where that was concluded and not written."""
    if isinstance(cell, date):
        return _year_in_a_date(cell)
    if isinstance(cell, str):
        text = cell.strip()
        if len(text) > _LONGEST:
            return text, None
        if found := _MONTH_YEAR.fullmatch(text):
            return found["year"], _only_year_kept(text, found["year"])
        if found := _ONLY_YEAR.fullmatch(text):
            return found["year"] or found["named"], None
        return text, _day_number(text) if _LIKE_A_YEAR.fullmatch(text) else None
    is_like_a_year = isinstance(cell, float | int) and _LIKE_A_YEAR.fullmatch(str(cell))
    return cell, _day_number(str(cell)) if is_like_a_year else None


def _year_in_a_date(cell: date) -> tuple[Cell, Problem | None]:
    """A year typed into a cell in a date's format is a day of 1905 for Excel (its day 1972 is 25/05/1905)."""
    day = cell.date() if isinstance(cell, datetime) else cell
    number = (day - _EXCEL_DAY_0).days
    if not 1900 <= number <= 2100:
        return cell, None
    told = warning(
        "born_date_format",
        f"Ô năm sinh định dạng ngày nên Excel hiểu {number} là ngày {format_date(day)}; đọc lại là {number}.",
        "Xem lại năm sinh; nên đổi định dạng ô thành General.",
    )
    return str(number), told


def _only_year_kept(typed: str, year: str) -> Problem:
    return warning(
        "born_month",
        f"«{typed}» chỉ có tháng và năm; chương trình giữ năm {year}.",
        "Ghi đủ ngày/tháng/năm nếu biết.",
    )


def _day_number(typed: str) -> Problem:
    """A day number that begins like a year may be a year with a digit too many; others can be nothing else."""
    number = int(float(typed))
    day = format_date(date.fromordinal(_EXCEL_DAY_0.toordinal() + number))
    return warning(
        "born_serial",
        f"Năm sinh ghi «{number}», được hiểu là số ngày của Excel, tức {day}.",
        "Nếu không đúng, gõ lại năm sinh hoặc ngày/tháng/năm sinh.",
    )
