"""Where the keyboard is in the grid, and what stands in its cells."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTableWidget

DISPLAY = Qt.ItemDataRole.DisplayRole


def cells_of(dialog):
    """The refused values as the preview lists them."""
    table = dialog.findChild(QTableWidget)
    if table is None:
        return []
    return [[table.item(r, c).text() for c in range(table.columnCount())] for r in range(table.rowCount())]


def at(page):
    """Row and indicator number of the current cell."""
    index = page.view.currentIndex()
    return index.row(), page.model.indicator_at(index.column()).number


def shown_in(page, row, title):
    """The text in a row under a title."""
    titles = [page.model.headerData(c, Qt.Orientation.Horizontal) for c in range(page.model.columnCount())]
    return page.model.data(page.model.index(row, titles.index(title)), DISPLAY)


def clip(text):
    QGuiApplication.clipboard().setText(text)
