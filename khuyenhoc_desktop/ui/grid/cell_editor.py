"""The field that opens over a cell while it is typed in, and the words under it when a value is refused."""

from enum import Enum

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import ENTER


class Move(Enum):
    """Where the keyboard goes after a cell."""

    STAY = (0, 0)
    DOWN = (1, 0)
    UP = (-1, 0)
    RIGHT = (0, 1)
    LEFT = (0, -1)
    ENTER = (2, 2)  # down or to the right, as the user likes it
    ENTER_BACK = (-2, -2)
    FILL = (3, 3)  # stay, and put the value into all selected cells


ARROWS = {
    Qt.Key.Key_Down: Move.DOWN,
    Qt.Key.Key_Up: Move.UP,
    Qt.Key.Key_Left: Move.LEFT,
    Qt.Key.Key_Right: Move.RIGHT,
}
OWN_KEYS = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo, QKeySequence.StandardKey.Paste)


class CellEditor(QLineEdit):
    """A line over a cell. Opened by typing, arrows leave it; opened by F2, they move in the text: as in Excel.

    Signals: done - the value should be taken and the keyboard move on (Move); cancelled - Esc.
    """

    done = Signal(object)
    cancelled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.inside = False
        self.hide()
        self.textEdited.connect(self.widen)

    def begin(self, text: str, *, inside: bool, right: bool) -> None:
        """Open with a text; `inside`: arrows move the cursor in the text."""
        self.inside = inside
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        self.clear()
        self.insert(text)
        self.show()
        self.setFocus()
        self.widen()

    def event(self, event: QEvent) -> bool:
        """Undo, redo and paste mean this text while it is open, not the program's last action."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            redo = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if redo or any(event.matches(key) for key in OWN_KEYS):
                event.accept()
                return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab:
                self.done.emit(Move.RIGHT)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.done.emit(Move.LEFT)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that end the typing; all others are the line's own."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key == Qt.Key.Key_F2:
            self.inside = not self.inside
        elif key in ENTER and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.done.emit(Move.FILL)
        elif key in ENTER:
            back = modifiers == Qt.KeyboardModifier.ShiftModifier
            self.done.emit(Move.ENTER_BACK if back else Move.ENTER)
        elif key in ARROWS and not modifiers and self._leaves(key):
            self.done.emit(ARROWS[key])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving for another place takes the value; what is refused stays open with its reason."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.done.emit(Move.STAY)

    def widen(self) -> None:
        """A long text makes the line wider than its cell, as far as there is room."""
        needed = self.fontMetrics().horizontalAdvance(self.text()) + theme.px(24)
        room = self._over.width() - self.x()
        if needed > self.width():
            self.resize(min(needed, max(room, self.width())), self.height())

    def _leaves(self, key: Qt.Key) -> bool:
        return not self.inside or key in (Qt.Key.Key_Up, Qt.Key.Key_Down)


class Bubble(QLabel):
    """Says next to a cell why its value is refused; it may reach over the whole window."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "refusal")
        self.setWordWrap(True)
        self.hide()

    def stand_by(self, viewport: QWidget, cell: QRect) -> None:
        """Stand under the cell, or over it where there is more room; out of sight with its cell."""
        over = viewport.window()
        if self.parentWidget() is not over:
            self.setParent(over)
        self.setVisible(bool(self.text()) and viewport.rect().intersects(cell))
        corner = viewport.mapTo(over, cell.topLeft())
        width = min(theme.text_width(46), over.width() - theme.px(16))
        height = self.heightForWidth(width)
        below = over.height() - corner.y() - cell.height()
        y = corner.y() + cell.height() + 2 if below > height + theme.px(8) else corner.y() - height - 2
        self.setGeometry(min(corner.x(), over.width() - width - theme.px(8)), max(y, 0), width, height)
        self.raise_()
