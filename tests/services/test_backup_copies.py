"""Copies: what they tell, what makes them fail, what thinning removes, and what a restore would change."""

import os
import shutil
import subprocess
import sys
from collections import namedtuple
from datetime import datetime, timedelta
from pathlib import Path

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, backup_restore, check, communes, entry, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store import copies
from khuyenhoc_desktop.ui.backup import words
from tests.store.facts import dump
from tests.store.titles import add_titles

YEAR = 2026


@pytest.fixture
def lived_in(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    ids = [households.add(commune, YEAR, group, HouseholdFields(head_name=f"Đặng Văn {n}")) for n in "ABC"]
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 700, (ids[1], "C1_1"): 800}, "Chấm điểm")
    return commune


def leftovers(folder):
    return [path.name for path in folder.rglob("*") if ".tmp" in path.name or path.name.endswith("-journal")]


def test_a_copy_tells_what_it_holds_and_that_it_was_checked(lived_in):
    path = backup.make_backup(lived_in, reason=backup.HALF_HOUR)
    (copy,) = backup.copies_in(path.parent)
    told = copy.facts
    assert (told.name, told.households, told.scores, told.years) == ("An Học", 3, 2, (YEAR,))
    assert (told.reason, copy.is_checked, copy.size) == (backup.HALF_HOUR, True, path.stat().st_size)
    assert told.entry == lived_in.value("SELECT max(id) FROM journal")
    assert abs(copy.made - datetime.now()) < timedelta(seconds=20)


def test_the_first_copy_of_a_day_that_comes_by_itself_is_checked_to_the_last_row(lived_in):
    reasons = (backup.MANUAL, backup.HALF_HOUR, backup.CLOSING)
    made = [backup.make_backup(lived_in, reason=reason) for reason in reasons]
    assert [copies.facts_of(path).recomputed for path in made] == [copies.SOME, copies.ALL, copies.SOME]


def test_the_facts_of_a_copy_equal_those_of_the_file(lived_in, tmp_path):
    path = backup.make_backup(lived_in, tmp_path / "usb")
    target = tmp_path / "khác"
    backup_restore.restore(target, path)
    other = communes.open_commune(target)
    assert dump(other) == dump(lived_in)
    assert check.check(other) == []
    assert other.value("SELECT count(*) FROM memory WHERE key = ?", (copies.FACTS_KEY,)) == 0
    other.close()


def test_only_what_was_done_makes_another_copy(lived_in):
    assert backup.changed(lived_in)
    assert finish(backup.ensure_backup(lived_in, backup.CLOSING)) is not None
    assert not backup.changed(lived_in)
    assert finish(backup.ensure_backup(lived_in, backup.CLOSING)) is None
    lived_in.remember("cột", "1")
    assert not backup.changed(lived_in)
    groups.add_group(lived_in, "Thôn Trung", "thôn", YEAR)
    assert backup.changed(lived_in)


def test_a_clock_set_back_does_not_hide_that_something_changed(lived_in, monkeypatch):
    made = backup.make_backup(lived_in)
    later = made.with_name("khuyenhoc-20990101-000000.db")
    made.rename(later)
    assert not backup.changed(lived_in)
    groups.add_group(lived_in, "Thôn Trung", "thôn", YEAR)
    path = finish(backup.ensure_backup(lived_in, backup.HALF_HOUR))
    assert path is not None
    assert later.exists()
    assert backup.newest_good(lived_in.folder) == path  # by what it holds, not by its name


@pytest.mark.parametrize("harm", ["standing SET total = 100", "household_search SET find = 'x'"])
def test_a_file_whose_figures_are_wrong_gives_no_copy(lived_in, harm):
    raw = apsw.Connection(str(lived_in.path))
    raw.execute(f"UPDATE {harm}")
    raw.close()
    with pytest.raises(UserError) as refused:
        backup.make_backup(lived_in)
    assert refused.value.code == "backup_unsound"
    assert backup.backups(lived_in.folder) == leftovers(lived_in.folder) == []


def spoil(path, at, length=512):
    content = bytearray(path.read_bytes())
    content[at : at + length] = bytes(length)
    path.write_bytes(content)


def test_a_copy_that_the_disk_wrote_wrongly_does_not_count(lived_in, monkeypatch):
    real = copies.check_copy

    def spoiled(path, *rest, **more):
        spoil(path, 4096 * 3, 4096)
        return real(path, *rest, **more)

    monkeypatch.setattr(copies, "check_copy", spoiled)
    with pytest.raises(UserError) as refused:
        backup.make_backup(lived_in)
    assert refused.value.code == "backup_unsound"
    assert backup.backups(lived_in.folder) == leftovers(lived_in.folder) == []


def test_a_row_lost_on_the_way_is_found_by_the_counts(lived_in, monkeypatch):
    real = copies.check_copy

    def short(path, *rest, **more):
        raw = apsw.Connection(str(path))
        raw.execute("DELETE FROM target; DELETE FROM journal WHERE id = 2")
        raw.close()
        return real(path, *rest, **more)

    monkeypatch.setattr(copies, "check_copy", short)
    with pytest.raises(UserError):
        backup.make_backup(lived_in)
    assert backup.backups(lived_in.folder) == []


def test_damage_in_the_file_itself_is_told_as_such(lived_in):
    for number in range(300):
        groups.add_group(lived_in, f"Thôn rất dài {number} " + "x" * 300, "thôn", YEAR)
    lived_in.close()
    root = _root(lived_in.path, "residential_group")
    lived_in.open_here()
    lived_in.query("PRAGMA cache_size = 0")
    content = bytearray(lived_in.path.read_bytes())
    content[(root - 1) * 4096 + 8 : root * 4096] = bytes(4088)
    lived_in.path.write_bytes(content)
    with pytest.raises(UserError) as refused:
        backup.make_backup(lived_in)
    assert refused.value.code in ("source_damaged", "corrupt")
    assert backup.backups(lived_in.folder) == []


def _root(path, table):
    raw = apsw.Connection(str(path))
    root = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchall()[0][0]
    raw.close()
    return root


def test_no_room_is_told_before_anything_is_written(lived_in, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage(10**9, 10**9, 1000))
    with pytest.raises(UserError) as refused:
        backup.make_backup(lived_in)
    assert refused.value.code == "backup_no_room"
    assert "MB" in refused.value.message


LIMITED = """
import resource, signal, sys
from pathlib import Path
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, communes
file = communes.open_commune(Path(sys.argv[1]))
file.value("SELECT 1")
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    backup.make_backup(file, Path(sys.argv[2]))
except UserError as refusal:
    print(refusal.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are POSIX")
def test_a_disk_that_fills_while_writing_leaves_no_half_copy(lived_in, tmp_path):
    lived_in.close()
    arguments = [sys.executable, "-c", LIMITED, str(lived_in.folder), str(tmp_path / "usb")]
    run = subprocess.run(arguments, capture_output=True, text=True, check=False, env=os.environ)
    assert run.stdout.strip() in ("disk_full", "disk_fault", "backup_failed"), run.stderr
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_stick_pulled_out_is_told_in_words(lived_in, tmp_path, monkeypatch):
    def gone(_path):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(backup, "to_the_disk", gone)
    with pytest.raises(UserError) as refused:
        backup.make_backup(lived_in, tmp_path / "usb")
    assert refused.value.code == "backup_failed"
    assert list((tmp_path / "usb").iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from khuyenhoc_desktop.services import backup, communes
file = communes.open_commune(Path(sys.argv[1]))
job = backup.backing_up(file)
for _ in range(int(sys.argv[2])):
    next(job)
os._exit(9)
"""


@pytest.mark.parametrize("steps", [3, 4, 5])
def test_a_copy_killed_half_way_does_not_count_and_is_cleared_away(lived_in, steps):
    lived_in.close()
    run = subprocess.run([sys.executable, "-c", KILLED, str(lived_in.folder), str(steps)], check=False)
    assert run.returncode == 9
    assert backup.backups(lived_in.folder) == []
    lived_in.open_here()
    left = leftovers(lived_in.folder)
    assert left
    backup.make_backup(lived_in)
    assert leftovers(lived_in.folder) == left  # another run may be at it
    for name in left:
        os.utime(lived_in.folder / backup.FOLDER / name, (0, 0))
    assert backup.is_sound(backup.make_backup(lived_in))
    assert leftovers(lived_in.folder) == []


def test_a_cancelled_copy_leaves_nothing(lived_in):
    job = backup.backing_up(lived_in)
    next(job), next(job), next(job)
    job.close()
    assert backup.backups(lived_in.folder) == leftovers(lived_in.folder) == []
    groups.add_group(lived_in, "Thôn Trung", "thôn", YEAR)  # the file is free again


def test_old_copies_are_thinned_but_never_those_of_another_commune(lived_in, tmp_path):
    stick = tmp_path / "usb"
    made = backup.make_backup(lived_in, stick)
    other = communes.create_commune(tmp_path / "k", "88888", "Khác", "Tỉnh", YEAR)
    foreign = backup.make_backup(other, stick)
    other.close()
    old = datetime.now() - timedelta(days=20)
    for number in range(8):
        stamp = old.replace(hour=8 + number, minute=0, second=0)
        shutil.copy(made, stick / f"khuyenhoc-{stamp:%Y%m%d-%H%M%S}.db")
        shutil.copy(foreign, stick / f"khuyenhoc-{stamp:%Y%m%d-%H%M%S}-2.db")
    (stick / "khuyenhoc-ghi-chu.db").write_text("not a copy")
    backup.make_backup(lived_in, stick)
    aged = [copy for copy in backup.copies_in(stick) if datetime.now() - copy.made > timedelta(days=1)]
    names = [copy.facts.name for copy in aged if copy.facts]
    assert (names.count("An Học"), names.count("Khác")) == (1, 8)
    assert (stick / "khuyenhoc-ghi-chu.db").exists()


def test_a_damaged_copy_is_listed_as_such(lived_in):
    path = backup.make_backup(lived_in)
    path.write_bytes(b"x" * 5000)
    (copy,) = backup.copies_in(path.parent)
    assert copy.facts is None
    assert not copy.is_checked
    assert backup.newest_good(lived_in.folder) is None


def test_the_preview_counts_what_would_change_and_names_the_later_work(lived_in):
    path = backup.make_backup(lived_in)
    group = groups.list_groups(lived_in, YEAR)[0].id
    new = households.add(lived_in, YEAR, group, HouseholdFields(head_name="Đặng Thị D"))
    entry.save_cells(lived_in, YEAR, {(new, "C1_1"): 500, (new, "C1_2"): 500}, "Chấm điểm hộ D")
    seen = finish(backup_restore.preview(lived_in, path))
    assert (seen.now.households, seen.copy.households) == (4, 3)
    assert (seen.differences.households, seen.differences.scores) == (1, {YEAR: 2})
    assert seen.differences.assessments == {YEAR: 1}
    assert seen.later[0] == "Chấm điểm hộ D"
    assert len(seen.later) == 2
    assert not seen.is_other_commune


def test_the_preview_counts_persons_clans_and_units(lived_in):
    path = backup.make_backup(lived_in)
    told = add_titles(lived_in, YEAR)
    seen = finish(backup_restore.preview(lived_in, path))
    assert seen.differences.subjects == len(told["people"]) + 2
    assert (seen.now.persons, seen.now.clans, seen.now.units) == (len(told["people"]), 1, 1)
    assert (seen.copy.persons, seen.copy.clans, seen.copy.units) == (0, 0, 0)
    assert "4 người, 1 dòng họ, 1 đơn vị, " in words.side(seen.now)
    assert "người" not in words.side(seen.copy)


def test_the_preview_counts_decisions(lived_in):
    path = backup.make_backup(lived_in)
    with lived_in.action("decision.add", "Ghi quyết định") as action:
        new = action.new_id()
        action.execute(
            "INSERT INTO decision (id, year, title, number) VALUES (?, ?, 'learning_family', '45/QĐ-UBND')",
            (new, YEAR),
        )
    seen = finish(backup_restore.preview(lived_in, path))
    assert (seen.differences.decisions, seen.differences.others) == (1, 0)
    assert "1 quyết định" in words.preview(path.name, datetime(2026, 11, 20), seen)


def test_a_copy_of_another_commune_is_refused_unless_confirmed(lived_in, tmp_path):
    other = communes.create_commune(tmp_path / "k", "88888", "Khác", "Tỉnh", YEAR)
    copy = backup.make_backup(other)
    other.close()
    assert finish(backup_restore.preview(lived_in, copy)).is_other_commune
    assert finish(backup_restore.preview(lived_in, copy)).later is None
    lived_in.close()
    before = lived_in.path.read_bytes()
    with pytest.raises(UserError) as refused:
        backup_restore.restore(lived_in.folder, copy)
    assert refused.value.code == "other_commune"
    assert lived_in.path.read_bytes() == before
    backup_restore.restore(lived_in.folder, copy, other_commune=True)
    opened = communes.open_commune(lived_in.folder)
    assert communes.facts(opened).name == "Khác"
    opened.close()


def test_a_restore_cut_off_between_its_renamings_is_ended_at_the_next_start(lived_in, monkeypatch):
    path = backup.make_backup(lived_in)
    lived_in.close()
    real = Path.replace

    class PowerCut(BaseException):
        pass

    def cut(self, target):
        if self.name.endswith("restoring"):
            raise PowerCut
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", cut)
        with pytest.raises(PowerCut):
            backup_restore.restore(lived_in.folder, path)
    assert not lived_in.path.exists()
    backup_restore.finish_interrupted(lived_in.folder)
    opened = communes.open_commune(lived_in.folder)
    assert opened.value("SELECT count(*) FROM household") == 3
    assert check.check(opened) == []
    opened.close()
    assert len(list((lived_in.folder / backup.FOLDER).glob("truoc-phuc-hoi-*.db"))) == 1
