"""The thôn an import would make; each may be said to be one that is known already."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.plan import NewGroup
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.choice_table import ChoiceTable, FieldCombo
from khuyenhoc_desktop.ui.importing.state import Wizard

WIDTHS = (30, 14, 9, 34)
CHOICE = 3


class GroupsPane(QWidget):
    """Changes what the wizard says of new thôn. Signals: changed - something was chosen."""

    changed = Signal()

    def __init__(self, wizard: Wizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self.combos: list[FieldCombo] = []
        self.help = QLabel(texts.GROUPS_HELP)
        self.help.setWordWrap(True)
        self.table = ChoiceTable(texts.GROUP_COLUMNS, WIDTHS, (CHOICE,))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(6), 0, 0)
        layout.addWidget(self.help)
        layout.addWidget(self.table, 1)

    def show_wizard(self, wizard: Wizard, known: Sequence[str]) -> None:
        """Show the new thôn; `known` are the names of those on file."""
        self._wizard = wizard
        groups = list(wizard.groups.values())
        self.table.clearContents()
        self.table.setRowCount(len(groups))
        self.combos = [self._combo(group, known) for group in groups]
        for row, group in enumerate(groups):
            for place, text in enumerate((group.name, group.kind, format_count(group.rows))):
                self.table.put(row, place, text)
            self.table.put_combo(row, CHOICE, self.combos[row])

    def take_focus(self) -> None:
        """The keyboard goes to the first thôn."""
        if self.combos:
            self.combos[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _combo(self, group: NewGroup, known: Sequence[str]) -> FieldCombo:
        combo = FieldCombo()
        combo.addItem(texts.GROUP_NEW, None)
        others = [name for name in self._wizard.groups if name != group.name]
        for name in dict.fromkeys([*known, *others]):
            combo.addItem(texts.GROUP_IS.format(name=name), name)
        combo.setCurrentIndex(max(combo.findData(self._wizard.group_is(group)), 0))
        combo.setAccessibleName(texts.GROUP_CHOICE.format(name=group.name))
        combo.activated.connect(lambda place: self._choose(group, combo.itemData(place)))
        return combo

    def _choose(self, group: NewGroup, name: str | None) -> None:
        if self._wizard.group_is(group) != name:
            self._wizard.say_group_is(group, name)
            self.changed.emit()
