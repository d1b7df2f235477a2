"""Long work without the lane: the window lives, keys wait for the window that says what is being done."""

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui import beside
from khuyenhoc_desktop.ui.beside import run_beside
from khuyenhoc_desktop.ui.widgets.progress_dialog import ProgressDialog


def working(seconds):
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        time.sleep(0.01)
        yield Progress(3, 7, "Đang làm")
    return "xong"


def test_the_result_comes_back_and_a_short_job_shows_nothing(qapp):
    assert run_beside("Đang sao lưu", lambda: working(0.01)) == "xong"
    assert not [
        one for one in QApplication.topLevelWidgets() if isinstance(one, ProgressDialog) and one.isVisible()
    ]


def test_a_long_job_shows_what_it_does_and_the_window_lives(qapp, qtbot):
    beats, seen = [], []

    def look():
        beats.append(1)
        window = QApplication.activeModalWidget()
        if isinstance(window, ProgressDialog):
            seen.append((window.windowTitle(), window.doing.text(), window.cancel.isVisible()))
            window.reject()  # Esc: this work cannot be stopped
            assert window.isVisible()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(20)
    assert run_beside("Đang sao lưu", lambda: working(beside.SHOWN_AFTER + 0.4)) == "xong"
    assert len(beats) > 5
    assert seen[-1] == ("Đang sao lưu", "Đang làm", False)


def test_what_the_job_raises_is_raised(qapp):
    def refusing():
        yield Progress(0, 0, "")
        raise UserError("disk_full", "Đầy.")

    with pytest.raises(UserError, match="disk_full"):
        run_beside("Đang phục hồi", refusing)
