"""Pages and parts that can be scrolled where the letters are too large for the screen."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import theme

LEAST_ROWS = 3


def scrolled(part: QWidget) -> QScrollArea:
    """A part in an area that scrolls only when there is too little room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(part)
    return area


def fill(page: QWidget, inside: QWidget) -> QScrollArea:
    """Fill a page with a part that can be scrolled; its area."""
    area = scrolled(inside)
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(area)
    return area


class Room(QScrollArea):
    """As high as the part in it needs; where the screen has less, that is scrolled, by the keys too."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self._part = part
        self.setWidget(part)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Qt: what the part needs."""
        return max(self._part.heightForWidth(width), 0)

    def sizeHint(self) -> QSize:
        """Qt: the part's own."""
        return self._part.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Qt: a few lines at least."""
        return QSize(0, min(self._part.minimumSizeHint().height(), LEAST_ROWS * theme.row_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tab stops here only where there is something to scroll."""
        super().resizeEvent(event)
        whole = self.heightForWidth(self.width()) <= self.height()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus if whole else Qt.FocusPolicy.StrongFocus)
