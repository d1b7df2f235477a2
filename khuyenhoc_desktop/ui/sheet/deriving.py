"""What can be done about a computed indicator: see whom it counts, put another value in, compute it again."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.answer_text import entry_hint
from khuyenhoc_desktop.domain.measures import MEASURES
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    HOUSEHOLD,
    KIND_OF,
    PERSON,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.services import entry
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.measured import Measured
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.answer_fields import make_field
from khuyenhoc_desktop.ui.sheet.sheet_form import SheetForm
from khuyenhoc_desktop.ui.widgets.dialog_room import width
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import TextEdit

# The page that lists subjects of a kind, and by what name it is narrowed to those of another one.
PAGES = {
    PERSON: "persons",
    HOUSEHOLD: "households",
    CLAN: "clans",
    UNIT: "units",
    RESIDENTIAL_GROUP: "groups",
}
NARROWED_BY = {UNIT: "unit", RESIDENTIAL_GROUP: "group"}
LETTERS = 80  # across the dialog: a reason is a sentence
# Whose own form lists those who belong to it.
FORMS = {HOUSEHOLD: ("households", "household"), CLAN: ("clans", "clan")}


def list_behind(sheet: entry.Sheet, code: str) -> tuple[str, dict[str, Any]] | None:
    """The page, and the place in it, that lists whom a computed indicator counts; None where none does."""
    measure = MEASURES.get(sheet.measured[code].indicator.measure or "")
    if measure is None:
        return None
    row = sheet.subject
    if row.kind in FORMS:
        page, name = FORMS[row.kind]
        return page, {name: row.id}
    place = {NARROWED_BY[row.kind]: row.id} if row.kind in NARROWED_BY else {}
    return PAGES[KIND_OF[measure.title]], place


class OverrideDialog(FormDialog):
    """Asks for a value and the reason; both are needed."""

    def __init__(self, file: CommuneFile, sheet: entry.Sheet, code: str, parent: QWidget | None = None) -> None:
        one = sheet.measured[code]
        self._file, self._sheet, self._one = file, sheet, one
        self.value, self.reason = make_field(one.indicator), TextEdit()
        self.value.set_value(one.answer)
        layout = self.value.layout()
        if layout is not None:
            layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.reason.set_value(one.reason)
        title = texts.OVERRIDE_TITLE.format(one.indicator.number)
        super().__init__(title, self._rows(one), self._store, parent, intro=_intro(one))
        self.setMinimumWidth(width(self, LETTERS))

    def _rows(self, one: Measured) -> list[FormRow]:
        return [
            FormRow("value", texts.OVERRIDE_VALUE, self.value, entry_hint(one.indicator)),
            FormRow("reason", texts.OVERRIDE_REASON, self.reason, texts.OVERRIDE_REASON_HELP),
        ]

    def _store(self) -> None:
        code, answer = self._one.indicator.code, self.value.value()
        if answer is None:
            problem = error("value_missing", texts.VALUE_MISSING, texts.VALUE_MISSING_CURE, field="value")
            raise UserError(problem.code, problem.message, problem.cure, problems=(problem,))
        reason = str(self.reason.value() or "")
        try:
            entry.set_override(self._file, self._sheet.year, self._sheet.subject.id, code, answer, reason)
        except UserError as refusal:
            if refusal.code != "reason_missing":
                raise
            problem = error(refusal.code, refusal.message, refusal.cure, field="reason")
            raise UserError(refusal.code, refusal.message, refusal.cure, problems=(problem,)) from refusal


def _intro(one: Measured) -> str:
    return texts.OVERRIDE_INTRO.format(f"{one.indicator.number} {one.indicator.name}", one.sentence)


class DerivingCommands:
    """The commands on the computed indicators of the sheet on show."""

    def __init__(self, context: Context, sheet: Callable[[], entry.Sheet | None], parent: QWidget) -> None:
        self._context, self._sheet, self._parent = context, sheet, parent

    def bind(self, form: SheetForm) -> None:
        """Do what the buttons of a form ask for."""
        form.list_wanted.connect(self.see_list)
        form.override_wanted.connect(self.override)
        form.drop_wanted.connect(self.drop)

    def see_list(self, code: str) -> None:
        """Go to the list of those counted."""
        sheet = self._sheet()
        place = list_behind(sheet, code) if sheet else None
        if place is not None:
            self._context.go_to(place[0], **place[1])

    def override(self, code: str) -> None:
        """Ask for a value and a reason."""
        sheet = self._sheet()
        if sheet is None:
            return
        dialog = OverrideDialog(self._context.file, sheet, code, self._parent.window())
        place = {"indicator": code}
        DialogDrafts(
            self._context, dialog, "sheet", "override", sheet.subject.id, of=sheet.subject.name, place=place
        )
        number = sheet.measured[code].indicator.number
        dialog.accepted.connect(lambda: self._context.notices.status(texts.OVERRIDDEN.format(number)))
        dialog.open()

    def drop(self, code: str) -> None:
        """Let an indicator be computed again."""
        sheet = self._sheet()
        if sheet is None:
            return
        try:
            entry.drop_override(self._context.file, sheet.year, sheet.subject.id, code)
        except UserError as refusal:
            self._context.notices.error(refusal)
            return
        number = sheet.measured[code].indicator.number
        self._context.notices.status(texts.DROPPED.format(number))
