"""What can be a Vietnamese syllable."""

import pytest

from khuyenhoc_desktop.domain.syllable import is_syllable

RIGHT = (
    "Nguyễn nghiêng quyết khuỷu giếng gì Huệ Đoàn Thuỷ Thủy xoong QUỐC yêu ỷ Khoẻ giường uống Gia quạnh".split()
)
WRONG = ["NguyÔn", "Vaên", "Andrộ", "fỹr", "µm", "", "Trường1", "hờà", "bcd", "Ñöùc", "J", "Wà", "tuyếnh"]


@pytest.mark.parametrize("word", RIGHT)
def test_right(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", WRONG)
def test_wrong(word):
    assert not is_syllable(word)
