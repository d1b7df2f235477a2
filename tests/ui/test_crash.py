"""Uncaught exceptions are told once, on the window's thread."""

import sys
import threading

import pytest

from khuyenhoc_desktop.ui import crash
from khuyenhoc_desktop.ui.crash import CrashReporter


def fail(word="Nguyễn Văn A 001099012345"):
    raise ValueError(word)


def caught(function, *arguments):
    with pytest.raises(Exception) as info:  # noqa: PT011
        function(*arguments)
    return info.value


@pytest.fixture
def told():
    return []


@pytest.fixture
def reporter(qapp, told):
    before = sys.excepthook, threading.excepthook
    made = CrashReporter(told.append)
    yield made
    sys.excepthook, threading.excepthook = before


def test_one_fault_is_told_once_however_often_it_comes(reporter, told, qtbot):
    for _ in range(455):
        error = caught(fail)
        reporter.take(type(error), error)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(20)
    assert len(told) == 1


def test_different_faults_are_told_each(reporter, told, qtbot):
    for error in (caught(fail), caught(int, "x")):
        reporter.take(type(error), error)
    qtbot.waitUntil(lambda: len(told) == 2)


def test_nothing_is_shown_while_painting(reporter, told, qtbot):
    error = caught(fail)
    reporter.take(type(error), error)
    assert told == []  # only once the event loop turns
    qtbot.waitUntil(lambda: len(told) == 1)


def test_a_fault_on_another_thread_comes_home(reporter, told, qtbot):
    reporter.install()
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 1)


def test_a_fault_that_keeps_coming_stays_quiet_and_one_that_comes_back_is_told(reporter, told, qtbot, monkeypatch):
    clock = [0.0]
    monkeypatch.setattr(crash, "monotonic", lambda: clock[0])
    for second in range(0, 600, 10):  # a painting fault, for ten minutes
        clock[0] = float(second)
        error = caught(fail)
        reporter.take(type(error), error)
    qtbot.wait(20)
    assert len(told) == 1
    clock[0] += crash.QUIET
    error = caught(fail)
    reporter.take(type(error), error)
    qtbot.waitUntil(lambda: len(told) == 2)
