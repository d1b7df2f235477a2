"""A table with a list to choose from in each row; the keyboard walks through those lists with Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.choices import StillCombo

LEAST_SHARE = 0.65  # how much of its width a column keeps where there is too little room


class FieldCombo(StillCombo):
    """A list of fields in a table. Signals: entered - the keyboard has come to it."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the table, which does not follow the keyboard by itself."""
        super().focusInEvent(event)
        self.entered.emit()


class ChoiceTable(QTableWidget):
    """`titles` with their `widths` in letters; the columns `growing` share the room that is left.

    Where there is too little room all become narrower.
    """

    def __init__(
        self, titles: Sequence[str], widths: Sequence[int], growing: Sequence[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(titles), parent)
        self._widths, self._growing = widths, growing
        self.setHorizontalHeaderLabels(list(titles))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName(titles[0])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self._fit()

    def put(self, row: int, column: int, text: str) -> QTableWidgetItem:
        """Put a text into a cell."""
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.setItem(row, column, item)
        return item

    def put_combo(self, row: int, column: int, combo: FieldCombo) -> None:
        """Put a list to choose from into a cell."""
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.entered.connect(lambda: self.scrollTo(self.model().index(row, column)))
        self.setCellWidget(row, column, combo)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows high enough for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height() + theme.px(8))
        widths = [theme.column_width(letters) for letters in self._widths]
        room = self.viewport().width()
        more = max(room - sum(widths), 0) // len(self._growing)
        share = min(max(room / sum(widths), LEAST_SHARE), 1.0)
        for place, width in enumerate(widths):
            self.setColumnWidth(place, width + more if more and place in self._growing else int(width * share))
