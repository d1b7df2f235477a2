"""Strength of passwords, and the printed code that brings a key back."""

import base64
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.password import code_of, key_of, strength


@pytest.mark.parametrize(
    "password",
    ["", "abc", "1234567", "12345678", "aaaaaaaaaaaa", "matkhau1", "Mật khẩu", "qwertyuiop", "khuyenhoc2026"[:9]],
)
def test_what_everybody_tries_first_is_refused(password):
    found = strength(password)
    assert found.level == 0
    assert found.advice


@pytest.mark.parametrize("password", ["tháp rùa cam vàng 7", "Kx9#mQ2$vLp0", "con trâu gặm mây tím"])
def test_long_and_mixed_is_strong(password):
    assert strength(password).level == 3


def test_the_communes_own_name_adds_nothing():
    assert strength("yenphu2026").level > 0
    assert strength("Yên Phú Yên Phú", ("Yên Phú",)).level == 0


def test_longer_is_never_weaker_in_words():
    levels = [strength("cây lúa sông đỏ núi xanh"[:length]).level for length in (8, 12, 16, 20, 24)]
    assert levels == sorted(levels)


@given(st.binary(min_size=32, max_size=32))
def test_a_code_brings_its_key_back(key):
    code = code_of(key)
    assert key_of(code) == key
    assert key_of(code.lower().replace("-", " ")) == key
    assert {len(group) for group in code.split("-")[:-1]} == {5}


@given(st.binary(min_size=32, max_size=32), st.integers(0, 50), st.sampled_from("ABCDEFGHJKMNPQRSTUVWXYZ2345679"))
def test_a_wrong_letter_is_noticed(key, place, letter):
    letters = list(code_of(key))
    if letters[place] in ("-", letter):
        return
    letters[place] = letter
    assert key_of("".join(letters)) is None


def test_letters_that_look_like_digits_may_be_typed_either_way():
    key = base64.b32decode("OIBO" * 14)[:32]
    check = hashlib.sha256(b"khuyenhoc" + key).digest()[:2]
    typed = base64.b32encode(key + check).decode().rstrip("=").translate(str.maketrans("OIB", "018"))
    assert key_of(typed) == key
