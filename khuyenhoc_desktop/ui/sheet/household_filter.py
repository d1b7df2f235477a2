"""Which households are worked through, and in which order: thôn, state of scoring, order."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.widgets.choices import StillCombo
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout


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


class HouseholdFilter(QWidget):
    """Three drop-down lists. Signals: changed - the user chose something else."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.groups, self.states, self.sorts = StillCombo(), StillCombo(), StillCombo()
        self.groups.addItem(texts.ALL_GROUPS, None)
        for state in STATES:
            self.states.addItem(state.words)
        for key, words in SORTS:
            self.sorts.addItem(words, key)
        layout = FlowLayout(self)
        named = zip(self._combos(), (texts.GROUP_NAME, texts.STATE_NAME, texts.SORT_NAME), strict=True)
        for combo, name in named:
            combo.setAccessibleName(name)
            combo.setToolTip(name)
            combo.setSizeAdjustPolicy(StillCombo.SizeAdjustPolicy.AdjustToContents)
            combo.activated.connect(lambda _place: self.changed.emit())
            layout.addWidget(combo)

    def fill(self, file: CommuneFile, year: int) -> None:
        """Read the groups of a year; the chosen one stays chosen while it is there."""
        chosen = self.groups.currentData()
        self.groups.clear()
        self.groups.addItem(texts.ALL_GROUPS, None)
        for group in groups.list_groups(file, year):
            self.groups.addItem(f"{group.name} ({group.households})", group.id)
        self.choose_group(chosen)

    def choose_group(self, group_id: int | None) -> None:
        """Choose a group by its id; None or an unknown one means all."""
        ids = [self.groups.itemData(place) for place in range(self.groups.count())]
        self.groups.setCurrentIndex(ids.index(group_id) if group_id in ids else 0)

    def group_id(self) -> int | None:
        """The chosen group; None = all."""
        chosen: int | None = self.groups.currentData()
        return chosen

    def clear(self) -> None:
        """Choose all households; the order stays."""
        self.groups.setCurrentIndex(0)
        self.states.setCurrentIndex(0)

    def is_narrow(self) -> bool:
        """Whether some households are left out."""
        return self.group_id() is not None or self.states.currentIndex() > 0

    def query(self, year: int, text: str = "") -> Query:
        """What to ask the register for."""
        state = STATES[self.states.currentIndex()]
        return Query(
            year,
            text=text,
            group_id=self.group_id(),
            sort=self.sorts.currentData(),
            outcome=state.outcome,
            registered=state.registered,
        )

    def _combos(self) -> tuple[StillCombo, StillCombo, StillCombo]:
        return self.groups, self.states, self.sorts
