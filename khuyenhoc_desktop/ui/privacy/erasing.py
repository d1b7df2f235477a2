"""Erasing step by step: ask, erase, tell which files still hold it, remove them when the officer says so."""

from typing import Any

from khuyenhoc_desktop.services import privacy_erasing
from khuyenhoc_desktop.services.privacy_erasing import Erased, NamedElsewhere
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.privacy.registers import Register

LINES = 8
YES, YES_HEADS = 1, 2  # the second and third button: the first one answers to Enter


class Erasing:
    """The questions around services.privacy_erasing; Enter alone erases and removes nothing."""

    def __init__(self, context: Context, register: Register) -> None:
        self._context, self._register = context, register

    def ask(self, row: Any) -> None:
        """Say what goes and what stays, also where the name stands elsewhere; then erase."""
        elsewhere = privacy_erasing.named_elsewhere(self._context.file, self._register.table, row.id)
        text = self._register.ask.format(name=self._register.name(row), group=row.group or "–")
        choices = [texts.ERASE_NO, texts.ERASE_YES, *([texts.ERASE_YES_HEADS] if elsewhere.heads else [])]
        answer = self._context.notices.choose(texts.ERASE_ASK_TITLE, text + _told(elsewhere), choices)
        if answer in (YES, YES_HEADS):
            heads, erase = elsewhere.heads if answer == YES_HEADS else (), self._register.erase
            self._context.lane.run(texts.ERASE_WORKING, lambda file: erase(file, row.id, heads), self._done)

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
        if notices.choose(texts.ERASE_DONE_TITLE, text, [texts.ERASE_KEEP, texts.ERASE_REMOVE]) == YES:
            self._remove(erased)

    def _remove(self, erased: Erased) -> None:
        left = privacy_erasing.remove_copies(erased.still_in)
        self._context.backup_made.emit()
        if left:
            told = texts.ERASE_LEFT.format(len(left), "\n".join(map(str, left)))
            self._context.notices.inform(texts.ERASE_DONE_TITLE, told)
        else:
            self._context.notices.status(texts.ERASE_REMOVED.format(len(erased.still_in)))


def _told(elsewhere: NamedElsewhere) -> str:
    """Where the name stands besides, and why it stays there."""
    parts = []
    if elsewhere.heads:
        lines = [texts.ERASE_HEAD_OF[head.table].format(head.name) for head in elsewhere.heads]
        parts.append(texts.ERASE_HEADS.format(lines="\n".join(lines)))
    if elsewhere.stays:
        lines = [texts.ERASE_STAYS_IN[place].format(count) for place, count in elsewhere.stays.items()]
        parts.append(texts.ERASE_STAYS.format(lines="\n".join(lines)))
    return "".join(f"\n\n{part}" for part in parts)
