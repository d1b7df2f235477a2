"""The system is shutting down: nothing may be asked, nothing typed may be lost, and there are seconds only."""

from time import monotonic

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.preferences import Preferences

COPY_LEFT_OUT = "backup/left_out"  # the copy at closing that the next start makes up for
STOPPED = "Máy đang tắt nên việc đang chạy đã dừng; mọi thứ như trước khi làm."
IN_FORCE = 60.0  # seconds; another program may have stopped the shutdown, then closing is closing again


class SystemEnd:
    """Whether the system has said that it is about to end."""

    def __init__(self) -> None:
        self._told_at = -IN_FORCE

    def is_near(self) -> bool:
        """Whether that was said just now."""
        return monotonic() - self._told_at < IN_FORCE

    def prepare(self, window: QWidget, context: Context) -> None:
        """Stop long work, which rolls back; put down as drafts what is typed and not saved."""
        from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper

        self._told_at = monotonic()
        if context.lane.is_busy():
            context.lane.stop()
            context.notices.status(STOPPED)
        for keeper in window.findChildren(DraftKeeper):
            keeper.keep()


def leave_copy_out(preferences: Preferences) -> None:
    """Note that the file was closed without the copy that closing makes."""
    preferences.set_value(COPY_LEFT_OUT, "1")


def copy_was_left_out(preferences: Preferences) -> bool:
    """Whether the last run ended so; asked once."""
    left_out = bool(preferences.value(COPY_LEFT_OUT))
    if left_out:
        preferences.set_value(COPY_LEFT_OUT, "")
    return left_out
