"""What can be done with the list: each command counts first, asks when it touches several, and is one action."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import recognition
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.recognition import Mark
from khuyenhoc_desktop.ui import work
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.form_drafts import DialogDrafts
from khuyenhoc_desktop.ui.recognition import previews, texts
from khuyenhoc_desktop.ui.recognition.decision_form import RecogniseDialog, Recognising
from khuyenhoc_desktop.ui.recognition.decisions import DecisionsDialog
from khuyenhoc_desktop.ui.widgets.day_edit import DayEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


class Commands(QObject):
    """The commands of the page; `selected` gives the ids they work on.

    Signals: show_wanted - the list should show only these (keywords of FilterBar.show_only).
    """

    show_wanted = Signal(dict)

    def __init__(self, context: Context, selected: Callable[[], list[int]], parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._selected, self._window = context, selected, parent
        self.dialog: QDialog | None = None

    def register(self) -> None:
        """Register the selected households, on a day; those that had registered keep theirs."""
        marks = self._marks()
        fresh = [mark.id for mark in marks if not mark.registered]
        ids = fresh or [mark.id for mark in marks]
        if not ids:
            return
        pattern = texts.REGISTER_INTRO if fresh else texts.REDATE_INTRO
        intro = pattern.format(count=format_count(len(ids)), year=self._context.year)
        intro += previews.told(texts.REGISTER_KEPT, len(marks) - len(ids))
        day = DayEdit()
        day.set_value(date.today() if date.today().year == self._context.year else None)
        row = FormRow("registered_on", texts.DAY, day, texts.DAY_HELP)
        dialog = FormDialog(
            texts.REGISTER_TITLE, [row], lambda: self._register(ids, day), self._window, intro=intro
        )
        self._open_form(dialog, "register")

    def register_like_last_year(self) -> None:
        """Register whoever had registered the year before."""
        year = self._context.year
        ids = recognition.like_last_year(self._context.file, year)
        words = {"count": format_count(len(ids)), "year": year, "before": year - 1}
        if not ids:
            self._context.notices.inform(texts.LIKE_TITLE, texts.LIKE_NONE.format(**words))
        elif self._asked(texts.LIKE_TITLE, texts.LIKE_TEXT.format(**words), texts.LIKE_YES, len(ids)):
            self._do(
                lambda file: recognition.set_registered(file, year, ids, True), len(ids), texts.REGISTERED_DONE
            )

    def unregister(self) -> None:
        """Take the registration of the selected households back."""
        marks = [mark for mark in self._marks() if mark.registered]
        further = sum(mark.proposed or mark.recognised is not None for mark in marks)
        text = previews.told(texts.UNREGISTER_TEXT, len(marks))
        text += previews.told(texts.UNREGISTER_FURTHER, further)
        if self._agreed(marks, texts.UNREGISTER_TITLE, text, texts.UNREGISTER_YES, texts.UNREGISTER_NONE, further):
            ids, year = _ids(marks), self._context.year
            self._do(
                lambda file: recognition.set_registered(file, year, ids, False), len(ids), texts.UNREGISTER_DONE
            )

    def propose_reached(self) -> None:
        """Propose everyone who registered and reached the title; names those who did not register."""
        file, year = self._context.file, self._context.year
        found = recognition.candidates(file, year)
        if not (found.ready or found.not_registered or found.proposed):
            self._context.notices.inform(texts.PROPOSE_TITLE, texts.PROPOSE_NONE_REACHED)
            return
        answers: list[tuple[str, Callable[[], None]]] = []
        if found.ready:
            words = texts.PROPOSE_YES.format(count=format_count(len(found.ready)))
            answers.append((words, lambda: self._propose(found.ready)))
        if found.not_registered:
            answers.append((texts.PROPOSE_SHOW, self._show_not_registered))
        self._choose(texts.PROPOSE_TITLE, previews.of_candidates(file, year, found), answers)

    def propose_selected(self) -> None:
        """Propose the selected households, whatever their result: the form says who has not reached it."""
        marks = [mark for mark in self._marks() if not mark.proposed]
        doubtful = sum(not mark.reached or not mark.registered for mark in marks)
        text = previews.of_proposal(self._context.file, self._context.year, marks)
        none = texts.PROPOSE_SELECTED_NONE
        if self._agreed(marks, texts.PROPOSE_SELECTED_TITLE, text, texts.PROPOSE_YES, none, doubtful):
            self._propose(_ids(marks))

    def unpropose(self) -> None:
        """Take the proposal of the selected households back."""
        marks = [mark for mark in self._marks() if mark.proposed]
        text = previews.told(texts.UNPROPOSE_TEXT, len(marks))
        if self._agreed(marks, texts.UNPROPOSE_TITLE, text, texts.UNPROPOSE_YES, texts.UNPROPOSE_NONE):
            ids, year = _ids(marks), self._context.year
            self._do(lambda file: recognition.set_proposed(file, year, ids, False), len(ids), texts.UNPROPOSE_DONE)

    def recognise(self) -> None:
        """Recognise the proposed or the selected households by a decision."""
        selected = self._selected()
        if not selected and not recognition.to_be_recognised(self._context.file, self._context.year):
            self._context.notices.inform(texts.RECOGNISE_TITLE, texts.NOBODY)
            return
        self._open_form(RecogniseDialog(self._context, selected, self._recognise, self._window), "recognise")

    def refuse(self) -> None:
        """Note the selected households as not recognised."""
        marks = [mark for mark in self._marks() if mark.recognised is not False]
        further = sum(mark.recognised is True for mark in marks)
        text = texts.REFUSE_TEXT.format(count=format_count(len(marks)), year=self._context.year)
        text += previews.told(texts.REFUSE_FURTHER, further)
        if self._agreed(marks, texts.REFUSE_TITLE, text, texts.REFUSE_YES, texts.REFUSE_NONE, further):
            self._set_recognised(_ids(marks), False, texts.REFUSE_DONE)

    def clear(self) -> None:
        """Bring the selected households back to "not decided"."""
        marks = [mark for mark in self._marks() if mark.recognised is not None]
        text = previews.told(texts.CLEAR_TEXT, len(marks))
        if self._agreed(marks, texts.CLEAR_TITLE, text, texts.CLEAR_YES, texts.CLEAR_NONE, len(marks)):
            self._set_recognised(_ids(marks), None, texts.CLEAR_DONE)

    def show_decisions(self, decision: int | None = None) -> None:
        """The list of the year's decisions; the keyboard on the one named."""
        dialog = DecisionsDialog(self._context, self._window)
        if decision is not None:
            dialog.table.select_ids([decision])
        dialog.recognised_wanted.connect(lambda: self.show_wanted.emit({"decided": "recognised"}))
        self._open(dialog)

    def _register(self, ids: list[int], day: DayEdit) -> None:
        value, year = day.value(), self._context.year
        on = value if isinstance(value, date) else None
        self._do(
            lambda file: recognition.set_registered(file, year, ids, True, on), len(ids), texts.REGISTERED_DONE
        )

    def _propose(self, ids: list[int]) -> None:
        year = self._context.year
        self._do(lambda file: recognition.set_proposed(file, year, ids, True), len(ids), texts.PROPOSE_DONE)

    def _show_not_registered(self) -> None:
        self.show_wanted.emit({"registered": False, "outcome": "reached"})

    def _recognise(self, wanted: Recognising) -> None:
        """Ask once more when some have not reached the title; then record the decision."""
        file, year = self._context.file, self._context.year
        marks = recognition.marks(file, year, wanted.ids)
        missed = [mark.id for mark in marks if not mark.reached]
        if not missed:
            self._record(wanted, wanted.ids)
            return
        reached = [mark.id for mark in marks if mark.reached]
        text = previews.told(texts.STILL_TEXT, len(missed), previews.names_of(file, year, missed))
        some = texts.STILL_REACHED.format(count=format_count(len(reached)))
        every = texts.STILL_ALL.format(count=format_count(len(marks)))
        answers = [(some, lambda: self._record(wanted, reached))] if reached else []
        answers.append((every, lambda: self._record(wanted, wanted.ids)))
        self._choose(texts.STILL_TITLE, text, answers)

    def _record(self, wanted: Recognising, ids: list[int]) -> None:
        year, day, signer = self._context.year, wanted.decided_on, wanted.signer
        self._do(
            lambda file: recognition.recognise_by_decision(file, year, wanted.number, day, signer, ids),
            len(ids),
            texts.RECOGNISED_DONE,
            number=wanted.number,
        )

    def _set_recognised(self, ids: list[int], value: bool | None, done: str) -> None:
        year = self._context.year
        self._do(lambda file: recognition.set_recognised(file, year, ids, value), len(ids), done)

    def _marks(self) -> list[Mark]:
        return recognition.marks(self._context.file, self._context.year, self._selected())

    def _agreed(
        self, marks: Sequence[Mark], title: str, text: str, yes: str, none: str, doubtful: int = 0
    ) -> bool:
        """Whether to go on: one household without doubt is done at once (Ctrl+Z takes it back)."""
        if not marks:
            self._context.notices.inform(texts.NOTHING_TO_DO, none)
            return False
        return (len(marks) == 1 and not doubtful) or self._asked(title, text, yes, len(marks))

    def _asked(self, title: str, text: str, yes: str, count: int) -> bool:
        return self._context.notices.ask(title, text, yes.format(count=format_count(count)), texts.NO)

    def _choose(self, title: str, text: str, answers: Sequence[tuple[str, Callable[[], None]]]) -> None:
        """Let the user pick one of these, or leave it."""
        chosen = self._context.notices.choose(title, text, [*(words for words, _ in answers), texts.NO])
        if chosen is not None and chosen < len(answers):
            answers[chosen][1]()

    def _do(self, change: Callable[[CommuneFile], object], count: int, done: str, **more: str) -> None:
        words = done.format(count=format_count(count), **more)
        text = texts.WORKING.format(count=format_count(count))
        work.do(self._context, text, change, count, lambda _result: self._context.notices.status(words))

    def _open_form(self, dialog: FormDialog, form: str) -> None:
        DialogDrafts(self._context, dialog, "recognition", form)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.open()


def _ids(marks: Sequence[Mark]) -> list[int]:
    return [mark.id for mark in marks]
