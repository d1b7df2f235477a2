"""Personal numbers as people type them and as spreadsheets spoil them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.personal_number import check, mask
from khuyenhoc_desktop.domain.problems import Severity


@pytest.mark.parametrize(
    "value",
    [
        "038086001394",
        " 038086001394 ",
        "038 086 001 394",
        "038.086.001.394",
        "'038086001394",
        "038\u00a0086001394\u200b",
    ],
)
def test_twelve_digits_are_kept_as_text(value):
    assert check(value).text == "038086001394"
    assert check(value).problem is None


@pytest.mark.parametrize("value", [None, "", "  "])
def test_it_is_optional(value):
    assert check(value).text is None
    assert check(value).problem is None


@pytest.mark.parametrize(
    ("value", "restored"),
    [
        (38086001394, "038086001394"), (38086001394.0, "038086001394"), ("38086001394", "038086001394"),
        ("38086001394.0", "038086001394"), (1086123456.0, "001086123456"), ("1086123456", "001086123456"),
        ("1.086.123.456", "001086123456"),
    ],
)  # fmt: skip
def test_lost_zeros_are_put_back_with_a_warning(value, restored):
    found = check(value)
    assert found.text == restored
    assert (found.problem.code, found.problem.severity) == ("personal_number_zero", Severity.WARNING)
    assert mask(restored) in found.problem.cure
    assert restored not in found.problem.message + found.problem.cure


@pytest.mark.parametrize("value", ["172345678", 172345678, 172345678.0, "012345678"])
def test_old_identity_cards_are_kept_with_a_warning(value):
    found = check(value)
    assert found.text == str(value).removesuffix(".0")
    assert (found.problem.code, found.problem.is_error) == ("personal_number_old", False)


@pytest.mark.parametrize("value", ["097086001394", "000086001394", "999086001394", 97086001394])
def test_a_province_that_never_was_is_doubtful(value):
    found = check(value)
    assert found.text.endswith("086001394")
    assert len(found.text) == 12
    assert (found.problem.code, found.problem.is_error) == ("personal_number_province", False)


@pytest.mark.parametrize(
    "value",
    ["03820A000123", "0380865072", "0400433611", "01234567890", "12345678", 12345678, "1234567890123", "không có",
     "3.80860E+10", "038-086-001-394", -38086001394, 38086001394.5, True, float("nan"), float("inf"),
     date(1978, 3, 11), "٠٣٨٠٨٦٠٠١٣٩٤", "0", "²38086001394"],
)  # fmt: skip
def test_anything_else_is_wrong(value):
    found = check(value)
    assert found.text is None
    assert (found.problem.code, found.problem.severity) == ("personal_number_wrong", Severity.ERROR)
    assert "12 chữ số" in found.problem.message
    assert found.problem.cure
    assert found.problem.field == "personal_number"


def test_the_message_says_what_is_wrong_with_it_and_hides_the_rest():
    message = check("03820A000123").problem.message
    assert "«********0123» (12 ký tự, trong đó có «A»)" in message
    assert "03820" not in message
    assert "«abc»" in check("abc").problem.message
    assert "«*********4567» (13 ký tự)" in check("0792030004567").problem.message


@given(st.integers(1, 96), st.integers(0, 10**9 - 1))
def test_a_number_spoilt_by_a_spreadsheet_comes_back(province, rest):
    number = f"{province:03d}{rest:09d}"
    assert check(number).text == number
    assert check(number).problem is None
    assert check(int(number)).text == check(float(number)).text == check(str(int(number))).text == number


@given(st.text() | st.integers() | st.floats())
def test_what_is_kept_is_always_digits(value):
    found = check(value)
    assert found.text is None or (found.text.isascii() and found.text.isdigit() and len(found.text) in (9, 12))
    assert found.text is None or check(found.text).text == found.text


def test_mask():
    assert mask("038086001394") == "********1394"
    assert mask("172345678") == "*****5678"
    assert mask("1394") == "****"
    assert mask("") == mask(None) == ""
