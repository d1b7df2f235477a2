"""Names of thôn, bản, tổ dân phố … as workbooks write them: in columns, title lines, section rows and sheet names.

`group_key` tells whether two spellings name the same group: "TDP số 05" and "Tổ dân phố 5", "Thôn Hoà Bình" and
"thôn Hòa Bình".
"""

import re
from functools import lru_cache

from khuyenhoc_desktop.domain.text import fold, tidy
from khuyenhoc_desktop.services.importing.identity import spelling_key

_KIND_WORDS = {
    "tổ dân phố": "tổ dân phố",
    "tổ dân cư": "khác",
    "khu dân cư": "khác",
    "khu phố": "khu phố",
    "thôn": "thôn",
    "xóm": "xóm",
    "bản": "bản",
    "ấp": "ấp",
    "buôn": "buôn",
    "khóm": "khóm",
    "làng": "làng",
    "phum": "khác",
    "sóc": "khác",
    "plei": "khác",
    "tiểu khu": "khác",
    "khu vực": "khác",
    "khối phố": "khác",
    "khối": "khác",
    "cụm": "khác",
    "đội": "khác",
    "khu": "khác",
    "tổ": "tổ dân phố",
}
_SHORT = {"tdp": "tổ dân phố", "kp": "khu phố", "kdc": "khu dân cư", "tk": "tiểu khu", "tổ dp": "tổ dân phố"}
_LETTERS = {"t": "Thôn", "x": "Xóm", "b": "Bản"}
_LETTER = re.compile(r"([TXB])\s?\.\s?(?=[^\W\d_]{2,})", re.IGNORECASE)
_KIND_PATTERN = "|".join(sorted((*_KIND_WORDS, *_SHORT), key=len, reverse=True))
_STARTS = re.compile(rf"(?:{_KIND_PATTERN})\b(?=\s*[\w:.])", re.IGNORECASE)
_NUMBERING = re.compile(r"^\s*(?:\(?(?:[IVXLC]{1,6}|\d{1,3}|[A-Za-z])\s*[.)/:\-]+\s*)", re.IGNORECASE)
_ONLY_NUMBERED = {"tổ", "khu", "khu vực", "khối", "đội", "cụm"}
_NO_GROUP_AFTER = re.compile(
    r"^(?:tổng|kê|tự|sao|ghi|chấm|đăng|cam|danh|tin|phố|trưởng|văn hóa|văn hoá|chức|vực|mẫu|gia|nộp|của|trong|các"
    r"|xã\b|phường\b|,|/|-)",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"\s+(?:năm\b|xã\b|phường\b|thị trấn\b|đặc khu\b|tháng\b|quý\b)|[,;()\-–—\n]|$", re.IGNORECASE
)
_SHORT_STARTS = [
    (re.compile(rf"^{short}(?=[\s.]|\d|$)[\s.]*"), spelling_key(whole) + " ") for short, whole in _SHORT.items()
]
_KIND_KEYS = sorted((spelling_key(word) for word in _KIND_WORDS), key=len, reverse=True)
_COMMUNE_BEHIND = re.compile(r"\s*[,;(–-]\s*(?:xã|phường|thị trấn|đặc khu)\s.*$", re.IGNORECASE)
_BARE_KINDS = {fold(word): word for word in _KIND_WORDS}
_BARE_START = re.compile(rf"(?:{'|'.join(sorted(_BARE_KINDS, key=len, reverse=True))})(?=[\s\d])", re.IGNORECASE)
_NUMBER = re.compile(rf"(?<!\S)(?:{spelling_key('số')} )?0*(\d+)(?!\S)")
_GENERIC_SHEET = re.compile(
    r"^(?:sheet|trang tinh|trang|bang|book)?\s*\(?\d*\)?$|danh sach|^ds\b|^ho\b|tong hop|\bmau\b|huong dan"
)


def spelled_out(name: str) -> str:
    """A name with the word of its kind in full and with its marks, without its commune ("thon Ha", "T.Hạ")."""
    text = _COMMUNE_BEHIND.sub("", tidy(name))
    if found := _LETTER.match(text):
        return f"{_LETTERS[found[1].lower()]} {text[found.end() :]}"
    found = _BARE_START.match(text) if text.isascii() else None
    word = _BARE_KINDS[found[0].lower()] if found else ""
    return f"{word.capitalize()} {text[found.end() :].strip()}" if found and word != found[0].lower() else text


def is_shortened(name: str) -> bool:
    """Whether a name has a single letter for the word of its kind, which is read but not certain."""
    return _LETTER.match(tidy(name)) is not None


def kind_of(name: str) -> str | None:
    """The kind ('thôn', 'tổ dân phố' …) a name begins with, or None."""
    text = spelled_out(name).lower()
    for word in sorted((*_KIND_WORDS, *_SHORT), key=len, reverse=True):
        if re.match(rf"{word}(?![^\W\d_])", text):
            return _KIND_WORDS[_SHORT.get(word, word)]
    return None


@lru_cache(maxsize=4_000)
def group_key(name: str) -> str:
    """What two spellings of one group share; the word of its kind is kept, and so are the marks (Hạ is not Hà)."""
    text = " ".join(re.sub(r"[.,;:_\-–/]+", " ", spelled_out(name)).split())
    key = spelling_key(text)
    for short, whole in _SHORT_STARTS:
        key = short.sub(whole, key)
    key = " ".join(re.sub(r"(?<=[^\W\d])(?=\d)", " ", key).split())
    return _NUMBER.sub(r"\1", key)


def bare_key(key: str) -> str:
    """A group's key without the word of its kind."""
    for word in _KIND_KEYS:
        if key.startswith(word + " "):
            return key[len(word) + 1 :]
    return key


def section_group(text: str) -> str | None:
    """The group a row alone in the table names ("I. Thôn Hạ", "Xóm Mới: 35 hộ"), or None."""
    rest = _NUMBERING.sub("", tidy(text))
    found = _STARTS.match(rest)
    return _cleaned(found[0], rest[found.end() :]) if found else None


def title_group(text: str) -> str | None:
    """The group a title line names ("DANH SÁCH HỘ GIA ĐÌNH BẢN KHẰM NĂM 2026" -> "Bản Khằm"), or None."""
    text = tidy(text)
    for found in re.finditer(rf"(?<!\w)(?:{_KIND_PATTERN})(?!\w)", text, re.IGNORECASE):
        group = _cleaned(found[0], text[found.end() :])
        if group:
            return group
    return None


def sheet_group(name: str) -> tuple[str | None, bool]:
    """The group a sheet's name may stand for, and whether the name says so by a word like «thôn»."""
    bare = tidy(re.sub(r"[_]+", " ", name))
    if is_shortened(bare):
        return bare, True
    numbered = re.sub(rf"^\d{{1,3}}\s+(?={_KIND_PATTERN})", "", _NUMBERING.sub("", bare), flags=re.IGNORECASE)
    if kind_of(numbered) and bare_key(group_key(numbered)) not in ("", group_key(numbered)):
        return re.sub(r"\s*\(\d+\)$", "", numbered), True
    if _GENERIC_SHEET.search(fold(bare)):
        named = title_group(bare)
        return named, named is not None
    return bare, False


def _cleaned(kind: str, rest: str) -> str | None:
    """Kind word and the name behind it, cut where the title goes on, in ordinary capitals."""
    rest = rest.lstrip(" :.")
    if not rest or _NO_GROUP_AFTER.match(rest):
        return None
    end = _TITLE_END.search(rest)
    name = re.sub(r"\s*[:.]?\s*\(?\d+\s*hộ\)?.*$|[\s:.]+$", "", rest[: end.start()] if end else rest)
    if (
        not name
        or len(name) > 40
        or (kind.lower() in _ONLY_NUMBERED and not re.match(r"(?:số\s*)?\d", name, re.I))
    ):
        return None
    return _in_ordinary_capitals(kind, name)


def _in_ordinary_capitals(kind: str, name: str) -> str:
    if (kind.isupper() and len(kind) > 1 and kind.lower() not in _SHORT) or (name.isupper() and len(name) > 1):
        name = " ".join(word if re.fullmatch(r"[IVX]+", word) else word.capitalize() for word in name.split())
    kind = kind.lower()
    kind = kind.upper() if kind in _SHORT else kind[0].upper() + kind[1:]
    return f"{kind} {name}"


def is_near_miss(one: str, other: str) -> bool:
    """Whether two different keys are so alike that one may be a typing slip (numbered groups never are)."""
    from rapidfuzz.distance import Levenshtein

    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    return min(len(one), len(other)) >= 6 and Levenshtein.distance(one, other, score_cutoff=1) == 1
