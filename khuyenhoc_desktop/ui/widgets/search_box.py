"""The box to find by: waits until the typing pauses, then asks once."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui import icons
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.typing_line import TypingLine

PAUSE = 150  # milliseconds without a key before the search runs


class SearchBox(TypingLine):
    """A line to find by. Esc empties it.

    Signals: searched - what to find (also "" after emptying), once typing pauses; down_wanted - arrow down
    or Enter: go to the list.
    """

    searched = Signal(str)
    down_wanted = Signal()

    def __init__(self, hint: str = "Tìm", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self.setClearButtonEnabled(True)
        self.addAction(icons.icon("search", "muted"), TypingLine.ActionPosition.LeadingPosition)
        self._told = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.search_now)
        self.textChanged.connect(lambda _text: self._pause.start())

    def search_now(self) -> None:
        """Ask at once, unless that was asked already."""
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, Enter and the arrow down go to the list."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.search_now()
        elif event.key() in ENTER or event.key() == Qt.Key.Key_Down:
            self.search_now()
            self.down_wanted.emit()
        else:
            super().keyPressEvent(event)
