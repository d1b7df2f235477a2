"""The background lane: one thread with its own connection does long work; the window stays alive."""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.problems import Cancelled
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui.context import Notices
from khuyenhoc_desktop.ui.widgets.progress_dialog import ProgressDialog

T = TypeVar("T")
SHOWN_AFTER = 400  # milliseconds before the progress dialog appears
TOLD_EVERY = 0.05  # seconds between two reports of progress
CANCELLED = "Đã hủy, mọi thứ như trước khi làm."
BLOCKED = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.Shortcut,
        QEvent.Type.ShortcutOverride,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.MouseButtonDblClick,
        QEvent.Type.Wheel,
        QEvent.Type.ContextMenu,
        QEvent.Type.DragEnter,
        QEvent.Type.Drop,
    }
)


@dataclass(slots=True)
class _Task:
    """A job waiting or running, and who gets its end."""

    text: str
    make_job: Callable[[CommuneFile], Job[Any]]
    done: Callable[[Any], None]
    failed: Callable[[BaseException], None] | None
    is_quiet: bool = False


class _InputBlock(QObject):
    """Swallows keys and clicks until the progress dialog, which is modal, is there."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: whether the event goes no further."""
        return event.type() in BLOCKED


class Lane(QObject):
    """Runs jobs one after another; see ui/context.py for its contract.

    Signals: busy_changed - a job has begun (True), or none is running any more (False).
    """

    busy_changed = Signal(bool)
    _progressed = Signal(object)
    _ended = Signal(object, object, object)  # task, result, exception

    def __init__(self, file: CommuneFile, notices: Notices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file, self._notices = file, notices
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: deque[_Task] = deque()
        self._task: _Task | None = None
        self._cancel = threading.Event()
        self._dialog: ProgressDialog | None = None
        self._block = _InputBlock(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SHOWN_AFTER)
        self._soon.timeout.connect(self._show_dialog)
        self._progressed.connect(self._show_progress)
        self._ended.connect(self._deliver)

    def run(
        self,
        text: str,
        make_job: Callable[[CommuneFile], Job[T]],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Run a long service with a progress dialog; `done` gets its result on the window's thread.

        An exception (also Cancelled) goes to `failed`; without it refusals are shown and Cancelled is
        remarked in the status line. A job asked for while another runs waits for its turn.
        """
        self._waiting.append(_Task(text, make_job, done, failed))
        if self._task is None:
            self._begin()
        elif self._task.is_quiet:
            self._hold_input()

    def run_quietly(
        self,
        make_job: Callable[[CommuneFile], Job[T]],
        done: Callable[[T], None],
        failed: Callable[[BaseException], None],
    ) -> None:
        """Run a job that only reads, beside the user's work: no dialog, no key or click held back."""
        self._waiting.append(_Task("", make_job, done, failed, is_quiet=True))
        if self._task is None:
            self._begin()

    def is_busy(self) -> bool:
        """Whether a job is running that the user waits for."""
        return any(not task.is_quiet for task in (self._task, *self._waiting) if task is not None)

    def cancel(self) -> None:
        """Ask the running job to stop; all it has done is rolled back."""
        self._cancel.set()

    def stop(self) -> None:
        """Cancel what runs, close the lane's connection and end its thread. The lane can start again."""
        self._waiting.clear()
        self._cancel.set()
        if self._pool is not None:
            self._pool.submit(self._file.close).result()
            self._pool.shutdown()
            self._pool = None
        self._put_away()
        self._task = None

    def _begin(self) -> None:
        self._task = self._waiting.popleft()
        self._cancel.clear()
        if not self._task.is_quiet:
            self._hold_input()
        self._pool = self._pool or ThreadPoolExecutor(1, "lane")
        self._pool.submit(self._work, self._task)
        if not self._task.is_quiet:
            self.busy_changed.emit(True)

    def _hold_input(self) -> None:
        """No key or click until the progress dialog is there, which comes if it takes long."""
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self._block)
        self._soon.start()

    def _work(self, task: _Task) -> None:
        """On the lane's thread: run the job to its end and send that home."""
        try:
            self._file.open_here()
            result = self._run_to_end(task.make_job(self._file))
        except BaseException as error:
            self._ended.emit(task, None, error)
        else:
            self._ended.emit(task, result, None)

    def _run_to_end(self, job: Job[T]) -> T:
        """Step by step; between two steps the job can be cancelled, which closes it and rolls back."""
        told = 0.0
        try:
            while True:
                progress = next(job)
                if self._cancel.is_set():
                    raise Cancelled
                if monotonic() - told > TOLD_EVERY:
                    told = monotonic()
                    self._progressed.emit(progress)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
        finally:
            job.close()

    def _show_dialog(self) -> None:
        waited_for = next((task for task in (self._task, *self._waiting) if task and not task.is_quiet), None)
        if waited_for is not None:
            self._dialog = ProgressDialog(waited_for.text, QApplication.activeWindow())
            self._dialog.cancel_wanted.connect(self.cancel)
            self._unblock()
            self._dialog.show()

    def _show_progress(self, progress: Progress) -> None:
        if self._dialog is not None:
            self._dialog.show_progress(progress)

    def _deliver(self, task: _Task, result: object, error: BaseException | None) -> None:
        if task is not self._task:  # the lane was stopped meanwhile
            return
        self._task = None
        self._put_away()
        if self._waiting:
            self._begin()
        else:
            self.busy_changed.emit(False)
        if error is None:
            task.done(result)
        elif task.failed is not None:
            task.failed(error)
        elif isinstance(error, Cancelled):
            self._notices.status(CANCELLED)
        else:
            self._notices.error(error)

    def _put_away(self) -> None:
        self._soon.stop()
        self._unblock()
        if self._dialog is not None:
            self._dialog.hide()
            self._dialog.deleteLater()
            self._dialog = None

    def _unblock(self) -> None:
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self._block)
