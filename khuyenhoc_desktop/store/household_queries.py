"""Reading households: ids first by filter and order, then rows for the ids on screen."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import peewee

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.store import finding
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Select, decided
from khuyenhoc_desktop.store.tables import Household, HouseholdSearch, Standing

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
    if query == Query(query.year, query.text, descending=query.descending):
        return finding.present_ids(file, HouseholdSearch, HouseholdSearch.household_id, query, LEARNING_FAMILY)
    select = finding.worded(_filtered(query), HouseholdSearch.find, query.text)
    column = _ORDER_COLUMNS.get(query.sort)
    rows = file.select(finding.ordered(select, column, HouseholdSearch.sort_key, query.sort, query.descending))
    if query.sort == "group":
        return finding.in_group_order(rows, group_rank, query.descending)
    return [row[0] for row in rows]


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[HouseholdRow]:
    """The rows of these households, in the order of `ids`; ids that are gone are left out."""
    return finding.rows_of(file, f"{_ROWS} WHERE h.id IN (SELECT value FROM json_each(?2))", year, ids, _row)


def _filtered(query: Query) -> Select:
    if query.state == "present":
        return _narrowed(_only_searched(query), query)
    select = Household.select(Household.id, Standing.group_id).join(
        HouseholdSearch, on=(HouseholdSearch.household_id == Household.id)
    )
    on = (Standing.year == query.year) & (Standing.subject_id == Household.id)
    select = select.join_from(Household, Standing, peewee.JOIN.LEFT_OUTER, on=on)
    return _narrowed(_of_state(select, query.state), query)


def _only_searched(query: Query) -> Select:
    """The common case looks a household up only when a column of its own orders it."""
    select = finding.present(HouseholdSearch, HouseholdSearch.household_id, query, LEARNING_FAMILY)
    if query.sort in ("code", "born", "members", "children"):
        select = select.join_from(HouseholdSearch, Household, on=(Household.id == HouseholdSearch.household_id))
    return select


def _of_state(select: Select, state: str) -> Select:
    if state == "deleted":
        return select.where(Household.deleted_at.is_null(False))
    if state == "away":
        return select.where(Household.deleted_at.is_null(), Standing.year.is_null())
    return select.where(Household.deleted_at.is_null())


def _narrowed(select: Select, query: Query) -> Select:
    if query.group_id is not None:
        select = select.where(_in_group(query))
    return finding.by_standing(select, query)


def _in_group(query: Query) -> Any:
    """In this group in the year; one that is away or deleted counts where it lived last, as rows() shows it."""
    there = Standing.group_id == query.group_id
    if query.state == "present":
        return there
    return there | (Standing.year.is_null() & Household.id.in_(peewee.SQL(_LIVED_LAST, (query.group_id,))))


def _row(row: tuple[Any, ...]) -> HouseholdRow:
    fields = list(row)
    for flag in (12, 13, 18):
        fields[flag] = bool(fields[flag])
    for place in (19, 22):
        fields[place] = decided(fields[place])
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


def ended_before(file: CommuneFile, group_id: int, year: int) -> tuple[str, int] | None:
    """Name and last year of a group that has ended before a year; None when it has not."""
    sql = "SELECT name, valid_to FROM residential_group WHERE id = ? AND valid_to < ?"
    row = file.row(sql, (group_id, year))
    return (row[0], row[1]) if row else None


def not_here_yet(file: CommuneFile, ids: Sequence[int], year: int) -> list[int]:
    """Those of these households that have lived nowhere in the commune up to a year."""
    sql = (
        "SELECT value FROM json_each(?) WHERE NOT EXISTS"
        " (SELECT 1 FROM residence WHERE household_id = value AND from_year <= ?)"
    )
    return [row[0] for row in file.query(sql, (json.dumps(list(ids)), year))]
