"""Empty workbooks to fill in for clans (a list of them, and a list of their households) and for units."""

from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.subjects import UNIT_KINDS
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.services.importing.template import (
    HEADER_ROW,
    Columns,
    offer_group,
    write_choices,
    write_columns,
    write_title,
)
from khuyenhoc_desktop.store.commune_file import CommuneFile

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_PREPARED_ROWS = 3_000
_GROUP = ("Thôn, tổ dân phố", 22, "Thôn đã có trong danh sách thôn; thuộc nhiều thôn thì để trống.", "Thôn Hạ")
CLAN_COLUMNS: Columns = (
    ("STT", 6, "Số thứ tự, có thể để trống.", "1"),
    ("Mã dòng họ", 12, "Mã riêng nếu xã có đặt; không có thì để trống.", "D01"),
    ("Tên dòng họ", 28, "Bắt buộc. Hai họ cùng tên thì ghi thêm cho khác nhau.", "Họ Nguyễn Đình"),
    ("Trưởng họ", 26, "Họ và tên trưởng họ (trưởng tộc).", "Nguyễn Đình Tộc"),
    ("Nơi thờ, địa chỉ", 28, "Nơi thờ hoặc nơi họp mặt của dòng họ; có thể để trống.", "Nhà thờ xóm Đông"),
    _GROUP,
    ("Ghi chú", 24, "Điều cần nhớ; có thể để trống.", ""),
)  # fmt: skip
MEMBER_COLUMNS: Columns = (
    ("STT", 6, "Số thứ tự, có thể để trống.", "1"),
    ("Dòng họ", 28, "Bắt buộc. Tên dòng họ; chưa có thì được tạo mới khi nhập.", "Họ Nguyễn Đình"),
    ("Mã hộ", 12, "Mã của hộ trong danh sách hộ. Có mã thì không cần ghi chủ hộ và thôn.", "YP-0001"),
    ("Họ và tên chủ hộ", 28, "Dùng khi hộ không có mã: ghi chủ hộ cùng với thôn.", "Nguyễn Đình An"),
    ("Thôn, tổ dân phố", 22, "Thôn của hộ.", "Thôn Hạ"),
)  # fmt: skip
UNIT_COLUMNS: Columns = (
    ("STT", 6, "Số thứ tự, có thể để trống.", "1"),
    ("Mã đơn vị", 12, "Mã riêng nếu xã có đặt; không có thì để trống.", "T01"),
    ("Tên đơn vị", 34, "Bắt buộc. Ghi đủ tên.", "Trường Tiểu học An Học"),
    ("Loại đơn vị", 18, f"Một trong: {', '.join(UNIT_KINDS.values())}.", "Trường học"),
    ("Người đứng đầu", 26, "Hiệu trưởng, giám đốc, thủ trưởng …", "Nguyễn Thị Hiền"),
    ("Địa chỉ", 28, "Có thể để trống.", "Trung tâm xã"),
    _GROUP,
    ("Số người làm việc", 12, "Bằng chữ số; không rõ thì để trống.", "24"),
    ("Số người học", 12, "Bằng chữ số; không có ghi 0.", "412"),
    ("Ghi chú", 24, "Điều cần nhớ; có thể để trống.", ""),
)  # fmt: skip


def write_clan_template(file: CommuneFile, year: int, path: Path) -> Path:
    """Write the template of the list of clans, with the thôn on file to choose from.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    return _write(file, year, path, "Danh sách dòng họ", CLAN_COLUMNS, "Mã dòng họ")


def write_member_template(file: CommuneFile, year: int, path: Path) -> Path:
    """Write the template of the households of clans.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    return _write(file, year, path, "Các hộ của dòng họ", MEMBER_COLUMNS, "Mã hộ")


def write_unit_template(file: CommuneFile, year: int, path: Path) -> Path:
    """Write the template of the list of units, with the kinds and the thôn on file to choose from.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    return _write(file, year, path, "Danh sách đơn vị", UNIT_COLUMNS, "Mã đơn vị")


def _write(file: CommuneFile, year: int, path: Path, title: str, columns: Columns, code: str) -> Path:
    with new_workbook(path) as book:
        page = book.add_worksheet(title)
        write_title(book, page, communes.facts(file).association, f"{title.upper()} NĂM {year}")
        guide = write_columns(book, page, columns, {code})
        groups = [group.name for group in list_groups(file, year)]
        if choices := write_choices(book, guide, groups):
            offer_group(page, columns, choices)
        if columns is UNIT_COLUMNS:
            _offer_kinds(page)
    return path


def _offer_kinds(page: "Worksheet") -> None:
    """Let Excel offer the kinds of units; other words are taken after a question."""
    column = [heading for heading, *_ in UNIT_COLUMNS].index("Loại đơn vị")
    rule = {"validate": "list", "source": list(UNIT_KINDS.values()), "error_type": "information"}
    page.data_validation(HEADER_ROW + 1, column, HEADER_ROW + _PREPARED_ROWS, column, rule)
