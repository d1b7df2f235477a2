"""Small tables whose cells are all in memory: a model of texts, and its view in the look of the long lists."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.ids_model import LEFT, Index

Paint = Callable[[int, int], str | None]


class TextModel(QAbstractTableModel):
    """Rows of texts.

    `ground` names the theme role behind a cell, `ink` that of its letters, `bold` thickens a row.
    """

    def __init__(
        self,
        titles: Sequence[str] = (),
        ground: Paint | None = None,
        ink: Paint | None = None,
        bold: Callable[[int], bool] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = list(titles)
        self._first = 1
        self._rows: list[Sequence[str]] = []
        self._ground, self._ink, self._bold = ground, ink, bold

    def set_rows(self, rows: Sequence[Sequence[str]], titles: Sequence[str] | None = None, first: int = 1) -> None:
        """Show these rows; `first` is the number of the first one."""
        self.beginResetModel()
        self._rows, self._first = list(rows), first
        self._titles = list(titles) if titles is not None else self._titles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row, column = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[row][column] if column < len(self._rows[row]) else ""
        if role == Qt.ItemDataRole.BackgroundRole:
            return _colour(self._ground, row, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(self._ink, row, column)
        if role == Qt.ItemDataRole.FontRole and self._bold is not None and self._bold(row):
            return theme.font(bold=True)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the titles, and the row numbers."""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return section + self._first
        return self._titles[section] if 0 <= section < len(self._titles) else None


def _colour(paint: Paint | None, row: int, column: int) -> Any:
    role = paint(row, column) if paint else None
    return theme.colour(role) if role else None


class PlainTable(QTableView):
    """A table to look at and walk through; Tab leaves it, Enter is left to the page."""

    def __init__(self, model: QAbstractTableModel, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)

    def set_letters(self, widths: Sequence[int], stretch: int | None = None) -> None:
        """The widths of the columns in letters; one of them may take the room that is left."""
        for place, letters in enumerate(widths):
            self.setColumnWidth(place, theme.column_width(letters))
        if stretch is not None:
            self.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows high enough for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(theme.row_height())
