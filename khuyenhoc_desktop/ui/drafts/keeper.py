"""Keeping what is typed through a crash."""

import logging
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, QTimer

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.drafts import Draft, Shelf

PAUSE = 800  # milliseconds after a key: a crash costs at most what was typed in that time
log = logging.getLogger(__name__)


class Busy(Protocol):
    """What may hold the shelf for long (the background lane)."""

    def is_busy(self) -> bool:
        """Whether it does so now."""


class Keeping(Protocol):
    """What a keeper needs of the context of a page."""

    @property
    def file(self) -> Shelf:
        """Where the drafts are put down."""

    @property
    def lane(self) -> Busy:
        """What must not be waited for."""


class DraftKeeper(QObject):
    """Watches one form. `draft` gives what stands unsaved in it, or None."""

    def __init__(self, context: Keeping, draft: Callable[[], Draft | None], parent: QObject) -> None:
        super().__init__(parent)
        self._context, self._draft = context, draft
        self._kept: Draft | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self.keep)

    def touch(self) -> None:
        """Something was typed, saved or dropped: look again in a moment, or at once when nothing is unsaved."""
        if self._draft() is None:
            self.keep()
        else:
            self.soon()

    def soon(self) -> None:
        """A key was pressed: look again in a moment. Costs nothing, so it may be called for every key."""
        if not self._soon.isActive():
            self._soon.start()

    def keep(self) -> None:
        """Put down what stands in the form now; while long work holds the file, a little later."""
        self._soon.stop()
        if not self._context.file.is_open_here():  # the program is closing
            return
        draft = self._draft()
        if draft == self._kept:
            return
        if self._context.lane.is_busy():
            self._soon.start()
            return
        try:
            self._put_down(draft)
        except UserError as refusal:  # typing must go on; the next key tries again
            log.warning("a draft could not be kept: %s", refusal.code)

    def take_over(self, draft: Draft) -> None:
        """What stands in the form now came from this draft: it goes when the form is saved or emptied."""
        self._kept = draft
        self.touch()

    def _put_down(self, draft: Draft | None) -> None:
        file, kept = self._context.file, self._kept
        if draft is not None and (kept is None or draft.key != kept.key):
            drafts.set_aside(file, draft)  # it is not of this keeper
        if kept is not None and (draft is None or draft.key != kept.key):
            drafts.drop(file, kept)
        if draft is not None:
            drafts.keep(file, draft)
        self._kept = draft
