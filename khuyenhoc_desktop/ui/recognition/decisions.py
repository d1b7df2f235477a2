"""The list of the year's decisions, with edit and delete."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_count, format_date
from khuyenhoc_desktop.services import entry, recognition
from khuyenhoc_desktop.services.decisions import KINDS
from khuyenhoc_desktop.services.recognition import Decision
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.decision_form import DecisionDialog
from khuyenhoc_desktop.ui.recognition.desk import DECISION
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.dialog_room import width
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable


class DecisionsDialog(QDialog):
    """Signals: recognised_wanted - show the recognised households in the page's list."""

    recognised_wanted = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None, title: str = LEARNING_FAMILY) -> None:
        super().__init__(parent)
        self._context, self._title = context, title
        self._known: dict[int, Decision] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(texts.DECISIONS_TITLE.format(title=TITLES[title][1], year=context.year))
        self.model = IdsModel(
            _columns(self._known), lambda ids: [self._known[i] for i in ids if i in self._known], parent=self
        )
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(self.windowTitle())
        self.empty = QLabel(texts.DECISIONS_EMPTY.format(year=context.year))
        self.empty.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.addWidget(self.empty)
        layout.addWidget(self.table, 1)
        layout.addLayout(self._buttons())
        self.resize(width(self, 148), theme.row_height() * 8)
        self.table.opened.connect(lambda _ident: self.edit_current())
        self.table.current_id_changed.connect(lambda _ident: self._enable())
        context.changed.connect(self._fill)
        self._fill()

    def _buttons(self) -> QHBoxLayout:
        self.edit, self.delete = Button(texts.EDIT, self.edit_current), Button(texts.DELETE, self._delete)
        self.show_them = Button(texts.SHOW, self._show)
        layout = QHBoxLayout()
        for button in (self.edit, self.delete, self.show_them):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(Button(texts.CLOSE, self.reject))
        return layout

    def _fill(self, _changes: object = None) -> None:
        found = recognition.decisions(self._context.file, self._context.year, self._title)
        self._known.clear()
        self._known.update((one.id, one) for one in found)
        self.table.show_ids(list(self._known))
        self.empty.setVisible(not found)
        self.table.setVisible(bool(found))
        if found and self.table.current_id() is None:
            self.table.select_ids([found[0].id])
        self._enable()

    def _enable(self) -> None:
        may_change = not entry.is_locked(self._context.file, self._context.year)
        for button in (self.edit, self.delete):
            button.setEnabled(may_change and self._current() is not None)
        self.show_them.setEnabled(self._current() is not None)

    def _current(self) -> Decision | None:
        current = self.table.current_id()
        return None if current is None else self._known.get(current)

    def edit_current(self) -> None:
        """The form of the decision the keyboard is on."""
        decision = self._current()
        if decision and self.edit.isEnabled():
            file, year, title = self._context.file, self._context.year, self._title

            def save(new: Decision) -> None:
                recognition.edit_decision(file, year, new, title)

            self.form = DecisionDialog(decision, save, self)
            place = {"title": title}
            DialogDrafts(
                self._context, self.form, "recognition", DECISION, decision.id, of=decision.number, place=place
            )
            self.form.open()

    def _delete(self) -> None:
        decision = self._current()
        if decision:
            try:
                recognition.delete_decision(self._context.file, decision)
            except UserError as refusal:
                self._context.notices.error(refusal)
                return
            self._context.notices.status(texts.DECISION_DELETED.format(number=decision.number))

    def _show(self) -> None:
        self.recognised_wanted.emit()
        self.accept()


def _columns(known: Mapping[int, Decision]) -> list[Column]:
    """The columns; `known` tells the number of the decision that one corrects."""
    number, kind, day, signer, note, names, count = texts.DECISIONS_COLUMNS
    return [
        Column(number, lambda one: one.number, width=14),
        Column(kind, lambda one: _kind_words(one, known), width=30),
        Column(day, _day_words, width=10),
        Column(signer, lambda one: one.signer or "", width=16, stretch=True),
        Column(note, lambda one: one.note or "", width=10, stretch=True),
        Column(names, lambda one: format_count(one.named), width=8, right=True),
        Column(count, lambda one: format_count(one.recognised), width=8, right=True, two_lines=True),
    ]


def _kind_words(decision: Decision, known: Mapping[int, Decision]) -> str:
    words = KINDS.get(decision.kind, decision.kind)
    first = known.get(decision.corrects or 0)
    return texts.KIND_OF.format(kind=words, number=first.number) if first else words


def _day_words(decision: Decision) -> str:
    return format_date(date.fromisoformat(decision.decided_on)) if decision.decided_on else ""
