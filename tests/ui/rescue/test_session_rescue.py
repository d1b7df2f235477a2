"""A start over a damaged, missing or half-restored file; the copy that closing makes."""

import apsw
import pytest
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.services import backup, communes, groups
from khuyenhoc_desktop.ui import session as session_module
from khuyenhoc_desktop.ui.notify import DialogNotices
from khuyenhoc_desktop.ui.page import Page
from khuyenhoc_desktop.ui.page_stack import PageEntry
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.rescue.dialog import RescueDialog
from khuyenhoc_desktop.ui.session import Session

YEAR = 2026


class QuietNotices(DialogNotices):
    """Takes note instead of showing."""

    def __init__(self):
        super().__init__()
        self.errors, self.told, self.chosen, self.answers = [], [], [], []

    def error(self, problem):
        self.errors.append(problem)

    def inform(self, title, text):
        self.told.append(text)

    def choose(self, title, text, choices):
        self.chosen.append(text)
        return self.answers.pop(0) if self.answers else None


@pytest.fixture
def run(qtbot, tmp_path, monkeypatch):
    class Plain(Page):
        title = "Trang"

    monkeypatch.setattr(session_module, "all_pages", lambda: {"home": PageEntry("Trang", "home", Plain)})
    session = Session(tmp_path / "home", QuietNotices(), Preferences(tmp_path / "ui.ini"))
    yield session
    window = session.window
    session.close()
    if window is not None:
        window.hide()
        window.deleteLater()


@pytest.fixture
def folder(tmp_path):
    """A closed file with one thôn in a backup and a second one after it."""
    file = communes.create_commune(tmp_path / "xa", "99999", "An Học", "Tỉnh", YEAR)
    groups.add_group(file, "Thôn Hạ", "thôn", YEAR)
    backup.make_backup(file)
    groups.add_group(file, "Thôn Sau", "thôn", YEAR)
    file.close()
    return file.folder


@pytest.fixture
def choosing(qtbot, monkeypatch):
    """Answers the rescue screen: waits for the ways, takes the first (or leaves)."""
    shown = []

    def answer(dialog):
        shown.append(dialog)
        qtbot.waitUntil(lambda: bool(dialog.choices.buttons()) or bool(dialog._notices.errors), timeout=20_000)
        if choosing_first[0]:
            dialog.choices.button(0).click()
            dialog.go_on()
        else:
            dialog.reject()
        return dialog.result()

    choosing_first = [True]
    monkeypatch.setattr(RescueDialog, "exec", answer)
    return shown, choosing_first


def names(session):
    return [group.name for group in groups.list_groups(session.window.context.file, YEAR)]


def damage(folder):
    path = folder / communes.FILE_NAME
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def test_a_damaged_file_leads_to_the_rescue_screen_and_on_to_the_window(run, folder, choosing):
    damage(folder)
    assert run.begin(folder)
    assert names(run) == ["Thôn Hạ", "Thôn Sau"]
    assert len(choosing[0]) == 1


def test_leaving_the_rescue_screen_opens_nothing_and_lets_the_folder_go(run, folder, choosing):
    damage(folder)
    before = (folder / communes.FILE_NAME).read_bytes()
    choosing[1][0] = False
    assert not run.begin(folder)
    assert len(run._notices.chosen) == 1  # with the ways there are, before anything ends
    assert (folder / communes.FILE_NAME).read_bytes() == before
    assert not (folder / session_module.LOCK).exists()


def test_a_file_with_planted_commands_leads_to_the_rescue_screen(run, folder, choosing):
    raw = apsw.Connection(str(folder / communes.FILE_NAME))
    raw.execute("CREATE TRIGGER planted AFTER INSERT ON household BEGIN DELETE FROM score; END")
    raw.close()
    assert run.begin(folder)
    assert names(run) == ["Thôn Hạ", "Thôn Sau"]
    assert len(choosing[0]) == 1
    assert run.window.context.file.value("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'") == 0


@pytest.mark.parametrize("way", ["rescue", "other", "leave"])
def test_whatever_stops_the_opening_there_is_a_choice(run, folder, choosing, tmp_path, monkeypatch, way):
    """The mark of whose file it is, torn: not ours by its header, and the rescue screen still reads it."""
    path = folder / communes.FILE_NAME
    content = bytearray(path.read_bytes())
    content[68:72] = b"\0\0\0\0"
    path.write_bytes(content)
    other = communes.create_commune(tmp_path / "khac", "88888", "Khác", "Tỉnh", YEAR)
    other.close()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(other.folder))
    run._notices.answers = [{"rescue": 0, "other": 1, "leave": 2}[way]]
    assert run.begin(folder) is (way != "leave")
    assert "foreign_file" in run._notices.chosen[0]
    if way == "rescue":
        assert names(run) == ["Thôn Hạ", "Thôn Sau"]
    elif way == "other":
        assert run.window.context.file.folder == other.folder


def test_a_file_without_years_is_damaged_not_a_fault_of_ours(run, folder, choosing):
    raw = apsw.Connection(str(folder / communes.FILE_NAME))
    raw.execute("DELETE FROM assessment_year")
    raw.close()
    assert run.begin(folder)
    assert run.window.context.year == YEAR
    assert run._notices.errors == []


def test_after_choosing_another_folder_a_damaged_file_there_is_rescued_too(run, folder, choosing, tmp_path, qtbot):
    first = communes.create_commune(tmp_path / "dau", "88888", "Đầu", "Tỉnh", YEAR)
    first.close()
    damage(folder)
    run.begin(first.folder)
    old = run.window
    old.context.reopen(folder)
    qtbot.waitUntil(lambda: run.window is not None and run.window is not old, timeout=20_000)
    assert names(run) == ["Thôn Hạ", "Thôn Sau"]


def test_a_missing_file_with_backups_beside_it_is_no_first_run(run, folder, choosing):
    (folder / communes.FILE_NAME).unlink()
    assert run.begin(folder)
    assert names(run) == ["Thôn Hạ"]


def test_a_restore_that_was_cut_off_is_ended_at_the_start(run, folder, choosing):
    path = folder / communes.FILE_NAME
    path.rename(folder / f"{communes.FILE_NAME}.restoring")
    assert run.begin(folder)
    assert names(run) == ["Thôn Hạ", "Thôn Sau"]
    assert choosing[0] == []


def test_closing_leaves_a_checked_copy_of_all_that_was_done(run, folder):
    run.begin(folder)
    groups.add_group(run.window.context.file, "Thôn Cuối", "thôn", YEAR)
    window = run.window
    run.close()
    newest = backup.copies_in(folder / backup.FOLDER)[0]
    assert newest.facts.reason == backup.CLOSING
    assert newest.is_checked
    assert not list(folder.glob("*-wal"))
    window.hide()
