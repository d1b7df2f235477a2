"""Reading JSON without trusting it: every fault becomes a Problem at its path, nothing is raised.

A `Node` is a value with its path ("criteria[2].indicators[0].max_points"); its readers return a neutral value
and add a problem where the value is not what was asked for, so that one pass finds all faults.
"""

import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from khuyenhoc_desktop.domain.problems import Problem, error

LONGEST_FILE: Final = 1_000_000
LONGEST_TEXT: Final = 4000
LONGEST_NUMBER: Final = 24  # digits; well within the 28 that decimal arithmetic keeps exactly
MOST_ITEMS: Final = 200
MOST_POINTS: Final = 100_000
_YEARS: Final = frozenset(range(1990, 2201))
_LEVELS: Final = frozenset(range(1, 10))
SEE_FORMAT: Final = "Sửa lại theo docs/criteria-format.md."

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,31}", re.ASCII)
_NUMBER_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]{0,7}", re.ASCII)
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _Object(dict[str, object]):
    """A JSON object that remembers the keys it was given twice."""

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.twice: set[str] = set()
        if len(self) < len(pairs):
            self.twice = {key for key, times in Counter(key for key, _ in pairs).items() if times > 1}


def _number(text: str) -> Decimal:
    """Any number, exactly; one too long to be meant, or beyond what a decimal holds, reads as not a number."""
    try:
        return Decimal(text) if len(text) <= LONGEST_NUMBER else Decimal("NaN")
    except InvalidOperation:
        return Decimal("NaN")


def load(text: str) -> tuple[object, list[Problem]]:
    """The JSON value of a text, or None with the problem why there is none."""
    if len(text) > LONGEST_FILE:
        return None, [error("too_long", "Tệp quá lớn, không phải bộ tiêu chí", SEE_FORMAT, "$")]
    plain = text.removeprefix("\ufeff")
    try:
        value = json.loads(
            plain, object_pairs_hook=_Object, parse_int=_number, parse_float=_number, parse_constant=Decimal
        )
    except json.JSONDecodeError as fault:
        place = f"dòng {fault.lineno}, cột {fault.colno}"
        return None, [error("not_json", f"Tệp không đúng cú pháp JSON ở {place}", SEE_FORMAT, "$")]
    except RecursionError:
        return None, [error("too_deep", "Tệp lồng quá nhiều tầng", SEE_FORMAT, "$")]
    return value, []


@dataclass(frozen=True, slots=True)
class Node:
    """A JSON value at its path; all nodes of a file share one list of problems."""

    value: object
    path: str
    problems: list[Problem]

    def refuse(self, code: str, message: str, cure: str = SEE_FORMAT) -> None:
        """Add a problem at this place."""
        self.problems.append(error(code, message, cure, field=self.path or "$"))

    def fields(self, required: Iterable[str], optional: Iterable[str] = ()) -> dict[str, "Node"]:
        """The object's known keys; unknown, repeated and missing ones are problems. An optional null is absent."""
        if not isinstance(self.value, _Object):
            self.refuse("wrong_type", "Phải là một đối tượng { }")
            return {}
        needed, allowed = set(required), set(optional)
        self._check_keys(self.value, needed, allowed)
        return {
            key: self.child(key, value)
            for key, value in self.value.items()
            if key in needed or (key in allowed and value is not None)
        }

    def _check_keys(self, value: _Object, needed: set[str], allowed: set[str]) -> None:
        for key in sorted(needed - value.keys()):
            self.child(key, None).refuse("missing_key", f"Thiếu «{key}»")
        for key in sorted(value.keys() - needed - allowed)[:MOST_ITEMS]:
            self.child(key, None).refuse("unknown_key", f"Không có mục «{clip(key)}» ở đây")
        for key in sorted(value.twice)[:MOST_ITEMS]:
            self.child(key, None).refuse("duplicate_key", f"Mục «{clip(key)}» ghi hai lần")

    def child(self, key: str, value: object) -> "Node":
        """The node of one key."""
        name = clip(key)
        return Node(value, f"{self.path}.{name}" if self.path else name, self.problems)

    def items(self) -> list["Node"]:
        """The nodes of an array."""
        if not isinstance(self.value, list):
            self.refuse("wrong_type", "Phải là một danh sách [ ]")
            return []
        if len(self.value) > MOST_ITEMS:
            self.refuse("too_many", f"Quá nhiều mục ({len(self.value)}), tối đa {MOST_ITEMS}")
        return [Node(v, f"{self.path}[{i}]", self.problems) for i, v in enumerate(self.value[:MOST_ITEMS])]

    def entries(self) -> list[tuple[str, "Node"]]:
        """The keys and nodes of an object whose keys are codes."""
        if not isinstance(self.value, _Object):
            self.refuse("wrong_type", "Phải là một đối tượng { }")
            return []
        if len(self.value) > MOST_ITEMS:
            self.refuse("too_many", f"Quá nhiều mục ({len(self.value)}), tối đa {MOST_ITEMS}")
        self._check_keys(self.value, set(), set(self.value))
        return [(key, self.child(key, value)) for key, value in list(self.value.items())[:MOST_ITEMS]]


def clip(text: str) -> str:
    """A text of the file made fit for a message."""
    shown = "".join(letter if letter.isprintable() else "?" for letter in text[:40])
    return shown if len(text) <= 40 else f"{shown}…"


def read_text(node: Node | None, *, empty: bool = False) -> str:
    """A text in NFC without control characters, "" where it is not one."""
    if node is None:
        return ""
    if not isinstance(node.value, str):
        node.refuse("wrong_type", "Phải là chữ trong ngoặc kép")
        return ""
    text = unicodedata.normalize("NFC", node.value).strip()
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter != "\n" for letter in text):
        node.refuse("bad_text", "Có ký tự không đọc được")
    elif len(text) > LONGEST_TEXT:
        node.refuse("too_long", f"Dài {len(text)} chữ, tối đa {LONGEST_TEXT}")
    elif not text and not empty:
        node.refuse("empty", "Không được để trống")
    else:
        return text
    return ""


def read_code(node: Node | None) -> str:
    """A code: an ASCII letter, then letters, digits and "_", at most 32; "" where it is not one."""
    message = "Mã phải bắt đầu bằng chữ cái không dấu, rồi chữ, số hoặc gạch dưới, tối đa 32 ký tự"
    return _matching(node, _CODE, message)


def read_version(node: Node | None) -> str:
    """A version ("2022.1"): letters, digits, ".", "-" and "_", at most 32."""
    return _matching(node, _VERSION, "Số phiên bản phải viết như 2022.1, tối đa 32 ký tự")


def read_number_label(node: Node | None) -> str:
    """A number as people call a line of the sheet ("2.1", "III")."""
    return _matching(node, _NUMBER_LABEL, "Số thứ tự phải là chữ, số hoặc dấu chấm, tối đa 8 ký tự")


def _matching(node: Node | None, pattern: re.Pattern[str], message: str) -> str:
    text = read_text(node)
    if node is None or not text or pattern.fullmatch(text):
        return text
    node.refuse("bad_code", message)
    return ""


def read_one_of(node: Node | None, allowed: Iterable[str]) -> str:
    """One of the words allowed, "" otherwise."""
    text = read_text(node)
    words = list(allowed)
    if node is None or not text or text in words:
        return text
    node.refuse("unknown_value", f"«{clip(text)}» không nằm trong: {', '.join(words)}")
    return ""


def read_points(node: Node | None, most: int = MOST_POINTS) -> int | None:
    """A number with at most two decimals from 0 to `most` hundredths, as integer of hundredths; else None."""
    if node is None:
        return None
    number = node.value
    if not isinstance(number, Decimal):
        node.refuse("wrong_type", "Phải là một con số, không có ngoặc kép")
        return None
    if not number.is_finite() or not 0 <= number <= Decimal(most) / 100:
        node.refuse("out_of_range", f"Con số phải từ 0 đến {most // 100}")
        return None
    hundredths = number * 100
    if hundredths != int(hundredths):
        node.refuse("too_fine", "Con số chỉ được có tối đa hai chữ số lẻ")
        return None
    return int(hundredths)


def read_year(node: Node | None) -> int | None:
    """A year from 1990 to 2200."""
    if node is None:
        return None
    value = node.value
    if not isinstance(value, Decimal) or value not in _YEARS:
        node.refuse("bad_year", "Năm phải là số nguyên từ 1990 đến 2200")
        return None
    return int(value)


def read_level(node: Node | None) -> int:
    """The level of a checklist, 1 to 9; 0 where it is not one."""
    if node is None:
        return 0
    if not isinstance(node.value, Decimal) or node.value not in _LEVELS:
        node.refuse("bad_level", "Mức độ phải là số nguyên từ 1 đến 9")
        return 0
    return int(node.value)


def read_flag(node: Node | None, default: bool) -> bool:
    """True or false; the default where the key is absent or not one."""
    if node is None:
        return default
    if not isinstance(node.value, bool):
        node.refuse("wrong_type", "Phải là true hoặc false")
        return default
    return node.value


def read_date(node: Node | None) -> str | None:
    """An ISO date, None where it is absent or none."""
    if node is None:
        return None
    text = read_text(node)
    try:
        if _DATE.fullmatch(text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    if text:
        node.refuse("bad_date", "Ngày phải viết dạng 2022-07-28")
    return None


def read_codes(node: Node | None) -> Mapping[str, Node]:
    """An array of codes without repetition, each with its node."""
    codes: dict[str, Node] = {}
    for item in node.items() if node else []:
        code = read_code(item)
        if code in codes:
            item.refuse("duplicate", f"«{code}» ghi hai lần")
        elif code:
            codes[code] = item
    return codes
