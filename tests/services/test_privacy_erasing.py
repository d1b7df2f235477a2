"""Erasing one household: nothing of it is left in facts, journal, search or -wal; the rest works as before."""

import pytest

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import (
    backup,
    check,
    drafts,
    entry,
    groups,
    history,
    households,
    privacy_erasing,
    recognition,
)
from khuyenhoc_desktop.services.left_files import room_taken
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store.changeset_rewriting import rewritten
from khuyenhoc_desktop.store.changesets import unpacked
from tests.store.facts import dump

YEAR = 2026
NAMES = ("Đặng Thị Kín Đáo", "Đặng Thị Kín", "Xóm Khuất Nẻo", "001183012394", "riêng tư", "KD-007", "1961-04-30")


@pytest.fixture
def household(sample):
    """A household that was added, renamed, scored, registered, recognised, deleted and taken back."""
    group = groups.list_groups(sample, YEAR)[0].id
    where, number, note = "Xóm Khuất Nẻo", "001183012394", "riêng tư"
    fields = HouseholdFields("KD-007", "Đặng Thị Kín", "1961-04-30", 3, 1, where, number, note)
    made = households.add(sample, YEAR, group, fields)
    households.edit(sample, made, HouseholdFields("KD-007", "Đặng Thị Kín Đáo", "1961-04-30", 4, 1, where))
    entry.save_cells(sample, YEAR, {(made, "C1_1"): 700}, "Chấm điểm hộ Đặng Thị Kín Đáo")
    recognition.set_registered(sample, YEAR, [made], True)
    households.delete(sample, [made], YEAR)
    history.undo(sample)
    drafts.keep(sample, drafts.Draft("household", YEAR, made, "Đặng Thị Kín Đáo", {"note": "x"}, {}))
    return made


def erase(sample, household):
    return finish(privacy_erasing.erase_household(sample, household))


def holding(folder):
    """The files of a folder in which any of the words stands, readable as it is or inside a packed changeset."""
    found = set()
    for path in folder.rglob("*"):
        if path.is_file() and any(word.encode() in path.read_bytes() for word in NAMES):
            found.add(path.name)
    return found


def journal_words(file):
    sql = "SELECT summary, changeset FROM journal"
    return [
        word
        for summary, kept in file.query(sql)
        for word in NAMES
        if word in summary or word.encode() in unpacked(kept)
    ]


def test_nothing_of_it_is_left_in_the_file(sample, household):
    assert journal_words(sample)
    assert holding(sample.folder)
    erased = erase(sample, household)
    assert journal_words(sample) == []
    assert drafts.kept(sample) == []
    sample.close()
    assert holding(sample.folder) == set()
    assert erased.still_in == ()
    sample.open_here()


def test_the_figures_stay_and_the_check_is_clean(sample, household):
    standings = sample.query("SELECT * FROM standing ORDER BY 1, 2")
    erase(sample, household)
    assert check.check(sample) == []
    assert sample.query("SELECT * FROM standing ORDER BY 1, 2") == standings
    row = households.get(sample, household, YEAR)
    assert row.head_name == "Hộ đã xóa dữ liệu 1"
    assert (row.member_count, row.born, row.personal_number, row.address) == (4, None, None, None)
    assert households.find_ids(sample, households.Query(YEAR, text="kín đáo")) == []


def test_every_entry_can_still_be_taken_back_and_done_again(sample, household):
    erase(sample, household)
    held = dump(sample)
    taken_back = 0
    for one in history.entries(sample, 500):
        if one.kind == "do" and not one.undone:
            history.undo(sample, one.id)
            taken_back += 1
    assert taken_back > 4
    assert [one.code for one in check.check(sample) if one.is_error] == []
    assert journal_words(sample) == []
    for _ in range(taken_back):
        history.redo(sample)
    assert dump(sample) == held


def test_the_erasing_itself_is_told_without_a_name_and_not_taken_back(sample, household):
    erase(sample, household)
    last = history.entries(sample, 1)[0]
    assert (last.summary, last.action) == (privacy_erasing.SUMMARY, "household.erase")
    with pytest.raises(UserError) as refused:
        history.undo(sample, last.id)
    assert refused.value.code == "not_undoable"


def test_copies_that_still_hold_it_are_named_and_removed_only_on_word(sample, household):
    old = backup.make_backup(sample)
    damaged = old.with_name("tep-hong-20261101-080000.db")
    damaged.write_bytes(b"x" * 5000)
    erased = erase(sample, household)
    assert set(erased.still_in) == {old, damaged}
    assert erased.copy.exists()
    assert room_taken(sample.folder).aside == 1
    assert privacy_erasing.remove_copies(erased.still_in) == []
    assert backup.backups(sample.folder) == [erased.copy]
    assert holding(sample.folder / backup.FOLDER) == set()


def test_a_copy_from_before_the_household_does_not_count(sample, household):
    old = backup.make_backup(sample)
    group = groups.list_groups(sample, YEAR)[0].id
    later = households.add(sample, YEAR, group, HouseholdFields(head_name="Lý Văn Sau"))
    assert old not in erase(sample, later).still_in


def test_others_of_the_same_name_keep_theirs(sample, household):
    group = groups.list_groups(sample, YEAR)[0].id
    other = households.add(sample, YEAR, group, HouseholdFields(head_name="Đặng Thị Kín Đáo", born="1980"))
    erase(sample, household)
    assert households.get(sample, other, YEAR).head_name == "Đặng Thị Kín Đáo"
    assert "Thêm hộ Đặng Thị Kín Đáo" in [one.summary for one in history.entries(sample, 50)]


def test_a_second_one_gets_a_name_of_its_own(sample, household):
    other = sample.value("SELECT id FROM household WHERE id <> ? LIMIT 1", (household,))
    erase(sample, household)
    erase(sample, other)
    assert households.get(sample, other, YEAR).head_name == "Hộ đã xóa dữ liệu 2"
    assert check.check(sample) == []


def test_stopping_half_way_leaves_everything(sample, household):
    before, entries = dump(sample), sample.query("SELECT * FROM journal")
    job = privacy_erasing.erase_household(sample, household)
    next(job)
    job.close()
    assert dump(sample) == before
    assert sample.query("SELECT * FROM journal") == entries


def test_a_rule_that_changes_nothing_gives_the_same_bytes(sample, household):
    for (kept,) in sample.query("SELECT changeset FROM journal"):
        changeset = unpacked(kept)
        assert rewritten(changeset, lambda _table, _key, _column, value: value) == changeset


def test_no_such_household(sample):
    with pytest.raises(UserError) as refused:
        erase(sample, 12)
    assert refused.value.code == "no_household"
