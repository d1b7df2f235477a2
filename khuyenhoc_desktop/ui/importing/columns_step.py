"""Step 2: which column of their table is which field."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.services.importing.columns import Column, Mapping
from khuyenhoc_desktop.services.importing.fields import FIELD_LABELS, GROUP
from khuyenhoc_desktop.services.importing.tables import Table
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.banner import Banner
from khuyenhoc_desktop.ui.importing.choice_table import ChoiceTable, FieldCombo
from khuyenhoc_desktop.ui.importing.state import HOUSEHOLDS, Wizard
from khuyenhoc_desktop.ui.widgets.choices import StillCombo

LETTER, HEADING, SAMPLES, FIELD, HOW = range(5)
WIDTHS = (4, 18, 10, 26, 15)
SURE, DOUBTFUL = {"name", "remembered", "chosen"}, {"similar", "content"}
LISTED_SHEETS = 3


class ColumnsStep(QWidget):
    """Changes the wizard's mappings. Signals: changed - a column was given another field."""

    changed = Signal()

    def __init__(self, wizard: Wizard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self.combos: list[FieldCombo] = []
        self._fields: list[str | None] = []
        # The list of a column that is being gone through, and the mapping before that.
        self._from: tuple[tuple[str, int], Mapping] | None = None
        self.state = Banner()
        self.kinds = StillCombo()
        self.kinds_label = QLabel(texts.TABLE_KIND)
        self.kinds_label.setBuddy(self.kinds)
        self.help = QLabel(texts.COLUMNS_HELP)
        self.help.setProperty("kind", "muted")
        self.help.setWordWrap(True)
        self.table = ChoiceTable(texts.COLUMN_TITLES, WIDTHS, (SAMPLES, FIELD))
        self.kinds.activated.connect(lambda _place: self._show_mapping())
        self._lay_out()

    def show_wizard(self, wizard: Wizard) -> None:
        """Show the columns of each kind of table that is ticked; the first that lacks something is shown."""
        self._wizard = wizard
        signatures = wizard.signatures()
        labels = wizard.found.labels if wizard.found else {}
        self._fields = [None, *labels]
        self.kinds.clear()
        for signature, tables in signatures.items():
            self.kinds.addItem(_names(tables), signature)
        lacking = [place for place, signature in enumerate(signatures) if wizard.lacks(signature)]
        self.kinds.setCurrentIndex(lacking[0] if lacking else 0)
        for part in (self.kinds, self.kinds_label):
            part.setVisible(len(signatures) > 1)
        self._show_mapping()

    def take_focus(self) -> None:
        """The keyboard goes to the first column that needs a look, else to the first one."""
        columns = self._columns()
        doubtful = [
            c.index for c in columns if c.how in DOUBTFUL or (c.field is None and c.heading and c.how == "")
        ]
        if self.combos:
            self.combos[doubtful[0] if doubtful else 0].setFocus(Qt.FocusReason.OtherFocusReason)

    def lack(self) -> str | None:
        """What is missing before the check can be made, in words; None when nothing is."""
        lacks = {self._wizard.lacks(signature) for signature in self._wizard.signatures()}
        if "name" in lacks:
            return texts.MISSING_NAMES.get(self._wizard.what, texts.MISSING_NAME)
        return texts.MISSING_SCORES if lacks == {"scores"} else None

    def _signature(self) -> str | None:
        signature = self.kinds.currentData()
        return signature if isinstance(signature, str) else None

    def _columns(self) -> tuple[Column, ...]:
        signature = self._signature()
        return self._wizard.mappings[signature].columns if signature is not None else ()

    def _show_mapping(self) -> None:
        columns, self._from = self._columns(), None
        self.table.clearContents()
        self.table.setRowCount(len(columns))
        self.combos = [self._combo(column) for column in columns]
        for row, column in enumerate(columns):
            self.table.put(row, LETTER, column.letter)
            self.table.put(row, HEADING, column.heading or texts.NO_HEADING)
            self.table.put(row, SAMPLES, "; ".join(column.samples) or texts.NO_SAMPLES)
            self.table.put_combo(row, FIELD, self.combos[row])
        self._show_fields()

    def _combo(self, column: Column) -> FieldCombo:
        combo = FieldCombo()
        labels = self._wizard.found.labels if self._wizard.found else {}
        fields = self._fields if column.field in self._fields else [*self._fields, column.field]
        for name in fields:
            combo.addItem(texts.NOT_USED if name is None else labels.get(name) or FIELD_LABELS[name], name)
        heading = column.heading or texts.NO_HEADING
        combo.setAccessibleName(texts.FIELD_OF.format(letter=column.letter, heading=heading))
        combo.activated.connect(lambda place, index=column.index: self._choose(index, combo.itemData(place)))
        return combo

    def _choose(self, index: int, name: str | None) -> None:
        signature = self._signature()
        if signature is None or self._columns()[index].field == name:
            return
        if self._from is None or self._from[0] != (signature, index):
            self._from = (signature, index), self._wizard.mappings[signature]
        # From how it stood before this list was touched: a field passed on the way down goes back to its column.
        self._wizard.mappings[signature] = self._from[1].changed(index, name)
        self._wizard.is_stale = True
        self._show_fields()
        self.changed.emit()

    def _show_fields(self) -> None:
        """Bring the lists and the words about confidence in line with the mapping."""
        for row, column in enumerate(self._columns()):
            self.combos[row].setCurrentIndex(max(self.combos[row].findData(column.field), 0))
            words, role = _confidence(column)
            item = self.table.put(row, HOW, words)
            item.setForeground(theme.colour(role))
        self._show_state()

    def _show_state(self) -> None:
        lack, kind = self.lack(), "refusal"
        homeless = self._homeless()
        if lack is None and homeless:
            lack, kind = texts.MISSING_GROUP.format(names=", ".join(homeless)), "notice"
        if lack is None:
            remembered = all(column.how == "remembered" for column in self._columns())
            lack, kind = (texts.REMEMBERED if remembered else texts.ALL_MATCHED), "good"
        self.state.say(kind, lack)

    def _homeless(self) -> list[str]:
        """The sheets whose households would have no thôn."""
        if self._wizard.what != HOUSEHOLDS:
            return []
        return [
            table.name
            for table in self._wizard.tables()
            if table.group_from in (None, "column")
            and not self._wizard.mappings[table.mapping.signature].indices(GROUP)
        ]

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.kinds_label)
        row.addWidget(self.kinds, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.state)
        layout.addLayout(row)
        layout.addWidget(self.help)
        layout.addWidget(self.table, 1)


def _names(tables: list[Table]) -> str:
    """The sheets of one kind, the first ones by name."""
    if len(tables) == 1:
        return texts.TABLE_OF_ONE.format(name=tables[0].name)
    listed = ", ".join(table.name for table in tables[:LISTED_SHEETS]) + (
        "…" if len(tables) > LISTED_SHEETS else ""
    )
    return texts.TABLE_OF.format(names=listed, count=len(tables))


def _confidence(column: Column) -> tuple[str, str]:
    """How sure a column's field is, in words, and the colour to say it in."""
    if column.field is None:
        doubtful = column.heading and column.how == ""
        return (texts.HOW_UNKNOWN, "warn") if doubtful else (texts.HOW_UNUSED, "muted")
    return texts.HOW.get(column.how, ""), "ok" if column.how in SURE else "warn"
