"""Locking a year: its figures stay what they are, also what was computed from others; unlocking needs a reason."""

from dataclasses import dataclass
from datetime import datetime

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.year_frame import frame
from khuyenhoc_desktop.services.year_view import title_counts
from khuyenhoc_desktop.store import year_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something that is not finished in a year, in words; it does not stop the locking."""

    title: str | None
    words: str


_LEFT = (
    ("returned", "đang bị trả lại"),
    ("to_score", "đã đăng ký nhưng chưa chấm đủ"),
    ("to_propose", "đạt nhưng chưa đề nghị"),
    ("to_decide", "đã đề nghị nhưng chưa có kết quả"),
)


def lock_preview(file: CommuneFile, year: int) -> tuple[Unfinished, ...]:
    """What is not finished in a year that is about to be locked.

    Raises:
        UserError: no_year, already_locked.
    """
    _refuse_locked(file, year)
    found = []
    for title, (_kind, name) in TITLES.items():
        counts = title_counts(file, year, title)
        for key, words in _LEFT:
            count = getattr(counts, key)
            if count:
                found.append(Unfinished(title, f"{name}: {subjects.counted(title, count)} {words}."))
    bare = year_queries.unfinished_decisions(file, year)
    if bare:
        found.append(Unfinished(None, f"{bare} quyết định chưa ghi ngày hoặc người ký."))
    if not exports.exports(file, year):
        found.append(Unfinished(None, "Chưa tạo gói nộp của năm trên máy này."))
    return tuple(found)


def lock_year(file: CommuneFile, year: int, reason: str = "") -> None:
    """Lock a year: nothing of it may change, and the numbers behind derived indicators are kept as they are.

    Raises:
        UserError: no_year, already_locked.
    """
    _refuse_locked(file, year)
    now = datetime.now().isoformat(timespec="seconds")
    with file.action("year.lock", f"Khóa số liệu năm {year}") as action:
        year_queries.lock(action, year, now, tidy(reason) or None)


def unlock_year(file: CommuneFile, year: int, reason: str) -> None:
    """Unlock a year, with the reason; derived indicators follow the figures again.

    Raises:
        UserError: no_year, not_locked, reason_missing.
    """
    if not frame(file, year).is_locked:
        raise UserError("not_locked", f"Năm {year} không khóa.", "Không cần mở khóa, cứ làm tiếp.")
    reason = tidy(reason)
    if not reason:
        missing = error(
            "reason_missing",
            "Chưa ghi lý do mở khóa.",
            "Gõ ngắn gọn, ví dụ: sửa theo Quyết định 130/QĐ-UBND.",
            "reason",
        )
        raise UserError(missing.code, missing.message, missing.cure, place="reason", problems=(missing,))
    with file.action("year.unlock", f"Mở khóa năm {year}: {reason}") as action:
        year_queries.unlock(action, year, reason)


def _refuse_locked(file: CommuneFile, year: int) -> None:
    if frame(file, year).is_locked:
        raise UserError("already_locked", f"Năm {year} đã khóa từ trước.", "Không cần khóa lại.")
