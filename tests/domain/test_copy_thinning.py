"""What thinning keeps: proved over any times, and over a year of work with a copy every half hour."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.copy_thinning import superfluous

NOW = datetime(2026, 11, 30, 16, 0)
TIMES = st.sets(st.datetimes(datetime(2022, 1, 1), datetime(2028, 1, 1)), max_size=60)
NEAR = st.sets(st.integers(0, 60 * 24 * 40).map(lambda minutes: NOW - timedelta(minutes=minutes)), max_size=60)


def kept(made, now=NOW):
    return set(made) - superfluous(made, now)


@given(TIMES | NEAR)
def test_what_must_never_go(made):
    stay = kept(made)
    past = sorted(one for one in made if one <= NOW)
    assert set(past[-3:]) <= stay
    assert {one for one in made if one > NOW} <= stay
    assert {one for one in past if one >= NOW - timedelta(hours=2)} <= stay


@given(TIMES | NEAR)
def test_each_day_week_and_month_in_reach_keeps_its_newest(made):
    stay = kept(made)
    past = [one for one in made if one <= NOW]
    for reach, name in ((14, "%Y%m%d"), (56, "%G%V"), (750, "%Y%m")):
        near = [one for one in past if NOW - one <= timedelta(days=reach)]
        assert {max(o for o in near if f"{o:{name}}" == f"{one:{name}}") for one in near} <= stay


@given(TIMES | NEAR)
def test_thinning_twice_takes_nothing_more(made):
    stay = kept(made)
    assert superfluous(stay, NOW) == set()


def test_a_working_year_leaves_few_copies_and_one_of_every_month():
    made = set()
    day = datetime(2025, 12, 1)
    while day < NOW:
        for half_hour in range(16):
            now = day + timedelta(hours=8, minutes=30 * half_hour)
            made = kept({*made, now}, now)
        day += timedelta(days=1)
    assert len(made) < 50
    assert {f"{one:%Y%m}" for one in made} >= {f"2026{month:02}" for month in range(1, 12)} | {"202512"}
    last_days = {(NOW - timedelta(days=back)).date() for back in range(1, 13)}
    assert last_days <= {one.date() for one in made}


def test_a_clock_set_back_takes_no_copy_away():
    """All copies lie in the future now; new ones are thinned among themselves."""
    before = {NOW + timedelta(days=365, minutes=30 * step) for step in range(20)}
    assert superfluous(before, NOW) == set()
    old = {NOW - timedelta(days=400, minutes=step) for step in range(10)}
    assert superfluous(before | old, NOW) < old
