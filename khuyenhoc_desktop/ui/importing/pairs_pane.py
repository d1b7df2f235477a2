"""Likely duplicates: the list of pairs, both households of one side by side, and what they are."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLabel, QSplitter, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.importing.plan import LikelyDuplicate
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.list_pane import ListPane, column
from khuyenhoc_desktop.ui.importing.plain_table import PlainTable, TextModel
from khuyenhoc_desktop.ui.importing.state import DIFFERENT, LEFT_OUT, SAME, Wizard
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.ids_model import Column

ROLES = {SAME: "ok", DIFFERENT: "accent", LEFT_OUT: "muted", None: "warn"}
LEAST_ROWS = 4
SHARES = (42, 58)  # per cent of the width


class PairsPane(QWidget):
    """Changes the wizard's decisions. Signals: changed - something was decided."""

    changed = Signal()

    def __init__(self, wizard: Wizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self._pairs: list[LikelyDuplicate] = []
        self._last: str | None = None
        self.pane = ListPane(
            texts.PAIRS_NAME, self._columns(), (texts.NO_PAIRS, texts.NO_PAIRS_TEXT), flexible=(1,)
        )
        self.reason, self.hint = QLabel(), QLabel()
        self.hint.setProperty("kind", "muted")
        for label in (self.reason, self.hint):
            label.setWordWrap(True)
        self.model = TextModel(texts.PAIR_TITLES, ground=self._ground, bold=self._differs)
        self.both = PlainTable(self.model, texts.PAIR_NAME)
        self.model.setParent(self.both)
        self.both.set_letters((12,))
        for place in (1, 2):
            self.both.horizontalHeader().setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.both.setMinimumHeight(LEAST_ROWS * theme.row_height())
        self.buttons = {choice: Button("", self._chooser(choice)) for choice in _CHOICES}
        self.buttons[LEFT_OUT].setToolTip(texts.LEAVE_OUT_TIP)
        self.rest = Button("", self._choose_rest)
        self.pane.table.current_id_changed.connect(self._show_pair)
        self._lay_out()

    def show_wizard(self, wizard: Wizard) -> None:
        """Show the pairs there are."""
        self._wizard = wizard
        self._pairs = [wizard.pairs[place] for place in sorted(wizard.pairs, key=self._reading_order)]
        self._last = None
        self.hint.setText(self._say(texts.PAIR_HINT))
        for choice, button in self.buttons.items():
            button.setText(self._say(_CHOICES[choice]))
        self.pane.set_records(self._pairs)
        self._show_pair(self.pane.table.current_id())

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.pane.take_focus()

    def decide(self, choice: str) -> None:
        """Say what the current pair is, and go to the next one that is not decided."""
        pair = self.pane.record(self.pane.table.current_id())
        if pair is None:
            return
        self._last = choice
        self._decide([pair], choice)
        left = self._undecided()
        if left:
            self.pane.table.select_ids(left[:1])

    def _choose_rest(self) -> None:
        if self._last is not None:
            self._decide([self._pairs[place] for place in self._undecided()], self._last)

    def _decide(self, pairs: Sequence[LikelyDuplicate], choice: str) -> None:
        for pair in pairs:
            self._wizard.decisions[pair.sheet, pair.row] = choice
        self._wizard.is_stale = True
        self.pane.model.reread()
        self._show_pair(self.pane.table.current_id())
        self.changed.emit()

    def _say(self, words: str, **more: str) -> str:
        """Words about the households, or the persons, of the pairs."""
        return words.format(noun=texts.PAIR_NOUNS.get(self._wizard.what, ""), **more)

    def _undecided(self) -> list[int]:
        places = range(len(self._pairs))
        return [place for place in places if self._decision(self._pairs[place]) is None]

    def _decision(self, pair: LikelyDuplicate) -> str | None:
        return self._wizard.decisions.get((pair.sheet, pair.row))

    def _chooser(self, choice: str) -> Callable[[], None]:
        return lambda: self.decide(choice)

    def _reading_order(self, place: tuple[str, int]) -> tuple[int, int]:
        names = list(self._wizard.ticked)
        return (names.index(place[0]) if place[0] in names else 0, place[1])

    def _show_pair(self, place: object) -> None:
        pair = self.pane.record(place) if isinstance(place, int) else None
        for button in self.buttons.values():
            button.setEnabled(pair is not None)
        left = len(self._undecided())
        self.rest.setText(texts.REST.format(count=left))
        self.rest.setVisible(self._last is not None and left > 1)
        if pair is None:
            self.model.set_rows([])
            self.reason.clear()
            return
        self.reason.setText(self._say(texts.PAIR_REASON, reason=pair.reason))
        self.model.set_rows(_rows(pair))

    def _differs(self, row: int) -> bool:
        one, other = (self.model.index(row, column).data() for column in (1, 2))
        return bool(one != other)

    def _ground(self, row: int, column: int) -> str | None:
        return "warn_soft" if column and self._differs(row) else None

    def _columns(self) -> list[Column]:
        place, head, choice = texts.PAIR_COLUMNS
        return [
            column(place, lambda pair: str(pair.row), 6),
            column(head, lambda pair: pair.name, 20),
            column(choice, lambda pair: self._say(texts.DECISIONS[self._decision(pair)]), 10,
                   colour=lambda pair: ROLES[self._decision(pair)]),
        ]  # fmt: skip

    def _lay_out(self) -> None:
        right = QWidget()
        layout = QVBoxLayout(right)
        layout.setContentsMargins(theme.px(4), theme.px(6), 0, 0)
        buttons = QHBoxLayout()
        for button in self.buttons.values():
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout.addWidget(self.reason)
        layout.addWidget(self.both, 1)
        layout.addLayout(buttons)
        layout.addWidget(self.rest, alignment=Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.hint)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.pane)
        splitter.addWidget(right)
        for place, share in enumerate(SHARES):
            splitter.setStretchFactor(place, share)
        splitter.setSizes([10 * share for share in SHARES])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)


_CHOICES = {SAME: texts.SAME, DIFFERENT: texts.DIFFERENT, LEFT_OUT: texts.LEAVE_OUT}


def _rows(pair: LikelyDuplicate) -> list[tuple[str, str, str]]:
    """Both households field by field; fields that both lack are left out."""
    rows = []
    fields = texts.PERSON_PAIR_FIELDS if isinstance(pair.in_sheet, PersonFields) else texts.PAIR_FIELDS
    for name, label in fields:
        one, other = (
            pair.group if name == "group" else _value(household, name)
            for household in (pair.in_sheet, pair.on_file)
        )
        if one or other:
            rows.append((label, one, other))
    return rows


def _value(household: HouseholdFields | PersonFields, name: str) -> str:
    value = getattr(household, name)
    if value is None:
        return ""
    return format_birth(value) if name == "born" else str(value)
