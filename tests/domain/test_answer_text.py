"""Answers as typed: what is taken, what is refused with which words, and that what is shown reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answer_text import check_answer, entry_hint, format_answer, parse_answer
from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import Indicator, Kind, Option
from khuyenhoc_desktop.domain.problems import UserError

POINTS = Indicator("P", "3", "Điểm", Kind.POINTS, 1000, step=50, allow_na=True)
STRICT = Indicator("S", "4", "Điểm", Kind.POINTS, 1000)
YES_NO = Indicator("Y", "5", "Có không", Kind.YES_NO, 400, allow_na=True)
SURE = Indicator("U", "6", "Có không", Kind.YES_NO, 400)
OPTIONS = (Option("full", "Đạt", 600), Option("part", "Đạt một phần", 200), Option("none", "Không đạt", 0))
CHOICE = Indicator("C", "7", "Chọn", Kind.CHOICE, 600, allow_na=True, options=OPTIONS)
COUNT = Indicator("N", "8", "Đếm", Kind.COUNT, 0)
PERCENT = Indicator("R", "9", "Tỷ lệ", Kind.PERCENT, 0)
TEXT = Indicator("T", "10", "Ghi", Kind.TEXT, 0)
ALL = (POINTS, STRICT, YES_NO, SURE, CHOICE, COUNT, PERCENT, TEXT)


@pytest.mark.parametrize(
    ("indicator", "typed", "answer"),
    [
        (POINTS, "", None),
        (POINTS, "  ", None),
        (POINTS, "0", 0),
        (POINTS, "7,5", 750),
        (POINTS, "7.5", 750),
        (POINTS, " 10 ", 1000),
        (POINTS, "7,50", 750),
        (POINTS, "8 điểm", 800),
        (POINTS, "k", NA),
        (POINTS, "K", NA),
        (POINTS, "kad", NA),
        (POINTS, "-", NA),
        (POINTS, "Không áp dụng", NA),
        (YES_NO, "c", 100),
        (YES_NO, "Có", 100),
        (YES_NO, "CO", 100),
        (YES_NO, "1", 100),
        (YES_NO, "x", 100),
        (YES_NO, "kh", 0),
        (YES_NO, "Không", 0),
        (YES_NO, "0", 0),
        (YES_NO, "k", NA),
        (CHOICE, "1", "full"),
        (CHOICE, "3", "none"),
        (CHOICE, "PART", "part"),
        (CHOICE, "đạt một phần", "part"),
        (CHOICE, "khong dat", "none"),
        (CHOICE, "k", NA),
        (COUNT, "12", 1200),
        (COUNT, "1.234", 123400),
        (PERCENT, "97,85 %", 9785),
        (PERCENT, "97,85%", 9785),
        (PERCENT, "100", 10000),
        (TEXT, " học  nghề ", "học nghề"),
        (TEXT, "k", "k"),
    ],
)
def test_what_is_taken(indicator, typed, answer):
    assert parse_answer(indicator, typed) == answer


@pytest.mark.parametrize(
    ("indicator", "typed", "code", "message"),
    [
        (POINTS, "12", "above_maximum", "Điểm tối đa là 10; ở đây là 12"),
        (POINTS, "10,5", "above_maximum", "Điểm tối đa là 10; ở đây là 10,5"),
        (POINTS, "99999999", "above_maximum", "Điểm tối đa là 10; ở đây là 99999999"),
        (POINTS, "7,3", "wrong_step", "Điểm chỉ nhận bội số của 0,5; ở đây là 7,3"),
        (STRICT, "7,5", "wrong_step", "Điểm chỉ nhận bội số của 1; ở đây là 7,5"),
        (POINTS, "7,123", "decimals", "Điểm chỉ được có nhiều nhất hai chữ số sau dấu phẩy."),
        (POINTS, "-1", "negative", "Điểm không được nhỏ hơn 0."),
        (POINTS, "tám", "wrong_type", "Không hiểu «tám»"),
        (POINTS, "x", "wrong_type", "Không hiểu «x»"),
        (POINTS, "đ", "wrong_type", "Không hiểu «đ»"),
        (STRICT, "k", "not_applicable", "Chỉ số 4 không có ô «không áp dụng»"),
        (SURE, "k", "not_applicable", "Chỉ số 6 không có ô «không áp dụng»"),
        (YES_NO, "2", "wrong_type", "Không hiểu «2»"),
        (CHOICE, "4", "unknown_option", "Không có lựa chọn «4»"),
        (COUNT, "4,5", "not_whole", "Ở đây phải là số nguyên, không có phần lẻ."),
        (COUNT, "-4", "negative", "Số lượng không được nhỏ hơn 0"),
        (COUNT, "1000000", "above_maximum", "Số lượng tối đa là 999999; ở đây là 1000000"),
        (PERCENT, "100,01", "above_maximum", "Tỷ lệ phần trăm tối đa là 100; ở đây là 100,01"),
        (TEXT, "a" * 1001, "too_long", "Dài 1001 chữ, tối đa 1000 chữ"),
    ],
)
def test_what_is_refused_and_why(indicator, typed, code, message):
    with pytest.raises(UserError) as refused:
        parse_answer(indicator, typed)
    assert (refused.value.code, refused.value.message) == (code, message)
    assert refused.value.place == f"chỉ số {indicator.number}"
    assert refused.value.cure


def test_a_lone_k_is_never_no_and_the_cure_says_how_to_type_no():
    with pytest.raises(UserError) as refused:
        parse_answer(SURE, "k")
    assert "Kh hoặc 0 = không" in refused.value.cure


def test_the_cure_of_a_wrong_step_names_the_neighbours():
    assert check_answer(POINTS, 730).cure == "Gõ 7 hoặc 7,5."


@pytest.mark.parametrize(
    ("indicator", "hint"),
    [
        (POINTS, "0 – 10, bước 0,5 · K = không áp dụng"),
        (STRICT, "0 – 10"),
        (YES_NO, "C hoặc 1 = có · Kh hoặc 0 = không · K = không áp dụng"),
        (CHOICE, "1 = Đạt · 2 = Đạt một phần · 3 = Không đạt · K = không áp dụng"),
        (COUNT, "số lượng, 0 trở lên"),
        (PERCENT, "phần trăm, 0 – 100"),
        (TEXT, "ghi bằng chữ"),
    ],
)
def test_hints(indicator, hint):
    assert entry_hint(indicator) == indicator.entry_hint() == hint


@pytest.mark.parametrize(
    ("indicator", "answer", "text"),
    [
        (POINTS, None, ""),
        (POINTS, NA, "K"),
        (POINTS, 0, "0"),
        (POINTS, 750, "7,5"),
        (YES_NO, 100, "Có"),
        (YES_NO, 0, "Không"),
        (CHOICE, "part", "Đạt một phần"),
        (CHOICE, "of_an_older_set", "of_an_older_set"),
        (PERCENT, 9785, "97,85"),
        (TEXT, "học nghề", "học nghề"),
    ],
)
def test_how_answers_are_shown(indicator, answer, text):
    assert format_answer(indicator, answer) == text


@pytest.mark.parametrize("answer", [True, 7.5, None, [], "7"])
def test_other_types_are_refused(answer):
    assert check_answer(POINTS, answer).code == "wrong_type"


@given(
    st.sampled_from(ALL), st.text(max_size=12) | st.from_regex(r"-?[0-9]{1,5}([.,][0-9]{0,3})?", fullmatch=True)
)
def test_typed_text_is_taken_and_reads_back_or_is_refused(indicator, typed):
    answer, refused = taken_or_refused(indicator, typed)
    if refused:
        assert (refused.message and refused.cure) != ""
    elif answer is not None:
        assert check_answer(indicator, answer) is None
    assert parse_answer(indicator, format_answer(indicator, answer)) == answer


def taken_or_refused(indicator, typed):
    try:
        return parse_answer(indicator, typed), None
    except UserError as refused:
        return None, refused
