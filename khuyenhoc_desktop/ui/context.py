"""What the pages share: the open commune file, the year worked in, the lane, the settings and the notices."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.progress import Job

T = TypeVar("T")


class Lane(Protocol):
    """The background lane (ui/jobs.py): one thread, one connection, one long job at a time."""

    def run(
        self,
        text: str,
        make_job: Callable[[CommuneFile], Job[T]],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run a long service with a progress dialog; `done` gets its result on the window's thread."""

    def run_quietly(
        self,
        make_job: Callable[[CommuneFile], Job[T]],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run a job that only reads, beside the user's work: no dialog, nothing held back."""

    def is_busy(self) -> bool:
        """Whether a job is running that the user waits for."""

    def stop(self) -> None:
        """Cancel what runs and close the lane's connection."""


class Notices(Protocol):
    """All message boxes (ui/notify.py); tests put another object in its place."""

    def error(self, problem: BaseException) -> None:
        """Show a refusal with its code, reason and cure; or, for a fault of ours, the crash dialog."""

    def inform(self, title: str, text: str) -> None:
        """Tell something that needs no answer."""

    def ask(self, title: str, text: str, yes: str, no: str = "&Thôi") -> bool:
        """Ask a question whose two answers are named by their buttons."""

    def choose(self, title: str, text: str, choices: list[str]) -> int | None:
        """Let the user pick one of several named buttons; None when the dialog is closed."""

    def status(self, text: str) -> None:
        """A line in the status bar that goes away by itself."""


class Context(QObject):
    """Handed to every page.

    Signals (all on the window's thread): changed - an action changed facts (also from the lane, also undo);
    year_changed - another working year; page_wanted - a page (by its name) and a place in it should be shown;
    backup_made - a backup was made (the status line tells when);
    reopen_wanted - close the file, do something meanwhile (a function, or None), open this folder (ui/session.py).

    `draft_wanted` is unfinished typing that the user has asked to go on with; the form it was typed in takes it.
    """

    changed = Signal(object)
    year_changed = Signal(int)
    page_wanted = Signal(str, dict)
    reopen_wanted = Signal(object, object)
    backup_made = Signal()
    _told = Signal(object)

    def __init__(
        self,
        file: CommuneFile,
        year: int,
        lane: Lane,
        notices: Notices,
        settings: Any,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.file = file
        self.year = year
        self.lane = lane
        self.notices = notices
        self.settings = settings
        self.draft_wanted: Draft | None = None
        # An action of the lane tells of itself on the lane's thread; this signal brings it to the window's.
        self._told.connect(self._pass_on)
        file.listeners.append(self._told.emit)

    def set_year(self, year: int) -> None:
        """Work in another year from now on."""
        if year != self.year:
            self.year = year
            self.year_changed.emit(year)

    def go_to(self, page: str, **target: Any) -> None:
        """Show a page by its name, at a place in it (household=…, indicator=…, group=…)."""
        self.page_wanted.emit(page, target)

    def reopen(self, folder: Path, meanwhile: Callable[[], object] | None = None) -> None:
        """Close this commune file, call `meanwhile` (restoring a backup, say), and open the one in `folder`."""
        self.reopen_wanted.emit(folder, meanwhile)

    def _pass_on(self, changes: Changes) -> None:
        self.changed.emit(changes)
