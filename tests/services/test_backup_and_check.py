"""Copies are checked before they count; the check finds what was broken behind the program's back."""

import shutil
from pathlib import Path

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, backup_restore, check, communes, entry, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026


@pytest.fixture
def lived_in(tmp_path):
    file = communes.create_commune(tmp_path, "99999", "Mẫu", "Tỉnh", YEAR)
    group = groups.add_group(file, "Thôn Hạ", "thôn", YEAR)
    household = households.add(file, YEAR, group, HouseholdFields(head_name="Đặng Văn Ân"))
    entry.save_cells(file, YEAR, {(household, "C1_2"): 700}, "Chấm điểm")
    yield file
    file.close()


def codes(file):
    return {problem.code for problem in check.check(file)}


def behind_the_back(file, sql):
    raw = apsw.Connection(str(file.path))
    raw.pragma("foreign_keys", 0)
    raw.execute(sql)
    raw.close()


def test_a_sound_file_has_no_problems(lived_in):
    assert check.check(lived_in) == []


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE standing SET total = 100", "derived_differs"),
        ("DELETE FROM standing", "derived_differs"),
        ("UPDATE household_search SET find = 'x'", "search_differs"),
        ("UPDATE score SET value = 800", "derived_differs"),
        ("DELETE FROM household", "broken_reference"),
        ("UPDATE score SET subject_id = 5", "broken_reference"),
        ("INSERT INTO residential_group VALUES (7, 'Lạ', 'thôn', NULL, 2026, NULL, NULL)", "foreign_id"),
    ],
)
def test_the_check_finds_what_was_broken(lived_in, sql, code):
    behind_the_back(lived_in, sql)
    assert code in codes(lived_in)


def test_repair_recomputes_what_is_derived(lived_in):
    behind_the_back(lived_in, "UPDATE standing SET total = 100; DELETE FROM household_search")
    assert check.repair(lived_in) == []
    assert lived_in.value("SELECT total FROM standing WHERE title = 'learning_family'") == 700


def test_a_backup_restores_with_the_replaced_file_kept(lived_in):
    copy = backup.make_backup(lived_in)
    household = lived_in.value("SELECT id FROM household")
    households.delete(lived_in, [household], YEAR)
    lived_in.close()
    kept = backup_restore.restore(lived_in.folder, copy)
    file = communes.open_commune(lived_in.folder)
    assert file.value("SELECT deleted_at FROM household") is None
    file.close()
    assert apsw.Connection(str(kept)).execute("SELECT deleted_at FROM household").fetchall() != [(None,)]


def test_two_backups_in_one_second_are_two_files(lived_in):
    assert backup.make_backup(lived_in) != backup.make_backup(lived_in)
    assert len(backup.backups(lived_in.folder)) == 2


def test_a_damaged_copy_is_refused_and_nothing_touched(lived_in, tmp_path):
    copy = backup.make_backup(lived_in, tmp_path / "usb")
    damaged = bytearray(copy.read_bytes())
    damaged[4096:12288] = bytes(8192)
    copy.write_bytes(damaged)
    lived_in.close()
    before = lived_in.path.read_bytes()
    with pytest.raises(UserError) as refused:
        backup_restore.restore(lived_in.folder, copy)
    assert refused.value.code == "backup_unsound"
    assert lived_in.path.read_bytes() == before


def test_a_copy_to_a_place_that_is_a_file_is_refused(lived_in, tmp_path):
    (tmp_path / "usb").write_text("a file")
    with pytest.raises(UserError) as refused:
        backup.make_backup(lived_in, tmp_path / "usb")
    assert refused.value.code == "backup_failed"


def crashed_copy(folder, target):
    """A copy of the folder as a power cut leaves it: what was saved last stands in the -wal only."""
    shutil.copytree(folder, target)
    assert (target / "khuyenhoc.db-wal").stat().st_size > 0
    return target


def test_a_backup_that_still_has_its_wal_is_restored_whole(lived_in, tmp_path):
    groups.add_group(lived_in, "Thôn Cuối", "thôn", YEAR)
    raw = crashed_copy(lived_in.folder, tmp_path / "usb")
    lived_in.close()
    backup_restore.restore(lived_in.folder, raw / "khuyenhoc.db")
    file = communes.open_commune(lived_in.folder)
    assert [group.name for group in groups.list_groups(file, YEAR)] == ["Thôn Cuối", "Thôn Hạ"]
    assert check.check(file) == []
    file.close()


def test_restoring_keeps_what_stood_in_the_wal_of_the_replaced_file(lived_in, tmp_path):
    copy = backup.make_backup(lived_in, tmp_path / "usb")
    groups.add_group(lived_in, "Thôn Cuối", "thôn", YEAR)
    folder = crashed_copy(lived_in.folder, tmp_path / "xa")
    kept = backup_restore.restore(folder, copy)
    raw = apsw.Connection(str(kept))
    assert raw.execute("SELECT count(*) FROM residential_group").fetchall() == [(2,)]
    raw.close()
    file = communes.open_commune(folder)
    assert len(groups.list_groups(file, YEAR)) == 1
    file.close()


def test_a_damaged_file_can_be_replaced_and_is_kept(lived_in, tmp_path):
    copy = backup.make_backup(lived_in, tmp_path / "usb")
    lived_in.close()
    lived_in.path.write_bytes(b"damaged" * 5000)
    kept = backup_restore.restore(lived_in.folder, copy)
    assert kept.read_bytes() == b"damaged" * 5000
    communes.open_commune(lived_in.folder).close()


def test_a_restore_that_fails_half_way_leaves_the_file_in_its_place(lived_in, tmp_path, monkeypatch):
    copy = backup.make_backup(lived_in, tmp_path / "usb")
    lived_in.close()
    before = lived_in.path.read_bytes()
    real = Path.replace

    def replace(self, target):
        if Path(target) == lived_in.path and "restoring" in self.name:
            raise PermissionError(13, "in use")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(UserError) as refused:
        backup_restore.restore(lived_in.folder, copy)
    assert refused.value.code == "restore_failed"
    assert refused.value.cure
    assert lived_in.path.read_bytes() == before
    assert not list(lived_in.folder.glob("*restoring*"))


def test_ids_made_after_the_backup_are_not_made_again_after_restoring(lived_in):
    copy = backup.make_backup(lived_in)
    handed_up = groups.add_group(lived_in, "Thôn Đã Nộp", "thôn", YEAR)
    lived_in.close()
    backup_restore.restore(lived_in.folder, copy)
    file = communes.open_commune(lived_in.folder)
    assert groups.add_group(file, "Thôn Khác", "thôn", YEAR) > handed_up
    assert check.check(file) == []
    file.close()


def test_backups_are_listed_newest_first_also_within_one_second(lived_in):
    made = [backup.make_backup(lived_in) for _ in range(3)]
    assert backup.backups(lived_in.folder) == made[::-1]


def test_a_backup_stands_alone_and_opens_where_nothing_can_be_written(lived_in):
    copy = backup.make_backup(lived_in)
    assert copy.read_bytes()[18:20] == b"\x01\x01"  # not in WAL mode: no -wal or -shm is needed to read it
