"""All message boxes of the program go through here; tests put another object in its place."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from khuyenhoc_desktop.domain.problems import Cancelled, UserError
from khuyenhoc_desktop.ui import crash_report
from khuyenhoc_desktop.ui.notice_dialog import NoticeDialog

CLOSE = "Đón&g"
REFUSED = "Chưa làm được"
CRASH_TITLE = "Chương trình gặp lỗi ngoài dự kiến"
CRASH_TEXT = "Lỗi này là của chương trình, không phải do anh chị thao tác.\n{}\n{}"
CRASH_SAVED = "Những gì đã ghi vẫn còn nguyên."
CRASH_LAST = (
    "Những gì đã ghi vẫn còn nguyên, lần ghi gần nhất lúc {:%H:%M:%S ngày %d/%m/%Y};"
    " chữ đang gõ dở vẫn trên màn hình."
)
CRASH_DO = (
    "Có thể làm tiếp. Nếu lỗi lặp lại: Ghi lại việc đang làm, đóng rồi mở lại chương trình, và gửi báo cáo lỗi cho"
    " người hỗ trợ. Báo cáo không chứa tên người hay số liệu của xã."
)
SAVE_REPORT = "Lưu báo cáo lỗi"
REPORTS = "Văn bản (*.txt)"
NOT_SAVED = ("report_not_saved", "Không lưu được báo cáo vào {}.", "Chọn thư mục khác, hoặc bấm Sao chép.")
MOST_PROBLEMS = 8
log = logging.getLogger(__name__)


class DialogNotices(QObject):
    """Shows notices over the window that is active. Signals: status_wanted - a line for the status bar.

    `last_saved` tells the crash dialog when something was written last; the session sets it.
    """

    status_wanted = Signal(str)

    def __init__(self, log_file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file
        self.last_saved: Callable[[], datetime | None] | None = None

    def error(self, problem: BaseException) -> None:
        """Show a refusal with its reason and cure; a fault of ours goes to the log and the crash dialog."""
        if isinstance(problem, Cancelled):
            return
        if isinstance(problem, UserError):
            self._refusal(problem)
        else:
            self._crash(problem)

    def inform(self, title: str, text: str) -> None:
        """Tell something that needs no answer."""
        self._show(NoticeDialog("ok", title, text, [CLOSE], _over()))

    def ask(self, title: str, text: str, yes: str, no: str = "&Thôi") -> bool:
        """Ask a question; closing the dialog is the answer `no`."""
        return self._show(NoticeDialog("help", title, text, [yes, no], _over())) == 0

    def choose(self, title: str, text: str, choices: list[str]) -> int | None:
        """Let the user pick a button; None when the dialog is closed."""
        return self._show(NoticeDialog("help", title, text, choices, _over()))

    def status(self, text: str) -> None:
        """A line in the status bar that goes away by itself."""
        self.status_wanted.emit(text)

    def _refusal(self, refusal: UserError) -> None:
        text, small = refusal_words(refusal)
        copied = f"{text}\n{small}"
        self._show(NoticeDialog("warn", REFUSED, text, [CLOSE], _over(), small=small, to_copy=copied))

    def _crash(self, error: BaseException) -> None:
        log.error(
            "unexpected error %s", crash_report.code_of(error), exc_info=(type(error), error, error.__traceback__)
        )
        at = datetime.now()
        small = f"Mã lỗi: {crash_report.code_of(error)} · {type(error).__name__} · {at:%d/%m/%Y %H:%M:%S}"
        if self._log_file is not None:
            small += f". Nhật ký lỗi: {self._log_file}"
        text = CRASH_TEXT.format(self._saved_words(), CRASH_DO)
        told = crash_report.report(error, at, self._log_file)
        name = crash_report.FILE_NAME.format(code=crash_report.code_of(error), at=at)
        dialog = NoticeDialog(
            "error",
            CRASH_TITLE,
            text,
            [CLOSE],
            _over(),
            small=small,
            to_copy=told,
            save=lambda: self._save_report(name, told),
        )
        self._show(dialog)

    def _saved_words(self) -> str:
        try:
            at = self.last_saved() if self.last_saved is not None else None
        except Exception:  # the file itself may be the reason; the dialog must come up all the same
            at = None
        return CRASH_LAST.format(at) if at else CRASH_SAVED

    def _save_report(self, name: str, told: str) -> bool:
        chosen, _ = QFileDialog.getSaveFileName(_over(), SAVE_REPORT, str(Path.home() / name), REPORTS)
        if not chosen:
            return False
        try:
            Path(chosen).write_text(told, "utf-8")
        except OSError:
            code, message, cure = NOT_SAVED
            self._refusal(UserError(code, message.format(Path(chosen).parent), cure))
            return False
        return True

    def _show(self, dialog: NoticeDialog) -> int | None:
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen


def refusal_words(refusal: UserError) -> tuple[str, str]:
    """The words of a refusal (reason, cure, its problems one by one) and the small line (code, place)."""
    lines = [refusal.message, refusal.cure]
    shown = refusal.problems[:MOST_PROBLEMS]
    lines += [f"• {problem.message} {problem.cure}".rstrip() for problem in shown]
    if len(refusal.problems) > len(shown):
        lines.append(f"… và {len(refusal.problems) - len(shown)} chỗ khác.")
    small = f"Mã: {refusal.code}" + (f" · Chỗ: {refusal.place}" if refusal.place else "")
    return "\n".join(line for line in lines if line), small


def _over() -> QWidget | None:
    """The window a notice belongs over."""
    return QApplication.activeModalWidget() or QApplication.activeWindow()
