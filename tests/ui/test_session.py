"""A run of the program: opening, the first run, changing to another commune, closing cleanly."""

import sqlite3
import threading

import apsw
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.services.communes import create_commune
from khuyenhoc_desktop.ui import session as session_module
from khuyenhoc_desktop.ui import shell_texts
from khuyenhoc_desktop.ui.first_run.dialog import FirstRun
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.page import Page
from khuyenhoc_desktop.ui.page_stack import PageEntry
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.session import Session
from khuyenhoc_desktop.ui.widgets.buttons import Button


class Plain(Page):
    title = "Trang"


class QuietNotices(DialogNotices):
    """Keeps refusals instead of showing them; of a choice it takes the last: leave."""

    def __init__(self):
        super().__init__()
        self.errors = []

    def error(self, problem):
        self.errors.append(problem)

    def choose(self, title, text, choices):
        self.errors.append(text)
        return len(choices) - 1


@pytest.fixture
def made(tmp_path):
    """Makes a closed commune file of a name in a folder of its own."""

    def make(name):
        folder = tmp_path / name
        create_commune(folder, "", name, "Tỉnh", 2026).close()
        return folder

    return make


def put_away(session):
    """Close a session, and its window, which the end of the program would close."""
    window = session.window
    session.close()
    if window is not None:
        window.hide()
        window.deleteLater()


@pytest.fixture
def run(qtbot, tmp_path, monkeypatch):
    pages = {name: PageEntry("Trang", "home", Plain) for name in ("households", "import")}
    monkeypatch.setattr(session_module, "all_pages", lambda: pages)
    session = Session(tmp_path / "home", QuietNotices(), Preferences(tmp_path / "ui.ini"))
    yield session
    put_away(session)


def name(run):
    return run.window.header.commune.text()


def test_the_last_commune_is_opened_again(run, made, tmp_path):
    folder = made("Yên Phú")
    assert run.begin(folder)
    assert name(run) == "Xã Yên Phú"
    put_away(run)
    again = Session(tmp_path / "home", QuietNotices(), Preferences(tmp_path / "ui.ini"))
    assert again.begin(None)
    assert name(again) == "Xã Yên Phú"
    put_away(again)


def test_a_commune_beside_the_program_is_found_after_the_stick_has_another_letter(run, made, tmp_path):
    folder = made("Yên Phú")
    (tmp_path / "home").mkdir(exist_ok=True)
    folder = folder.rename(tmp_path / "home" / "sample")
    assert run.begin(folder)
    put_away(run)
    moved = (tmp_path / "home").rename(tmp_path / "another letter")
    again = Session(moved, QuietNotices(), Preferences(tmp_path / "ui.ini"))
    assert again.begin(None)
    assert again.window.context.file.folder == moved / "sample"
    put_away(again)


def test_the_newest_year_is_worked_in(run, made):
    folder = made("Yên Phú")
    file = communes.open_commune(folder)
    communes.add_year(file, 2027)
    file.close()
    run.begin(folder)
    assert run.window.context.year == 2027


def test_a_second_window_over_the_same_file_is_refused(run, made, tmp_path):
    folder = made("Yên Phú")
    assert run.begin(folder)
    other = Session(tmp_path / "home", QuietNotices(), Preferences(tmp_path / "ui.ini"))
    assert not other.begin(folder)
    assert [problem.code for problem in other._notices.errors] == ["already_open"]


def test_a_foreign_file_is_refused_and_left_alone(run, tmp_path):
    folder = tmp_path / "khac"
    folder.mkdir()
    path = folder / communes.FILE_NAME
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE other (x)")
    connection.close()
    before = path.read_bytes()
    assert not run.begin(folder)
    assert len(run._notices.errors) == 1
    assert path.read_bytes() == before


def test_a_newer_file_is_sound_so_no_old_copy_is_offered_in_its_place(run, made, monkeypatch):
    folder = made("Yên Phú")
    raw = apsw.Connection(str(folder / communes.FILE_NAME))
    raw.pragma("user_version", 99)
    raw.close()
    offered = []
    monkeypatch.setattr(run._notices, "choose", lambda _title, _text, choices: offered.append(choices))
    assert not run.begin(folder)
    assert offered == [shell_texts.NOT_OPENED_CHOICES[1:]]


def test_closing_leaves_no_thread_and_no_open_file(run, made):
    folder = made("Yên Phú")
    run.begin(folder)
    window = run.window
    run.close()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("lane")]
    assert not list(folder.glob("*-wal"))  # the last connection has put everything into the file
    assert not (folder / session_module.LOCK).exists()
    window.hide()


def test_another_commune_in_the_same_run(run, made, qtbot):
    first, second = made("Yên Phú"), made("An Học")
    run.begin(first)
    old = run.window
    done = []
    old.context.reopen(second, lambda: done.append(communes.FILE_NAME))
    qtbot.waitUntil(lambda: run.window is not None and run.window is not old)
    assert (name(run), done) == ("Xã An Học", [communes.FILE_NAME])
    assert not (isValid(old) and old.isVisible())


def test_from_the_sample_to_ones_own_commune(run, made, tmp_path, qtbot):
    folder = made("home/sample")
    run.begin(folder)
    old = run.window
    with_guide(lambda guide: guide.reject())
    (command,) = (one for one in old.navigation.findChildren(Button) if one.text() == shell_texts.MAKE_OWN)
    command.click()
    qtbot.waitUntil(lambda: run.window is not None and run.window is not old)
    assert run.window.context.file.folder == folder  # the guide was closed: back to the sample


def test_ones_own_commune_has_no_such_command(run, made):
    run.begin(made("Yên Phú"))
    words = [one.text() for one in run.window.navigation.findChildren(Button)]
    assert shell_texts.MAKE_OWN not in words


def test_what_fails_meanwhile_is_told_and_the_file_comes_back(run, made, qtbot):
    folder = made("Yên Phú")
    run.begin(folder)
    old = run.window
    old.context.reopen(folder, lambda: 1 / 0)
    qtbot.waitUntil(lambda: run.window is not None and run.window is not old)
    assert isinstance(run._notices.errors[0], ZeroDivisionError)
    assert name(run) == "Xã Yên Phú"


def with_guide(do):
    """Once the guide is shown: call `do` with it."""

    def act():
        guide = QApplication.activeModalWidget()
        if isinstance(guide, FirstRun):
            do(guide)
        else:
            QTimer.singleShot(20, act)

    QTimer.singleShot(0, act)


def test_closing_the_guide_starts_nothing(run, tmp_path):
    with_guide(lambda guide: guide.reject())
    assert not run.begin(tmp_path / "mới")
    assert run.window is None


def test_the_guide_leads_to_the_window_and_to_the_import(run, made, tmp_path):
    folder = made("Yên Phú")

    def act(guide):
        guide.made, guide.import_wanted = folder, True
        guide.accept()

    wanted = []
    Plain.activate = lambda self, **target: wanted.append(target)
    with_guide(act)
    try:
        assert run.begin(tmp_path / "mới")
    finally:
        del Plain.activate
    assert name(run) == "Xã Yên Phú"
    assert wanted[-1] == {"kind": "households"}
