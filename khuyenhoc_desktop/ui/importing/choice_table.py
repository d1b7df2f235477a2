"""A table with a list to choose from in each row; the keyboard walks through those lists with Tab."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.choices import StillCombo


class FieldCombo(StillCombo):
    """A list of fields in a table. Signals: entered - the keyboard has come to it."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the table, which does not follow the keyboard by itself."""
        super().focusInEvent(event)
        self.entered.emit()


class ChoiceTable(QTableWidget):
    """`titles` with their `widths` in letters; the column `stretch` takes the room that is left."""

    def __init__(
        self, titles: Sequence[str], widths: Sequence[int], stretch: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(titles), parent)
        self.setHorizontalHeaderLabels(list(titles))
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setHighlightSections(False)
        self.setAccessibleName(titles[0])
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        for place, letters in enumerate(widths):
            self.setColumnWidth(place, theme.column_width(letters))
        self.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

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

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.row_height() + theme.px(8))
