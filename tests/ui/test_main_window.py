"""The shell: pages, keys, the bottom bar, undo and redo, year and text size, at the smallest screen too."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, communes, groups
from khuyenhoc_desktop.services.changes import EVERYTHING, Changes
from khuyenhoc_desktop.ui import help_dialog, theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.help_dialog import HelpDialog
from khuyenhoc_desktop.ui.jobs import Lane
from khuyenhoc_desktop.ui.main_window import MainWindow, PageEntry
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.page_stack import together
from khuyenhoc_desktop.ui.pages import all_pages
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.theme import Look
from khuyenhoc_desktop.ui.widgets.line_editors import TextEdit
from tests.ui.conftest import FakeNotices
from tests.ui.keys import type_text

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


class Sketch(Page):
    """A page that takes note of what happens to it."""

    title = "Trang thử"

    def __init__(self, context):
        super().__init__(context)
        self.done, self.targets, self.changes, self.may_leave = [], [], [], True
        self.deletable = False
        self.line = TextEdit()
        layout = QVBoxLayout(self)
        layout.addWidget(self.line)

    def actions_shown(self):
        return [
            PageAction("&Thêm", lambda: self.done.append("add"), "F5"),
            PageAction("&Xóa", lambda: self.done.append("delete"), "F8", enabled=self.deletable),
            PageAction("&Ghi", lambda: self.done.append(self.line.value()), "Ctrl+S", primary=True),
            PageAction("&Nhập lại", self.fail),
        ]

    def fail(self):
        raise UserError("no", "Không được.", "Thôi.")

    def activate(self, **target):
        self.targets.append(target)

    def refresh(self, changes):
        self.changes.append(changes)

    def leave(self):
        return self.may_leave


class Second(Sketch):
    title = "Trang hai"

    def actions_shown(self):
        return []


@pytest.fixture
def notices():
    return FakeNotices()


@pytest.fixture
def window(qtbot, qapp, commune, notices, tmp_path):
    theme.apply(qapp, Look.LIGHT, 100)
    preferences = Preferences(tmp_path / "ui.ini")
    lane = Lane(commune, notices)
    context = Context(commune, 2026, lane, notices, preferences)
    pages = {
        "home": PageEntry("Việc cần làm", "home", Sketch, digit=1),
        "groups": PageEntry("Thôn, tổ dân phố", "groups", Second, digit=2),
        "broken": PageEntry("Hỏng", "settings", lambda _context: 1 / 0),
    }
    made = MainWindow(context, pages, preferences)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    lane.stop()


def page(window):
    return window.stack.page()


def button(window, words):
    return next(one for one in window.bottom_bar.buttons if words in one.text().replace("&", ""))


def names(file):
    return [group.name for group in groups.list_groups(file, 2026)]


def test_the_first_page_is_shown_with_its_title(window):
    assert window.stack.name == "home"
    assert window.header.title.text() == "Trang thử"
    assert window.header.commune.text() == "Xã An Học"
    assert window.navigation.buttons["home"].isChecked()


def test_pages_are_made_when_first_shown(window, qtbot):
    assert list(window.stack._pages) == ["home"]
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.header.title.text() == "Trang hai"
    assert list(window.stack._pages) == ["home", "groups"]


def test_a_page_that_cannot_be_made_leaves_the_old_one(window, notices):
    window.show_page("broken", {})
    assert isinstance(notices.errors[0], ZeroDivisionError)
    assert window.stack.name == "home"


def test_a_page_with_unsaved_input_is_not_left(window, qtbot):
    page(window).may_leave = False
    qtbot.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.stack.name == "home"
    assert window.navigation.buttons["home"].isChecked()
    assert not window.close()


def test_going_to_a_place(window):
    window.context.go_to("groups", group=7)
    assert (window.stack.name, page(window).targets) == ("groups", [{"group": 7}])


def test_the_bottom_bar_writes_the_keys(window):
    words = [one.text().replace("&", "") for one in window.bottom_bar.buttons]
    assert words == ["Thêm (F5)", "Xóa (F8)", "Ghi (Ctrl+S)", "Nhập lại"]
    assert not button(window, "Xóa").isEnabled()


def test_keys_alt_letters_and_clicks_do_the_same(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.mouseClick(button(window, "Thêm"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(window, Qt.Key.Key_T, ALT)
    qtbot.waitUntil(lambda: page(window).done == ["add"] * 3)


def test_a_disabled_command_has_no_key(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert page(window).done == []
    page(window).deletable = True
    page(window).actions_changed.emit()
    qtbot.keyClick(window, Qt.Key.Key_F8)
    assert page(window).done == ["delete"]


def test_saving_by_key_takes_what_is_being_typed(window, qtbot):
    page(window).line.setFocus()
    type_text(page(window).line.line, "vừa gõ")
    qtbot.keyClick(page(window).line.line, Qt.Key.Key_S, CTRL)
    assert page(window).done == ["vừa gõ"]


def test_a_refused_command_is_told(window, notices):
    button(window, "Nhập lại").click()
    assert [problem.code for problem in notices.errors] == ["no"]


def test_the_keys_of_the_old_page_are_gone(window, qtbot):
    first = page(window)
    window.show_page("groups", {})
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert first.done == []
    assert not window.bottom_bar.isVisible()


def test_changes_reach_the_page_shown_and_later_the_others(window, commune):
    first = page(window)
    window.show_page("groups", {})
    groups.add_group(commune, "Thôn Đông", "thôn", 2026)
    assert len(page(window).changes) == 1
    assert first.changes == []
    window.show_page("home", {})
    assert [changes.tables for changes in first.changes] == [frozenset({"residential_group"})]


def test_two_changes_as_one():
    one = Changes(frozenset({"a"}), frozenset({1}))
    other = Changes(frozenset({"b"}), frozenset({2}))
    assert together(None, one) is one
    assert together(one, other).tables == {"a", "b"}
    assert together(one, other).subjects == {1, 2}
    assert together(one, EVERYTHING) is EVERYTHING
    assert together(one, Changes(frozenset({"b"}), None)).subjects is None


def test_undo_and_redo_by_key_and_named_in_the_status_line(window, qtbot, commune, notices):
    assert not window.status_line.undo.isEnabled() or "Tạo tệp" in window.status_line.undo.toolTip()
    groups.add_group(commune, "Thôn Đông", "thôn", 2026)
    assert "Thêm Thôn Đông" in window.status_line.undo.toolTip()
    qtbot.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: names(commune) == [])
    qtbot.waitUntil(lambda: window.status_line.redo.isEnabled())
    assert "Thêm Thôn Đông" in window.status_line.redo.toolTip()
    qtbot.keyClick(window, Qt.Key.Key_Y, CTRL)
    qtbot.waitUntil(lambda: names(commune) == ["Thôn Đông"])
    qtbot.waitUntil(lambda: len(notices.statuses) == 2)


def test_ctrl_z_in_a_field_being_typed_in_takes_back_the_typing(window, qtbot, commune):
    groups.add_group(commune, "Thôn Đông", "thôn", 2026)
    line = page(window).line.line
    line.setFocus()
    type_text(line, "abc")
    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    qtbot.wait(50)
    assert (line.text(), names(commune)) == ("", ["Thôn Đông"])


def test_ctrl_z_in_an_untouched_field_takes_back_the_last_action(window, qtbot, commune):
    groups.add_group(commune, "Thôn Đông", "thôn", 2026)
    line = page(window).line.line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: names(commune) == [])


@pytest.mark.parametrize(
    ("answer", "left"), [(0, "Thôn Tây"), (1, "Thôn Đông"), (2, "Thôn Tây"), (None, "Thôn Tây")]
)
def test_a_conflict_is_asked_about(window, qtbot, commune, notices, answer, left):
    group = groups.add_group(commune, "Thôn Đông", "thôn", 2026)
    for name in ("Thôn Nam", "Thôn Tây"):
        groups.edit_group(commune, group, name, "thôn", 2026, None, 2026)
    middle = commune.value("SELECT id FROM journal ORDER BY id DESC LIMIT 1 OFFSET 1")
    notices.answers = [answer]
    window.undoing.undo(middle)
    qtbot.waitUntil(lambda: len(notices.asked) == 1)
    assert "Thôn Tây" in notices.asked[0][1]
    qtbot.waitUntil(lambda: names(commune) == [left] and not window.context.lane.is_busy())
    assert notices.errors == []


def test_another_year(window, commune, qtbot):
    communes.add_year(commune, 2027)
    assert window.header.years.count() == 2
    window.header.years.setFocus()
    qtbot.keyClick(window.header.years, Qt.Key.Key_Up)
    assert window.context.year == 2027
    assert page(window).changes[-1] is EVERYTHING


def test_the_year_stays_when_the_page_is_not_left(window, commune, qtbot):
    communes.add_year(commune, 2027)
    page(window).may_leave = False
    window.header.year_chosen.emit(2027)
    assert (window.context.year, window.header.years.year()) == (2026, 2026)


def test_text_size_by_key_is_kept(window, qtbot):
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert window.context.settings.text_size() == 130
    qtbot.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert window.context.settings.text_size() == 120
    qtbot.keyClick(window, Qt.Key.Key_0, CTRL)
    assert window.context.settings.text_size() == 100


def test_f6_and_arrows_walk_through_the_navigation(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F6)
    buttons = window.navigation.buttons
    assert buttons["home"].hasFocus()
    qtbot.keyClick(buttons["home"], Qt.Key.Key_Down)
    assert buttons["groups"].hasFocus()
    qtbot.keyClick(buttons["groups"], Qt.Key.Key_Return)
    assert window.stack.name == "groups"
    assert page(window).isAncestorOf(window.focusWidget())


def test_help_opens_the_chapter_and_is_freed_when_closed(window, qtbot):
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(HelpDialog)
    assert dialog is not None
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()


def test_chapters(tmp_path):
    assert "Chưa có hướng dẫn" in help_dialog.chapter("home", tmp_path)
    (tmp_path / "README.md").write_text("# Mục lục", "utf-8")
    assert help_dialog.chapter("home", tmp_path) == "# Mục lục"
    (tmp_path / "home.md").write_text("# Việc", "utf-8")
    assert help_dialog.chapter("home", tmp_path) == "# Việc"


def test_a_running_job_keeps_the_window_open(window, notices, monkeypatch):
    monkeypatch.setattr(window.context.lane, "is_busy", lambda: True)
    assert not window.close()
    assert len(notices.statuses) == 1


def test_the_place_of_the_window_is_kept(window):
    window.resize(1000, 650)
    assert window.close()
    assert not window.context.settings.geometry().isEmpty()


@pytest.mark.parametrize("size", [100, 150, 200])
def test_nothing_is_cut_on_the_smallest_screen(window, qapp, qtbot, size):
    theme.apply(qapp, Look.LIGHT, size)
    window.header.set_title("Đăng ký – Công nhận")
    window.header.set_commune("phường Nguyễn Thị Minh Khai", [2026], 2026)
    window.resize(1366, 700)
    qtbot.wait(20)
    assert window.width() == 1366
    assert window.height() == 700
    labels = [label for label in window.findChildren(QLabel) if label.isVisible() and not label.wordWrap()]
    buttons = [one for one in window.findChildren(QPushButton) if one.isVisible()]
    cut = [one.text() for one in (*labels, *buttons) if one.width() < one.sizeHint().width()]
    theme.apply(qapp, Look.LIGHT, 100)
    assert cut == []


def test_a_backup_is_told(window, commune):
    backup.make_backup(commune)
    window.context.backup_made.emit()
    assert window.status_line.words.text().count("Sao lưu") == 1
    assert "Chưa sao lưu" not in window.status_line.words.text()


def test_every_part_has_a_name_for_screen_readers(window):
    for one in window.findChildren(QPushButton):
        assert one.accessibleName() or one.text()
    assert window.header.years.accessibleName()


def test_all_pages_have_words_and_an_icon():
    for entry in all_pages().values():
        assert entry.text
        assert (theme.ICONS / f"{entry.icon}.svg").exists()
