"""The line over the pages while nothing of the year may change."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.year import texts

PAGE = "year"  # the page where a year is locked and unlocked


class LockBanner(QFrame):
    """Says that the year is locked, except over the page of the year, which says it itself.

    Signals: wanted - the year is to be unlocked.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self._locked, self._is_told = False, False
        self.words = QLabel()
        self.words.setProperty("kind", "warn")
        self.words.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4))
        layout.addWidget(self.words, 1)
        self.unlock = Button(texts.BANNER_GO, self.wanted.emit)
        self.unlock.setToolTip(texts.BANNER_TIP)
        layout.addWidget(self.unlock)
        self.hide()

    def show_year(self, year: int, locked: bool) -> None:
        """Show the line for a locked year, hide it for an open one."""
        self.words.setText(texts.BANNER.format(year=year))
        self._locked = locked
        self._show()

    def show_over(self, page: str) -> None:
        """Another page is shown below, by its name."""
        self._is_told = page == PAGE
        self._show()

    def _show(self) -> None:
        self.setVisible(self._locked and not self._is_told)
