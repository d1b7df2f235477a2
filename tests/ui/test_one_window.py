"""A second start over the same data brings the first window forward."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui import one_window

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def second_start(folder, patience=2.0, file=""):
    """Another process that asks for the window, as a second start does."""
    code = (
        "import sys\nfrom pathlib import Path\nfrom PySide6.QtCore import QCoreApplication\n"
        "app = QCoreApplication([])\nfrom khuyenhoc_desktop.ui.one_window import show_first\n"
        "file = Path(sys.argv[3]) if sys.argv[3] else None\n"
        "print(show_first(Path(sys.argv[1]), file, float(sys.argv[2])))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code, str(folder), str(patience), str(file)],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.qt_log_ignore("does not support raise", extend=True)  # the platform of the tests has no stack
def test_the_second_start_shows_the_first_window(window, tmp_path, qtbot):
    first = one_window.FirstWindow(tmp_path, window)
    wanted = []
    first.file_wanted.connect(wanted.append)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    other = second_start(tmp_path)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.communicate()[0].strip() == "True"
    assert not window.isMinimized()
    assert window.isVisible()
    assert wanted == []
    first.close()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_the_second_start_hands_over_its_file(window, tmp_path, qtbot):
    first = one_window.FirstWindow(tmp_path, window)
    file = tmp_path / "Gói nộp của xã Yên Phú.zip"
    other = second_start(tmp_path, file=file)
    with qtbot.waitSignal(first.file_wanted, timeout=20_000) as wanted:
        pass
    assert wanted.args == [file]
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    assert other.communicate()[0].strip() == "True"
    first.close()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
@pytest.mark.parametrize("question", [b"show\n", b"[1]\n", b'{"open": 5}\n', b"\xff\n"])
def test_a_question_that_makes_no_sense_only_shows_the_window(window, tmp_path, qtbot, question):
    first = one_window.FirstWindow(tmp_path, window)
    wanted = []
    first.file_wanted.connect(wanted.append)
    socket = QLocalSocket()
    socket.connectToServer(one_window.name_of(tmp_path))
    socket.write(question)
    with qtbot.waitSignal(socket.readyRead, timeout=5000):
        pass
    assert bytes(socket.readAll().data()) == one_window.DONE
    assert wanted == []
    first.close()


def test_a_question_without_end_is_cut_off(window, tmp_path, qtbot):
    first = one_window.FirstWindow(tmp_path, window)
    socket = QLocalSocket()
    socket.connectToServer(one_window.name_of(tmp_path))
    with qtbot.waitSignal(socket.disconnected, timeout=5000):
        socket.write(b"x" * (one_window.LONGEST + 1))
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
