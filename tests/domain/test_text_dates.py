"""Dates and births as officers type them and as spreadsheets hold them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.text import (
    BirthError,
    DateError,
    format_birth,
    format_date,
    parse_birth,
    parse_date,
)

births = st.dates(date(1900, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    "typed",
    ["01122010", "1/12/2010", "01/12/2010", "1-12-2010", "1.12.2010", "2010-12-01", "1 / 12 / 2010",
     "1/12/2010 00:00",
     "2010-12-01T07:30:00", date(2010, 12, 1), datetime(2010, 12, 1, 7, 30), 1122010, 1122010.0, 40513],
)  # fmt: skip
def test_parse_date(typed):
    assert parse_date(typed) == date(2010, 12, 1)


@pytest.mark.parametrize(
    "typed",
    ["", "31/02/2010", "29/02/1900", "1/13/2010", "1/12/10", "112010", "2010", "12/2010", "hôm nay",
     "00/00/2010",
     "1/12/1899", "1/12/2101", date(1899, 12, 31), None, True, time(7, 30), float("nan"), "1/12/20100"],
)  # fmt: skip
def test_what_is_no_date(typed):
    with pytest.raises(DateError) as refusal:
        parse_date(typed)
    assert refusal.value.reason == "format"
    assert "01122010" in refusal.value.cure


@pytest.mark.parametrize(
    ("value", "born"),
    [
        (1972, "1972"), (1972.0, "1972"), ("1972", "1972"), (" 1972.0 ", "1972"), ("1900", "1900"),
        ("2026", "2026"),
        ("11/03/1978", "1978-03-11"), ("11/3/1978", "1978-03-11"), ("11-3-1978", "1978-03-11"),
        ("11.03.1978", "1978-03-11"), ("11031978", "1978-03-11"), ("1978-03-11", "1978-03-11"),
        (11031978, "1978-03-11"), (1031978.0, "1978-03-01"), (date(1978, 3, 11), "1978-03-11"),
        (datetime(1978, 3, 11, 0, 0), "1978-03-11"), ("1978-03-11 00:00:00", "1978-03-11"),
        (28560, "1978-03-11"), (28560.0, "1978-03-11"), (28560.5, "1978-03-11"), ("28560", "1978-03-11"),
    ],
)  # fmt: skip
def test_parse_birth(value, born):
    assert parse_birth(value, 2026) == born


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("không rõ", "format"), ("", "format"), (None, "format"), ("1/3/78", "format"), ("78", "format"),
        (78, "format"),
        ("31/02/1978", "format"), ("29/02/1978", "format"), ("1031978", "format"), (1972.5, "format"),
        (True, "format"), (float("nan"), "format"), (float("inf"), "format"), (-1972, "format"),
        (99999, "format"),
        (1802.0, "too_old"), ("1899", "too_old"), ("31/12/1899", "too_old"), (date(1802, 1, 1), "too_old"),
        (2093.0, "future"), ("01/01/2027", "future"), (2027, "future"), (50000, "future"),
    ],
)  # fmt: skip
def test_births_that_cannot_be(value, reason):
    with pytest.raises(BirthError) as refusal:
        parse_birth(value, 2026)
    assert refusal.value.reason == reason
    assert refusal.value.message.endswith(".")
    assert refusal.value.cure


def test_the_latest_birth_year_is_this_machines_unless_told():
    this_year = date.today().year
    assert parse_birth(this_year) == str(this_year)
    with pytest.raises(BirthError, match="tương lai"):
        parse_birth(this_year + 1)


@given(births)
def test_a_birth_is_read_back_from_every_form(day):
    born = day.isoformat()
    excel = (day - date(1899, 12, 30)).days
    forms = [
        day,
        born,
        format_birth(born),
        f"{day:%d%m%Y}",
        int(f"{day:%d%m%Y}"),
        f"{day.day}.{day.month}.{day.year}",
    ]
    if 10_000 <= excel <= 60_000:
        forms.append(excel)
    assert {parse_birth(form, 2026) for form in forms} == {born}


@given(st.integers(1900, 2026))
def test_a_birth_year_is_read_back(year):
    born = str(year)
    assert parse_birth(format_birth(born), 2026) == parse_birth(float(year), 2026) == born


@given(births)
def test_dates_are_read_back(day):
    assert parse_date(format_date(day)) == day


def test_formats():
    assert format_birth("1978-03-11") == "11/03/1978"
    assert format_birth("1978") == "1978"
    assert format_birth(None) == format_birth("") == ""
    assert format_date(date(2010, 12, 1) + timedelta(days=8)) == "09/12/2010"
