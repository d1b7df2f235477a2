"""Exceptions nobody caught: logged, and told once, however often a repaint runs into the same one."""

import logging
import sys
import threading
from collections.abc import Callable
from time import monotonic
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

QUIET = 60.0  # seconds without a fault after which the same one is told again
log = logging.getLogger(__name__)


class CrashReporter(QObject):
    """Takes the place of sys.excepthook; `tell` shows the crash dialog on the window's thread."""

    _met = Signal(object)

    def __init__(self, tell: Callable[[BaseException], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = tell
        self._seen: dict[tuple[str, str, int], float] = {}
        self._telling = False
        # Queued: the fault may come out of a paint event, or out of another thread.
        self._met.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From now on every uncaught exception comes here."""
        sys.excepthook = self.take
        threading.excepthook = self._take_thread

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None = None) -> None:
        """An exception nobody caught."""
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        elif self._is_new(error):
            self._met.emit(error)

    def _take_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _is_new(self, error: BaseException) -> bool:
        """Whether to tell it; a fault that keeps coming, as one of painting does, is told once and stays quiet."""
        key, now = _place_of(error), monotonic()
        before, self._seen[key] = self._seen.get(key, -QUIET), now
        return now - before >= QUIET

    def _show(self, error: BaseException) -> None:
        if self._telling:  # a second fault while the dialog stands: the log has it, that is enough
            log.error("unexpected error", exc_info=(type(error), error, error.__traceback__))
            return
        self._telling = True
        try:
            self._tell(error)
        finally:
            self._telling = False


def _place_of(error: BaseException) -> tuple[str, str, int]:
    """Kind of exception, file and line it came from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__, "", 0
    return type(error).__name__, trace.tb_frame.f_code.co_filename, trace.tb_lineno
