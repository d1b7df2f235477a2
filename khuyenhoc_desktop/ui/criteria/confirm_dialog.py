"""Who has compared a sample set with its document, when and with which."""

from datetime import date

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.criteria_sets import Confirmation
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import NameEdit, NoteEdit, TextEdit


class ConfirmDialog(FormDialog):
    """Asks for the comparison and keeps it."""

    def __init__(self, context: Context, criteria_set: CriteriaSet, parent: QWidget | None = None) -> None:
        self._context, self._set = context, criteria_set
        self.day, self.who, self.document, self.note = DayEdit(), NameEdit(), TextEdit(), NoteEdit()
        rows = (
            FormRow("confirmed_on", texts.CONFIRM_DAY, self.day),
            FormRow("confirmed_by", texts.CONFIRM_WHO, self.who),
            FormRow("document", texts.CONFIRM_DOCUMENT, self.document),
            FormRow("note", texts.CONFIRM_NOTE, self.note),
        )
        super().__init__(texts.CONFIRM_TITLE, rows, self._keep, parent, intro=texts.CONFIRM_INTRO)
        self._show_known()
        place = {"set": criteria_set.set_id, "version": criteria_set.version}
        DialogDrafts(context, self, "criteria", "confirm", of=criteria_set.name, place=place)

    def _show_known(self) -> None:
        known = criteria_sets.confirmation(self._context.file, self._set)
        self.day.set_value(date.fromisoformat(known.confirmed_on) if known else date.today())
        if known:
            self.who.set_value(known.confirmed_by)
            self.document.set_value(known.document)
            self.note.set_value(known.note)

    def _keep(self) -> None:
        day = self.day.value()
        if not isinstance(day, date):
            problem = error("empty", "Chưa ghi ngày đối chiếu.", "Gõ ngày như 28/07/2026.", "confirmed_on")
            raise UserError("empty", problem.message, problem.cure, problems=(problem,))
        who, document, note = self.who.value(), self.document.value(), self.note.value()
        told = Confirmation(day.isoformat(), str(who or ""), str(document or ""), note)
        criteria_sets.confirm(self._context.file, self._set, told)
        self._context.notices.status(texts.CONFIRMED_STATUS.format(words=told.words))
