"""The households of a list of persons that are not sure: which one on file each is, decided by a person."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.plan import DoubtfulHousehold
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NEW_HOUSEHOLD, NO_HOUSEHOLD
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.choice_table import ChoiceTable, FieldCombo
from khuyenhoc_desktop.ui.importing.state import Wizard
from khuyenhoc_desktop.ui.widgets.choices import StillCombo

WIDTHS = (24, 10, 28, 28)
CHOICE = 3
MOST_ROWS = 300  # lists to choose from on the screen; what is left is decided by the list for all


class HouseholdsPane(QWidget):
    """Changes what the wizard says of doubtful households. Signals: changed - something was chosen."""

    changed = Signal()

    def __init__(self, wizard: Wizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self.combos: list[FieldCombo] = []
        self.help, self.more = QLabel(texts.DOUBTS_HELP), QLabel()
        for label in (self.help, self.more):
            label.setWordWrap(True)
        self.rest = StillCombo()
        for code, words in texts.REST_CHOICES:
            self.rest.addItem(words, code)
        self.rest_label = QLabel(texts.DOUBTS_REST)
        self.rest_label.setBuddy(self.rest)
        self.rest.setAccessibleName(texts.DOUBTS_REST.replace("&", ""))
        self.rest.activated.connect(lambda place: self._choose(EVERY_DOUBT, self.rest.itemData(place)))
        self.table = ChoiceTable(texts.DOUBT_COLUMNS, WIDTHS, (0, 2, CHOICE))
        self._lay_out()

    def show_wizard(self, wizard: Wizard) -> None:
        """Show the households there are."""
        self._wizard = wizard
        doubtful = wizard.doubtful()
        some = doubtful[:MOST_ROWS]
        self.table.clearContents()
        self.table.setRowCount(len(some))
        self.combos = [self._combo(one) for one in some]
        for row, one in enumerate(some):
            for place, text in enumerate((told_words(one), format_count(one.rows), one.reason)):
                self.table.put(row, place, text)
            self.table.put_combo(row, CHOICE, self.combos[row])
        self.rest.setCurrentIndex(max(self.rest.findData(wizard.households.get(EVERY_DOUBT)), 0))
        left = len(doubtful) - len(some)
        self.more.setText(texts.DOUBTS_MORE.format(count=format_count(left)))
        self.more.setVisible(left > 0)

    def take_focus(self) -> None:
        """The keyboard goes to the first household."""
        if self.combos:
            self.combos[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _combo(self, one: DoubtfulHousehold) -> FieldCombo:
        combo = FieldCombo()
        combo.addItem(texts.DOUBT_OPEN, None)
        for candidate in one.candidates:
            combo.addItem(texts.DOUBT_IS.format(words=candidate.words), str(candidate.household_id))
        if one.can_be_new:
            combo.addItem(texts.DOUBT_NEW, NEW_HOUSEHOLD)
        combo.addItem(texts.DOUBT_NONE, NO_HOUSEHOLD)
        chosen = self._wizard.households.get(one.key)
        combo.setCurrentIndex(max(combo.findData(None if chosen is None else str(chosen)), 0))
        combo.setAccessibleName(texts.DOUBT_CHOICE.format(name=told_words(one)))
        combo.activated.connect(lambda place: self._choose(one.key, combo.itemData(place)))
        return combo

    def _choose(self, key: str, code: str | None) -> None:
        """Ids are texts in the list: they are wider than Qt's own numbers."""
        choice = int(code) if code is not None and code.isdigit() else code
        if self._wizard.households.get(key) != choice:
            self._wizard.say_household_is(key, choice)
            self.changed.emit()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.addWidget(self.rest_label)
        line.addWidget(self.rest)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(6), 0, 0)
        layout.addWidget(self.help)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.more)


def told_words(one: DoubtfulHousehold) -> str:
    """A household as the file tells it: head, code, thôn; else the sheet."""
    parts = [part for part in (one.head_name, one.code, one.group) if part]
    return ", ".join(parts) or texts.DOUBT_NOTHING_TOLD.format(sheet=one.sheet)
