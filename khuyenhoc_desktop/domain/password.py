"""How strong a password is, in words an officer understands; and the recovery code that is printed.

The estimate counts how many different things a guesser would have to try. It knows nothing of dictionaries beyond
the few words below, so it is a floor for bad passwords, not a promise for good ones.
"""

import base64
import hashlib
import math
import re
from dataclasses import dataclass

from khuyenhoc_desktop.domain.text import fold

SHORTEST = 8
# Found in every list of passwords, or on the first page of this program.
_COMMON = (
    "matkhau",
    "password",
    "khuyenhoc",
    "hoikhuyenhoc",
    "qwerty",
    "asdfgh",
    "zxcvbn",
    "abcdef",
    "admin",
    "vietnam",
    "iloveyou",
    "anhyeuem",
    "hoctap",
)
_SEQUENCES = ("01234567890", "09876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_WEAK, _FAIR = 30.0, 44.0  # bits
_A_WORD = 11.0  # bits: some two thousand syllables are in daily use
CODE_GROUP = 5  # letters
_KEY_BYTES, _CHECK_BYTES = 32, 2


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` 0 = refused, 1 = weak, 2 = fair, 3 = strong; `advice` says why, or is empty."""

    level: int
    advice: str

    @property
    def words(self) -> str:
        """The level in a word or two."""
        return ("quá yếu", "yếu", "khá", "mạnh")[self.level]


def strength(password: str, known: tuple[str, ...] = ()) -> Strength:
    """How hard a password is to guess; `known` are words that everybody here knows (the commune's name)."""
    if len(password) < SHORTEST:
        return Strength(0, f"Cần ít nhất {SHORTEST} ký tự; dễ nhớ nhất là ba, bốn từ không liên quan nhau.")
    bits = _bits(password, known)
    if bits < _WEAK / 2:
        return Strength(0, "Quá dễ đoán: từ ai cũng biết, hoặc các ký tự lặp lại, liền nhau.")
    if bits < _WEAK:
        return Strength(1, "Nên dài hơn: thêm một, hai từ nữa.")
    return Strength(2, "Thêm một từ nữa thì mạnh.") if bits < _FAIR else Strength(3, "")


def _bits(password: str, known: tuple[str, ...]) -> float:
    """Bits of a guesser's work: letter by letter, or word by word where there are words, whichever is less."""
    by_letters = _bits_of_letters(password, known)
    words = password.split()
    if len(words) < 2:
        return by_letters
    by_words = sum(_A_WORD if word.isalpha() else _bits_of_letters(word, known) for word in set(words))
    return min(by_letters, by_words)


def _bits_of_letters(password: str, known: tuple[str, ...]) -> float:
    """Bits of trying letters; a known word or a run counts as one letter."""
    plain = re.sub(r"\s+", "", fold(password))
    for word in (re.sub(r"\s+", "", fold(one)) for one in (*_COMMON, *known)):
        plain = plain.replace(word, "*") if len(word) > 2 else plain
    shortened = _without_runs(plain)
    different = len(set(shortened))
    pool = sum(size for test, size in _POOLS if any(test(letter) for letter in password))
    return min(len(shortened), different * 2) * math.log2(max(pool, 2))


def _without_runs(plain: str) -> str:
    """Each run of three or more that goes along the alphabet, the keyboard or on the spot, as one letter."""
    kept: list[str] = []
    for letter in plain:
        if len(kept) >= 2 and _goes_on(kept[-2] + kept[-1] + letter):
            kept[-2:] = [kept[-1], letter]
        else:
            kept.append(letter)
    return "".join(kept)


def _goes_on(three: str) -> bool:
    return len(set(three)) == 1 or any(three in fold(sequence) for sequence in _SEQUENCES)


_POOLS = (
    (str.islower, 26),
    (str.isupper, 26),
    (str.isdigit, 10),
    (lambda letter: not letter.isalnum(), 20),
    (lambda letter: letter.isalpha() and not letter.isascii(), 40),
)


def code_of(key: bytes) -> str:
    """A key as the recovery code that is printed: groups of five letters and digits, with a check at the end."""
    text = base64.b32encode(key + _check(key)).decode().rstrip("=")
    return "-".join(text[place : place + CODE_GROUP] for place in range(0, len(text), CODE_GROUP))


def key_of(code: str) -> bytes | None:
    """The key of a typed recovery code; None when a letter is missing or wrong. 0, 1 and 8 are read as O, I, B."""
    letters = re.sub(r"[^A-Z0-9]", "", code.upper()).translate(str.maketrans("018", "OIB"))
    try:
        whole = base64.b32decode(letters + "=" * (-len(letters) % 8))
    except ValueError:
        return None
    key, check = whole[:_KEY_BYTES], whole[_KEY_BYTES:]
    return key if len(key) == _KEY_BYTES and check == _check(key) else None


def _check(key: bytes) -> bytes:
    return hashlib.sha256(b"khuyenhoc" + key).digest()[:_CHECK_BYTES]
