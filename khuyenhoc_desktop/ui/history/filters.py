"""Which entries are shown: words to find, and one day."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.history import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.form_row import show_problem
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox


class FilterBar(QWidget):
    """Signals: changed - something else is sought."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search, self.day = SearchBox(texts.SEARCH), DayEdit()
        self.search.setMinimumWidth(theme.text_width(40))
        self.day.set_name(texts.DAY)
        self.day.set_placeholder(texts.DAY_HINT)
        self.day.setMinimumWidth(theme.text_width(22))
        self.today = Button(texts.TODAY, lambda: self._set_day(date.today()))
        self.every_day = Button(texts.EVERY_DAY, lambda: self._set_day(None))
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        self._sought: date | None = None
        self._lay_out()
        self.search.searched.connect(lambda _text: self.changed.emit())
        self.day.changed.connect(self._day_typed)
        self.day.problem_changed.connect(lambda: show_problem(self.problem, self.day.problem()))

    def text(self) -> str:
        """The words sought."""
        return self.search.text()

    def sought_day(self) -> date | None:
        """The day sought; None = any."""
        return self._sought

    def clear(self) -> None:
        """Seek no words and no day any more."""
        self.search.clear()
        self.search.search_now()
        self._set_day(None)

    def _lay_out(self) -> None:
        line = QWidget()
        line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        flow = FlowLayout(line)
        for part in (self.search, self.day, self.today, self.every_day):
            flow.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line)
        layout.addWidget(self.problem)

    def _set_day(self, day: date | None) -> None:
        self.day.set_value(day)
        self._day_typed()

    def _day_typed(self) -> None:
        """Seek as soon as the day can be read; a half-typed one changes nothing yet."""
        day = self.day.value()
        if day is None and self.day.line.text().strip():
            return
        if day != self._sought:
            self._sought = day if isinstance(day, date) else None
            self.changed.emit()
