"""All message boxes of the program go through here; tests put another object in its place."""

import logging
import traceback
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from khuyenhoc_desktop import logs
from khuyenhoc_desktop.domain.problems import Cancelled, UserError
from khuyenhoc_desktop.ui.notice_dialog import NoticeDialog

CLOSE = "Đón&g"
REFUSED = "Chưa làm được"
CRASH_TITLE = "Chương trình gặp lỗi ngoài dự kiến"
CRASH_TEXT = (
    "Lỗi này là của chương trình, không phải do anh chị thao tác. Những gì đã ghi vẫn còn nguyên.\n"
    "Có thể làm tiếp. Nếu lỗi lặp lại, bấm Sao chép rồi gửi nội dung cho người hỗ trợ."
)
MOST_PROBLEMS = 8
log = logging.getLogger(__name__)


class DialogNotices(QObject):
    """Shows notices over the window that is active. Signals: status_wanted - a line for the status bar."""

    status_wanted = Signal(str)

    def __init__(self, log_file: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log_file

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

    def ask(self, title: str, text: str, yes: str, no: str = "Hủy") -> bool:
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
        log.error("unexpected error", exc_info=(type(error), error, error.__traceback__))
        stamp = f"{datetime.now():%d/%m/%Y %H:%M:%S}"
        small = f"{type(error).__name__}, {stamp}"
        if self._log_file is not None:
            small += f". Nhật ký lỗi: {self._log_file}"
        copied = f"{stamp}\n{''.join(traceback.format_tb(error.__traceback__))}{logs.private_stack(error)}"
        self._show(NoticeDialog("error", CRASH_TITLE, CRASH_TEXT, [CLOSE], _over(), small=small, to_copy=copied))

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
