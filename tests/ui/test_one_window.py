"""A second start over the same data brings the first window forward."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui import one_window

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def second_start(folder, patience=2.0):
    """Another process that asks for the window, as a second start does."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "app = QCoreApplication([])\nfrom khuyenhoc_desktop.ui.one_window import show_first\n"
        "print(show_first(Path(sys.argv[1]), float(sys.argv[2])))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(patience)],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # the platform of the tests has no stack
def test_the_second_start_shows_the_first_window(window, tmp_path, qtbot):
    first = one_window.FirstWindow(tmp_path, window)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    other = second_start(tmp_path)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.communicate()[0].strip() == "True"
    assert not window.isMinimized()
    assert window.isVisible()
    first.close()


def test_over_another_folder_nobody_answers(window, tmp_path, qtbot):
    first = one_window.FirstWindow(tmp_path, window)
    other = second_start(tmp_path / "khác", 0.2)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.communicate()[0].strip() == "False"
    first.close()


def test_the_way_the_folder_is_written_does_not_matter(tmp_path):
    (tmp_path / "a").mkdir()
    assert one_window.name_of(tmp_path / "a" / ".." / "a") == one_window.name_of(tmp_path / "a")
    assert one_window.name_of(tmp_path) != one_window.name_of(tmp_path / "a")


def test_what_a_killed_run_left_behind_is_no_hindrance(window, tmp_path):
    one_window.FirstWindow(tmp_path, window)
    again = one_window.FirstWindow(tmp_path, window)
    assert again._server.isListening()
    again.close()
