"""The workbook to fill scores in (Tải tệp mẫu), for each title: who is there, the indicators, what is entered."""

from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.answer_text import NA_TEXT, format_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.subjects import COMMUNE, HOUSEHOLD, KIND_OF, PERSON, RESIDENTIAL_GROUP, SELF_SCORED
from khuyenhoc_desktop.domain.text import format_birth, format_points
from khuyenhoc_desktop.services import communes, subjects
from khuyenhoc_desktop.services import entry as score_entry
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.guard import column_letters
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.services.importing.score_words import CODE_LABELS, NAME_LABELS
from khuyenhoc_desktop.services.importing.template import HEADER_ROW, header_style, write_guide, write_title
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.store.commune_file import CommuneFile

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_ROWS_A_STEP = 1_000
_BORN, _GROUP, _REGISTERED = "Năm sinh", "Thôn", "Đăng ký"
_WITHOUT_GROUP = (RESIDENTIAL_GROUP, COMMUNE)


def write_score_template(file: CommuneFile, year: int, title: str, path: Path) -> Job[Path]:
    """Write the template of scores of a title: who is there in the year, the indicators that are typed, answers.

    Raises UserError workbook_locked, no_criteria.
    """
    criteria_set = score_entry.criteria_for(file, title, year)
    ids = subjects.find_ids(file, subjects.Query(year, title=title, sort="group"))
    before = _before(KIND_OF[title])
    with new_workbook(path, constant_memory=True) as book:
        page = book.add_worksheet("Điểm")
        association = communes.facts(file).association
        write_title(book, page, association, f"BẢNG ĐIỂM {criteria_set.title_name.upper()} NĂM {year}")
        _header(book, page, before, typed(criteria_set))
        yield from _rows(file, year, page, before, criteria_set, ids)
        _rules(page, len(before), typed(criteria_set), len(ids))
        write_guide(book, _guide_lines(criteria_set))
    return path


def typed(criteria_set: CriteriaSet) -> list[Indicator]:
    """The indicators that people fill in."""
    return [indicator for indicator in criteria_set.indicators if indicator.measure is None]


def _before(kind: str) -> list[tuple[str, int]]:
    """The columns before the indicators, with their widths."""
    columns = [("STT", 6)]
    if kind != RESIDENTIAL_GROUP:
        columns.append((CODE_LABELS[kind], 12))
    columns.append((NAME_LABELS[kind], 26))
    if kind in (HOUSEHOLD, PERSON):
        columns.append((_BORN, 12))
    if kind not in _WITHOUT_GROUP:
        columns.append((_GROUP, 20))
    return [*columns, (_REGISTERED, 9)]


def _header(
    book: "Workbook", page: "Worksheet", before: list[tuple[str, int]], indicators: list[Indicator]
) -> None:
    style = header_style(book)
    grey = book.add_format({"font_color": "#A6A6A6", "font_size": 8, "num_format": "@"})
    for column, (heading, width) in enumerate(before):
        page.set_column(column, column, width)
        page.write_string(HEADER_ROW, column, heading, style)
    for column, indicator in enumerate(indicators, start=len(before)):
        page.set_column(column, column, 30 if indicator.kind is Kind.TEXT else 9)
        page.write_string(HEADER_ROW, column, _heading(indicator), style)
        page.write_comment(HEADER_ROW, column, f"{indicator.name}\n{indicator.entry_hint()}")
    last = len(before) + len(indicators)
    page.set_column(last, last, 20, grey)
    page.write_string(HEADER_ROW, last, f.RECORD_HEADING, style)
    page.set_row(HEADER_ROW, 36)


def _heading(indicator: Indicator) -> str:
    if indicator.max_points:
        return f"{indicator.number} (tối đa {format_points(indicator.max_points)})"
    return f"{indicator.number} (không tính điểm)"


def _rows(
    file: CommuneFile,
    year: int,
    page: "Worksheet",
    before: list[tuple[str, int]],
    criteria_set: CriteriaSet,
    ids: list[int],
) -> Job[None]:
    indicators, number = typed(criteria_set), 0
    for start in range(0, len(ids), _ROWS_A_STEP):
        yield Progress(start, len(ids), "Đang ghi tệp mẫu")
        some = ids[start : start + _ROWS_A_STEP]
        answers = score_entry.grid_answers(file, year, some, criteria_set.title, SELF_SCORED)
        for one in subjects.rows(file, year, some):
            number += 1
            _row(page, number, before, one)
            for column, indicator in enumerate(indicators, start=len(before)):
                answer = answers[one.id].get(indicator.code)
                _write_answer(page, HEADER_ROW + number, column, indicator, answer)
            page.write_string(HEADER_ROW + number, len(before) + len(indicators), str(one.id))


def _row(page: "Worksheet", number: int, before: list[tuple[str, int]], one: SubjectRow) -> None:
    """Who it is, the thôn and the mark of registration."""
    told = {
        CODE_LABELS[one.kind]: one.code or "",
        NAME_LABELS[one.kind]: one.name,
        _BORN: format_birth(one.about),
        _GROUP: one.group or "",
        _REGISTERED: "x" if one.registered else "",
    }
    page.write_number(HEADER_ROW + number, 0, number)
    for column, (heading, _) in enumerate(before[1:], start=1):
        page.write_string(HEADER_ROW + number, column, told[heading])


def _write_answer(page: "Worksheet", row: int, column: int, indicator: Indicator, answer: Answer | None) -> None:
    if isinstance(answer, int) and indicator.kind is not Kind.YES_NO:
        page.write_number(row, column, answer / 100)
    elif answer is NA:
        page.write_string(row, column, NA_TEXT)
    elif answer is not None:
        page.write_string(row, column, format_answer(indicator, answer))


def _rules(page: "Worksheet", at: int, indicators: list[Indicator], rows: int) -> None:
    """Choices get a list; numbers the largest value, with a question that may be answered by «không áp dụng»."""
    first, last = HEADER_ROW + 1, HEADER_ROW + max(rows, 1)
    for column, indicator in enumerate(indicators, start=at):
        letter = column_letters(column)
        cell = f"{letter}{first + 1}"
        if indicator.kind is Kind.CHOICE:
            labels = [option.label.replace(",", ";") for option in indicator.options]
            if len(",".join(labels)) <= 250:
                page.data_validation(first, column, last, column, {"validate": "list", "source": labels})
        elif indicator.kind is Kind.POINTS:
            most = indicator.max_points / 100
            allowed = f'=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}<={most:g}),UPPER({cell})="{NA_TEXT}")'
            rule = {"validate": "custom", "value": allowed, "error_title": "Chưa đúng"}
            message = f"Chỉ số {indicator.number}: {indicator.entry_hint()}"
            page.data_validation(first, column, last, column, rule | {"error_message": message[:250]})


def _guide_lines(criteria_set: CriteriaSet) -> list[tuple[str, str, str]]:
    lines = [("Đăng ký", "Ghi x nếu đã đăng ký; để trống nếu chưa.", "x")]
    for one in typed(criteria_set):
        lines.append((_heading(one), f"{one.name} ({one.entry_hint()}). Chưa chấm thì để trống.", ""))
    lines.append((f.RECORD_HEADING, "Để chương trình nhận ra đúng hàng; giữ nguyên, không sửa.", ""))
    return lines
