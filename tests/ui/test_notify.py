"""Notices: words, buttons, what is copied; dialogs go away when they are closed."""

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel

from khuyenhoc_desktop.domain.problems import Cancelled, UserError, error
from khuyenhoc_desktop.ui import notify
from khuyenhoc_desktop.ui.notice_dialog import COPIED, NoticeDialog
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
