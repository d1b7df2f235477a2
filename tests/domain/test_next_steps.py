"""What would bring a sheet to its title, in words."""

from dataclasses import replace

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import Criterion, Indicator, Kind, Rules
from khuyenhoc_desktop.domain.next_steps import next_steps
from khuyenhoc_desktop.domain.scoring import score, shortfall
from tests.domain.criteria_samples import checklist, small_set


def citizens():
    """Ten indicators of 10 points; 80 needed and none under 5."""
    rows = tuple(Indicator(f"I{n}", str(n), "", Kind.POINTS, 1000, step=50) for n in range(1, 11))
    criteria = (Criterion("C", "1", "", 10_000, rows),)
    return replace(small_set(), criteria=criteria, rules=Rules(8000, min_per_indicator=500))


def sheet_of(*points):
    return {f"I{n}": int(p * 100) for n, p in enumerate(points, 1) if p is not None}


def test_the_sheet_of_the_issue():
    """78 of 80, and indicator 5 below the floor."""
    answers = sheet_of(10, 9, 8, 9, 4.5, 8, 7.5, 7, 8, 7)
    result = score(citizens(), answers)
    assert result.sentence == "Chưa đạt: 78/80 điểm, thiếu 2; chỉ số 5 dưới mức sàn 5 điểm"
    assert (shortfall(result), result.below_floor) == (200, ("I5",))
    assert next_steps(citizens(), answers) == (
        "Nâng chỉ số 5 từ 4,5 lên ít nhất 5 điểm.",
        "Thêm 2 điểm để đủ 80; còn lấy thêm được nhiều nhất ở chỉ số 5 (còn 5,5), 8 (còn 3), 10 (còn 3).",
    )


def test_what_is_empty_comes_first():
    answers = sheet_of(8, 8, 8, 8, 8, 8, 8, 8, None, None)
    assert next_steps(citizens(), answers) == (
        "Nhập 2 chỉ số còn trống: 9, 10.",
        "Thêm 16 điểm để đủ 80; còn lấy thêm được nhiều nhất ở chỉ số 1 (còn 2), 2 (còn 2), 3 (còn 2).",
    )


def test_nothing_is_left_where_all_is_reached_or_nothing_begun():
    assert next_steps(citizens(), sheet_of(*[8] * 10)) == ()
    assert next_steps(citizens(), {}) == ()
    assert shortfall(score(citizens(), sheet_of(*[10] * 10))) == 0


def test_conditions_and_criteria_are_steps_too():
    answers = {"A1": 1000, "A2": 0, "A3": "full", "B1": 100, "B2": 0}
    assert next_steps(small_set(), answers) == (
        "Chỉ số 2 là điều kiện bắt buộc nhưng không đạt.",
        "Tiêu chí II được 2 điểm, cần ít nhất 6 điểm.",
        "Thêm 7 điểm để đủ 25; còn lấy thêm được nhiều nhất ở chỉ số 5 (còn 10), 2 (còn 4), 4 (còn 3).",
    )


def test_targets_not_met_are_told_with_both_figures():
    assert next_steps(checklist(), {"A1": 0, "B1": 5999}) == (
        "Nhập 1 chỉ tiêu còn trống: 2.2.",
        "Chỉ tiêu 1.1: cần đạt «có».",
        "Chỉ tiêu 2.1: đang là 59,99%, cần từ 60%.",
    )


def test_above_the_first_level_the_steps_lead_to_the_next():
    answers = {"A1": 100, "A2": 200, "B1": 8000, "B2": NA}
    assert next_steps(checklist(), answers) == (
        "Chỉ tiêu 1.2: đang là 2, cần từ 3.",
        "Chỉ tiêu 2.1: đang là 80%, cần từ 80,5%.",
    )
    assert next_steps(checklist(), answers | {"A2": 300, "B1": 8050}) == ()
