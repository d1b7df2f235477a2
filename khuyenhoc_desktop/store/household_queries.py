"""Households: ids first by filter and order, then rows for the ids on screen."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import peewee

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.store import finding
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Asked, Select
from khuyenhoc_desktop.store.record_queries import columns_of
from khuyenhoc_desktop.store.standings import COLUMNS, JOINED, InYear
from khuyenhoc_desktop.store.tables import Household, HouseholdSearch, Standing

_ORDER_COLUMNS = {
    "code": Household.code,
    "born": Household.born,
    "members": Household.member_count,
    "children": Household.school_age_count,
    "total": Standing.total,
    "outcome": Standing.outcome,
}
_OWN_ORDERS = frozenset({"code", "born", "members", "children"})


@dataclass(frozen=True, slots=True)
class Query(Asked):
    """Which households, in which order. `state` is present, away, deleted or all (not deleted)."""

    state: str = "present"


@dataclass(frozen=True, slots=True)
class HouseholdRow(InYear):
    """One household in a year, as lists show it; where it is not there the group is its last one."""

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


_LIVED_LAST = (
    "(SELECT r.household_id FROM residence r WHERE r.group_id = ? AND r.from_year = ("
    " SELECT max(from_year) FROM residence WHERE household_id = r.household_id AND group_id IS NOT NULL))"
)

_ROWS = f"""
SELECT {COLUMNS}, x.code, x.head_name, x.born, x.member_count, x.school_age_count, x.address, x.personal_number,
       x.note, x.deleted_at, g.id, g.name
FROM household x {JOINED}
LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, (
    SELECT group_id FROM residence WHERE household_id = x.id
    ORDER BY from_year <= ?1 DESC, abs(from_year - ?1) LIMIT 1))
WHERE x.id IN (SELECT value FROM json_each(?2))
"""


def find_ids(file: CommuneFile, query: Query, group_rank: dict[int, int]) -> list[int]:
    """The ids of the households sought, in order. `group_rank` orders the groups (sort "group")."""
    if finding.is_plain(query):
        return finding.present_ids(file, HouseholdSearch, query, LEARNING_FAMILY)
    select = _of_state(query)
    if query.group_id is not None:
        select = select.where(_in_group(query))
    return finding.found_ids(file, select, HouseholdSearch, _ORDER_COLUMNS.get(query.sort), query, group_rank)


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[HouseholdRow]:
    """The rows of these households, in the order of `ids`; ids that are gone are left out."""
    return finding.rows_of(file, HouseholdRow, _ROWS, year, ids)


def _of_state(query: Query) -> Select:
    if query.state != "present":
        every = finding.all_kept(Household, HouseholdSearch, query)
        return finding.of_state(every, Household, query.state)
    select = finding.present(HouseholdSearch, query, LEARNING_FAMILY)
    if query.sort in _OWN_ORDERS:  # the common case looks no household up
        select = select.join_from(HouseholdSearch, Household, on=(Household.id == HouseholdSearch.household_id))
    return select


def _in_group(query: Query) -> Any:
    """In this group in the year; one that is away or deleted counts where it lived last, as rows() shows it."""
    there = Standing.group_id == query.group_id
    if query.state == "present":
        return there
    return there | (Standing.year.is_null() & Household.id.in_(peewee.SQL(_LIVED_LAST, (query.group_id,))))


def residences(file: CommuneFile, household_id: int) -> list[tuple[int, int, str, bool]]:
    """From year, group id, group name and whether away, of each turn of the household, oldest first."""
    sql = (
        "SELECT r.from_year, r.group_id, g.name, r.away FROM residence r"
        " JOIN residential_group g ON g.id = r.group_id WHERE r.household_id = ? ORDER BY r.from_year"
    )
    return [(a, b, c, bool(d)) for a, b, c, d in file.query(sql, (household_id,))]


def homes(
    file: CommuneFile, year: int, *, deleted: bool
) -> Iterator[tuple[int, HouseholdFields, int | None, bool]]:
    """Id, fields, thôn and whether away from it, of all households, or of those in the wastebasket.

    Who lives in the year comes before who is away.
    """
    columns = ", ".join(f"h.{column}" for column in columns_of(HouseholdFields))
    sql = (
        f"SELECT h.id, r.group_id, r.away, {columns} FROM household h"
        " LEFT JOIN residence r ON r.household_id = h.id AND r.from_year = ("
        " SELECT max(from_year) FROM residence WHERE household_id = h.id AND from_year <= ?)"
        f" WHERE h.deleted_at IS {'NOT' if deleted else ''} NULL ORDER BY r.away, h.id"
    )
    for household, group_id, away, *kept in file.each(sql, (year,)):
        yield household, HouseholdFields(*kept), group_id, bool(away)


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


def not_here_yet(file: CommuneFile, ids: Sequence[int], year: int) -> list[int]:
    """Those of these households that have lived nowhere in the commune up to a year."""
    sql = (
        "SELECT value FROM json_each(?) WHERE NOT EXISTS"
        " (SELECT 1 FROM residence WHERE household_id = value AND from_year <= ?)"
    )
    return [row[0] for row in file.query(sql, (json.dumps(list(ids)), year))]
