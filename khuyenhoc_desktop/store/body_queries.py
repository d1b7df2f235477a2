"""Reading clans and units, of which there are some hundreds: whole rows with where they stand in a year."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A clan or unit in a year. `total` in hundredths of a point; None = nothing scored.

    `group_id` is the thôn written down, `place_id` and `group` the one that stands for it in the year (after a
    merge another one). `present` is False where it is ended, not yet there, or in the wastebasket.
    """

    id: int
    code: str | None
    name: str
    head_name: str | None
    address: str | None
    group_id: int | None
    note: str | None
    valid_from: int
    valid_to: int | None
    deleted_at: str | None
    place_id: int | None
    group: str | None
    present: bool
    registered: bool
    entered: int
    missing: int
    total: int | None
    outcome: str
    level: int | None
    proposed: bool
    recognised: bool | None
    last_total: int | None
    last_recognised: bool | None


COLUMNS = (
    "x.id, x.code, x.name, x.head_name, x.address, x.group_id, x.note, x.valid_from, x.valid_to, x.deleted_at,"
    " g.id, g.name, t.year IS NOT NULL, coalesce(t.registered, 0), coalesce(t.entered, 0),"
    " coalesce(t.missing, 0), t.total, coalesce(t.outcome, 'empty'), t.level, coalesce(t.proposed, 0),"
    " t.recognised, l.total, l.recognised"
)
_FLAGS = (12, 13, 19)
_DECIDED = (20, 22)
_STANDINGS = (
    " LEFT JOIN standing t ON t.year = ?1 AND t.subject_id = x.id"
    " LEFT JOIN standing l ON l.year = ?1 - 1 AND l.subject_id = x.id"
    " LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, x.group_id)"
)


def read(
    file: CommuneFile, table: str, more: str, year: int, ids: Sequence[int] | None = None
) -> list[tuple[Any, ...]]:
    """The values of BodyRow and `more` columns of these rows of a table (None: of all); in no order."""
    sql = f"SELECT {COLUMNS}, {more} FROM {table} x{_STANDINGS}"
    if ids is None:
        return [_told(row) for row in file.query(sql, (year,))]
    wanted = (year, json.dumps(list(ids)))
    return [_told(row) for row in file.query(f"{sql} WHERE x.id IN (SELECT value FROM json_each(?2))", wanted)]


def _told(row: tuple[Any, ...]) -> tuple[Any, ...]:
    fields = list(row)
    for flag in _FLAGS:
        fields[flag] = bool(fields[flag])
    for decided in _DECIDED:
        fields[decided] = None if fields[decided] is None else bool(fields[decided])
    return tuple(fields)


def standings(file: CommuneFile, year: int, group_id: int | None) -> dict[str, tuple[int, int, int, int, int]]:
    """By title: how many count in a thôn (None: in the commune), are registered, reached, proposed, recognised."""
    sql = (
        "SELECT title, count(*), sum(registered), sum(outcome = 'reached'), sum(proposed),"
        " sum(coalesce(recognised, 0)) FROM standing WHERE year = ?1 AND counted"
        " AND (?2 IS NULL OR group_id = ?2) GROUP BY title"
    )
    return {title: (a, b, c, d, e) for title, a, b, c, d, e in file.query(sql, (year, group_id))}
