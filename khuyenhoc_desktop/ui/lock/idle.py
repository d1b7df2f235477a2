"""The lock after a while without work: everything on the screen is covered until the password is typed.

What is open stays open, also what is typed and not saved; work that runs goes on. The key stays in memory, so this
keeps out who walks by, not who takes the computer apart.
"""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from khuyenhoc_desktop.services import privacy
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.lock import texts
from khuyenhoc_desktop.ui.lock.dialog import PasswordDialog

MINUTES = "privacy/lock_after"
DEFAULT_MINUTES = 10
CHOICES = (5, 10, 15, 30, 0)  # 0 = never
_SIGNS_OF_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Watches for work and locks when there was none. Made only for a file with a password."""

    def __init__(self, context: Context, window: QWidget) -> None:
        super().__init__(window)
        self._context, self._window = context, window
        self.dialog: PasswordDialog | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._time_is_up)
        QShortcut(QKeySequence("Ctrl+L"), window).activated.connect(self.lock)
        self.begin()
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def begin(self) -> None:
        """Count anew, with the minutes that are chosen now."""
        minutes = lock_minutes(self._context)
        if minutes:
            self._soon.start(minutes * 60_000)
        else:
            self._soon.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: a key or the mouse begins the count anew; nothing is held back."""
        if event.type() in _SIGNS_OF_WORK and self._soon.isActive():
            self._soon.start()
        return False

    def lock(self) -> None:
        """Cover everything and ask for the password until it is right; closing the dialog asks again."""
        if self.dialog is not None:
            return
        covers = [_Cover(window) for window in QApplication.topLevelWidgets() if _shows_something(window)]
        while not self._asked():
            pass
        for cover in covers:
            cover.take_away()
        self.begin()

    def _time_is_up(self) -> None:
        if self._context.lane.is_busy():
            self._soon.start(60_000)
        else:
            self.lock()

    def _asked(self) -> bool:
        file = self._context.file
        checks = (
            lambda typed: privacy.confirm_password(file, typed),
            lambda typed: privacy.confirm_code(file, typed),
        )
        self.dialog = PasswordDialog(texts.LOCKED_TITLE, texts.LOCKED_INTRO, checks, self._window)
        self.dialog.leave_button.hide()
        answer = self.dialog.exec()
        self.dialog.deleteLater()
        self.dialog = None
        return bool(answer)


class _Cover(QFrame):
    """Lies over a whole window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAutoFillBackground(True)
        self.setObjectName("lock_cover")
        self.setProperty("kind", "header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setGeometry(window.rect())
        window.installEventFilter(self)
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: stay as large as the window."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
            self.raise_()
        return False

    def take_away(self) -> None:
        """Show the window again."""
        self.hide()
        self.deleteLater()


def lock_minutes(context: Context) -> int:
    """After how many minutes without work the screen is locked; 0 = never."""
    word = context.settings.value(MINUTES, str(DEFAULT_MINUTES))
    return int(word) if word.isdigit() and int(word) in CHOICES else DEFAULT_MINUTES


def set_lock_minutes(context: Context, minutes: int) -> None:
    """Choose after how many minutes the screen is locked; 0 = never."""
    context.settings.set_value(MINUTES, str(minutes))


def _shows_something(window: QWidget) -> bool:
    return window.isVisible() and window.windowType() in (Qt.WindowType.Window, Qt.WindowType.Dialog)
