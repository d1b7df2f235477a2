"""Taking back an entry from the middle: what was done later on top of it is never lost, hidden or left hanging."""

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import (
    check,
    communes,
    criteria_sets,
    decisions,
    entry,
    groups,
    history,
    households,
    recognition,
    summary,
)
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.criteria_files import load_set
from tests.store.facts import dump, dump_derived

YEAR = 2026


@pytest.fixture
def group(commune):
    return groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)


@pytest.fixture
def an(commune, group):
    return households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An"))


def last(file):
    return file.value("SELECT max(id) FROM journal")


def score_cell(file, household, code, value, year=YEAR):
    entry.save_cells(file, year, {(household, code): value}, f"Chấm {code}")
    return last(file)


def newer_set(file, tmp_path):
    text = next(text for text, one in criteria_sets.shipped() if one.title == LEARNING_FAMILY)
    old = entry.criteria_for(file, LEARNING_FAMILY, YEAR).version
    path = tmp_path / "moi.json"
    path.write_bytes(text.replace(f'"version": "{old}"', '"version": "2099.1"').encode())
    return load_set(file, path)


def refused_for(file, entry_id, choice="ask"):
    """The names of the later entries that stand in the way; nothing has changed."""
    before = dump(file), dump_derived(file)
    with pytest.raises(UserError) as refusal:
        history.undo(file, entry_id, choice)
    assert (dump(file), dump_derived(file)) == before
    assert refusal.value.cure
    return refusal.value


def is_sound(file):
    return check.check(file) == []


def test_the_first_score_taken_back_leaves_the_later_ones_counting(commune, an):
    first = score_cell(commune, an, "C1_1", 700)
    score_cell(commune, an, "C1_2", 500)
    before = dump(commune)
    history.undo(commune, first)
    assert households.get(commune, an, YEAR).total == 500
    assert households.get(commune, an, YEAR).entered == 1
    history.redo(commune)
    assert dump(commune) == before
    assert is_sound(commune)


def test_a_sheet_keeps_its_set_when_its_first_score_is_taken_back(commune, an, tmp_path):
    recognition.set_registered(commune, YEAR, [an], True)
    set_before = entry.criteria_for(commune, LEARNING_FAMILY, YEAR).version
    first = score_cell(commune, an, "C1_1", 700)
    score_cell(commune, an, "C1_2", 500)
    history.undo(commune, first)
    criteria_sets.choose(commune, newer_set(commune, tmp_path), YEAR)
    assert entry.load_sheet(commune, YEAR, an).criteria_set.version == set_before


def test_a_sheet_keeps_its_set_when_the_registration_before_it_is_taken_back_by_force(commune, an, tmp_path):
    """The crash campaign met this: with the next set chosen, the old set's scores belonged to no indicator."""
    recognition.set_registered(commune, YEAR, [an], True)
    registered = last(commune)
    score_cell(commune, an, "C1_1", 700)
    before = entry.load_sheet(commune, YEAR, an).criteria_set
    criteria_sets.choose(commune, newer_set(commune, tmp_path), YEAR)
    history.undo(commune, registered, "take_back")
    assert entry.load_sheet(commune, YEAR, an).criteria_set == before
    assert is_sound(commune)


def test_a_registration_taken_back_by_force_does_not_hide_later_scores(commune, an):
    recognition.set_registered(commune, YEAR, [an], True)
    registration = last(commune)
    score_cell(commune, an, "C1_1", 700)
    history.undo(commune, registration, "take_back")
    row = households.get(commune, an, YEAR)
    assert (row.registered, row.total) == (False, 700)


@pytest.mark.parametrize("later", ["edit", "score", "move", "both"])
def test_keeping_later_work_keeps_the_household_whole(commune, group, an, later):
    added = last(commune)
    if later in ("edit", "both"):
        households.edit(commune, an, HouseholdFields(head_name="Nguyễn Văn An", member_count=5))
    if later in ("score", "both"):
        score_cell(commune, an, "C1_1", 700)
    if later == "move":
        other = groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
        households.move(commune, [an], other, YEAR + 1)
    before = dump(commune)
    history.undo(commune, added, "keep")
    assert dump(commune) == before
    assert households.get(commune, an, YEAR).present
    assert is_sound(commune)


def test_keeping_takes_back_only_the_households_without_later_work(commune, group):
    with commune.action("household.import", "Nhập hộ") as action:
        ids = action.new_ids(3)
        action.executemany("INSERT INTO household (id, head_name) VALUES (?, 'Lê Thị Ba')", [(i,) for i in ids])
        action.executemany("INSERT INTO residence VALUES (?, ?, ?, 0)", [(i, YEAR, group) for i in ids])
    imported = last(commune)
    score_cell(commune, ids[1], "C1_1", 700)
    refusal = refused_for(commune, imported)
    assert [e.summary for e in refusal.later] == ["Chấm C1_1"]
    history.undo(commune, imported, "keep")
    assert commune.query("SELECT id FROM household") == [(ids[1],)]
    assert households.get(commune, ids[1], YEAR).group == "Thôn Hạ"
    assert is_sound(commune)
    history.redo(commune)
    assert commune.value("SELECT count(*) FROM household") == 3
    assert is_sound(commune)


def test_a_group_with_later_households_is_kept_or_named(commune, group):
    made = last(commune)
    households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An"))
    for choice in ("ask", "take_back"):
        assert "Thêm hộ Nguyễn Văn An" in refused_for(commune, made, choice).message
    history.undo(commune, made, "keep")
    assert commune.value("SELECT count(*) FROM residential_group") == 1
    assert is_sound(commune)


def test_a_group_made_and_filled_by_one_import_stays_for_later_households(commune):
    with commune.action("household.import", "Nhập hộ") as action:
        group, household = action.new_ids(2)
        sql = "INSERT INTO residential_group VALUES (?, 'Thôn Mới', 'thôn', NULL, 2026, NULL, NULL)"
        action.execute(sql, [group])
        action.execute("INSERT INTO household (id, head_name) VALUES (?, 'Lê Thị Ba')", [household])
        action.execute("INSERT INTO residence VALUES (?, ?, ?, 0)", [household, YEAR, group])
    imported = last(commune)
    later = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn An"))
    assert [e.summary for e in refused_for(commune, imported).later] == ["Thêm hộ Nguyễn Văn An"]
    history.undo(commune, imported, "keep")
    assert commune.query("SELECT id FROM household") == [(later,)]
    assert is_sound(commune)


def test_a_decision_used_again_later_is_kept_or_named(commune, group, an):
    binh = households.add(commune, YEAR, group, HouseholdFields(head_name="Trần Thị Bình"))
    decision = recognition.recognise_by_decision(commune, YEAR, "1/QĐ", None, "", [an])
    first = last(commune)
    recognition.recognise_by_decision(commune, YEAR, "1/QĐ", None, "", [binh])
    for choice in ("ask", "take_back"):
        assert "Công nhận 1 hộ theo quyết định 1/QĐ" in refused_for(commune, first, choice).message
    history.undo(commune, first, "keep")
    assert [one.id for one in recognition.decisions(commune, YEAR)] == [decision]
    assert households.get(commune, an, YEAR).recognised is None
    assert households.get(commune, binh, YEAR).recognised is True
    assert is_sound(commune)


def test_who_keeps_his_result_keeps_what_the_decision_said(commune, an):
    """The crash campaign met this: the decision came back for his sake, its ruling did not."""
    decisions.recognise_by_decision(commune, YEAR, "7/QĐ-UBND", None, "", [an])
    recognised = last(commune)
    score_cell(commune, an, "C1_1", 700)
    history.undo(commune, recognised, "keep")
    assert households.get(commune, an, YEAR).recognised is True
    assert [ruling.number for ruling in decisions.rulings(commune, an)] == ["7/QĐ-UBND"]
    assert is_sound(commune)


def test_a_year_with_later_work_is_kept_or_named(commune, an):
    communes.add_year(commune, YEAR + 1)
    opened = last(commune)
    recognition.set_registered(commune, YEAR + 1, [an], True)
    summary.set_target(commune, YEAR + 1, Target(7000))
    for choice in ("ask", "take_back"):
        assert f"Đăng ký 1 hộ, năm {YEAR + 1}" in refused_for(commune, opened, choice).message
    before = dump(commune)
    history.undo(commune, opened, "keep")
    assert dump(commune) == before


def test_a_criteria_set_with_sheets_is_kept_or_named(commune, an, tmp_path):
    old = entry.criteria_for(commune, LEARNING_FAMILY, YEAR)
    newer = newer_set(commune, tmp_path)
    loaded = last(commune)
    criteria_sets.choose(commune, newer, YEAR)
    score_cell(commune, an, "C1_1", 700)
    criteria_sets.choose(commune, old, YEAR)
    for choice in ("ask", "take_back"):
        assert "Chấm C1_1" in refused_for(commune, loaded, choice).message
    history.undo(commune, loaded, "keep")
    assert households.get(commune, an, YEAR).total == 700


def test_what_needs_something_deleted_since_is_refused_with_its_name(commune, group, an):
    other = groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
    households.move(commune, [an], other, YEAR)
    moved = last(commune)
    groups.delete_group(commune, group, YEAR)
    for choice in ("ask", "keep", "take_back"):
        assert "Xóa Thôn Hạ" in refused_for(commune, moved, choice).message


def test_a_merge_taken_back_after_later_moves(commune, group, an):
    other = groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
    binh = households.add(commune, YEAR, group, HouseholdFields(head_name="Trần Thị Bình"))
    groups.merge_groups(commune, group, other, YEAR)
    merged = last(commune)
    third = groups.add_group(commune, "Thôn Ba", "thôn", YEAR)
    households.move(commune, [binh], third, YEAR)
    assert [e.summary for e in refused_for(commune, merged).later] == [
        f"Chuyển hộ Trần Thị Bình sang Thôn Ba từ năm {YEAR}"
    ]
    history.undo(commune, merged, "keep")
    assert [households.get(commune, i, YEAR).group for i in (an, binh)] == ["Thôn Hạ", "Thôn Ba"]
    history.redo(commune)
    assert [households.get(commune, i, YEAR).group for i in (an, binh)] == ["Thôn Thượng", "Thôn Ba"]
    assert is_sound(commune)


@pytest.mark.parametrize("chain", [1, 2])
def test_a_move_taken_back_leads_into_what_the_thon_was_merged_into_since(commune, group, an, chain):
    """The crash campaign's work met this: the household was in no list of the year any more."""
    into = [groups.add_group(commune, name, "thôn", YEAR) for name in ("Thôn Thượng", "Thôn Trung", "Thôn Ba")]
    households.move(commune, [an], into[2], YEAR)
    moved = last(commune)
    groups.merge_groups(commune, group, into[0], YEAR)
    if chain == 2:
        groups.merge_groups(commune, into[0], into[1], YEAR)
    history.undo(commune, moved)
    assert households.get(commune, an, YEAR).group == ("Thôn Thượng", "Thôn Trung")[chain - 1]
    assert is_sound(commune)
    history.redo(commune)
    assert households.get(commune, an, YEAR).group == "Thôn Ba"
    assert is_sound(commune)


def test_a_move_taken_back_leaves_the_years_before_the_merge_where_they_were(commune, group, an):
    other, into = (groups.add_group(commune, name, "thôn", YEAR) for name in ("Thôn Ba", "Thôn Thượng"))
    communes.add_year(commune, YEAR + 1)
    before = commune.query("SELECT * FROM residence WHERE household_id = ?", (an,))
    households.move(commune, [an], other, YEAR)
    moved = last(commune)
    groups.merge_groups(commune, group, into, YEAR + 1)
    history.undo(commune, moved)
    assert households.get(commune, an, YEAR).group == "Thôn Hạ"
    assert households.get(commune, an, YEAR + 1).group == "Thôn Thượng"
    assert commune.query("SELECT * FROM residence WHERE household_id = ? AND from_year <= ?", (an, YEAR)) == before
    assert is_sound(commune)
