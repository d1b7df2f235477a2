"""Undo is "before", redo is "after", for any sequence of actions; later work is never dropped silently."""

import contextlib
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, entry, groups, history, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.store.changesets import unpacked
from tests.store.facts import dump, dump_derived

YEAR = 2026
CODES = ("C1_1", "C1_2", "C2_1", "C3_1")


def make(folder):
    file = communes.create_commune(Path(folder), "99999", "Mẫu", "Tỉnh Mẫu", YEAR)
    ids = groups.add_groups(file, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], YEAR)
    for number in range(4):
        fields = HouseholdFields(head_name=f"Nguyễn Văn {'ABCD'[number]}", born="1970", member_count=4)
        households.add(file, YEAR, ids[number % 2], fields)
    communes.add_year(file, YEAR - 1)
    return file, ids


def everyone(file):
    return sorted(row[0] for row in file.query("SELECT id FROM household"))


def act(file, group_ids, step):
    """One action of the officer's, chosen by numbers; those that change nothing are fine."""
    kind, who, number = step
    ids = everyone(file)
    one = ids[who % len(ids)]
    some = ids[: who % len(ids) + 1]
    if kind == "score":
        code = CODES[number % len(CODES)]
        answer = [None, 0, 500, 1000, NA][number % 5] if code in ("C1_1", "C1_2") else [None, 0, 500][number % 3]
        entry.save_cells(file, YEAR, {(i, code): answer for i in some}, "Điền nhiều ô")
    elif kind == "edit":
        row = households.fields_of(households.get(file, one, YEAR))
        households.edit(file, one, HouseholdFields(head_name=row.head_name, born="1970", member_count=number + 1))
    elif kind == "move":
        households.move(file, some, group_ids[number % 2], YEAR)
    elif kind == "away":
        households.set_away(file, [one], YEAR)
    elif kind == "delete":
        households.delete(file, [one], YEAR)
    elif kind == "restore":
        households.restore(file, [one], YEAR)
    elif kind == "add":
        households.add(file, YEAR, group_ids[0], HouseholdFields(head_name=f"Lê Thị {'ABCDEFGH'[number % 8]}"))
    elif kind == "register":
        recognition.set_registered(file, YEAR, some, bool(number % 2))
    else:
        with contextlib.suppress(UserError):  # what a decision has said is not said again by another
            recognition.recognise_by_decision(file, YEAR, f"{number % 3}/QĐ", None, "Người ký", some)


KINDS = ("score", "edit", "move", "away", "delete", "restore", "add", "register", "recognise")
STEPS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 30)), min_size=1, max_size=12)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_undoing_all_gives_the_state_before_and_redoing_all_the_state_after(steps):
    with tempfile.TemporaryDirectory() as folder:
        file, group_ids = make(folder)
        start = file.value("SELECT max(id) FROM journal")
        states = [dump(file)]
        for step in steps:
            act(file, group_ids, step)
            if dump(file) != states[-1]:
                states.append(dump(file))
        for before in reversed(states[:-1]):
            history.undo(file)
            assert dump(file) == before
        assert file.value("SELECT count(*) FROM journal WHERE kind='do' AND NOT undone AND id > ?", (start,)) == 0
        for after in states[1:]:
            history.redo(file)
            assert dump(file) == after
        stored = dump_derived(file)
        file.rebuild_derived()
        assert dump_derived(file) == stored
        file.close()


def test_undo_and_redo_work_after_closing_and_opening(tmp_path):
    file, _ = make(tmp_path)
    household = everyone(file)[0]
    households.edit(file, household, HouseholdFields(head_name="Trần Thị Tên Mới", member_count=9))
    after = dump(file)
    file.close()
    file = communes.open_commune(tmp_path)
    history.undo(file)
    assert households.get(file, household, YEAR).head_name == "Nguyễn Văn A"
    file.close()
    file = communes.open_commune(tmp_path)
    history.redo(file)
    assert dump(file) == after
    file.close()


def test_a_new_action_ends_what_could_be_redone(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn A"))
    history.undo(commune)
    assert history.can_redo(commune) == "Thêm hộ Nguyễn Văn A"
    groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
    assert history.can_redo(commune) is None


def edited_twice(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    household = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn A", member_count=3))
    households.edit(commune, household, HouseholdFields(head_name="Nguyễn Văn A", member_count=4))
    first = commune.value("SELECT max(id) FROM journal")
    households.edit(commune, household, HouseholdFields(head_name="Nguyễn Văn A", member_count=5))
    return household, first


def test_a_later_change_of_the_same_cell_is_named_and_nothing_changes(commune):
    _household, first = edited_twice(commune)
    before = dump(commune)
    with pytest.raises(history.UndoConflict) as refused:
        history.undo(commune, first)
    assert [e.summary for e in refused.value.later] == ["Sửa hộ Nguyễn Văn A"]
    assert refused.value.code == "undo_conflict"
    assert dump(commune) == before


@pytest.mark.parametrize(("choice", "members"), [("keep", 5), ("take_back", 3)])
def test_the_officer_decides_between_new_and_old_value(commune, choice, members):
    household, first = edited_twice(commune)
    history.undo(commune, first, choice)
    assert households.get(commune, household, YEAR).member_count == members


def test_another_cell_of_the_same_row_is_no_conflict(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    household = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn A", member_count=3))
    households.edit(commune, household, HouseholdFields(head_name="Nguyễn Văn A", member_count=4))
    first = commune.value("SELECT max(id) FROM journal")
    households.edit(commune, household, HouseholdFields(head_name="Nguyễn Văn A", member_count=4, note="Hộ nghèo"))
    history.undo(commune, first)
    row = households.get(commune, household, YEAR)
    assert (row.member_count, row.note) == (3, "Hộ nghèo")


def test_taking_back_a_household_that_was_scored_later_asks_first(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    household = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn A"))
    added = commune.value("SELECT max(id) FROM journal")
    entry.save_cells(commune, YEAR, {(household, "C1_1"): 700}, "Chấm điểm")
    with pytest.raises(history.UndoConflict) as refused:
        history.undo(commune, added)
    assert "Chấm điểm" in [e.summary for e in refused.value.later]
    assert commune.value("SELECT value FROM score") == 700
    history.undo(commune, added, "take_back")
    assert commune.query("SELECT * FROM score") == []
    history.redo(commune)
    assert commune.value("SELECT value FROM score") == 700


def test_an_action_that_fails_half_way_leaves_nothing(commune):
    before = dump(commune), commune.value("SELECT count(*) FROM journal")

    def fail_half_way():
        with commune.action("test", "Việc hỏng giữa chừng") as action:
            action.execute("INSERT INTO setting VALUES ('half', 'way')")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()
    assert (dump(commune), commune.value("SELECT count(*) FROM journal")) == before


def test_an_action_that_changes_nothing_leaves_no_entry(commune):
    count = commune.value("SELECT count(*) FROM journal")
    communes.set_facts(commune, communes.facts(commune))
    communes.set_facts(commune, communes.facts(commune))
    assert commune.value("SELECT count(*) FROM journal") <= count + 1


def test_the_first_entry_cannot_be_taken_back(commune):
    with pytest.raises(UserError, match=r"«Tạo tệp dữ liệu .*» là việc không hoàn tác được") as refused:
        history.undo(commune, 1)
    assert refused.value.code == "not_undoable"


def test_what_was_taken_back_is_not_taken_back_again(commune):
    _, first = edited_twice(commune)
    history.undo(commune, first, "keep")
    with pytest.raises(UserError, match="đã được hoàn tác rồi"):
        history.undo(commune, first)


def test_history_is_told_in_words(commune):
    household, first = edited_twice(commune)
    assert history.describe(commune, first) == ["Hộ Nguyễn Văn A: Số khẩu: 3 → 4"]
    entry.save_cells(commune, YEAR, {(household, "C1_1"): 750}, "Chấm điểm")
    scored = commune.value("SELECT max(id) FROM journal")
    assert "Hộ Nguyễn Văn A, năm 2026: chỉ số 1.1: chưa nhập → 7,5" in history.describe(commune, scored)


def test_listeners_are_told_which_households_changed(commune):
    told = []
    commune.listeners.append(told.append)
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    household = households.add(commune, YEAR, group, HouseholdFields(head_name="Nguyễn Văn A"))
    assert told[-1].subjects == frozenset({household})
    assert told[-1].tables == {"household", "residence"}
    assert households.find_ids(commune, Query(YEAR)) == [household]


def test_a_large_action_is_kept_small_and_still_taken_back(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    before = dump(commune)
    with commune.action("test", "Thêm 5.000 hộ") as action:
        ids = action.new_ids(5000)
        rows = [(i, f"Nguyễn Văn {i}") for i in ids]
        action.executemany("INSERT INTO household (id, head_name) VALUES (?, ?)", rows)
        action.executemany("INSERT INTO residence VALUES (?, ?, ?, 0)", [(i, YEAR, group) for i in ids])
    kept = commune.value("SELECT changeset FROM journal ORDER BY id DESC")
    assert len(unpacked(kept)) > 4 * len(kept)
    assert len(households.find_ids(commune, Query(YEAR))) == 5000
    history.undo(commune)
    assert dump(commune) == before
    assert households.find_ids(commune, Query(YEAR)) == []


def test_what_undo_and_redo_return_says_how_the_entry_stands_now(commune):
    groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    assert history.undo(commune).undone
    assert not history.redo(commune).undone
