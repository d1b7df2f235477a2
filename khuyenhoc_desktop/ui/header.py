"""The line at the top: the page's title, the commune, the year."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.choices import YearPicker


class Header(QFrame):
    """Signals: year_chosen - the user picked another year."""

    year_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "header")
        self.title, self.commune, self.years = QLabel(), QLabel(), YearPicker()
        self.title.setProperty("kind", "title")
        self.commune.setProperty("kind", "muted")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), theme.px(4), theme.px(12), theme.px(4))
        layout.addWidget(self.title, 1)
        layout.addWidget(self.commune)
        layout.addSpacing(theme.px(8))
        layout.addWidget(self.years)
        self.years.year_chosen.connect(self.year_chosen)

    def minimumSizeHint(self) -> QSize:
        """The commune's name makes way for the title; it also stands in the window's own title."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the commune's name where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def set_title(self, title: str) -> None:
        """The title of the page."""
        self.title.setText(title)
        self._fit()

    def _fit(self) -> None:
        needed = sum(part.sizeHint().width() for part in (self.title, self.commune, self.years))
        self.commune.setVisible(needed + theme.px(48) <= self.width())

    def set_commune(self, name: str, years: Sequence[int], year: int, locked: Sequence[int] = ()) -> None:
        """The commune's full name, its years, which of them are locked, and the year worked in."""
        self.commune.setText(name[:1].upper() + name[1:])
        self.years.set_years(years, year, locked)
        self._fit()
