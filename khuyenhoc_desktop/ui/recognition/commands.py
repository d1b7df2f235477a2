"""Registration, proposal and recognition: each command counts first, asks before several, is one action."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import recognition, workflow_preview
from khuyenhoc_desktop.services.recognition import Mark
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.decision_form import RecogniseDialog, Recognising
from khuyenhoc_desktop.ui.recognition.decisions import DecisionsDialog
from khuyenhoc_desktop.ui.recognition.desk import RECOGNISE, Desk
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


class Commands(Desk):
    """Signals: show_wanted - the list should show only these (keywords of FilterBar.show_only)."""

    show_wanted = Signal(dict)

    def register(self) -> None:
        """Register the selected ones, on a day; those that had registered keep theirs."""
        marks = self.marks()
        fresh = [mark.id for mark in marks if not mark.registered]
        ids = fresh or [mark.id for mark in marks]
        if not ids:
            return
        pattern = texts.REGISTER_INTRO if fresh else texts.REDATE_INTRO
        intro = pattern.format(count=self.counted(len(ids)), year=self.year)
        intro += self.teller.count(texts.REGISTER_KEPT, len(marks) - len(ids))
        day = DayEdit()
        day.set_value(day_in(self.year))
        row = FormRow("registered_on", texts.DAY, day, texts.DAY_HELP)
        heading = texts.REGISTER_TITLE.format(title=TITLES[self.title()][1])
        dialog = FormDialog(heading, [row], lambda: self._register(ids, day), self.window, intro=intro)
        self.open(dialog)

    def register_like_last_year(self) -> None:
        """Register whoever had registered the year before."""
        ids = recognition.like_last_year(self.file, self.year, self.title())
        words = {"count": self.counted(len(ids)), "year": self.year, "before": self.year - 1}
        if not ids:
            self.context.notices.inform(texts.LIKE_TITLE, texts.LIKE_NONE.format(**words))
        elif self.asked(texts.LIKE_TITLE, texts.LIKE_TEXT.format(**words), texts.LIKE_YES, len(ids)):
            self._set_registered(ids, True, texts.REGISTERED_DONE)

    def unregister(self) -> None:
        """Take the registration of the selected ones back, where it was noted by mistake."""
        marks = [mark for mark in self.marks() if mark.registered]
        further = sum(mark.proposed or mark.recognised is not None for mark in marks)
        text = self.teller.count(texts.UNREGISTER_TEXT, len(marks))
        text += self.teller.count(texts.UNREGISTER_FURTHER, further)
        if self.agreed(marks, texts.UNREGISTER_TITLE, text, texts.UNREGISTER_YES, texts.UNREGISTER_NONE, further):
            self._set_registered(_ids(marks), False, texts.UNREGISTER_DONE)

    def propose_reached(self) -> None:
        """Propose everyone who may be; names those who reached the title but did not register."""
        found = recognition.candidates(self.file, self.year, self.title())
        if not (found.ready or found.not_registered or found.proposed or found.not_verified):
            self.context.notices.inform(texts.PROPOSE_TITLE, texts.PROPOSE_NONE_REACHED)
            return
        answers: list[tuple[str, Callable[[], None]]] = []
        if found.ready:
            words = texts.PROPOSE_YES.format(count=self.counted(len(found.ready)))
            answers.append((words, lambda: self._propose(found.ready)))
        if found.not_registered:
            answers.append((texts.PROPOSE_SHOW, self._show_not_registered))
        no = texts.NO if answers else texts.CLOSE_NOTICE
        self.choose(texts.PROPOSE_TITLE, self.teller.of_candidates(found), answers, no)

    def propose_selected(self) -> None:
        """Propose the selected ones that may be; in the simple round whatever their result, which is said."""
        found = workflow_preview.for_proposal(self.file, self.year, self.selected(), self.title())
        taken = set(found.taken)
        marks = [mark for mark in self.marks() if mark.id in taken]
        left = [one for one in found.left_out if one.reason != "proposed"]
        doubtful = len(left) + sum(not mark.reached or not mark.registered for mark in marks)
        text = "\n".join([self.teller.of_proposal(marks), *self.teller.of_left_out(left)])
        none = self.teller.of_step(found) if left else texts.PROPOSE_SELECTED_NONE
        if self.agreed(marks, texts.PROPOSE_SELECTED_TITLE, text, texts.PROPOSE_YES, none, doubtful):
            self._propose(_ids(marks))

    def unpropose(self) -> None:
        """Take the proposal of the selected ones back."""
        marks = [mark for mark in self.marks() if mark.proposed]
        text = self.teller.count(texts.UNPROPOSE_TEXT, len(marks))
        if self.agreed(marks, texts.UNPROPOSE_TITLE, text, texts.UNPROPOSE_YES, texts.UNPROPOSE_NONE):
            ids, year, title = _ids(marks), self.year, self.title()
            self.do(
                lambda file: recognition.set_proposed(file, year, ids, False, title=title),
                len(ids),
                texts.UNPROPOSE_DONE,
            )

    def recognise(self) -> None:
        """Recognise the proposed or the selected ones by a decision."""
        selected = self.selected()
        if not selected and not recognition.to_be_recognised(self.file, self.year, self.title()):
            self.context.notices.inform(texts.RECOGNISE_TITLE, texts.NOBODY)
            return
        self.open_form(RecogniseDialog(self, selected, self._recognise), RECOGNISE)

    def refuse(self) -> None:
        """Note the selected ones as not recognised, where no decision has spoken."""
        found = self.marks()
        marks = [mark for mark in found if not mark.ruled and mark.recognised is not False]
        further = sum(mark.ruled for mark in found)
        text = texts.REFUSE_TEXT.format(count=self.counted(len(marks)), year=self.year)
        text += self.teller.count(texts.REFUSE_FURTHER, further)
        if self.agreed(marks, texts.REFUSE_TITLE, text, texts.REFUSE_YES, texts.REFUSE_NONE, further):
            self._set_recognised(_ids(marks), False, texts.REFUSE_DONE)

    def clear(self) -> None:
        """Bring the selected ones back to "not decided", where no decision has spoken."""
        marks = [mark for mark in self.marks() if mark.recognised is not None and not mark.ruled]
        text = self.teller.count(texts.CLEAR_TEXT, len(marks))
        if self.agreed(marks, texts.CLEAR_TITLE, text, texts.CLEAR_YES, texts.CLEAR_NONE, len(marks)):
            self._set_recognised(_ids(marks), None, texts.CLEAR_DONE)

    def edit_decision(self, decision: int) -> None:
        """The form of a decision of the year, over their list; nothing happens when there is no such one."""
        listed = self.show_decisions(decision)
        if listed.table.current_id() == decision:
            listed.edit_current()

    def show_decisions(self, decision: int | None = None) -> DecisionsDialog:
        """The list of the year's decisions; the keyboard on the one named."""
        dialog = DecisionsDialog(self.context, self.window, self.title())
        if decision is not None:
            dialog.table.select_ids([decision])
        dialog.recognised_wanted.connect(lambda: self.show_wanted.emit({"decided": "recognised"}))
        self.open(dialog)
        return dialog

    def _register(self, ids: list[int], day: DayEdit) -> None:
        value = day.value()
        self._set_registered(ids, True, texts.REGISTERED_DONE, value if isinstance(value, date) else None)

    def _set_registered(self, ids: list[int], registered: bool, done: str, on: date | None = None) -> None:
        year, title = self.year, self.title()
        self.do(
            lambda file: recognition.set_registered(file, year, ids, registered, on, title=title), len(ids), done
        )

    def _propose(self, ids: list[int]) -> None:
        year, title = self.year, self.title()
        self.do(
            lambda file: recognition.set_proposed(file, year, ids, True, date.today(), title=title),
            len(ids),
            texts.PROPOSE_DONE,
        )

    def _show_not_registered(self) -> None:
        self.show_wanted.emit({"registered": False, "outcome": "reached"})

    def _recognise(self, wanted: Recognising) -> None:
        """Ask once more when some have not reached the title; then record the decision.

        Raises:
            UserError: not_recognised where the answer is no; the form stays as it was typed.
        """
        marks = recognition.marks(self.file, self.year, wanted.ids, self.title())
        missed = [mark.id for mark in marks if not mark.reached]
        if not missed:
            self._record(wanted, wanted.ids)
            return
        reached = [mark.id for mark in marks if mark.reached]
        some = texts.STILL_REACHED.format(count=self.counted(len(reached)))
        every = texts.STILL_ALL.format(count=self.counted(len(marks)))
        text = self.teller.told(texts.STILL_TEXT, missed)
        all_of_them = partial(self._record, wanted, wanted.ids)
        if reached:
            answers = [(some, partial(self._record, wanted, reached)), (every, all_of_them)]
            is_done = self.choose(texts.STILL_TITLE, text, answers)
        else:
            is_done = self.doubted(texts.STILL_TITLE, text, every, all_of_them)
        if not is_done:
            raise UserError("not_recognised", texts.STILL_NOT, texts.STILL_NOT_CURE)

    def _record(self, wanted: Recognising, ids: list[int]) -> None:
        year, title, day, signer = self.year, self.title(), wanted.decided_on, wanted.signer
        self.do(
            lambda file: recognition.recognise_by_decision(
                file, year, wanted.number, day, signer, ids, title=title
            ),
            len(ids),
            texts.RECOGNISED_DONE,
            number=wanted.number,
        )

    def _set_recognised(self, ids: list[int], value: bool | None, done: str) -> None:
        year, title = self.year, self.title()
        self.do(lambda file: recognition.set_recognised(file, year, ids, value, title=title), len(ids), done)


def day_in(year: int) -> date | None:
    """Today, while it lies in the year worked in; nothing is guessed for another year."""
    today = date.today()
    return today if today.year == year else None


def _ids(marks: Sequence[Mark]) -> list[int]:
    return [mark.id for mark in marks]
