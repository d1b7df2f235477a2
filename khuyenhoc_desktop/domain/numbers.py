"""Numbers as Vietnamese officers type and read them: decimal comma, dots between thousands.

Points are exact: whole hundredths (74,5 points = 7450), never float sums.
"""

import math
import re
from fractions import Fraction
from typing import Final

from khuyenhoc_desktop.domain.refused import NumberError
from khuyenhoc_desktop.domain.spelling import tidy

NO_FIGURE: Final = "–"
_LARGEST = 10**12  # beyond any count or sum of a commune; a longer row of digits is another kind of value
_WHOLE = re.compile(r"([+-]?)(\d{1,3}(?:[. ]\d{3})+|\d{1,12})(?:,0{1,2}|\.0{1,2})?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:[.,]\d{1,2})?|\d+[.,]\d{3,}|[.,]\d+)", re.ASCII)
_POINTS = re.compile(r"(\d{0,10})(?:[.,](\d{0,2}))?", re.ASCII)
_FLOAT_NOISE = 1e-6  # what Excel's own binary sums leave behind: 7.300000000000001

_NUMBER_CURE = "Gõ số bằng chữ số, ví dụ 4 hoặc 3.321."
_POINTS_CURE = "Gõ điểm bằng chữ số với dấu phẩy thập phân, ví dụ 7 hoặc 7,25."


def parse_number(value: object) -> int | None:
    """A whole number as typed or as a cell holds it: 4, 4.0, "4", "3.321", "1 234", "5,0"; empty is None.

    A number below zero is returned as it is: whether it may be is for the caller to check.

    Raises:
        NumberError: reason `not_whole` for 4,5; `format` for anything else that is no number.
    """
    if value is None or isinstance(value, str):
        return _parse_whole_text(tidy(value or ""))
    number = _finite(value, _NUMBER_CURE)
    if number != int(number):
        raise _not_whole()
    return int(number)


def _parse_whole_text(text: str) -> int | None:
    if not text:
        return None
    found = _WHOLE.fullmatch(text)
    if found:
        return int(found[1] + re.sub(r"[. ]", "", found[2]))
    raise _not_whole() if _DECIMAL.fullmatch(text) else _no_number(_NUMBER_CURE)


def parse_points(value: object) -> int:
    """Points in hundredths, of "7,25", "7.25", ",5", 7 or 7.25; exact, at most two decimals, never below 0.

    Raises:
        NumberError: reason `empty`, `negative`, `decimals` (more than two) or `format`.
    """
    if value is None or isinstance(value, str):
        return _parse_points_text(tidy(value or ""))
    number = _finite(value, _POINTS_CURE)
    if number < 0:
        raise _negative()
    hundredths = round(number * 100)
    if abs(number * 100 - hundredths) > _FLOAT_NOISE * max(1.0, abs(number)):
        raise _too_many_decimals()
    return hundredths


def _parse_points_text(text: str) -> int:
    if not text:
        raise NumberError("empty", "Chưa nhập điểm.", _POINTS_CURE)
    found = _POINTS.fullmatch(text)
    if found and (found[1] or found[2]):
        return int(found[1] or 0) * 100 + int((found[2] or "").ljust(2, "0"))
    if text.startswith("-") and _DECIMAL.fullmatch(text):
        raise _negative()
    raise _too_many_decimals() if _DECIMAL.fullmatch(text) else _no_number(_POINTS_CURE)


def _finite(value: object, cure: str) -> int | float:
    """The value if it is an ordinary number; true/false, NaN, infinity and huge numbers are refused."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _no_number(cure)
    if abs(value) >= _LARGEST:
        raise _no_number(cure)
    return value


def _no_number(cure: str) -> NumberError:
    return NumberError("format", "Giá trị này không phải là số.", cure)


def _not_whole() -> NumberError:
    return NumberError("not_whole", "Ở đây phải là số nguyên, không có phần lẻ.", _NUMBER_CURE)


def _negative() -> NumberError:
    return NumberError("negative", "Điểm không được nhỏ hơn 0.", _POINTS_CURE)


def _too_many_decimals() -> NumberError:
    return NumberError("decimals", "Điểm chỉ được có nhiều nhất hai chữ số sau dấu phẩy.", _POINTS_CURE)


def format_points(hundredths: int) -> str:
    """Points as people write: 7450 is "74,5", 700 is "7", 725 is "7,25"; `parse_points` reads it back."""
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return sign + f"{whole},{rest:02d}".rstrip("0").rstrip(",")


def format_count(count: int) -> str:
    """A count with dots between thousands: 3321 is "3.321"."""
    return f"{count:,}".replace(",", ".")


def format_percent(percent: Fraction | None) -> str:
    """A percentage (100 = the whole) with two decimals, half away from zero: "97,85%"; None is "–"."""
    if percent is None:
        return NO_FIGURE
    hundredths = math.floor(abs(percent) * 100 + Fraction(1, 2))
    whole, rest = divmod(hundredths, 100)
    sign = "-" if percent < 0 and hundredths else ""
    return f"{sign}{format_count(whole)},{rest:02d}%"
