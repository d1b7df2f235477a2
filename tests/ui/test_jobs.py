"""The lane: results and refusals come home, cancelling rolls back, the window stays alive."""

import threading
import time

import pytest
from PySide6.QtCore import QEvent, Qt, QThread, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit

from khuyenhoc_desktop.domain.problems import Cancelled, UserError
from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui import jobs
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.jobs import Lane
from khuyenhoc_desktop.ui.widgets.progress_dialog import ProgressDialog
from tests.ui.conftest import FakeNotices
from tests.ui.keys import type_text


@pytest.fixture
def notices():
    return FakeNotices()


@pytest.fixture
def lane(qtbot, commune, notices):
    made = Lane(commune, notices)
    yield made
    made.stop()


def dialogs():
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, ProgressDialog)]


def names(file):
    return [group.name for group in groups.list_groups(file, 2026)]


def adding(name, steps=1, pause=0.0):
    """A job that adds a group in one action, with steps in which it can be cancelled."""

    def job(file):
        with file.action("group.add", name) as action:
            action.execute(
                "INSERT INTO residential_group VALUES (?, ?, 'thôn', NULL, 2026, NULL, NULL)",
                (action.new_id(), name),
            )
            for step in range(steps):
                yield Progress(step, steps, f"Bước {step}")
                time.sleep(pause)
        return name

    return job


def test_the_result_comes_on_the_windows_thread(lane, qtbot):
    met = []

    def job(_file):
        met.append(threading.current_thread())
        yield Progress(0, 1, "")
        return 7

    lane.run("Thử", job, lambda result: met.append((result, threading.current_thread())))
    qtbot.waitUntil(lambda: len(met) == 2)
    assert met[0] is not threading.main_thread()
    assert met[1] == (7, threading.main_thread())


def test_what_the_lane_writes_is_there(lane, qtbot, commune):
    done = []
    lane.run("Thêm", adding("Thôn Đông"), done.append)
    qtbot.waitUntil(lambda: done == ["Thôn Đông"])
    assert names(commune) == ["Thôn Đông"]


def test_changes_are_told_on_the_windows_thread(lane, qtbot, commune, notices):
    context = Context(commune, 2026, lane, notices, None)
    threads = []
    context.changed.connect(lambda changes: threads.append((QThread.currentThread(), changes.tables)))
    lane.run("Thêm", adding("Thôn Đông"), lambda _name: None)
    qtbot.waitUntil(lambda: bool(threads))
    assert threads == [(QApplication.instance().thread(), frozenset({"residential_group"}))]


def test_a_refusal_is_shown_unless_someone_takes_it(lane, qtbot, notices):
    def refused(_file):
        yield Progress(0, 1, "")
        raise UserError("full", "Đầy.", "Xóa bớt.")

    lane.run("Thử", refused, lambda _result: pytest.fail("done"))
    qtbot.waitUntil(lambda: len(notices.errors) == 1)
    assert notices.errors[0].code == "full"
    taken = []
    lane.run("Thử", refused, lambda _result: pytest.fail("done"), taken.append)
    qtbot.waitUntil(lambda: len(taken) == 1)
    assert len(notices.errors) == 1


def test_cancelling_rolls_everything_back(lane, qtbot, commune, notices):
    taken = []
    lane.run("Thêm", adding("Thôn Đông", 1000, 0.005), lambda _name: pytest.fail("done"), taken.append)
    QTimer.singleShot(50, lane.cancel)
    qtbot.waitUntil(lambda: bool(taken))
    assert isinstance(taken[0], Cancelled)
    assert names(commune) == []
    assert commune.value("SELECT count(*) FROM journal WHERE summary = 'Thôn Đông'") == 0


def test_cancelling_is_remarked_quietly(lane, qtbot, notices):
    lane.run("Thêm", adding("Thôn Đông", 1000, 0.005), lambda _name: None)
    lane.cancel()
    qtbot.waitUntil(lambda: notices.statuses == [jobs.CANCELLED])
    assert notices.errors == []


def test_jobs_wait_for_their_turn(lane, qtbot, commune):
    done = []
    lane.run("Một", adding("Thôn Một", 5, 0.01), done.append)
    lane.run("Hai", adding("Thôn Hai"), done.append)
    qtbot.waitUntil(lambda: len(done) == 2)
    assert done == ["Thôn Một", "Thôn Hai"]


def test_the_dialog_comes_after_a_while_and_cancels(lane, qtbot):
    lane._soon.setInterval(60)
    taken = []
    lane.run("Thêm thôn", adding("Thôn Đông", 2000, 0.005), lambda _name: pytest.fail("done"), taken.append)
    assert dialogs() == []
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    dialog = dialogs()[0]
    qtbot.waitUntil(lambda: dialog.bar.maximum() == 2000)
    assert dialog.doing.text().startswith("Bước")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(taken))
    qtbot.waitUntil(lambda: dialogs() == [])


def test_keys_go_nowhere_while_a_job_begins(lane, qtbot):
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    done = []
    lane.run("Thêm", adding("Thôn Đông", 10, 0.01), done.append)
    type_text(line, "abc")
    assert line.text() == ""
    qtbot.waitUntil(lambda: bool(done))
    type_text(line, "abc")
    assert line.text() == "abc"


def test_the_window_stays_alive(lane, qtbot):
    """Between two turns of the window's own clock there is never a long pause while the lane computes."""
    beats, done = [time.monotonic()], []
    clock = QTimer()
    clock.timeout.connect(lambda: beats.append(time.monotonic()))
    clock.start(5)

    def busy(_file):
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            sum(range(20_000))
            yield Progress(1, 2, "Tính")
        return None

    lane.run("Tính", busy, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert len(beats) > 10


def test_stopping_while_a_job_runs_ends_it_whole(lane, qtbot, commune):
    done = []
    lane.run("Thêm", adding("Thôn Đông", 1000, 0.005), done.append, done.append)
    time.sleep(0.05)
    lane.stop()
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert (done, names(commune), lane.is_busy()) == ([], [], False)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane")]


def test_a_stopped_lane_can_run_again(lane, qtbot, commune):
    lane.stop()
    done = []
    lane.run("Thêm", adding("Thôn Đông"), done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert names(commune) == ["Thôn Đông"]


def test_a_quiet_job_lets_the_user_go_on_typing(lane, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    begun, go_on, met = threading.Event(), threading.Event(), []

    def job(_file):
        yield Progress(0, 0, "")
        begun.set()
        go_on.wait(5)
        return "xong"

    lane.run_quietly(job, met.append, met.append)
    assert begun.wait(5)
    qtbot.wait(jobs.SHOWN_AFTER + 100)
    assert not lane.is_busy()
    assert dialogs() == []
    type_text(field, "abc")
    assert field.text() == "abc"
    go_on.set()
    qtbot.waitUntil(lambda: met == ["xong"])


def test_what_is_asked_for_behind_a_quiet_job_is_waited_for_with_a_dialog(lane, qtbot):
    begun, go_on, met = threading.Event(), threading.Event(), []

    def quiet(_file):
        yield Progress(0, 0, "")
        begun.set()
        go_on.wait(5)

    lane.run_quietly(quiet, met.append, met.append)
    assert begun.wait(5)
    lane.run("Việc dài", adding("Thôn Hạ"), met.append)
    assert lane.is_busy()
    qtbot.waitUntil(lambda: len(dialogs()) == 1)
    go_on.set()
    qtbot.waitUntil(lambda: met == [None, "Thôn Hạ"])
    assert not lane.is_busy()
