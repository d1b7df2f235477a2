"""The line at the top: the page's title, the commune, the year."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
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

    def set_commune(self, name: str, years: Sequence[int], year: int) -> None:
        """The commune's full name, its years, and the year worked in."""
        self.commune.setText(name[:1].upper() + name[1:])
        self.years.set_years(years, year)
