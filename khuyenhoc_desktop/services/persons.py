"""The register of citizens: finding, adding, editing, linking, leaving, returning, the wastebasket."""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date, datetime

from khuyenhoc_desktop.domain.person import PersonFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import Problem, UserError, error, warning
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    HOUSEHOLD,
    PERSON,
    PERSON_GROUPS,
    RESIDENTIAL_GROUP,
    UNIT,
    UNIT_ROLES,
)
from khuyenhoc_desktop.domain.text import fold, format_birth, format_count, text_sort_key
from khuyenhoc_desktop.services.groups import group_rank
from khuyenhoc_desktop.store import body_queries, person_queries, record_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.person_queries import PersonRow, Query

__all__ = ["PersonFields", "PersonRow", "Query", "add", "edit", "find_ids", "get", "rows"]

_COLUMNS = record_queries.columns_of(PersonFields)
_LINKS = {"household_id": HOUSEHOLD, "group_id": RESIDENTIAL_GROUP, "unit_id": UNIT, "clan_id": CLAN}


def find_ids(file: CommuneFile, query: Query) -> list[int]:
    """The ids of the persons sought, in the order asked for."""
    rank = group_rank(file, query.year) if query.sort == "group" else {}
    return person_queries.find_ids(file, query, rank)


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[PersonRow]:
    """The rows of these persons (ask for a screenful, at most some hundreds, at once)."""
    return person_queries.rows(file, year, ids)


def get(file: CommuneFile, person_id: int, year: int) -> PersonRow:
    """One person.

    Raises:
        UserError: no_person.
    """
    found = person_queries.rows(file, year, [person_id])
    if not found:
        raise _no_person()
    return found[0]


def of_household(file: CommuneFile, household_id: int, year: int) -> list[PersonRow]:
    """The persons of a household, those who have left too, the oldest first."""
    query = Query(year, household_id=household_id, state="all", sort="born")
    return rows(file, year, find_ids(file, query))


def units(file: CommuneFile, year: int) -> list[tuple[int, str]]:
    """Id and name of the units there are in the year, by name."""
    return _there(file, UNIT, year)


def clans(file: CommuneFile, year: int) -> list[tuple[int, str]]:
    """Id and name of the clans there are in the year, by name."""
    return _there(file, CLAN, year)


def likely_twins(file: CommuneFile, fields: PersonFields, but: int | None = None) -> list[Problem]:
    """Warnings for persons on file that look like this one: same number; or same place, name and year."""
    places = (fields.household_id, fields.group_id)
    found = person_queries.twins(file, fold(fields.name), places, fields.personal_number)
    return [
        warning(
            "person_twin",
            f"Đã có {name} ({format_birth(born) or 'không rõ năm sinh'}) giống người này.",
            "Xem lại: nếu là một người thì sửa người đã có, không thêm nữa.",
        )
        for i, name, born in found
        if i != but and _same_year(born, fields.born)
    ]


def add(file: CommuneFile, year: int, fields: PersonFields) -> int:
    """Add a person who counts from `year` on; returns the id.

    Raises:
        UserError: bad_person with every problem.
    """
    fields = _checked(file, fields)
    with file.action("person.add", f"Thêm công dân {fields.name}") as action:
        person = action.new_id()
        record_queries.add(action, PERSON, (*_COLUMNS, "valid_from"), [(person, *astuple(fields), year)])
    return person


def edit(file: CommuneFile, person_id: int, fields: PersonFields) -> None:
    """Change what is kept about a person; the columns that stay the same are not written.

    Raises:
        UserError: bad_person with every problem; no_person.
    """
    fields = _checked(file, fields)
    with file.action("person.edit", f"Sửa công dân {fields.name}") as action:
        if not record_queries.edit(action, PERSON, person_id, fields):
            raise _no_person()


def set_person_group(file: CommuneFile, ids: Sequence[int], code: str | None, year: int) -> None:
    """These persons belong to a group of person (a code of PERSON_GROUPS; None = not known)."""
    what = PERSON_GROUPS[code] if code is not None else "chưa rõ"
    _set(file, "person.group", f"{_how_many(file, ids, year)}: nhóm đối tượng {what}", ids, {"person_group": code})


def set_unit(file: CommuneFile, ids: Sequence[int], unit_id: int | None, role: str | None, year: int) -> None:
    """These persons work or learn in a unit (`role`: a code of UNIT_ROLES), or in none."""
    what = (
        f"{UNIT_ROLES.get(role or '', 'thuộc')} {record_queries.name_of(file, UNIT, unit_id) or ''}"
        if unit_id
        else "không thuộc đơn vị"
    )
    values = {"unit_id": unit_id, "unit_role": role if unit_id is not None else None}
    _set(file, "person.unit", f"{_how_many(file, ids, year)}: {what}", ids, values)


def set_clan(file: CommuneFile, ids: Sequence[int], clan_id: int | None, year: int) -> None:
    """These persons belong to a clan of their own, or to that of their household."""
    what = (record_queries.name_of(file, CLAN, clan_id) or "") if clan_id is not None else "theo hộ"
    _set(file, "person.clan", f"{_how_many(file, ids, year)}: dòng họ {what}", ids, {"clan_id": clan_id})


def set_left(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """These persons have left: from `year` on they are not counted."""
    summary = f"{_how_many(file, ids, year)}: thôi tính từ năm {year}"
    _set(file, "person.left", summary, ids, {"valid_to": year - 1})


def set_returned(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """These persons are counted again. Their years are one span: those in between count again, too."""
    with file.action("person.return", f"{_how_many(file, ids, year)}: tính lại từ năm {year}") as action:
        person_queries.count_again(action, ids, year)


def delete(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """Put persons into the wastebasket; their scores stay with them."""
    now = datetime.now().isoformat(timespec="seconds")
    _set(file, "person.delete", f"Xóa {_how_many(file, ids, year)}", ids, {"deleted_at": now})


def restore(file: CommuneFile, ids: Sequence[int], year: int) -> None:
    """Take persons back out of the wastebasket."""
    summary = f"Lấy lại {_how_many(file, ids, year)} từ thùng rác"
    _set(file, "person.restore", summary, ids, {"deleted_at": None})


def fields_of(row: PersonRow) -> PersonFields:
    """The editable fields of a list row."""
    return PersonFields(**{name: getattr(row, name) for name in _COLUMNS})


def _set(
    file: CommuneFile, action_name: str, summary: str, ids: Sequence[int], values: Mapping[str, int | str | None]
) -> None:
    """One action that gives all these persons the same values."""
    with file.action(action_name, summary) as action:
        record_queries.put(action, PERSON, ids, values)


def _there(file: CommuneFile, table: str, year: int) -> list[tuple[int, str]]:
    found = [(i, name) for i, name, _, since in body_queries.not_ended(file, table, year) if since <= year]
    return sorted(found, key=lambda one: text_sort_key(one[1]))


def _checked(file: CommuneFile, fields: PersonFields) -> PersonFields:
    fields = tidied(fields)
    found = [p for p in check_fields(fields, date.today().year) if p.is_error]
    errors = (*found, *_missing_links(file, fields))
    if errors:
        first = errors[0]
        raise UserError("bad_person", first.message, first.cure, place=first.field or "", problems=errors)
    return fields


def _missing_links(file: CommuneFile, fields: PersonFields) -> list[Problem]:
    """Households, thôn, units and clans that are not on file."""
    return [
        error(f"{name}_unknown", "Mục đã chọn không còn trong tệp.", "Chọn lại trong danh sách.", name)
        for name, table in _LINKS.items()
        if (link := getattr(fields, name)) is not None and not record_queries.is_on_file(file, table, link)
    ]


def _same_year(one: str | None, other: str | None) -> bool:
    return not one or not other or one[:4] == other[:4]


def _how_many(file: CommuneFile, ids: Sequence[int], year: int) -> str:
    if len(ids) != 1:
        return f"{format_count(len(ids))} công dân"
    found = rows(file, year, ids)
    return f"công dân {found[0].name}" if found else "1 công dân"


def _no_person() -> UserError:
    return UserError("no_person", "Người này không còn trong tệp.", "Nạp lại danh sách rồi chọn người khác.")
