"""What finding households and persons shares: words, filters by the year's standing, and the order."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

import peewee
from peewee import fn

from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.tables import Standing

# peewee types a select by its first model; joins and filters here do not care which that is.
Select = Any
R = TypeVar("R")

_PRESENT = "SELECT count(*) FROM standing WHERE year = ? AND title = ?"
_ABSENT = "SELECT {key} FROM {search} EXCEPT SELECT subject_id FROM standing WHERE year = ?"
_ABSENT_OF = """
SELECT value FROM json_each(?2)
WHERE NOT EXISTS (SELECT 1 FROM standing t WHERE t.year = ?1 AND t.subject_id = value)
"""
_FEW = 20_000  # subjects whose standings are looked up faster one by one than all together


class Asked(Protocol):
    """What both queries ask alike (Query of household_queries and person_queries)."""

    @property
    def year(self) -> int:
        """The year of the standings."""

    @property
    def text(self) -> str:
        """Words in any order, with or without marks."""

    @property
    def descending(self) -> bool:
        """Whether the last comes first."""

    @property
    def group_id(self) -> int | None:
        """The thôn; None = any."""

    @property
    def registered(self) -> bool | None:
        """Registered or not; None = any."""

    @property
    def proposed(self) -> bool | None:
        """Proposed or not; None = any."""

    @property
    def recognised(self) -> bool | None:
        """Recognised or not (not decided counts as not); None = any."""

    @property
    def outcome(self) -> str | None:
        """empty, incomplete, reached, not_reached; None = any."""


def present(search: Any, key: Any, asked: Asked, title: str) -> Select:
    """Those who are there in the year: the search index alone, joined with their standings."""
    on = (Standing.year == asked.year) & (Standing.subject_id == key)
    select = search.select(key, Standing.group_id)
    if asked.group_id is not None:
        return select.join(Standing, on=on & (Standing.title == title))
    # CROSS JOIN holds SQLite to walking the search index in its order; of its own it would sort all standings.
    return select.join(Standing, peewee.JOIN.CROSS).where(on)


def present_ids(file: CommuneFile, search: Any, key: Any, asked: Asked, title: str) -> list[int]:
    """Who is there in the year, in the order of names, with the words asked for: what every key typed asks.

    No standing is looked up for each of 150,000, which would take longer than all else: few are absent.
    """
    select = worded(search.select(key), search.find, asked.text)
    found = [row[0] for row in file.select(ordered(select, None, search.sort_key, "name", asked.descending))]
    table = search._meta.table_name
    if len(found) <= _FEW:
        absent = file.query(_ABSENT_OF, (asked.year, json.dumps(found)))
    elif file.value(f"SELECT count(*) FROM {table}") == file.value(_PRESENT, (asked.year, title)):
        return found
    else:
        absent = file.query(_ABSENT.format(search=table, key=key.column_name), (asked.year,))
    gone = {row[0] for row in absent}
    return [i for i in found if i not in gone] if gone else found


def worded(select: Select, find: Any, text: str) -> Select:
    """With all words of a text, in any order, with or without marks."""
    for word in fold(text).split():
        select = select.where(fn.instr(find, word) > 0)
    return select


def by_standing(select: Select, asked: Asked) -> Select:
    """By registration, proposal, recognition and result in the year."""
    if asked.registered is not None:
        select = select.where(Standing.registered == int(asked.registered))
    if asked.proposed is not None:
        select = select.where(Standing.proposed == int(asked.proposed))
    if asked.recognised is not None:
        select = select.where(fn.coalesce(Standing.recognised, 0) == int(asked.recognised))
    if asked.outcome is not None:
        select = select.where(Standing.outcome == asked.outcome)
    return select


def ordered(select: Select, column: Any, name: Any, sort: str, descending: bool) -> Select:
    """By a column (what has no value last), then by name; `column` None: by name alone."""
    if column is None:
        return select.order_by(name.desc() if descending and sort == "name" else name)
    first = column.desc(nulls="LAST") if descending else column.asc(nulls="LAST")
    return select.order_by(first, name)


def in_group_order(rows: list[Any], group_rank: dict[int, int], descending: bool) -> list[int]:
    """The ids of (id, group id) rows by the rank of their groups; unknown groups last."""
    last = len(group_rank)
    rows.sort(key=lambda row: group_rank.get(row[1], last), reverse=descending)
    return [row[0] for row in rows]


def rows_of(
    file: CommuneFile, sql: str, year: int, ids: Sequence[int], make: Callable[[tuple[Any, ...]], R]
) -> list[R]:
    """The rows of these ids in their order; `sql` takes the year as ?1 and the ids as JSON in ?2."""
    # One JSON text instead of parameters, of which SQLite takes only 32,766.
    by_id = {row[0]: make(row) for row in file.query(sql, (year, json.dumps(list(ids))))}
    return [by_id[i] for i in ids if i in by_id]


def decided(flag: int | None) -> bool | None:
    """A stored decision: True, False, or None where nothing was decided."""
    return None if flag is None else bool(flag)
