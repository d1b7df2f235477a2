"""The whole wizard in the main window, by keys alone, with the real lane."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from khuyenhoc_desktop.services import history
from khuyenhoc_desktop.services.communes import facts
from khuyenhoc_desktop.services.households import Query, find_ids, rows
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.importing import texts
from khuyenhoc_desktop.ui.importing.page import CHECK, CHOOSE, COLUMNS, RESULT, ImportPage
from khuyenhoc_desktop.ui.jobs import Lane
from khuyenhoc_desktop.ui.main_window import MainWindow, PageEntry
from khuyenhoc_desktop.ui.page import Page
from khuyenhoc_desktop.ui.preferences import Preferences
from tests.ui.conftest import FakeNotices
from tests.ui.importing.books import BAD, HOUSEHOLDS, write_households

PRESSED_FOR = 150  # milliseconds that Qt shows a button down before its letter clicks it
Alt = Qt.KeyboardModifier.AltModifier


class Wizard:
    """The window with the wizard, and the keys pressed in it."""

    def __init__(self, qtbot, file, folder, monkeypatch):
        self.bot, self.file, self.monkeypatch = qtbot, file, monkeypatch
        self.notices = FakeNotices()
        self.lane = Lane(file, self.notices)
        preferences = Preferences(folder / "ui.ini")
        self.context = Context(file, 2026, self.lane, self.notices, preferences)
        pages = {"import": PageEntry("Nhập từ Excel", "import", ImportPage)}
        pages |= {name: PageEntry(name, name, Page) for name in ("households", "grid")}
        self.window = MainWindow(self.context, pages, preferences)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitExposed(self.window)
        self.page = self.window.stack.page()

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        """A key to whatever has the keyboard, and wait for the lane."""
        self.bot.keyClick(QApplication.focusWidget() or self.window, key, modifiers)
        if modifiers == Alt:
            self.bot.wait(PRESSED_FOR)
        self.wait()

    def wait(self):
        self.bot.waitUntil(lambda: not self.lane.is_busy(), timeout=10_000)
        self.bot.wait(1)  # the buttons that were taken away go once the event loop runs

    def choose(self, path):
        """Press «Chọn tệp…», whose dialog answers with this path."""
        self.monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_a, **_k: (str(path), ""))
        self.press(Qt.Key.Key_C, Alt)

    def households(self):
        found = find_ids(self.file, Query(2026))
        return {(row.head_name, row.born, row.member_count, row.group) for row in rows(self.file, 2026, found)}

    def counts(self):
        return {name: tile.figure.text() for name, tile in self.page.check.tiles.tiles.items()}


@pytest.fixture
def wizard(qtbot, commune, tmp_path, monkeypatch):
    made = Wizard(qtbot, commune, tmp_path, monkeypatch)
    yield made
    made.lane.stop()


def expected(households=HOUSEHOLDS):
    return {(name, str(born), members, group) for name, born, members, group, _ in households}


def test_from_the_file_to_the_list_by_keys(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx", (*HOUSEHOLDS, BAD)))
    assert wizard.page.step() == CHOOSE
    wizard.press(Qt.Key.Key_Return)
    assert wizard.page.step() == COLUMNS
    wizard.press(Qt.Key.Key_T, Alt)
    assert wizard.page.step() == CHECK
    assert wizard.counts() == {"new": "3", "updated": "0", "unchanged": "0", "rejected": "1", "warnings": "0"}
    wizard.press(Qt.Key.Key_N, Alt)
    assert wizard.page.step() == RESULT
    assert wizard.households() == expected()
    wizard.press(Qt.Key.Key_M, Alt)
    assert wizard.window.stack.name == "households"
    assert wizard.notices.errors == []


def test_problems_are_told_at_their_cells(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx", (*HOUSEHOLDS, BAD)))
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    model = wizard.page.check.problems.pane.model
    shown = {tuple(model.index(row, column).data() for column in range(3)) for row in range(model.rowCount())}
    assert {("Lỗi", "Ô B6, trang Hộ", "Lê Thị 3"), ("Lỗi", "Ô D6, trang Hộ", "năm")} <= shown
    wizard.page.check.problems.kind.setCurrentIndex(1)
    wizard.page.check.problems.kind.activated.emit(1)
    assert model.rowCount() == 1


def test_enter_in_the_list_of_problems_does_not_import(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx", (*HOUSEHOLDS, BAD)))
    for _ in range(4):
        wizard.press(Qt.Key.Key_Return)
    assert wizard.page.step() == CHECK
    assert wizard.households() == set()


def test_the_import_is_taken_back_by_its_button(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    for _ in range(3):
        wizard.press(Qt.Key.Key_Return)
    assert wizard.households() == expected()
    wizard.press(Qt.Key.Key_H, Alt)
    assert wizard.households() == set()
    assert wizard.page.result.undone.text() == texts.DONE_UNDONE
    assert not wizard.page.result.undo.isVisible()


def test_ctrl_z_takes_it_back_too(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    for _ in range(3):
        wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    wizard.bot.waitUntil(lambda: wizard.page.wizard.is_undone)
    assert wizard.households() == set()


def test_the_second_time_nothing_is_new(wizard, tmp_path):
    book = write_households(tmp_path / "ho.xlsx")
    wizard.choose(book)
    for _ in range(3):
        wizard.press(Qt.Key.Key_Return)
    before = len(history.entries(wizard.file))
    wizard.press(Qt.Key.Key_K, Alt)
    wizard.choose(book)
    wizard.press(Qt.Key.Key_Return)
    assert wizard.page.columns.state.text() == texts.REMEMBERED
    wizard.press(Qt.Key.Key_Return)
    assert wizard.counts()["unchanged"] == "3"
    assert wizard.page.check.state.text() == texts.ALL_UNCHANGED
    wizard.press(Qt.Key.Key_X, Alt)
    assert wizard.page.step() == RESULT
    assert texts.DONE_NOTHING in wizard.page.result.words.text()
    assert len(history.entries(wizard.file)) == before


def test_cancelling_rolls_back_and_stays(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    wizard.monkeypatch.setattr(wizard.lane, "_begin", _begin_cancelled(wizard.lane))
    wizard.press(Qt.Key.Key_N, Alt)
    assert wizard.page.step() == CHECK
    assert wizard.households() == set()
    assert texts.CANCELLED in wizard.notices.statuses
    wizard.monkeypatch.undo()
    wizard.press(Qt.Key.Key_N, Alt)
    assert wizard.households() == expected()


def _begin_cancelled(lane):
    """The lane begins a job for which Hủy is pressed at once."""
    begin, clear = lane._begin, lane._cancel.clear

    def begun():
        lane._cancel.clear = lambda: lane._cancel.set()
        begin()
        lane._cancel.clear = clear

    return begun


def test_esc_asks_before_a_file_is_let_go(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    wizard.press(Qt.Key.Key_Return)
    wizard.notices.answers = [False, True]
    wizard.press(Qt.Key.Key_Escape)
    assert (wizard.page.step(), wizard.window.stack.name) == (COLUMNS, "import")
    wizard.press(Qt.Key.Key_Escape)
    assert (wizard.page.step(), wizard.window.stack.name) == (CHOOSE, "households")
    assert [asked[0] for asked in wizard.notices.asked] == [texts.LEAVE_TITLE] * 2


def test_a_file_that_is_none_is_refused_and_another_can_be_chosen(wizard, tmp_path):
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 no workbook at all")
    wizard.choose(bad)
    assert wizard.page.step() == CHOOSE
    assert "import.damaged" in wizard.page.choose.refusal.text()
    wizard.press(Qt.Key.Key_Return)
    assert wizard.page.step() == CHOOSE
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    assert wizard.page.choose.refusal.text() == ""
    wizard.press(Qt.Key.Key_T, Alt)
    assert wizard.page.step() == COLUMNS


def test_going_back_keeps_what_was_chosen(wizard, tmp_path):
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    plan = wizard.page.wizard.plan
    wizard.press(Qt.Key.Key_Q, Alt)
    wizard.press(Qt.Key.Key_Q, Alt)
    assert wizard.page.step() == CHOOSE
    wizard.press(Qt.Key.Key_T, Alt)
    wizard.press(Qt.Key.Key_T, Alt)
    assert wizard.page.wizard.plan is plan


def test_the_whole_is_made_for_the_year_worked_in(wizard, tmp_path):
    assert wizard.context.year in facts(wizard.file).years
    wizard.choose(write_households(tmp_path / "ho.xlsx"))
    wizard.press(Qt.Key.Key_Return)
    wizard.press(Qt.Key.Key_Return)
    assert wizard.page.wizard.plan.year == 2026
