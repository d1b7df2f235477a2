"""What clans and units have in common: a name, who heads it, a seat, and the years in which it is there."""

from dataclasses import replace
from typing import Any, TypeVar

from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import capitalise_name, tidy

T = TypeVar("T", bound=Any)

FIRST_YEAR, LAST_YEAR = 1945, 2100


def tidied(fields: T) -> T:
    """The fields of a clan or unit, texts in NFC and tidy, empty ones as None, the head's name capitalised."""
    return replace(
        fields,
        code=tidy(fields.code or "") or None,
        name=tidy(fields.name),
        head_name=capitalise_name(tidy(fields.head_name or "")) or None,
        address=tidy(fields.address or "") or None,
        note=tidy(fields.note or "") or None,
    )


def called(noun: str, name: str) -> str:
    """One in a sentence, without saying its kind twice: «dòng họ Nguyễn» for "Họ Nguyễn"."""
    for beginning in (noun, noun.split()[-1]):
        if name.casefold().startswith(f"{beginning} "):
            return f"{noun} {name[len(beginning) + 1 :]}"
    return f"{noun} {name}"


def check_name(name: str, noun: str) -> Problem | None:
    """There must be a name with letters in it. `noun` is what it is the name of ("dòng họ")."""
    if not name:
        return error("name_missing", f"Chưa có tên {noun}.", f"Gõ tên {noun}.", "name")
    if not any(letter.isalpha() for letter in name):
        return error("name_digits", f"Tên {noun} «{name}» không có chữ nào.", f"Gõ lại tên {noun}.", "name")
    return None


def check_head(name: str | None) -> Problem | None:
    """Who heads it may be unknown; a name has no digits."""
    if name and any(letter.isdigit() for letter in name):
        return warning("head_digits", f"Tên người đứng đầu «{name}» có chữ số.", "Xem lại tên.", "head_name")
    return None


def check_years(valid_from: int | None, valid_to: int | None) -> Problem | None:
    """The first year is known; the last one, if any, does not come before it."""
    if valid_from is None:
        return error("year_missing", "Chưa có năm bắt đầu.", "Gõ năm, ví dụ 2025.", "valid_from")
    for field, year in (("valid_from", valid_from), ("valid_to", valid_to)):
        if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
            cure = f"Gõ năm từ {FIRST_YEAR} đến {LAST_YEAR}."
            return error("bad_year", f"Năm {year} không hợp lệ.", cure, field)
    if valid_to is not None and valid_to < valid_from:
        message = f"Năm cuối {valid_to} trước năm đầu {valid_from}."
        return error("bad_years", message, "Sửa lại một trong hai năm.", "valid_to")
    return None
