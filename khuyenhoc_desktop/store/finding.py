"""What finding subjects of all kinds shares: words, filters by the year's standing, the order, reading rows."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import peewee
from peewee import fn

from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.store.commune_file import CommuneFile, Row
from khuyenhoc_desktop.store.standings import InYear, made
from khuyenhoc_desktop.store.tables import Standing

# peewee types a select by its first model; joins and filters here do not care which that is.
Select = Any
R = TypeVar("R", bound=InYear)

_PRESENT = "SELECT count(*) FROM standing WHERE year = ? AND title = ?"
_ABSENT = "SELECT {key} FROM {search} EXCEPT SELECT subject_id FROM standing WHERE year = ?"
_ABSENT_OF = """
SELECT value FROM json_each(?2)
WHERE NOT EXISTS (SELECT 1 FROM standing t WHERE t.year = ?1 AND t.subject_id = value)
"""
_FEW = 20_000  # subjects whose standings are looked up faster one by one than all together
_PLAIN = {"year", "title", "text", "descending"}


@dataclass(frozen=True, slots=True)
class Asked:
    """What every list asks: whose standing in the year is so, in which order. None is any.

    `text` is words in any order, with or without marks. `recognised` False includes what is not decided;
    `outcome` is one of empty, incomplete, reached, not_reached.
    """

    year: int
    text: str = ""
    group_id: int | None = None
    sort: str = "name"
    descending: bool = False
    registered: bool | None = None
    proposed: bool | None = None
    recognised: bool | None = None
    outcome: str | None = None


def is_plain(asked: Asked) -> bool:
    """Whether only words are asked for, in the order of names: what is asked with every key typed."""
    return all(getattr(asked, one.name) == one.default for one in fields(asked) if one.name not in _PLAIN)


def present(search: Any, asked: Asked, title: str) -> Select:
    """Those who are there in the year: the search index alone, joined with their standings."""
    key = search._meta.primary_key
    on = (Standing.year == asked.year) & (Standing.subject_id == key)
    select = search.select(key, Standing.group_id)
    if asked.group_id is not None:
        return select.join(Standing, on=on & (Standing.title == title))
    # CROSS JOIN holds SQLite to walking the search index in its order; of its own it would sort all standings.
    return select.join(Standing, peewee.JOIN.CROSS).where(on)


def all_kept(subject: Any, search: Any, asked: Asked, *, only_present: bool = False) -> Select:
    """Those on file, through their own table, with the standing of the year where there is one."""
    on = (Standing.year == asked.year) & (Standing.subject_id == subject.id)
    how = peewee.JOIN.INNER if only_present else peewee.JOIN.LEFT_OUTER
    select = subject.select(subject.id, Standing.group_id).join(
        search, on=(search._meta.primary_key == subject.id)
    )
    return select.join_from(subject, Standing, how, on=on)


def of_state(select: Select, subject: Any, state: str) -> Select:
    """Of all_kept: those in the wastebasket ("deleted"), all others ("all"), or of these who is not there."""
    if state == "deleted":
        return select.where(subject.deleted_at.is_null(False))
    select = select.where(subject.deleted_at.is_null())
    return select if state == "all" else select.where(Standing.year.is_null())


def present_ids(file: CommuneFile, search: Any, asked: Asked, title: str) -> list[int]:
    """Who is there in the year, in the order of names, with the words asked for: what every key typed asks.

    No standing is looked up for each of 150,000, which would take longer than all else: few are absent.
    """
    key, table = search._meta.primary_key, search._meta.table_name
    select = _ordered(_worded(search.select(key), search, asked), search, None, asked)
    found = [row[0] for row in file.select(select)]
    if len(found) <= _FEW:
        absent = file.query(_ABSENT_OF, (asked.year, json.dumps(found)))
    elif file.value(f"SELECT count(*) FROM {table}") == file.value(_PRESENT, (asked.year, title)):
        return found
    else:
        absent = file.query(_ABSENT.format(search=table, key=key.column_name), (asked.year,))
    gone = {row[0] for row in absent}
    return [i for i in found if i not in gone] if gone else found


def found_ids(
    file: CommuneFile, select: Select, search: Any, column: Any, asked: Asked, group_rank: dict[int, int]
) -> list[int]:
    """The ids of a select of (id, group id) with the words asked for, in the order asked for.

    `column` is what is sorted by, None = the names or, for the sort "group", the groups as `group_rank` has them.
    """
    found = file.select(_ordered(_worded(by_standing(select, asked), search, asked), search, column, asked))
    if asked.sort == "group":
        return in_group_order(found, group_rank, asked.descending)
    return [row[0] for row in found]


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


def _worded(select: Select, search: Any, asked: Asked) -> Select:
    for word in fold(asked.text).split():
        select = select.where(fn.instr(search.find, word) > 0)
    return select


def _ordered(select: Select, search: Any, column: Any, asked: Asked) -> Select:
    """By a column (what has no value last), then by name; `column` None: by name alone."""
    name = search.sort_key
    if column is None:
        return select.order_by(name.desc() if asked.descending and asked.sort == "name" else name)
    first = column.desc(nulls="LAST") if asked.descending else column.asc(nulls="LAST")
    return select.order_by(first, name)


def in_group_order(rows: Iterable[Row], group_rank: dict[int, int], descending: bool) -> list[int]:
    """The ids of (id, group id) rows by the rank of their groups; unknown groups last, whichever way."""
    by_group: defaultdict[int | None, list[int]] = defaultdict(list)
    for row in rows:
        by_group[row[1]].append(row[0])
    known = sorted(group_rank.keys() & by_group.keys(), key=group_rank.__getitem__, reverse=descending)
    unknown = [group for group in by_group if group not in group_rank]
    return [ident for group in (*known, *unknown) for ident in by_group[group]]


def rows_of(file: CommuneFile, kind: type[R], sql: str, year: int, ids: Sequence[int]) -> list[R]:
    """The rows of these ids in their order; ids that are gone are left out.

    `sql` begins with the columns of InYear and takes the year as ?1 and the ids as JSON in ?2.
    """
    # One JSON text instead of parameters, of which SQLite takes only 32,766.
    by_id = {row[0]: made(kind, row) for row in file.query(sql, (year, json.dumps(list(ids))))}
    return [by_id[i] for i in ids if i in by_id]
