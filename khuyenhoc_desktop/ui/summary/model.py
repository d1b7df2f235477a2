"""The table of the figures: a row a thôn, the commune's sum in the last row."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from khuyenhoc_desktop.domain.summary import GroupFigures, TitleFigures
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.summary import texts
from khuyenhoc_desktop.ui.summary.figures import COLUMNS, rows_of

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FiguresModel(QAbstractTableModel):
    """Some hundred rows at most, so all of them are at hand."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[GroupFigures] = []

    def show_figures(self, figures: TitleFigures) -> None:
        """Show these figures, with the commune's sum below."""
        self.beginResetModel()
        self._rows = rows_of(figures)
        self.endResetModel()

    def figures_at(self, row: int) -> GroupFigures | None:
        """The figures of a row; None where there is no such row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: headings; rows have none."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        row = self.figures_at(index.row())
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole or (role == Qt.ItemDataRole.ToolTipRole and index.column() == 0):
            return COLUMNS[index.column()].text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return LEFT if index.column() == 0 else RIGHT
        return self._look(row, index.column(), role)

    def _look(self, row: GroupFigures, column: int, role: int) -> QFont | QColor | None:
        if role == Qt.ItemDataRole.FontRole and row is self._rows[-1]:
            return theme.font(bold=True)
        gap = row.target_gap
        if role == Qt.ItemDataRole.ForegroundRole and COLUMNS[column].title == texts.TARGET and gap is not None:
            return theme.colour("warn" if gap < 0 else "ok")
        return None
