"""Empty workbooks to fill in (Tải tệp mẫu): the list of households, and the scores of a title.

Filled in as they say, they import without a problem.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.domain.answer_text import NA_TEXT, format_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.text import format_birth, format_points, name_sort_key, text_sort_key
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services import entry as score_entry
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.guard import column_letters
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.services.importing.on_file import OnFile, Register
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_HEADER_ROW = 3
_PREPARED_ROWS = 3_000
_ROWS_A_STEP = 1_000
_GUIDE = "Hướng dẫn"

# Heading, width, what to write there, an example.
HOUSEHOLD_COLUMNS = (
    ("STT", 6, "Số thứ tự, có thể để trống.", "1"),
    ("Mã hộ", 12, "Mã riêng của hộ nếu xã có đặt; không có thì để trống.", "YP-0001"),
    ("Họ và tên chủ hộ", 28, "Bắt buộc. Viết đủ họ, tên đệm và tên, có dấu.", "Nguyễn Văn An"),
    ("Năm sinh", 12, "Năm sinh (1972) hoặc ngày sinh (11/03/1972). Không rõ thì để trống.", "1972"),
    ("Số khẩu", 10, "Số người trong hộ, bằng chữ số.", "4"),
    ("Số trẻ trong độ tuổi đi học", 14, "Số trẻ đang ở tuổi đi học, bằng chữ số; không có ghi 0.", "2"),
    ("Thôn, tổ dân phố", 22, "Bắt buộc. Chọn trong danh sách, hoặc gõ tên thôn mới.", "Thôn Hạ"),
    ("Địa chỉ", 28, "Số nhà, ngõ, đường; có thể để trống.", "Ngõ 12"),
    ("Số CCCD", 16, "12 chữ số trên thẻ căn cước; có thể để trống. Cột đã đặt kiểu chữ.", "024072000123"),
    ("Ghi chú", 24, "Điều cần nhớ về hộ; có thể để trống.", ""),
)  # fmt: skip


def write_household_template(file: CommuneFile, year: int, path: Path) -> Path:
    """Write the template of the list of households, with the thôn on file to choose from.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    groups = [group.name for group in list_groups(file, year)]
    with new_workbook(path) as book:
        page = book.add_worksheet("Danh sách hộ")
        _title(book, page, communes.facts(file).association, f"DANH SÁCH HỘ GIA ĐÌNH NĂM {year}")
        _household_header(book, page)
        guide = _guide(book, [(heading, text, example) for heading, _, text, example in HOUSEHOLD_COLUMNS])
        _household_rules(page, _choices(book, guide, groups), year)
    return path


def write_score_template(file: CommuneFile, year: int, title: str, path: Path) -> Job[Path]:
    """Write the template of scores: the households present in the year, the indicators, what is entered already.

    Raises UserError workbook_locked, no_criteria.
    """
    criteria_set = score_entry.criteria_for(file, title, year)
    households = _present(file, year)
    with new_workbook(path, constant_memory=True) as book:
        page = book.add_worksheet("Điểm")
        association = communes.facts(file).association
        _title(book, page, association, f"BẢNG ĐIỂM {criteria_set.title_name.upper()} NĂM {year}")
        _score_header(book, page, criteria_set)
        yield from _score_rows(file, year, page, criteria_set, households)
        _score_rules(page, criteria_set, len(households))
        _guide(book, _score_guide(criteria_set))
    return path


def _title(book: "Workbook", page: "Worksheet", association: str, title: str) -> None:
    page.write_string(0, 0, association.upper(), book.add_format({"bold": True}))
    page.write_string(1, 0, title, book.add_format({"bold": True, "font_size": 14}))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(_HEADER_ROW)
    page.freeze_panes(_HEADER_ROW + 1, 3)


def _header_style(book: "Workbook") -> Any:
    return book.add_format(
        {
            "bold": True,
            "text_wrap": True,
            "align": "center",
            "valign": "vcenter",
            "border": 1,
            "bg_color": "#DDEBF7",
        }
    )


def _household_header(book: "Workbook", page: "Worksheet") -> None:
    style, as_text = _header_style(book), book.add_format({"num_format": "@"})
    texts = {"Mã hộ", "Số CCCD"}
    for column, (heading, width, told, _) in enumerate(HOUSEHOLD_COLUMNS):
        page.set_column(column, column, width, as_text if heading in texts else None)
        page.write_string(_HEADER_ROW, column, heading, style)
        page.write_comment(_HEADER_ROW, column, told)
    page.set_row(_HEADER_ROW, 36)


def _guide(book: "Workbook", lines: Sequence[tuple[str, str, str]]) -> "Worksheet":
    """The sheet that explains the columns."""
    page = book.add_worksheet(_GUIDE)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((34, 80, 24)):
        page.set_column(column, column, width)
    for row, line in enumerate([("Cột", "Cách ghi", "Ví dụ"), *lines]):
        for column, text in enumerate(line):
            page.write_string(row, column, text, bold if row == 0 else wrap)
    return page


def _choices(book: "Workbook", guide: "Worksheet", groups: list[str]) -> str:
    """The names to choose from, written beside the guide; returns the reference to them, '' if there are none."""
    guide.set_column(4, 4, 24)
    guide.write_string(0, 4, "Các thôn đã có", book.add_format({"bold": True}))
    for row, name in enumerate(groups, start=1):
        guide.write_string(row, 4, name)
    return f"='{_GUIDE}'!$E$2:$E${len(groups) + 1}" if groups else ""


def _household_rules(page: "Worksheet", choices: str, year: int) -> None:
    """What Excel itself checks: whole numbers, and the thôn from the list (another is taken after a question)."""
    first, last = _HEADER_ROW + 1, _HEADER_ROW + _PREPARED_ROWS
    columns = {heading: column for column, (heading, *_) in enumerate(HOUSEHOLD_COLUMNS)}
    for heading, least, most in (("Số khẩu", 1, 99), ("Số trẻ trong độ tuổi đi học", 0, 99)):
        column = columns[heading]
        page.data_validation(first, column, last, column, _whole(heading, least, most))
    if choices:
        column = columns["Thôn, tổ dân phố"]
        rule = {"validate": "list", "source": choices, "error_type": "information"}
        rule |= {"error_title": "Tên thôn mới", "error_message": "Tên này chưa có trong danh sách thôn."}
        page.data_validation(first, column, last, column, rule)


def _whole(what: str, least: int, most: int) -> dict[str, Any]:
    message = f"{what[:40]}: ghi số từ {least} đến {most}."
    return {
        "validate": "integer",
        "criteria": "between",
        "minimum": least,
        "maximum": most,
        "error_title": "Chưa đúng",
        "error_message": message,
    }


def _present(file: CommuneFile, year: int) -> list[OnFile]:
    """The households present in the year, by thôn and name."""
    names = {group.id: text_sort_key(group.name) for group in list_groups(file, year, with_ended=True)}
    present = [one for one in Register.of(file, year).by_id.values() if one.group_id is not None]
    return sorted(
        present, key=lambda one: (names.get(one.group_id or 0, ""), name_sort_key(one.household.head_name))
    )


_BEFORE_SCORES = (
    ("STT", 6),
    ("Mã hộ", 12),
    ("Họ và tên chủ hộ", 26),
    ("Năm sinh", 12),
    ("Thôn", 20),
    ("Đăng ký", 9),
)


def _score_header(book: "Workbook", page: "Worksheet", criteria_set: CriteriaSet) -> None:
    style, grey = (
        _header_style(book),
        book.add_format({"font_color": "#A6A6A6", "font_size": 8, "num_format": "@"}),
    )
    for column, (heading, width) in enumerate(_BEFORE_SCORES):
        page.set_column(column, column, width)
        page.write_string(_HEADER_ROW, column, heading, style)
    at = len(_BEFORE_SCORES)
    for column, indicator in enumerate(criteria_set.indicators, start=at):
        page.set_column(column, column, 30 if indicator.kind is Kind.TEXT else 9)
        page.write_string(_HEADER_ROW, column, _heading(indicator), style)
        page.write_comment(_HEADER_ROW, column, f"{indicator.name}\n{indicator.entry_hint()}")
    last = at + len(criteria_set.indicators)
    page.set_column(last, last, 20, grey)
    page.write_string(_HEADER_ROW, last, f.RECORD_HEADING, style)
    page.set_row(_HEADER_ROW, 36)


def _heading(indicator: Indicator) -> str:
    if indicator.max_points:
        return f"{indicator.number} (tối đa {format_points(indicator.max_points)})"
    return f"{indicator.number} (không tính điểm)"


def _score_rows(
    file: CommuneFile, year: int, page: "Worksheet", criteria_set: CriteriaSet, rows: list[OnFile]
) -> Job[None]:
    names = {group.id: group.name for group in list_groups(file, year, with_ended=True)}
    registered = {
        i for (i,) in file.query("SELECT subject_id FROM assessment WHERE year = ? AND registered", (year,))
    }
    for start in range(0, len(rows), _ROWS_A_STEP):
        yield Progress(start, len(rows), "Đang ghi tệp mẫu")
        some = rows[start : start + _ROWS_A_STEP]
        answers = score_entry.grid_answers(file, year, [one.id for one in some])
        for number, one in enumerate(some, start=start + 1):
            marked = "x" if one.id in registered else ""
            _score_row(
                page, number, one, (names.get(one.group_id or 0, ""), marked), criteria_set, answers[one.id]
            )


def _score_row(
    page: "Worksheet",
    number: int,
    one: OnFile,
    place: tuple[str, str],
    criteria_set: CriteriaSet,
    answers: dict[str, Answer],
) -> None:
    """One household: who it is, its thôn and mark of registration, what is entered, its number on file."""
    row, household, at = _HEADER_ROW + number, one.household, len(_BEFORE_SCORES)
    page.write_number(row, 0, number)
    told = (household.code or "", household.head_name, format_birth(household.born), *place)
    for column, text in enumerate(told, start=1):
        page.write_string(row, column, text)
    for column, indicator in enumerate(criteria_set.indicators, start=at):
        _write_answer(page, row, column, indicator, answers.get(indicator.code))
    page.write_string(row, at + len(criteria_set.indicators), str(one.id))


def _write_answer(page: "Worksheet", row: int, column: int, indicator: Indicator, answer: Answer | None) -> None:
    if isinstance(answer, int) and indicator.kind is not Kind.YES_NO:
        page.write_number(row, column, answer / 100)
    elif answer is NA:
        page.write_string(row, column, NA_TEXT)
    elif answer is not None:
        page.write_string(row, column, format_answer(indicator, answer))


def _score_rules(page: "Worksheet", criteria_set: CriteriaSet, rows: int) -> None:
    """Choices get a list; numbers the largest value, with a question that may be answered by «không áp dụng»."""
    first, last = _HEADER_ROW + 1, _HEADER_ROW + max(rows, 1)
    for column, indicator in enumerate(criteria_set.indicators, start=len(_BEFORE_SCORES)):
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


def _score_guide(criteria_set: CriteriaSet) -> list[tuple[str, str, str]]:
    lines = [("Đăng ký", "Ghi x nếu hộ đã đăng ký; để trống nếu chưa.", "x")]
    for one in criteria_set.indicators:
        lines.append((_heading(one), f"{one.name} ({one.entry_hint()}). Chưa chấm thì để trống.", ""))
    lines.append((f.RECORD_HEADING, "Để chương trình nhận ra đúng hộ; giữ nguyên, không sửa.", ""))
    return lines
