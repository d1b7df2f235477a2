"""Measures: their names, the sentences of their numbers, and the value an indicator takes from them."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import Band, Indicator, Kind, Target
from khuyenhoc_desktop.domain.measures import MEASURES, measured_answer, share_of
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    HOUSEHOLD,
    LEARNING_CITIZEN,
    LEARNING_FAMILY,
    RESIDENTIAL_GROUP,
    UNIT,
)


def test_the_fixed_list():
    who = {code: set(measure.subjects) for code, measure in MEASURES.items()}
    assert who == {
        "adults_recognised": {HOUSEHOLD, CLAN, RESIDENTIAL_GROUP, COMMUNE},
        "adults_reached": {HOUSEHOLD, CLAN, RESIDENTIAL_GROUP, COMMUNE},
        "families_recognised": {CLAN, RESIDENTIAL_GROUP, COMMUNE},
        "families_reached": {CLAN, RESIDENTIAL_GROUP, COMMUNE},
        "clans_recognised": {RESIDENTIAL_GROUP, COMMUNE},
        "units_recognised": {RESIDENTIAL_GROUP, COMMUNE},
        "communities_recognised": {COMMUNE},
        "staff_recognised": {UNIT},
        "staff_reached": {UNIT},
        "learners_recognised": {UNIT},
        "learners_reached": {UNIT},
    }
    assert MEASURES["families_reached"].title == LEARNING_FAMILY
    assert {MEASURES[code].title for code in who if code.startswith(("adults", "staff", "learners"))} == {
        LEARNING_CITIZEN
    }


FAMILY = "được công nhận Gia đình học tập"


@pytest.mark.parametrize(
    ("code", "subject", "part", "base", "sentence"),
    [
        ("families_recognised", RESIDENTIAL_GROUP, 18, 24, f"18/24 hộ trong thôn {FAMILY} (75%)"),
        ("families_recognised", COMMUNE, 1234, 3702, f"1.234/3.702 hộ trên địa bàn {FAMILY} (33,33%)"),
        ("adults_reached", HOUSEHOLD, 2, 3, "2/3 người lớn trong hộ có kết quả đạt Công dân học tập (66,67%)"),
        ("staff_recognised", UNIT, 0, 7, "0/7 người làm việc của đơn vị được công nhận Công dân học tập (0%)"),
        ("clans_recognised", RESIDENTIAL_GROUP, 0, 0, "Chưa có dòng họ trong thôn để tính"),
    ],
)
def test_the_numbers_in_words(code, subject, part, base, sentence):
    assert MEASURES[code].sentence(subject, part, base) == sentence


def test_every_measure_has_words_for_all_its_subjects():
    for measure in MEASURES.values():
        for subject in measure.subjects:
            assert measure.sentence(subject, 1, 2).endswith("(50%)")


def percent(**more):
    return Indicator("I", "1", "", Kind.PERCENT, 0, **more)


def test_of_nothing_there_is_no_share():
    assert measured_answer(percent(), 0, 0) is None
    assert measured_answer(percent(allow_na=True), 0, 0) is NA
    assert measured_answer(Indicator("I", "1", "", Kind.COUNT, 0, allow_na=True), 0, 0) == 0


def test_a_number_is_in_hundredths_too():
    assert measured_answer(Indicator("I", "1", "", Kind.COUNT, 0), 12, 40) == 1200


def test_rounding_lifts_no_share_over_a_line():
    """39.998 of 50.000 are 79,996%: written 80 where nothing hangs on it, 79,99 where 80 is asked."""
    assert measured_answer(percent(), 39_998, 50_000) == 8000
    assert measured_answer(percent(targets=(Target(1, 8000),)), 39_998, 50_000) == 7999
    assert measured_answer(percent(bands=(Band(8000, 10),)), 39_998, 50_000) == 7999
    assert measured_answer(percent(targets=(Target(1, 8000),)), 40_000, 50_000) == 8000


@given(st.integers(1, 150_000), st.data())
def test_a_target_is_met_exactly_when_the_share_does(base, data):
    part, target = data.draw(st.integers(0, base)), data.draw(st.integers(1, 10_000))
    answer = measured_answer(percent(targets=(Target(1, target),)), part, base)
    assert (answer >= target) == (Fraction(part, base) >= Fraction(target, 10_000))
    assert abs(Fraction(answer) - Fraction(10_000 * part, base)) < 1
    assert abs(Fraction(share_of(part, base)) - Fraction(10_000 * part, base)) <= Fraction(1, 2)
