"""Which papers there are: their codes, names, for which titles, whom they hold, their layouts."""

from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_LEARNING_COMMUNITY,
    HOUSEHOLD,
    KIND_OF,
    PERSON,
)
from khuyenhoc_desktop.services.documents import layouts_figures as figures
from khuyenhoc_desktop.services.documents import layouts_lists as lists
from khuyenhoc_desktop.services.documents.layout import Layout

DOCX, PDF, XLSX = "docx", "pdf", "xlsx"
ALL, REGISTERED, REACHED, PROPOSED, RECOGNISED = "all", "registered", "reached", "proposed", "recognised"
# Whom a paper holds: code -> what the page calls them.
WHO: Final = {
    ALL: "Tất cả",
    REGISTERED: "Đã đăng ký",
    REACHED: "Đạt theo phiếu chấm",
    PROPOSED: "Được đề nghị",
    RECOGNISED: "Được công nhận",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper. `who` is whom it holds unless something else is asked for ("" = it holds no list).

    `sizes` are the layouts to choose from (code -> name), the first is the usual one; `of_commune`: whether the
    title of the commune itself has it (who recognises that title is not known, so no decision is printed for it).
    """

    code: str
    name: str
    file_name: str
    who: str = ""
    by_title: bool = True
    sizes: tuple[tuple[str, str], ...] = ()
    of_commune: bool = True
    formats: tuple[str, ...] = (DOCX, PDF)


KINDS: Final = {
    kind.code: kind
    for kind in (
        Kind(
            "registration_list", "Danh sách đăng ký (theo thôn)", "danh-sach-dang-ky", REGISTERED, of_commune=False
        ),
        Kind(
            "score_sheet_blank",
            "Phiếu chấm điểm để trống",
            "phieu-trong",
            sizes=(("2", "2 phiếu một trang A4"), ("1", "1 phiếu một trang A4")),
        ),
        Kind(
            "score_sheet",
            "Phiếu chấm điểm ghi sẵn tên, mã phiếu",
            "phieu-cham-diem",
            REGISTERED,
            sizes=(("2", "2 phiếu một trang A4"), ("1", "1 phiếu một trang A4")),
        ),
        Kind("minutes", "Biên bản bình xét (theo thôn)", "bien-ban-binh-xet", REGISTERED, of_commune=False),
        Kind("proposal_list", "Tờ trình và danh sách đề nghị", "to-trinh", PROPOSED, of_commune=False),
        Kind("decision", "Quyết định công nhận và danh sách", "quyet-dinh", RECOGNISED, of_commune=False),
        Kind(
            "certificates",
            "Giấy công nhận",
            "giay-cong-nhan",
            RECOGNISED,
            sizes=(("A4", "Khổ A4"), ("A5", "Khổ A5")),
            of_commune=False,
        ),
        Kind(
            "summary_tables",
            "Biểu tổng hợp",
            "bieu-tong-hop",
            by_title=False,
            formats=(DOCX, PDF, XLSX),
        ),
        Kind("report", "Báo cáo năm", "bao-cao", by_title=False),
    )
}

LAYOUTS: Final = (
    lists.REGISTRATION_HOUSEHOLDS,
    lists.REGISTRATION_PERSONS,
    lists.REGISTRATION_OTHERS,
    figures.SHEET_ONE,
    figures.SHEET_TWO,
    lists.MINUTES,
    lists.SUBMISSION,
    lists.DECISION,
    lists.CERTIFICATE_A4,
    lists.CERTIFICATE_A5,
    figures.SUMMARY_TABLES,
    figures.REPORT,
)
_REGISTRATIONS: Final = {HOUSEHOLD: lists.REGISTRATION_HOUSEHOLDS, PERSON: lists.REGISTRATION_PERSONS}
_SHEETS: Final = {"1": figures.SHEET_ONE, "2": figures.SHEET_TWO}
_SINGLE: Final = {
    "minutes": lists.MINUTES,
    "proposal_list": lists.SUBMISSION,
    "decision": lists.DECISION,
    "summary_tables": figures.SUMMARY_TABLES,
    "report": figures.REPORT,
}


def kind_of(code: str, title: str) -> Kind:
    """The kind of that code, for a title.

    Raises:
        UserError: no_such_document; document_not_for_title.
    """
    kind = KINDS.get(code)
    if kind is None:
        raise UserError(
            "no_such_document", f"Không có loại giấy tờ «{code}».", f"Dùng một trong: {', '.join(KINDS)}."
        )
    if kind.by_title and title == COMMUNE_LEARNING_COMMUNITY and not kind.of_commune:
        raise UserError(
            "document_not_for_title",
            f"Không in {kind.name} cho danh hiệu Cộng đồng học tập cấp xã: xã không tự công nhận danh hiệu này.",
            "Chọn danh hiệu khác, hoặc in phiếu và báo cáo của xã để gửi cấp trên.",
        )
    return kind


def sizes_of(kind: Kind, title: str) -> tuple[tuple[str, str], ...]:
    """The sizes that can be chosen, with their words; the commune's own targets do not fit half a page."""
    return kind.sizes[1:] if title == COMMUNE_LEARNING_COMMUNITY else kind.sizes


def layout_of(kind: Kind, title: str, size: str = "") -> Layout:
    """The layout of a kind for a title; `size` is one of the kind's sizes, "" the usual one."""
    if kind.code == "registration_list":
        return _REGISTRATIONS.get(KIND_OF[title], lists.REGISTRATION_OTHERS)
    sizes = sizes_of(kind, title)
    if sizes and size not in dict(sizes):
        size = sizes[0][0]
    if kind.code == "certificates":
        return lists.CERTIFICATE_A5 if size == "A5" else lists.CERTIFICATE_A4
    return _SHEETS[size] if kind.sizes else _SINGLE[kind.code]
