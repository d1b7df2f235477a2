"""The code on a paper sheet: it comes back whole, and no slip of the hand opens somebody else's sheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.record_code import ALPHABET, looks_like_code, parse_code, record_code

IDS = st.integers(min_value=0, max_value=(1 << 63) - 1)
USUAL = st.builds(lambda i, c: (i << 40) + c, st.integers(1, (1 << 23) - 1), st.integers(1, 80_000_000))
YEARS = st.integers(2015, 2100)


def refusal(typed):
    with pytest.raises(UserError) as told:
        parse_code(typed)
    return told.value.code


def test_a_code_worked_out_by_hand():
    """Installation 0, counter 1: 2**23 = 9·31⁴ + 2·31³ + 18·31² + 1·31 + 8; 2026 is the twelfth year: B.

    18 is J. Check: 2·11 (B) + 3·8 + 4·1 + 5·18 + 6·2 + 7·9 = 215 = 6·31 + 29, and 2 are missing to 7·31.
    """
    assert 9 * 31**4 + 2 * 31**3 + 18 * 31**2 + 1 * 31 + 8 == 1 << 23
    assert record_code(1, 2026) == "0000-092J-18B2"


@given(IDS, YEARS)
def test_every_id_comes_back(subject, year):
    found = parse_code(record_code(subject, year))
    assert found.subject_id == subject
    assert found.is_of(year)
    assert not found.is_of(year + 1)


@given(USUAL, YEARS)
def test_usual_codes_have_twelve_characters(subject, year):
    code = record_code(subject, year)
    assert [len(group) for group in code.split("-")] == [4, 4, 4]
    assert set(code) - {"-"} <= set(ALPHABET)
    assert looks_like_code(code) or sum(one.isdigit() for one in code) < 3


@given(IDS, YEARS)
def test_every_single_wrong_character_is_noticed(subject, year):
    code = record_code(subject, year).replace("-", "")
    for place, right in enumerate(code):
        for wrong in set(ALPHABET) - {right}:
            assert refusal(code[:place] + wrong + code[place + 1 :]) == "code_check"


@given(IDS, YEARS)
def test_every_two_exchanged_neighbours_are_noticed(subject, year):
    code = record_code(subject, year).replace("-", "")
    for place in range(len(code) - 1):
        one, two = code[place], code[place + 1]
        if one != two:
            assert refusal(code[:place] + two + one + code[place + 2 :]) == "code_check"


@given(st.lists(st.tuples(IDS, st.integers(2015, 2045)), unique=True, min_size=2, max_size=20))
def test_no_two_records_share_a_code(records):
    assert len({record_code(*record) for record in records}) == len(records)


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", " "), lambda code: f" {code}\n"])
def test_how_it_is_typed_does_not_matter(change):
    subject = (4_711_234 << 40) + 60_001
    assert parse_code(change(record_code(subject, 2026))).subject_id == subject


def test_letters_that_look_like_digits_are_read_as_those():
    subject = next(i for i in range(1, 500) if {"0", "1", "5"} <= set(record_code((77 << 40) + i, 2026)))
    code = record_code((77 << 40) + subject, 2026)
    assert parse_code(code.translate(str.maketrans("015", "OIS"))).subject_id == (77 << 40) + subject


@pytest.mark.parametrize("typed", ["", "Nguyễn Văn An", "123", "0000-0000-000?", "U" * 12, "A" * 16])
def test_what_is_no_code_is_refused(typed):
    assert refusal(typed) == "code_format"
    assert not looks_like_code(typed)


def test_a_name_does_not_look_like_a_code():
    assert not looks_like_code("Trần Văn Khang")
    assert not looks_like_code("KHANGHANHDAT")
