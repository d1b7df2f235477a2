"""Sort keys in Vietnamese order: plain ASCII text that SQLite's BINARY order sorts right on every machine.

Letters first (a ă â b c d đ e ê ...), tones only where the letters are the same (ngang, huyền, hỏi, ngã, sắc,
nặng), as ICU's vi rules do. Unlike ICU the tone counts for the syllable, so hòa and hoà are equals.
"""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from khuyenhoc_desktop.domain.spelling import nfc, tidy

_LEVEL: Final = "\x01"  # below every weight, so that a shorter text comes first
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_FIRST_LETTER = ord("Z")  # 33 letters: Z to z
_FIRST_LENGTH = ord("K")  # lengths 0-14 of a number: K to Y
_LONGEST = 14
# The order of CLDR's root rules, which vi does not change.
_PUNCTUATION = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"
_TONE_MARKS = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
_SHAPE_MARKS = "\u0302\u0306\u031b"
_WEIGHTS = {letter: chr(_FIRST_LETTER + rank) for rank, letter in enumerate(_ALPHABET)} | {
    sign: chr(ord("!") + rank) for rank, sign in enumerate(_PUNCTUATION)
}
_PIECES = re.compile(r"[0-9]+|.", re.DOTALL)


@lru_cache(maxsize=32_768)
def _word_key(word: str) -> tuple[str, str]:
    """The weights of a word's letters and the rank of its tone; remembered, as few words are in use."""
    letters, tones = _split_tones(word.casefold())
    weights = "".join(_weight(piece) for piece in _PIECES.findall(letters))
    return weights, tones or "0"


def _split_tones(word: str) -> tuple[str, str]:
    """The word without tones (ă â ê ô ơ ư keep their shape) and the ranks of the tones; "6" = foreign."""
    letters: list[str] = []
    tones: list[str] = []
    for mark in unicodedata.normalize("NFD", word):
        if not unicodedata.combining(mark) or mark in _SHAPE_MARKS:
            letters.append(mark)
        else:
            tones.append(_TONE_MARKS.get(mark, "6"))
    return nfc("".join(letters)), "".join(tones)


def _weight(piece: str) -> str:
    """A number by its length, then its digits ("2" before "10"); a letter or sign by rank; others after z."""
    if piece[0] in "0123456789":
        digits = piece.lstrip("0")
        return chr(_FIRST_LENGTH + min(len(digits), _LONGEST)) + digits
    return _WEIGHTS.get(piece, piece)


def _words_key(words: list[str]) -> str:
    """Letters of all the words, then their tones: a tone only decides between the same letters."""
    keys = [_word_key(word) for word in words]
    return " ".join([key[0] for key in keys]) + _LEVEL + "".join([key[1] for key in keys])


def text_sort_key(text: str) -> str:
    """The key of a text read from left to right, with numbers in their natural order ("Tổ 2" before "Tổ 10").

    Compare keys as plain strings or in SQLite's BINARY order. Capitals do not count.
    """
    return _words_key(tidy(text).split())


def name_sort_key(name: str) -> str:
    """The key of a person's name: by tên (the last word), then họ (the first), then đệm (those between).

    Each part is compared wholly, letters and tones, before the next one, as officers sort in Excel.
    """
    words = tidy(name).split()
    given, family, middle = words[-1:], words[:-1][:1], words[1:-1]
    return _LEVEL.join((_words_key(given), _words_key(family), _words_key(middle)))
