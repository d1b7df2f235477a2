"""Dates as officers type them (01122010, 1/12/2010) and birth dates, of which often only the year is known.

A birth is kept as 'YYYY' or 'YYYY-MM-DD'. Excel's habits are read too: years as floats, dates as day numbers.
"""

import math
import re
from datetime import date, datetime, timedelta

from khuyenhoc_desktop.domain.refused import BirthError, DateError
from khuyenhoc_desktop.domain.spelling import tidy

OLDEST_BIRTH_YEAR = 1900
_LATEST_YEAR = 2100
_DAY_FIRST = re.compile(r"(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{4})", re.ASCII)
_DAY_FIRST_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_TIME_BEHIND = re.compile(r"[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", re.ASCII)
_YEAR = re.compile(r"(\d{4})(\.0+)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}(\.0+)?", re.ASCII)
# Excel counts days from here (its day 60, 29/02/1900, never was); these serials are 18/05/1927 to 08/04/2064.
_EXCEL_DAY_0 = date(1899, 12, 30)
_SERIALS = range(10_000, 60_001)
_DAY_DIGITS = range(1_011_900, 31_122_101)  # ddmmyyyy as a number, which has lost the zero in front

_DATE_CURE = "Gõ ngày/tháng/năm với năm đủ bốn chữ số, ví dụ 1/12/2010 hoặc 01122010."
_BIRTH_CURE = "Gõ năm sinh (1978) hoặc ngày/tháng/năm sinh (11/03/1978)."


def parse_date(value: object) -> date:
    """The date of "01122010", "1/12/2010", "1-12-2010", "1.12.2010", "2010-12-01", or of a date cell.

    Raises:
        DateError: it is no date that exists between 1900 and 2100; a year of two digits is refused.
    """
    found = _read_date(value)
    if found is None or not OLDEST_BIRTH_YEAR <= found.year <= _LATEST_YEAR:
        raise DateError("format", "Ngày này không đọc được hoặc không có trong lịch.", _DATE_CURE)
    return found


def format_date(day: date) -> str:
    """A date as it is read: 01/12/2010."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def parse_birth(value: object, today_year: int | None = None) -> str:
    """A birth as 'YYYY' or 'YYYY-MM-DD', of a typed text or of what a spreadsheet cell holds.

    Reads 1972, 1972.0, "1972", "11/03/1978", "11031978", dates, and Excel's day numbers (10000 to 60000).
    `today_year` is the latest year allowed; by default this machine's.

    Raises:
        BirthError: reason `format` (also for a day that does not exist), `future` or `too_old` (before 1900).
    """
    year = _read_year(value)
    day = None if year is not None else _read_date(value)
    if year is None and day is None:
        raise BirthError("format", "Ngày sinh không đọc được hoặc không có trong lịch.", _BIRTH_CURE)
    born_year = day.year if day else year or 0
    _check_birth_year(born_year, date.today().year if today_year is None else today_year)
    return day.isoformat() if day else f"{born_year:04d}"


def _check_birth_year(year: int, today_year: int) -> None:
    if year > today_year:
        raise BirthError("future", f"Năm sinh {year} ở tương lai.", _BIRTH_CURE)
    if year < OLDEST_BIRTH_YEAR:
        raise BirthError("too_old", f"Năm sinh {year} quá xa, trước năm {OLDEST_BIRTH_YEAR}.", _BIRTH_CURE)


def format_birth(born: str | None) -> str:
    """A kept birth as it is read: '1978-03-11' is "11/03/1978", '1978' stays, None is ""."""
    if not born or len(born) == 4:
        return born or ""
    return format_date(date.fromisoformat(born))


def _read_year(value: object) -> int | None:
    """The year if the value is nothing but a year of four digits."""
    found = _YEAR.fullmatch(_as_text(value))
    return int(found[1]) if found else None


def _read_date(value: object) -> date | None:
    """The day the value names, or None; typed text, Excel's serial numbers, or a date itself."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _TIME_BEHIND.sub("", _as_text(value))
    if _SERIAL.fullmatch(text):
        return _excel_day(int(float(text)))
    return _read_day_first(text) or _read_iso(text)


def _as_text(value: object) -> str:
    """The value as text; a number as its digits, with the zero that ddmmyyyy lost; "" if it is no date."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        return ""
    whole = int(value)
    if whole != value and whole not in _SERIALS:
        return ""
    return f"{whole:08d}" if whole in _DAY_DIGITS else str(whole)


def _excel_day(serial: int) -> date | None:
    return _EXCEL_DAY_0 + timedelta(days=serial) if serial in _SERIALS else None


def _read_day_first(text: str) -> date | None:
    found = _DAY_FIRST.fullmatch(text) or _DAY_FIRST_DIGITS.fullmatch(text)
    return _existing_day(found[3], found[2], found[1]) if found else None


def _read_iso(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    return _existing_day(found[1], found[2], found[3]) if found else None


def _existing_day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
