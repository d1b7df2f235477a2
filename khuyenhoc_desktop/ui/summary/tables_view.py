"""The tables TH1 to TH6 on the screen, one at a time."""

from fractions import Fraction
from textwrap import wrap

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from khuyenhoc_desktop.services import summary_tables
from khuyenhoc_desktop.services.summary_tables import SummaryTable, cell_text
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.summary import texts
from khuyenhoc_desktop.ui.widgets.choices import Picker

WIDEST = 24  # letters in a column
LETTERS = 10  # in a line of a heading


class TablesView(QWidget):
    """A picker, the table and its notes. Counted anew by `show_year`."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._tables: list[SummaryTable] = []
        self.picker = Picker(texts.PICK_TABLE, [])
        self.model = QStandardItemModel(self)
        self.table = QTableView()
        self.notes = QLabel()
        self._lay_out()
        self.picker.picked.connect(self._show)

    def show_year(self, year: int) -> None:
        """Count the tables of a year; the one chosen stays."""
        chosen = self.picker.code()
        self._tables = summary_tables.tables(self._context.file, year)
        self.picker.set_options([(table.code, f"{table.code}. {table.title}") for table in self._tables])
        if chosen is not None:
            self.picker.choose(chosen)
        self._show()

    def _show(self) -> None:
        table = next((one for one in self._tables if one.code == self.picker.code()), None)
        if table is None:
            return
        self.model.clear()
        self.model.setHorizontalHeaderLabels(["\n".join(wrap(words, LETTERS)) for words in table.headings])
        for place, row in enumerate(table.rows):
            is_sum = table.summed and place == len(table.rows) - 1
            self.model.appendRow([_item(cell, is_sum) for cell in row])
        self.notes.setText(" ".join(table.notes))
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """Each column as wide as its words ask for; the first takes the room that is left, or gives some way."""
        count, widest = self.model.columnCount(), theme.text_width(WIDEST)
        self.table.resizeColumnsToContents()
        own = [self.table.columnWidth(column) for column in range(count)]
        own[1:] = [min(width, widest) for width in own[1:]]
        left = self.table.viewport().width() - sum(own[1:])
        own[:1] = [max(left, min(width, widest)) for width in own[:1]]
        for column, width in enumerate(own):
            self.table.setColumnWidth(column, width)

    def _lay_out(self) -> None:
        self.notes.setWordWrap(True)
        self.notes.setProperty("kind", "muted")
        self.table.setModel(self.model)
        self.table.setAccessibleName(texts.TABLES_NAME)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        label = QLabel(texts.PICK_TABLE)
        label.setBuddy(self.picker)
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.picker, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.notes)


def _item(cell: summary_tables.Cell, is_sum: bool) -> QStandardItem:
    item = QStandardItem(cell_text(cell))
    item.setToolTip(item.text())
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    item.setTextAlignment(right if isinstance(cell, int | Fraction) or cell is None else left)
    if is_sum:
        item.setFont(theme.font(bold=True))
    return item
