"""The rescue screen: reads beside the window, shows what there is, changes nothing until a way is chosen."""

from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.services import backup, check, communes, groups, privacy
from khuyenhoc_desktop.services.recovery import Way
from khuyenhoc_desktop.store.encryption import KEYRING
from khuyenhoc_desktop.ui.lock.dialog import PasswordDialog
from khuyenhoc_desktop.ui.rescue import texts
from khuyenhoc_desktop.ui.rescue.dialog import RescueDialog, lost_words, run_rescue
from tests.ui.conftest import FakeNotices

YEAR = 2026
PASSWORD = "ruộng lúa xanh mướt"


@pytest.fixture
def damaged(sample):
    """A folder whose file has a zeroed first page, with a backup and one later entry."""
    backup.make_backup(sample)
    groups.add_group(sample, "Thôn Sau", "thôn", YEAR)
    sample.close()
    content = bytearray(sample.path.read_bytes())
    content[:4096] = bytes(4096)
    sample.path.write_bytes(content)
    return sample.folder


@pytest.fixture
def notices():
    return FakeNotices()


@pytest.fixture
def dialog(qtbot, damaged, notices):
    made = RescueDialog(damaged, notices)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.choices.buttons()), timeout=20_000)
    yield made
    made.reject()


def test_the_ways_are_shown_with_what_they_hold_and_none_is_chosen(dialog):
    assert {option.way for option in dialog._options} == set(Way)
    assert dialog.choices.checkedId() == -1
    assert not dialog.use.isEnabled()
    first = dialog.choices.button(0)
    assert first.text() == texts.RECOMMENDED.format(texts.ROLLED)
    assert first.hasFocus()
    assert texts.COMPLETE in first.accessibleDescription()
    backup_card = dialog.choices.button([option.way for option in dialog._options].index(Way.BACKUP))
    assert texts.MISSING.format(1) in backup_card.accessibleDescription()


def test_every_card_has_room_for_its_words(dialog, qtbot):
    cards = [button.parentWidget() for button in dialog.choices.buttons()]
    qtbot.waitUntil(
        lambda: all(card.height() >= card.heightForWidth(card.width()) for card in cards), timeout=2000
    )


@pytest.mark.parametrize(
    ("pages", "records", "told"),
    [
        (0, 0, ""),
        (0, 1207, "Có 1.207 dòng của tệp không đọc được."),
        (3, 0, "Có 3 trang của tệp không đọc được."),
        (3, 7, "Có 3 trang và 7 dòng của tệp không đọc được."),
    ],
)
def test_only_what_was_lost_is_told(pages, records, told):
    found = SimpleNamespace(salvage=SimpleNamespace(bad_pages=pages, bad_records=records, filled=None), options=())
    assert lost_words(found) == told


def test_leaving_changes_nothing(dialog, damaged):
    before = (damaged / communes.FILE_NAME).read_bytes()
    dialog.reject()
    assert (damaged / communes.FILE_NAME).read_bytes() == before


def test_the_chosen_way_takes_the_files_place(dialog, damaged, notices):
    before = (damaged / communes.FILE_NAME).read_bytes()
    dialog.choices.button(0).click()
    dialog.use.click()
    assert dialog.result() == RescueDialog.DialogCode.Accepted
    (kept,) = (damaged / backup.FOLDER).glob("tep-hong-*.db")
    assert kept.read_bytes() == before
    assert str(kept) in notices.told[0][1]
    file = communes.open_commune(damaged)
    assert "Thôn Sau" in [group.name for group in groups.list_groups(file, YEAR)]
    assert check.check(file) == []
    file.close()


def test_a_backup_from_a_stick_can_be_taken_instead(dialog, damaged, tmp_path, monkeypatch):
    (copy,) = backup.backups(damaged)
    stick = tmp_path / "usb.db"
    stick.write_bytes(copy.read_bytes())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(stick), ""))
    dialog.from_file()
    assert dialog.result() == RescueDialog.DialogCode.Accepted
    communes.open_commune(damaged).close()


def test_a_bad_backup_is_refused_and_the_screen_stays(dialog, tmp_path, notices, monkeypatch):
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"x" * 9000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(bad), ""))
    dialog.from_file()
    assert notices.errors[0].code == "backup_unsound"
    assert dialog.isVisible()


def test_nothing_to_rescue_is_told_and_another_file_can_still_be_chosen(qtbot, tmp_path, notices):
    (tmp_path / communes.FILE_NAME).write_bytes(b"noise" * 2000)
    made = RescueDialog(tmp_path, notices)
    qtbot.addWidget(made)
    qtbot.waitUntil(lambda: bool(notices.errors), timeout=20_000)
    assert notices.errors[0].code == "nothing_to_rescue"
    made.reject()


def test_closing_while_it_reads_stops_the_reading(qtbot, damaged, notices):
    made = RescueDialog(damaged, notices)
    qtbot.addWidget(made)
    made.reject()
    assert made._reading.isFinished()


@pytest.mark.parametrize("given", [True, False])
def test_a_protected_file_asks_for_its_password_first(qtbot, sample, notices, monkeypatch, given):
    sample.close()
    privacy.set_password(sample.folder, PASSWORD)
    sample.path.write_bytes(sample.path.read_bytes()[:24] + bytes(4072) + sample.path.read_bytes()[4096:])
    KEYRING.forget_all()
    shown = []

    def typing(dialog):
        for word in ("sai mật khẩu", PASSWORD) if given else ():
            dialog.secret.set_value(word)
            dialog.accept()
            shown.append(dialog.secret.problem())
        return dialog.result()

    def reading(dialog):
        qtbot.waitUntil(lambda: bool(dialog.choices.buttons()) or bool(notices.errors), timeout=20_000)
        shown.append(dialog.lost.text())
        dialog.reject()
        return dialog.result()

    monkeypatch.setattr(PasswordDialog, "exec", typing)
    monkeypatch.setattr(RescueDialog, "exec", reading)
    assert not run_rescue(sample.folder, notices)
    if given:
        assert shown[0].code == "wrong_password"
        assert texts.WITHOUT_PASSWORD not in shown[-1]
        assert notices.errors == []
    else:
        assert shown == [texts.WITHOUT_PASSWORD]
        assert [error.code for error in notices.errors] == ["nothing_to_rescue"]
    KEYRING.forget_all()
