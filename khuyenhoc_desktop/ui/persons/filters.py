"""What the list of persons shows: words to find, thôn, group of person, unit, state, result."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.services.persons import Query
from khuyenhoc_desktop.ui.households.filters import STANDINGS
from khuyenhoc_desktop.ui.households.texts import EVERY_STANDING
from khuyenhoc_desktop.ui.households.texts import STANDINGS as STANDING_WORDS
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.widgets import filter_bar
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

Named = Sequence[tuple[int, str]]


class FilterBar(filter_bar.FilterBar):
    """The search box and the lists; that of units stands there only when there are any."""

    def __init__(self, parent: QWidget | None = None) -> None:
        groups = [(None, texts.EVERY_PERSON_GROUP), *PERSON_GROUPS.items(), ("", texts.NO_PERSON_GROUP)]
        self.person_group = Picker(texts.FILTER_PERSON_GROUP, groups)
        self.unit = Picker(texts.FILTER_UNIT, [(None, texts.EVERY_UNIT)])
        self.state = Picker(texts.FILTER_STATE, texts.STATES)
        self.standing = Picker(texts.FILTER_STANDING, [(None, EVERY_STANDING), *STANDING_WORDS])
        pickers = (self.person_group, self.state, self.standing, self.unit)
        super().__init__(SearchBox(texts.SEARCH), pickers, parent)
        self.search.setToolTip(texts.SEARCH_TIP)
        self.search.searched.connect(lambda _text: self.changed.emit())

    def set_units(self, units: Named) -> None:
        """What can be filtered by."""
        self.unit.set_options([(None, texts.EVERY_UNIT), *units])
        self.unit.setVisible(bool(units))

    def query(self, year: int, sort: str, descending: bool) -> Query:
        """What is asked for, in this order."""
        group, unit = self.person_group.code(), self.unit.code()
        return Query(
            year,
            text=self.search.text(),
            group_id=self.group_id(),
            person_group=group if isinstance(group, str) else None,
            unit_id=unit if isinstance(unit, int) else None,
            state=str(self.state.code()),
            sort=sort,
            descending=descending,
            **STANDINGS.get(str(self.standing.code()), {}),
        )
