"""What a list of clans or units shows: words to find, thôn, state, how far registration and results are."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.ui.bodies import texts
from khuyenhoc_desktop.ui.widgets import filter_bar
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

# What each choice of the last list asks for.
_STANDINGS: dict[str, dict[str, Any]] = {
    "registered": {"registered": True},
    "not_registered": {"registered": False},
    "reached": {"outcome": "reached"},
    "not_reached": {"outcome": "not_reached"},
    "recognised": {"recognised": True},
    "not_recognised": {"recognised": False},
}


class BodyFilterBar(filter_bar.FilterBar):
    """The search box, the thôn, what a sub-class puts in `between`, the state and the standing."""

    def __init__(self, hint: str, between: Sequence[Picker] = (), parent: QWidget | None = None) -> None:
        self.state = Picker(texts.FILTER_STATE, texts.STATES)
        self.standing = Picker(texts.FILTER_STANDING, [(None, texts.EVERY_STANDING), *texts.STANDINGS])
        super().__init__(SearchBox(hint), (*between, self.state, self.standing), parent)
        self.search.setToolTip(texts.SEARCH_TIP)
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
            **self.more(),
            **_STANDINGS.get(str(self.standing.code()), {}),
        )

    def more(self) -> dict[str, Any]:
        """What a sub-class asks beside."""
        return {}
