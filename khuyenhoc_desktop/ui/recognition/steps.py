"""The bulk steps of the round: a stage done, giving back, withdrawing, correcting; and what shows them."""

from collections.abc import Callable
from datetime import date

from khuyenhoc_desktop.domain.subjects import REVIEWED, SELF_SCORED, STAGES, VERIFIED
from khuyenhoc_desktop.services import recognition, workflow, workflow_preview
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.recognition import Preview
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.commands import day_in
from khuyenhoc_desktop.ui.recognition.correction import CorrectionDialog
from khuyenhoc_desktop.ui.recognition.desk import CORRECT, RETURN, STAGE, WITHDRAW, Desk
from khuyenhoc_desktop.ui.recognition.differences import DifferencesDialog
from khuyenhoc_desktop.ui.recognition.step_dialog import StepDialog
from khuyenhoc_desktop.ui.recognition.story import StoryDialog
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import NameEdit, NoteEdit


class Steps(Desk):
    """The commands; each opens a form over its preview, but for those that only show."""

    def declare(self) -> None:
        """Note that a stage is done for the selected ones."""
        ids, which, day, person = self.selected(), ChoiceEdit(list(STAGES.items())), DayEdit(), NameEdit()
        which.set_value(self._next_stage())
        day.set_value(day_in(self.year))
        rows = [
            FormRow("stage", texts.STAGE_WHICH, which),
            FormRow("on", texts.STAGE_DAY, day, texts.DAY_MAY_BE_EMPTY),
            FormRow("person", texts.STAGE_PERSON, person, texts.STAGE_PERSON_HELP),
        ]
        year, title = self.year, self.title()

        def find() -> Preview | None:
            stage = _stage(which)
            return workflow_preview.for_stage(self.file, year, ids, stage, title) if stage else None

        def proceed(found: Preview) -> None:
            stage, on, who = _stage(which), _day(day), str(person.value() or "")
            self._do(
                lambda file: workflow.declare_stage(file, year, found.taken, stage, on, who, title=title), found
            )

        self.open_form(StepDialog(self, texts.STAGE_TITLE, rows, find, proceed), STAGE)

    def send_back(self) -> None:
        """Give the selected ones back to those who did a stage, with a note."""
        ids, which, day, note = self.selected(), ChoiceEdit(list(STAGES.items())), DayEdit(), NoteEdit(lines=2)
        which.set_value(REVIEWED)
        day.set_value(day_in(self.year))
        rows = [
            FormRow("stage", texts.RETURN_WHICH, which),
            FormRow("on", texts.RETURN_DAY, day, texts.DAY_MAY_BE_EMPTY),
            FormRow("note", texts.RETURN_NOTE, note, texts.RETURN_NOTE_HELP),
        ]
        year, title = self.year, self.title()

        def find() -> Preview | None:
            stage = _stage(which)
            return workflow_preview.for_return(self.file, year, ids, stage, title) if stage else None

        def proceed(found: Preview) -> None:
            why, stage, on = workflow.checked_note(str(note.value() or "")), _stage(which), _day(day)
            self._do(
                lambda file: workflow.return_to(file, year, found.taken, stage, why, on=on, title=title), found
            )

        self.open_form(StepDialog(self, texts.RETURN_TITLE, rows, find, proceed), RETURN)

    def withdraw(self) -> None:
        """Note that the selected ones withdraw their registration."""
        ids, day, note = self.selected(), DayEdit(), NoteEdit(lines=2)
        day.set_value(day_in(self.year))
        rows = [
            FormRow("on", texts.WITHDRAW_DAY, day, texts.DAY_MAY_BE_EMPTY),
            FormRow("note", texts.WITHDRAW_NOTE, note),
        ]
        year, title = self.year, self.title()

        def find() -> Preview:
            return workflow_preview.for_withdrawal(self.file, year, ids, title)

        def proceed(found: Preview) -> None:
            on, why = _day(day), str(note.value() or "")
            self._do(lambda file: recognition.withdraw(file, year, found.taken, on, why, title=title), found)

        dialog = StepDialog(self, texts.WITHDRAW_TITLE, rows, find, proceed, texts.WITHDRAW_INTRO)
        self.open_form(dialog, WITHDRAW)

    def correct(self) -> None:
        """Correct a decision by another one, for the selected ones."""
        known = recognition.decisions(self.file, self.year, self.title())
        if not any(one.kind == "recognise" for one in known):
            self.context.notices.inform(texts.CORRECT_TITLE, texts.CORRECT_NONE.format(year=self.year))
            return
        self.open_form(CorrectionDialog(self, self.selected(), known), CORRECT)

    def show_differences(self) -> None:
        """List where the stages of the title's sheets differ."""
        dialog = DifferencesDialog(self.context, self.title(), self.window)
        dialog.sheet_wanted.connect(lambda subject: self.context.go_to("sheet", subject=subject))
        self.open(dialog)

    def show_story(self) -> None:
        """What happened to the selected one, and what decisions said of it."""
        selected = self.selected()
        if selected:
            self.open(StoryDialog(self.context, selected[0], self.window))

    def _next_stage(self) -> int:
        """The stage that most of the selected ones come to next."""
        waiting = [min(mark.stage + 1, VERIFIED) for mark in self.marks() if mark.recognised is None]
        return max(STAGES, key=waiting.count) if waiting else SELF_SCORED

    def _do(self, change: Callable[[CommuneFile], object], found: Preview) -> None:
        self.do(change, len(found.taken), texts.STEP_DONE)


def _stage(which: ChoiceEdit) -> int:
    """The stage chosen; 0 while none is."""
    value = which.value()
    return value if isinstance(value, int) else 0


def _day(day: DayEdit) -> date | None:
    value = day.value()
    return value if isinstance(value, date) else None
