"""Backups that come by themselves: while working, before risky steps, and when a file is closed."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from khuyenhoc_desktop.domain.problems import Cancelled, UserError
from khuyenhoc_desktop.services import backup, backup_second, history, recovery
from khuyenhoc_desktop.services.backup import CopyFacts
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui.backup import texts, words
from khuyenhoc_desktop.ui.beside import run_beside
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.preferences import Preferences

EVERY = 30 * 60 * 1000  # milliseconds of work between two copies
CLOSING_FAILED = "backup/closing_failed"  # what stood in the way when the program was closed last
log = logging.getLogger(__name__)


class BackupKeeper(QObject):
    """Makes a copy every half hour in which something was done, and the second copy while its stick is in."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._told: set[str] = set()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    def rest(self) -> None:
        """Begin no copy any more: the file is being closed."""
        self._timer.stop()

    def look_back(self) -> None:
        """After the start: what closing left undone, an old second copy, a copy with later work than the file."""
        failed = self._context.settings.value(CLOSING_FAILED)
        if failed:
            self._context.notices.status(texts.CLOSING_FAILED.format(failed))
        else:
            self._remind_of_second()
        folder = self._context.file.folder
        self._context.lane.run_quietly(lambda _file: _looking_back(folder), self._tell_behind, self._failed)

    def _remind_of_second(self) -> None:
        second, now = backup_second.second_copy(self._context.file), datetime.now()
        if second.folder is not None and second.is_old(now):
            age = words.age(second.at, now)
            self._context.notices.status(texts.SECOND_REMINDER.format(folder=second.folder, when=age))

    def tick(self) -> None:
        """Make the copies that are due, beside the user's work."""
        if not self._context.file.is_open_here():
            return
        lane = self._context.lane
        lane.run_quietly(lambda file: backup.ensure_backup(file, backup.HALF_HOUR), self._made, self._failed)
        second = backup_second.second_copy(self._context.file)
        if second.folder is not None and second.is_due(datetime.now()):
            folder = second.folder
            lane.run_quietly(lambda file: backup_second.copying_to_second(file, folder), self._made, self._failed)

    def _made(self, path: Path | None) -> None:
        if path is not None:
            self._context.backup_made.emit()

    def _tell_behind(self, later: CopyFacts | None) -> None:
        if later is None:
            return
        context = self._context
        saved = last_saved(context.file)
        own = words.when(saved) if saved else texts.NEVER
        text = texts.BEHIND_TEXT.format(copy=words.when(datetime.fromisoformat(later.entry_at)), own=own)
        if context.notices.ask(texts.BEHIND_TITLE, text, texts.BEHIND_YES, texts.BEHIND_NO):
            rescue(context)

    def _failed(self, fault: BaseException) -> None:
        """Once in a window of its own, later in the status line: a stick that is full must not stop the work."""
        if isinstance(fault, Cancelled):
            return
        code = fault.code if isinstance(fault, UserError) else type(fault).__name__
        if code in self._told:
            self._context.notices.status(texts.AGAIN_FAILED)
            return
        self._told.add(code)
        self._context.notices.error(fault)


def last_saved(file: CommuneFile) -> datetime | None:
    """When the last line of the journal was written."""
    last = history.entries(file, 1)
    return datetime.fromisoformat(last[0].at) if last else None


def safely(context: Context, reason: str, go_on: Callable[[], object]) -> None:
    """Before a risky step: a copy, unless one holds all; then `go_on`. Without a copy the step is not begun."""
    context.lane.run(
        texts.WORKING,
        lambda file: backup.ensure_backup(file, reason),
        lambda _path: _go_on(context, go_on),
    )


def copy_at_closing(file: CommuneFile, preferences: Preferences) -> None:
    """The copy when a file is closed, with a window that says so where it takes a moment.

    What stands in its way never stops the closing: it is told at the next start.
    """
    failed = ""
    try:
        run_beside(texts.CLOSING, lambda: _closing(file))
    except UserError as refusal:
        failed = refusal.message
        log.info("no copy at closing: %s", refusal.code)
    except Exception as fault:  # a fault of ours must not keep the file open
        failed = f"{type(fault).__name__}."
        log.exception("no copy at closing")
    if failed != preferences.value(CLOSING_FAILED):
        preferences.set_value(CLOSING_FAILED, failed)


def _closing(file: CommuneFile) -> Job[Path | None]:
    """On a thread of its own, so with a connection of its own."""
    file.open_here()
    try:
        return (yield from backup.ensure_backup(file, backup.CLOSING))
    finally:
        file.close()


def rescue(context: Context) -> None:
    """Close the file, show the rescue screen over its folder, and open what stands there then."""
    from khuyenhoc_desktop.ui.rescue.dialog import run_rescue

    folder = context.file.folder
    context.reopen(folder, lambda: run_rescue(folder, context.notices))


def _looking_back(folder: Path) -> Job[CopyFacts | None]:
    yield Progress(0, 0, "")
    return recovery.lags_behind(folder)


def _go_on(context: Context, go_on: Callable[[], object]) -> None:
    context.backup_made.emit()
    try:
        go_on()
    except UserError as refusal:
        context.notices.error(refusal)
