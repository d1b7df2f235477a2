"""Numbers as officers type and read them."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.text import (
    NumberError,
    format_count,
    format_percent,
    format_points,
    parse_number,
    parse_points,
)

NOT_NUMBERS = ["năm người", "4 người", "1e5", "nan", "inf", "--1", "1.2.3", "1,000,000", "0x10", "٣", "²",
               float("nan"), float("inf"), float("-inf"), True, date(2020, 1, 1), 1e300, 10**30]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (4, 4), (4.0, 4), ("4", 4), (" 4 ", 4), ("04", 4), ("4,0", 4), ("4.0", 4), ("3.321", 3321),
        ("1 234", 1234), ("1\u00a0234\u00a0567", 1234567), ("1.234,00", 1234), ("-3", -3), (-3.0, -3),
        ("+5", 5),
        ("0", 0), (0.0, 0), ("", None), ("  ", None), (None, None),
    ],
)  # fmt: skip
def test_parse_number(value, number):
    assert parse_number(value) == number


@pytest.mark.parametrize("value", ["4,5", "4.5", 4.5, "0,25", "1,234", ",5"])
def test_a_broken_number_is_not_whole(value):
    with pytest.raises(NumberError) as refusal:
        parse_number(value)
    assert refusal.value.reason == "not_whole"
    assert "số nguyên" in refusal.value.message


@pytest.mark.parametrize("value", NOT_NUMBERS)
def test_what_is_no_number_is_refused_everywhere(value):
    for parse in (parse_number, parse_points):
        with pytest.raises(NumberError) as refusal:
            parse(value)
        assert refusal.value.reason == "format"
        assert refusal.value.cure


@pytest.mark.parametrize(
    ("value", "hundredths"),
    [
        ("7,25", 725), ("7.25", 725), ("0,5", 50), ("0.5", 50), (",5", 50), ("7,", 700), ("7,5", 750),
        ("10", 1000),
        (" 7 ", 700), (7, 700), (7.25, 725), (0, 0), ("0", 0), (0.1 + 0.2, 30), (74.5, 7450), (1.15, 115),
        (8.7, 870),
    ],
)  # fmt: skip
def test_parse_points(value, hundredths):
    assert parse_points(value) == hundredths


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("7,255", "decimals"), ("7.250", "decimals"), (7.255, "decimals"), ("1.234", "decimals"),
        (1 / 3, "decimals"),
        ("-1", "negative"), ("-0,5", "negative"), (-1, "negative"), (-0.5, "negative"),
        ("", "empty"), (None, "empty"), (",", "format"), (".", "format"), ("k", "format"),
        ("7,5 điểm", "format"),
    ],
)  # fmt: skip
def test_points_that_cannot_be(value, reason):
    with pytest.raises(NumberError) as refusal:
        parse_points(value)
    assert refusal.value.reason == reason


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [
        (7450, "74,5"),
        (700, "7"),
        (725, "7,25"),
        (705, "7,05"),
        (0, "0"),
        (5, "0,05"),
        (10000, "100"),
        (-50, "-0,5"),
    ],
)
def test_format_points(hundredths, text):
    assert format_points(hundredths) == text


@given(st.integers(0, 10**9))
def test_points_are_read_back_exactly(hundredths):
    text = format_points(hundredths)
    assert parse_points(text) == hundredths
    assert parse_points(text.replace(",", ".")) == hundredths
    assert Decimal(text.replace(",", ".")) * 100 == hundredths


@given(st.integers(0, 100_000))
def test_points_of_a_cell_are_read_exactly(hundredths):
    assert parse_points(hundredths / 100) == hundredths


@given(st.integers(-(10**11), 10**11))
def test_counts_are_read_back(count):
    assert parse_number(format_count(count)) == count


def test_format_count():
    assert [format_count(n) for n in (0, 999, 3321, 1234567)] == ["0", "999", "3.321", "1.234.567"]


@pytest.mark.parametrize(
    ("percent", "text"),
    [
        (Fraction(9785, 100), "97,85%"),
        (Fraction(72), "72,00%"),
        (Fraction(200, 3), "66,67%"),
        (Fraction(1, 8), "0,13%"),
        (Fraction(0), "0,00%"),
        (Fraction(-1, 8), "-0,13%"),
        (Fraction(-1, 1000), "0,00%"),
        (Fraction(123456), "123.456,00%"),
        (None, "–"),
    ],
)
def test_format_percent(percent, text):
    assert format_percent(percent) == text


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_is_rounded_half_up(part, base):
    expected = (Decimal(100 * part) / base).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert format_percent(Fraction(100 * part, base)).replace(".", "") == f"{expected}%".replace(".", ",")
