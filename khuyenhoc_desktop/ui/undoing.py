"""Ctrl+Z and Ctrl+Y: takes back and does again through the lane, and asks when later work stands in the way."""

from PySide6.QtCore import QObject

from khuyenhoc_desktop.services import history
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui import shell_texts as words
from khuyenhoc_desktop.ui.context import Context

ANSWERS = ("keep", "take_back")  # in the order of shell_texts.CONFLICT_CHOICES


class Undoing(QObject):
    """The two commands; the history page uses `undo` with an entry's id."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context

    def undo(self, entry_id: int | None = None, on_conflict: str = "ask") -> None:
        """Take back the last action, or the one with this id."""

        def job(file: CommuneFile) -> Job[history.Entry]:
            yield Progress(0, 0, words.UNDOING)
            return history.undo(file, entry_id, on_conflict)

        def failed(error: BaseException) -> None:
            if isinstance(error, history.UndoConflict):
                self._ask(entry_id, error)
            else:
                self._context.notices.error(error)

        self._context.lane.run(words.UNDOING, job, lambda entry: self._say(words.UNDONE, entry), failed)

    def redo(self) -> None:
        """Do again what was taken back last."""

        def job(file: CommuneFile) -> Job[history.Entry]:
            yield Progress(0, 0, words.REDOING)
            return history.redo(file)

        self._context.lane.run(words.REDOING, job, lambda entry: self._say(words.REDONE, entry))

    def _ask(self, entry_id: int | None, conflict: history.UndoConflict) -> None:
        text = f"{conflict.message}\n\n{words.CONFLICT_TEXT}"
        chosen = self._context.notices.choose(words.CONFLICT, text, words.CONFLICT_CHOICES)
        if chosen is not None and chosen < len(ANSWERS):
            self.undo(entry_id, ANSWERS[chosen])

    def _say(self, pattern: str, entry: history.Entry) -> None:
        self._context.notices.status(pattern.format(entry.summary))
