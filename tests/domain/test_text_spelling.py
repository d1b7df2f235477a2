"""Spelling: one Unicode form, the search form, capitals of names."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.text import capitalise_name, fold, nfc, tidy

WORDS = ("Nguyễn Thị Đức Quý Thuỷ Hòa Ẩn Ươm Ỷ La Đoàn Hiền Giang Phượng Nghĩa Xoài Kỳ").split()
vietnamese = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
any_text = st.text() | st.text(
    alphabet="aAăÂđĐÐyY \u00a0\u200b\u00ad\t\n\u0300\u0301\u0302\u0306\u0309\u031b\u0323'-"
)


def test_nfc_composes():
    assert len(nfc(unicodedata.normalize("NFD", "Nguyễn"))) == 6


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguyễn\tVăn \r\n An ", "Nguyễn Văn An"),
        ("Lê\u00a0Thị\u202fBé", "Lê Thị Bé"),
        ("Trần\u200b Văn\ufeff Ba\u200e", "Trần Văn Ba"),
        ("Trần\ufffe Văn\uffff Bốn", "Trần Văn Bốn"),
        ("Ðặng Ðiệp", "Đặng Điệp"),
        ("ðức", "đức"),
        ("Nguyê\u0303n", "Nguyễn"),  # Unicode tổ hợp
        ("Nguye\u0303\u0302n", "Nguyễn"),  # the tone before the circumflex
        ("Đă\u0323ng Đo\u0323\u0302", "Đặng Độ"),
        ("tu\u031bo\u031b\u0309i", "tưởi"),
        ("A\x00\x07n", "An"),
        ("", ""),
        ("\u200b \u00a0", ""),
    ],
)
def test_tidy(typed, kept):
    assert tidy(typed) == kept


@given(any_text)
@example("\u1fef a")
@example("a\u200b\u0301\u0302")
def test_tidy_is_idempotent_composed_and_trimmed(text):
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once == once.strip()
    assert "  " not in once


@given(vietnamese)
def test_tidy_leaves_right_text_alone(text):
    assert tidy(text) == text


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Nguyễn Thị Hồng Điệp", "nguien thi hong diep"),
        ("ĐẶNG VĂN ƯỚC", "dang van uoc"),
        ("Ðỗ", "do"),
        ("K’Sor", "k'sor"),
        ("Thôn Thượng – 2", "thon thuong - 2"),
        ("François Müller", "francois muller"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("Thủy", "Thuỷ"),
        ("Quý", "Quí"),
        ("Lý", "Lí"),
        ("Hoá", "Hóa"),
        ("khoẻ", "khỏe"),
        ("My", "mi"),
    ],
)
def test_fold_finds_variants_alike(one, other):
    assert fold(one) == fold(other)


def test_fold_keeps_words_apart_that_differ_in_letters():
    assert len({fold(word) for word in WORDS}) == len(WORDS)


def test_fold_covers_every_vietnamese_letter():
    letters = [base + shape + tone for base in "aeiouy" for shape in ("", "\u0302", "\u0306", "\u031b")
               for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")]  # fmt: skip
    for letter in map(nfc, letters):
        assert fold(letter) == fold(letter.upper()) == letter_base(letter)


def letter_base(letter):
    return unicodedata.normalize("NFD", letter)[0].replace("y", "i")


@given(any_text)
@example("İ \u0300a")
@example("ΐ ᾷ ǰ ẞ ŉ")
def test_fold_is_idempotent_and_blind_to_the_unicode_form(text):
    once = fold(text)
    assert fold(once) == once
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(vietnamese)
def test_fold_of_vietnamese_is_plain_ascii(text):
    folded = fold(unicodedata.normalize("NFD", text))
    assert folded == fold(text)
    assert folded.isascii()
    assert len(folded.split()) == len(text.split())


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguyễn thị vân", "Nguyễn Thị Vân"),
        ("  NGUYỄN   VĂN ĐỨC ", "Nguyễn Văn Đức"),
        ("h'hen niê", "H'Hen Niê"),
        ("K'SOR H’BIA", "K'Sor H’Bia"),
        ("y blô", "Y Blô"),
        ("ka-lê ánh", "Ka-Lê Ánh"),
        ("trần thị bé (hai)", "Trần Thị Bé (Hai)"),
        ("ðinh ẩn", "Đinh Ẩn"),
        ("", ""),
    ],
)
def test_capitalise_name(typed, name):
    assert capitalise_name(typed) == name


@pytest.mark.parametrize("name", ["Nguyễn Thị Vân", "H'Hen Niê", "K'sor Blô", "Nguyễn văn An", "Lê DiệuLinh"])
def test_capitals_set_on_purpose_stay(name):
    assert capitalise_name(name) == name


@given(vietnamese, st.sampled_from([str, str.lower, str.upper]))
def test_capitalising_never_changes_how_a_name_is_found(name, case):
    capitalised = capitalise_name(case(name))
    assert fold(capitalised) == fold(name)
    assert capitalise_name(capitalised) == capitalised
    assert capitalised == name
