"""Finds the record that the code on a paper sheet names."""

from dataclasses import dataclass

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.record_code import parse_code
from khuyenhoc_desktop.services.communes import CommuneFile, facts
from khuyenhoc_desktop.services.documents.words import title_name
from khuyenhoc_desktop.store import document_queries


@dataclass(frozen=True, slots=True)
class Found:
    """The record of a code: whose it is, of which title and year."""

    subject_id: int
    title: str
    year: int


def find(file: CommuneFile, typed: str) -> Found:
    """The record that a typed or read code names.

    Raises:
        UserError: code_format, code_check (see domain/record_code.py); code_unknown when the file has no such
        subject; code_year when the sheet is of a year that is not open.
    """
    record = parse_code(typed)
    title = document_queries.title_of(file, record.subject_id)
    if title is None:
        raise UserError(
            "code_unknown",
            "Mã phiếu này không có trong tệp dữ liệu của xã.",
            "Xem có phải phiếu của xã khác, hoặc hộ, người đã bị xóa khỏi tệp.",
        )
    year = next((one for one in sorted(facts(file).years, reverse=True) if record.is_of(one)), None)
    if year is None:
        raise UserError(
            "code_year",
            f"Phiếu {title_name(title)} này thuộc một năm chưa mở trong tệp dữ liệu.",
            "Mở năm đó trong Thiết lập, hoặc dùng phiếu của năm đang làm.",
        )
    return Found(record.subject_id, title, year)
