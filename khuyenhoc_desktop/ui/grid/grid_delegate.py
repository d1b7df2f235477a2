"""Paints the cells: a clear frame around the current one, stronger lines where a criterion or the middle ends."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.grid.entry_view import EntryView
from khuyenhoc_desktop.ui.grid.grid_model import LEFT, RIGHT


class GridDelegate(QStyledItemDelegate):
    """For the middle view."""

    def __init__(self, view: EntryView) -> None:
        super().__init__(view)
        self._view = view
        self.ends: frozenset[str] = frozenset()  # codes of the last indicators of their criteria

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: paint a cell."""
        super().paint(painter, option, index)
        rect: QRect = option.rect
        indicator = self._view.grid.indicator_at(index.column())
        if indicator is not None and indicator.code in self.ends:
            painter.fillRect(rect.right(), rect.top(), 1, rect.height() + 1, theme.colour("border_strong"))
        current = self._view.currentIndex()
        if (index.row(), index.column()) == (current.row(), current.column()):
            painter.save()
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
            painter.restore()


class PaneDelegate(QStyledItemDelegate):
    """For the frozen views: tints the row the keyboard is in, and parts the pane from the middle by a line."""

    def __init__(self, view: EntryView, pane: QTableView, *, at_left: bool) -> None:
        super().__init__(pane)
        self._view, self._at_left = view, at_left

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: paint a cell."""
        rect: QRect = option.rect
        if index.row() == self._view.currentIndex().row():
            painter.fillRect(rect, theme.colour("accent_soft"))
        super().paint(painter, option, index)
        edge = LEFT - 1 if self._at_left else self._view.grid.columnCount() - RIGHT
        if index.column() == edge:
            x = rect.right() if self._at_left else rect.left()
            painter.fillRect(x, rect.top(), 1, rect.height() + 1, theme.colour("border_strong"))
