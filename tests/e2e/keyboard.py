"""A user who has only a keyboard: keys go to whatever has the focus, one after another, as a script asks for them.

A script is a generator. It yields "Ctrl+S" (a key, as Qt names it), typed("…") (letters), or a function that is
waited for until it is true. Between two yields it looks at the program and asserts. Keys are sent from the event
loop, so that a dialog which waits inside a key press is worked with like any other; and a key is sent only when
the program can take it: no job runs in the lane, the active window has the focus.
"""

import traceback
from dataclasses import dataclass
from time import monotonic

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QMainWindow, QWidget

from khuyenhoc_desktop.ui.jobs import Lane
from khuyenhoc_desktop.ui.notify import CRASH_TITLE, REFUSED
from tests.ui.keys import type_text

PATIENCE = 15.0  # seconds for anything to come about
PAUSE = 5  # milliseconds between two looks


@dataclass(frozen=True)
class Typed:
    """Letters to type."""

    letters: str


def typed(letters):
    """Letters to type, Vietnamese ones too."""
    return Typed(letters)


class Keyboard(QObject):
    """Does what a script asks for; `run` returns at its end, or raises what went wrong in it."""

    def __init__(self):
        super().__init__()
        self._loop = QEventLoop(self)
        self._fault = None
        self.strays = []

    def eventFilter(self, watched, event):
        """Take note of parts that were shown before they had their place: they flash up as windows."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            plain = watched.windowType() in (Qt.WindowType.Widget, Qt.WindowType.Window)
            if plain and not isinstance(watched, QDialog | QMainWindow):
                shown_by = [call for call in traceback.format_stack() if "khuyenhoc_desktop" in call]
                self.strays.append(f"{watched}\n{''.join(shown_by[-3:])}")
        return False

    def run(self, script):
        """Do the whole script."""
        self._script, self._fault = script, None
        self._soon(self._go_on)
        application = QApplication.instance()
        application.installEventFilter(self)
        self._loop.exec()
        application.removeEventFilter(self)
        if self.strays:
            raise AssertionError("shown as windows of their own:\n" + "\n".join(self.strays)) from self._fault
        if self._fault is not None:
            raise self._fault

    def press(self, wish):
        """Send a key or letters to the widget that has the focus."""
        widget = target()
        if isinstance(wish, Typed):
            type_text(widget, wish.letters)
        else:
            keys = QKeySequence(wish)[0]
            QTest.keyClick(widget, keys.key(), keys.keyboardModifiers())

    def _soon(self, run):
        QTimer.singleShot(PAUSE, self, run)

    def _go_on(self):
        """Run the script to its next wish; done here, and never inside a key press of its own."""
        try:
            wish = next(self._script)
        except StopIteration:
            self._loop.quit()
        except BaseException as fault:
            self._give_up(fault)
        else:
            self._attend(wish, monotonic() + PATIENCE)

    def _attend(self, wish, until):
        """Wait until a wish can be fulfilled."""
        try:
            no_refusal()
            bring_to_front()
            ready = wish() if callable(wish) else is_ready()
            if not ready and monotonic() > until:
                raise AssertionError(f"line {line_of(self._script)}: waited in vain for {wish}; {where()}")
        except BaseException as fault:
            self._give_up(fault)
            return
        if not ready:
            self._soon(lambda: self._attend(wish, until))
            return
        self._soon(self._go_on)  # before the key: it may open a dialog that returns only when it is closed
        if not callable(wish):
            self.press(wish)

    def _give_up(self, fault):
        self._fault = fault
        while isinstance(dialog := QApplication.activeModalWidget(), QDialog):
            dialog.done(0)
            dialog.hide()
        self._loop.quit()


def target():
    """The widget that gets the keys: a menu that is open, else what has the focus."""
    return QApplication.activePopupWidget() or QApplication.focusWidget()


def is_ready():
    """Whether the program can take a key."""
    focus, modal = target(), QApplication.activeModalWidget()
    busy = any(lane.is_busy() for window in QApplication.topLevelWidgets() for lane in window.findChildren(Lane))
    in_front = focus is not None and focus.window().isVisible() and (modal is None or focus.window() is modal)
    return in_front and not busy and QApplication.overrideCursor() is None


def bring_to_front():
    """Where a window has closed, the one behind it comes to the front, as on any desktop; this one has none."""
    active = QApplication.activeWindow()
    if active is None or not active.isVisible():
        behind = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        front = QApplication.activeModalWidget() or (behind[0] if behind else None)
        if front is not None:
            front.activateWindow()


def no_refusal():
    """Stop at once when the program refuses something or shows a fault of its own."""
    modal = QApplication.activeModalWidget()
    if modal is not None and modal.windowTitle() in (REFUSED, CRASH_TITLE):
        raise AssertionError("\n".join(label.text() for label in modal.findChildren(QLabel)))


def line_of(script):
    """Where a script is."""
    return (script.gi_yieldfrom or script).gi_frame.f_lineno


def where():
    """Where the keyboard is, for a failing test."""
    focus, modal = target(), QApplication.activeModalWidget()
    parts = [f"focus in {type(focus).__name__} «{focus.accessibleName()}»" if focus else "no focus"]
    if modal is not None:
        parts.append(f"dialog «{modal.windowTitle()}»")
    return ", ".join(parts)


def dialog_titled(title):
    """A wish: wait until a dialog of this title is in front."""

    def there():
        modal = QApplication.activeModalWidget()
        return modal is not None and modal.windowTitle() == title

    there.__qualname__ = f"the dialog «{title}»"
    return there
