"""Reading households: ids first by filter and order, then rows for the ids on screen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import peewee
from peewee import fn

from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.tables import Household, HouseholdSearch, Standing

# peewee types a select by its first model; joins and filters here do not care which that is.
_Select = Any

STATES = ("present", "away", "deleted", "all")
SORTS = ("name", "group", "code", "born", "members", "children", "total", "outcome")

_ORDER_COLUMNS = {
    "code": Household.code,
    "born": Household.born,
    "members": Household.member_count,
    "children": Household.school_age_count,
    "total": Standing.total,
    "outcome": Standing.outcome,
}


@dataclass(frozen=True, slots=True)
class Query:
    """Which households, in which order. `text` is words in any order, with or without marks.

    `registered`, `proposed`, `recognised`, `outcome` filter by the standing in the year; None = any.
    `outcome` is one of empty, incomplete, reached, not_reached.
    """

    year: int
    text: str = ""
    group_id: int | None = None
    state: str = "present"
    sort: str = "name"
    descending: bool = False
    registered: bool | None = None
    proposed: bool | None = None
    recognised: bool | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """One household in a year, as lists show it. `total` in hundredths of a point; None = nothing scored.

    `present` is False where the household is away or deleted in that year; the group is then its last one.
    `recognised` and `last_recognised` are True, False or None (not decided).
    """

    id: int
    code: str | None
    head_name: str
    born: str | None
    member_count: int | None
    school_age_count: int | None
    address: str | None
    personal_number: str | None
    note: str | None
    deleted_at: str | None
    group_id: int | None
    group: str | None
    present: bool
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


_LIVED_LAST = (
    "(SELECT r.household_id FROM residence r WHERE r.group_id = ? AND r.from_year = ("
    " SELECT max(from_year) FROM residence WHERE household_id = r.household_id AND group_id IS NOT NULL))"
)

_ROWS = """
SELECT h.id, h.code, h.head_name, h.born, h.member_count, h.school_age_count, h.address, h.personal_number,
       h.note, h.deleted_at, g.id, g.name, t.year IS NOT NULL, coalesce(t.registered, 0), coalesce(t.entered, 0),
       coalesce(t.missing, 0), t.total, coalesce(t.outcome, 'empty'), coalesce(t.proposed, 0), t.recognised,
       t.decision_id, l.total, l.recognised
FROM household h
LEFT JOIN standing t ON t.year = ?1 AND t.subject_id = h.id
LEFT JOIN standing l ON l.year = ?1 - 1 AND l.subject_id = h.id
LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, (
    SELECT group_id FROM residence WHERE household_id = h.id
    ORDER BY from_year <= ?1 DESC, abs(from_year - ?1) LIMIT 1))
"""


def find_ids(file: CommuneFile, query: Query, group_rank: dict[int, int]) -> list[int]:
    """The ids of the households sought, in order. `group_rank` orders the groups (sort "group")."""
    rows = file.select(_ordered(_filtered(query), query))
    if query.sort != "group":
        return [row[0] for row in rows]
    last = len(group_rank)
    rows.sort(key=lambda row: group_rank.get(row[1], last), reverse=query.descending)
    return [row[0] for row in rows]


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[HouseholdRow]:
    """The rows of these households, in the order of `ids`; ids that are gone are left out."""
    # One JSON text instead of parameters, of which SQLite takes only 32,766.
    found = file.query(f"{_ROWS} WHERE h.id IN (SELECT value FROM json_each(?2))", (year, json.dumps(list(ids))))
    by_id = {row[0]: _row(row) for row in found}
    return [by_id[i] for i in ids if i in by_id]


def _filtered(query: Query) -> _Select:
    select = Household.select(Household.id, Standing.group_id).join(
        HouseholdSearch, on=(HouseholdSearch.household_id == Household.id)
    )
    if query.state == "present":
        select = _narrowed(_only_searched(query), query)
    else:
        on = (Standing.year == query.year) & (Standing.subject_id == Household.id)
        select = select.join_from(Household, Standing, peewee.JOIN.LEFT_OUTER, on=on)
        select = _of_state(select, query.state)
        select = _narrowed(select, query)
    for word in fold(query.text).split():
        select = select.where(fn.instr(HouseholdSearch.find, word) > 0)
    return select


def _only_searched(query: Query) -> _Select:
    """The common case walks the search index alone and looks a household up only when a column orders it."""
    on = (Standing.year == query.year) & (Standing.subject_id == HouseholdSearch.household_id)
    select = HouseholdSearch.select(HouseholdSearch.household_id, Standing.group_id)
    if query.group_id is None:
        # CROSS JOIN holds SQLite to walking the search index in its order; of its own it would sort all standings.
        select = select.join(Standing, peewee.JOIN.CROSS).where(on)
    else:
        select = select.join(Standing, on=on)
    if query.sort in ("code", "born", "members", "children"):
        select = select.join_from(HouseholdSearch, Household, on=(Household.id == HouseholdSearch.household_id))
    return select


def _of_state(select: _Select, state: str) -> _Select:
    if state == "deleted":
        return select.where(Household.deleted_at.is_null(False))
    if state == "away":
        return select.where(Household.deleted_at.is_null(), Standing.year.is_null())
    return select.where(Household.deleted_at.is_null())


def _narrowed(select: _Select, query: Query) -> _Select:
    if query.group_id is not None:
        select = select.where(_in_group(query))
    if query.registered is not None:
        select = select.where(Standing.registered == int(query.registered))
    if query.proposed is not None:
        select = select.where(Standing.proposed == int(query.proposed))
    if query.recognised is not None:
        select = select.where(fn.coalesce(Standing.recognised, 0) == int(query.recognised))
    if query.outcome is not None:
        select = select.where(Standing.outcome == query.outcome)
    return select


def _in_group(query: Query) -> Any:
    """In this group in the year; one that is away or deleted counts where it lived last, as rows() shows it."""
    there = Standing.group_id == query.group_id
    if query.state == "present":
        return there
    return there | (Standing.year.is_null() & Household.id.in_(peewee.SQL(_LIVED_LAST, (query.group_id,))))


def _ordered(select: _Select, query: Query) -> _Select:
    column: Any = _ORDER_COLUMNS.get(query.sort)
    name = HouseholdSearch.sort_key
    if column is None:
        descending = query.descending and query.sort == "name"
        return select.order_by(name.desc() if descending else name)
    first = column.desc(nulls="LAST") if query.descending else column.asc(nulls="LAST")
    return select.order_by(first, name)


def _row(row: tuple[Any, ...]) -> HouseholdRow:
    fields = list(row)
    for flag in (12, 13, 18):
        fields[flag] = bool(fields[flag])
    for decided in (19, 22):
        fields[decided] = None if fields[decided] is None else bool(fields[decided])
    return HouseholdRow(*fields)


def residences(file: CommuneFile, household_id: int) -> list[tuple[int, int, str, bool]]:
    """From year, group id, group name and whether away, of each turn of the household, oldest first."""
    sql = (
        "SELECT r.from_year, r.group_id, g.name, r.away FROM residence r"
        " JOIN residential_group g ON g.id = r.group_id WHERE r.household_id = ? ORDER BY r.from_year"
    )
    return [(a, b, c, bool(d)) for a, b, c, d in file.query(sql, (household_id,))]


def twins(
    file: CommuneFile, folded_name: str, group_id: int, personal_number: str | None
) -> list[tuple[int, str, str | None]]:
    """Id, name and birth of households on file with this number, or this name in this group."""
    sql = (
        "SELECT DISTINCT h.id, h.head_name, h.born FROM household_search s"
        " JOIN household h ON h.id = s.household_id"
        " LEFT JOIN standing t ON t.subject_id = h.id AND t.group_id = ?2"
        " WHERE h.deleted_at IS NULL"
        " AND ((instr(s.find, ?1 || '|') = 1 AND t.year IS NOT NULL)"
        " OR h.personal_number = ?3)"
    )
    return [(a, b, c) for a, b, c in file.query(sql, (folded_name, group_id, personal_number))]
