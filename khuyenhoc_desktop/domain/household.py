"""A household's fields: how they are tidied and what is wrong or doubtful in them."""

import re
from dataclasses import dataclass, replace
from datetime import date

from khuyenhoc_desktop.domain import personal_number
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import capitalise_name, tidy

OLDEST_YEAR = 1900
# More members than this in one household are possible, but seldom: ask for a look.
MANY_MEMBERS = 20
_BIRTH = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class HouseholdFields:
    """What an officer keeps about a household, in the order of the table's columns.

    `born` is "YYYY" or "YYYY-MM-DD"; None everywhere means "not entered". `personal_number` is optional.
    """

    code: str | None = None
    head_name: str = ""
    born: str | None = None
    member_count: int | None = None
    school_age_count: int | None = None
    address: str | None = None
    personal_number: str | None = None
    note: str | None = None


def tidied(fields: HouseholdFields) -> HouseholdFields:
    """The fields with texts in NFC and tidy, empty texts as None, the name capitalised where it was not.

    A personal number with spaces, or one that lost its leading zeros, is written as it should be.
    """
    number = tidy(fields.personal_number or "") or None
    return replace(
        fields,
        code=tidy(fields.code or "") or None,
        head_name=capitalise_name(tidy(fields.head_name)),
        address=tidy(fields.address or "") or None,
        personal_number=(personal_number.check(number).text or number) if number else None,
        note=tidy(fields.note or "") or None,
    )


def check_fields(fields: HouseholdFields, this_year: int) -> list[Problem]:
    """Everything wrong (errors) or doubtful (warnings) in a household's fields."""
    found = [
        check_name(fields.head_name),
        _check_born(fields.born, this_year),
        *check_members(fields.member_count, fields.school_age_count),
        _check_number(fields.personal_number),
    ]
    return [problem for problem in found if problem is not None]


def check_name(name: str) -> Problem | None:
    """A head of household's name: there must be one, in letters."""
    if not name:
        return error("name_missing", "Chưa có họ tên chủ hộ.", "Gõ họ và tên chủ hộ.", "head_name")
    if any(letter.isdigit() for letter in name) or not any(letter.isalpha() for letter in name):
        return error("name_digits", f"Họ tên «{name}» có chữ số.", "Gõ lại họ và tên bằng chữ.", "head_name")
    if len(name.split()) < 2:
        return warning(
            "name_short", f"Họ tên «{name}» chỉ có một từ.", "Xem lại đã đủ họ và tên chưa.", "head_name"
        )
    return None


def check_members(members: int | None, children: int | None) -> list[Problem]:
    """Numbers of members and of school-age children, alone and together."""
    found: list[Problem] = []
    if members is not None and members < 1:
        found.append(error("members_zero", f"Số khẩu là {members}.", "Số khẩu phải từ 1 trở lên.", "member_count"))
    elif members is not None and members > MANY_MEMBERS:
        found.append(
            warning(
                "members_large",
                f"Số khẩu {members} là rất nhiều.",
                "Xem lại có gõ nhầm không.",
                "member_count",
            )
        )
    if children is not None and children < 0:
        found.append(
            error("children_negative", f"Số trẻ là {children}.", "Số trẻ phải từ 0 trở lên.", "school_age_count")
        )
    if members is not None and children is not None and children > members >= 1:
        found.append(
            error(
                "children_gt_members",
                f"Số trẻ đi học ({children}) nhiều hơn số khẩu ({members}).",
                "Sửa lại một trong hai số.",
                "school_age_count",
            )
        )
    return found


def _check_born(born: str | None, this_year: int) -> Problem | None:
    if born is None:
        return None
    if not _is_birth(born):
        return error(
            "born_format",
            f"Năm sinh «{born}» không đọc được.",
            "Gõ năm (1970) hoặc ngày tháng năm (11/03/1970).",
            "born",
        )
    year = int(born[:4])
    if year < OLDEST_YEAR:
        return error(
            "born_too_old", f"Năm sinh {year} quá xa.", f"Gõ năm sinh từ {OLDEST_YEAR} trở lại đây.", "born"
        )
    if year > this_year:
        return error("born_future", f"Năm sinh {year} ở tương lai.", "Gõ lại năm sinh.", "born")
    return None


def _is_birth(born: str) -> bool:
    """Whether it is "YYYY" or a real day as "YYYY-MM-DD"."""
    try:
        date.fromisoformat(born if len(born) > len("YYYY") else f"{born}-01-01")
    except ValueError:
        return False
    return _BIRTH.fullmatch(born) is not None


def _check_number(number: str | None) -> Problem | None:
    return personal_number.check(number).problem if number else None
