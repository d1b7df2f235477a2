"""What all commands of the page share: whom they work on, asking before, doing it, telling after."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from khuyenhoc_desktop.services import recognition, subjects
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.recognition import Mark
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.ui import work
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.previews import Teller
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog

# The forms whose typing is kept through a crash.
RECOGNISE, STAGE, RETURN, WITHDRAW, CORRECT = "recognise", "stage", "return", "withdraw", "correct"
DECISION = "decision"


class Desk(QObject):
    """`selected` gives the ids worked on, `title` the title shown; `dialog` is the one opened last."""

    def __init__(
        self, context: Context, selected: Callable[[], list[int]], title: Callable[[], str], window: QWidget
    ) -> None:
        super().__init__(window)
        self.context, self.selected, self.title, self.window = context, selected, title, window
        self.dialog: QDialog | None = None

    @property
    def file(self) -> CommuneFile:
        """The open file."""
        return self.context.file

    @property
    def year(self) -> int:
        """The year worked in."""
        return self.context.year

    @property
    def teller(self) -> Teller:
        """Words about subjects of the title shown."""
        return Teller(self.file, self.year, self.title())

    def marks(self) -> list[Mark]:
        """How far each of the selected ones is."""
        return recognition.marks(self.file, self.year, self.selected(), self.title())

    def counted(self, count: int) -> str:
        """«12 hộ»."""
        return counted(self.title(), count)

    def agreed(self, marks: Sequence[Mark], title: str, text: str, yes: str, none: str, doubtful: int = 0) -> bool:
        """Whether to go on: one subject without doubt is done at once (Ctrl+Z takes it back)."""
        if not marks:
            self.context.notices.inform(texts.NOTHING_TO_DO, none)
            return False
        return (len(marks) == 1 and not doubtful) or self.asked(title, text, yes, len(marks))

    def asked(self, title: str, text: str, yes: str, count: int) -> bool:
        """Whether the user says yes."""
        return self.context.notices.ask(title, text, yes.format(count=self.counted(count)), texts.NO)

    def choose(
        self, title: str, text: str, answers: Sequence[tuple[str, Callable[[], None]]], no: str = texts.NO
    ) -> bool:
        """Let the user pick one of these, or leave it; whether he picked one."""
        return self._chosen(title, text, [*answers, (no, None)])

    def doubted(self, title: str, text: str, words: str, then: Callable[[], None]) -> bool:
        """Ask whether to do what should not be done by a mere Enter; whether it was done."""
        return self._chosen(title, text, [(texts.NO, None), (words, then)])

    def _chosen(self, title: str, text: str, answers: Sequence[tuple[str, Callable[[], None] | None]]) -> bool:
        chosen = self.context.notices.choose(title, text, [words for words, _ in answers])
        then = None if chosen is None else answers[chosen][1]
        if then is not None:
            then()
        return then is not None

    def do(self, change: Callable[[CommuneFile], Any], count: int, done: str, **more: str) -> None:
        """Do it, at once or on the lane, and say so."""
        words = done.format(count=self.counted(count), **more)
        text = texts.WORKING.format(count=self.counted(count))
        work.do(self.context, text, change, count, lambda _result: self.context.notices.status(words))

    def open_form(self, dialog: FormDialog, form: str) -> None:
        """Show a form over the page; what is typed in it for the selected ones is kept through a crash."""
        ids, title = sorted(self.selected()), self.title()
        names = [row.name for row in subjects.rows(self.file, self.year, ids[:1])]
        of = names[0] if len(ids) == 1 and names else self.counted(len(ids)) if ids else ""
        DialogDrafts(self.context, dialog, "recognition", form, of=of, place={"title": title, "ids": ids})
        self.open(dialog)

    def open(self, dialog: QDialog) -> None:
        """Show a dialog over the page."""
        self.dialog = dialog
        dialog.open()
