"""The page «Sao lưu»: copies are made through the lane, checked, listed; putting one back is asked first."""

import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.services import backup, backup_restore, communes, groups
from khuyenhoc_desktop.services.backup_restore import Password
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui.backup import texts, words
from khuyenhoc_desktop.ui.backup.page import BackupPage

YEAR = 2026
Mode = QAbstractItemModelTester.FailureReportingMode


@pytest.fixture
def page(commune, make_context, show_page):
    return show_page(BackupPage(make_context(commune)))


def run(page, words):
    action = next(one for one in page.actions_shown() if one.text == words)
    assert action.enabled
    action.run()


def test_without_copies_the_page_says_what_to_do(page):
    assert page.body.currentWidget() is page.empty
    assert not page.actions_shown()[2].enabled


def test_a_copy_is_made_by_the_lane_and_listed(page):
    run(page, texts.MAKE)
    QAbstractItemModelTester(page.model, Mode.Fatal)
    (made,) = backup.backups(page.context.file.folder)
    assert page.context.lane.texts == [texts.WORKING]
    assert page.model.index(0, 6).data() == made.name
    assert page.model.index(0, 5).data().endswith(" MB")
    assert page.context.notices.statuses == [f"Đã sao lưu và kiểm tra: {made.name}"]
    assert page.body.currentWidget() is page.table


def test_a_copy_on_a_stick_holds_what_the_file_holds(page, tmp_path, monkeypatch):
    groups.add_group(page.context.file, "Thôn Hạ", "thôn", YEAR)
    stick = tmp_path / "usb"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(stick))
    run(page, texts.TO_USB)
    (copy,) = stick.iterdir()
    with sqlite3.connect(copy) as opened:
        assert opened.execute("SELECT name FROM residential_group").fetchall() == [("Thôn Hạ",)]
    opened.close()
    assert str(copy) in page.context.notices.told[0][1]
    assert page.context.settings.last_folder() == str(stick)


def test_a_stick_that_is_gone_is_told_with_its_cure(page, tmp_path, monkeypatch):
    blocked = tmp_path / "usb"
    blocked.write_text("no folder")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args: str(blocked))
    run(page, texts.TO_USB)
    assert page.context.notices.errors[0].code == "backup_failed"
    assert list(tmp_path.glob("**/*.tmp")) == []


@pytest.mark.parametrize("agreed", [True, False])
def test_putting_back_is_asked_and_leaves_the_closing_to_the_session(page, agreed):
    run(page, texts.MAKE)
    groups.add_group(page.context.file, "Thôn Hạ", "thôn", YEAR)
    wanted = []
    page.context.reopen_wanted.connect(lambda folder, meanwhile: wanted.append((folder, meanwhile)))
    page.context.notices.answers = [agreed]
    run(page, texts.RESTORE)
    assert "truoc-phuc-hoi" in page.context.notices.asked[0][1]
    assert bool(wanted) is agreed
    if agreed:
        (folder, meanwhile), file = wanted[0], page.context.file
        file.close()
        meanwhile()
        again = communes.open_commune(folder)
        assert groups.list_groups(again, YEAR) == []
        again.close()


def test_a_copy_from_elsewhere_is_named_before_it_is_put_back(page, tmp_path, monkeypatch):
    path = backup.make_backup(page.context.file, tmp_path / "usb")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.context.notices.answers = [False]
    run(page, texts.RESTORE_FILE)
    assert path.name in page.context.notices.asked[0][1]


@pytest.mark.parametrize("answer", [None, 0])
def test_the_copy_of_another_commune_is_put_back_on_its_own_button_alone(page, tmp_path, monkeypatch, answer):
    other = communes.create_commune(tmp_path / "k", "88888", "Khác", "Tỉnh", YEAR)
    path = backup.make_backup(other)
    other.close()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    page.context.notices.answers = [answer]
    run(page, texts.RESTORE_FILE)
    (asked,) = page.context.notices.asked
    assert asked[0] == "Bản sao của xã khác"
    assert asked[2][0] == "&Thôi"  # what Enter takes
    page.context.notices.answers = [1, False]
    run(page, texts.RESTORE_FILE)
    assert "không làm từ dữ liệu đang mở" in page.context.notices.asked[-1][1]


def test_the_newest_copy_is_on_top_and_the_keys_move(page, qtbot):
    run(page, texts.MAKE)
    run(page, texts.MAKE)
    names = [page.model.index(row, 6).data() for row in range(2)]
    assert names == [path.name for path in backup.backups(page.context.file.folder)]
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert page.current().copy.path.name == names[1]


def test_the_room_taken_is_told_and_what_stays_until_thrown_away(page):
    folder = page.context.file.folder
    page.make()
    assert "1 bản sao lưu" in page.room.text()
    assert "Tệp giữ lại" not in page.room.text()
    (folder / backup.FOLDER / "tep-hong-20261101-080000.db").write_bytes(bytes(2_500_000))
    rescued = folder / "cuu-du-lieu" / "20261101-080000"
    rescued.mkdir(parents=True)
    (rescued / "doc-duoc.db").write_bytes(bytes(1_000_000))
    page.reload()
    assert "2 tệp, 3,5 MB" in page.room.text()


@pytest.mark.parametrize(
    ("password", "told"), [("same", ""), ("kept", "vẫn được bảo vệ"), ("comes", "mỗi lần mở phải gõ mật khẩu")]
)
def test_the_preview_says_what_becomes_of_the_password(page, password, told):
    page.make()
    path = backup.backups(page.context.file.folder)[0]
    seen = finish(backup_restore.preview(page.context.file, path))
    text = words.preview(path.name, datetime(2026, 11, 30), replace(seen, password=Password(password)))
    assert (told in text) if told else ("Mật khẩu" not in text)
