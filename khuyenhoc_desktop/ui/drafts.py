"""Keeping what is typed through a crash, and offering it back at the next start."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui.context import Context

PAUSE = 800  # milliseconds after a key: a crash costs at most what was typed in that time
PAGES = {
    drafts.HOUSEHOLD: "households",
    drafts.PERSON: "persons",
    drafts.CLAN: "clans",
    drafts.UNIT: "units",
    drafts.SHEET: "sheet",
    drafts.SETTINGS: "settings",
    drafts.CRITERIA: "criteria",
}
TITLE = "Có phần đang gõ dở chưa ghi"
TEXT = (
    "Lần trước chương trình dừng giữa chừng lúc {when}, khi đang gõ {what}: {count} ô chưa ghi.\n"
    "Dữ liệu trong tệp chưa bị sửa. Mở lại thì các ô đó hiện ra như đã gõ để xem lại rồi mới ghi."
)
FORM_TEXT = (
    "Lần trước chương trình dừng giữa chừng lúc {when}, khi đang gõ {what}: {count} ô chưa ghi.\n"
    "Dữ liệu trong tệp chưa bị sửa. Chương trình mở trang có biểu đó; mở lại biểu thì phần gõ dở được đưa lại."
)
WHAT = {
    (drafts.HOUSEHOLD, True): "thông tin hộ mới {name}",
    (drafts.HOUSEHOLD, False): "thông tin hộ {name}",
    (drafts.PERSON, True): "thông tin công dân mới {name}",
    (drafts.PERSON, False): "thông tin công dân {name}",
    (drafts.CLAN, True): "dòng họ mới {name}",
    (drafts.CLAN, False): "dòng họ {name}",
    (drafts.UNIT, True): "đơn vị mới {name}",
    (drafts.UNIT, False): "đơn vị {name}",
    (drafts.SETTINGS, True): "thông tin của xã ở Thiết lập",
    (drafts.FORM, True): "biểu «{name}»",
    (drafts.FORM, False): "biểu «{name}»",
    (drafts.CRITERIA, True): "bộ tiêu chí {name}",
    (drafts.SHEET, False): "phiếu chấm điểm năm {year} của {name}",
}
SET_TEXT = (
    "Lần trước chương trình dừng khi đang soạn {what} (lần gõ cuối lúc {when}). Bản nháp còn nguyên.\n"
    "Mở lại thì soạn tiếp từ chỗ đó; bộ tiêu chí đang dùng chưa bị sửa."
)
CHOICES = ["&Mở lại để xem", "&Bỏ đi", "Để lần s&au"]
PATTERNS = {drafts.FORM: FORM_TEXT, drafts.CRITERIA: SET_TEXT}
OPEN, DROP = 0, 1
RESTORED = "Đã đưa lại {} ô đang gõ dở lúc {}. Xem lại rồi bấm Ghi (Ctrl+S)."
CHANGED = "Lưu ý: trong tệp đã có giá trị mới ở {} ô từ lúc đó; ô trên màn hình là chữ đang gõ dở."
GONE_TITLE = "Không còn chỗ để đưa lại"
GONE_TEXT = "«{name}» không còn trong tệp nên phần gõ dở không được đưa vào đâu cả. Nội dung đã gõ:\n{typed}"
log = logging.getLogger(__name__)


class DraftKeeper(QObject):
    """Watches one form. `draft` gives what stands unsaved in it, or None."""

    def __init__(self, context: Context, draft: Callable[[], Draft | None], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._draft = context, draft
        self._kept: Draft | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed, saved or dropped: look again in a moment, or at once when nothing is unsaved."""
        if self._draft() is None:
            self.keep()
        elif not self._soon.isActive():
            self._soon.start()

    def keep(self) -> None:
        """Put down what stands in the form now; while long work holds the file, a little later."""
        self._soon.stop()
        if not self._context.file.is_open_here():  # the program is closing
            return
        draft = self._draft()
        if draft == self._kept:
            return
        if self._context.lane.is_busy():
            self._soon.start()
            return
        try:
            self._put_down(draft)
        except UserError as refusal:  # typing must go on; the next key tries again
            log.warning("a draft could not be kept: %s", refusal.code)

    def take_over(self, draft: Draft) -> None:
        """What stands in the form now came from this draft: it goes when the form is saved or emptied."""
        self._kept = draft
        self.touch()

    def _put_down(self, draft: Draft | None) -> None:
        if self._kept is not None and (draft is None or _record(draft) != _record(self._kept)):
            drafts.drop(self._context.file, self._kept)
        if draft is not None:
            drafts.keep(self._context.file, draft)
        self._kept = draft


def offer(context: Context) -> None:
    """Offer back what a run that broke off left; «Để lần sau» asks again at the next start."""
    for draft in drafts.kept(context.file):
        title, pattern = TITLE, PATTERNS.get(draft.kind, TEXT)
        text = pattern.format(when=when(draft), what=_what(draft), count=len(draft.typed))
        chosen = context.notices.choose(title, text, CHOICES)
        if chosen == OPEN:
            if draft.year != context.year:
                context.set_year(draft.year)
            if draft.kind == drafts.FORM:
                context.go_to(draft.page)
            else:
                context.go_to(PAGES[draft.kind], draft=draft)
        elif chosen == DROP:
            drafts.drop(context.file, draft)


def restored_words(draft: Draft, changed: list[str]) -> str:
    """What is said once the fields are filled again."""
    words = RESTORED.format(len(draft.typed), when(draft))
    return f"{words} {CHANGED.format(len(changed))}" if changed else words


def gone_words(draft: Draft, labels: dict[str, str]) -> str:
    """The typed values of a record that is no longer there, to be read or copied."""
    lines = [f"{labels.get(name, name).replace('&', '')}: {value}" for name, value in draft.typed.items()]
    return GONE_TEXT.format(name=draft.name, typed="\n".join(lines))


def _record(draft: Draft) -> tuple[str, str, int, int | None]:
    return draft.kind, draft.form, draft.year, draft.subject_id


def when(draft: Draft) -> str:
    """The time of the last key, in words."""
    return f"{draft.when:%H:%M ngày %d/%m/%Y}"


def _what(draft: Draft) -> str:
    return WHAT[draft.kind, draft.subject_id is None].format(name=draft.name, year=draft.year).strip()
