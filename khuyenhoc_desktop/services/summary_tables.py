"""The summary tables TH1 … TH6 as rows of cells, from which xlsx, Word and PDF are made."""

from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc_desktop.domain.summary import GroupFigures
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.summary import family_figures

# A name, a number, a percentage (Fraction, 100 = the whole), or nothing to tell.
Cell = str | int | Fraction | None

_BOTH_BASES = "Tỷ lệ được tính trên hai số: tổng số và số đã đăng ký."
_CHANGE = "Tăng, giảm: số được công nhận năm nay trừ số được công nhận năm trước."


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A table: its code («TH1»), its title, headings, rows of cells (the last one sums up), notes below."""

    code: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def tables(file: CommuneFile, year: int) -> list[SummaryTable]:
    """The tables of a year, in the order of their codes."""
    return [_families(file, year)]


def cell_text(cell: Cell) -> str:
    """A cell as it is read: 1.234; 97,85 %; – where there is nothing to tell."""
    if cell is None:
        return "–"
    if isinstance(cell, Fraction):
        return format_percent(cell)
    return format_count(cell) if isinstance(cell, int) else cell


def _families(file: CommuneFile, year: int) -> SummaryTable:
    figures = family_figures(file, year)
    rows = [_family_row(row) for row in (*figures.by_group, figures.commune)]
    return SummaryTable(
        "TH1",
        "Tổng hợp Gia đình học tập theo thôn",
        (
            "Thôn, tổ dân phố",
            "Tổng số hộ",
            "Đăng ký",
            "% đăng ký",
            "Được công nhận",
            "% trên tổng số",
            "% trên số đăng ký",
            "Năm trước",
            "Tăng, giảm",
        ),
        tuple(rows),
        (_BOTH_BASES, _CHANGE),
    )


def _family_row(row: GroupFigures) -> tuple[Cell, ...]:
    return (
        row.group,
        row.total,
        row.registered,
        row.registered_percent,
        row.recognised,
        row.percent_of_total,
        row.percent_of_registered,
        row.last_year_recognised,
        row.change,
    )
