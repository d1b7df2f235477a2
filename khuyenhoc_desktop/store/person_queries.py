"""Reading persons: ids first by filter and order, then rows for the ids on screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import peewee

from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN
from khuyenhoc_desktop.store import finding
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Select, decided
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
class Query:
    """Which persons, in which order. `text` is words in any order, with or without marks.

    `state` is present, gone (not counted in the year: left, or his household has), deleted or all. `person_group`
    is a code, or "" for those without one. Filters by the year's standing as for households.
    """

    year: int
    text: str = ""
    group_id: int | None = None
    person_group: str | None = None
    household_id: int | None = None
    unit_id: int | None = None
    clan_id: int | None = None
    state: str = "present"
    sort: str = "name"
    descending: bool = False
    registered: bool | None = None
    proposed: bool | None = None
    recognised: bool | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person in a year, as lists show him. `total` in hundredths of a point; None = nothing scored.

    `present` is False where he is not there in that year; `group` is then the last one known. `counted`: old
    enough for the figures of citizens. `clan` is his own, else that of his household.
    """

    id: int
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
    household_code: str | None
    lives_in: int | None
    group: str | None
    unit: str | None
    clan: str | None
    present: bool
    counted: bool
    registered: bool
    entered: int
    missing: int
    total: int | None
    outcome: str
    proposed: bool
    recognised: bool | None
    decision_id: int | None
    last_total: int | None
    last_recognised: bool | None


_ROWS = """
SELECT p.id, p.code, p.name, p.born, p.sex, p.person_group, p.household_id, p.group_id, p.unit_id, p.unit_role,
       p.clan_id, p.personal_number, p.note, p.deleted_at, p.valid_from, p.valid_to, h.head_name, h.code, g.id,
       g.name, u.name, c.name, t.year IS NOT NULL, coalesce(t.counted, 0), coalesce(t.registered, 0),
       coalesce(t.entered, 0), coalesce(t.missing, 0), t.total, coalesce(t.outcome, 'empty'),
       coalesce(t.proposed, 0), t.recognised, t.decision_id, l.total, l.recognised
FROM json_each(?2) ids CROSS JOIN person p ON p.id = ids.value
LEFT JOIN household h ON h.id = p.household_id
LEFT JOIN unit u ON u.id = p.unit_id
LEFT JOIN clan_household x ON x.household_id = p.household_id AND p.clan_id IS NULL
LEFT JOIN clan c ON c.id = coalesce(p.clan_id, x.clan_id)
LEFT JOIN standing t ON t.year = ?1 AND t.subject_id = p.id
LEFT JOIN standing l ON l.year = ?1 - 1 AND l.subject_id = p.id
LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, p.group_id, (
    SELECT group_id FROM residence WHERE household_id = p.household_id
    ORDER BY from_year <= ?1 DESC, abs(from_year - ?1) LIMIT 1))
"""
_FLAGS = (22, 23, 24, 29)
_DECISIONS = (30, 33)


def find_ids(file: CommuneFile, query: Query, group_rank: dict[int, int]) -> list[int]:
    """The ids of the persons sought, in order. `group_rank` orders the groups (sort "group")."""
    if _is_plain(query):
        return finding.present_ids(file, PersonSearch, PersonSearch.person_id, query, LEARNING_CITIZEN)
    select = finding.worded(_filtered(query), PersonSearch.find, query.text)
    column = _ORDER_COLUMNS.get(query.sort)
    rows = file.select(finding.ordered(select, column, PersonSearch.sort_key, query.sort, query.descending))
    if query.sort == "group":
        return finding.in_group_order(rows, group_rank, query.descending)
    return [row[0] for row in rows]


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[PersonRow]:
    """The rows of these persons, in the order of `ids`; ids that are gone are left out."""
    return finding.rows_of(file, _ROWS, year, ids, _row)


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


def _is_plain(query: Query) -> bool:
    """Whether only words are asked for, in the order of names: what is asked with every key typed."""
    return query == Query(query.year, text=query.text, descending=query.descending)


def _filtered(query: Query) -> Select:
    own = _own_filters(query)
    if query.state != "present":
        select = Person.select(Person.id, Standing.group_id).join(
            PersonSearch, on=(PersonSearch.person_id == Person.id)
        )
        on = (Standing.year == query.year) & (Standing.subject_id == Person.id)
        select = _of_state(select.join_from(Person, Standing, peewee.JOIN.LEFT_OUTER, on=on), query.state)
    elif own:
        select = _driven_by_person(query)
    else:
        select = finding.present(PersonSearch, PersonSearch.person_id, query, LEARNING_CITIZEN)
        if query.sort in _OWN_ORDERS:
            select = select.join_from(PersonSearch, Person, on=(Person.id == PersonSearch.person_id))
    if query.group_id is not None:
        select = select.where(_in_group(query))
    return finding.by_standing(select.where(*own) if own else select, query)


def _driven_by_person(query: Query) -> Select:
    """Where a column of the person narrows the list, its index comes first."""
    on = (Standing.year == query.year) & (Standing.subject_id == Person.id)
    select = Person.select(Person.id, Standing.group_id)
    select = select.join(PersonSearch, on=(PersonSearch.person_id == Person.id))
    return select.join_from(Person, Standing, on=on)


def _own_filters(query: Query) -> list[Any]:
    columns = {"household_id": Person.household_id, "unit_id": Person.unit_id, "clan_id": Person.clan_id}
    wanted = [(column, getattr(query, name)) for name, column in columns.items()]
    found = [column == value for column, value in wanted if value is not None]
    if query.person_group:
        found.append(Person.person_group == query.person_group)
    elif query.person_group is not None:
        found.append(Person.person_group.is_null())
    return found


def _of_state(select: Select, state: str) -> Select:
    if state == "deleted":
        return select.where(Person.deleted_at.is_null(False))
    if state == "gone":
        return select.where(Person.deleted_at.is_null(), Standing.year.is_null())
    return select.where(Person.deleted_at.is_null())


def _in_group(query: Query) -> Any:
    """In this group in the year; one that is not there counts where he is kept without a household."""
    there = Standing.group_id == query.group_id
    return (
        there
        if query.state == "present"
        else there | (Standing.year.is_null() & (Person.group_id == query.group_id))
    )


def _row(row: tuple[Any, ...]) -> PersonRow:
    fields = list(row)
    for place in _FLAGS:
        fields[place] = bool(fields[place])
    for place in _DECISIONS:
        fields[place] = decided(fields[place])
    return PersonRow(*fields)
