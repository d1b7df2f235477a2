"""A second start over the same data brings the first window forward instead of opening another.

QtNetwork is imported when it is used, well after the window is on the screen.
"""

import getpass
import hashlib
import os
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalSocket

ASKED, DONE = b"show\n", b"shown\n"
PATIENCE = 3.0  # seconds a second start waits for a first one that is still starting
_A_MOMENT = 500  # milliseconds for one answer
_ANY_PROCESS = -1  # ASFW_ANY


class FirstWindow(QObject):
    """Listens for later starts over the same folder and shows the window when one comes."""

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
        bring_forward(self._window)
        caller.write(DONE)
        caller.flush()
        caller.disconnected.connect(caller.deleteLater)
        caller.disconnectFromServer()


def show_first(folder: Path, patience: float = PATIENCE) -> bool:
    """Ask the program that holds a folder to show its window; whether it did."""
    ends = monotonic() + patience
    while True:
        if _asked_once(folder):
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


def _asked_once(folder: Path) -> bool:
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(_A_MOMENT):
        return False
    _let_others_come_forward()
    socket.write(ASKED)
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
