"""Erasing step by step: ask, erase, tell which files still hold it, remove them when the officer says so."""

from khuyenhoc_desktop.services import privacy_erasing
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.services.privacy_erasing import Erased
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.privacy import texts

LINES = 8


class Erasing:
    """The questions around services.privacy_erasing."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def ask(self, row: HouseholdRow) -> None:
        """Say what goes and what stays; then erase."""
        text = texts.ERASE_ASK.format(name=row.head_name, group=row.group or "–")
        if self._context.notices.ask(texts.ERASE_ASK_TITLE, text, texts.ERASE_YES, texts.ERASE_NO):
            self._context.lane.run(
                texts.ERASE_WORKING, lambda file: privacy_erasing.erase_household(file, row.id), self._done
            )

    def _done(self, erased: Erased) -> None:
        self._context.backup_made.emit()
        notices, done = self._context.notices, texts.ERASE_DONE.format(copy=erased.copy.name)
        if not erased.still_in:
            notices.inform(texts.ERASE_DONE_TITLE, done)
            return
        names = [f"• {path.parent.name}/{path.name}" for path in erased.still_in]
        rest = [texts.ERASE_MORE.format(len(names) - LINES)] if len(names) > LINES else []
        lines = "\n".join(names[:LINES] + rest)
        text = texts.ERASE_STILL.format(done=done, count=len(names), lines=lines)
        if notices.ask(texts.ERASE_DONE_TITLE, text, texts.ERASE_REMOVE, texts.ERASE_KEEP):
            self._remove(erased)

    def _remove(self, erased: Erased) -> None:
        left = privacy_erasing.remove_copies(erased.still_in)
        self._context.backup_made.emit()
        if left:
            told = texts.ERASE_LEFT.format(len(left), "\n".join(map(str, left)))
            self._context.notices.inform(texts.ERASE_DONE_TITLE, told)
        else:
            self._context.notices.status(texts.ERASE_REMOVED.format(len(erased.still_in)))
