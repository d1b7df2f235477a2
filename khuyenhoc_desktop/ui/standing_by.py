"""What goes on beside the pages once the window is on the screen: nothing of it may delay the start.

A later start brings this window forward, and the file it was given is shown; a file with a password locks itself
when nobody works; copies that are not under the file's password yet are brought under it; and what was typed when
the program broke off is offered back.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from khuyenhoc_desktop.services import privacy
from khuyenhoc_desktop.ui.backup.keeper import BackupKeeper
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.main_window import MainWindow
from khuyenhoc_desktop.ui.system_end import copy_was_left_out

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.lock.idle import IdleLock
    from khuyenhoc_desktop.ui.opening import FileOpener

AT_ONCE, LATER = 0, 700  # milliseconds after the window is shown
SHEET_DUE = "privacy/sheet_due"
HAD_PASSWORD = "privacy/had_password"
LOST_TITLE = "Dữ liệu không còn mật khẩu"
LOST_TEXT = (
    "Tệp dữ liệu vừa mở không có mật khẩu, trong khi lần trước thì có; thường là vì đã phục hồi một bản sao lưu"
    " không có mật khẩu. Muốn bảo vệ lại: vào Thiết lập, mục Bảo vệ dữ liệu, bấm Đặt mật khẩu."
)
COPIES_DONE = "Đã áp dụng mật khẩu cho {} bản sao lưu."


class StandingBy(QObject):
    """Belongs to one window; goes with it. `file` is one that the program was started with."""

    def __init__(self, context: Context, window: MainWindow, file: Path | None = None) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self._opener: FileOpener | None = None
        self._later(AT_ONCE, self._tell_of_lost_password)
        self._later(AT_ONCE, self._offer_drafts)
        self._later(LATER, self._listen)
        self.idle_lock = self._make_idle_lock()
        self.keeper = BackupKeeper(context, self)
        self._later(LATER, self.keeper.look_back)
        if copy_was_left_out(context.settings):
            self._later(LATER, self.keeper.tick)
        if file is not None:
            self._later(LATER, lambda: self._open(file))
        if privacy.copies_behind(context.file.folder):
            self._later(LATER, self._convert_copies)

    def _later(self, milliseconds: int, call: Callable[[], object]) -> None:
        """Call something a moment later, unless the file has been closed meanwhile."""

        def run() -> None:
            if self._context.file.is_open_here():
                call()

        QTimer.singleShot(milliseconds, self, run)

    def _tell_of_lost_password(self) -> None:
        """A plain copy put back takes the place of a file with a password: that must not go unnoticed."""
        settings, path = self._context.settings, self._context.file.path
        protected, before = privacy.is_protected(path), settings.value(HAD_PASSWORD)
        settings.set_value(HAD_PASSWORD, str(path) if protected else "")
        if not protected and before == str(path):
            self._context.notices.inform(LOST_TITLE, LOST_TEXT)

    def _offer_drafts(self) -> None:
        from khuyenhoc_desktop.ui.drafts.offering import offer

        if self._context.settings.value(SHEET_DUE):
            self._offer_sheet()
        offer(self._context)

    def _offer_sheet(self) -> None:
        """A password was set just now: its recovery sheet should be printed. Asked once; then the card reminds."""
        from khuyenhoc_desktop.ui.privacy import recovery_sheet

        if self._context.settings.value(SHEET_DUE) == recovery_sheet.JUST_SET:
            self._context.settings.set_value(SHEET_DUE, recovery_sheet.LATER)
            recovery_sheet.offer_sheet(self._context, self._window)

    def _listen(self) -> None:
        from khuyenhoc_desktop.ui.one_window import FirstWindow

        FirstWindow(self._context.file.folder, self._window).file_wanted.connect(self._open)

    def _open(self, file: Path) -> None:
        from khuyenhoc_desktop.ui.opening import FileOpener

        self._opener = self._opener or FileOpener(self._context, self)
        self._opener.open(file)

    def _make_idle_lock(self) -> "IdleLock | None":
        if not privacy.is_protected(self._context.file.path):
            return None
        from khuyenhoc_desktop.ui.lock.idle import IdleLock

        return IdleLock(self._context, self._window)

    def _convert_copies(self) -> None:
        self._context.lane.run(
            privacy.CONVERTING, lambda file: privacy.convert_copies(file.folder), self._converted
        )

    def _converted(self, count: int) -> None:
        self._context.notices.status(COPIES_DONE.format(count))
