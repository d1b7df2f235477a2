"""What is missing or contradictory in the other titles before a year is handed up, with names and places."""

from collections.abc import Iterator
from typing import Final

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError, warning
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import criteria_sets, subjects
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.handover.places import NAMED_PLACES, Check, Place
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.store import handover_titles_queries as queries

# What is wrong with them, what cures it, and where that is done.
_WORDS: Final = {
    "scored_not_registered": (
        "có điểm nhưng chưa đăng ký",
        "Ghi đăng ký, hoặc xóa điểm nhập nhầm.",
        "recognition",
    ),
    "registered_not_scored": ("đã đăng ký nhưng chưa chấm điểm", "Chấm điểm, hoặc rút đăng ký.", "sheet"),
    "sheet_incomplete": ("chấm chưa đủ chỉ số", "Mở từng phiếu và nhập các chỉ số còn trống.", "sheet"),
    "reached_not_proposed": (
        "đủ điểm đạt nhưng chưa đề nghị công nhận",
        "Chọn các mục này và bấm Đề nghị công nhận.",
        "recognition",
    ),
    "proposed_not_reached": ("được đề nghị nhưng chưa đạt", "Xem lại phiếu, hoặc rút đề nghị.", "recognition"),
    "proposed_not_decided": (
        "được đề nghị nhưng chưa có kết quả",
        "Ghi quyết định công nhận, hoặc Không công nhận.",
        "recognition",
    ),
    "recognised_not_registered": (
        "được công nhận nhưng chưa đăng ký",
        "Ghi đăng ký, hoặc bỏ công nhận.",
        "recognition",
    ),
    "recognised_not_reached": (
        "được công nhận nhưng phiếu chưa đạt",
        "Xem lại phiếu, hoặc bỏ công nhận.",
        "sheet",
    ),
    "recognised_without_decision": (
        "được công nhận nhưng không ghi theo quyết định nào",
        "Chọn các mục này và ghi quyết định.",
        "recognition",
    ),
    "returned": (
        "đang bị trả lại, chưa làm lại xong",
        "Mở phiếu, sửa theo lý do trả lại rồi ghi bước đã xong.",
        "sheet",
    ),
}


def check_titles(file: CommuneFile, year: int) -> Iterator[Check]:
    """The checks on standings of all titles but families, title by title; and on their criteria sets."""
    for title, counts in queries.count_by_standing(file, year).items():
        for code in _WORDS:
            if count := counts[code]:
                yield _told(file, year, title, code, count)
        if counts["took_part"]:
            yield from _criteria(file, year, title)


def _told(file: CommuneFile, year: int, title: str, code: str, count: int) -> Check:
    wrong, cure, page = _WORDS[code]
    ids = queries.named_by_standing(file, year, title, code, NAMED_PLACES)
    places = tuple(
        Place(_named(row), page, {"title": title, "subject": row.id}) for row in subjects.rows(file, year, ids)
    )
    rest = count - len(places)
    tail = f" và {format_count(rest)} nơi khác" if rest > 0 else ""
    names = ", ".join(place.text for place in places)
    message = f"{TITLES[title][1]}: {counted(title, count)} {wrong}: {names}{tail}."
    return Check(warning(code, message, cure), page, places[0].target, count, places)


def _named(row: subjects.SubjectRow) -> str:
    return f"{row.name} ({row.group})" if row.group and row.group != row.name else row.name


def _criteria(file: CommuneFile, year: int, title: str) -> Iterator[Check]:
    name = TITLES[title][1]
    try:
        chosen = criteria_sets.chosen(file, title, year)
    except UserError as refused:
        yield Check(warning(refused.code, f"{name}: {refused.message}", refused.cure), "criteria", {})
        return
    known = (chosen.set_id, chosen.version) in queries.confirmations(file)
    if chosen.is_sample and not known:
        message = f"{name}: đang dùng bộ tiêu chí mẫu «{chosen.name}», chưa đối chiếu với văn bản chính thức."
        cure = "Khi có văn bản thì đối chiếu và xác nhận ở trang Bộ tiêu chí."
        yield Check(warning("sample_criteria", message, cure), "criteria", {})
