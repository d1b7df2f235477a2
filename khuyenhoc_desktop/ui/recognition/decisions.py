"""The list of the year's decisions, with edit and delete."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count, format_date
from khuyenhoc_desktop.services import recognition
from khuyenhoc_desktop.services.recognition import Decision
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.form_drafts import DialogDrafts
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.decision_form import DecisionDialog
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable


class DecisionsDialog(QDialog):
    """Signals: recognised_wanted - show the recognised households in the page's list."""

    recognised_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._known: dict[int, Decision] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.DECISIONS_TITLE.format(year=context.year))
        self.model = IdsModel(
            _columns(), lambda ids: [self._known[i] for i in ids if i in self._known], parent=self
        )
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.empty = QLabel(texts.DECISIONS_EMPTY.format(year=context.year))
        self.empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())
        self.resize(theme.text_width(90), theme.row_height() * 8)
        self.table.opened.connect(lambda _ident: self._edit())
        self.table.current_id_changed.connect(lambda _ident: self._enable())
        context.changed.connect(self._fill)
        self._fill()

    def _buttons(self) -> QHBoxLayout:
        self.edit, self.delete = Button(texts.EDIT, self._edit), Button(texts.DELETE, self._delete)
        self.show_them = Button(texts.SHOW, self._show)
        layout = QHBoxLayout()
        for button in (self.edit, self.delete, self.show_them):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(Button(texts.CLOSE, self.reject))
        return layout

    def _fill(self, _changes: object = None) -> None:
        found = recognition.decisions(self._context.file, self._context.year)
        self._known = {one.id: one for one in found}
        self.table.show_ids(list(self._known))
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        if found and self.table.current_id() is None:
            self.table.select_ids([found[0].id])
        self._enable()

    def _records(self, ids: list[int]) -> list[Decision]:
        return [self._known[i] for i in ids if i in self._known]

    def _enable(self) -> None:
        for button in (self.edit, self.delete, self.show_them):
            button.setEnabled(self._current() is not None)

    def _current(self) -> Decision | None:
        current = self.table.current_id()
        return None if current is None else self._known.get(current)

    def _edit(self) -> None:
        decision = self._current()
        if decision:
            file, year = self._context.file, self._context.year
            self.form = DecisionDialog(decision, lambda new: recognition.edit_decision(file, year, new), self)
            DialogDrafts(self._context, self.form, "recognition", "decision", decision.id)
            self.form.open()

    def _delete(self) -> None:
        decision = self._current()
        if decision:
            try:
                recognition.delete_decision(self._context.file, decision)
            except UserError as refusal:
                self._context.notices.error(refusal)

    def _show(self) -> None:
        self.recognised_wanted.emit()
        self.accept()


def _columns() -> list[Column]:
    number, day, signer, note, count = texts.DECISIONS_COLUMNS
    return [
        Column(number, lambda one: one.number, width=16),
        Column(day, _day_words, width=11),
        Column(signer, lambda one: one.signer or "", width=16, stretch=True),
        Column(note, lambda one: one.note or "", width=14),
        Column(count, lambda one: format_count(one.recognised), width=7, right=True),
    ]


def _day_words(decision: Decision) -> str:
    return format_date(date.fromisoformat(decision.decided_on)) if decision.decided_on else ""
