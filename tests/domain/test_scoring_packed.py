"""Whole sheets scored by adding up one number for each answer: the same as looking at each answer."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.scoring import PointsScorer, scorer

SETS = Path(__file__).parents[2] / "resources" / "criteria"
SCORERS = {
    path.stem: scorer(parse_criteria_set(path.read_text("utf-8"))[0]) for path in sorted(SETS.glob("*.json"))
}
ADDED_UP = {name: one for name, one in SCORERS.items() if isinstance(one, PointsScorer) and one.packed()}
ANSWERS = st.one_of(st.just(NA), st.sampled_from([0, 50, 400, 450, 500, 700, 1000, 3000]), st.integers(-100, 9000))


def test_most_sets_can_be_added_up():
    assert {"gia_dinh_hoc_tap", "cong_dan_hoc_tap"} <= ADDED_UP.keys()


@pytest.mark.parametrize("name", ADDED_UP)
@given(data=st.data())
def test_added_up_they_come_to_the_same(name, data):
    careful = ADDED_UP[name]
    packed = careful.packed()
    codes = [indicator.code for indicator in careful.criteria_set.indicators]
    answers = {code: data.draw(st.one_of(ANSWERS, st.just("x"))) for code in codes}
    number = sum(packed.number(code, answer) for code, answer in answers.items())
    assert packed.count == len(codes)
    assert packed.outcome(number) == careful.outcome(answers)


@pytest.mark.parametrize("name", ADDED_UP)
def test_an_unknown_code_is_left_to_the_careful_way(name):
    with pytest.raises(KeyError):
        ADDED_UP[name].packed().number("KHONG_CO", 100)
