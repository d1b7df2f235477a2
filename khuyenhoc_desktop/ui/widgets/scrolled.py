"""Pages and parts that can be scrolled where the letters are too large for the screen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


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
