"""What the list shows: words to find, thôn, state, and how far registration and scoring are."""

from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.widgets import filter_bar
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

# What each choice of the last list asks for.
STANDINGS: dict[str, dict[str, Any]] = {
    "registered": {"registered": True},
    "not_registered": {"registered": False},
    "empty": {"outcome": "empty"},
    "incomplete": {"outcome": "incomplete"},
    "reached": {"outcome": "reached"},
    "not_reached": {"outcome": "not_reached"},
    "recognised": {"recognised": True},
    "not_recognised": {"recognised": False},
}


class FilterBar(filter_bar.FilterBar):
    """The search box and the three lists."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.state = Picker(texts.FILTER_STATE, texts.STATES)
        self.standing = Picker(texts.FILTER_STANDING, [(None, texts.EVERY_STANDING), *texts.STANDINGS])
        super().__init__(SearchBox(filter_bar.SEARCH), (self.state, self.standing), parent)
        self.search.searched.connect(lambda _text: self.changed.emit())

    def query(self, year: int, sort: str, descending: bool) -> Query:
        """What is asked for, in this order."""
        return Query(
            year,
            text=self.search.text(),
            group_id=self.group_id(),
            state=str(self.state.code()),
            sort=sort,
            descending=descending,
            **STANDINGS.get(str(self.standing.code()), {}),
        )
