"""A second start over the same data brings the first window forward instead of opening another.

It hands over the file it was started with, if any; one line each way, the question as JSON.

QtNetwork is imported when it is used, well after the window is on the screen.
"""

import getpass
import hashlib
import json
import os
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

DONE = b"shown\n"
LONGEST = 100_000  # bytes of a question
PATIENCE = 3.0  # seconds a second start waits for a first one that is still starting
_A_MOMENT = 500  # milliseconds for one answer
_ANY_PROCESS = -1  # ASFW_ANY


class FirstWindow(QObject):
    """Listens for later starts over the same folder and shows the window when one comes.

    Signals: file_wanted - a later start was given a file (its whole path).
    """

    file_wanted = Signal(object)

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        from PySide6.QtNetwork import QLocalServer

        self._window = window
        self._server: QLocalServer = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        name = name_of(folder)
        QLocalServer.removeServer(name)  # what a killed run left behind: whoever holds the folder's lock is first
        self._server.listen(name)
        self._server.newConnection.connect(self._asked)

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    def _asked(self) -> None:
        caller: QLocalSocket | None = self._server.nextPendingConnection()
        if caller is None:
            return
        caller.disconnected.connect(caller.deleteLater)
        caller.readyRead.connect(lambda: self._answer(caller))
        self._answer(caller)

    def _answer(self, caller: "QLocalSocket") -> None:
        """Once the whole question is there: show the window, and pass on the file that was asked for."""
        if not caller.canReadLine():
            if caller.bytesAvailable() > LONGEST:
                caller.abort()
            return
        wanted = _file_of(bytes(caller.readLine().data()))
        bring_forward(self._window)
        caller.write(DONE)
        caller.flush()
        caller.disconnectFromServer()
        if wanted is not None:
            self.file_wanted.emit(wanted)


def show_first(folder: Path, file: Path | None = None, patience: float = PATIENCE) -> bool:
    """Ask the program that holds a folder to show its window, and a file in it; whether it did."""
    ends = monotonic() + patience
    while True:
        if _asked_once(folder, file):
            return True
        if monotonic() >= ends:
            return False
        sleep(0.1)


def bring_forward(window: QWidget) -> None:
    """Show a window over all others; a dialog open over it comes along, because it is the active one."""
    if window.isMinimized():
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    top = QApplication.activeModalWidget() or window
    top.raise_()
    top.activateWindow()


def name_of(folder: Path) -> str:
    """The name two runs over one folder meet under: of this user, of this folder."""
    told = f"{getpass.getuser()}\n{os.path.normcase(folder.resolve())}"
    return f"khuyenhoc-{hashlib.sha256(told.encode()).hexdigest()[:24]}"


def _file_of(question: bytes) -> Path | None:
    """The file that is asked for, None when only the window is, or when the question makes no sense."""
    try:
        told = json.loads(question)["open"]
    except (ValueError, KeyError, TypeError):
        return None
    return Path(told) if isinstance(told, str) and told else None


def _asked_once(folder: Path, file: Path | None) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(_A_MOMENT):
        return False
    _let_others_come_forward()
    socket.write(json.dumps({"open": str(file.absolute()) if file else None}).encode() + b"\n")
    socket.flush()
    answered = socket.waitForReadyRead(_A_MOMENT * 4)
    answer = bytes(socket.readAll().data()) if answered else b""
    socket.close()
    return answer == DONE


def _let_others_come_forward() -> None:
    """Windows lets a program take the foreground only when the one that has it agrees."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(_ANY_PROCESS)
