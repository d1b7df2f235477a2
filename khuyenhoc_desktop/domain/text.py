"""Vietnamese text in one place: spelling, sort keys, numbers and dates, gathered from their modules."""

from khuyenhoc_desktop.domain.dates import (
    format_birth,
    format_date,
    parse_birth,
    parse_date,
)
from khuyenhoc_desktop.domain.numbers import (
    format_count,
    format_percent,
    format_points,
    parse_number,
    parse_points,
)
from khuyenhoc_desktop.domain.refused import BirthError, DateError, NumberError, RefusedValueError
from khuyenhoc_desktop.domain.sort_key import name_sort_key, text_sort_key
from khuyenhoc_desktop.domain.spelling import capitalise_name, fold, nfc, tidy

__all__ = [
    "BirthError",
    "DateError",
    "NumberError",
    "RefusedValueError",
    "capitalise_name",
    "fold",
    "format_birth",
    "format_count",
    "format_date",
    "format_percent",
    "format_points",
    "name_sort_key",
    "nfc",
    "parse_birth",
    "parse_date",
    "parse_number",
    "parse_points",
    "text_sort_key",
    "tidy",
]
