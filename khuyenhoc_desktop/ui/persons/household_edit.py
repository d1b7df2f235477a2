"""The editor of the household somebody belongs to: typed words find it, the list below is chosen from."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

MOST = 8  # suggestions
Found = Sequence[tuple[int, str]]
_ID = Qt.ItemDataRole.UserRole


class HouseholdEdit(FieldEditor):
    """Value: the id of a household, or None. `find` gives ids and words for a text, `words_of` those of an id.

    What is typed means nothing until a household is chosen: is_open() tells that.
    """

    def __init__(
        self, find: Callable[[str], Found], words_of: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._find, self.words_of = find, words_of
        self._id: int | None = None
        self.line = SearchBox(texts.HOUSEHOLD_HINT)
        self.choices = QListWidget()
        self.choices.setAccessibleName(texts.SUGGESTIONS)
        self.choices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.choices.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.choices)
        self._adopt(self.line)
        self.line.textEdited.connect(self._edited)
        self.line.searched.connect(self._suggest)
        self.choices.itemClicked.connect(self._choose)
        for part in (self.line, self.choices):
            part.installEventFilter(self)

    def value(self) -> int | None:
        """The household chosen."""
        return self._id

    def set_value(self, value: object) -> None:
        """Show a household."""
        self._id = value if isinstance(value, int) else None
        self.line.blockSignals(True)
        self.line.setText(self.words_of(self._id) if self._id is not None else "")
        self.line.search_now()
        self.line.blockSignals(False)
        self.line.setCursorPosition(0)
        self.choices.hide()
        self.set_problem(None)

    def words(self) -> str:
        """The household chosen, or what is typed to find one."""
        return self.line.text()

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be looked at."""
        self.line.setReadOnly(on)
        self.line.setClearButtonEnabled(not on)

    def is_open(self) -> bool:
        """Whether something is typed and no household chosen."""
        return self._id is None and bool(self.line.text().strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter takes the first suggestion or walks on; arrows go between line and list; Esc closes the list."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        return self._key_in_line(event) if watched is self.line else self._key_in_list(event)

    def _key_in_line(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            self.line.search_now()
            if self.choices.isHidden():
                self.next_wanted.emit()
            elif self.choices.count() == 1:
                self._choose(self.choices.item(0))
            else:
                self._go_down()
        elif event.key() == Qt.Key.Key_Down and not self.choices.isHidden():
            self._go_down()
        elif event.key() == Qt.Key.Key_Up:
            self.previous_wanted.emit()
        else:
            return False
        return True

    def _key_in_list(self, event: QKeyEvent) -> bool:
        if event.key() in ENTER:
            self._choose(self.choices.currentItem())
        elif event.key() == Qt.Key.Key_Escape or (event.key() == Qt.Key.Key_Up and not self.choices.currentRow()):
            self.line.setFocus()
        else:
            return False
        return True

    def _go_down(self) -> None:
        self.choices.setFocus()
        self.choices.setCurrentRow(0)

    def _edited(self) -> None:
        self._id = None
        self.set_problem(None)
        self.changed.emit()

    def _suggest(self, text: str) -> None:
        """Show what fits; the list is as high as it needs to be."""
        found = list(self._find(text)[:MOST]) if text.strip() and self._id is None else []
        self.choices.clear()
        for i, words in found:
            item = QListWidgetItem(words)
            item.setData(_ID, i)
            item.setSizeHint(QSize(0, theme.row_height()))
            self.choices.addItem(item)
        if text.strip() and not found and self._id is None:
            nothing = QListWidgetItem(texts.NO_SUGGESTION)
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.choices.addItem(nothing)
        self.choices.setFixedHeight(max(self.choices.count(), 1) * theme.row_height() + theme.px(6))
        self.choices.setVisible(self.choices.count() > 0)

    def _choose(self, item: QListWidgetItem | None) -> None:
        chosen = item.data(_ID) if item is not None else None
        if isinstance(chosen, int):
            self.set_value(chosen)
            self.changed.emit()
            self.line.setFocus()
            self.next_wanted.emit()
