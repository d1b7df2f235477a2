"""Step 1 once the file is read: its sheets with tick boxes, a look into each, old fonts, the thôn of a sheet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from khuyenhoc_desktop.services.importing.reading import RawSheet
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.banner import Banner
from khuyenhoc_desktop.ui.importing.legacy_box import LegacyBox
from khuyenhoc_desktop.ui.importing.preview import Preview
from khuyenhoc_desktop.ui.importing.sheets_table import SheetsTable
from khuyenhoc_desktop.ui.importing.state import Wizard
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.choices import StillCombo

SHARES = (53, 47)  # per cent of the width


class SourceView(QWidget):
    """Shows the wizard's file and changes what is chosen about it.

    Signals: changed - something else is ticked or agreed; examine_wanted - the sheets must be looked at anew.
    """

    changed = Signal()
    examine_wanted = Signal()

    def __init__(self, wizard: Wizard, choose: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wizard = wizard
        self.file = QLabel()
        self.file.setProperty("kind", "heading")
        self.other = Button(texts.OTHER_FILE, choose)
        self.lacking = Banner()
        self.sheets = SheetsTable(wizard)
        self.hidden = QLabel()
        self.hidden.setProperty("kind", "muted")
        self.hidden.setWordWrap(True)
        self.read_hidden = Button(texts.READ_HIDDEN, self._read_hidden)
        self.group = StillCombo()
        self.group_label = QLabel(texts.SHEET_GROUP)
        self.group_label.setBuddy(self.group)
        self.legacy = LegacyBox()
        self.preview = Preview(self._set_header)
        self._lay_out()
        self._connect()

    def show_wizard(self, wizard: Wizard, groups: Sequence[str]) -> None:
        """Show what was found; `groups` are the names of the thôn on file."""
        assert wizard.found is not None
        self._wizard = wizard
        survey = wizard.found.survey
        self.file.setText(texts.FILE_LINE.format(name=survey.workbook.name))
        self.file.setToolTip(str(survey.workbook.path))
        self.lacking.say("refusal", "" if survey.tables else texts.NO_TABLE_AT_ALL)
        self.group.clear()
        self.group.addItems([texts.SHEET_GROUP_AUTO, *groups])
        self._show_hidden()
        self.sheets.show_wizard(wizard)
        self._show_sheet()
        self._show_ticked()

    def take_focus(self) -> None:
        """The keyboard goes to the sheets."""
        self.sheets.setFocus()

    def _show_hidden(self) -> None:
        assert self._wizard.found is not None
        read = {sheet.name for sheet in self._wizard.found.survey.workbook.sheets}
        unread = [name for name in self._wizard.found.survey.workbook.hidden if name not in read]
        self.hidden.setText(texts.HIDDEN.format(names=", ".join(unread)))
        self.hidden.setVisible(bool(unread))
        self.read_hidden.setVisible(bool(unread))

    def _show_sheet(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        table = self._wizard.table(sheet.name)
        self.preview.show_sheet(sheet, table, sheet.name in self._wizard.header_rows)
        chosen = self._wizard.sheet_groups.get(sheet.name)
        self.group.setCurrentIndex(max(self.group.findText(chosen), 0) if chosen else 0)
        has_column = table is not None and table.group_from == "column"
        for part in (self.group, self.group_label):
            part.setVisible(self._wizard.what == "households" and table is not None and not has_column)

    def _show_ticked(self) -> None:
        self.legacy.show_tables(self._wizard.tables(), self._wizard.convert)

    def _sheet(self) -> RawSheet | None:
        name = self.sheets.current()
        found = self._wizard.found
        sheets = found.survey.workbook.sheets if found else ()
        return next((sheet for sheet in sheets if sheet.name == name), None)

    def _ticked(self) -> None:
        self._show_ticked()
        self.changed.emit()

    def _agreed(self, agreed: bool) -> None:
        self._wizard.convert = agreed
        self.changed.emit()

    def _set_header(self, row: int | None) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        self._wizard.header_rows.pop(sheet.name, None)
        self._wizard.ticked.pop(sheet.name, None)
        if row is not None:
            self._wizard.header_rows[sheet.name] = row
        self.examine_wanted.emit()

    def _set_group(self, place: int) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        self._wizard.sheet_groups.pop(sheet.name, None)
        if place > 0:
            self._wizard.sheet_groups[sheet.name] = self.group.itemText(place)
        self.examine_wanted.emit()

    def _read_hidden(self) -> None:
        self._wizard.include_hidden = True
        self.examine_wanted.emit()

    def _connect(self) -> None:
        self.sheets.sheet_changed.connect(lambda _name: self._show_sheet())
        self.sheets.sheets.ticked.connect(self._ticked)
        self.legacy.agreed.connect(self._agreed)
        self.group.activated.connect(self._set_group)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.file, 1)
        top.addWidget(self.other)
        group = QHBoxLayout()
        group.addWidget(self.group_label)
        group.addWidget(self.group, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.px(4), 0)
        column.addWidget(self.sheets, 1)
        column.addLayout(group)
        column.addWidget(self.hidden)
        column.addWidget(self.read_hidden, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.legacy)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.preview)
        for place, share in enumerate(SHARES):
            self.splitter.setStretchFactor(place, share)
        self.splitter.setSizes([10 * share for share in SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(top)
        layout.addWidget(self.lacking)
        layout.addWidget(self.splitter, 1)
