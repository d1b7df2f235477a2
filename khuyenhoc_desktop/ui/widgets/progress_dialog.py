"""How far a long job is: a bar, what it does, the time left, and Hủy."""

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import Button

CANCEL = "Hủy (Esc)"
CANCELLING = "Đang hủy, mọi thứ sẽ trở lại như trước…"
NOT_YET = "Đang ước tính thời gian…"
SOON = 3.0  # seconds of work before the time left is worth saying


class ProgressDialog(QDialog):
    """Shown by the lane. Signals: cancel_wanted - the user pressed Hủy or Esc (if the job can be stopped)."""

    cancel_wanted = Signal()

    def __init__(self, text: str, parent: QWidget | None = None, *, can_cancel: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(text)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._started = monotonic()
        self.doing = QLabel(text)
        self.doing.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(text)
        self.left = QLabel(NOT_YET)
        self.left.setProperty("kind", "muted")
        self.cancel = Button(CANCEL, self.reject)
        self.cancel.setEnabled(can_cancel)
        self.cancel.setVisible(can_cancel)
        layout = QVBoxLayout(self)
        for part in (self.doing, self.bar, self.left):
            layout.addWidget(part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel)
        layout.addLayout(row)
        self.left.setVisible(can_cancel)
        self._can_cancel = can_cancel
        self.setMinimumWidth(theme.text_width(55))

    def show_progress(self, progress: Progress) -> None:
        """Show how far the job is."""
        if self.cancel.isEnabled() or not self._can_cancel:
            self.doing.setText(progress.text)
        self.bar.setRange(0, progress.total)
        self.bar.setValue(progress.done)
        self.left.setText(time_left(progress, monotonic() - self._started))

    def reject(self) -> None:
        """Ask the job to stop; the dialog goes when it has."""
        if self.cancel.isEnabled():
            self.cancel.setEnabled(False)
            self.doing.setText(CANCELLING)
            self.cancel_wanted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing by the window's cross means Hủy."""
        event.ignore()
        self.reject()


def time_left(progress: Progress, seconds: float) -> str:
    """How long it will still take, from how long it took so far."""
    if seconds < SOON or progress.done <= 0 or progress.total <= 0:
        return NOT_YET
    rest = seconds * (progress.total - progress.done) / progress.done
    if rest < 10:
        return "Còn vài giây"
    if rest < 90:
        return f"Còn khoảng {round(rest / 10) * 10} giây"
    return f"Còn khoảng {round(rest / 60)} phút"
