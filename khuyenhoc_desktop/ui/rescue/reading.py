"""The reading of a damaged file on a thread of its own; there is no open file yet, so no lane."""

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from khuyenhoc_desktop.services import recovery


class Reading(QThread):
    """Signals, delivered on the window's thread: progressed - a Progress; ended - a Rescue and None, or None and
    what stopped it.
    """  # noqa: D205

    progressed = Signal(object)
    ended = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder

    def run(self) -> None:
        """Qt: on the thread. An interruption asked for ends it between two steps."""
        job = recovery.rescue(self._folder)
        try:
            while not self.isInterruptionRequested():
                self.progressed.emit(next(job))
        except StopIteration as end:
            self.ended.emit(end.value, None)
        except BaseException as fault:
            self.ended.emit(None, fault)
        finally:
            job.close()
