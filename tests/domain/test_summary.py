"""The year's figures: percentages on both bases, exact, against last year and the target."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.summary import (
    BASE_NAMES,
    GroupFigures,
    Target,
    TitleFigures,
    add,
    percent,
    percent_number,
)

HUONG_HOA = GroupFigures(
    1, "Hướng Hóa", total=21906, registered=17528, recognised=15772, last_year_recognised=15000
)


def test_percentages_stand_on_both_bases():
    """The district's report: 72% of all households, which is 90% of those registered."""
    assert round(HUONG_HOA.percent_of_total) == 72
    assert round(HUONG_HOA.percent_of_registered) == 90
    assert HUONG_HOA.percent_of_total == Fraction(1577200, 21906)
    assert percent_number(53, 55) == 96.36
    assert HUONG_HOA.change == 772


def test_without_a_base_there_is_no_percentage():
    empty = GroupFigures(None, "Trống")
    assert (percent(0, 0), percent_number(3, 0)) == (None, None)
    assert (empty.percent_of_total, empty.percent_of_registered, empty.registered_percent) == (None, None, None)
    assert empty.change is None
    assert empty.target_gap is None
    assert empty.short_of_target is None


@pytest.mark.parametrize(
    ("part", "base", "number"), [(1, 3, 33.33), (2, 3, 66.67), (1, 800, 0.13), (-1, 800, -0.13), (1, 1, 100.0)]
)
def test_halves_are_rounded_up(part, base, number):
    assert percent_number(part, base) == number


@given(st.integers(0, 60_000), st.integers(1, 60_000))
def test_the_number_is_within_half_a_hundredth(part, base):
    assert abs(Fraction(percent_number(part, base)) - Fraction(100 * part, base)) <= Fraction(5001, 10**6)


@pytest.mark.parametrize(
    ("base", "recognised", "gap", "short"),
    [
        ("total", 70, Fraction(0), 0),
        ("total", 69, Fraction(-1), 1),
        ("registered", 69, Fraction(100 * 69, 90) - 70, 0),
        ("registered", 60, Fraction(100 * 60, 90) - 70, 3),
    ],
)
def test_the_target_is_held_against_its_own_base(base, recognised, gap, short):
    figures = GroupFigures(1, "Xã", 100, 90, recognised=recognised, target=Target(7000, base))
    assert figures.target_gap == gap
    assert figures.short_of_target == short


def test_the_base_is_named():
    assert [Target(7000, base).base_name for base in BASE_NAMES] == ["trên tổng số", "trên số đăng ký"]


rows = st.builds(
    GroupFigures,
    group_id=st.integers(1, 99),
    group=st.text(max_size=5),
    total=st.integers(0, 999),
    registered=st.integers(0, 999),
    scored=st.integers(0, 999),
    reached=st.integers(0, 999),
    proposed=st.integers(0, 999),
    recognised=st.integers(0, 999),
    last_year_recognised=st.none() | st.integers(0, 999),
)


@given(st.lists(rows, max_size=6))
def test_the_commune_is_the_sum_of_its_groups(groups):
    commune = add(groups)
    for name in ("total", "registered", "scored", "reached", "proposed", "recognised"):
        assert getattr(commune, name) == sum(getattr(group, name) for group in groups)
    known = [group.last_year_recognised for group in groups if group.last_year_recognised is not None]
    assert commune.last_year_recognised == (sum(known) if known else None)


def test_a_title_carries_its_target_to_the_commune_only():
    target = Target(6000)
    title = TitleFigures.of("learning_family", 2026, [HUONG_HOA, HUONG_HOA], target)
    assert (title.commune.group, title.commune.recognised, title.commune.target) == ("Toàn xã", 31544, target)
    assert [group.target for group in title.by_group] == [None, None]
