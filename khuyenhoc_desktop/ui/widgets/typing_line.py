"""Text fields that know whether they are being typed in, so that Ctrl+Z means the right thing."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def _passes_on(event: QEvent, can_undo: bool, can_redo: bool) -> bool:
    """Whether Ctrl+Z or Ctrl+Y in a field with nothing of its own to take back belongs to the window."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    undo = event.matches(QKeySequence.StandardKey.Undo) and not can_undo
    redo = event.matches(QKeySequence.StandardKey.Redo) and not can_redo
    other = event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() == Qt.Key.Key_Y
    return undo or redo or (other and not can_redo)


class TypingLine(QLineEdit):
    """A line to type in.

    Ctrl+Z takes back what was typed here, and when there is nothing, the last action of the program.
    Signals: left - the focus has gone elsewhere (not for a menu or another window).
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+Z and Ctrl+Y when nothing was typed."""
        if _passes_on(event, self.isUndoAvailable(), self.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()


class TypingBox(QPlainTextEdit):
    """Several lines to type in; Tab goes to the next field.

    Signals: left - the focus has gone elsewhere.
    """

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)

    def event(self, event: QEvent) -> bool:
        """Let the window have Ctrl+Z and Ctrl+Y when nothing was typed."""
        document = self.document()
        if _passes_on(event, document.isUndoAvailable(), document.isRedoAvailable()):
            event.ignore()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the field was left."""
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.left.emit()
