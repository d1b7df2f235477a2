"""The card «Bảo vệ dữ liệu»: setting a password through a whole run, the printed sheet, boxes, the copy."""

import re

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from khuyenhoc_desktop.services import backup, communes, privacy
from khuyenhoc_desktop.store.encryption import KEYRING
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.privacy import recovery_sheet, texts
from khuyenhoc_desktop.ui.privacy.card import PrivacyCard
from khuyenhoc_desktop.ui.privacy.dialogs import SetPassword
from khuyenhoc_desktop.ui.session import Session
from khuyenhoc_desktop.ui.standing_by import HAD_PASSWORD, LOST_TITLE, SHEET_DUE
from tests.ui.test_session import QuietNotices, put_away

PASSWORD, OTHER = "ruộng lúa xanh mướt", "sông Đáy mùa nước lên"


@pytest.fixture(autouse=True)
def empty_keyring():
    yield
    KEYRING.forget_all()


@pytest.fixture
def card(qtbot, commune, make_context):
    made = PrivacyCard(make_context(commune))
    qtbot.addWidget(made)
    made.show()
    return made


class Choosing(QuietNotices):
    """Answers every choice with the last one, «Để sau»."""

    def __init__(self):
        super().__init__()
        self.asked = []

    def choose(self, title, text, choices):
        self.asked.append(title)
        return len(choices) - 1


def test_a_password_through_a_whole_run(qtbot, tmp_path):
    from khuyenhoc_desktop.ui.preferences import Preferences

    folder = tmp_path / "xa"
    file = communes.create_commune(folder, "", "Yên Phú", "Tỉnh", 2026)
    copy = backup.make_backup(file)
    file.close()
    run = Session(tmp_path / "home", Choosing(), Preferences(tmp_path / "ui.ini"))
    assert run.begin(folder)
    old = run.window
    old.show_page("settings", {})
    card = old.stack.page().privacy
    assert card.remove.isHidden()
    card.set_password()
    card.dialog.new.first.line.setText(PASSWORD)
    card.dialog.new.second.line.setText(PASSWORD)
    card.dialog.accept()
    qtbot.waitUntil(lambda: run.window is not None and run.window is not old)
    assert privacy.is_protected(folder / communes.FILE_NAME)
    qtbot.waitUntil(lambda: privacy.is_protected(copy), timeout=20_000)
    qtbot.waitUntil(lambda: run._notices.asked == [texts.SHEET_TITLE])
    run.window.show_page("settings", {})
    card = run.window.stack.page().privacy
    assert not card.remove.isHidden()
    assert not card.due.isHidden()
    assert run.standing_by.idle_lock is not None
    assert run._notices.errors == []
    put_away(run)


@pytest.mark.parametrize(("by_code", "accepted"), [(True, [OTHER]), (False, [])])
def test_who_forgot_the_password_sets_another_with_the_printed_code(
    qtbot, tmp_path, make_context, by_code, accepted
):
    folder = tmp_path / "xa"
    communes.create_commune(folder, "", "Yên Phú", "Tỉnh", 2026).close()
    privacy.set_password(folder, PASSWORD)
    file = communes.open_commune(folder)
    parent, changed = QWidget(), []
    qtbot.addWidget(parent)
    dialog = SetPassword(make_context(file), changed.append, parent)
    dialog.old.line.setText(privacy.recovery_code(file).lower() if by_code else "không nhớ nữa")
    dialog.new.first.line.setText(OTHER)
    dialog.new.second.line.setText(OTHER)
    dialog.accept()
    assert changed == accepted
    assert ("Mật khẩu không đúng" in dialog.refusal.text()) is not by_code
    file.close()


def test_a_plain_copy_in_the_place_of_a_protected_file_is_told(qtbot, tmp_path):
    from khuyenhoc_desktop.ui.preferences import Preferences

    folder = tmp_path / "xa"
    communes.create_commune(folder, "", "Yên Phú", "Tỉnh", 2026).close()
    privacy.set_password(folder, PASSWORD)
    told = []
    for protected in (True, False, False):
        if not protected:
            privacy.set_password(folder, None)
        notices = Choosing()
        notices.inform = lambda title, _text: told.append(title)
        run = Session(tmp_path / "home", notices, Preferences(tmp_path / "ui.ini"))
        assert run.begin(folder)
        remembered = str(folder / communes.FILE_NAME) if protected else ""
        settings = run.window.context.settings
        qtbot.waitUntil(lambda: settings.value(HAD_PASSWORD) == remembered)  # noqa: B023 called at once
        qtbot.wait(50)  # what is told is told in the same moment
        put_away(run)
    assert told == [LOST_TITLE]


def test_a_weak_password_and_two_that_differ_are_refused_at_the_dialog(card):
    card.set_password()
    dialog = card.dialog
    wrong = (("", "", "Chưa gõ mật khẩu"), ("12345678", "12345678", "quá yếu"), (PASSWORD, "khác", "không giống"))
    for first, second, told in wrong:
        dialog.new.first.line.setText(first)
        dialog.new.second.line.setText(second)
        dialog.accept()
        assert dialog.isVisible()
        assert told in dialog.refusal.text()
    dialog._touched = False
    dialog.reject()


def test_strength_is_shown_while_typing(card):
    card.set_password()
    new = card.dialog.new
    told = []
    for words in ("a", "núi xanh rì", "núi xanh rì sông dài"):
        new.first.line.setText(words)
        new.first.changed.emit()
        told.append(new.rows[1].help.text().split()[2])
    assert told == ["●○○○", "●●●○", "●●●●"]
    card.dialog._touched = False
    card.dialog.reject()


@pytest.fixture
def protected(qtbot, tmp_path, make_context):
    folder = tmp_path / "riêng"
    communes.create_commune(folder, "", "Yên Phú", "Tỉnh Bắc", 2026).close()
    privacy.set_password(folder, PASSWORD)
    file = communes.open_commune(folder)
    made = PrivacyCard(make_context(file))
    qtbot.addWidget(made)
    yield made
    file.close()


def test_changing_and_removing_ask_for_the_password_in_use(protected):
    wanted = []
    protected._context.reopen_wanted.connect(lambda *arguments: wanted.append(arguments))
    protected.remove_password()
    dialog = protected.dialog
    dialog.old.line.setText("sai")
    dialog.accept()
    assert wanted == []
    assert "Mật khẩu không đúng" in dialog.refusal.text()
    dialog.old.line.setText(PASSWORD)
    dialog.accept()
    assert len(wanted) == 1


def test_a_sheet_that_was_only_looked_at_is_still_due(protected, qtbot):
    """Whoever closes the preview has no paper, and without paper a forgotten password is the end."""
    context = protected._context
    context.settings.set_value(SHEET_DUE, recovery_sheet.LATER)

    def answer(how):
        preview = QApplication.activeModalWidget()
        if preview is None:
            QTimer.singleShot(20, lambda: answer(how))
        else:
            getattr(preview, how)()

    QTimer.singleShot(20, lambda: answer("close"))
    protected.print_sheet()
    assert recovery_sheet.is_due(context)
    assert not protected.due.isHidden()
    QTimer.singleShot(20, lambda: answer("accept"))  # what Qt does once the pages are at the printer
    protected.print_sheet()
    assert not recovery_sheet.is_due(context)
    assert protected.due.isHidden()


def test_the_sheet_holds_the_code_that_opens_the_file(protected, tmp_path, monkeypatch):
    context = protected._context
    context.settings.set_value(SHEET_DUE, recovery_sheet.LATER)
    assert recovery_sheet.is_due(context)
    target = tmp_path / "phieu.pdf"
    monkeypatch.setattr(printing, "ask_pdf_path", lambda *_: target)
    recovery_sheet.save_sheet(context, protected)
    reader = PdfReader(target)
    assert len(reader.pages) == 1
    text = reader.pages[0].extract_text()
    printed = privacy.recovery_code(context.file).replace("-", "")
    assert printed in re.sub(r"[^A-Z2-7]", "", text)
    assert "Yên Phú" in " ".join(text.split())
    assert not recovery_sheet.is_due(context)
    protected._context.file.close()
    KEYRING.forget_all()
    privacy.unlock_with_code(context.file.path, printed)


def test_a_box_is_made_and_opened_again(card, tmp_path, monkeypatch):
    source = tmp_path / "gói nộp.zip"
    source.write_bytes(b"PK" * 1000)
    box, out = tmp_path / "gửi.khb", tmp_path / "ra"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(source), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(box), ""))
    card.seal_file()
    card.dialog.new.first.line.setText(PASSWORD)
    card.dialog.new.second.line.setText(PASSWORD)
    card.dialog.accept()
    assert box.exists()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(box), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    card.unseal_file()
    card.dialog.secret.line.setText("sai")
    card.dialog.accept()
    assert [problem.code for problem in card._context.notices.errors] == ["wrong_passphrase"]
    card.unseal_file()
    card.dialog.secret.line.setText(PASSWORD)
    card.dialog.accept()
    assert (out / source.name).read_bytes() == source.read_bytes()


def test_the_anonymous_copy_is_told_where_it_lies(card, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "usb"))
    card.make_anonymous()
    assert card._context.notices.errors == []
    (told,) = card._context.notices.told
    assert str(tmp_path / "usb") in told[1]
