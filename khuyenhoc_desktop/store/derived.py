"""The derived tables: search keys and standings, computed from the facts for some households or for all.

One function computes them, whether one sheet was saved or the whole file is checked, so that what is stored
can always be compared with what is recomputed.
"""

from collections.abc import Collection, Iterator
from typing import Any

import apsw

from khuyenhoc_desktop.domain.text import fold, name_sort_key
from khuyenhoc_desktop.store.schema import SELF_SCORE_STAGE
from khuyenhoc_desktop.store.scorers import Scorers

_SEARCH_SOURCE = "SELECT h.id, h.head_name, h.code, h.address, h.personal_number FROM household h"

# Answers of one sheet in one text: scoring then works sheet by sheet instead of cell by cell.
_SHEETS = f"""
SELECT x.subject_id, x.year, coalesce(a.set_id, c.set_id), coalesce(a.set_version, c.version), x.sheet
FROM (
    SELECT s.subject_id, s.year, group_concat(s.indicator || char(31) || quote(s.value), char(30)) AS sheet
    FROM {{source}} s WHERE s.stage = {SELF_SCORE_STAGE} GROUP BY s.subject_id, s.year
) x
JOIN assessment a ON a.subject_id = x.subject_id AND a.year = x.year
LEFT JOIN criteria_choice c ON c.title = a.title AND c.year = x.year
"""

# CROSS JOIN keeps SQLite to the order of the table to be written: year by year, household by household.
_STANDINGS = """
SELECT y.year, h.id, r.group_id, coalesce(a.registered, 0), coalesce(g.entered, 0), coalesce(g.missing, 0),
       g.total, coalesce(g.outcome, 'empty'), coalesce(a.proposed, 0), a.recognised, a.decision_id
FROM assessment_year y
CROSS JOIN {source} h
CROSS JOIN residence r ON r.household_id = h.id AND r.from_year = (
    SELECT max(from_year) FROM residence WHERE household_id = h.id AND from_year <= y.year)
LEFT JOIN assessment a ON a.subject_id = h.id AND a.year = y.year
LEFT JOIN temp.graded g ON g.subject_id = h.id AND g.year = y.year
WHERE h.deleted_at IS NULL AND NOT r.away
"""

# CROSS JOIN holds SQLite to this order: from the few touched ones to their rows, never a scan of all rows.
_SOME_HOUSEHOLDS = "temp.touched t CROSS JOIN household h ON h.id = t.id"
_SOME_SCORES = "temp.touched t CROSS JOIN score s ON s.subject_id = t.id"


def rebuild(connection: apsw.Connection, subjects: Collection[int] | None) -> None:
    """Compute the derived rows of these households anew; of all of them when `subjects` is None.

    Must stand inside the transaction that changed the facts.
    """
    _make_temporary_tables(connection)
    if subjects is not None:
        connection.executemany("INSERT INTO temp.touched VALUES (?)", [(subject,) for subject in subjects])
    _delete_old(connection, subjects is None)
    for sql, rows in _new_rows(connection, subjects is None):
        connection.executemany(sql, rows)
    _grade(connection, subjects is None)
    connection.execute(f"INSERT INTO main.standing {_standings_of(subjects is None)}")


def differences(connection: apsw.Connection) -> list[tuple[str, int]]:
    """Table and household of every derived row that differs from what the facts give."""
    _make_temporary_tables(connection)
    _grade(connection, everything=True)
    return [*_different_standings(connection), *_different_searches(connection)]


def search_row(head_name: str, code: str | None, address: str | None, number: str | None) -> tuple[str, str]:
    """The sort key and the text to search in, for one household."""
    find = fold(f"{head_name}|{code or ''}|{address or ''}|{number or ''}")
    return name_sort_key(head_name), find


def _make_temporary_tables(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS graded (subject_id INTEGER, year INTEGER, entered INTEGER,"
        " missing INTEGER, total INTEGER, outcome TEXT, PRIMARY KEY (subject_id, year)) WITHOUT ROWID;"
        "DELETE FROM temp.touched; DELETE FROM temp.graded"
    )


def _delete_old(connection: apsw.Connection, everything: bool) -> None:
    if everything:
        connection.execute("DELETE FROM standing; DELETE FROM household_search")
        return
    connection.execute(
        "DELETE FROM standing WHERE (year, household_id) IN"
        " (SELECT y.year, t.id FROM temp.touched t CROSS JOIN assessment_year y);"
        "DELETE FROM household_search WHERE household_id IN (SELECT id FROM temp.touched)"
    )


def _new_rows(connection: apsw.Connection, everything: bool) -> Iterator[tuple[str, list[tuple[Any, ...]]]]:
    where = "" if everything else " WHERE h.id IN (SELECT id FROM temp.touched)"
    rows = [(key, *search_row(*rest)) for key, *rest in connection.execute(_SEARCH_SOURCE + where)]
    yield "INSERT INTO household_search VALUES (?, ?, ?)", rows


def _grade(connection: apsw.Connection, everything: bool) -> None:
    source = "score" if everything else f"(SELECT s.* FROM {_SOME_SCORES})"
    outcome_of = Scorers(connection).outcome
    sheets = list(connection.execute(_SHEETS.format(source=source)))
    graded = [(subject, year, *outcome_of(*sheet)) for subject, year, *sheet in sheets]
    connection.executemany("INSERT INTO temp.graded VALUES (?, ?, ?, ?, ?, ?)", graded)


def _standings_of(everything: bool) -> str:
    source = "household" if everything else f"(SELECT h.* FROM {_SOME_HOUSEHOLDS})"
    return _STANDINGS.format(source=source)


def _different_standings(connection: apsw.Connection) -> list[tuple[str, int]]:
    fresh = _standings_of(everything=True)
    sql = (
        f"SELECT DISTINCT household_id FROM (SELECT * FROM (SELECT * FROM standing EXCEPT {fresh})"
        f" UNION ALL SELECT * FROM ({fresh} EXCEPT SELECT * FROM standing))"
    )
    return [("standing", row[0]) for row in connection.execute(sql)]


def _different_searches(connection: apsw.Connection) -> list[tuple[str, int]]:
    stored = {row[0]: row[1:] for row in connection.execute("SELECT * FROM household_search")}
    fresh = {key: search_row(*rest) for key, *rest in connection.execute(_SEARCH_SOURCE)}
    return [("household_search", key) for key in stored.keys() | fresh.keys() if stored.get(key) != fresh.get(key)]
