"""What counts among the stages of a sheet, and where they differ."""

from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.stages import differences, effective

SHEETS = st.dictionaries(st.sampled_from("ABCD"), st.integers(0, 3) | st.just(NA), max_size=4)
STAGED = st.dictionaries(st.integers(1, 3), SHEETS, max_size=3)


def test_a_reviewer_types_only_where_he_differs():
    by_stage = {1: {"A": 500, "B": 700, "C": NA}, 2: {"B": 600}, 3: {"C": 0}}
    assert effective(by_stage) == {"A": 500, "B": 600, "C": 0}
    assert differences(by_stage) == {"B": {1: 700, 2: 600}, "C": {1: NA, 3: 0}}


def test_the_same_value_again_is_no_difference():
    assert differences({1: {"A": 500}, 3: {"A": 500}}) == {}


def test_what_a_reviewer_adds_is_no_difference():
    assert differences({1: {"A": 500}, 2: {"B": 500}}) == {}
    assert effective({2: {"B": 500}, 1: {"A": 500}}) == {"A": 500, "B": 500}


def slow_effective(by_stage, code):
    for stage in (3, 2, 1):
        if code in by_stage.get(stage, {}):
            return by_stage[stage][code]
    return None


@given(STAGED)
def test_each_indicator_counts_by_the_furthest_stage(by_stage):
    found = effective(by_stage)
    for code in "ABCD":
        assert found.get(code) == slow_effective(by_stage, code)


@given(STAGED)
def test_without_differences_every_stage_agrees_with_what_counts(by_stage):
    told, found = differences(by_stage), effective(by_stage)
    for answers in by_stage.values():
        for code, answer in answers.items():
            assert code in told or found[code] == answer
