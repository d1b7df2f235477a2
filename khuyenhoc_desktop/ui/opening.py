"""A file that the system hands over (a double-click, «Mở bằng») is shown on the page for its kind."""

from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.file_kinds import FileKind, kind_of
from khuyenhoc_desktop.ui.context import Context

LOOK_AGAIN = 300  # milliseconds
# Page and the name under which the file is handed to it (Page.activate).
PLACES = {
    FileKind.BUNDLE: ("handover", "bundle"),
    FileKind.BOX: ("settings", "box"),
    FileKind.COPY: ("backup", "copy"),
}


class FileOpener(QObject):
    """Opens files one after another, each once no dialog is open and no long work runs: nothing is interrupted."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._waiting: deque[Path] = deque()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AGAIN)
        self._soon.timeout.connect(self._next)

    def open(self, path: Path) -> None:
        """Show a file now, or as soon as what is being done has been finished."""
        self._waiting.append(path)
        self._next()

    def _next(self) -> None:
        if not self._waiting or not self._context.file.is_open_here():
            return
        if QApplication.activeModalWidget() is None and not self._context.lane.is_busy():
            self._show(self._waiting.popleft())
        if self._waiting:
            self._soon.start()

    def _show(self, path: Path) -> None:
        try:
            page, name = PLACES[kind_of(path)]
        except UserError as refusal:
            self._context.notices.error(refusal)
        else:
            self._context.go_to(page, **{name: path})
