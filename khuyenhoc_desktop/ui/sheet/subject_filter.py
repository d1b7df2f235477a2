"""Whose sheets are worked through, at which stage and in which order: title, thôn, state, group of person."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_LEARNING_COMMUNITY,
    KIND_OF,
    LEARNING_CITIZEN,
    LEARNING_COMMUNITY,
    LEARNING_FAMILY,
    PERSON_GROUPS,
    SELF_SCORED,
    STAGES,
)
from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.subjects import Query
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.filter_bar import EVERY_GROUP, WIDTH, FilterBar
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

TITLE_KEY, STAGE_KEY = "entry/title", "entry/stage"
# The title that communes work with most stands first.
TITLE_ORDER = (LEARNING_FAMILY, *(title for title in TITLES if title != LEARNING_FAMILY))


@dataclass(frozen=True, slots=True)
class ScoringState:
    """A choice of the list of states: its words, and what it asks of a subject."""

    words: str
    outcome: str | None = None
    registered: bool | None = None


STATES = (
    ScoringState("Tất cả"),
    ScoringState("Chưa chấm", outcome="empty"),
    ScoringState("Chấm dở", outcome="incomplete"),
    ScoringState("Chưa đạt", outcome="not_reached"),
    ScoringState("Đạt", outcome="reached"),
    ScoringState("Đã đăng ký", registered=True),
    ScoringState("Đăng ký, chưa chấm", outcome="empty", registered=True),
)
SORTS = (("group", "Theo thôn"), ("name", "Theo tên"), ("code", "Theo mã"))
EVERY_PERSON, NO_PERSON_GROUP = None, ""
GROUP_WIDTH = 38  # letters
COUNTED, EVERYBODY = "counted", "everybody"


class SubjectFilter(FilterBar):
    """Title and stage are remembered; `search` is the page's own box to find or to jump by.

    `one_group`: citizens are always of one group (its set gives the columns), never of all groups at once.
    Signals: title_changed - another title, or another stage.
    """

    title_changed = Signal()

    def __init__(
        self, search: SearchBox, settings: Preferences, parent: QWidget | None = None, *, one_group: bool = False
    ) -> None:
        self._settings = settings
        titles = [(title, TITLES[title][1]) for title in TITLE_ORDER]
        self.title_picker = Picker(texts.TITLE_NAME, titles)
        self.title_picker.choose(settings.value(TITLE_KEY))
        self.stage_picker = Picker(texts.STAGE_NAME, [(stage, words) for stage, words in STAGES.items()])
        self.stage_picker.choose(int(settings.value(STAGE_KEY) or SELF_SCORED))
        self.state = Picker(texts.STATE_NAME, [(state, state.words) for state in STATES])
        self.sort = Picker(texts.SORT_NAME, SORTS)
        every = [] if one_group else [(EVERY_PERSON, texts.EVERY_PERSON_GROUP)]
        some = [*every, *PERSON_GROUPS.items(), (NO_PERSON_GROUP, texts.NO_PERSON_GROUP)]
        self.person_group = Picker(texts.PERSON_GROUP_NAME, some)
        self.age = Picker(texts.AGE_NAME, [(COUNTED, texts.ADULTS), (EVERYBODY, texts.EVERY_AGE)])
        others = (self.state, self.sort, self.person_group, self.age)
        super().__init__(search, others, parent, first=(self.title_picker, self.stage_picker))
        self.search.setToolTip(texts.SEARCH_TIP)
        self.title_picker.picked.connect(self._title_picked)
        self.stage_picker.picked.connect(self._title_picked)
        self._fit_title()

    @property
    def title(self) -> str:
        """The title worked on."""
        return str(self.title_picker.code())

    @property
    def kind(self) -> str:
        """The kind of subjects that strive for it."""
        return KIND_OF[self.title]

    @property
    def stage(self) -> int:
        """The stage that is typed: 1 self-scored, 2 reviewed, 3 verified."""
        code = self.stage_picker.code()
        return code if isinstance(code, int) else SELF_SCORED

    @property
    def chosen_person_group(self) -> str | None:
        """The group of citizens; "" for those of none, None for all or where the title is another."""
        code = self.person_group.code()
        return code if self.title == LEARNING_CITIZEN and isinstance(code, str) else None

    def choose_title(self, title: str) -> None:
        """Go to another title, with nothing left out."""
        if title != self.title:
            self.title_picker.choose(title)
            self.clear()
            self.remember()

    def go_back(self, title: str, stage: int) -> None:
        """The user stays where he was: show that title and stage again."""
        self.title_picker.choose(title)
        self.stage_picker.choose(stage)
        self.remember()

    def choose_person_group(self, person_group: str | None) -> None:
        """Show the citizens of a group."""
        self.person_group.choose(person_group or NO_PERSON_GROUP)

    def fill(self, file: CommuneFile, year: int) -> None:
        """Read the groups of a year; the chosen one stays chosen while it is there."""
        counted = self.title == LEARNING_FAMILY
        found = groups.list_groups(file, year)
        some = [(one.id, f"{one.name} ({one.households})" if counted else one.name) for one in found]
        self.group.set_options([(None, EVERY_GROUP), *some])

    def clear(self) -> None:
        """Leave nobody out; title, stage and order stay."""
        self.group.choose(None)
        self.state.choose(None)
        self.person_group.choose(EVERY_PERSON)
        self.age.choose(EVERYBODY)

    def is_narrow(self) -> bool:
        """Whether somebody is left out."""
        persons = self.title == LEARNING_CITIZEN
        by_person = persons and (self.person_group.currentIndex() > 0 or self.age.code() == COUNTED)
        return self.group_id() is not None or self.state.currentIndex() > 0 or by_person

    def query(self, year: int, text: str = "") -> Query:
        """What to ask for."""
        state = STATES[self.state.currentIndex()]
        only_counted = self.title == LEARNING_CITIZEN and self.age.code() == COUNTED
        return Query(
            year,
            title=self.title,
            text=text,
            group_id=self.group_id(),
            person_group=self.chosen_person_group,
            counted=True if only_counted else None,
            sort=str(self.sort.code()),
            outcome=state.outcome,
            registered=state.registered,
        )

    def _fit(self) -> None:
        super()._fit()
        self.search.setMinimumWidth(theme.text_width(WIDTH))
        self.person_group.setMaximumWidth(theme.text_width(GROUP_WIDTH))  # the names of the groups are long

    def _title_picked(self) -> None:
        self.remember()
        self.title_changed.emit()

    def remember(self) -> None:
        """Begin with this title and stage the next time."""
        self._settings.set_value(TITLE_KEY, self.title)
        self._settings.set_value(STAGE_KEY, str(self.stage))
        self._fit_title()

    def _fit_title(self) -> None:
        """Show the lists that make sense for the title."""
        persons, alone = self.title == LEARNING_CITIZEN, self.title == COMMUNE_LEARNING_COMMUNITY
        self.person_group.setVisible(persons)
        self.age.setVisible(persons)
        self.group.setHidden(alone or self.title == LEARNING_COMMUNITY)
        for part in (self.search, self.state, self.sort):
            part.setHidden(alone)
