"""Tabs as high as the part that is shown: the page scrolls as one, not each part for itself."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QTabWidget, QWidget

EDGE = 4  # pixels around the part shown


class PartTabs(QTabWidget):
    """Qt's own are as high as the highest part, be it shown or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _place: self.updateGeometry())

    def hasHeightForWidth(self) -> bool:
        """Qt: words that wrap need more height where there is less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt: the names of the parts, and the part shown."""
        part = self.currentWidget()
        if part is None:
            return super().heightForWidth(width)
        own = part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()
        return self.tabBar().sizeHint().height() + max(own, part.minimumSizeHint().height()) + EDGE

    def sizeHint(self) -> QSize:
        """Qt: what the part shown needs in the width there is."""
        return QSize(super().sizeHint().width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Qt: no part is squeezed."""
        return QSize(super().minimumSizeHint().width(), self.heightForWidth(self.width()))
