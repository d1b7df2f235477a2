"""The result of a check as a workbook: a copy of theirs with a column of reasons and painted cells."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.services.importing.plan import NEW, REJECTED, UNCHANGED, UPDATED, ImportPlan, RowPlan
from khuyenhoc_desktop.services.importing.reading import Cell, RawSheet, read_workbook
from khuyenhoc_desktop.services.importing.tables import Table
from khuyenhoc_desktop.services.progress import Job, Progress, finish

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_STATES = {
    NEW: "Nhập được: mới",
    UPDATED: "Nhập được: sửa số liệu đã có",
    UNCHANGED: "Không thay đổi",
    REJECTED: "KHÔNG NHẬP",
}
_CELLS_WITH_MERGES = 400_000
_WIDTH_SAMPLE = 200
_REASON_WIDTH = 70
_SUMMARY = "Tóm tắt"
_ROWS_A_STEP = 2_000


def write_result(plan: ImportPlan, path: Path) -> Job[Path]:
    """Write the result file (.xlsx); raises UserError workbook_locked when the place cannot be written to."""
    sheets = _all_sheets(plan)
    is_large = sum(len(sheet.rows) * max(map(len, sheet.rows), default=0) for sheet in sheets) > _CELLS_WITH_MERGES
    with new_workbook(path, constant_memory=is_large) as book:
        yield from _Writer(book, plan, is_large).write(sheets)
    return path


def _all_sheets(plan: ImportPlan) -> list[RawSheet]:
    """Every sheet of their workbook, the hidden ones too when it can still be read."""
    workbook = plan.survey.workbook
    if workbook.hidden and not all(any(s.name == name for s in workbook.sheets) for name in workbook.hidden):
        try:
            return list(finish(read_workbook(workbook.path, include_hidden=True)).sheets)
        except UserError:
            pass  # the file was moved meanwhile: what was read is enough
    return list(workbook.sheets)


class _Writer:
    """Writes the sheets one after another, each row once."""

    def __init__(self, book: "Workbook", plan: ImportPlan, is_large: bool) -> None:
        self._book = book
        self._plan = plan
        self._is_large = is_large
        self._tables = {table.name: table for table in plan.survey.tables}
        self._rows = {(row.sheet, row.row): row for row in plan.rows}
        self._problems: defaultdict[tuple[str, int], list[Problem]] = defaultdict(list)
        for problem in plan.problems:
            self._problems[problem.sheet or "", problem.row or 0].append(problem)
        self._formats = _formats(book)

    def write(self, sheets: list[RawSheet]) -> Job[None]:
        """All sheets, then the summary."""
        for sheet in sheets:
            page = self._book.add_worksheet(sheet.name)
            if not sheet.visible:
                page.hide()
            yield from self._sheet(page, sheet, self._tables.get(sheet.name))
        self._summary({sheet.name.casefold() for sheet in sheets})

    def _sheet(self, page: "Worksheet", sheet: RawSheet, table: Table | None) -> Job[None]:
        for column, width in enumerate(_widths(sheet.rows)):
            page.set_column(column, column, width)
        reason_column = max(map(len, sheet.rows), default=0)
        if table is not None:
            page.set_column(reason_column, reason_column, _REASON_WIDTH)
            page.freeze_panes(table.header.last + 1, 0)
        if not self._is_large:
            self._merge(page, sheet)
        for index, row in enumerate(sheet.rows):
            if index % _ROWS_A_STEP == 0:
                yield Progress(index, len(sheet.rows), f"Đang ghi trang {sheet.name}")
            self._row(page, sheet.name, index, row, table, reason_column)

    def _merge(self, page: "Worksheet", sheet: RawSheet) -> None:
        """Their merged ranges; the values are written over them afterwards."""
        for first, left, last, right in sheet.merges:
            if (first, left) != (last, right) and last < len(sheet.rows):
                page.merge_range(first, left, last, right, "", self._formats["wrap"])

    def _row(
        self, page: "Worksheet", name: str, index: int, row: list[Cell], table: Table | None, reason_column: int
    ) -> None:
        problems = self._problems.get((name, index + 1), [])
        painted = {problem.cell: "error" if problem.is_error else "warning" for problem in reversed(problems)}
        painted |= {problem.cell: "error" for problem in problems if problem.is_error}
        is_header = table is not None and table.header.first <= index <= table.header.last
        paint = {_column(cell): kind for cell, kind in painted.items() if cell}
        for column in sorted({*range(len(row)), *paint}):
            cell = row[column] if column < len(row) else ""
            kind = paint.get(column, "header" if is_header else "")
            if cell != "" or kind:
                self._cell(page, index, column, cell, kind)
        if table is not None and index == table.header.last:
            page.write_string(index, reason_column, f.REASON_HEADING, self._formats["header"])
        planned = self._rows.get((name, index + 1))
        if planned is not None:
            style = self._formats["error" if planned.state == REJECTED else "reason"]
            page.write_string(index, reason_column, _reason(planned, problems), style)

    def _cell(self, page: "Worksheet", row: int, column: int, cell: Cell, kind: str) -> None:
        style: Format | None = self._formats[kind + "_date" if isinstance(cell, date) else kind]
        if isinstance(cell, str):
            page.write_string(row, column, cell, style) if cell else page.write_blank(row, column, None, style)
        elif isinstance(cell, bool):
            page.write_boolean(row, column, cell, style)
        elif isinstance(cell, date | datetime):
            page.write_datetime(row, column, cell, style)
        elif isinstance(cell, time | timedelta):
            page.write_string(row, column, str(cell), style)
        else:
            page.write_number(row, column, cell, style)

    def _summary(self, taken: set[str]) -> None:
        """Counts, and what concerns whole sheets."""
        name = next(n for n in (_SUMMARY, *(f"{_SUMMARY} {i}" for i in range(2, 99))) if n.casefold() not in taken)
        page = self._book.add_worksheet(name)
        page.set_column(0, 0, 110)
        plan = self._plan
        lines = [f"Kết quả kiểm tra tệp {plan.path.name}, năm {plan.year}"]
        lines += [f"{_STATES[state]}: {format_count(plan.counts.get(state, 0))} hàng" for state in _STATES]
        lines += [f"Sẽ tạo mới {group.name} ({group.rows} hàng)" for group in plan.new_groups]
        lines += list(plan.notices)
        lines += [f"{problem.message} {problem.cure}" for problem in plan.problems if problem.row is None]
        for index, line in enumerate(lines):
            page.write_string(index, 0, line, self._formats["header" if index == 0 else "wrap"])


def _formats(book: "Workbook") -> dict[str, Any]:
    """The cell styles: error red, warning yellow, each also for dates."""
    wrap = {"valign": "top", "text_wrap": True}
    day = {"num_format": "dd/mm/yyyy"}
    error = {"bg_color": "#F8CBAD", "border": 1, "border_color": "#C00000"}
    doubt = {"bg_color": "#FFF2CC", "border": 1, "border_color": "#BF9000"}
    header = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    return {
        "": None,
        "_date": book.add_format(day),
        "wrap": book.add_format(wrap),
        "header": book.add_format(header),
        "header_date": book.add_format(header | day),
        "reason": book.add_format({"font_color": "#595959"}),
        "error": book.add_format(error),
        "error_date": book.add_format(error | day),
        "warning": book.add_format(doubt),
        "warning_date": book.add_format(doubt | day),
    }


def _reason(row: RowPlan, problems: list[Problem]) -> str:
    """What becomes of the row, then each problem with its cell and cure."""
    told = [f"{'Lỗi' if p.is_error else 'Lưu ý'} ở ô {p.cell}: {p.message} {p.cure}" for p in problems]
    changes = [f"{change.label}: {change.old or '(trống)'} → {change.new}" for change in row.changes[:6]]
    return " | ".join([_STATES[row.state], *told, *changes])


def _widths(rows: Sequence[list[Cell]]) -> list[float]:
    """A width for each column by the longest ordinary text of its first rows."""
    width = max(map(len, rows), default=0)
    longest = [8] * width
    for row in rows[:_WIDTH_SAMPLE]:
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) <= 40:
                longest[column] = max(longest[column], len(cell) + 2)
            elif isinstance(cell, date):
                longest[column] = max(longest[column], 12)
    return [float(min(one, 40)) for one in longest]


def _column(address: str) -> int:
    """The column (from 0) of a cell address."""
    index = 0
    for letter in address.rstrip("0123456789"):
        index = index * 26 + ord(letter) - 64
    return index - 1
