"""Jump to a sheet: type a few letters of the name or the code on the paper, pick from the list under the box."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QListWidget, QListWidgetItem, QWidget

from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

ROWS_IN_SIGHT = 8


class FoundList(QListWidget):
    """Who was found. Signals: picked - the id of the one to open; left - back to the box."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.Box)
        self.setAccessibleName(texts.FOUND_NAME)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemClicked.connect(self.pick)
        self.hide()

    def show_rows(self, rows: Sequence[SubjectRow]) -> None:
        """Show these."""
        self.clear()
        for row in rows:
            item = QListWidgetItem(words_of(row), self)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setSizeHint(QSize(0, theme.row_height()))
        self.setCurrentRow(0)

    def pick(self, item: QListWidgetItem | None) -> None:
        """Open the sheet of a line."""
        if item is not None:
            self.picked.emit(item.data(Qt.ItemDataRole.UserRole))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter picks; Esc, and the arrow up from the first line, go back to the box."""
        if event.key() in ENTER:
            self.pick(self.currentItem())
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and self.currentRow() <= 0):
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Go away when the user turns to something else."""
        super().focusOutEvent(event)
        self.hide()


class JumpBox(SearchBox):
    """The box to type in. `find` looks subjects up; the list lies over `over`.

    Enter goes into the list, or picks at once when there is only one. Signals: picked - a subject's id.
    """

    picked = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[SubjectRow]], over: QWidget) -> None:
        super().__init__(texts.SEARCH)
        self._find, self._over = find, over
        self.found = FoundList(over)
        self.found.left.connect(self.setFocus)
        self.found.picked.connect(self._picked)
        self.searched.connect(self._search)
        self.down_wanted.connect(self._go_down)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes away with the box, unless the focus goes into it."""
        super().focusOutEvent(event)
        if QApplication.focusWidget() is not self.found:
            self.found.hide()

    def _search(self, text: str) -> None:
        rows = self._find(text) if text.strip() else []
        self.found.show_rows(rows)
        self.found.setVisible(bool(rows))
        over = self._over
        corner = over.mapFromGlobal(self.mapToGlobal(QPoint(0, self.height())))
        height = min(len(rows), ROWS_IN_SIGHT) * theme.row_height() + 2 * self.found.frameWidth() + 4
        width = max(self.width(), theme.text_width(52))
        left = min(corner.x(), over.width() - width)
        self.found.setGeometry(max(left, 0), corner.y(), width, height)
        self.found.raise_()

    def _go_down(self) -> None:
        if self.found.count() == 1:
            self.found.pick(self.found.item(0))
        elif self.found.count():
            self.found.show()
            self.found.setFocus()

    def _picked(self, subject: int) -> None:
        self.clear()
        self.search_now()
        self.found.hide()
        self.picked.emit(subject)


def words_of(row: SubjectRow) -> str:
    """A subject in one line: name, birth, thôn, how far its sheet is."""
    parts = (row.name, (row.about or "")[:4], row.group or "", texts.STATE_WORDS.get(row.outcome, ""))
    return " · ".join(part for part in parts if part)
