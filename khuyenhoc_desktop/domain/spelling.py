"""Vietnamese spelling: one Unicode form, tidy spaces, the search form (fold) and capitals of names.

None of this runs while a person types: Telex and VNI compose letters by going back and forth, so text is only
normalised on leaving a field, on pasting and on importing.
"""

import re
import unicodedata

_NO_CHARACTERS = "\ufffe\uffff"  # no XML may hold them, so no workbook
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = re.compile("[\u0300-\u036f]")
_MARK_RUN = re.compile("[\u0300\u0301\u0302\u0303\u0306\u0309]{2,}")
_NOT_TIDY = re.compile("[ÐðƉɖ\u0300-\u036f]")
# Letters that look like Đ/đ but are others: the Icelandic eth of old converters and the African D.
_D_STROKE = {ord("Ð"): "Đ", ord("Ɖ"): "Đ", ord("ð"): "đ", ord("ɖ"): "đ"}
_LETTERS = re.compile(r"[^\W\d_]+")


def nfc(text: str) -> str:
    """The text in composed Unicode (NFC), the form everything is kept in."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """The text as it is kept: NFC, Đ as one letter, nothing invisible, single spaces, none at the ends.

    Mends "Unicode tổ hợp" (base vowel + tone mark), marks in any order. Tabs, line ends and non-breaking
    spaces become a space. The soft hyphen goes too, so TCVN3 text must be converted *before* it is tidied.
    """
    if text.isprintable() and not _NOT_TIDY.search(text):
        text = " ".join(text.split())
        return text if unicodedata.is_normalized("NFC", text) else nfc(text)
    visible = "".join(c for c in text if c.isspace() or _is_seen(c))
    return " ".join(_compose(visible.translate(_D_STROKE)).split())


def _is_seen(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cf", "Cs") and character not in _NO_CHARACTERS


def _compose(text: str) -> str:
    """NFC, also where a tone mark was typed before the circumflex or breve of its letter."""
    composed = nfc(text)
    if not _MARKS.search(composed):
        return composed
    return nfc(_MARK_RUN.sub(_shape_before_tone, unicodedata.normalize("NFD", composed)))


def _shape_before_tone(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=lambda mark: mark in _TONES))


def _fold_table() -> dict[int, str | None]:
    """What each code point becomes in the search form; Latin letters lose their marks, combining marks go."""
    table: dict[int, str | None] = dict.fromkeys(range(0x300, 0x370))
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        bare = _MARKS.sub("", unicodedata.normalize("NFD", chr(code)).casefold())
        table[code] = bare.replace("y", "i")
    table |= {ord(c): "d" for c in "đĐ"} | {ord(c): "i" for c in "yı"}
    return table | {ord(c): "'" for c in "’‘ʼ´`"} | {ord(c): "-" for c in "‐‑–—"}


_FOLD = _fold_table()


def fold(text: str) -> str:
    """The form text is searched and compared by: tidy, lower case, no marks, đ as d, y as i.

    "Nguyễn", "nguyen" and NFD agree, so do hòa/hoà, Thủy/Thuỷ, Quý/Quí, and the kinds of apostrophe and dash.
    Idempotent.
    """
    bare = " ".join(tidy(text).casefold().translate(_FOLD).split())
    return bare if bare.isascii() else nfc(bare)


def capitalise_name(name: str) -> str:
    """A person's name, tidy, with a capital on each word when typed all in small or all in big letters.

    A name with capitals of its own ("H'Hen Niê", "de la Cruz Ana") is only tidied. Parts after a hyphen or an
    apostrophe get their capital too: "k'sor" becomes "K'Sor".
    """
    name = tidy(name)
    if name not in (name.lower(), name.upper()):
        return name
    return _LETTERS.sub(lambda word: word[0][0].upper() + word[0][1:].lower(), name)
