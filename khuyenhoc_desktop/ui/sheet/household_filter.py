"""Which households are worked through, and in which order: thôn, state of scoring, order."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.filter_bar import EVERY_GROUP, FilterBar
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox


@dataclass(frozen=True, slots=True)
class ScoringState:
    """A choice of the second list: its words, and what it asks of a household."""

    words: str
    outcome: str | None = None
    registered: bool | None = None


STATES = (
    ScoringState("Tất cả hộ"),
    ScoringState("Chưa chấm", outcome="empty"),
    ScoringState("Chấm dở", outcome="incomplete"),
    ScoringState("Chưa đạt", outcome="not_reached"),
    ScoringState("Đạt", outcome="reached"),
    ScoringState("Đã đăng ký", registered=True),
    ScoringState("Đăng ký, chưa chấm", outcome="empty", registered=True),
)
SORTS = (("group", "Theo thôn"), ("name", "Theo tên"), ("code", "Theo mã hộ"))


class HouseholdFilter(FilterBar):
    """Thôn, state of scoring and order; `search` is the page's own box to find or to jump by."""

    def __init__(self, search: SearchBox, parent: QWidget | None = None) -> None:
        self.state = Picker(texts.STATE_NAME, [(state, state.words) for state in STATES])
        self.sort = Picker(texts.SORT_NAME, SORTS)
        super().__init__(search, (self.state, self.sort), parent)

    def fill(self, file: CommuneFile, year: int) -> None:
        """Read the groups of a year; the chosen one stays chosen while it is there."""
        some = [(one.id, f"{one.name} ({one.households})") for one in groups.list_groups(file, year)]
        self.group.set_options([(None, EVERY_GROUP), *some])

    def clear(self) -> None:
        """Choose all households; the order stays."""
        self.group.choose(None)
        self.state.choose(None)

    def is_narrow(self) -> bool:
        """Whether some households are left out."""
        return self.group_id() is not None or self.state.currentIndex() > 0

    def query(self, year: int, text: str = "") -> Query:
        """What to ask the register for."""
        state = STATES[self.state.currentIndex()]
        return Query(
            year,
            text=text,
            group_id=self.group_id(),
            sort=str(self.sort.code()),
            outcome=state.outcome,
            registered=state.registered,
        )
