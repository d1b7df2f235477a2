"""A person's fields: how they are tidied, what is wrong or doubtful in them; checks that households share."""

import re
from dataclasses import dataclass, replace
from datetime import date

from khuyenhoc_desktop.domain import personal_number
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, SEXES, UNIT_ROLES
from khuyenhoc_desktop.domain.text import capitalise_name, tidy

OLDEST_YEAR = 1900
_BIRTH = re.compile(r"[0-9]{4}(-[0-9]{2}-[0-9]{2})?")
_NUMBER_LENGTH = 12  # older numbers say nothing of sex and year
_MEN, _WOMEN = SEXES


@dataclass(frozen=True, slots=True)
class PersonFields:
    """What an officer keeps about a person, in the order of the table's columns; None = not entered.

    `born` is "YYYY" or "YYYY-MM-DD". Who belongs to a household is where that is; `group_id` is the thôn of who
    belongs to none. `person_group` and `unit_role` are codes of domain/subjects.py.
    """

    code: str | None = None
    name: str = ""
    born: str | None = None
    sex: str | None = None
    person_group: str | None = None
    household_id: int | None = None
    group_id: int | None = None
    unit_id: int | None = None
    unit_role: str | None = None
    clan_id: int | None = None
    personal_number: str | None = None
    note: str | None = None


def tidied(fields: PersonFields) -> PersonFields:
    """The fields with texts in NFC and tidy, empty texts as None, the name capitalised where it was not.

    The thôn of who belongs to a household is that of the household, so it is not kept a second time.
    """
    return replace(
        fields,
        code=tidy(fields.code or "") or None,
        name=capitalise_name(tidy(fields.name)),
        group_id=None if fields.household_id is not None else fields.group_id,
        personal_number=tidied_number(fields.personal_number),
        note=tidy(fields.note or "") or None,
    )


def tidied_number(number: str | None) -> str | None:
    """A personal number without spaces and with its leading zeros; one that is wrong as it was typed."""
    typed = tidy(number or "")
    return (personal_number.check(typed).text or typed) if typed else None


def check_fields(fields: PersonFields, this_year: int) -> list[Problem]:
    """Everything wrong (errors) or doubtful (warnings) in a person's fields."""
    found = [
        check_name(fields.name),
        check_born(fields.born, this_year),
        _check_known("sex", fields.sex, SEXES),
        _check_known("person_group", fields.person_group, PERSON_GROUPS),
        _check_known("unit_role", fields.unit_role, UNIT_ROLES),
        _check_place(fields),
        _check_unit(fields),
        check_number(fields.personal_number) or number_differs(fields),
    ]
    return [problem for problem in found if problem is not None]


def check_name(name: str, field: str = "name", whose: str = "") -> Problem | None:
    """A name: there must be one, in letters. `whose` is put behind «họ tên» (" chủ hộ")."""
    if not name:
        return error("name_missing", f"Chưa có họ tên{whose}.", f"Gõ họ và tên{whose}.", field)
    if any(letter.isdigit() for letter in name) or not any(letter.isalpha() for letter in name):
        return error("name_digits", f"Họ tên «{name}» có chữ số.", "Gõ lại họ và tên bằng chữ.", field)
    if len(name.split()) < 2:
        return warning("name_short", f"Họ tên «{name}» chỉ có một từ.", "Xem lại đã đủ họ và tên chưa.", field)
    return None


def check_born(born: str | None, this_year: int) -> Problem | None:
    """A birth: a year or a day that may be true."""
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


def check_number(number: str | None) -> Problem | None:
    """A personal number that cannot be one, or may not be."""
    return personal_number.check(number).problem if number else None


def number_differs(fields: PersonFields) -> Problem | None:
    """A number that tells another year of birth or sex than the fields (NĐ 137/2015: digits 4 to 6)."""
    number = fields.personal_number
    if number is None or len(number) != _NUMBER_LENGTH or not number.isdigit():
        return None
    year = str(1900 + 100 * (int(number[3]) // 2) + int(number[4:6]))
    if fields.born is not None and fields.born[:4] != year:
        return warning(
            "personal_number_year",
            f"Số định danh là của người sinh năm {year}, còn năm sinh ghi {fields.born[:4]}.",
            "Đối chiếu với thẻ căn cước, sửa ô sai.",
            personal_number.FIELD,
        )
    sex = _WOMEN if int(number[3]) % 2 else _MEN
    if fields.sex is not None and fields.sex != sex:
        return warning(
            "personal_number_sex",
            f"Số định danh là của người giới tính {sex}, còn giới tính ghi {fields.sex}.",
            "Đối chiếu với thẻ căn cước, sửa ô sai.",
            personal_number.FIELD,
        )
    return None


def _is_birth(born: str) -> bool:
    """Whether it is "YYYY" or a real day as "YYYY-MM-DD"."""
    try:
        date.fromisoformat(born if len(born) > len("YYYY") else f"{born}-01-01")
    except ValueError:
        return False
    return _BIRTH.fullmatch(born) is not None


def _check_known(field: str, code: str | None, known: object) -> Problem | None:
    if code is None or code in known:  # type: ignore[operator]
        return None
    return error(f"{field}_unknown", f"«{code}» không có trong danh sách.", "Chọn lại trong danh sách.", field)


def _check_place(fields: PersonFields) -> Problem | None:
    """Somebody is counted in a household, in a thôn, or at least in a unit."""
    if fields.household_id is not None or fields.group_id is not None or fields.unit_id is not None:
        return None
    return error(
        "place_missing",
        "Chưa biết người này thuộc hộ nào hay thôn nào.",
        "Chọn hộ; nếu không thuộc hộ nào thì chọn thôn, tổ dân phố (hoặc đơn vị nơi làm việc, học tập).",
        "household_id",
    )


def _check_unit(fields: PersonFields) -> Problem | None:
    if fields.unit_role is not None and fields.unit_id is None:
        return error(
            "role_without_unit",
            "Đã chọn vai trò mà chưa chọn đơn vị.",
            "Chọn đơn vị, hoặc bỏ vai trò.",
            "unit_id",
        )
    if fields.unit_id is not None and fields.unit_role is None:
        return warning(
            "role_missing",
            "Chưa rõ là người làm việc hay người học của đơn vị nên chưa tính vào số liệu đơn vị.",
            "Chọn vai trò ở đơn vị.",
            "unit_role",
        )
    return None
