"""Copies that come by themselves: every half hour in which something was done, before risky steps, at closing."""

from datetime import datetime, timedelta

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, backup_second, communes, groups
from khuyenhoc_desktop.services.progress import Progress, finish
from khuyenhoc_desktop.ui.backup import keeper as keepers
from khuyenhoc_desktop.ui.backup import texts, words
from khuyenhoc_desktop.ui.backup.keeper import BackupKeeper, copy_at_closing, safely

YEAR = 2026


@pytest.fixture
def context(commune, make_context):
    return make_context(commune)


@pytest.fixture
def keeper(context):
    return BackupKeeper(context)


def reasons(context):
    return [copy.facts.reason for copy in backup.copies_in(context.file.folder / backup.FOLDER)]


def refusing(*_arguments):
    yield Progress(0, 0, "")
    raise UserError("backup_no_room", "Không đủ chỗ.", "Xóa bớt tệp.")


def test_a_copy_comes_only_when_something_was_done(keeper, context):
    keeper.tick()
    keeper.tick()
    assert reasons(context) == [backup.HALF_HOUR]
    groups.add_group(context.file, "Thôn Hạ", "thôn", YEAR)
    keeper.tick()
    assert len(reasons(context)) == 2


def test_the_clock_of_the_copies_runs_every_half_hour(keeper):
    assert keeper._timer.interval() == 30 * 60 * 1000
    assert keeper._timer.isActive()


def test_the_stick_gets_its_copy_when_it_is_in_and_its_last_is_old(keeper, context, tmp_path):
    stick = tmp_path / "usb"
    finish(backup_second.copying_to_second(context.file, stick))
    keeper.tick()
    assert len(list(stick.glob("*.db"))) == 1  # fresh enough
    _aged(context.file, timedelta(days=2))
    keeper.tick()
    assert len(list(stick.glob("*.db"))) == 2
    _aged(context.file, timedelta(days=2))
    for path in stick.iterdir():
        path.unlink()
    stick.rmdir()
    keeper.tick()
    assert not stick.exists()  # pulled out: nothing is made in its place
    assert context.notices.errors == []


def _aged(file, by):
    file.remember("backup.second_at", (datetime.now() - by).isoformat(timespec="seconds"))


def test_an_old_second_copy_is_reminded_of_at_the_start(keeper, context, tmp_path):
    finish(backup_second.copying_to_second(context.file, tmp_path / "usb"))
    keeper.look_back()
    assert context.notices.statuses == []
    _aged(context.file, timedelta(days=9))
    keeper.look_back()
    (told,) = context.notices.statuses
    assert "đã cũ (9 ngày trước): cắm USB, mở trang Sao lưu" in told  # the reader is on another page


def test_what_stands_in_the_way_is_told_once_in_full(keeper, context, monkeypatch):
    monkeypatch.setattr(backup, "ensure_backup", refusing)
    keeper.tick()
    keeper.tick()
    assert [error.code for error in context.notices.errors] == ["backup_no_room"]
    assert context.notices.statuses == [texts.AGAIN_FAILED]


def test_a_risky_step_waits_for_its_copy(context):
    seen = []
    safely(context, backup.MERGE, lambda: seen.append(reasons(context)))
    assert seen == [[backup.MERGE]]


def test_without_a_copy_the_risky_step_is_not_begun(context, monkeypatch):
    monkeypatch.setattr(backup, "ensure_backup", refusing)
    begun = []
    safely(context, backup.MERGE, lambda: begun.append(1))
    assert begun == []
    assert [error.code for error in context.notices.errors] == ["backup_no_room"]


def test_closing_makes_a_copy_and_never_refuses_to_close(context, monkeypatch):
    copy_at_closing(context.file, context.settings)
    assert reasons(context) == [backup.CLOSING]
    monkeypatch.setattr(backup, "ensure_backup", refusing)
    copy_at_closing(context.file, context.settings)
    keeper = BackupKeeper(context)
    keeper.look_back()
    assert context.notices.statuses == [texts.CLOSING_FAILED.format("Không đủ chỗ.")]
    monkeypatch.undo()
    copy_at_closing(context.file, context.settings)
    context.notices.statuses.clear()
    keeper.look_back()
    assert context.notices.statuses == []


@pytest.mark.parametrize("agreed", [True, False])
def test_a_file_that_lost_its_last_work_is_told_at_the_start(keeper, context, tmp_path, monkeypatch, agreed):
    other = communes.create_commune(tmp_path / "full", "99999", "An Học", "Tỉnh mẫu", YEAR)
    for name in ("Thôn Hạ", "Thôn Trung"):
        groups.add_group(other, name, "thôn", YEAR)
    other.query("UPDATE journal SET at = '2099-01-01T08:00:00' WHERE id = (SELECT max(id) FROM journal)")
    backup.make_backup(other, context.file.folder / backup.FOLDER)
    other.close()
    wanted = []
    context.reopen_wanted.connect(lambda folder, _meanwhile: wanted.append(folder))
    context.notices.answers = [agreed]
    keeper.look_back()
    assert "01/01/2099 08:00" in context.notices.asked[0][1]
    assert wanted == ([context.file.folder] if agreed else [])


def test_a_file_with_all_its_work_is_not_asked_about(keeper, context):
    backup.make_backup(context.file)
    keeper.look_back()
    assert context.notices.asked == []


@pytest.mark.parametrize(
    ("days", "told"),
    [(0, "hôm nay"), (1, "hôm qua"), (2, "2 ngày trước"), (40, "40 ngày trước"), (-3, "03/12/2026")],
)
def test_ages_in_words(days, told):
    now = datetime(2026, 11, 30, 8, 0)
    assert words.age(now - timedelta(days=days), now) == told
    assert words.age(None, now) == "chưa có"


def test_the_keeper_names_every_reason():
    named = {value for name, value in vars(backup).items() if name.isupper() and isinstance(value, str)}
    kept_for = {backup.IMPORT, backup.MERGE, backup.NEW_YEAR, backup.CARRY, backup.RESTORE, backup.CLOSING}
    assert kept_for <= set(texts.REASONS) & named
    assert keepers.EVERY == 1_800_000
