"""Compares headings: their common form, and when a heading tells of less than the field it resembles.

«Số khẩu nữ» is not the number of members, and «Năm sinh vợ» not the head's: such a column is left for the officer
to decide on, never taken on a resemblance.
"""

import re

from khuyenhoc_desktop.domain.text import fold

_ABBREVIATIONS = {
    "ts": "tong so",
    "nk": "nhan khau",
    "tv": "thanh vien",
    "te": "tre em",
    "hs": "hoc sinh",
    "hssv": "hoc sinh sinh vien",
    "hgd": "ho gia dinh",
    "gd": "gia dinh",
    "hk": "ho khau",
    "ch": "chu ho",
}
_OF_A_YEAR = re.compile(
    r"\b(?:năm(?: học)?|tính đến(?: ngày)?)\s*[\d./-]*\d{4}(?:\s*[-–]\s*\d{4})?", re.IGNORECASE
)
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_OTHER_PERSONS = frozenset({"vo", "chong", "bo", "me", "cha"})
_SUBSET = re.compile(
    r"\b(?:nam|nu|ngheo|vang|tam|tren|duoi|gioi|giai|benh|tat|ngai cap|noi cap|e?mail|lao dong|dang vien|hoi vien"
    r"|viec|cao tuoi|nguoi gia(?! dinh)|dat|dai hoc)\b"
)
_HARMLESS = re.compile(
    r"\d+|so|tong|cong|trong|ho|gia|dinh|cua|chu|hien|co|nai|thuc|te|tai|thuong|tru|dang|sinh|song|nguoi|luong|cac"
    r"|va|em|nho|tre|chau|con|do|tuoi|den|tu|di|hoc|truong|moi|ghi|toan|cung|o|thanh|vien|nhan|khau|vi"
)
_TOTALS = frozenset({"tong", "tong so", "cong", "tong cong", "chung", "so luong", "sl", "so nguoi", "tong chung"})
_SCHOOL_BEGINS, _SCHOOL_ENDS = 7, 14
"""School age reaches from at most this age to at least that one; a narrower range is only a part of it."""


def heading_key(text: str) -> str:
    """The form headings are compared in: folded, only letters and digits, abbreviations in full."""
    words = re.sub(r"[^0-9a-z]+", " ", fold(_OF_A_YEAR.sub(" ", text))).split()
    if len(words) > 1 and all(len(word) == 1 and word.isalpha() for word in words):
        words = ["".join(words)]
    return " ".join(_ABBREVIATIONS.get(word, word) for word in words)


def year_in(text: str) -> int | None:
    """The year a heading names («Số khẩu năm 2026»), or None."""
    years = re.findall(r"(?:19|20)\d\d", " ".join(_OF_A_YEAR.findall(text)))
    return int(years[-1]) if years else None


def without_brackets(text: str) -> str:
    """A heading without what stands in brackets."""
    return _BRACKETS.sub(" ", text)


def in_brackets(text: str) -> str:
    """Only what stands in brackets."""
    return " ".join(_BRACKETS.findall(text))


def is_another_person(text: str) -> bool:
    """Whether a heading is about the head's wife, husband or parents."""
    return bool(_OTHER_PERSONS & set(heading_key(text).split()))


def is_subset(text: str) -> bool:
    """Whether a heading is about some of the persons or households only (nữ, tạm vắng, trên 60 tuổi)."""
    return _SUBSET.search(heading_key(text)) is not None


def is_total(text: str) -> bool:
    """Whether a heading below that of a group says «Tổng số» in some way."""
    return heading_key(text) in _TOTALS


def counts_the_whole(key: str, word: str) -> bool:
    """Whether a heading's key says nothing of its own beside the known `word` of a count that it holds."""
    beside = f" {key} ".replace(f" {word} ", " ").split()
    return all(_HARMLESS.fullmatch(part) for part in beside)


def is_whole_school_age(text: str) -> bool:
    """Whether the ages a heading names, if any, are those of all schools."""
    ages = [int(age) for age in re.findall(r"\d+", _OF_A_YEAR.sub(" ", text)) if int(age) < 100]
    return not ages or (min(ages) <= _SCHOOL_BEGINS and max(ages) >= _SCHOOL_ENDS)
