"""The short code on a paper sheet: it names one subject in one year, is typed by hand or read by a barcode reader.

An id has 63 bits, yet its counter is small and its installation has 23 bits: both together fill ten characters.
Then come one character for the year and one that checks the others. The alphabet has 31 characters, a prime, and
each character weighs differently: so every single wrong character and every two exchanged ones are noticed. I, L,
O, S and U are left out of it; where somebody types one of the first four, the digit that looks like it is meant.
"""

from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.spelling import tidy

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
FIRST_YEAR: Final = 2015
_BASE: Final = len(ALPHABET)
_LOOKS_LIKE: Final = str.maketrans("OILS", "0115")
_VALUE: Final = {character: value for value, character in enumerate(ALPHABET)}
_BETWEEN: Final = str.maketrans("", "", " -.–_")
_INSTALLATION_BITS: Final = 23
_COUNTER_BITS: Final = 40
_SUBJECT_LENGTH: Final = 10
# 63 bits fill 13 characters; with year and check that is the longest code there can be.
_LONGEST: Final = 15
_GROUP: Final = 4
_CURE: Final = "Xem lại mã in trên phiếu (12 chữ số và chữ cái, cách nhau từng nhóm 4) rồi gõ lại."


@dataclass(frozen=True, slots=True)
class Record:
    """What a code names. The year is known only by its place among 31: `is_of` tells whether a year is meant."""

    subject_id: int
    year_mark: int

    def is_of(self, year: int) -> bool:
        """Whether the code stands for that year."""
        return (year - FIRST_YEAR) % _BASE == self.year_mark


def record_code(subject_id: int, year: int) -> str:
    """The code of a subject in a year, in groups of four: «00J9-40FZ-DDB5»."""
    characters = _digits(_mixed(subject_id)).rjust(_SUBJECT_LENGTH, "0") + ALPHABET[(year - FIRST_YEAR) % _BASE]
    whole = characters + _check(characters)
    return "-".join(whole[place : place + _GROUP] for place in range(0, len(whole), _GROUP))


def parse_code(typed: str) -> Record:
    """What a typed or read code names; small letters, spaces and lines between do not matter.

    Raises:
        UserError: code_format when it is none, code_check when a character is wrong or two are exchanged.
    """
    text = compact(typed)
    if not _SUBJECT_LENGTH + 2 <= len(text) <= _LONGEST or any(character not in _VALUE for character in text):
        raise UserError("code_format", f"«{tidy(typed)}» không phải là mã phiếu.", _CURE)
    if _check(text[:-1]) != text[-1]:
        raise UserError("code_check", f"Mã phiếu «{tidy(typed)}» có chữ gõ nhầm hoặc đổi chỗ.", _CURE)
    return Record(_unmixed(_number(text[:-2])), _VALUE[text[-2]])


def compact(typed: str) -> str:
    """The characters that count of a typed code."""
    return tidy(typed).upper().translate(_BETWEEN).translate(_LOOKS_LIKE)


def looks_like_code(typed: str) -> bool:
    """Whether somebody seems to type a code, not a name: it has the length and at least three digits."""
    text = compact(typed)
    fits = _SUBJECT_LENGTH + 2 <= len(text) <= _LONGEST and all(character in _VALUE for character in text)
    return fits and sum(character.isdigit() for character in text) >= 3


def _mixed(subject_id: int) -> int:
    """The small counter goes to the front, so that leading zeros can be left out."""
    installation, counter = divmod(subject_id, 1 << _COUNTER_BITS)
    return (counter << _INSTALLATION_BITS) + installation


def _unmixed(number: int) -> int:
    counter, installation = divmod(number, 1 << _INSTALLATION_BITS)
    return (installation << _COUNTER_BITS) + counter


def _digits(number: int) -> str:
    characters = ""
    while number:
        number, value = divmod(number, _BASE)
        characters = ALPHABET[value] + characters
    return characters


def _number(characters: str) -> int:
    number = 0
    for character in characters:
        number = number * _BASE + _VALUE[character]
    return number


def _check(characters: str) -> str:
    """The character with which the weighted sum is a multiple of 31; it weighs 1, those before it 2, 3, 4."""
    total = sum(_VALUE[one] * weight for weight, one in enumerate(reversed(characters), 2))
    return ALPHABET[-total % _BASE]
