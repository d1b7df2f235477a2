"""What the list shows: words to find, thôn, registration, result of the scoring, proposal and recognition."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.households.filters import Picker
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

# What each choice of the last list asks for.
_DECIDED: dict[object, dict[str, Any]] = {
    "proposed": {"proposed": True},
    "not_proposed": {"proposed": False},
    "recognised": {"recognised": True},
    "not_recognised": {"recognised": False},
}


class FilterBar(QWidget):
    """The search box and the lists. Signals: changed - something else is to be shown."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchBox(texts.SEARCH)
        self.search.setMinimumWidth(theme.text_width(30))
        self.group = Picker(texts.FILTER_GROUP, [(None, texts.EVERY_GROUP)])
        self.registered = Picker(texts.FILTER_REGISTERED, texts.REGISTRATIONS)
        self.outcome = Picker(texts.FILTER_OUTCOME, texts.OUTCOMES)
        self.decided = Picker(texts.FILTER_DECIDED, texts.DECIDED)
        self.pickers = (self.group, self.registered, self.outcome, self.decided)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        layout = FlowLayout(self)
        for part in (self.search, *self.pickers):
            layout.addWidget(part)
        self.search.searched.connect(lambda _text: self.changed.emit())
        for picker in self.pickers:
            picker.picked.connect(self.changed.emit)

    def set_groups(self, groups: Sequence[GroupRow]) -> None:
        """The thôn that can be filtered by."""
        self.group.set_options([(None, texts.EVERY_GROUP), *((row.id, row.name) for row in groups)])

    def query(self, year: int, sort: str, descending: bool) -> Query:
        """What is asked for, in this order."""
        group, registered, outcome, decided = (picker.code() for picker in self.pickers)
        return Query(
            year,
            text=self.search.text(),
            group_id=group if isinstance(group, int) else None,
            registered=registered if isinstance(registered, bool) else None,
            outcome=outcome if isinstance(outcome, str) else None,
            sort=sort,
            descending=descending,
            **_DECIDED.get(decided, {}),
        )

    def is_open(self) -> bool:
        """Whether nothing narrows the list."""
        return not self.search.text() and all(picker.code() is None for picker in self.pickers)

    def show_only(self, **codes: object) -> None:
        """Narrow the list by these choices alone (group=, registered=, outcome=, decided=); not signalled."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.search_now()
        self.search.blockSignals(False)
        for name in ("group", "registered", "outcome", "decided"):
            getattr(self, name).choose(codes.get(name))
