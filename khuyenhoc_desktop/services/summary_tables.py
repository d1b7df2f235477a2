"""The summary tables TH1 … TH6 as rows of cells, from which screen, paper, xlsx, Word and the bundle are made."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_LEARNING_COMMUNITY,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_COMMUNITY,
    LEARNING_FAMILY,
    PERSON_GROUPS,
    SEXES,
)
from khuyenhoc_desktop.domain.summary import GroupFigures, TitleFigures
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.summary import (
    CitizenPart,
    Citizens,
    YearSummary,
    citizens,
    units_by_kind,
    year_summary,
)

# A name, a number, a percentage (Fraction, 100 = the whole), or nothing to tell.
Cell = str | int | Fraction | None

_BOTH_BASES = "Tỷ lệ được tính trên hai số: tổng số và số đã đăng ký."
_CHANGE = "Tăng, giảm: số được công nhận năm nay trừ số được công nhận năm trước."
_GROUP = "Thôn, tổ dân phố"
_FIGURES = (
    "Đăng ký",
    "% đăng ký",
    "Được công nhận",
    "% trên tổng số",
    "% trên số đăng ký",
    "Năm trước",
    "Tăng, giảm",
)
# How the three titles that are told alike are headed: code, title of the table, what is counted.
_ALIKE: Final = {
    LEARNING_FAMILY: ("TH1", "Tổng hợp Gia đình học tập theo thôn", "Tổng số hộ"),
    LEARNING_CLAN: ("TH2", "Tổng hợp Dòng họ học tập theo thôn", "Tổng số dòng họ"),
    LEARNING_COMMUNITY: ("TH3", "Tổng hợp Cộng đồng học tập (thôn, tổ dân phố)", "Số cộng đồng"),
}


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A table: its code («TH1»), its title, headings, rows of cells, notes below.

    `summed` tells that the last row sums up those above it.
    """

    code: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    summed: bool = True


def tables(file: CommuneFile, year: int) -> list[SummaryTable]:
    """The tables of a year, in the order of their codes."""
    known = year_summary(file, year)
    return made_of(known, units_by_kind(file, year), citizens(file, year))


def made_of(known: YearSummary, units: TitleFigures, people: Citizens) -> list[SummaryTable]:
    """The tables out of the figures of a year, of its units by kind and of its citizens told apart."""
    return [
        *(_alike(known.of(title)) for title in _ALIKE),
        _units(units),
        _citizens(known.of(LEARNING_CITIZEN), people),
        _whole(known),
    ]


def cell_text(cell: Cell) -> str:
    """A cell as it is read: 1.234; 97,85%; – where there is nothing to tell."""
    if cell is None:
        return "–"
    if isinstance(cell, Fraction):
        return format_percent(cell)
    return format_count(cell) if isinstance(cell, int) else cell


def _alike(figures: TitleFigures) -> SummaryTable:
    code, title, counted = _ALIKE[figures.title]
    return SummaryTable(
        code, title, (_GROUP, counted, *_FIGURES), _rows(figures.by_group, figures.commune), (_BOTH_BASES, _CHANGE)
    )


def _units(figures: TitleFigures) -> SummaryTable:
    return SummaryTable(
        "TH4",
        "Tổng hợp Đơn vị học tập theo loại đơn vị",
        ("Loại đơn vị", "Tổng số đơn vị", *_FIGURES),
        _rows(figures.by_group, figures.commune),
        (_BOTH_BASES, _CHANGE),
    )


def _rows(by_group: Iterable[GroupFigures], whole: GroupFigures) -> tuple[tuple[Cell, ...], ...]:
    return tuple((row.group, row.total, *_figures(row)) for row in (*by_group, whole))


def _figures(row: GroupFigures) -> tuple[Cell, ...]:
    return (
        row.registered,
        row.registered_percent,
        row.recognised,
        row.percent_of_total,
        row.percent_of_registered,
        row.last_year_recognised,
        row.change,
    )


def _citizens(figures: TitleFigures, people: Citizens) -> SummaryTable:
    """By thôn: of the base age on, how many; by group of person and by sex those recognised of all."""
    kinds: list[tuple[str, Callable[[CitizenPart], bool]]] = [
        *((name, _of_group(code)) for code, name in PERSON_GROUPS.items()),
        ("Chưa ghi nhóm", _of_group(None)),
        *((sex.capitalize(), _of_sex(sex)) for sex in SEXES),
    ]
    headings: tuple[str, ...] = (_GROUP, f"Dân số từ {people.base_age} tuổi", "Đăng ký", "Được công nhận")
    headings += ("% trên tổng số", "% trên số đăng ký", *(name for name, _ in kinds))
    rows = [
        (
            row.group,
            row.total,
            row.registered,
            row.recognised,
            row.percent_of_total,
            row.percent_of_registered,
            *(_share(_of_row(people.parts, row, figures.commune), fits) for _, fits in kinds),
        )
        for row in (*figures.by_group, figures.commune)
    ]
    return SummaryTable(
        "TH5", "Tổng hợp Công dân học tập theo thôn", headings, tuple(rows), (_BOTH_BASES, *_notes(people))
    )


def _of_group(code: str | None) -> Callable[[CitizenPart], bool]:
    return lambda part: part.person_group == code


def _of_sex(sex: str) -> Callable[[CitizenPart], bool]:
    return lambda part: part.sex == sex


def _of_row(parts: Sequence[CitizenPart], row: GroupFigures, whole: GroupFigures) -> list[CitizenPart]:
    return [part for part in parts if row is whole or part.group_id == row.group_id]


def _share(parts: Iterable[CitizenPart], fits: Callable[[CitizenPart], bool]) -> str:
    """«12/40»: recognised of how many."""
    mine = [part for part in parts if fits(part)]
    recognised, total = sum(part.recognised for part in mine), sum(part.total for part in mine)
    return f"{format_count(recognised)}/{format_count(total)}" if total else "–"


def _notes(people: Citizens) -> tuple[str, ...]:
    left = (
        (people.below_age, f"chưa đủ {people.base_age} tuổi"),
        (people.unknown_birth, "chưa có năm sinh"),
        (people.elsewhere, "không ở thôn nào trong xã"),
    )
    told = ", ".join(f"{format_count(count)} người {why}" for count, why in left if count)
    notes = (
        f"Tính công dân từ {people.base_age} tuổi, theo thiết lập của xã; tuổi này chưa có văn bản xác định.",
        "Theo nhóm và nam, nữ: số được công nhận / số người.",
    )
    return (*notes, f"Không tính trong biểu: {told}.") if told else notes


def _whole(known: YearSummary) -> SummaryTable:
    headings: tuple[str, ...] = (
        "Danh hiệu",
        "Tổng số",
        "Đăng ký",
        "Được công nhận",
        "% trên tổng số",
        "% trên số đăng ký",
    )
    headings += ("Chỉ tiêu năm", "Chỉ tiêu tính", "Chênh lệch", "Còn thiếu")
    level = "Chưa đạt mức độ nào" if known.level is None else f"Đạt mức độ {known.level}"
    return SummaryTable(
        "TH6",
        "Tổng hợp toàn xã: chỉ tiêu và kết quả các danh hiệu",
        headings,
        tuple(_title_row(figures) for figures in known.titles),
        (
            _BOTH_BASES,
            "Chênh lệch: tỷ lệ đạt được trừ chỉ tiêu, tính bằng điểm phần trăm.",
            f"{TITLES[COMMUNE_LEARNING_COMMUNITY][1]} theo phiếu của xã: {level}.",
        ),
        summed=False,
    )


def _title_row(figures: TitleFigures) -> tuple[Cell, ...]:
    whole = figures.commune
    return (
        TITLES[figures.title][1],
        whole.total,
        whole.registered,
        whole.recognised,
        whole.percent_of_total,
        whole.percent_of_registered,
        None if whole.target is None else Fraction(whole.target.percent, 100),
        None if whole.target is None else whole.target.base_name,
        whole.target_gap,
        whole.short_of_target,
    )
