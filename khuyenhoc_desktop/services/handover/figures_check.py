"""Every figure of a bundle computed anew: sheets by their criteria set, sums by the lists, workbook, page."""

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape
from itertools import zip_longest
from pathlib import Path

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.scoring import scorer
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services.handover import lists, page, tables
from khuyenhoc_desktop.services.handover.all_titles import NOTHING_SCORED, SubjectResult
from khuyenhoc_desktop.services.handover.content import BundleContent, HouseholdResult
from khuyenhoc_desktop.services.handover.findings import Findings, cell_at
from khuyenhoc_desktop.services.handover.reading import Tables, read_sheets
from khuyenhoc_desktop.services.handover.records import Row, figures_row, summary_rows
from khuyenhoc_desktop.services.handover.records_titles import by_group_rows
from khuyenhoc_desktop.services.handover.schema import Table
from khuyenhoc_desktop.services.handover.sheets import sheets_of
from khuyenhoc_desktop.services.handover.tables_titles import SUBJECTS, TARGETS, TITLES_BY_GROUP
from khuyenhoc_desktop.services.handover.workbook import HEADING_ROW
from khuyenhoc_desktop.services.progress import Job, Progress

_A_STEP = 5000
_PAGE_CELL = re.compile(r'<td(?: class="number")?>([^<]*)</td>')


def check_sheets(source: Tables, content: BundleContent) -> Job[None]:
    """Score every sheet anew and hold it against assessments.csv."""
    left = {result.id: result for result in content.results if result.set_key}
    done = 0
    for criteria_set in content.sets:
        for number, ident, scored in _scored(source, criteria_set):
            _compare_sheet(source, criteria_set, number, left.pop(ident, None), scored)
            done += 1
            if done % _A_STEP == 0:
                yield Progress(done, len(content.results), "Đang tính lại điểm từng phiếu")
    for result in left.values():
        why = f"{_called(result)} có điểm nhưng không có phiếu điểm."
        source.findings.add("rows_missing", why, _told_in(result))
    _check_without_sheet(source.findings, content)


def check_summaries(source: Tables, content: BundleContent) -> None:
    """Hold the summary tables against the sums of the lists, and what two tables tell of the target."""
    whole = list(summary_rows(content))
    by_group: list[Row] = [[str(row.group_id), row.group, *figures_row(row)] for row in content.figures.by_group]
    _compare_table(source, tables.SUMMARY, whole)
    _compare_table(source, tables.SUMMARY_BY_GROUP, by_group)
    if content.rest:
        _compare_table(source, TITLES_BY_GROUP, list(by_group_rows(content.rest)))
        told, target = content.rest.targets.get(LEARNING_FAMILY), content.commune.target
        if told != target:  # families have theirs in both tables
            source.findings.differs(TARGETS.path, "Chỉ tiêu Gia đình học tập", _goal(told), _goal(target))


def check_workbook(path: Path, content: BundleContent, findings: Findings) -> Job[None]:
    """Hold every cell under the headings of the workbook against the tables."""
    from python_calamine import CalamineError, CalamineWorkbook

    from khuyenhoc_desktop.services.importing.guard import inspect_file

    try:
        inspect_file(path)
        with CalamineWorkbook.from_path(str(path)) as book:
            expected = sheets_of(content)
            if book.sheet_names != [listing.name for listing, _ in expected]:
                findings.differs(tables.WORKBOOK, "Tên các trang", book.sheet_names, len(expected))
                return
            for listing, rows in expected:
                yield Progress(0, 0, f"Đang đối chiếu bảng Excel: {listing.name}")
                _compare_sheet_rows(listing, book.get_sheet_by_name(listing.name).iter_rows(), rows, findings)
    except (UserError, CalamineError, OSError, ValueError) as fault:
        why = fault.message if isinstance(fault, UserError) else str(fault)
        findings.add("bad_workbook", f"Không đọc được {tables.WORKBOOK}: {why}", tables.WORKBOOK)


def check_page(text: str, content: BundleContent, findings: Findings) -> None:
    """Hold the tables of the readable page against the bundle's tables."""
    for name, listing, rows in page.tables_of(content):
        there = _page_rows(text, name)
        for number, (told, anew) in enumerate(zip_longest(there, rows), 1):
            shown = [page.cell_text(cell) for cell in anew] if anew is not None else None
            if told != shown:
                findings.differs(tables.PAGE, f"Bảng «{listing.name}», dòng {number}", told, shown)
    # the first bundles left a space before the sign
    if f"<p>{escape(page.target_line(content))}</p>" not in text.replace(" %", "%"):
        findings.differs(tables.PAGE, "Dòng về chỉ tiêu", None, page.target_line(content))


_Scored = tuple[int, int, int | None, str, int | None]
_Result = HouseholdResult | SubjectResult


def _scored(source: Tables, criteria_set: CriteriaSet) -> Iterator[tuple[int, int, _Scored]]:
    outcome_of = scorer(criteria_set).outcome
    for number, ident, answers in read_sheets(source, criteria_set):
        entered, missing, total, outcome, level = outcome_of(answers)
        yield number, ident, (entered, missing, total, outcome.value, level)


def _compare_sheet(
    source: Tables,
    criteria_set: CriteriaSet,
    number: int,
    result: _Result | None,
    scored: _Scored,
) -> None:
    path = tables.score_table(criteria_set).path
    if result is None or result.set_key != (criteria_set.set_id, criteria_set.version):
        source.findings.add("rows_extra", f"Phiếu điểm ở dòng {number} không thuộc ai được chấm.", path, number)
        return
    if _told(result) != scored:
        _tell_sheet(source.findings, result, scored)


def _tell_sheet(findings: Findings, result: _Result, scored: _Scored) -> None:
    names = ("số chỉ số đã nhập", "số chỉ số còn thiếu", "tổng điểm (phần trăm điểm)", "kết quả", "mức độ")
    for name, there, anew in zip(names, _told(result), scored, strict=True):
        if there != anew:
            findings.differs(_told_in(result), f"{_called(result)} (mã {result.id}), {name}", there, anew)


def _told(result: _Result) -> _Scored:
    return result.entered, result.missing, result.total, result.outcome, result.level


def _called(result: _Result) -> str:
    is_household = isinstance(result, HouseholdResult)
    return f"Hộ {result.name}" if is_household else result.name


def _told_in(result: _Result) -> str:
    return tables.ASSESSMENTS.path if isinstance(result, HouseholdResult) else SUBJECTS.path


def _check_without_sheet(findings: Findings, content: BundleContent) -> None:
    for result in content.results:
        if result.set_key is None and _told(result) != NOTHING_SCORED:
            _tell_sheet(findings, result, NOTHING_SCORED)
        elif result.set_key is not None and result.set_key not in content.criteria:
            message = f"{_called(result)} chấm theo bộ tiêu chí không có trong gói."
            findings.add("broken_reference", message, _told_in(result))


def _goal(target: Target | None) -> str | None:
    return None if target is None else f"{format_points(target.percent)}% {target.base_name}"


def _compare_table(source: Tables, table: Table, expected: list[Row]) -> None:
    there = list(source.numbered(table))
    if len(there) != len(expected):
        source.findings.differs(table.path, "Số dòng", len(there), len(expected))
    for (number, told), anew in zip(there, expected, strict=False):
        for column, (left, right) in enumerate(zip(told, anew, strict=True)):
            if left != right:
                each = table.fields[column]
                place = f"Ô {cell_at(number, column)} ({each.title})"
                source.findings.differs(
                    table.path, place, each.write(left), each.write(right), cell_at(number, column)
                )


def _compare_sheet_rows(
    listing: lists.Listing,
    there: Iterator[Sequence[object]],
    expected: Iterator[list[lists.Cell]],
    findings: Findings,
) -> None:
    for _ in range(HEADING_ROW + 1):
        next(there, None)
    for number, (told, anew) in enumerate(zip_longest(there, expected), HEADING_ROW + 2):
        if told is None or anew is None:
            what = f"Trang «{listing.name}», dòng {number}"
            findings.differs(tables.WORKBOOK, what, told and "có", anew and "có", cell_at(number, 0))
            continue
        for column, (left, right) in enumerate(zip_longest(told, anew)):
            if not _same(left, right):
                what = f"Trang «{listing.name}», ô {cell_at(number, column)}"
                findings.differs(tables.WORKBOOK, what, left, right, cell_at(number, column))


def _same(told: object, anew: lists.Cell) -> bool:
    if anew is None or anew == "":
        return told in (None, "")
    if isinstance(anew, str):
        return told == anew
    return isinstance(told, int | float) and not isinstance(told, bool) and abs(told - anew) < 1e-6


def _page_rows(text: str, name: str) -> list[list[str]]:
    """The body cells of a table of the page; plain searches, for an HTML parser can be made to take hours."""
    start = text.find(f'<table id="{name}">')
    body = text[start : text.find("</table>", start)].partition("<tbody>")[2] if start >= 0 else ""
    return [[unescape(cell) for cell in _PAGE_CELL.findall(row)] for row in body.split("</tr>")[:-1]]
