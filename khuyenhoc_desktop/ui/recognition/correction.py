"""The form of a decision that corrects another: which one, what it says of whom, number, day, signer."""

from collections.abc import Sequence
from datetime import date

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services import recognition, workflow_preview
from khuyenhoc_desktop.services.recognition import Decision, Preview
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.decision_form import named
from khuyenhoc_desktop.ui.recognition.desk import Desk
from khuyenhoc_desktop.ui.recognition.step_dialog import StepDialog
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import NameEdit, NoteEdit, TextEdit


class CorrectionDialog(StepDialog):
    """Corrects one of the decisions known; the first decision stays as it is."""

    def __init__(self, desk: Desk, ids: Sequence[int], known: Sequence[Decision]) -> None:
        self._ids = list(ids)
        first = [one for one in known if one.kind == "recognise"]
        self.which = ChoiceEdit([(one.id, named(one)) for one in first])
        self.what = ChoiceEdit(list(texts.CORRECT_WHATS))
        self.number, self.day, self.signer = TextEdit(longest=60), DayEdit(), NameEdit()
        self.note = NoteEdit(lines=2)
        if len(first) == 1:
            self.which.set_value(first[0].id)
        rows = [
            FormRow("which", texts.CORRECT_WHICH, self.which),
            FormRow("what", texts.CORRECT_WHAT, self.what),
            FormRow("number", texts.DECISION_NUMBER, self.number, texts.DECISION_NUMBER_HELP),
            FormRow("decided_on", texts.DECISION_DAY, self.day, texts.DECISION_DAY_HELP),
            FormRow("signer", texts.SIGNER, self.signer),
            FormRow("note", texts.CORRECT_NOTE, self.note),
        ]
        super().__init__(desk, texts.CORRECT_TITLE, rows, self._told, self._record, texts.CORRECT_INTRO)

    def _told(self) -> Preview | None:
        what, desk = self.what.value(), self._desk
        if not isinstance(what, bool):
            return None
        return workflow_preview.for_correction(desk.file, desk.year, self._ids, what, desk.title())

    def _take(self) -> None:
        """Both choices must be made before anything else is looked at."""
        missing = [
            error(f"{row.field}_missing", texts.CORRECT_WHAT_MISSING, texts.CORRECT_WHAT_CURE, row.field)
            for row in self.form.rows[:2]
            if row.editor.value() is None
        ]
        if missing:
            raise UserError(missing[0].code, missing[0].message, missing[0].cure, problems=tuple(missing))
        super()._take()

    def _record(self, found: Preview) -> None:
        """The number is checked here, so that a refusal stays in the form."""
        desk, day = self._desk, self.day.value()
        year, title, corrects, what = desk.year, desk.title(), self.which.value(), self.what.value()
        on = day if isinstance(day, date) else None
        signer, note = str(self.signer.value() or ""), str(self.note.value() or "")
        number, _known = recognition.check_decision(
            desk.file, year, str(self.number.value() or ""), on, signer, title
        )
        desk.do(
            lambda file: recognition.correct_by_decision(
                file,
                year,
                title,
                number,
                on,
                signer,
                found.taken,
                what is True,
                corrects=corrects if isinstance(corrects, int) else 0,
                note=note,
            ),
            len(found.taken),
            texts.STEP_DONE,
        )
