"""Paints the cells: a clear frame around the current one, and a stronger line where a criterion ends."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.grid.entry_view import EntryView


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
