"""Reading single cells of the tables of a criteria set."""

import re
from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from khuyenhoc_desktop.domain.refused import RefusedValueError
from khuyenhoc_desktop.domain.text import NumberError, fold, parse_date, parse_points

T = TypeVar("T", bound=str)
_UNIT = re.compile(r"\s*(?:%|điểm|đ)\s*$", re.IGNORECASE)
_ARROW = re.compile(r"\s*(?:→|->|=>|=)\s*")
_FROM = re.compile(r"^(?:từ|tu|>=|≥)\s*", re.IGNORECASE)

YES = frozenset(("co", "c", "x", "1", "duoc", "true", "dung", "phai"))
NO = frozenset(("khong", "kh", "0", "k", "false", "-"))


def number(text: str) -> int | float | None:
    """The number of a cell for the file: "7,5", "10 điểm", "80 %", "từ 50"; None where it is none."""
    bare = _UNIT.sub("", _FROM.sub("", text.strip()))
    try:
        hundredths = parse_points(bare)
    except NumberError:
        return None
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def yes_no(text: str) -> bool | None:
    """Yes or no; None where it is neither."""
    word = fold(text)
    return True if word in YES else False if word in NO else None


def word_of(text: str, names: Mapping[T, str]) -> T | None:
    """The code that a word means: the code itself or its name, marks and capitals left out."""
    wanted = fold(text)
    return next((code for code, name in names.items() if wanted in (fold(str(code)), fold(name))), None)


def codes(text: str) -> list[str]:
    """Codes separated by commas, semicolons or lines."""
    return [code for part in re.split(r"[,;\n]", text) if (code := part.strip())]


def renamed(text: str) -> dict[str, str] | None:
    """Codes by older ones, of "OLD → NEW, …"; None where a piece is not written so."""
    pairs = [_ARROW.split(part) for part in codes(text)]
    return {pair[0]: pair[1] for pair in pairs} if all(len(pair) == 2 for pair in pairs) else None


def iso_date(text: str) -> str | None:
    """A day as the file has it; None where it is none."""
    try:
        day: date = parse_date(text)
    except RefusedValueError:
        return None
    return day.isoformat()
