"""The system shuts down: what is typed stays as a draft, long work rolls back, nothing is asked."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khuyenhoc_desktop.services import backup, communes, drafts, history, households
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui import system_end
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.session import Session
from tests.ui.test_session import QuietNotices, put_away

ROOT = Path(__file__).resolve().parents[2]
TYPED = "Xóm Cây Đa"

END_WHILE_TYPING = """
import sys
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QApplication, QMainWindow
import shiboken6
from khuyenhoc_desktop import app

def end():
    (window,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QMainWindow)]
    window.show_page("households", {"household": int(sys.argv[2])})
    window.stack.page().form.editors.editor("address").line.setText(sys.argv[3])
    application = QApplication.instance()
    # As Qt does on Windows, at WM_QUERYENDSESSION and WM_ENDSESSION. A manager cannot be made; any object will do.
    anything = QObject()
    manager = shiboken6.wrapInstance(shiboken6.getCppPointer(anything)[0], QSessionManager)
    application.commitDataRequest.emit(manager)
    application.aboutToQuit.emit()
    application.quit()

QTimer.singleShot(0, lambda: None)
import khuyenhoc_desktop.ui.session as session
begin = session.Session.begin
def begun(self, *given):
    opened = begin(self, *given)
    QTimer.singleShot(1500, end)
    return opened
session.Session.begin = begun
raise SystemExit(app.main(["--data", sys.argv[1]]))
"""


@pytest.fixture
def session(qtbot, tmp_path, sample):
    """A run over the sample commune, with its real pages."""
    sample.close()
    made = Session(tmp_path / "home", QuietNotices(), Preferences(tmp_path / "ui.ini"))
    assert made.begin(sample.folder)
    yield made
    put_away(made)


def first_household(file):
    return households.find_ids(file, Query(year=2026))[0]


def type_an_address(session):
    window = session.window
    household = first_household(window.context.file)
    window.show_page("households", {"household": household})
    window.stack.page().form.editors.editor("address").line.setText(TYPED)
    return household


def test_what_is_typed_is_put_down_at_once(session):
    household = type_an_address(session)
    session.prepare_for_end()
    (draft,) = drafts.kept(session.window.context.file)
    assert (draft.subject_id, draft.typed) == (household, {"address": TYPED})


def test_a_half_typed_cell_of_the_grid_is_a_draft_and_no_fact(session):
    window = session.window
    window.show_page("grid", {})
    view = window.stack.page().view
    column = next(
        place for place in range(20) if view.grid.indicator_at(place) and not view.grid.is_computed(place)
    )
    view.setCurrentIndex(view.grid.index(0, column))
    typed = "4" if view.grid.typed(0, column) != "4" else "3"
    view.begin(typed)
    newest = history.entries(window.context.file)[0].id
    session.prepare_for_end()
    (draft,) = drafts.kept(window.context.file)
    assert (draft.kind, draft.typed) == (drafts.GRID, {view.grid.indicator_at(column).code: typed})
    assert history.entries(window.context.file)[0].id == newest


def test_long_work_is_rolled_back(session, qtbot):
    context = session.window.context
    before = context.file.query("SELECT * FROM setting ORDER BY 1")
    begun, ended = [], []

    def job(file):
        try:
            with file.action("test.long", "Việc dài") as act:
                act.execute("UPDATE setting SET value = 'dở dang'")
                begun.append(True)
                while True:
                    time.sleep(0.01)
                    yield Progress(0, 0, "")
        finally:
            ended.append(True)

    context.lane.run("Việc dài", job, lambda _: None)
    qtbot.waitUntil(lambda: bool(begun))
    session.prepare_for_end()
    assert ended
    assert not context.lane.is_busy()
    assert context.file.query("SELECT * FROM setting ORDER BY 1") == before


def test_ending_asks_nothing_and_makes_no_copy(session, monkeypatch):
    type_an_address(session)
    window, folder = session.window, session.window.context.file.folder
    asked = []
    monkeypatch.setattr(session._notices, "choose", lambda *words: asked.append(words))
    session.prepare_for_end()
    session.close()
    assert window.close()
    assert asked == []
    assert backup.backups(folder) == []
    assert not list(folder.glob("*-wal"))
    window.deleteLater()


def test_the_next_start_makes_the_copy_that_was_left_out(session, tmp_path, qtbot):
    window, folder = session.window, session.window.context.file.folder
    session.prepare_for_end()
    session.close()
    window.close()
    again = Session(tmp_path / "home", QuietNotices(), Preferences(tmp_path / "ui.ini"))
    assert again.begin(folder)
    qtbot.waitUntil(lambda: len(backup.backups(folder)) == 1)
    assert not system_end.copy_was_left_out(Preferences(tmp_path / "ui.ini"))
    put_away(again)
    window.deleteLater()


def test_after_a_shutdown_that_was_stopped_closing_makes_its_copy(session, monkeypatch):
    folder = session.window.context.file.folder
    session.prepare_for_end()
    monkeypatch.setattr(system_end, "monotonic", lambda: time.monotonic() + system_end.IN_FORCE)
    put_away(session)
    assert len(backup.backups(folder)) == 1


def test_the_program_ends_with_code_0_and_the_draft_is_there(sample, tmp_path):
    household, folder = first_household(sample), sample.folder
    sample.close()
    command = [sys.executable, "-c", END_WHILE_TYPING, str(folder), str(household), TYPED]
    home = {"KHUYENHOC_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | home, capture_output=True, encoding="utf-8", timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    file = communes.open_commune(folder)
    assert [draft.typed for draft in drafts.kept(file)] == [{"address": TYPED}]
    file.close()
