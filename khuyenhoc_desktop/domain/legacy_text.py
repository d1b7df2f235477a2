"""Text typed with the old fonts .VnTime (TCVN3, also called ABC) and VNI-Times, as old workbooks still hold.

Such text looks like "NguyÔn V¨n §øc" or "Nguyeãn Vaên Ñöùc": the bytes of the old code read as Western
letters. It is only ever detected to be shown as a preview; the user agrees before anything is converted.
Convert before `tidy`: TCVN3 writes ư as a soft hyphen, which tidying removes.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, Literal

from khuyenhoc_desktop.domain.spelling import nfc
from khuyenhoc_desktop.domain.syllable import is_syllable

Encoding = Literal["tcvn3", "vni"]
ENCODING_NAMES: Final[dict[Encoding, str]] = {
    "tcvn3": "TCVN3 (ABC, phông .VnTime)",
    "vni": "VNI (phông VNI-Times)",
}

# TCVN 5712:1993 VN1, a letter a byte. Few fonts use its capitals with tones: .VnTimeH shows small ones big.
_TCVN3_RUNS: Final[dict[int, str]] = {
    0x01: "ÚỤ",
    0x04: "ỪỬỮ",
    0x11: "ỨỰỲỶỸÝỴ",
    0x80: "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ",
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđẰ",
    0xB5: "àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ",
}

# VNI for Windows: a base letter followed by a mark; these letters have a code of their own.
_VNI_SINGLE: Final[dict[str, str]] = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
    "î": "ỵ",
}
_VNI_TONES: Final[dict[str, str]] = {
    "ø": "\u0300",
    "ù": "\u0301",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
}
_VNI_CIRCUMFLEX: Final[dict[str, str]] = {
    "â": "",
    "à": "\u0300",
    "á": "\u0301",
    "å": "\u0309",
    "ã": "\u0303",
    "ä": "\u0323",
}
_VNI_BREVE: Final[dict[str, str]] = {
    "ê": "",
    "è": "\u0300",
    "é": "\u0301",
    "ú": "\u0309",
    "ü": "\u0303",
    "ë": "\u0323",
}

_NOT_LETTERS = re.compile(r"^[\s!-@\[-`{-~]+|[\s!-@\[-`{-~]+$")
_ENOUGH = 0.6  # of the words that speak for or against
_FEW_WORDS = 4


def _western(byte: int) -> str:
    """What Windows' Western code page shows for a byte; the five it leaves empty stay control characters."""
    try:
        return bytes([byte]).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _tcvn3_table() -> dict[int, str]:
    """TCVN3 letters by the characters they are seen as: as cp1252, and as Latin-1 where that differs."""
    table: dict[int, str] = {}
    for first, letters in _TCVN3_RUNS.items():
        for byte, letter in enumerate(letters, first):
            table[byte] = table[ord(_western(byte))] = letter
    return table


def _vni_pairs() -> dict[str, str]:
    """VNI letters by their one or two characters, all in small letters."""
    pairs = dict(_VNI_SINGLE)
    for base, (mark, tone) in product("aeouy", _VNI_TONES.items()):
        pairs[base + mark] = nfc(base + tone)
    for (base, letter), (mark, tone) in product({"ô": "ơ", "ö": "ư"}.items(), _VNI_TONES.items()):
        pairs[base + mark] = nfc(letter + tone)
    for base, (mark, tone) in product("aeo", _VNI_CIRCUMFLEX.items()):
        pairs[base + mark] = nfc(base + "\u0302" + tone)
    for mark, tone in _VNI_BREVE.items():
        pairs["a" + mark] = nfc("a\u0306" + tone)
    return pairs


_TCVN3 = _tcvn3_table()
_VNI = _vni_pairs()
_VNI_PATTERN = re.compile("|".join(sorted(_VNI, key=len, reverse=True)), re.IGNORECASE)


def convert(text: str, encoding: str) -> str:
    """The text in Unicode. `encoding` is 'tcvn3' or 'vni'.

    A text that holds letters only Unicode has ("Đ", "ễ") is right already and comes back unchanged.

    Raises:
        ValueError: the encoding is another one.
    """
    if encoding not in ENCODING_NAMES:
        raise ValueError(f"unknown encoding: {encoding}")
    if any(_is_unicode_only(letter) for letter in text):
        return text
    converted = text.translate(_TCVN3) if encoding == "tcvn3" else _VNI_PATTERN.sub(_vni_letter, text)
    return re.sub(r"\S+", _even_capitals, nfc(converted))


def _is_unicode_only(letter: str) -> bool:
    """Whether no old font could have made this: a letter or mark beyond the Western code page."""
    return ord(letter) > 0xFF and ord(letter) not in _TCVN3 and unicodedata.category(letter)[0] in "LM"


def _vni_letter(found: re.Match[str]) -> str:
    letter = _VNI[found[0].lower()]
    return letter.upper() if found[0][0].isupper() else letter


def _even_capitals(word: re.Match[str]) -> str:
    """A word with a capital inside was meant in capitals: .VnTimeH has small codes for Ễ, Ứ and the like."""
    return word[0].upper() if any(letter.isupper() for letter in word[0][1:]) else word[0]


@dataclass
class _Evidence:
    """How many words speak for an old code, and how many against it."""

    found: int = 0
    against: int = 0

    def convinces(self, words: int) -> bool:
        """Whether enough words speak for it: most of the telling ones, and no chance hit among many."""
        return self.found >= min(2, max(1, words / _FEW_WORDS)) and self.found >= _ENOUGH * (
            self.found + self.against
        )


def detect(texts: Sequence[str]) -> Encoding | None:
    """The old code that most of these texts (a column, a sheet) are in, or None.

    A word counts for a code if it is no Vietnamese syllable as it stands but is one once converted. Words
    with letters of real Unicode and foreign words count against; words right as they stand ("Thò") count not.
    Where a column mixes both, ask for each text by itself.
    """
    words = [_NOT_LETTERS.sub("", word) for text in texts for word in re.split(r"[ \t\r\n\xa0/,;()-]+", text)]
    telling = [word for word in words if not word.isascii()]
    evidence = {encoding: _weigh(telling, encoding) for encoding in ENCODING_NAMES}
    likely = max(evidence, key=lambda encoding: evidence[encoding].found)
    tied = len({weight.found for weight in evidence.values()}) == 1
    return likely if not tied and evidence[likely].convinces(len(words)) else None


def _weigh(words: list[str], encoding: Encoding) -> _Evidence:
    evidence = _Evidence()
    for word in words:
        composed = nfc(word)
        if is_syllable(composed):
            evidence.against += any(_is_unicode_only(letter) for letter in composed)
        elif is_syllable(convert(composed, encoding)):
            evidence.found += 1
        else:
            evidence.against += 1
    return evidence
