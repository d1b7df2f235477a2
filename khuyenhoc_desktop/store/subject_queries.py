"""Subjects of any kind by their one id: names, places and standings; ids first, then rows for the screen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    COMMUNE_SUBJECT,
    HOUSEHOLD,
    KIND_OF,
    PERSON,
    RESIDENTIAL_GROUP,
    TITLE_OF,
    UNIT,
)
from khuyenhoc_desktop.domain.text import fold, name_sort_key, text_sort_key
from khuyenhoc_desktop.store import finding
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.finding import Asked
from khuyenhoc_desktop.store.standings import COLUMNS, JOINED, InYear
from khuyenhoc_desktop.store.tables import HouseholdSearch, PersonSearch

SORTS = ("name", "group", "code", "total", "outcome")


@dataclass(frozen=True, slots=True)
class Query(Asked):
    """Which subjects of a title are there in a year, in which order.

    `counted` False asks for persons outside the figures (below the base age, of unknown age, or living
    elsewhere); `person_group` is a code of domain.subjects.PERSON_GROUPS, "" for persons of none.
    """

    title: str = field(kw_only=True)
    person_group: str | None = None
    counted: bool | None = None
    stage: int | None = None
    returned: bool | None = None


@dataclass(frozen=True, slots=True)
class SubjectRow(InYear):
    """One subject of any kind in a year; where it is not there the thôn is its own last one.

    `about` tells it from others of its name: the birth of a person or a household's head ("YYYY" or
    "YYYY-MM-DD"), else None. `household` is the head of a person's household.
    """

    kind: str
    name: str
    code: str | None
    about: str | None
    person_group: str | None
    household: str | None
    deleted_at: str | None
    group_id: int | None
    group: str | None

    @property
    def title(self) -> str:
        """The title that it strives for."""
        return TITLE_OF[self.kind]


# Of each kind: id, kind, name, code, about, person_group, household, deleted_at, its own thôn.
_NAMED = {
    PERSON: "x.id, 'person', x.name, x.code, x.born, x.person_group, h.head_name, x.deleted_at,"
    " coalesce((SELECT group_id FROM residence WHERE household_id = x.household_id ORDER BY from_year <= ?1 DESC,"
    " abs(from_year - ?1) LIMIT 1), x.group_id)"
    " FROM asked j CROSS JOIN person x ON x.id = j.id LEFT JOIN household h ON h.id = x.household_id",
    HOUSEHOLD: "x.id, 'household', x.head_name, x.code, x.born, NULL, NULL, x.deleted_at,"
    " (SELECT group_id FROM residence WHERE household_id = x.id ORDER BY from_year <= ?1 DESC,"
    " abs(from_year - ?1) LIMIT 1) FROM asked j CROSS JOIN household x ON x.id = j.id",
    CLAN: "x.id, 'clan', x.name, x.code, NULL, NULL, NULL, x.deleted_at, x.group_id"
    " FROM asked j CROSS JOIN clan x ON x.id = j.id",
    UNIT: "x.id, 'unit', x.name, x.code, NULL, NULL, NULL, x.deleted_at, x.group_id"
    " FROM asked j CROSS JOIN unit x ON x.id = j.id",
    RESIDENTIAL_GROUP: "x.id, 'residential_group', x.name, NULL, NULL, NULL, NULL, NULL, x.id"
    " FROM asked j CROSS JOIN residential_group x ON x.id = j.id",
    COMMUNE: "j.id, 'commune', coalesce((SELECT value FROM setting WHERE key = 'commune.name'), ''),"
    " (SELECT value FROM setting WHERE key = 'commune.code'), NULL, NULL, NULL, NULL, NULL"
    f" FROM asked j WHERE j.id = {COMMUNE_SUBJECT}",
}

_ROWS = f"""
WITH asked(id) AS (SELECT value FROM json_each(?2)),
named(id, kind, name, code, about, person_group, household, deleted_at, own) AS (
    {" UNION ALL ".join(f"SELECT {columns}" for columns in _NAMED.values())}
)
SELECT {COLUMNS}, x.kind, x.name, x.code, x.about, x.person_group, x.household, x.deleted_at, g.id, g.name
FROM named x {JOINED}
LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, x.own)
"""

# What is searched and sorted: the big tables have search keys stored, the names of the small ones are read whole.
_SEARCHED = {
    PERSON: "person_search s CROSS JOIN standing t ON t.year = ? AND t.subject_id = s.person_id",
    HOUSEHOLD: "household_search s CROSS JOIN standing t ON t.year = ? AND t.subject_id = s.household_id",
}
_SEARCH_TABLES = {PERSON: PersonSearch, HOUSEHOLD: HouseholdSearch}
_SMALL = {
    CLAN: "SELECT x.id, x.name, x.code, x.head_name",
    UNIT: "SELECT x.id, x.name, x.code, x.head_name",
    RESIDENTIAL_GROUP: "SELECT x.id, x.name, NULL, NULL",
    COMMUNE: "SELECT x.id, '', NULL, NULL",
}


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[SubjectRow]:
    """The rows of these subjects, in the order of `ids`; ids that are gone are left out."""
    return finding.rows_of(file, SubjectRow, _ROWS, year, ids)


def find_ids(file: CommuneFile, query: Query, group_rank: dict[int, int]) -> list[int]:
    """The ids of the subjects sought, in order. `group_rank` orders the thôn (sort "group")."""
    kind = KIND_OF[query.title]
    if kind in _SEARCHED and finding.is_plain(query):
        return finding.present_ids(file, _SEARCH_TABLES[kind], query, query.title)
    found = _in_big(file, kind, query) if kind in _SEARCHED else _in_small(file, kind, query, group_rank)
    if query.sort == "group":
        return finding.in_group_order(found, group_rank, query.descending)
    return [row[0] for row in found]


def _in_big(file: CommuneFile, kind: str, query: Query) -> list[tuple[Any, ...]]:
    """Id and thôn, by name or by the column asked for."""
    conditions, params = _conditions(query)
    source = _SEARCHED[kind]
    if kind == PERSON and (query.person_group is not None or query.sort == "code"):
        source += " CROSS JOIN person x ON x.id = s.person_id"
    if kind == HOUSEHOLD and query.sort == "code":
        source += " CROSS JOIN household x ON x.id = s.household_id"
    if query.group_id is not None:
        # From the few of one thôn to their names, not through all names.
        source = source.replace(" CROSS JOIN standing", " JOIN standing")
    words = fold(query.text).split()
    conditions += ["instr(s.find, ?) > 0"] * len(words)
    sql = (
        f"SELECT t.subject_id, t.group_id FROM {source} WHERE {' AND '.join(conditions)}"
        f" ORDER BY {_order(query, 's.sort_key')}"
    )
    return file.query(sql, (query.year, *params, *words))


def _in_small(file: CommuneFile, kind: str, query: Query, group_rank: dict[int, int]) -> list[tuple[Any, ...]]:
    """Id and thôn of the few subjects of a small kind, in the order asked for."""
    conditions, params = _conditions(query)
    table = f"(SELECT {COMMUNE_SUBJECT} AS id)" if kind == COMMUNE else kind
    sql = (
        f"{_SMALL[kind]}, t.group_id FROM standing t CROSS JOIN {table} x ON x.id = t.subject_id"
        f" WHERE t.year = ? AND {' AND '.join(conditions)}"
    )
    found = [
        (*row, fold(" ".join(str(part) for part in row[1:4] if part)))
        for row in file.query(sql, (query.year, *params))
    ]
    words = fold(query.text).split()
    matching = [row for row in found if all(word in row[-1] for word in words)]
    by_name = text_sort_key if kind != CLAN else name_sort_key
    matching.sort(key=lambda row: by_name(row[1]))
    if query.sort in ("total", "outcome", "code"):
        return _sorted_by_column(file, query, [(row[0], row[4]) for row in matching])
    if kind == RESIDENTIAL_GROUP:
        matching.sort(key=lambda row: group_rank.get(row[0], len(group_rank)))
    if query.descending and query.sort == "name":
        matching.reverse()
    return [(row[0], row[4]) for row in matching]


def _sorted_by_column(file: CommuneFile, query: Query, found: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    by_id = {row.id: row for row in rows(file, query.year, [i for i, _ in found])}
    values = {i: getattr(by_id[i], query.sort) for i, _ in found}
    filled = [each for each in found if values[each[0]] is not None]
    filled.sort(key=lambda each: values[each[0]], reverse=query.descending)
    return filled + [each for each in found if values[each[0]] is None]


def _conditions(query: Query) -> tuple[list[str], list[Any]]:
    """What the standing must be, and its parameters."""
    conditions = ["t.title = ?"]
    wanted: list[Any] = [query.title]
    for column, value in (
        ("t.group_id", query.group_id),
        ("t.counted", query.counted),
        ("t.registered", query.registered),
        ("t.proposed", query.proposed),
        ("coalesce(t.recognised, 0)", query.recognised),
        ("t.outcome", query.outcome),
        ("t.stage", query.stage),
        ("t.returned", query.returned),
    ):
        if value is not None:
            conditions.append(f"{column} = ?")
            wanted.append(int(value) if isinstance(value, bool) else value)
    if query.person_group is not None and query.title == TITLE_OF[PERSON]:
        conditions.append("coalesce(x.person_group, '') = ?")
        wanted.append(query.person_group)
    return conditions, wanted


def _order(query: Query, name: str) -> str:
    column = {"code": "x.code", "total": "t.total", "outcome": "t.outcome"}.get(query.sort)
    way = "DESC" if query.descending else "ASC"
    if column is None:
        return f"{name} {way}" if query.sort == "name" else name
    return f"{column} {way} NULLS LAST, {name}"
