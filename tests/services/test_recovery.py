"""A damaged commune file: whatever was done to it, it is read, compared with backup and journal, and kept."""

import random
import shutil
from datetime import datetime, timedelta
from pathlib import Path

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, check, communes, entry, groups, history, households, recovery
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.recovery import Way
from khuyenhoc_desktop.store import action
from khuyenhoc_desktop.store.recovery_pages import DamagedFile
from tests.store.facts import dump
from tests.store.titles import add_titles, lock

YEAR = 2026
PAGE = 4096


class TenYearsBack(datetime):
    """The clock of a computer whose battery is empty."""

    @classmethod
    def now(cls, tz=None):
        return datetime.now(tz) - timedelta(days=3650)


def work_more(file):
    """What was done after the last backup: a thôn, a household with scores, an undone action, a long note."""
    add_titles(file, YEAR)
    with_rulings(file)
    lock(file, YEAR - 1)
    group = groups.add_group(file, "Thôn Mới", "thôn", YEAR)
    new = households.add(file, YEAR, group, HouseholdFields(head_name="Lê Thị Sau", note="ghi chú dài " * 900))
    entry.save_cells(file, YEAR, {(new, "C1_1"): 700, (new, "C1_2"): 800}, "Chấm điểm hộ Sau")
    groups.add_group(file, "Thôn Nhầm", "thôn", YEAR)
    history.undo(file)


def with_rulings(file):
    """Who was recognised has a ruling that says so."""
    with file.action("test.rulings", "Ghi quyết định") as action:
        action.execute(
            "INSERT OR IGNORE INTO ruling SELECT subject_id, year, decision_id, 1, NULL FROM assessment"
            " WHERE recognised = 1"
        )


@pytest.fixture
def with_backup(sample):
    """The sample commune with a backup and later work; (folder, what it held, page numbers by table)."""
    backup.make_backup(sample)
    work_more(sample)
    held = dump(sample)
    pages = _pages(sample.path)
    sample.close()
    return sample.folder, held, pages


def _pages(path):
    raw = apsw.Connection(str(path))
    found = {}
    for name, number, kind in raw.execute("SELECT name, pageno, pagetype FROM dbstat"):
        found.setdefault((name, kind), []).append(number)
    raw.close()
    return found


def overwrite(folder, number, content=bytes(PAGE), at=0):
    path = folder / communes.FILE_NAME
    data = bytearray(path.read_bytes())
    data[(number - 1) * PAGE + at : (number - 1) * PAGE + at + len(content)] = content
    path.write_bytes(data)


def options(folder):
    before = (folder / communes.FILE_NAME).read_bytes()
    found = finish(recovery.rescue(folder))
    assert (folder / communes.FILE_NAME).read_bytes() == before  # looking changes nothing
    assert [option.recommended for option in found.options] == [True] + [False] * (len(found.options) - 1)
    return {option.way: option for option in found.options}


def opened_after(folder, option):
    before = (folder / communes.FILE_NAME).read_bytes()
    kept = recovery.go_on_with(folder, option)
    assert kept.read_bytes() == before
    assert kept.name.startswith("tep-hong-")
    return communes.open_commune(folder)


def first(pages, table, kind="leaf"):
    return pages[table, kind][0]


# What only a person can say when half of the file is gone: what a decision said, what was counted by hand.
LOST_WITH_HALF_OF_IT = {
    "measure_not_frozen",
    "override_without_score",
    "ruling_differs",
    "correction_of_nothing",
    "journal_gap",
}
DAMAGE = {
    "first page zeroed": lambda folder, pages: overwrite(folder, 1),
    "header torn": lambda folder, pages: overwrite(folder, 1, b"\xff" * 60, 20),
    "root of the scores torn": lambda folder, pages: overwrite(folder, first(pages, "score", "internal")),
    "a leaf of the scores zeroed": lambda folder, pages: overwrite(folder, first(pages, "score")),
    "a leaf of the households torn": lambda folder, pages: overwrite(
        folder, first(pages, "household"), bytes(2048), 2048
    ),
    "the thôn zeroed": lambda folder, pages: overwrite(folder, first(pages, "residential_group")),
    "noise over a leaf": lambda folder, pages: overwrite(
        folder, first(pages, "residence"), random.Random(7).randbytes(PAGE)
    ),
    "derived figures torn": lambda folder, pages: overwrite(folder, first(pages, "standing")),
}


@pytest.mark.parametrize("name", list(DAMAGE))
def test_backup_and_journal_bring_everything_back(with_backup, name):
    folder, held, pages = with_backup
    DAMAGE[name](folder, pages)
    found = options(folder)
    assert found[Way.ROLLED].missing_entries == 0
    assert found[Way.ROLLED].recommended
    file = opened_after(folder, found[Way.ROLLED])
    assert dump(file) == held
    assert check.check(file) == []
    assert history.can_redo(file)  # also what was undone is known as such
    file.close()


@pytest.mark.parametrize("name", list(DAMAGE))
def test_without_any_backup_what_can_be_read_makes_a_sound_file(with_backup, name):
    folder, held, pages = with_backup
    shutil.rmtree(folder / backup.FOLDER)
    DAMAGE[name](folder, pages)
    (option,) = options(folder).values()
    assert option.way is Way.SALVAGED
    file = opened_after(folder, option)
    now = dump(file)
    lost = {table: len(set(rows) - set(now[table])) for table, rows in held.items()}
    assert {table for table, count in lost.items() if count} <= {
        "score",
        "household",
        "residential_group",
        "residence",
    }
    assert sum(lost.values()) < 400
    # A thôn that stands in for a lost one has figures in the locked year, too.
    assert {problem.code for problem in check.check(file)} <= {"not_scored", "measure_not_frozen"}
    households.add(file, YEAR, groups.list_groups(file, YEAR)[0].id, HouseholdFields(head_name="Hộ Mới"))
    file.close()


def test_without_damage_the_pages_give_every_row(with_backup):
    folder, held, _ = with_backup
    file = opened_after(folder, options(folder)[Way.SALVAGED])
    assert dump(file) == held
    file.close()


def test_a_whole_backup_with_all_the_work_comes_before_salvaged_pages(sample):
    backup.make_backup(sample)
    pages = _pages(sample.path)
    sample.close()
    overwrite(sample.folder, first(pages, "household"))
    found = options(sample.folder)
    assert found[Way.BACKUP].recommended
    assert found[Way.BACKUP].missing_entries == found[Way.SALVAGED].missing_entries == 0


def test_what_only_the_wal_holds_is_read_too(sample, tmp_path):
    work_more(sample)
    held = dump(sample)
    crashed = shutil.copytree(sample.folder, tmp_path / "crashed")
    assert (crashed / f"{communes.FILE_NAME}-wal").stat().st_size > PAGE
    overwrite(crashed, 1)
    file = opened_after(crashed, options(crashed)[Way.SALVAGED])
    assert dump(file) == held
    file.close()


def test_a_half_written_transaction_of_the_wal_is_left_out(sample, tmp_path):
    held = dump(sample)
    groups.add_group(sample, "Thôn Dở Dang", "thôn", YEAR)
    crashed = shutil.copytree(sample.folder, tmp_path / "crashed")
    wal = crashed / f"{communes.FILE_NAME}-wal"
    wal.write_bytes(wal.read_bytes()[:-10])
    file = opened_after(crashed, options(crashed)[Way.SALVAGED])
    assert dump(file) == held
    file.close()


@pytest.mark.parametrize("share", [0.9, 0.5, 0.1])
def test_a_truncated_file_is_carried_by_its_backup(with_backup, share):
    folder, _, _ = with_backup
    path = folder / communes.FILE_NAME
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * share)])
    found = options(folder)
    for option in found.values():
        copy = shutil.copytree(folder, folder.with_name(f"{option.way}"))
        file = opened_after(copy, option)
        told = {problem.code for problem in check.check(file)}
        assert told <= (LOST_WITH_HALF_OF_IT if option.way is Way.SALVAGED else set())
        assert file.value("SELECT count(*) FROM household") > 0
        file.close()


def test_what_a_damaged_file_left_undone_does_not_spoil_the_one_in_its_place(with_backup):
    """A journal left beside the file would be played back into whatever bears its name."""
    folder, _, _ = with_backup
    path = folder / communes.FILE_NAME
    raw = apsw.Connection(str(path))
    raw.pragma("journal_mode", "persist")
    raw.execute(
        "BEGIN; UPDATE household SET note = 'dở dang'; UPDATE standing SET total = 1; PRAGMA cache_spill = 1"
    )
    raw.cache_flush()
    hot = Path(f"{path}-journal").read_bytes()
    raw.execute("ROLLBACK")
    raw.close()
    Path(f"{path}-journal").write_bytes(hot)
    overwrite(folder, 1)
    file = opened_after(folder, options(folder)[Way.BACKUP])
    assert check.check(file) == []
    assert file.value("SELECT count(*) FROM household WHERE note = 'dở dang'") == 0
    file.close()


def test_a_lost_wal_is_told_by_a_backup_that_holds_later_work(sample, tmp_path):
    folder = shutil.copytree(sample.folder, tmp_path / "crashed", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    assert recovery.lags_behind(folder) is None
    work_more(sample)
    backup.make_backup(sample, folder / backup.FOLDER)
    newest = recovery.lags_behind(folder)
    assert newest is not None
    assert newest.entry == sample.value("SELECT max(id) FROM journal")
    assert options(folder)[Way.BACKUP].recommended


def test_a_lost_wal_is_told_also_where_the_clock_went_back_by_years(sample, tmp_path, monkeypatch):
    folder = shutil.copytree(sample.folder, tmp_path / "crashed", ignore=shutil.ignore_patterns("*-wal", "*-shm"))
    other = shutil.copytree(folder, tmp_path / "other")
    monkeypatch.setattr(action, "datetime", TenYearsBack)
    work_more(sample)
    backup.make_backup(sample, folder / backup.FOLDER)
    newest = recovery.lags_behind(folder)
    assert newest is not None
    assert newest.entry_at < "2020"
    with_work_of_its_own = communes.open_commune(other)
    groups.add_group(with_work_of_its_own, "Thôn Riêng", "thôn", YEAR)
    with_work_of_its_own.close()
    shutil.copytree(folder / backup.FOLDER, other / backup.FOLDER)
    assert recovery.lags_behind(other) is None


def test_a_gap_in_the_journal_ends_the_carrying_on_and_is_counted(with_backup):
    folder, _, _ = with_backup
    raw = apsw.Connection(str(folder / communes.FILE_NAME))
    last = raw.execute("SELECT max(id) FROM journal").fetchall()[0][0]
    raw.execute("DELETE FROM journal WHERE id = ?", (last - 2,))
    raw.close()
    found = options(folder)
    assert found[Way.ROLLED].missing_entries == 3
    assert found[Way.SALVAGED].missing_entries == 1
    assert found[Way.BACKUP].missing_entries == 7


def test_a_backup_of_another_line_is_not_carried_on(with_backup, tmp_path):
    folder, _, _ = with_backup
    shutil.rmtree(folder / backup.FOLDER)
    other = communes.create_commune(tmp_path / "k", "88888", "Khác", "Tỉnh", YEAR)
    group = groups.add_group(other, "Thôn Kia", "thôn", YEAR)
    households.add(other, YEAR, group, HouseholdFields(head_name="Vũ Văn Kia"))
    backup.make_backup(other, folder / backup.FOLDER)
    other.close()
    assert set(options(folder)) == {Way.SALVAGED, Way.BACKUP}


def test_noise_and_nothing_are_refused_in_words(tmp_path):
    for content in (b"", random.Random(3).randbytes(50_000)):
        folder = tmp_path / f"x{len(content)}"
        folder.mkdir()
        (folder / communes.FILE_NAME).write_bytes(content)
        with pytest.raises(UserError) as refused:
            finish(recovery.rescue(folder))
        assert refused.value.code == "nothing_to_rescue"
        assert (folder / communes.FILE_NAME).read_bytes() == content


def test_random_noise_over_any_page_never_stops_the_reading(with_backup):
    folder, _, _ = with_backup
    path = folder / communes.FILE_NAME
    chance, whole = random.Random(11), path.read_bytes()
    for _ in range(40):
        data = bytearray(whole)
        at = chance.randrange(len(data))
        data[at : at + chance.choice((1, 8, 300, PAGE))] = chance.randbytes(chance.choice((1, 8, 300)))
        path.write_bytes(data)
        damaged = DamagedFile(path)
        for number in range(1, damaged.count + 1):
            try:
                damaged.records(number)
            except ValueError:
                continue
