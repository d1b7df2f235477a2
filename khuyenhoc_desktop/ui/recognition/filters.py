"""What the list shows: the title, words to find, thôn, registration, result, and how far in the round."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN, LEARNING_FAMILY
from khuyenhoc_desktop.services.subjects import Query
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.sheet import texts as sheet_texts
from khuyenhoc_desktop.ui.widgets import filter_bar
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

# What each choice of the last list asks for.
_DECIDED: dict[object, dict[str, Any]] = {
    "proposed": {"proposed": True},
    "not_proposed": {"proposed": False},
    "recognised": {"recognised": True},
    "not_recognised": {"recognised": False},
    "returned": {"returned": True},
    **{f"stage_{stage}": {"stage": stage} for stage in range(4)},
}
EVERY_AGE = "everybody"  # the code of `age` that leaves nobody out


class FilterBar(filter_bar.FilterBar):
    """The search box and the lists; `title` stands elsewhere, `age` is shown where persons are listed.

    Signals: title_changed - another title was picked.
    """

    title_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.title = Picker(texts.FILTER_TITLE, [(code, name) for code, (_kind, name) in TITLES.items()])
        self.title.choose(LEARNING_FAMILY)
        self.registered = Picker(texts.FILTER_REGISTERED, texts.REGISTRATIONS)
        self.outcome = Picker(texts.FILTER_OUTCOME, texts.OUTCOMES)
        self.decided = Picker(texts.FILTER_DECIDED, texts.DECIDED)
        ages = [(True, sheet_texts.ADULTS), (EVERY_AGE, sheet_texts.EVERY_AGE)]
        self.age = Picker(sheet_texts.AGE_NAME, ages)
        self.age.hide()
        others = (self.registered, self.outcome, self.decided, self.age)
        super().__init__(SearchBox(texts.SEARCH), others, parent)
        self.search.searched.connect(lambda _text: self.changed.emit())
        self.title.picked.connect(self.title_changed.emit)

    def chosen_title(self) -> str:
        """The code of the title whose list is shown."""
        return str(self.title.code())

    def query(self, year: int, sort: str, descending: bool) -> Query:
        """What is asked for, in this order."""
        registered, outcome = self.registered.code(), self.outcome.code()
        return Query(
            year,
            title=self.chosen_title(),
            text=self.search.text(),
            group_id=self.group_id(),
            registered=registered if isinstance(registered, bool) else None,
            outcome=outcome if isinstance(outcome, str) else None,
            counted=True if self._lists_persons() and self.age.code() is True else None,
            sort=sort,
            descending=descending,
            **_DECIDED.get(self.decided.code(), {}),
        )

    def show_only(self, **codes: object) -> None:
        """Narrow by these alone (group=, registered=, outcome=, decided=, age=); not signalled."""
        self.reset()
        self.age.setVisible(self._lists_persons())
        for name, code in codes.items():
            getattr(self, name).choose(code)

    def _lists_persons(self) -> bool:
        return self.chosen_title() == LEARNING_CITIZEN
