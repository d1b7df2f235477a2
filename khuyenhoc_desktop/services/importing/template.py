"""Empty workbooks to fill in (Tải tệp mẫu): the list of households, and the scores of a title.

Filled in as they say, they import without a problem.
"""

from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, SEXES, UNIT_ROLES
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.store.commune_file import CommuneFile

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADER_ROW = 3
_PREPARED_ROWS = 3_000
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
PERSON_COLUMNS = (
    ("STT", 6, "Số thứ tự, có thể để trống.", "1"),
    ("Họ và tên", 28, "Bắt buộc. Viết đủ họ, tên đệm và tên, có dấu.", "Nguyễn Thị Lan"),
    ("Ngày sinh", 13, "Ngày sinh (11/03/1972) hoặc năm sinh (1972). Không rõ thì để trống.", "11/03/1972"),
    ("Giới tính", 10, "Nam hoặc Nữ.", "Nữ"),
    ("Nhóm đối tượng", 26, "Một trong bốn nhóm; cần để chọn phiếu chấm điểm.", "Nông dân"),
    ("Mã hộ", 12, "Mã của hộ trong danh sách hộ. Có mã thì không cần ghi chủ hộ và thôn.", "YP-0001"),
    ("Họ và tên chủ hộ", 28, "Dùng khi hộ không có mã: ghi chủ hộ cùng với thôn.", "Nguyễn Văn An"),
    ("Thôn, tổ dân phố", 22, "Thôn của hộ. Chọn trong danh sách, hoặc gõ.", "Thôn Hạ"),
    ("Đơn vị", 24, "Nơi làm việc hoặc học tập, đúng tên trong danh sách đơn vị; có thể để trống.", "Trường THCS"),
    ("Vai trò", 16, "Người làm việc, hoặc Người học của đơn vị đó.", "Người làm việc"),
    ("Dòng họ", 20, "Chỉ ghi khi khác dòng họ của hộ; đúng tên trong danh sách dòng họ.", ""),
    ("Số CCCD", 16, "12 chữ số trên thẻ căn cước; có thể để trống. Cột đã đặt kiểu chữ.", "024172000123"),
    ("Ghi chú", 24, "Điều cần nhớ; có thể để trống.", ""),
)  # fmt: skip
Columns = Sequence[tuple[str, int, str, str]]
"""Heading, width, what to write there, an example."""


def write_household_template(file: CommuneFile, year: int, path: Path) -> Path:
    """Write the template of the list of households, with the thôn on file to choose from.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    groups = [group.name for group in list_groups(file, year)]
    with new_workbook(path) as book:
        page = book.add_worksheet("Danh sách hộ")
        write_title(book, page, communes.facts(file).association, f"DANH SÁCH HỘ GIA ĐÌNH NĂM {year}")
        guide = write_columns(book, page, HOUSEHOLD_COLUMNS, {"Mã hộ", "Số CCCD"})
        _household_rules(page, write_choices(book, guide, groups))
    return path


def write_person_template(file: CommuneFile, year: int, path: Path) -> Path:
    """Write the template of the list of persons, with the thôn, groups of person and roles to choose from.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    groups = [group.name for group in list_groups(file, year)]
    with new_workbook(path) as book:
        page = book.add_worksheet("Công dân")
        write_title(book, page, communes.facts(file).association, f"DANH SÁCH CÔNG DÂN NĂM {year}")
        guide = write_columns(book, page, PERSON_COLUMNS, {"Mã hộ", "Số CCCD", "Ngày sinh"})
        choices = write_choices(book, guide, groups)
        _offer(page, PERSON_COLUMNS, "Giới tính", [sex.capitalize() for sex in SEXES])
        _offer(page, PERSON_COLUMNS, "Nhóm đối tượng", [name.replace(",", ";") for name in PERSON_GROUPS.values()])
        _offer(page, PERSON_COLUMNS, "Vai trò", list(UNIT_ROLES.values()))
        if choices:
            offer_group(page, PERSON_COLUMNS, choices)
    return path


def write_title(book: "Workbook", page: "Worksheet", association: str, title: str) -> None:
    """The association and the title over a table, and how the page prints."""
    page.write_string(0, 0, association.upper(), book.add_format({"bold": True}))
    page.write_string(1, 0, title, book.add_format({"bold": True, "font_size": 14}))
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(HEADER_ROW)
    page.freeze_panes(HEADER_ROW + 1, 3)


def header_style(book: "Workbook") -> Any:
    """The look of the cells that head the columns."""
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


def write_columns(book: "Workbook", page: "Worksheet", columns: Columns, texts: Container[str]) -> "Worksheet":
    """The header of a list, those columns of `texts` kept as text; returns the sheet that explains the columns."""
    style, as_text = header_style(book), book.add_format({"num_format": "@"})
    for column, (heading, width, told, _) in enumerate(columns):
        page.set_column(column, column, width, as_text if heading in texts else None)
        page.write_string(HEADER_ROW, column, heading, style)
        page.write_comment(HEADER_ROW, column, told)
    page.set_row(HEADER_ROW, 36)
    return write_guide(book, [(heading, text, example) for heading, _, text, example in columns])


def write_guide(book: "Workbook", lines: Sequence[tuple[str, str, str]]) -> "Worksheet":
    """The sheet that explains the columns."""
    page = book.add_worksheet(_GUIDE)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate((34, 80, 24)):
        page.set_column(column, column, width)
    for row, line in enumerate([("Cột", "Cách ghi", "Ví dụ"), *lines]):
        for column, text in enumerate(line):
            page.write_string(row, column, text, bold if row == 0 else wrap)
    return page


def write_choices(book: "Workbook", guide: "Worksheet", groups: list[str]) -> str:
    """The names to choose from, written beside the guide; returns the reference to them, '' if there are none."""
    guide.set_column(4, 4, 24)
    guide.write_string(0, 4, "Các thôn đã có", book.add_format({"bold": True}))
    for row, name in enumerate(groups, start=1):
        guide.write_string(row, 4, name)
    return f"='{_GUIDE}'!$E$2:$E${len(groups) + 1}" if groups else ""


def offer_group(page: "Worksheet", columns: Columns, choices: str) -> None:
    """Let Excel offer the thôn on file; another is taken after a question."""
    rule = {"source": choices, "error_type": "information"}
    rule |= {"error_title": "Tên thôn mới", "error_message": "Tên này chưa có trong danh sách thôn."}
    _offer(page, columns, "Thôn, tổ dân phố", rule)


def _offer(page: "Worksheet", columns: Columns, heading: str, offered: list[str] | dict[str, Any]) -> None:
    """Let Excel offer some words in a column; others may be typed after a question."""
    column = [one[0] for one in columns].index(heading)
    rule = offered if isinstance(offered, dict) else {"source": offered, "error_type": "information"}
    page.data_validation(HEADER_ROW + 1, column, HEADER_ROW + _PREPARED_ROWS, column, {"validate": "list"} | rule)


def _household_rules(page: "Worksheet", choices: str) -> None:
    """What Excel itself checks: whole numbers, and the thôn from the list (another is taken after a question)."""
    first, last = HEADER_ROW + 1, HEADER_ROW + _PREPARED_ROWS
    columns = {heading: column for column, (heading, *_) in enumerate(HOUSEHOLD_COLUMNS)}
    for heading, least, most in (("Số khẩu", 1, 99), ("Số trẻ trong độ tuổi đi học", 0, 99)):
        column = columns[heading]
        page.data_validation(first, column, last, column, _whole(heading, least, most))
    if choices:
        offer_group(page, HOUSEHOLD_COLUMNS, choices)


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
