"""The table of a long list: selection kept by id, sorting by the header, copying as a table."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from khuyenhoc_desktop.domain.cell_text import pasteable
from khuyenhoc_desktop.ui import theme, theme_tokens
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.ids_model import IdsModel

COPIED_AT_ONCE = 1000  # rows turned into text before the window breathes again
SORT_ARROW = 20  # pixels at 100 %
SORT_BY = "Xếp theo: "
Flag = QItemSelectionModel.SelectionFlag


class RecordTable(QTableView):
    """Shows an IdsModel. Enter or a double click opens, Ctrl+C copies, Ctrl+A marks all, Ctrl+T sorts.

    Signals: opened - the id of the row to open; current_id_changed - the id of the current row or None;
    selected_changed - other rows are selected; sort_wanted - sort key and whether downwards; typed - a
    letter typed in the list (for the search box); copied - how many rows are on the clipboard.
    """

    opened = Signal(object)
    current_id_changed = Signal(object)
    selected_changed = Signal()
    sort_wanted = Signal(str, bool)
    typed = Signal(str)
    copied = Signal(int)

    def __init__(self, model: IdsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.records = model
        self._sort: tuple[str, bool] = ("", False)
        self._restoring = False
        self._percent = theme.percent()
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._set_up_headers()
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell_current)
        self.selectionModel().selectionChanged.connect(self._tell_selected)

    def show_ids(self, ids: Sequence[int]) -> None:
        """Show these ids; what was selected, current and on top stays so as far as it is still there."""
        selected, current = self.selected_ids(), self.current_id()
        top = self.records.id_at(self.rowAt(0))
        self._restoring = True
        self.records.set_ids(ids)
        self._restoring = False
        self.executeDelayedItemsLayout()  # otherwise there is nothing to scroll yet
        self._restore(selected, current)
        self._restore_top(top)  # last: a new current row scrolls the list to itself
        self.selected_changed.emit()
        self.current_id_changed.emit(self.current_id())

    def selected_ids(self) -> list[int]:
        """The ids of the selected rows, in the order shown."""
        return [ident for row in self._selected_rows() if (ident := self.records.id_at(row)) is not None]

    def current_id(self) -> int | None:
        """The id of the row the keyboard is in."""
        return self.records.id_at(self.currentIndex().row())

    def select_ids(self, ids: Sequence[int]) -> None:
        """Select these ids and go to the first of them."""
        self._restore(list(ids), ids[0] if ids else None)
        if ids:
            self.scrollTo(self.currentIndex())

    def take_a_row(self) -> None:
        """Select the current row, else the first, when none is selected: the commands have something to work on.

        Qt makes the first row the current one when the keyboard comes, but does not select it.
        """
        if self.records.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(self.currentIndex().row(), 0))

    def set_sort(self, key: str, descending: bool) -> None:
        """Show in the header what the list is sorted by."""
        self._sort = (key, descending)
        keys = [column.sort for column in self.records.columns]
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(keys.index(key) if key in keys else -1, order)

    def copy_selection(self) -> None:
        """Put the selected rows, with the titles, on the clipboard as a table (tabs between cells)."""
        rows = self._selected_rows()
        self._copy_on(rows, 0, ["\t".join(column.title for column in self.records.columns)])

    def widths(self) -> list[int]:
        """The widths of the columns as they would be at a text size of 100 %, to be remembered."""
        shown = (self.columnWidth(place) for place in range(len(self.records.columns)))
        return [round(width * 100 / self._percent) for width in shown]

    def set_widths(self, widths: Sequence[int]) -> None:
        """Widths remembered from the last time; another number of columns is ignored.

        No column becomes narrower than its title.
        """
        if len(widths) == len(self.records.columns):
            for place, width in enumerate(widths):
                wanted = round(width * self._percent / 100)
                self.setColumnWidth(place, max(wanted, self._title_width(place)))

    def hide_columns(self, places: Collection[int]) -> None:
        """Hide these columns and show all others."""
        for place in range(len(self.records.columns)):
            self.setColumnHidden(place, place in places)
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named in the class."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() in ENTER:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._sort_menu().popup(self.mapToGlobal(QPoint(theme.px(40), theme.px(40))))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Qt would read every record to find a letter; the search box does it better."""
        self.typed.emit(search)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the width."""
        super().resizeEvent(event)
        self._stretch()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows high enough for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.row_height())
            kept, self._percent = self.widths(), theme.percent()
            self.set_widths(kept)
            self._stretch()

    def _set_up_headers(self) -> None:
        rows, titles = self.verticalHeader(), self.horizontalHeader()
        # With the table's own selection the header asks, for each title, every row whether it is selected.
        titles.setSelectionModel(QItemSelectionModel(self.records, titles))
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme.row_height())
        titles.setHighlightSections(False)
        titles.setSortIndicatorShown(True)
        titles.setSectionsClickable(True)
        titles.sectionClicked.connect(self._header_clicked)
        titles.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for place, column in enumerate(self.records.columns):
            width = theme.column_width(column.width)
            self.setColumnWidth(place, max(width, self._title_width(place)))

    def _title_width(self, place: int) -> int:
        """The room a title takes, with the arrow where one can sort by it.

        Qt's own reckoning leaves room for an arrow twice as wide, also where there is none.
        """
        column = self.records.columns[place]
        letters = QFontMetrics(theme.font(bold=True))
        words = max(letters.horizontalAdvance(line) for line in column.heading.split("\n"))
        return words + 2 * theme.px(theme_tokens.SPACE) + (theme.px(SORT_ARROW) if column.sort else 2)

    def _stretch(self) -> None:
        """The columns that stretch share what room is left, but none becomes narrower than its own width."""
        columns = list(enumerate(self.records.columns))
        own = {
            place: max(theme.column_width(one.width), self._title_width(place))
            for place, one in columns
            if one.stretch
        }
        fixed = sum(self.columnWidth(place) for place, one in columns if not one.stretch)
        left = self.viewport().width() - fixed - sum(own.values())
        for place, width in own.items():
            self.setColumnWidth(place, width + max(left, 0) // len(own))

    def _header_clicked(self, place: int) -> None:
        key = self.records.columns[place].sort
        if not key:
            self.set_sort(*self._sort)
            return
        self.set_sort(key, self._sort == (key, False))
        self.sort_wanted.emit(*self._sort)

    def _sort_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for place, column in enumerate(self.records.columns):
            if column.sort:
                action = QAction(f"{SORT_BY}{column.title}", menu)
                action.triggered.connect(lambda _checked=False, at=place: self._header_clicked(at))
                menu.addAction(action)
        return menu

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.records.id_at(index.row()))

    def _tell_current(self, current: QModelIndex, _before: QModelIndex) -> None:
        if not self._restoring:
            self.current_id_changed.emit(self.records.id_at(current.row()))

    def _tell_selected(self) -> None:
        if not self._restoring:
            self.selected_changed.emit()

    def _selected_rows(self) -> list[int]:
        """The selected rows from the ranges: asking Qt row by row takes seconds in a long list."""
        rows: set[int] = set()
        for part in self.selectionModel().selection().toList():
            rows.update(range(part.top(), part.bottom() + 1))
        return sorted(rows)

    def _restore_top(self, top: int | None) -> None:
        row = None if top is None else self.records.row_of(top)
        if row is not None:
            self.scrollTo(self.records.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)

    def _restore(self, selected: list[int], current: int | None) -> None:
        rows = sorted(row for ident in selected if (row := self.records.row_of(ident)) is not None)
        at = None if current is None else self.records.row_of(current)
        if at is not None:
            column = max(self.currentIndex().column(), 0)
            self.selectionModel().setCurrentIndex(self.records.index(at, column), Flag.NoUpdate)
        last = len(self.records.columns) - 1
        chosen = QItemSelection()
        for first, end in _runs(rows):
            chosen.select(self.records.index(first, 0), self.records.index(end, last))
        self.selectionModel().select(chosen, Flag.ClearAndSelect)

    def _copy_on(self, rows: list[int], done: int, lines: list[str]) -> None:
        for record in self.records.records(rows[done : done + COPIED_AT_ONCE]):
            lines.append("\t".join(pasteable(column.text(record)) for column in self.records.columns))
        done += COPIED_AT_ONCE
        if done < len(rows):
            QTimer.singleShot(0, self, lambda: self._copy_on(rows, done, lines))
            return
        if rows:
            QGuiApplication.clipboard().setText("\n".join(lines))
        self.copied.emit(len(rows))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """Rows in order, as runs (first, last) without gaps."""
    if not rows:
        return []
    breaks = [(before, after) for before, after in pairwise(rows) if after != before + 1]
    starts = [rows[0], *(after for _, after in breaks)]
    return list(zip(starts, [*(before for before, _ in breaks), rows[-1]], strict=True))
