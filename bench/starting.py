"""Starting the program: imports, and the time until the window of a large commune is on the screen."""

import subprocess
import sys
from pathlib import Path

from bench.measuring import Figure

_IMPORTS = "import time; t = time.perf_counter(); {}; print((time.perf_counter() - t) * 1000)"
_OURS = "import khuyenhoc_desktop.app, khuyenhoc_desktop.ui.session"
_BARE = "import PySide6.QtWidgets"
_BARE_WINDOW = """
import time; t = time.perf_counter()
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([]); window = QMainWindow(); window.resize(1240, 700); window.show(); app.processEvents()
print((time.perf_counter() - t) * 1000)
"""
_OUR_WINDOW = """
import sys, time; t = time.perf_counter()
from PySide6.QtCore import QTimer
from khuyenhoc_desktop import app
from khuyenhoc_desktop.ui.main_window import MainWindow
shown = MainWindow.showEvent
def usable(window, event):
    shown(window, event)
    QTimer.singleShot(0, done)
def done():
    print((time.perf_counter() - t) * 1000, flush=True)
    import os; os._exit(0)
MainWindow.showEvent = usable
from pathlib import Path
app.open_window(Path(sys.argv[1]))
"""
_RUNS = 5


def start_figures(folder: Path) -> list[Figure]:
    """Imports and first window, each in a process of its own; the shortest of some runs."""
    imports = Figure("imports at start", "ms", _best(_IMPORTS.format(_OURS)), 300, _best(_IMPORTS.format(_BARE)))
    window = Figure("start to usable window", "ms", _best(_OUR_WINDOW, str(folder)), 1000, _best(_BARE_WINDOW))
    return [imports, window]


def _best(script: str, *arguments: str) -> float:
    return min(_run(script, *arguments) for _ in range(_RUNS))


def _run(script: str, *arguments: str) -> float:
    command = [sys.executable, "-c", script, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120)
    return float(ran.stdout.split()[-1])
