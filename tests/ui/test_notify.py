"""Notices: words, buttons, what is copied; dialogs go away when they are closed."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from khuyenhoc_desktop.domain.problems import Cancelled, UserError, error
from khuyenhoc_desktop.ui import crash_report, notify
from khuyenhoc_desktop.ui.notice_dialog import COPIED, SAVED, NoticeDialog
from khuyenhoc_desktop.ui.notify import DialogNotices, refusal_words
from khuyenhoc_desktop.ui.widgets.buttons import Button


@pytest.fixture
def seen():
    """What each dialog said before `act` closed it."""
    return []


@pytest.fixture
def notices(qtbot, tmp_path):
    return DialogNotices(tmp_path / "khuyenhoc.log")


@pytest.fixture
def when_shown(qtbot, seen):
    """Do something with the next dialog once it is shown."""

    def prepare(act):
        def run():
            dialog = QApplication.activeModalWidget()
            seen.append("\n".join(label.text() for label in dialog.findChildren(QLabel)))
            act(dialog)

        QTimer.singleShot(30, run)

    return prepare


def key(name):
    return lambda dialog: QTimer.singleShot(0, dialog, lambda: _press(dialog, name))


def _press(dialog, name):
    from PySide6.QtTest import QTest

    QTest.keyClick(dialog.focusWidget() or dialog, name)


def test_a_refusal_shows_reason_cure_code_and_place(notices, when_shown, seen):
    when_shown(key(Qt.Key.Key_Return))
    notices.error(UserError("bad_code", "Mã sai.", "Gõ lại mã.", place="Sheet1!D9"))
    for words in (notify.REFUSED, "Mã sai.", "Gõ lại mã.", "bad_code", "Sheet1!D9"):
        assert words in seen[0]


def test_problems_are_listed_but_not_without_end():
    many = tuple(error("x", f"Dòng {row} sai.", "Sửa.") for row in range(12))
    text, _small = refusal_words(UserError("rows", "12 dòng sai.", "", problems=many))
    assert text.count("•") == notify.MOST_PROBLEMS
    assert "và 4 chỗ khác" in text


def test_copying_leaves_the_dialog_open(notices, when_shown):
    states = []

    def act(dialog):
        dialog.copy.click()
        states.append((dialog.isVisible(), dialog.copy.text()))
        dialog.reject()

    when_shown(act)
    notices.error(UserError("bad_code", "Mã sai.", "Gõ lại mã."))
    assert states == [(True, COPIED)]
    assert QGuiApplication.clipboard().text() == "Mã sai.\nGõ lại mã.\nMã: bad_code"


def test_a_fault_of_ours_goes_to_the_log_and_names_it(notices, when_shown, seen, logged, tmp_path):
    when_shown(lambda dialog: dialog.reject())
    try:
        raise KeyError("Nguyễn Văn A")
    except KeyError as fault:
        notices.error(fault)
    assert notify.CRASH_TITLE in seen[0]
    assert "KeyError" in seen[0]
    assert str(tmp_path) in seen[0]
    assert "Nguyễn" not in seen[0]
    assert len(logged) == 1


def test_the_report_can_be_saved_and_holds_no_persons_data(
    notices, when_shown, seen, logged, tmp_path, monkeypatch
):
    place = tmp_path / "báo cáo.txt"
    monkeypatch.setattr(notify.QFileDialog, "getSaveFileName", lambda *_: (str(place), ""))
    notices.last_saved = lambda: datetime(2026, 11, 3, 14, 3, 22)
    words = []

    def act(dialog):
        dialog.save.click()
        dialog.copy.click()
        words.append(dialog.save.text())
        dialog.reject()

    when_shown(act)
    (tmp_path / "khuyenhoc.log").write_text("2026 ERROR x: unexpected error\n", "utf-8")
    error = fault_of("Nguyễn Văn A 001099012345")
    notices.error(error)
    report = place.read_text("utf-8")
    assert report == QGuiApplication.clipboard().text()
    assert words == [SAVED]
    assert "14:03:22 ngày 03/11/2026" in seen[0]
    code = crash_report.code_of(error)
    assert code in seen[0]
    for told in (code, "ValueError", "test_notify.py", "2026 ERROR x", "Python"):
        assert told in report
    for kept in ("Nguyễn", "001099012345"):
        assert kept not in report + seen[0]


def test_one_fault_has_one_code_and_another_has_another():
    one, again, other = fault_of("a"), fault_of("b"), fault_of("c", KeyError)
    assert crash_report.code_of(one) == crash_report.code_of(again) != crash_report.code_of(other)


def test_a_report_that_cannot_be_written_is_told(notices, tmp_path, monkeypatch, when_shown, seen):
    monkeypatch.setattr(notify.QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path), ""))
    when_shown(lambda dialog: dialog.reject())
    assert not notices._save_report("x.txt", "…")
    assert "report_not_saved" in seen[0]


def fault_of(words, kind=ValueError):
    try:
        raise kind(words)
    except kind as fault:
        return fault


def test_cancelling_says_nothing(notices):
    notices.error(Cancelled())
    assert QApplication.activeModalWidget() is None


@pytest.mark.parametrize(("act", "answer"), [
    (key(Qt.Key.Key_Return), True), (key(Qt.Key.Key_Escape), False),
    (lambda dialog: dialog.findChildren(Button)[1].click(), False),
])  # fmt: skip
def test_asking(notices, when_shown, act, answer):
    when_shown(act)
    assert notices.ask("Xóa hộ?", "Xóa 3 hộ đã chọn.", "&Xóa") is answer


@pytest.mark.parametrize("place", [0, 1, 2])
def test_choosing(notices, when_shown, place):
    when_shown(lambda dialog: dialog.findChildren(Button)[place].click())
    assert notices.choose("Chọn", "Giữ số nào?", ["Cũ", "Mới", "Thôi"]) == place


def test_closing_chooses_nothing(notices, when_shown):
    when_shown(lambda dialog: dialog.reject())
    assert notices.choose("Chọn", "Giữ số nào?", ["Cũ", "Mới"]) is None


def test_dialogs_are_freed(notices, when_shown, qtbot):
    dialogs = []

    def act(dialog):
        dialogs.append(dialog)
        dialog.reject()

    when_shown(act)
    with qtbot.captureExceptions() as raised:
        notices.inform("Xong", "Đã ghi.")
    assert raised == []
    with qtbot.waitSignal(dialogs[0].destroyed):
        pass


def test_words_are_never_read_as_html(qtbot):
    dialog = NoticeDialog("ok", "Tên", "<b>Nguyễn</b>", ["Đóng"])
    qtbot.addWidget(dialog)
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in dialog.findChildren(QLabel)[1:])


def test_status(notices, qtbot):
    with qtbot.waitSignal(notices.status_wanted) as told:
        notices.status("Đã ghi")
    assert told.args == ["Đã ghi"]


def test_words_that_the_screen_has_no_room_for_are_scrolled_and_never_cut(qtbot):
    text = "\n".join(f"Dòng thứ {number} của lời báo." for number in range(1, 200))
    dialog = NoticeDialog("help", "Phục hồi?", text, ["&Phục hồi", "&Thôi"])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.wait(30)
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    label, bar = dialog.words.widget(), dialog.words.verticalScrollBar()
    assert label.height() >= label.heightForWidth(label.width())
    dialog.words.setFocus()
    qtbot.keyClick(dialog.words, Qt.Key.Key_End)
    qtbot.keyClick(dialog.words, Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_words_that_fit_are_no_stop_for_the_keyboard(qtbot):
    dialog = NoticeDialog("ok", "Đã chép", "Một câu.\nHai câu.", ["Đón&g"])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.wait(30)
    assert dialog.words.focusPolicy() == Qt.FocusPolicy.NoFocus
    assert dialog.words.verticalScrollBar().maximum() == 0
