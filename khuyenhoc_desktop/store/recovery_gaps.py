"""Closing what a salvaged file lacks: rows that other rows name come from a backup, or stand in as unreadable."""

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import apsw

from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.ids import mint
from khuyenhoc_desktop.store.schema import COUNTER_BITS

LOST = "(không đọc được)"
LOST_GROUP = f"Thôn {LOST}"
LOST_HOUSEHOLD = f"Hộ {LOST}"

# Of these a file has few and needs all: what is missing comes from the backup whole.
_FRAME = ("setting", "assessment_year", "criteria_set", "criteria_choice", "installation")
_COUNTER_MASK = (1 << COUNTER_BITS) - 1
_SUBJECTS = (
    "SELECT household_id AS id FROM residence UNION SELECT subject_id FROM assessment"
    " UNION SELECT subject_id FROM score"
)
# Table, the ids that are named and not there, and the row that stands in.
_NAMED = {
    "household": (
        f"SELECT id FROM ({_SUBJECTS}) WHERE id NOT IN (SELECT id FROM household)",
        f"INSERT INTO household (id, head_name) VALUES (?1, '{LOST_HOUSEHOLD}')",
    ),
    "residential_group": (
        "SELECT group_id FROM residence WHERE group_id NOT IN (SELECT id FROM residential_group)"
        " UNION SELECT merged_into FROM residential_group"
        " WHERE merged_into NOTNULL AND merged_into NOT IN (SELECT id FROM residential_group)",
        "INSERT INTO residential_group (id, name, kind, valid_from)"
        f" SELECT ?1, '{LOST_GROUP} '"
        f" || (SELECT count(*) + 1 FROM residential_group WHERE name LIKE '{LOST_GROUP}%'),"
        " 'khác', coalesce(min(year), 2025) FROM assessment_year",
    ),
    "decision": (
        "SELECT DISTINCT decision_id FROM assessment"
        " WHERE decision_id NOTNULL AND decision_id NOT IN (SELECT id FROM decision)",
        f"INSERT INTO decision (id, year, title, number) SELECT ?1, max(year), max(title), '{LOST}'"
        " FROM assessment WHERE decision_id = ?1",
    ),
}
_YEARS = (
    "INSERT OR IGNORE INTO assessment_year SELECT DISTINCT year, NULL FROM"
    " (SELECT year FROM assessment UNION SELECT year FROM decision UNION SELECT year FROM target)"
)
_HOMELESS = "SELECT id FROM household WHERE id NOT IN (SELECT household_id FROM residence)"
_SHEETLESS = "SELECT DISTINCT subject_id, year FROM score EXCEPT SELECT subject_id, year FROM assessment"
_MINTED = ("residential_group", "household", "decision")


def close_gaps(new: apsw.Connection, backup: Path | None) -> Counter[str]:
    """Put in what is named and missing; returns how many rows of each table."""
    filled: Counter[str] = Counter()
    with closing(_opened(backup)) as old:
        for table in _FRAME:
            filled[table] += _take_over(new, old, table)
        new.execute(_YEARS)
        for table in _NAMED:
            filled[table] += _put_in(new, old, table)
        filled["residence"] += _house(new, old)
        filled["assessment"] += _give_sheets(new)
    new.execute(
        "DELETE FROM criteria_choice WHERE (set_id, version) NOT IN (SELECT set_id, version FROM criteria_set)"
    )
    return +filled


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


def _rows(old: apsw.Connection, table: str, where: str = "", params: tuple[Any, ...] = ()) -> list[Any]:
    if not old.table_exists("main", table):
        return []
    return old.execute(f"SELECT * FROM {table} {where}", params).fetchall()


def _take_over(new: apsw.Connection, old: apsw.Connection, table: str) -> int:
    before = new.total_changes()
    _insert(new, table, _rows(old, table))
    return new.total_changes() - before


def _put_in(new: apsw.Connection, old: apsw.Connection, table: str) -> int:
    missing_sql, stand_in = _NAMED[table]
    missing = [row[0] for row in new.execute(missing_sql)]
    for ident in missing:
        found = _rows(old, table, "WHERE id = ?", (ident,))
        if found:
            _insert(new, table, found)
        else:
            new.execute(stand_in, (ident,))
    return len(missing)


def _house(new: apsw.Connection, old: apsw.Connection) -> int:
    """A household without residence is seen nowhere: where it lived by the backup, or in a thôn of its own."""
    homeless = [row[0] for row in new.execute(_HOMELESS)]
    for ident in homeless:
        _insert(new, "residence", _rows(old, "residence", "WHERE household_id = ?", (ident,)))
    _put_in(new, old, "residential_group")
    left: Any = new.execute(_HOMELESS).fetchall()
    if left:
        stand_in = _minted(new)
        new.execute(_NAMED["residential_group"][1], (stand_in,))
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
    """Scores whose sheet is lost get one again: of the family, not registered."""
    rows: Any = new.execute(_SHEETLESS).fetchall()
    new.executemany("INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, 'learning_family')", rows)
    return len(rows)


def _insert(new: apsw.Connection, table: str, rows: list[Any]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        new.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
