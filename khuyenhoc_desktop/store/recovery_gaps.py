"""Closing what a salvaged file lacks: rows that other rows name come from a backup, or stand in as unreadable."""

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw

from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE_LEARNING_COMMUNITY,
    COMMUNE_SUBJECT,
    HOUSEHOLD,
    LEARNING_FAMILY,
    PERSON,
    RESIDENTIAL_GROUP,
    TITLE_OF,
    UNIT,
)
from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.ids import mint
from khuyenhoc_desktop.store.schema import COUNTER_BITS, NAMED_BY, SAID_OF

LOST = "(không đọc được)"
LOST_GROUP = f"Thôn {LOST}"
LOST_HOUSEHOLD = f"Hộ {LOST}"
LOST_PERSON = f"Người {LOST}"
LOST_CLAN = f"Dòng họ {LOST}"
LOST_UNIT = f"Đơn vị {LOST}"

# Of these a file has few and needs all: what is missing comes from the backup whole.
_FRAME = (
    "setting",
    "assessment_year",
    "criteria_set",
    "criteria_choice",
    "group_choice",
    "criteria_confirmation",
    "deadline",
    "installation",
)
_COUNTER_MASK = (1 << COUNTER_BITS) - 1
_WITH_LISTS = (PERSON, UNIT, CLAN, HOUSEHOLD, RESIDENTIAL_GROUP)
_THERE = (
    " UNION ALL ".join(f"SELECT id FROM {table}" for table in _WITH_LISTS) + f" UNION ALL SELECT {COMMUNE_SUBJECT}"
)
# Of a subject that is nowhere its sheet still tells the kind; if that is lost too, most likely it was a household.
_LOST_SUBJECTS = (
    "SELECT id FROM (" + " UNION ".join(f"SELECT subject_id AS id FROM {table}" for table in SAID_OF) + ") s"
    f" WHERE id NOT IN ({_THERE}) AND (SELECT min(title) FROM assessment WHERE subject_id = s.id)"
)
_LOST_OF_TITLE = f"{_LOST_SUBJECTS} = ?"
_LOST_OF_NO_TITLE = f"{_LOST_SUBJECTS} IS NULL"
_FIRST_YEAR = "(SELECT coalesce(min(year), 2025) FROM assessment_year)"
_STAND_IN = {
    PERSON: f"INSERT INTO person (id, name, valid_from) SELECT ?1, '{LOST_PERSON}', {_FIRST_YEAR}",
    UNIT: f"INSERT INTO unit (id, name, kind, valid_from) SELECT ?1, '{LOST_UNIT}', 'other', {_FIRST_YEAR}",
    CLAN: f"INSERT INTO clan (id, name, valid_from) SELECT ?1, '{LOST_CLAN}', {_FIRST_YEAR}",
    HOUSEHOLD: f"INSERT INTO household (id, head_name) VALUES (?1, '{LOST_HOUSEHOLD}')",
    RESIDENTIAL_GROUP: (
        "INSERT INTO residential_group (id, name, kind, valid_from)"
        f" SELECT ?1, '{LOST_GROUP} '"
        f" || (SELECT count(*) + 1 FROM residential_group WHERE name LIKE '{LOST_GROUP}%'), 'khác', {_FIRST_YEAR}"
    ),
    "decision": (
        f"INSERT INTO decision (id, year, title, number) SELECT ?1, max(year), coalesce(max(title),"
        f" '{LEARNING_FAMILY}'), '{LOST}' FROM (SELECT year, title FROM assessment WHERE decision_id = ?1"
        " UNION ALL SELECT r.year, a.title FROM ruling r LEFT JOIN assessment a ON a.subject_id = r.subject_id"
        f" AND a.year = r.year WHERE r.decision_id = ?1 UNION ALL SELECT {_FIRST_YEAR}, NULL)"
    ),
}
_MENDED = (UNIT, CLAN, HOUSEHOLD, RESIDENTIAL_GROUP, "decision")
_DATED = ("assessment", "decision", "target", "ruling", "workflow_event", "deadline", "group_choice", "score")
_YEARS = "INSERT OR IGNORE INTO assessment_year (year) SELECT year FROM (" + (
    " UNION ".join(f"SELECT year FROM {table}" for table in _DATED) + ")"
)
_CHOICES = ("criteria_choice", "group_choice")
_HOMELESS = "SELECT id FROM household WHERE id NOT IN (SELECT household_id FROM residence)"
_SHEETLESS = "SELECT DISTINCT subject_id, year FROM score EXCEPT SELECT subject_id, year FROM assessment"
_MINTED = ("residential_group", "household", "decision", "unit", "clan", "person", "workflow_event")


def close_gaps(new: apsw.Connection, backup: Path | None) -> Counter[str]:
    """Put in what is named and missing; returns how many rows of each table."""
    filled: Counter[str] = Counter()
    with closing(_opened(backup)) as old:
        for table in _FRAME:
            filled[table] += _take_over(new, old, table)
        new.execute(_YEARS)
        _drop_measures(new)
        filled += _mend(new, old)
        filled["residence"] += _house(new, old)
        filled["assessment"] += _give_sheets(new)
        filled["ruling"] += give_rulings(new)
    for table in _CHOICES:
        new.execute(
            f"DELETE FROM {table} WHERE (set_id, version) NOT IN (SELECT set_id, version FROM criteria_set)"
        )
    return +filled


def give_rulings(new: apsw.Connection) -> int:
    """What decisions said, where only the results tell it: the ruling is lost, or older than rulings."""
    before = new.total_changes()
    new.execute(
        "INSERT OR IGNORE INTO ruling SELECT subject_id, year, decision_id, recognised, NULL FROM assessment"
        " WHERE recognised NOTNULL AND decision_id IN (SELECT id FROM decision)"
    )
    return new.total_changes() - before


def _drop_measures(new: apsw.Connection) -> None:
    """Leave only the measures that were kept: those computed from the facts lie in rows of the same shape."""
    locked = "SELECT year FROM assessment_year WHERE locked_at NOTNULL"
    new.execute(f"DELETE FROM frozen_measure WHERE year NOT IN ({locked})")


def raise_counters(new: apsw.Connection) -> None:
    """Let every installation's counter stand above the ids that are there, so that none is minted twice."""
    sql = " UNION ALL ".join(f"SELECT id FROM {table}" for table in _MINTED)
    highest: Any = new.execute(
        f"SELECT id >> {COUNTER_BITS}, max(id & {_COUNTER_MASK}) + 1 FROM ({sql}) GROUP BY 1"
    ).fetchall()
    new.executemany("INSERT OR IGNORE INTO installation VALUES (?, ?)", highest)
    new.executemany("UPDATE installation SET next_counter = max(next_counter, ?2) WHERE number = ?1", highest)


def _opened(backup: Path | None) -> apsw.Connection:
    """The backup, or an empty database where there is none."""
    if backup is None:
        return apsw.Connection(":memory:")
    return encryption.connect(backup)


def _rows(
    old: apsw.Connection, table: str, where: str = "", params: tuple[Any, ...] = ()
) -> tuple[list[str], list[Any]]:
    """The columns of a table, which are fewer in a backup of an earlier release, and rows of it."""
    if not old.table_exists("main", table):
        return [], []
    columns = [row[1] for row in old.execute(f"PRAGMA table_info({table})")]
    return columns, old.execute(f"SELECT * FROM {table} {where}", params).fetchall()


def _take_over(new: apsw.Connection, old: apsw.Connection, table: str) -> int:
    before = new.total_changes()
    _insert(new, table, *_rows(old, table))
    return new.total_changes() - before


def _mend(new: apsw.Connection, old: apsw.Connection) -> Counter[str]:
    """Put in the subjects of which sheets tell, then all rows that others name, then whoever is left."""
    filled: Counter[str] = Counter()
    for table in _WITH_LISTS:
        filled[table] += _put_in(new, old, _LOST_OF_TITLE, table, (TITLE_OF[table],))
    for table in _MENDED:
        filled[table] += _put_in(new, old, _named(table), table)
    for table in _WITH_LISTS:
        filled[table] += _put_in(new, old, _LOST_OF_NO_TITLE, table, stand_in=False)
    filled[HOUSEHOLD] += _put_in(new, old, _LOST_OF_NO_TITLE, HOUSEHOLD)
    return filled


def _put_in(
    new: apsw.Connection,
    old: apsw.Connection,
    missing_sql: str,
    table: str,
    params: tuple[Any, ...] = (),
    *,
    stand_in: bool = True,
) -> int:
    """Put in the missing rows from the backup, or (`stand_in`) as unreadable; returns how many."""
    before = new.total_changes()
    for (ident,) in new.execute(missing_sql, params).fetchall():
        columns, rows = _rows(old, table, "WHERE id = ?", (ident,))
        if rows:
            _insert(new, table, columns, rows)
        elif stand_in:
            new.execute(_STAND_IN[table], (ident,))
    return new.total_changes() - before


def _named(table: str) -> str:
    """The query for the ids of rows of a table that others name and that are not there."""
    return " UNION ".join(
        f"SELECT {column} FROM {by} WHERE {column} NOTNULL AND {column} NOT IN (SELECT id FROM {table})"
        for by, column in NAMED_BY[table]
    )


def _house(new: apsw.Connection, old: apsw.Connection) -> int:
    """A household without residence is seen nowhere: where it lived by the backup, or in a thôn of its own."""
    homeless = [row[0] for row in new.execute(_HOMELESS)]
    for ident in homeless:
        _insert(new, "residence", *_rows(old, "residence", "WHERE household_id = ?", (ident,)))
    _put_in(new, old, _named(RESIDENTIAL_GROUP), RESIDENTIAL_GROUP)
    left: Any = new.execute(_HOMELESS).fetchall()
    if left:
        stand_in = _minted(new)
        new.execute(_STAND_IN[RESIDENTIAL_GROUP], (stand_in,))
        sql = "INSERT INTO residence SELECT ?1, coalesce(min(year), 2025), ?2, 0 FROM assessment_year"
        new.executemany(sql, [(row[0], stand_in) for row in left])
    return len(homeless)


def _minted(new: apsw.Connection) -> int:
    """An id that no row has."""
    raise_counters(new)
    number: Any = new.execute("SELECT number FROM installation ORDER BY next_counter DESC LIMIT 1").fetchall()[0][
        0
    ]
    return mint(new, number, 1)[0]


def _give_sheets(new: apsw.Connection) -> int:
    """Scores whose sheet is lost get one again, not registered."""
    rows: Any = new.execute(_SHEETLESS).fetchall()
    whose = " ".join(f"WHEN ?1 IN (SELECT id FROM {kind}) THEN '{TITLE_OF[kind]}'" for kind in _WITH_LISTS)
    title = f"CASE {whose} ELSE '{COMMUNE_LEARNING_COMMUNITY}' END"
    new.executemany(f"INSERT INTO assessment (subject_id, year, title) SELECT ?1, ?2, {title}", rows)
    return len(rows)


def _insert(new: apsw.Connection, table: str, columns: list[str], rows: list[Any]) -> None:
    if rows:
        marks = ", ".join("?" * len(columns))
        new.executemany(f"INSERT OR IGNORE INTO {table} ({', '.join(columns)}) VALUES ({marks})", rows)
