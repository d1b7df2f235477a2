"""The words of the papers: dates, titles, what subjects of a title are called, results."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    HOUSEHOLD,
    KIND_OF,
    LEARNING_CITIZEN,
    PERSON,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.domain.text import format_points

NO_DAY: Final = "ngày …… tháng …… năm ……"

# What subjects are called in a sentence, the heading above their names, and how a certificate names one.
SUBJECTS: Final[Mapping[str, tuple[str, str, str]]] = {
    HOUSEHOLD: ("hộ gia đình", "Họ và tên chủ hộ", "gia đình ông (bà)"),
    PERSON: ("công dân", "Họ và tên", "ông (bà)"),
    CLAN: ("dòng họ", "Tên dòng họ", "dòng họ"),
    UNIT: ("đơn vị", "Tên đơn vị", "đơn vị"),
    RESIDENTIAL_GROUP: ("thôn, tổ dân phố", "Thôn, tổ dân phố", "cộng đồng dân cư"),
    COMMUNE: ("xã, phường", "Xã, phường", ""),
}
OUTCOMES: Final = {
    "reached": "Đạt",
    "not_reached": "Chưa đạt",
    "incomplete": "Chưa chấm xong",
    "empty": "Chưa chấm",
}

# The programmes on which the titles rest; the numbers of the criteria sets are data of the sets.
_FOUR_TITLES = "Quyết định số 387/QĐ-TTg ngày 25 tháng 3 năm 2022 của Thủ tướng Chính phủ"
_CITIZENS = "Quyết định số 677/QĐ-TTg ngày 03 tháng 6 năm 2022 của Thủ tướng Chính phủ"


def day_words(day: date | None) -> str:
    """«ngày 05 tháng 02 năm 2026»: days below 10 and the months 1 and 2 with a zero (Nghị định 30/2020)."""
    if day is None:
        return NO_DAY
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def title_name(title: str) -> str:
    """«Gia đình học tập»."""
    return TITLES[title][1]


def words_of(title: str) -> tuple[str, str, str]:
    """The words about subjects of a title."""
    return SUBJECTS[KIND_OF[title]]


def programme(title: str) -> str:
    """The decision of the Prime Minister that a title rests on."""
    return _CITIZENS if title == LEARNING_CITIZEN else _FOUR_TITLES


def result_words(total: int | None, level: int | None, outcome: str) -> str:
    """Points, or the level of a checklist; nothing while nothing is entered."""
    if outcome == "empty":
        return ""
    if level is not None:
        return f"Mức {level}"
    return "" if total is None else format_points(total)


def capital(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]
