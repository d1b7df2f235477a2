"""Asking for the password at the start, and the lock after a while without work."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, privacy
from khuyenhoc_desktop.store.encryption import KEYRING
from khuyenhoc_desktop.ui.lock import idle
from khuyenhoc_desktop.ui.lock.dialog import PasswordDialog, ask_password
from khuyenhoc_desktop.ui.lock.secret_edit import SecretEdit

PASSWORD = "ruộng lúa xanh mướt"


@pytest.fixture
def path(tmp_path):
    """A closed file with a password that was not given yet."""
    folder = tmp_path / "xa"
    communes.create_commune(folder, "", "Mẫu", "Tỉnh", 2026).close()
    privacy.set_password(folder, PASSWORD)
    KEYRING.forget_all()
    yield folder / communes.FILE_NAME
    KEYRING.forget_all()


def with_dialog(act):
    """Do something with the password dialog once it stands."""
    QTimer.singleShot(30, lambda: act(QApplication.activeModalWidget()))


def type_in(dialog, words):
    dialog.secret.line.setText(words)
    dialog.accept()


def test_the_right_password_opens(qtbot, path):
    with_dialog(lambda dialog: type_in(dialog, PASSWORD))
    assert ask_password(path)
    assert not privacy.needs_password(path)


def test_a_wrong_one_stays_to_be_mended_and_giving_up_opens_nothing(qtbot, path):
    seen = []

    def act(dialog):
        type_in(dialog, "sai")
        seen.append((dialog.isVisible(), dialog.secret.problem().code, dialog.secret.line.text()))
        type_in(dialog, "")
        seen.append(dialog.secret.problem().code)
        dialog.reject()

    with_dialog(act)
    assert not ask_password(path)
    assert seen == [(True, "wrong_password", "sai"), "nothing_typed"]
    assert privacy.needs_password(path)


def test_the_printed_code_opens_too(qtbot, path):
    privacy.unlock(path, PASSWORD)
    file = communes.open_commune(path.parent)
    code = privacy.recovery_code(file)
    file.close()
    KEYRING.forget_all()

    def act(dialog):
        dialog.forgot.click()
        type_in(dialog, code)

    with_dialog(act)
    assert ask_password(path)


def test_a_file_whose_password_was_given_is_not_asked_for_again(qtbot, path):
    privacy.unlock(path, PASSWORD)
    assert ask_password(path)
    assert QApplication.activeModalWidget() is None


def test_letters_are_hidden_until_asked_for_and_nothing_is_tidied(qtbot):
    edit = SecretEdit()
    qtbot.addWidget(edit)
    edit.line.setText("  hai  cách ")
    edit.tidy_up()
    assert edit.value() == "  hai  cách "
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password
    edit.button.click()
    assert edit.line.echoMode() == QLineEdit.EchoMode.Normal
    edit.button.click()
    assert edit.line.echoMode() == QLineEdit.EchoMode.Password


def test_the_dialog_grows_with_its_words(qtbot):
    def refuse(_typed):
        raise UserError("wrong_password", "Mật khẩu không đúng. " * 6, "Gõ lại. " * 6)

    dialog = PasswordDialog("Mật khẩu", "Gõ mật khẩu.", (refuse, refuse))
    qtbot.addWidget(dialog)
    dialog.show()
    line = dialog.row.problem_line
    type_in(dialog, "sai")
    qtbot.waitUntil(lambda: line.height() >= line.heightForWidth(line.width()) > 2 * line.fontMetrics().height())


@pytest.fixture
def locked(qtbot, path, make_context):
    """An idle lock over a window with a field in which something is typed."""
    privacy.unlock(path, PASSWORD)
    file = communes.open_commune(path.parent)
    window = QWidget()
    line = QLineEdit("đang gõ dở", window)
    qtbot.addWidget(window)
    window.show()
    lock = idle.IdleLock(make_context(file), window)
    yield lock, window, line
    file.close()


def test_locking_covers_the_window_and_a_wrong_password_does_not_uncover_it(locked):
    lock, window, line = locked
    seen = []

    def act(dialog):
        type_in(dialog, "sai")
        cover = window.findChild(QWidget, "lock_cover")
        seen.append((cover.isVisible(), cover.geometry() == window.rect()))
        dialog.reject()  # Esc: it asks again
        with_dialog(lambda again: type_in(again, PASSWORD))

    with_dialog(act)
    lock.lock()
    assert seen == [(True, True)]
    cover = window.findChild(QWidget, "lock_cover")
    assert cover is None or not cover.isVisible()
    assert line.text() == "đang gõ dở"


def test_time_without_work_locks_and_a_key_begins_it_anew(locked, qtbot):
    lock, _, line = locked
    told = []
    lock.lock = lambda: told.append("locked")
    lock._soon.start(300)
    QTest.qWait(200)
    QTest.keyClick(line, "x")
    QTest.qWait(200)
    assert told == []
    qtbot.waitUntil(lambda: told == ["locked"])


def test_minutes_are_chosen_and_never_is_one_of_them(locked):
    lock, _, _ = locked
    assert lock._soon.interval() == idle.DEFAULT_MINUTES * 60_000
    idle.set_lock_minutes(lock._context, 0)
    lock.begin()
    assert not lock._soon.isActive()


def test_long_work_is_waited_for(locked):
    lock, _, _ = locked
    lock._context.lane.is_busy = lambda: True
    told = []
    lock.lock = lambda: told.append("locked")
    lock._time_is_up()
    assert told == []
    assert lock._soon.isActive()
