"""A file handed over by the system: shown on its page, never over a dialog or beside long work, or refused."""

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog

from khuyenhoc_desktop.services import backup, privacy_box
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui import opening
from khuyenhoc_desktop.ui.backup import texts as backup_texts
from khuyenhoc_desktop.ui.backup.page import BackupPage
from khuyenhoc_desktop.ui.handover import texts as handover_texts
from khuyenhoc_desktop.ui.handover.page import HandoverPage
from khuyenhoc_desktop.ui.handover.verdict_dialog import VerdictDialog
from khuyenhoc_desktop.ui.opening import FileOpener
from khuyenhoc_desktop.ui.privacy import texts as privacy_texts
from khuyenhoc_desktop.ui.settings.page import SettingsPage

PASSPHRASE = "bảy con cá vàng bơi"


@pytest.fixture
def context(sample, make_context):
    return make_context(sample)


@pytest.fixture
def opener(context, monkeypatch):
    monkeypatch.setattr(opening, "LOOK_AGAIN", 10)
    return FileOpener(context)


@pytest.fixture
def wanted(context):
    """The places that pages were asked to be shown at."""
    places = []
    context.page_wanted.connect(lambda page, target: places.append((page, target)))
    return places


def file(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"x")
    return path


@pytest.mark.parametrize(
    ("name", "page", "key"),
    [("gói.zip", "handover", "bundle"), ("gói.khb", "settings", "box"), ("bản sao.db", "backup", "copy")],
)
def test_each_kind_has_its_page(opener, wanted, tmp_path, name, page, key):
    path = file(tmp_path, name)
    opener.open(path)
    assert wanted == [(page, {key: path})]


def test_what_no_page_can_show_is_refused(opener, context, wanted, tmp_path):
    opener.open(file(tmp_path, "thư.docx"))
    (refusal,) = context.notices.errors
    assert (refusal.code, wanted) == ("unknown_file", [])


def test_it_waits_for_the_dialog_that_is_open(opener, wanted, tmp_path, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.setModal(True)
    dialog.show()
    path = file(tmp_path, "gói.zip")
    opener.open(path)
    qtbot.wait(50)
    assert wanted == []
    dialog.accept()
    qtbot.waitUntil(lambda: wanted == [("handover", {"bundle": path})])


def test_it_waits_for_long_work_and_keeps_the_order(opener, context, wanted, tmp_path, monkeypatch, qtbot):
    monkeypatch.setattr(context.lane, "is_busy", lambda: True)
    opener.open(file(tmp_path, "một.zip"))
    opener.open(file(tmp_path, "hai.khb"))
    assert wanted == []
    monkeypatch.setattr(context.lane, "is_busy", lambda: False)
    qtbot.waitUntil(lambda: [page for page, _ in wanted] == ["handover", "settings"])


def test_a_closed_file_opens_nothing(opener, context, wanted, tmp_path):
    context.file.close()
    opener.open(file(tmp_path, "gói.zip"))
    assert wanted == []


def test_a_bundle_gets_its_verdict(context, show_page, tmp_path):
    page = show_page(HandoverPage(context))
    page.activate(bundle=file(tmp_path, "gói.zip"))
    (dialog,) = page.findChildren(VerdictDialog)
    assert dialog.isVisible()
    assert dialog.verdict.text() != handover_texts.VERDICT_GOOD


def test_a_copy_is_compared_with_the_file(context, show_page):
    page = show_page(BackupPage(context))
    copy = finish(backup.backing_up(context.file))
    context.notices.answers = [False]
    page.activate(copy=copy)
    assert [title for title, _, _ in context.notices.asked] == [backup_texts.ASK_TITLE]


def test_a_box_asks_for_its_passphrase(context, show_page, tmp_path, monkeypatch):
    source = file(tmp_path, "danh sách.txt")
    box = finish(privacy_box.seal(source, tmp_path / "gửi xã Yên Phú.khb", PASSPHRASE))
    out = tmp_path / "lấy ra"
    out.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    page = show_page(SettingsPage(context))
    page.activate(box=box)
    dialog = page.privacy.dialog
    assert dialog.windowTitle() == privacy_texts.UNSEAL_TITLE.format(box.name)
    dialog.secret.line.setText(PASSPHRASE)
    dialog.accept()
    assert (out / source.name).read_bytes() == b"x"
