"""The middle of the grid, where one types: the keyboard as in Excel, with a cell editor of its own.

Qt's own editing closes an editor on a reset of the model and cannot keep a refused text open; so the editor here
is a line laid over the cell, which stays until its value is taken or Esc is pressed.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QItemSelectionRange, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QWidget

from khuyenhoc_desktop.ui.grid.cell_editor import Bubble, CellEditor, Move
from khuyenhoc_desktop.ui.grid.grid_model import LEFT, GridModel
from khuyenhoc_desktop.ui.widgets.ids_model import RIGHT

Take = Callable[[int, int, str], str]  # row, column, text -> "" when taken, else the reason why not
Flag = QItemSelectionModel.SelectionFlag
SHIFT = Qt.KeyboardModifier.ShiftModifier
PORTABLE = QKeySequence.SequenceFormat.PortableText
NO_EDIT = QAbstractItemView.EditTrigger.NoEditTriggers


class EntryView(QTableView):
    """`take` stores a cell's text at once and returns why it is refused, or "".

    Signals: copy_wanted, paste_wanted, down_wanted (Ctrl+D), clear_wanted (Delete), fill_wanted - put this text
    into all selected cells (Ctrl+Enter); editing_ended - the editor has closed; refused - a cell that takes
    nothing was to be opened: a computed one (True), or any while `locked`.
    """

    copy_wanted = Signal()
    paste_wanted = Signal()
    down_wanted = Signal()
    clear_wanted = Signal()
    fill_wanted = Signal(str)
    editing_ended = Signal()
    refused = Signal(bool)

    def __init__(self, model: GridModel, take: Take, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = model
        self._take = take
        self._cell: tuple[int, int] | None = None
        self._tab_from: int | None = None
        self._keys = self._commands()
        self.enter_goes_right = False
        self.locked = False
        self.setEditTriggers(NO_EDIT)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setAlternatingRowColors(False)
        self.editor = CellEditor(self.viewport())
        self.bubble = Bubble()
        self.editor.done.connect(self._editor_done)
        self.editor.cancelled.connect(self.cancel)
        self.editor.textEdited.connect(self._hush)
        self.horizontalHeader().setSectionsClickable(True)

    # Typing into a cell

    def is_editing(self) -> bool:
        """Whether a cell is open."""
        return self._cell is not None

    def open_cell(self) -> tuple[int, int] | None:
        """Row and column of the open cell, None while none is."""
        return self._cell

    def begin(self, text: str | None = None) -> None:
        """Open the current cell: with a text that replaces its value, or with its value (None)."""
        index = self.currentIndex()
        if self.is_editing() or not index.isValid() or self.grid.indicator_at(index.column()) is None:
            return
        if self.locked or self.grid.is_computed(index.column()):
            self.refused.emit(self.grid.is_computed(index.column()))
            return
        self.scrollTo(index)
        self._cell = (index.row(), index.column())
        right = self.grid.data(index, Qt.ItemDataRole.TextAlignmentRole) == RIGHT
        value = self.grid.typed(*self._cell) if text is None else text
        self.editor.setAccessibleName(str(self.grid.headerData(index.column(), Qt.Orientation.Horizontal)))
        self._place_editor()
        self.editor.begin(value, inside=text is None, right=right)

    def finish(self) -> bool:
        """Take the text of the open cell; False when it is refused and stays open with its reason."""
        if self._cell is None:
            return True
        reason = self._take(*self._cell, self.editor.text())
        if reason:
            self.refuse(reason)
            return False
        self._close()
        return True

    def cancel(self) -> None:
        """Close the open cell; its value stays as it was."""
        self._close()

    def refuse(self, reason: str) -> None:
        """Say at the open cell why its text cannot be taken."""
        self.bubble.setText(reason)
        self.editor.setProperty("problem", "error")
        self.editor.setAccessibleDescription(reason)
        self._polish_editor()
        self._place_editor()
        self.editor.raise_()

    def open_refused(self, row: int, column: int, text: str, reason: str) -> None:
        """Open a cell with a text that came from elsewhere (pasted) and was refused."""
        self.setCurrentIndex(self.grid.index(row, column))
        self.begin(text)
        self.refuse(reason)

    # What is selected

    def ranges(self) -> list[tuple[range, range]]:
        """The selected rows and indicator columns; the current cell when nothing is selected."""
        last = LEFT + len(self.grid.indicators) - 1
        parts = [_clipped(part, last) for part in self.selectionModel().selection().toList()]
        found = [(rows, columns) for rows, columns in parts if columns]
        index = self.currentIndex()
        if not found and index.isValid() and self.grid.indicator_at(index.column()):
            found = [(range(index.row(), index.row() + 1), range(index.column(), index.column() + 1))]
        return found

    def select_block(self, top: int, left: int, bottom: int, right: int) -> None:
        """Select a block of cells; the keyboard stays where it is."""
        model = self.selectionModel()
        model.select(
            QItemSelection(self.grid.index(top, left), self.grid.index(bottom, right)), Flag.ClearAndSelect
        )

    def go(self, row: int, column: int) -> None:
        """Go to a cell, as far as there is one."""
        rows, last = self.grid.rowCount(), LEFT + len(self.grid.indicators) - 1
        if rows and last >= LEFT:
            index = self.grid.index(min(max(row, 0), rows - 1), min(max(column, LEFT), last))
            self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect)
            self.scrollTo(index)

    # Keys and mouse

    def event(self, event: QEvent) -> bool:
        """Tab goes to the next cell, not out of the grid (Ctrl+Tab and Ctrl+F do)."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Tab and not event.modifiers():
                self._move(Move.RIGHT)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self._move(Move.LEFT)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As in Excel; the keys are named in `_commands`."""
        if self.is_editing():
            self._to_editor(event)
            return
        command = self._keys.get(_name_of(event))
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | SHIFT)
        if command is not None:
            command()
        elif event.text().strip() and event.text().isprintable() and not modifiers:
            self.begin(event.text())
        else:
            self._tab_from = None
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """While a cell is open the keyboard belongs to it."""
        super().focusInEvent(event)
        if self.is_editing():
            self.editor.setFocus()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click elsewhere takes the open cell first; when that is refused, one stays there."""
        self._tab_from = None
        if self.finish():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the cell with its value."""
        if self.finish():
            self.begin()

    def setSelectionModel(self, model: QItemSelectionModel) -> None:
        """Keep the selection from the titles: to draw one they would ask every row whether it is selected."""
        super().setSelectionModel(model)
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model.model(), self))

    def keyboardSearch(self, search: str) -> None:
        """Typing fills cells; it never searches."""

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The open cell scrolls along."""
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The open cell keeps its place."""
        super().resizeEvent(event)
        self._place_editor()

    def _to_editor(self, event: QKeyEvent) -> None:
        """While a cell is open its keys are its own; those that it lets through are for the window."""
        if self.editor.hasFocus():
            event.ignore()
        else:
            self.editor.setFocus()
            QApplication.sendEvent(self.editor, event)

    def _commands(self) -> dict[str, Callable[[], object]]:
        """The grid's own keys, as Qt names them."""
        return {
            "Ctrl+C": self.copy_wanted.emit,
            "Ctrl+Ins": self.copy_wanted.emit,
            "Ctrl+V": self.paste_wanted.emit,
            "Shift+Ins": self.paste_wanted.emit,
            "Ctrl+D": self.down_wanted.emit,
            "Del": self.clear_wanted.emit,
            "F2": self.begin,
            "Backspace": lambda: self.begin(""),
            "Ctrl+Space": self._select_columns,
            "Shift+Space": self._select_rows,
            "Ctrl+Return": self._fill_with_current,
            "Ctrl+Enter": self._fill_with_current,
            **dict.fromkeys(("Return", "Enter"), lambda: self._move(Move.ENTER)),
            **dict.fromkeys(("Shift+Return", "Shift+Enter"), lambda: self._move(Move.ENTER_BACK)),
        }

    def _editor_done(self, move: Move) -> None:
        if move is Move.FILL:
            text = self.editor.text()
            self._close()
            self.fill_wanted.emit(text)
        elif self.finish():
            self._move(move)

    def _fill_with_current(self) -> None:
        index = self.currentIndex()
        text = self.grid.typed(index.row(), index.column())
        if text:
            self.fill_wanted.emit(text)

    def _move(self, move: Move) -> None:
        """Walk on; Tab at the end of a row goes to the next row, Enter after Tabs below where they began."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        last = LEFT + len(self.grid.indicators) - 1
        if move in (Move.ENTER, Move.ENTER_BACK):
            step = 1 if move is Move.ENTER else -1
            if not self.enter_goes_right:
                back = column if self._tab_from is None else self._tab_from
                self._tab_from = None
                self.go(row + step, back)
                return
            move = Move.RIGHT if step > 0 else Move.LEFT
        elif move is Move.RIGHT and self._tab_from is None:
            self._tab_from = column
        elif move in (Move.UP, Move.DOWN):
            self._tab_from = None
        down, across = move.value
        if move is Move.RIGHT and column >= last and row + 1 < self.grid.rowCount():
            row, column, across = row + 1, LEFT, 0
        elif move is Move.LEFT and column <= LEFT and row > 0:
            row, column, across = row - 1, last, 0
        if move is not Move.STAY:
            self.go(row + down, column + across)

    def _select_columns(self) -> None:
        columns = [column for _, part in self.ranges() for column in part]
        if columns:
            self.select_block(0, min(columns), self.grid.rowCount() - 1, max(columns))

    def _select_rows(self) -> None:
        rows = [row for part, _ in self.ranges() for row in (part[0], part[-1])]
        if rows:
            self.select_block(min(rows), LEFT, max(rows), LEFT + len(self.grid.indicators) - 1)

    def _close(self) -> None:
        if self._cell is None:
            return
        self._cell = None  # first, so that the editor's losing the focus takes nothing a second time
        self._hush()
        if self.editor.hasFocus():
            self.setFocus()
        self.editor.hide()
        self.editing_ended.emit()

    def _hush(self) -> None:
        """Nothing is refused any more."""
        self.bubble.clear()
        self.bubble.hide()
        self.editor.setAccessibleDescription("")
        self.editor.setProperty("problem", "")
        self._polish_editor()

    def _polish_editor(self) -> None:
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _place_editor(self) -> None:
        if self._cell is None:
            return
        rect = self.visualRect(self.grid.index(*self._cell))
        self.editor.setGeometry(rect)
        self.editor.widen()
        if self.bubble.text():
            self.bubble.stand_by(self.viewport(), rect)


def _name_of(event: QKeyEvent) -> str:
    """A key with its modifiers as Qt writes it; the number pad is the same as the other keys."""
    return QKeySequence(event.keyCombination()).toString(PORTABLE).removeprefix("Num+").replace("+Num+", "+")


def _clipped(part: QItemSelectionRange, last: int) -> tuple[range, range]:
    """A selected range without the frozen columns."""
    columns = range(max(part.left(), LEFT), min(part.right(), last) + 1)
    return range(part.top(), part.bottom() + 1), columns
