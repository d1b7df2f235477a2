"""The page: the journal above, what the chosen entry changed below."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSplitter,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.services import history
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.history import Entry
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.history import texts
from khuyenhoc_desktop.ui.history.details import Details
from khuyenhoc_desktop.ui.history.filters import FilterBar
from khuyenhoc_desktop.ui.history.model import JournalModel
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.undoing import Undoing
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState

WIDTHS = (16, 40, 14, 16)  # letters
WHAT = 1  # the column that takes the room that is left


class HistoryPage(Page):
    """Shows the journal and takes back any action that can be."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.undoing = Undoing(context, self)
        self.filters = FilterBar()
        self.model = JournalModel(self._read, self)
        self.table = _table(self.model)
        self.details = Details(context.file)
        self.nothing = EmptyState(
            "history", texts.EMPTY_TITLE, texts.EMPTY_TEXT, [(texts.EMPTY_SHOW, self._show_all)]
        )
        self.body = QStackedWidget()
        self._lay_out()
        self.filters.changed.connect(self._restart)
        self.filters.search.down_wanted.connect(self.table.setFocus)
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._show_current())
        QShortcut(QKeySequence("Ctrl+F"), self, self.filters.search.setFocus)
        self._restart()

    def actions_shown(self) -> list[PageAction]:
        """Take back the chosen entry; do again what was taken back last."""
        entry, again = self.current(), history.can_redo(self.context.file)
        can = entry is not None and entry.kind == "do" and not entry.undone
        tip = texts.TIP_REDO_WHAT.format(again) if again else texts.TIP_REDO
        return [
            PageAction(texts.UNDO, self._undo, "", can, texts.TIP_UNDO, primary=True),
            PageAction(texts.REDO, self.undoing.redo, "", again is not None, tip),
        ]

    def activate(self, **target: Any) -> None:
        """Go to the list; `entry` names the one to choose."""
        row = self.model.row_of(target.get("entry"))
        if row is not None:
            self.table.selectRow(row)
        self.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Something was done: the journal is read anew; the chosen entry stays chosen."""
        chosen = self.current()
        self.model.reload()
        self._choose(self.model.row_of(chosen.id) if chosen else None)

    def current(self) -> Entry | None:
        """The entry the keyboard is on."""
        return self.model.entry(self.table.currentIndex().row())

    def _read(self, limit: int, before: int | None) -> list[Entry]:
        text, day = self.filters.text(), self.filters.sought_day()
        return history.entries(self.context.file, limit, before, text=text, day=day)

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(theme.px(6))
        split.addWidget(self.table)
        split.addWidget(self.details)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        self.body.addWidget(split)
        self.body.addWidget(self.nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.filters)
        layout.addWidget(self.body, 1)

    def _restart(self) -> None:
        self.model.restart()
        self._choose(0)

    def _show_all(self) -> None:
        self.filters.clear()
        self.table.setFocus()

    def _choose(self, row: int | None) -> None:
        if self.model.rowCount():
            self.table.selectRow(row or 0)
        self.body.setCurrentIndex(0 if self.model.rowCount() else 1)
        self._show_current()

    def _show_current(self) -> None:
        self.details.show_entry(self.current())
        self.actions_changed.emit()

    def _undo(self) -> None:
        entry = self.current()
        if entry is not None:
            self.undoing.undo(entry.id)


def _table(model: JournalModel) -> QTableView:
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(texts.TABLE_NAME)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setAlternatingRowColors(True)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    rows, titles = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(theme.row_height())
    titles.setHighlightSections(False)
    for place, width in enumerate(WIDTHS):
        table.setColumnWidth(place, theme.text_width(width) + theme.px(16))
    titles.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)
    return table
