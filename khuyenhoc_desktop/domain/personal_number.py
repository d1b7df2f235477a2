"""The personal number (số định danh cá nhân): 12 digits kept as text, as spreadsheets eat leading zeros.

Problems quote its last digits alone: they go into lists, result files and what the command line answers.

NĐ 137/2015: 3 digits for the province of birth registration (the 63 old codes, 001-096, stay valid), 1 for
century and sex, 2 for the birth year, 6 random; there is no check digit. Always optional here.
"""

import re
from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.spelling import tidy

FIELD: Final = "personal_number"
_LENGTH = 12
_SHOWN = 4
_PROVINCES = range(1, 97)
_LOST_ZEROS = re.compile(r"[1-9][0-9]{9,10}")
_FLOAT_TAIL = re.compile(r"(?<=\d)\.0$")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .](?=\d)")


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number as it is to be kept (None = none given, or not usable) and what is wrong or doubtful."""

    text: str | None
    problem: Problem | None = None


def check(value: object) -> PersonalNumber:
    """The personal number of a typed text or a cell's value.

    Spaces and dots between the digits go. Leading zeros that a spreadsheet dropped are put back (10 or 11
    digits that do not begin with 0), with the warning `personal_number_zero`. Nine digits are kept as an old
    identity card number, warning `personal_number_old`. A province code that never was gives the warning
    `personal_number_province`. Anything else is the error `personal_number_wrong`, with no number to keep.
    """
    digits = _digits(value)
    if not digits:
        return PersonalNumber(None)
    if re.fullmatch("[0-9]{12}", digits):
        return PersonalNumber(digits, _province_problem(digits))
    if _LOST_ZEROS.fullmatch(digits):
        restored = digits.zfill(_LENGTH)
        return PersonalNumber(restored, _province_problem(restored) or _zeros_lost(digits, restored))
    if re.fullmatch("[0-9]{9}", digits):
        return PersonalNumber(digits, _old_card(digits))
    return PersonalNumber(None, _wrong(digits))


def mask(text: str | None) -> str:
    """The number as it is shown: "********1394"; short texts are hidden whole, None is ""."""
    if not text:
        return ""
    return "*" * (len(text) - _SHOWN) + text[-_SHOWN:] if len(text) > _SHOWN else "*" * len(text)


def _digits(value: object) -> str:
    """The value as text without what may stand between digits; a whole float as its digits."""
    if value is None:
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value)
    text = _FLOAT_TAIL.sub("", tidy(str(value)).lstrip("'’"))
    return _BETWEEN_DIGITS.sub("", text)


def _province_problem(digits: str) -> Problem | None:
    if int(digits[:3]) in _PROVINCES:
        return None
    return warning(
        "personal_number_province",
        f"Số định danh {mask(digits)} có ba chữ số đầu ({digits[:3]}) không phải là mã tỉnh, thành phố nào.",
        "Xem lại trên thẻ căn cước: ba chữ số đầu là từ 001 đến 096.",
        FIELD,
    )


def _zeros_lost(digits: str, restored: str) -> Problem:
    return warning(
        "personal_number_zero",
        f"Số định danh {mask(digits)} chỉ có {len(digits)} chữ số, có lẽ Excel đã bỏ mất số 0 ở đầu.",
        f"Đã thêm số 0 thành {mask(restored)}. Hãy xem lại trên thẻ căn cước.",
        FIELD,
    )


def _old_card(digits: str) -> Problem:
    return warning(
        "personal_number_old",
        f"{mask(digits)} có 9 chữ số: đây là số chứng minh nhân dân cũ, không phải số định danh.",
        "Giữ nguyên cũng được; nên thay bằng số định danh 12 chữ số trên thẻ căn cước.",
        FIELD,
    )


def _quoted(typed: str) -> str:
    """What was typed, hidden but for its end; how long it is and what is strange in it help as well."""
    if sum(letter.isdigit() for letter in typed) <= _SHOWN:
        return f"«{typed}»"
    strange = "".join(sorted({letter for letter in typed if not letter.isdigit()}))
    return f"«{mask(typed)}» ({len(typed)} ký tự{f', trong đó có «{strange}»' if strange else ''})"


def _wrong(typed: str) -> Problem:
    return error(
        "personal_number_wrong",
        f"Số định danh {_quoted(typed)} không đúng: phải có đủ 12 chữ số, không có chữ cái.",
        "Gõ lại theo thẻ căn cước, hoặc để trống nếu không có.",
        FIELD,
    )
