"""Long work while no commune file is open here, so without the lane: a thread of its own, and a window that lives.

The rescue screen reads with it; a restore and the copy that closing makes are waited for with a plain window.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, QThread, Signal
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.services.progress import Job
from khuyenhoc_desktop.ui.widgets.progress_dialog import ProgressDialog

T = TypeVar("T")
SHOWN_AFTER = 0.25  # seconds before the window appears; until then keys and clicks wait
STEP = 20  # milliseconds between two looks


class JobThread(QThread):
    """Runs one job. Signals, delivered on the window's thread: progressed - a Progress; ended - its result and
    None, or None and what stopped it. An interruption asked for ends it between two steps.
    """  # noqa: D205

    progressed = Signal(object)
    ended = Signal(object, object)

    def __init__(self, make_job: Callable[[], Job[Any]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_job = make_job
        self.result: Any = None
        self.fault: BaseException | None = None

    def run(self) -> None:
        """Qt: on the thread."""
        job = self._make_job()
        try:
            while not self.isInterruptionRequested():
                self.progressed.emit(next(job))
        except StopIteration as end:
            self.result = end.value
            self.ended.emit(end.value, None)
        except BaseException as fault:
            self.fault = fault
            self.ended.emit(None, fault)
        finally:
            job.close()


def run_beside(text: str, make_job: Callable[[], Job[T]]) -> T:
    """Wait for a job that cannot be stopped, with a window that says what is being done; its result.

    Raises:
        What the job raises.
    """
    thread = JobThread(make_job)
    window = ProgressDialog(text, QApplication.activeWindow(), can_cancel=False)
    thread.progressed.connect(window.show_progress)
    begun = monotonic()
    thread.start()
    while not thread.wait(STEP):
        if not window.isVisible() and monotonic() - begun > SHOWN_AFTER:
            window.show()
        QCoreApplication.processEvents(_taken(window))
    window.hide()
    window.deleteLater()
    if thread.fault is not None:
        raise thread.fault
    return thread.result  # type: ignore[no-any-return]


def _taken(window: ProgressDialog) -> QEventLoop.ProcessEventsFlag:
    """Keys and clicks only once the window, which is modal, can take them."""
    flags = QEventLoop.ProcessEventsFlag
    return flags.AllEvents if window.isVisible() else flags.ExcludeUserInputEvents
