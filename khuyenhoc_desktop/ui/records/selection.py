"""What is done to the selected records: finding those it fits, asking, doing it at once or in the lane."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui.context import Context

MANY = 300  # records written on the window's thread at most; more go to the lane
Work = Callable[[CommuneFile], None]


class RecordCommands(QObject):
    """The commands on a selection; `selected` tells the ids when a command begins.

    `words` is the texts.py of the room: NONE_SELECTED_TITLE, NONE_SELECTED, NONE_FITS (by state), DELETE_TITLE,
    DELETE_TEXT, DELETE_YES, DELETED, RESTORED, MANY, ONE, WORKING. Sub-classes say which records are in a state,
    what one is called, and how records are deleted and restored.
    """

    def __init__(self, context: Context, words: Any, selected: Callable[[], list[int]], over: QWidget) -> None:
        super().__init__(over)
        self._context, self._words, self._selected, self._over = context, words, selected, over

    def in_state(self, state: str) -> list[int]:
        """The ids of all records in this state."""
        raise NotImplementedError

    def name_of(self, record_id: int) -> str:
        """What one record is called."""
        raise NotImplementedError

    def write_deleted(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """One action: into the wastebasket."""
        raise NotImplementedError

    def write_restored(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """One action: out of the wastebasket."""
        raise NotImplementedError

    def delete(self) -> None:
        """Into the wastebasket; many at once are asked about."""
        ids = self.fitting("all")
        if ids and (len(ids) == 1 or self._sure(len(ids))):
            said = self._words.DELETED.format(what=self.what(ids))
            self.do(ids, lambda file: self.write_deleted(file, ids), said)

    def restore(self) -> None:
        """Out of the wastebasket."""
        ids = self.fitting("deleted")
        if ids:
            said = self._words.RESTORED.format(what=self.what(ids))
            self.do(ids, lambda file: self.write_restored(file, ids), said)

    def fitting(self, state: str) -> list[int]:
        """The selected records that are in this state; when none is, the user is told."""
        selected = self._selected()
        if not selected:
            self._context.notices.inform(self._words.NONE_SELECTED_TITLE, self._words.NONE_SELECTED)
            return []
        found = set(self.in_state(state))
        ids = [one for one in selected if one in found]
        if not ids:
            words = self._words.NONE_FITS[state].format(year=self._context.year)
            self._context.notices.inform(self._words.NONE_SELECTED_TITLE, words)
        return ids

    def what(self, ids: Sequence[int]) -> str:
        """The records in a sentence: their number, or the name of the only one."""
        if len(ids) > 1:
            return str(self._words.MANY.format(count=format_count(len(ids))))
        return str(self._words.ONE.format(name=self.name_of(ids[0])))

    def do(self, ids: Sequence[int], work: Work, said: str) -> None:
        """One action: at once when it is short, in the lane when it is long."""
        if len(ids) > MANY:
            text = self._words.WORKING.format(count=format_count(len(ids)))
            self._context.lane.run(text, partial(_job, text, work), lambda _none: self.say(said))
            return
        try:
            work(self._context.file)
        except UserError as refusal:
            self._context.notices.error(refusal)
            return
        self.say(said)

    def say(self, said: str) -> None:
        """A line in the status bar."""
        self._context.notices.status(said)

    def _sure(self, count: int) -> bool:
        number, words = format_count(count), self._words
        return self._context.notices.ask(
            words.DELETE_TITLE, words.DELETE_TEXT.format(count=number), words.DELETE_YES.format(count=number)
        )


def capital(text: str) -> str:
    """A sentence begun with a capital letter."""
    return text[:1].upper() + text[1:]


def _job(text: str, work: Work, file: CommuneFile) -> Job[None]:
    yield Progress(0, 0, text)
    work(file)
