"""How the check puts right what needs no decision: statements with their rows, all run inside one action.

They mend what no action of the program writes, so nothing else uses them.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.check_queries import column_names
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.schema import FACT_TABLES


class Fix(NamedTuple):
    """A statement and the parameters of each of its runs; `back_in` names the table that rows are put back in."""

    sql: str
    rows: Sequence[Sequence[Any]]
    back_in: str = ""


def births(table: str, rows: Sequence[tuple[str, int]]) -> Fix:
    """Write births (ISO or year, id) as they are kept."""
    return Fix(f"UPDATE {table} SET born = ? WHERE id = ?", rows)


def text(table: str, column: str, key: str, kept: str, ident: Any) -> Fix:
    """Write one text of a row."""
    return Fix(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [(kept, ident)])


def criteria_body(set_id: str, version: str, body: str) -> Fix:
    """Give a criteria set the text that it was loaded with."""
    return Fix("UPDATE criteria_set SET body = ? WHERE set_id = ? AND version = ?", [(body, set_id, version)])


def settings(rows: Sequence[tuple[str, Any]]) -> Fix:
    """Write (key, value) of settings."""
    return Fix("INSERT INTO setting VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", rows)


def as_numbers(cells: Sequence[tuple[int, int, int, str]]) -> Fix:
    """Keep the scores of these cells (subject, year, stage, indicator) as numbers."""
    return Fix(
        "UPDATE score SET value = CAST(value AS INTEGER)"
        " WHERE subject_id = ? AND year = ? AND stage = ? AND indicator = ?",
        cells,
    )


def index(name: str, made_by: str) -> list[Fix]:
    """Make an index again."""
    return [Fix(f'DROP INDEX IF EXISTS "{name}"', [()]), Fix(made_by, [()])]


def row_back(file: CommuneFile, table: str, row: Sequence[Any]) -> Fix:
    """Put a lost row back; an older entry of the journal may have fewer columns than the table has now."""
    names = ", ".join(column_names(file, table)[: len(row)])
    marks = ", ".join("?" * len(row))
    return Fix(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", [row], table)


def run(action: Action, fixes: Iterable[Fix]) -> None:
    """Run them inside an action, rows that are put back first, in the order of the tables.

    SQLite counts references that hang meanwhile.
    """
    action.execute("PRAGMA defer_foreign_keys = 1")
    for fix in sorted(fixes, key=_parents_first):
        action.executemany(fix.sql, fix.rows)


def _parents_first(fix: Fix) -> int:
    return FACT_TABLES.index(fix.back_in) if fix.back_in else len(FACT_TABLES)
