"""The first rows of a sheet, its header in colour; another row can be made the header."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.services.importing.guard import column_letters
from khuyenhoc_desktop.services.importing.header import shown
from khuyenhoc_desktop.services.importing.reading import RawSheet
from khuyenhoc_desktop.services.importing.tables import Table
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.plain_table import PlainTable, TextModel
from khuyenhoc_desktop.ui.widgets.buttons import Button

SHOWN_ROWS = 60
SHOWN_COLUMNS = 60
NARROWEST, WIDEST = 6, 26  # letters


class Preview(QWidget):
    """`set_header` is called with a row (from 1), or None to let the program find it."""

    def __init__(self, set_header: Callable[[int | None], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = range(0)
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.model = TextModel(ground=self._ground, bold=lambda row: row in self._header)
        self.table = PlainTable(self.model, texts.PREVIEW_NAME)
        self.model.setParent(self.table)
        self.table.verticalHeader().show()
        self.table.setAlternatingRowColors(False)
        self.table.setShowGrid(True)
        self.choose = Button(texts.SET_HEADER, lambda: set_header(self.table.currentIndex().row() + 1))
        self.auto = Button(texts.AUTO_HEADER, lambda: set_header(None))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())
        self._lay_out()

    def show_sheet(self, sheet: RawSheet, table: Table | None, is_chosen: bool) -> None:
        """Show a sheet; `is_chosen` when its header was set by hand."""
        header = table.header if table else None
        self._header = range(header.first, header.last + 1) if header else range(0)
        rows = [[shown(cell) for cell in row[:SHOWN_COLUMNS]] for row in sheet.rows[:SHOWN_ROWS]]
        width = max(map(len, rows), default=0)
        self.model.set_rows(rows, [column_letters(column) for column in range(width)])
        caption = texts.PREVIEW if header else texts.PREVIEW_NONE
        self.caption.setText(caption.format(name=sheet.name, row=table.header_row if table else 0))
        self.auto.setVisible(is_chosen)
        self._set_widths(rows, width)
        self._span_titles(rows, width)
        self._allow()

    def _span_titles(self, rows: list[list[str]], width: int) -> None:
        """Rows of one text only, as titles are, show it whole."""
        self.table.clearSpans()
        for number, row in enumerate(rows):
            filled = [column for column, text in enumerate(row) if text]
            if len(filled) == 1 and width - filled[0] > 1:
                self.table.setSpan(number, filled[0], 1, width - filled[0])

    def _set_widths(self, rows: list[list[str]], width: int) -> None:
        """As wide as the ordinary texts at and below the header; titles above run over."""
        first = self._header.start if self._header else 0
        letters = [NARROWEST] * width
        for row in rows[first:]:
            for column, text in enumerate(row):
                letters[column] = min(WIDEST, max(letters[column], len(text)))
        self.table.set_letters(letters)

    def _ground(self, row: int, _column: int) -> str | None:
        return "warn_soft" if row in self._header else None

    def _allow(self) -> None:
        row = self.table.currentIndex().row()
        self.choose.setEnabled(row >= 0 and (not self._header or row != self._header.start))

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.caption)
        layout.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.auto)
        row.addStretch(1)
        row.setSpacing(theme.px(8))
        layout.addLayout(row)
