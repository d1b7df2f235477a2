"""The line over all pages while nothing of the year may change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.year import texts


class LockBanner(QFrame):
    """Says that the year is locked. Signals: wanted - show where it can be unlocked."""

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.words = QLabel()
        self.words.setProperty("kind", "warn")
        self.words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4))
        layout.addWidget(self.words, 1)
        layout.addWidget(Button(texts.BANNER_GO.format(title=texts.TITLE), self.wanted.emit, "flat"))
        self.hide()

    def show_year(self, year: int, locked: bool) -> None:
        """Show the line for a locked year, hide it for an open one."""
        self.words.setText(texts.BANNER.format(year=year))
        self.setVisible(locked)
