"""The rows that people read: summary, registration, result and decision lists, for the workbook and the page.

`verify` makes them anew from the tables and holds them against what stands there.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.summary import GroupFigures
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services.decisions import KINDS
from khuyenhoc_desktop.services.handover.all_titles import SubjectResult
from khuyenhoc_desktop.services.handover.content import BundleContent, HouseholdResult
from khuyenhoc_desktop.services.handover.records import hundredths

# A text, a whole number, or hundredths as a decimal (a float with two places is exact enough to show and compare).
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list: heading, width in letters, and whether it holds text, counts, or decimals."""

    heading: str
    width: int
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Listing:
    """A sheet of the workbook. `total_row`: the last row, without a number, is the sum of those above it."""

    name: str
    title: str
    columns: tuple[Column, ...]
    landscape: bool = True
    total_row: bool = False


OUTCOME_WORDS = {
    "empty": "Chưa chấm",
    "incomplete": "Chấm chưa đủ",
    "reached": "Đạt",
    "not_reached": "Chưa đạt",
}
_RECOGNITION_WORDS = {True: "Được công nhận", False: "Không công nhận", None: "Chưa xét"}

_NUMBER = Column("STT", 6, "count")
_GROUP = Column("Thôn, tổ dân phố", 24)
_NAME = Column("Họ và tên chủ hộ", 28)
_BORN = Column("Năm sinh", 9, "count")

SUMMARY = Listing(
    "Tổng hợp",
    "TỔNG HỢP KẾT QUẢ GIA ĐÌNH HỌC TẬP THEO THÔN, TỔ DÂN PHỐ",
    (
        _NUMBER,
        _GROUP,
        Column("Tổng số hộ", 9, "count"),
        Column("Đăng ký", 9, "count"),
        Column("% đăng ký trên tổng số", 11, "decimal"),
        Column("Đã chấm đủ", 9, "count"),
        Column("Đủ điểm đạt", 9, "count"),
        Column("Đề nghị", 9, "count"),
        Column("Được công nhận", 10, "count"),
        Column("% công nhận trên tổng số", 12, "decimal"),
        Column("% công nhận trên số đăng ký", 12, "decimal"),
        Column("Năm trước", 9, "count"),
        Column("Tăng, giảm", 9, "count"),
    ),
    total_row=True,
)
REGISTERED = Listing(
    "Đăng ký",
    "DANH SÁCH HỘ ĐĂNG KÝ GIA ĐÌNH HỌC TẬP",
    (_NUMBER, _GROUP, _NAME, _BORN, Column("Ngày đăng ký", 13)),
    landscape=False,
)
RESULTS = Listing(
    "Đề nghị, công nhận",
    "DANH SÁCH HỘ ĐỀ NGHỊ VÀ KẾT QUẢ CÔNG NHẬN GIA ĐÌNH HỌC TẬP",
    (
        _NUMBER,
        _GROUP,
        _NAME,
        _BORN,
        Column("Tổng điểm", 9, "decimal"),
        Column("Kết quả điểm", 14),
        Column("Đề nghị", 9),
        Column("Công nhận", 16),
        Column("Số quyết định", 18),
    ),
)
DECISIONS = Listing(
    "Quyết định",
    "CÁC QUYẾT ĐỊNH CÔNG NHẬN",
    (
        _NUMBER,
        Column("Số quyết định", 24),
        Column("Ngày", 13),
        Column("Người ký", 32),
        Column("Số hộ được công nhận", 14, "count"),
    ),
    landscape=False,
)
DECISIONS_OF_ALL = Listing(
    "Quyết định",
    "CÁC QUYẾT ĐỊNH",
    (
        _NUMBER,
        Column("Số quyết định", 24),
        Column("Ngày", 13),
        Column("Người ký", 32),
        Column("Danh hiệu", 26),
        Column("Loại", 14),
        Column("Điều chỉnh quyết định", 24),
        Column("Số đang được công nhận", 14, "count"),
    ),
)
LISTINGS = (SUMMARY, REGISTERED, RESULTS)


def rows_of(content: BundleContent) -> dict[str, Iterator[list[Cell]]]:
    """The rows under the headings of each listing of families, by its name."""
    return {
        SUMMARY.name: summary_rows(content),
        REGISTERED.name: _registered_rows(content),
        RESULTS.name: _result_rows(content),
    }


def summary_rows(content: BundleContent) -> Iterator[list[Cell]]:
    """Each group's figures, and the commune's as the last row."""
    for number, figures in enumerate(content.figures.by_group, 1):
        yield [number, figures.group, *_figures(figures)]
    yield [None, f"Toàn {content.commune.kind}", *_figures(content.figures.commune)]


def decision_rows(content: BundleContent) -> Iterator[list[Cell]]:
    """The decisions with how many households each recognises."""
    recognised = Counter(h.decision_id for h in content.households if h.recognised)
    for number, decision in enumerate(content.decisions, 1):
        yield [number, decision.number, _day(decision.decided_on), decision.signer, recognised[decision.id]]


def decision_rows_of_all(content: BundleContent) -> Iterator[list[Cell]]:
    """The decisions of all titles, what they correct and how many each recognises now."""
    recognised = Counter(result.decision_id for result in content.results if result.recognised)
    for number, one in enumerate(content.decisions, 1):
        yield [
            number,
            one.number,
            _day(one.decided_on),
            one.signer,
            TITLES[one.title][1],
            KINDS[one.kind],
            content.decision_numbers.get(one.corrects) if one.corrects else None,
            recognised[one.id],
        ]


def _figures(figures: GroupFigures) -> list[Cell]:
    return [
        figures.total,
        figures.registered,
        decimal_cell(hundredths(figures.registered_percent)),
        figures.scored,
        figures.reached,
        figures.proposed,
        figures.recognised,
        decimal_cell(hundredths(figures.percent_of_total)),
        decimal_cell(hundredths(figures.percent_of_registered)),
        figures.last_year_recognised,
        figures.change,
    ]


def _registered_rows(content: BundleContent) -> Iterator[list[Cell]]:
    names = {group.id: group.name for group in content.groups}
    registered = (household for household in content.households if household.registered)
    for number, h in enumerate(registered, 1):
        yield [number, names.get(h.group_id), h.head_name, h.birth_year, _day(h.registered_on)]


def _result_rows(content: BundleContent) -> Iterator[list[Cell]]:
    names = {group.id: group.name for group in content.groups}
    listed = (h for h in content.households if h.proposed or h.recognised is not None)
    for number, h in enumerate(listed, 1):
        yield [
            number,
            names.get(h.group_id),
            h.head_name,
            h.birth_year,
            decimal_cell(h.total),
            *result_words(h),
            content.decision_numbers.get(h.decision_id),
        ]


def result_words(result: HouseholdResult | SubjectResult) -> list[Cell]:
    """The result of the sheet, the proposal and the decision in words."""
    proposed = "Đề nghị" if result.proposed else None
    return [OUTCOME_WORDS[result.outcome], proposed, _RECOGNITION_WORDS[result.recognised]]


def decimal_cell(value: int | None) -> float | None:
    """Hundredths as a number for a workbook."""
    return None if value is None else value / 100


def _day(iso: str | None) -> str | None:
    return format_date(date.fromisoformat(iso)) if iso else None
