"""What the list shows: words to find, thôn, registration, result of the scoring, proposal and recognition."""

from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.widgets import filter_bar
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

# What each choice of the last list asks for.
_DECIDED: dict[object, dict[str, Any]] = {
    "proposed": {"proposed": True},
    "not_proposed": {"proposed": False},
    "recognised": {"recognised": True},
    "not_recognised": {"recognised": False},
}


class FilterBar(filter_bar.FilterBar):
    """The search box and the lists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.registered = Picker(texts.FILTER_REGISTERED, texts.REGISTRATIONS)
        self.outcome = Picker(texts.FILTER_OUTCOME, texts.OUTCOMES)
        self.decided = Picker(texts.FILTER_DECIDED, texts.DECIDED)
        super().__init__(SearchBox(filter_bar.SEARCH), (self.registered, self.outcome, self.decided), parent)
        self.search.searched.connect(lambda _text: self.changed.emit())

    def query(self, year: int, sort: str, descending: bool) -> Query:
        """What is asked for, in this order."""
        registered, outcome = self.registered.code(), self.outcome.code()
        return Query(
            year,
            text=self.search.text(),
            group_id=self.group_id(),
            registered=registered if isinstance(registered, bool) else None,
            outcome=outcome if isinstance(outcome, str) else None,
            sort=sort,
            descending=descending,
            **_DECIDED.get(self.decided.code(), {}),
        )

    def show_only(self, **codes: object) -> None:
        """Narrow the list by these choices alone (group=, registered=, outcome=, decided=); not signalled."""
        self.reset()
        for name, code in codes.items():
            getattr(self, name).choose(code)
