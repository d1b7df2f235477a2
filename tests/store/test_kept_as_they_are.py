"""Statements that write only where nothing stands yet: what somebody chose beforehand is never written over."""

import apsw
import pytest

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.services import communes, decisions, groups, history, households, persons, recognition
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.store import (
    assessment_queries,
    check_queries_repairs,
    criteria_queries,
    person_queries,
    recognition_queries,
    year_queries,
)
from khuyenhoc_desktop.store.check_queries_journal import remembered

YEAR = 2026


@pytest.fixture
def household(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    return households.add(commune, YEAR, group, HouseholdFields(head_name="Lê Thị Bình"))


def test_a_sheet_begun_keeps_the_set_that_it_is_filled_with(commune, household):
    first, second = commune.query("SELECT set_id, version FROM criteria_set ORDER BY set_id LIMIT 2")
    for key in (first, second):
        with commune.action("test", "Điền") as action:
            assessment_queries.fill(action, [(household, YEAR, "learning_family", *key)])
    row = commune.row("SELECT set_id, set_version FROM assessment WHERE subject_id = ?", (household,))
    assert row == first


def test_targets_and_days_set_beforehand_stay_when_others_are_carried(commune):
    communes.add_year(commune, YEAR + 1)
    with commune.action("test", "Mục tiêu") as action:
        for year, percent in ((YEAR, 7000), (YEAR + 1, 8000)):
            year_queries.set_target(action, year, "learning_family", (percent, "total"))
        year_queries.set_target(action, YEAR, "learning_clan", (5000, "registered"))
        year_queries.set_deadline(action, YEAR + 1, "handover", "2027-12-20")
    with commune.action("test", "Mang sang") as action:
        year_queries.carry_targets(action, YEAR, YEAR + 1)
        year_queries.add_deadlines(action, YEAR + 1, [("handover", "2027-11-30"), ("registration", "2027-03-31")])
    assert year_queries.targets(commune, YEAR + 1) == {
        "learning_family": (8000, "total"),
        "learning_clan": (5000, "registered"),
    }
    days = {row[1:] for row in commune.query("SELECT * FROM deadline WHERE year = ?", (YEAR + 1,))}
    assert days == {("handover", "2027-12-20"), ("registration", "2027-03-31")}


def test_a_row_put_back_takes_no_place_of_one_that_is_there(commune, household):
    row = list(commune.row("SELECT * FROM household WHERE id = ?", (household,)))
    older = ["Tên cũ" if value == "Lê Thị Bình" else value for value in row]
    with commune.action("test", "Sửa") as action:
        check_queries_repairs.run(action, [check_queries_repairs.row_back(commune, "household", older)])
    assert list(commune.row("SELECT * FROM household WHERE id = ?", (household,))) == row
    assert action.journal_id is None


def test_what_was_removed_by_somebody_is_not_remembered_as_lost(commune, household):
    recognition.recognise_by_decision(commune, YEAR, "1/QĐ-UBND", None, "", [household])
    (decision,) = decisions.decisions(commune, YEAR)
    wanted = {"decision": {decision.id}}
    assert len(remembered(commune, wanted)) == 1
    history.undo(commune)
    assert remembered(commune, wanted) == {}
    history.redo(commune)
    assert len(remembered(commune, wanted)) == 1


def test_rows_that_name_each_other_come_back_in_any_order(commune, household):
    group = groups.add_group(commune, "Thôn Thượng", "thôn", YEAR)
    old = commune.value("SELECT id FROM residential_group WHERE name = 'Thôn Hạ'")
    communes.add_year(commune, YEAR + 1)
    groups.merge_groups(commune, old, group, YEAR + 1)
    rows = commune.query("SELECT * FROM residential_group ORDER BY merged_into IS NULL")
    assert rows[0][0] == old
    commune.close()
    lose_groups(commune.path)
    commune.open_here()
    with commune.action("test", "Sửa") as action:
        backs = [check_queries_repairs.row_back(commune, "residential_group", row) for row in rows]
        check_queries_repairs.run(action, backs)
    assert commune.query("SELECT * FROM residential_group ORDER BY merged_into IS NULL") == rows


def lose_groups(path):
    raw = apsw.Connection(str(path))
    raw.pragma("foreign_keys", 0)
    raw.execute("DELETE FROM residential_group")
    raw.close()


def test_a_set_of_another_content_does_not_take_the_place_of_one_that_was_given_out(commune):
    set_id, version, sha256, body = commune.row("SELECT set_id, version, sha256, body FROM criteria_set LIMIT 1")
    with commune.action("test", "Nạp") as action:
        criteria_queries.keep(action, (set_id, version), "0" * 64, "{}")
    assert action.journal_id is None
    with commune.writing() as connection:
        connection.execute("UPDATE criteria_set SET body = '{}' WHERE set_id = ?", (set_id,))
    with commune.action("test", "Nạp lại") as action:
        criteria_queries.keep(action, (set_id, version), sha256, body)
    assert criteria_queries.body(commune, set_id, version) == body


@pytest.mark.parametrize("known", [(2020, 2027), (2027, 2030)])
def test_a_new_year_takes_the_set_of_the_newest_year_before_it_else_of_the_oldest_after(commune, known):
    sets = commune.query("SELECT set_id, version FROM criteria_set ORDER BY set_id LIMIT 2")
    for year in known:
        communes.add_year(commune, year)
    with commune.action("test", "Chọn") as action:
        action.execute("DELETE FROM criteria_choice")
        for year, key in zip(known, sets, strict=True):
            criteria_queries.choose(action, "learning_family", year, key)
        criteria_queries.carry_choices(action, YEAR)
    assert criteria_queries.choice(commune, "learning_family", YEAR) == sets[0]


def test_what_a_decision_says_of_somebody_is_written_once(commune, household):
    recognition.recognise_by_decision(commune, YEAR, "1/QĐ-UBND", None, "", [household])
    (decision,) = decisions.decisions(commune, YEAR)
    before = commune.query("SELECT * FROM ruling")
    with commune.action("test", "Lần nữa") as action:
        recognition_queries.rule(action, YEAR, [household], decision.id, False, "khác")
    assert commune.query("SELECT * FROM ruling") == before


def test_who_counts_again_keeps_the_years_in_which_he_counted(commune, household):
    person = persons.add(commune, YEAR, PersonFields(name="Lê Văn An", born="1980", household_id=household))
    communes.add_year(commune, YEAR + 1)
    persons.set_left(commune, [person], YEAR + 1)
    with commune.action("test", "Tính lại") as action:
        person_queries.count_again(action, [person], YEAR + 1)
    assert [persons.get(commune, person, year).present for year in (YEAR, YEAR + 1)] == [True, True]
