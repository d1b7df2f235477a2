"""The sheets of the workbook with tick boxes, and what was found in each."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.fields import GROUP
from khuyenhoc_desktop.services.importing.tables import Table
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.plain_table import PlainTable
from khuyenhoc_desktop.ui.importing.state import Wizard
from khuyenhoc_desktop.ui.widgets.ids_model import LEFT, Index

NAME, ROWS, GROUP_FROM = range(3)
WIDTHS = (17, 8, 14)


class SheetsModel(QAbstractTableModel):
    """One row a sheet; ticking changes the wizard. Signals: ticked - a box was ticked or cleared."""

    ticked = Signal()

    def __init__(self, wizard: Wizard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self._names: list[str] = []

    def show(self, wizard: Wizard) -> None:
        """Show the sheets of a workbook."""
        self.beginResetModel()
        self._wizard = wizard
        self._names = list(wizard.ticked)
        self.endResetModel()

    def name(self, row: int) -> str | None:
        """The sheet of a row."""
        return self._names[row] if 0 <= row < len(self._names) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many sheets."""
        return 0 if parent.isValid() else len(self._names)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(texts.SHEET_COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the titles."""
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(texts.SHEET_COLUMNS):
            if role == Qt.ItemDataRole.DisplayRole:
                return texts.SHEET_COLUMNS[section]
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return LEFT
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: the first column can be ticked where there is a table."""
        flags = super().flags(index)
        name = self.name(index.row()) if index.isValid() else None
        if name is not None and index.column() == NAME and self._wizard.table(name) is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        name = self.name(index.row()) if index.isValid() else None
        if name is None:
            return None
        table = self._wizard.table(name)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NAME and table is not None:
            return Qt.CheckState.Checked if self._wizard.ticked[name] else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(name, table)[index.column()]
        if role == Qt.ItemDataRole.ForegroundRole:
            doubtful = table is None or (index.column() == GROUP_FROM and table.group_from is None)
            return theme.colour("warn" if doubtful and index.column() != NAME else "text")
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Qt: tick a sheet."""
        name = self.name(index.row())
        if role != Qt.ItemDataRole.CheckStateRole or name is None or self._wizard.table(name) is None:
            return False
        self._wizard.ticked[name] = Qt.CheckState(value) == Qt.CheckState.Checked
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True

    def _words(self, name: str, table: Table | None) -> tuple[str, str, str]:
        if table is None:
            return name, "", texts.NO_TABLE
        return name, format_count(len(table.rows.data)), group_words(table)


def group_words(table: Table) -> str:
    """Where the thôn of a table is said."""
    if table.group_from is None:
        return texts.NO_GROUP
    column = table.mapping.index(GROUP)
    heading = table.header.headings[column] if column is not None else ""
    return texts.GROUP_FROM[table.group_from].format(name=heading, group=table.group)


class SheetsTable(PlainTable):
    """The view; the space bar ticks the current sheet. Signals: sheet_changed - another sheet is current."""

    sheet_changed = Signal(str)

    def __init__(self, wizard: Wizard, parent: QWidget | None = None) -> None:
        self.sheets = SheetsModel(wizard)
        super().__init__(self.sheets, texts.SHEETS, parent)
        self.sheets.setParent(self)
        self.setToolTip(texts.SHEETS_TIP)
        self.set_letters(WIDTHS)
        self.selectionModel().currentRowChanged.connect(self._tell)

    def show_wizard(self, wizard: Wizard) -> None:
        """Show the sheets; the current one stays, at first it is the first with a table."""
        before = self.current()
        self.sheets.show(wizard)
        names = list(wizard.ticked)
        wanted = before if before in names else next((name for name in names if wizard.ticked[name]), None)
        row = names.index(wanted) if wanted is not None else 0
        self.setCurrentIndex(self.sheets.index(row, NAME))

    def current(self) -> str | None:
        """The current sheet."""
        return self.sheets.name(self.currentIndex().row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The last column takes the room that is left; at large letters the list is scrolled sideways."""
        super().resizeEvent(event)
        left = self.viewport().width() - self.columnWidth(NAME) - self.columnWidth(ROWS)
        self.setColumnWidth(GROUP_FROM, max(theme.column_width(WIDTHS[GROUP_FROM]), left))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar ticks, whichever column the keyboard is in."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
            return
        box = self.sheets.index(self.currentIndex().row(), NAME)
        ticked = box.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
        wanted = Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked
        self.sheets.setData(box, wanted, Qt.ItemDataRole.CheckStateRole)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        name = self.sheets.name(current.row())
        if name is not None:
            self.sheet_changed.emit(name)
