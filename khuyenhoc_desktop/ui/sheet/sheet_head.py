"""The two lines over the sheet: whose sheets are worked through, and whose sheet this is."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.subjects import RESIDENTIAL_GROUP
from khuyenhoc_desktop.domain.text import format_birth, format_count
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.entry import Sheet
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.subject_filter import SubjectFilter
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout


class SheetHead(QWidget):
    """The filter on top; the arrows, name, thôn and the state of saving below."""

    def __init__(
        self,
        subject_filter: SubjectFilter,
        previous: Callable[[], object],
        following: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._filter = subject_filter
        self.name, self.about, self.state, self.place = QLabel(), QLabel(), QLabel(), QLabel()
        self.name.setProperty("kind", "title")
        self.about.setProperty("kind", "muted")
        self.place.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.previous = Button(texts.PREVIOUS, previous)
        self.previous.setToolTip(texts.PREVIOUS_TIP)
        self.next = Button(texts.NEXT, following)
        self.next.setToolTip(texts.NEXT_TIP)
        who = FlowLayout(spacing=theme.px(10))
        for part in (self.previous, self.place, self.next, self.name, self.state, self.about):
            who.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(4))
        layout.addWidget(subject_filter)
        layout.addLayout(who)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the sizes right for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.place.setMinimumWidth(theme.text_width(10))
        for part in (self.place, self.name, self.state, self.about):
            part.setMinimumHeight(theme.row_height())

    def show_subject(self, sheet: Sheet, other_year: bool) -> None:
        """Whose sheet it is. `other_year`: the sheet is of another year than the one worked in."""
        row = sheet.subject
        self.name.setText(row.name)
        parts = [
            texts.BORN.format(format_birth(row.about)) if row.about else "",
            texts.HOUSEHOLD_OF.format(row.household) if row.household else "",
            row.group if row.group and row.kind != RESIDENTIAL_GROUP else "",
            texts.REGISTERED if row.registered else texts.NOT_REGISTERED,
            texts.NOT_COUNTED if row.present and not row.counted else "",
            texts.RETURNED if row.returned else "",
            texts.OTHER_YEAR.format(sheet.year) if other_year else "",
            texts.LOCKED.format(sheet.year) if sheet.locked else "",
        ]
        self.about.setText(" · ".join(part for part in parts if part))

    def show_place(self, number: int | None, count: int) -> None:
        """Where in the list this one stands."""
        noun = subjects.NOUNS[self._filter.kind]
        at = "–" if number is None else format_count(number)
        self.place.setText(texts.PLACE.format(noun[:1].upper() + noun[1:], at, format_count(count)))

    def show_state(self, *, unsaved: bool, empty: bool) -> None:
        """Whether what stands on the sheet is on the disk."""
        kind = "warn" if unsaved else "muted" if empty else "ok"
        self.state.setText(texts.UNSAVED if unsaved else texts.NEW if empty else texts.SAVED)
        if self.state.property("kind") != kind:
            self.state.setProperty("kind", kind)
            self.state.style().unpolish(self.state)
            self.state.style().polish(self.state)
