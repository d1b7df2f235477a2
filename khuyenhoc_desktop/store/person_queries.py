"""Persons: ids first by filter and order, then rows for the ids on screen."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN
from khuyenhoc_desktop.store import finding
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Asked, Select
from khuyenhoc_desktop.store.record_queries import columns_of
from khuyenhoc_desktop.store.standings import COLUMNS, JOINED, InYear
from khuyenhoc_desktop.store.tables import Person, PersonSearch, Standing

_ORDER_COLUMNS = {
    "code": Person.code,
    "born": Person.born,
    "sex": Person.sex,
    "person_group": Person.person_group,
    "household": Person.household_id,
    "unit": Person.unit_id,
    "total": Standing.total,
    "outcome": Standing.outcome,
}
_OWN_ORDERS = frozenset({"code", "born", "sex", "person_group", "household", "unit"})


@dataclass(frozen=True, slots=True)
class Query(Asked):
    """Which persons, in which order.

    `state` is present, gone (not counted in the year: left, or his household has), deleted or all (not deleted).
    `person_group` is a code, or "" for those without one.
    """

    state: str = "present"
    person_group: str | None = None
    household_id: int | None = None
    unit_id: int | None = None
    clan_id: int | None = None


@dataclass(frozen=True, slots=True)
class PersonRow(InYear):
    """One person in a year, as lists show him; where he is not there `group` is the last one known.

    `counted`: old enough for the figures of citizens. `clan` is his own, else that of his household.
    """

    code: str | None
    name: str
    born: str | None
    sex: str | None
    person_group: str | None
    household_id: int | None
    group_id: int | None
    unit_id: int | None
    unit_role: str | None
    clan_id: int | None
    personal_number: str | None
    note: str | None
    deleted_at: str | None
    valid_from: int
    valid_to: int | None
    head_name: str | None
    group: str | None
    unit: str | None
    clan: str | None


_ROWS = f"""
SELECT {COLUMNS}, x.code, x.name, x.born, x.sex, x.person_group, x.household_id, x.group_id, x.unit_id,
       x.unit_role, x.clan_id, x.personal_number, x.note, x.deleted_at, x.valid_from, x.valid_to, h.head_name,
       g.name, u.name, c.name
FROM json_each(?2) ids CROSS JOIN person x ON x.id = ids.value
LEFT JOIN household h ON h.id = x.household_id
LEFT JOIN unit u ON u.id = x.unit_id
LEFT JOIN clan_household m ON m.household_id = x.household_id AND x.clan_id IS NULL
LEFT JOIN clan c ON c.id = coalesce(x.clan_id, m.clan_id)
{JOINED}
LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, x.group_id, (
    SELECT group_id FROM residence WHERE household_id = x.household_id
    ORDER BY from_year <= ?1 DESC, abs(from_year - ?1) LIMIT 1))
"""


def find_ids(file: CommuneFile, query: Query, group_rank: dict[int, int]) -> list[int]:
    """The ids of the persons sought, in order. `group_rank` orders the groups (sort "group")."""
    if finding.is_plain(query):
        return finding.present_ids(file, PersonSearch, query, LEARNING_CITIZEN)
    select = _of_state(query)
    for condition in _own_filters(query):
        select = select.where(condition)
    return finding.found_ids(file, select, PersonSearch, _ORDER_COLUMNS.get(query.sort), query, group_rank)


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[PersonRow]:
    """The rows of these persons, in the order of `ids`; ids that are gone are left out."""
    return finding.rows_of(file, PersonRow, _ROWS, year, ids)


def keys(file: CommuneFile, year: int, *, deleted: bool) -> Iterator[tuple[Any, ...]]:
    """Id, name, code, personal number, household and thôn of all persons, or of those in the wastebasket.

    The thôn of who has a household is that household's, and not told here.
    """
    sql = (
        "SELECT p.id, p.name, p.code, p.personal_number, p.household_id, coalesce(t.group_id, p.group_id)"
        " FROM person p LEFT JOIN standing t ON t.subject_id = p.id AND t.year = ? AND p.household_id IS NULL"
        f" WHERE p.deleted_at IS {'NOT' if deleted else ''} NULL ORDER BY p.id"
    )
    yield from file.each(sql, (year,))


def fields_of(file: CommuneFile, ids: Iterable[int]) -> Iterator[tuple[int, PersonFields]]:
    """The ids and fields of these persons."""
    columns = ", ".join(columns_of(PersonFields))
    sql = f"SELECT id, {columns} FROM person WHERE id IN (SELECT value FROM json_each(?))"
    for row in file.query(sql, (json.dumps(sorted(set(ids))),)):
        yield row[0], PersonFields(*row[1:])


def twins(
    file: CommuneFile, folded_name: str, places: tuple[int | None, int | None], personal_number: str | None
) -> list[tuple[int, str, str | None]]:
    """Id, name and birth of persons on file with this number, or this name in this household or thôn.

    `places` is (household id, group id).
    """
    sql = (
        "SELECT p.id, p.name, p.born FROM person p JOIN person_search s ON s.person_id = p.id"
        " WHERE p.deleted_at IS NULL AND (p.personal_number = ?4 OR ("
        " (p.household_id = ?2 OR p.group_id = ?3) AND instr(s.find, ?1 || '|') = 1)) ORDER BY p.id"
    )
    return [(a, b, c) for a, b, c in file.query(sql, (folded_name, *places, personal_number))]


def _of_state(query: Query) -> Select:
    if query.state != "present":
        return finding.of_state(finding.all_kept(Person, PersonSearch, query), Person, query.state)
    if _own_columns(query):  # where a column of the person narrows the list, its index comes first
        return finding.all_kept(Person, PersonSearch, query, only_present=True)
    select = finding.present(PersonSearch, query, LEARNING_CITIZEN)
    if query.sort in _OWN_ORDERS:
        select = select.join_from(PersonSearch, Person, on=(Person.id == PersonSearch.person_id))
    return select


def _own_columns(query: Query) -> list[Any]:
    columns = {"household_id": Person.household_id, "unit_id": Person.unit_id, "clan_id": Person.clan_id}
    wanted = [(column, getattr(query, name)) for name, column in columns.items()]
    found = [column == value for column, value in wanted if value is not None]
    if query.person_group:
        found.append(Person.person_group == query.person_group)
    elif query.person_group is not None:
        found.append(Person.person_group.is_null())
    return found


def _own_filters(query: Query) -> list[Any]:
    return _own_columns(query) + ([] if query.group_id is None else [_in_group(query)])


def _in_group(query: Query) -> Any:
    """In this group in the year; one that is not there counts where he is kept without a household."""
    there = Standing.group_id == query.group_id
    return (
        there
        if query.state == "present"
        else there | (Standing.year.is_null() & (Person.group_id == query.group_id))
    )


def count_again(action: Action, ids: Sequence[int], year: int) -> None:
    """From a year on, at the latest, these persons are there again."""
    sql = "UPDATE person SET valid_to = NULL, valid_from = min(valid_from, ?) WHERE id = ?"
    action.executemany(sql, [(year, i) for i in ids])
