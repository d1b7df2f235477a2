"""A part of the page: a frame with a heading."""

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import theme


class Card(QFrame):
    """A frame with a heading; parts are put one under the other."""

    def __init__(self, heading: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        title = QLabel(heading)
        title.setProperty("kind", "heading")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(*(theme.px(14),) * 4)
        self._layout.setSpacing(theme.px(8))
        self._layout.addWidget(title)

    def put(self, part: QWidget | QLayout) -> None:
        """Add a part at the end."""
        if isinstance(part, QWidget):
            self._layout.addWidget(part)
        else:
            self._layout.addLayout(part)
