"""Planning and writing many cells: nothing is written by a plan, a cancelled job leaves nothing behind."""

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.services import bulk_entry, entry, history
from khuyenhoc_desktop.services.bulk_entry import (
    Place,
    best_answer,
    plan_best,
    plan_empty,
    plan_typed,
    save_planned,
)
from khuyenhoc_desktop.services.progress import finish
from tests.ui.scoring import YEAR, fill, stored, use_all_kinds

PLACE = Place(YEAR)


@pytest.fixture
def ids(commune):
    return fill(commune)


def test_a_plan_sorts_typed_values(commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300, (ids[0], "C1_2"): NA, (ids[0], "C1_3"): 0}, "trước")
    typed = {
        ids[0]: {"C1_1": "4", "C1_2": "k", "C1_3": "", "C2_1": "10,5", "C2_2": "7,3", "C2_3": "9.5"},
        ids[1]: {"C2_2": "k", "C1_1": "0"},
    }
    plan = finish(plan_typed(commune, PLACE, typed))
    assert plan.cells == {(ids[0], "C1_1"): 400, (ids[0], "C2_3"): 950, (ids[1], "C1_1"): 0}
    assert plan.before == {(ids[0], "C1_1"): 300}
    assert plan.kept == 2
    assert [(one.subject, one.indicator, one.typed) for one in plan.refused] == [
        (ids[0], "C2_1", "10,5"),
        (ids[0], "C2_2", "7,3"),
        (ids[1], "C2_2", "k"),
    ]
    assert all(one.message and one.cure for one in plan.refused)
    assert stored(commune, ids[1]) == {}


def test_only_empty_keeps_what_is_there(commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300}, "trước")
    plan = finish(plan_typed(commune, PLACE, {ids[0]: {"C1_1": "4", "C1_2": "5"}})).only_empty()
    assert plan.cells == {(ids[0], "C1_2"): 500}
    assert (plan.before, plan.kept) == ({}, 1)


def test_zero_and_not_applicable_and_nothing_are_not_the_same(commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 0, (ids[1], "C1_1"): NA}, "trước")
    plan = finish(
        plan_typed(commune, PLACE, {ids[0]: {"C1_1": "k"}, ids[1]: {"C1_1": "0"}, ids[2]: {"C1_1": "0"}})
    )
    assert plan.cells == {(ids[0], "C1_1"): NA, (ids[1], "C1_1"): 0, (ids[2], "C1_1"): 0}
    assert plan.before == {(ids[0], "C1_1"): 0, (ids[1], "C1_1"): NA}


def test_the_best_answer_of_each_kind(commune, tmp_path):
    indicators = use_all_kinds(commune, tmp_path).indicators
    assert [best_answer(one) for one in indicators] == [1000, 100, "full", None, None, None]


def test_best_fills_only_empty_cells(commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 0, (ids[0], "C1_2"): NA}, "trước")
    plan = finish(plan_best(commune, PLACE, {ids[0]: ("C1_1", "C1_2", "C1_3"), ids[1]: ("C3_3",)}))
    assert plan.cells == {(ids[0], "C1_3"): 1000, (ids[1], "C3_3"): 600}
    assert plan.kept == 2


def test_emptying_counts_only_what_is_filled(commune, ids):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): NA}, "trước")
    plan = finish(plan_empty(commune, PLACE, {ids[0]: ("C1_1", "C1_2")}))
    assert plan.cells == {(ids[0], "C1_1"): None}
    assert plan.before == {(ids[0], "C1_1"): NA}


def test_a_sheet_filled_with_another_set_is_left_alone(commune, ids, tmp_path):
    entry.save_cells(commune, YEAR, {(ids[0], "C1_1"): 300}, "trước")
    use_all_kinds(commune, tmp_path)
    plan = finish(plan_typed(commune, PLACE, {ids[0]: {"A1": "5"}, ids[1]: {"A1": "5"}}))
    assert plan.cells == {(ids[1], "A1"): 500}
    assert [one.subject for one in plan.refused] == [ids[0]]
    best = finish(plan_best(commune, PLACE, {ids[0]: ("A1",), ids[1]: ("A1",)}))
    assert best.cells == {(ids[1], "A1"): 1000}


def test_saving_a_plan_is_one_action(commune, ids):
    before = len(history.entries(commune))
    cells = {(i, "C1_1"): 500 for i in ids} | {(ids[0], "C1_2"): NA}
    assert finish(save_planned(commune, PLACE, cells, "Dán 5 ô")) == 5
    assert len(history.entries(commune)) == before + 1
    assert stored(commune, ids[0]) == {"C1_1": 500, "C1_2": None}
    history.undo(commune)
    assert stored(commune, ids[0]) == {}


def test_cancelling_half_way_writes_nothing(commune, ids, monkeypatch):
    monkeypatch.setattr(bulk_entry, "CELLS_AT_ONCE", 2)
    job = save_planned(commune, PLACE, {(i, "C1_1"): 500 for i in ids}, "Dán 4 ô")
    assert next(job).done == 2
    job.close()
    assert commune.query("SELECT * FROM score") == []
    assert history.can_undo(commune) != "Dán 4 ô"


def test_progress_tells_how_far_it_is(commune, ids, monkeypatch):
    monkeypatch.setattr(bulk_entry, "SUBJECTS_AT_ONCE", 3)
    steps = list(plan_best(commune, PLACE, dict.fromkeys(ids, ("C1_1",))))
    assert [(step.done, step.total) for step in steps] == [(3, 4), (4, 4)]
