"""Sheets of all titles: each with its set, three stages, indicators that are computed, what a change causes."""

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import bulk_entry, entry, history
from khuyenhoc_desktop.services.bulk_entry import Place
from khuyenhoc_desktop.services.progress import finish
from tests.all_titles import YEAR, make

_RECOGNISE = (
    "INSERT INTO assessment (subject_id, year, title, recognised) VALUES (?, ?, ?, 1)"
    " ON CONFLICT DO UPDATE SET recognised = 1"
)


@pytest.fixture
def made(commune):
    return make(commune)


def recognise(file, title, *ids):
    with file.action("test.recognise", "Công nhận") as act:
        act.executemany(_RECOGNISE, [(i, YEAR, title) for i in ids])
    return act.changes


def stored(file, subject):
    """(stage, indicator) -> value, as the rows of the file say."""
    rows = file.query(
        "SELECT stage, indicator, value FROM score WHERE subject_id = ? AND year = ?", (subject, YEAR)
    )
    return {(stage, code): value for stage, code, value in rows}


def test_each_subject_has_the_sheet_of_its_title_and_group(commune, made):
    ids = [*made.persons[:2], made.households[0], made.clan, made.unit, made.groups[0], COMMUNE_SUBJECT]
    assert [entry.load_sheet(commune, YEAR, i).criteria_set.set_id for i in ids] == [
        "cong_dan_hoc_tap_nong_dan",
        "cong_dan_hoc_tap_cong_nhan",
        "gia_dinh_hoc_tap",
        "dong_ho_hoc_tap",
        "don_vi_hoc_tap",
        "cong_dong_hoc_tap",
        "cong_dong_hoc_tap_cap_xa",
    ]


def test_a_person_without_group_has_the_general_sheet_and_keeps_the_one_begun(commune, made):
    person = made.persons[0]
    code = entry.load_sheet(commune, YEAR, person).criteria_set.indicators[0].code
    entry.save_sheet(commune, YEAR, person, {code: 800})
    with commune.action("test.edit", "Bỏ nhóm") as act:
        act.execute("UPDATE person SET person_group = NULL")
    assert entry.load_sheet(commune, YEAR, person).criteria_set.set_id == "cong_dan_hoc_tap_nong_dan"
    assert entry.load_sheet(commune, YEAR, made.persons[1]).criteria_set.set_id == "cong_dan_hoc_tap"


def test_a_stage_keeps_only_what_differs(commune, made):
    home = made.households[0]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 800, "C1_2": 500})
    entry.save_sheet(commune, YEAR, home, {"C1_1": 700, "C1_2": 500, "C1_3": 300}, stage=2)
    entry.save_sheet(commune, YEAR, home, {"C1_1": 700, "C1_2": 500, "C1_3": 400}, stage=3)
    assert stored(commune, home) == {
        (1, "C1_1"): 800,
        (1, "C1_2"): 500,
        (2, "C1_1"): 700,
        (2, "C1_3"): 300,
        (3, "C1_3"): 400,
    }
    sheet = entry.load_sheet(commune, YEAR, home)
    assert sheet.answers == {"C1_1": 700, "C1_2": 500, "C1_3": 400}
    assert sheet.up_to(1) == {"C1_1": 800, "C1_2": 500}
    assert sheet.differences == {"C1_1": {1: 800, 2: 700}, "C1_3": {2: 300, 3: 400}}


def test_a_reviewer_who_agrees_again_leaves_no_row(commune, made):
    home = made.households[0]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 800, "C1_2": 500})
    entry.save_sheet(commune, YEAR, home, {"C1_1": 700, "C1_2": 500}, stage=2)
    entry.save_sheet(commune, YEAR, home, {"C1_1": 800, "C1_2": 500}, stage=2)
    assert stored(commune, home) == {(1, "C1_1"): 800, (1, "C1_2"): 500}


def test_an_answer_left_out_at_a_later_stage_falls_back(commune, made):
    home = made.households[0]
    entry.save_sheet(commune, YEAR, home, {"C1_1": 800})
    entry.save_sheet(commune, YEAR, home, {"C1_1": 700}, stage=2)
    entry.save_sheet(commune, YEAR, home, {}, stage=2)
    assert entry.load_sheet(commune, YEAR, home).answers == {"C1_1": 800}


def test_a_share_is_computed_with_its_numbers(commune, made):
    recognise(commune, "learning_family", made.households[0])
    sheet = entry.load_sheet(commune, YEAR, made.groups[0])  # two households there, one recognised
    one = sheet.measured["C1_1"]
    assert (one.part, one.base, one.answer, one.words) == (1, 2, 5000, "50%")
    assert one.sentence == "1/2 hộ trong thôn được công nhận Gia đình học tập (50%)"
    assert sheet.answers["C1_1"] == 5000
    assert entry.grid_answers(commune, YEAR, made.groups, "learning_community")[made.groups[1]]["C1_1"] == 0


def test_a_share_of_nothing_is_not_applicable(commune, made):
    assert entry.load_sheet(commune, YEAR, made.groups[1]).answers["C1_3"] is NA  # no clan has its seat there


def test_a_computed_indicator_is_not_typed(commune, made):
    with pytest.raises(UserError) as refused:
        entry.save_sheet(commune, YEAR, made.groups[0], {"C1_1": 9000, "C2_1": 500})
    assert refused.value.problems[0].code == "measured_indicator"
    assert stored(commune, made.groups[0]) == {}


def test_a_sheet_with_its_computed_values_is_saved_without_them(commune, made):
    group = made.groups[0]
    now = entry.load_sheet(commune, YEAR, group).answers
    entry.save_sheet(commune, YEAR, group, {**now, "C2_1": 500})
    assert stored(commune, group) == {(1, "C2_1"): 500}


def test_setting_one_by_hand_needs_a_reason_and_is_kept_with_it(commune, made):
    group = made.groups[0]
    with pytest.raises(UserError) as refused:
        entry.set_override(commune, YEAR, group, "C1_1", 9000, "  ")
    assert refused.value.code == "reason_missing"
    entry.set_override(commune, YEAR, group, "C1_1", 9000, "Theo biên bản họp thôn")
    one = entry.load_sheet(commune, YEAR, group).measured["C1_1"]
    assert (one.answer, one.computed, one.reason) == (9000, 0, "Theo biên bản họp thôn")
    assert "Theo biên bản họp thôn" in history.entries(commune, 1)[0].summary
    standing = "SELECT total FROM standing WHERE subject_id = ? AND year = ?"
    assert commune.value(standing, (group, YEAR)) == 3000  # 90 % is worth 30 points; the other shares 0
    entry.drop_override(commune, YEAR, group, "C1_1")
    assert entry.load_sheet(commune, YEAR, group).answers["C1_1"] == 0
    assert stored(commune, group) == {}


def test_only_what_is_computed_is_set_by_hand(commune, made):
    for code in ("C2_1", "X9"):
        with pytest.raises(UserError) as refused:
            entry.set_override(commune, YEAR, made.groups[0], code, 500, "vì")
        assert refused.value.code == "not_measured"
    with pytest.raises(UserError) as refused:
        entry.set_override(commune, YEAR, made.groups[0], "C1_1", 12000, "vì")
    assert refused.value.code == "above_maximum"


def test_what_a_change_causes_is_told(commune, made):
    changes = recognise(commune, "learning_family", made.households[0])
    assert entry.effects(commune, changes) == [
        "Họ Nguyễn – hộ được công nhận Gia đình học tập: 0/2 → 1/2 (50%)",
        "Thôn Đông – hộ được công nhận Gia đình học tập: 0/2 → 1/2 (50%)",
        "Xã An Học – hộ được công nhận Gia đình học tập: 0/3 → 1/3 (33,33%)",
    ]


def test_the_checklist_of_the_commune_has_levels(commune, made):
    sheet = entry.load_sheet(commune, YEAR, COMMUNE_SUBJECT)
    typed = [one for one in sheet.criteria_set.indicators if one.measure is None]
    best = {one.code: one.target(2) or one.target(1) or 100 for one in typed}
    result = entry.save_sheet(commune, YEAR, COMMUNE_SUBJECT, {**sheet.answers, **best})
    assert result.is_checklist
    assert result.level is None
    assert result.entered == len({**sheet.answers, **best})
    assert "chưa đạt mức độ 1" in result.sentence.lower()  # nobody is recognised yet


def test_many_cells_of_a_stage(commune, made):
    homes = made.households
    entry.save_sheet(commune, YEAR, homes[0], {"C1_1": 800})
    place = Place(YEAR, stage=2)
    plan = finish(bulk_entry.plan_typed(commune, place, {i: {"C1_1": "8"} for i in homes[:2]}))
    assert plan.cells == {(homes[1], "C1_1"): 800}
    finish(bulk_entry.save_planned(commune, place, plan.cells, "Dán"))
    assert stored(commune, homes[1]) == {(2, "C1_1"): 800}
    emptied = finish(bulk_entry.plan_empty(commune, place, dict.fromkeys(homes[:2], ("C1_1",))))
    assert emptied.cells == {(homes[1], "C1_1"): None}  # the self-score of the other stays


def test_best_points_leave_computed_cells_alone(commune, made):
    place = Place(YEAR, "learning_community")
    plan = finish(bulk_entry.plan_best(commune, place, {made.groups[0]: ("C1_1", "C2_1")}))
    assert plan.cells == {(made.groups[0], "C2_1"): 1000}
    refused = finish(bulk_entry.plan_typed(commune, place, {made.groups[0]: {"C1_1": "90"}})).refused
    assert [one.indicator for one in refused] == ["C1_1"]


def test_a_locked_year_takes_no_scores(commune, made):
    with commune.action("test.lock", "Khóa") as act:
        act.execute("UPDATE assessment_year SET locked_at = '2026-12-31T10:00:00'")
    assert entry.load_sheet(commune, YEAR, made.households[0]).locked
    with pytest.raises(UserError) as refused:
        entry.save_sheet(commune, YEAR, made.households[0], {"C1_1": 800})
    assert refused.value.code == "year_locked"
