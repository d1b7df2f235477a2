"""The forms of a decision: recognising households by one, and editing one that is on file."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtWidgets import QLabel, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services import recognition
from khuyenhoc_desktop.services.recognition import Decision
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.desk import Desk
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.dialog_room import make_room, width
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow
from khuyenhoc_desktop.ui.widgets.line_editors import NameEdit, NoteEdit, TextEdit

NEW = "new"


@dataclass(frozen=True, slots=True)
class Recognising:
    """What the dialog was filled with: the decision and whom it recognises."""

    number: str
    decided_on: date | None
    signer: str
    ids: list[int]


class RecogniseDialog(FormDialog):
    """Asks for the decision and for whom it recognises, and says what that means before it is done."""

    def __init__(self, desk: Desk, selected: Sequence[int], proceed: Callable[[Recognising], object]) -> None:
        self._desk, self._proceed = desk, proceed
        ordinary = (d for d in recognition.decisions(desk.file, desk.year, desk.title()) if d.kind == "recognise")
        self._known = {one.id: one for one in ordinary}
        proposed = recognition.to_be_recognised(desk.file, desk.year, desk.title())
        self._whom = {"proposed": proposed, "selected": list(selected)}
        self.which = ChoiceEdit([(NEW, texts.NEW_DECISION), *((i, named(d)) for i, d in self._known.items())])
        self.whom = ChoiceEdit([(code, self._whom_words(code)) for code, ids in self._whom.items() if ids])
        self.number, self.day, self.signer = TextEdit(longest=60), DayEdit(), NameEdit()
        rows = [
            FormRow("whom", texts.WHOM, self.whom),
            *([FormRow("which", texts.WHICH, self.which)] if self._known else []),
            FormRow("number", texts.DECISION_NUMBER, self.number, texts.DECISION_NUMBER_HELP),
            FormRow("decided_on", texts.DECISION_DAY, self.day, texts.DECISION_DAY_HELP),
            FormRow("signer", texts.SIGNER, self.signer),
        ]
        super().__init__(texts.RECOGNISE_TITLE, rows, self._take, desk.window, columns=2)
        self.setMinimumWidth(width(self, 90))
        self.preview = QLabel()
        self.preview.setWordWrap(True)
        self.layout().insertWidget(1, self.preview)  # type: ignore[union-attr]
        self._begin()

    def _begin(self) -> None:
        self.whom.set_value("proposed" if self._whom["proposed"] else "selected")
        self.which.set_value(NEW)
        self.whom.changed.connect(self._preview)
        self.which.changed.connect(self._show_known)
        self._preview()
        self.number.setFocus()

    def _preview(self) -> None:
        marks, ruled = self._marks()
        self.preview.setText(self._desk.teller.of_recognition(marks, ruled))
        doubtful = ruled or any(not mark.reached or not mark.registered for mark in marks)
        self.preview.setProperty("kind", "notice" if doubtful else "good")
        self.preview.setVisible(bool(marks or ruled))
        self.preview.style().unpolish(self.preview)
        self.preview.style().polish(self.preview)
        if self.isVisible():
            make_room(self)

    def _marks(self) -> tuple[list[recognition.Mark], list[int]]:
        """Whom the decision recognises, and who stands in one already."""
        desk, ids = self._desk, self._whom.get(str(self.whom.value()), [])
        marks = recognition.marks(desk.file, desk.year, ids, desk.title())
        return [mark for mark in marks if not mark.ruled], [mark.id for mark in marks if mark.ruled]

    def _show_known(self) -> None:
        """A decision on file is shown as it is; it is edited at «Quyết định»."""
        known = self._known.get(self.which.value())  # type: ignore[call-overload]
        self.number.set_value(known.number if known else None)
        self.day.set_value(_day(known))
        self.signer.set_value(known.signer if known else None)
        for editor in (self.number, self.day, self.signer):
            editor.set_read_only(known is not None)

    def _take(self) -> None:
        desk = self._desk
        marks, _ruled = self._marks()
        if not marks:
            raise UserError("nobody_to_recognise", texts.WHOM_MISSING, texts.WHOM_MISSING_CURE)
        number, day, signer = str(self.number.value() or ""), self.day.value(), str(self.signer.value() or "")
        on = day if isinstance(day, date) else None
        number, _known = recognition.check_decision(desk.file, desk.year, number, on, signer, desk.title())
        self._proceed(Recognising(number, on, signer, [mark.id for mark in marks]))

    def _whom_words(self, code: str) -> str:
        pattern = texts.WHOM_PROPOSED if code == "proposed" else texts.WHOM_SELECTED
        return pattern.format(count=self._desk.counted(len(self._whom[code])))


class DecisionDialog(FormDialog):
    """Edits a decision that is on file."""

    def __init__(
        self, decision: Decision, save: Callable[[Decision], object], parent: QWidget | None = None
    ) -> None:
        self._decision, self._keep = decision, save
        self.number, self.day, self.signer = TextEdit(longest=60), DayEdit(), NameEdit()
        self.note = NoteEdit(lines=2)
        rows = [
            FormRow("number", texts.DECISION_NUMBER, self.number, texts.DECISION_NUMBER_HELP),
            FormRow("decided_on", texts.DECISION_DAY, self.day, texts.DECISION_DAY_HELP),
            FormRow("signer", texts.SIGNER, self.signer),
            FormRow("note", texts.NOTE, self.note),
        ]
        super().__init__(texts.EDIT_TITLE, rows, self._take, parent)
        self.number.set_value(decision.number)
        self.day.set_value(_day(decision))
        self.signer.set_value(decision.signer)
        self.note.set_value(decision.note)

    def _take(self) -> None:
        day = self.day.value()
        self._keep(
            replace(
                self._decision,
                number=str(self.number.value() or ""),
                decided_on=day.isoformat() if isinstance(day, date) else None,
                signer=str(self.signer.value() or "") or None,
                note=self.note.value(),
            )
        )


def named(decision: Decision) -> str:
    """A decision in a list: number and day."""
    day = _day(decision)
    return texts.KNOWN_DECISION.format(number=decision.number, day=format_date(day) if day else texts.NO_DAY)


def _day(decision: Decision | None) -> date | None:
    return date.fromisoformat(decision.decided_on) if decision and decision.decided_on else None
