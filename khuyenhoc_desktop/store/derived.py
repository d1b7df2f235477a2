"""The derived tables: search keys and standings, computed from the facts for some households or for all.

One function computes them, whether one sheet was saved or the whole file is checked, so that what is stored
can always be compared with what is recomputed.
"""

from collections.abc import Collection
from typing import NamedTuple

import apsw

from khuyenhoc_desktop.domain.text import fold, name_sort_key
from khuyenhoc_desktop.store.schema import SELF_SCORE_STAGE
from khuyenhoc_desktop.store.scorers import Cell, Scorers

_SEARCH_SOURCE = "SELECT h.id, h.head_name, h.code, h.address, h.personal_number FROM household h"

# Answers of one sheet in one text: scoring then works sheet by sheet instead of cell by cell.
_SHEETS = f"""
SELECT x.subject_id, x.year, coalesce(a.set_id, c.set_id), coalesce(a.set_version, c.version), x.sheet
FROM (
    SELECT s.subject_id, s.year, group_concat(s.indicator || char(31) || quote(s.value), char(30)) AS sheet
    FROM {{scores}} s WHERE s.stage = {SELF_SCORE_STAGE} GROUP BY s.subject_id, s.year
) x
JOIN assessment a ON a.subject_id = x.subject_id AND a.year = x.year
LEFT JOIN criteria_choice c ON c.title = a.title AND c.year = x.year
"""

# CROSS JOIN keeps SQLite to the order of the table to be written: year by year, household by household.
_STANDINGS = """
SELECT y.year, h.id AS household_id, r.group_id, coalesce(a.registered, 0) AS registered,
       coalesce(g.entered, 0) AS entered, coalesce(g.missing, 0) AS missing, g.total,
       coalesce(g.outcome, 'empty') AS outcome, coalesce(a.proposed, 0) AS proposed, a.recognised, a.decision_id
FROM {years} y
CROSS JOIN {households} h
CROSS JOIN residence r ON r.household_id = h.id AND r.from_year = (
    SELECT max(from_year) FROM residence WHERE household_id = h.id AND from_year <= y.year)
LEFT JOIN assessment a ON a.subject_id = h.id AND a.year = y.year
LEFT JOIN temp.graded g ON g.subject_id = h.id AND g.year = y.year
WHERE h.deleted_at IS NULL AND NOT r.away
"""


class _Part(NamedTuple):
    """Which of the facts are read: what stands in FROM for years, households and scores."""

    years: str
    households: str
    scores: str


_ALL = _Part("assessment_year", "household", "score")
# CROSS JOIN holds SQLite to this order: from the few touched ones to their rows, never a scan of all rows.
_HOUSEHOLDS = _Part(
    "assessment_year",
    "(SELECT h.* FROM temp.touched t CROSS JOIN household h ON h.id = t.id)",
    "(SELECT s.* FROM temp.touched t CROSS JOIN score s ON s.subject_id = t.id)",
)
_YEARS = _Part(
    "(SELECT y.year FROM temp.touched_year t CROSS JOIN assessment_year y ON y.year = t.year)",
    "household",
    "(SELECT s.* FROM assessment a CROSS JOIN score s ON s.subject_id = a.subject_id AND s.year = a.year"
    " WHERE a.year IN (SELECT year FROM temp.touched_year))",
)
_TOUCHED_STANDINGS = (
    "(SELECT s.* FROM temp.touched t CROSS JOIN assessment_year y"
    " CROSS JOIN standing s ON s.year = y.year AND s.household_id = t.id)"
)
# Each fresh row meets its stored one, and there are as many of both.
_ALL_THE_SAME = (
    "SELECT count(*) = count(s.year) AND count(*) = (SELECT count(*) FROM standing) FROM ({fresh}) f"
    " LEFT JOIN standing s ON s.year = f.year AND s.household_id = f.household_id AND"
    " (s.group_id, s.registered, s.entered, s.missing, s.total, s.outcome, s.proposed, s.recognised,"
    " s.decision_id)"
    " IS (f.group_id, f.registered, f.entered, f.missing, f.total, f.outcome, f.proposed, f.recognised,"
    " f.decision_id)"
)
_DELETE_TOUCHED = (
    "DELETE FROM standing WHERE (year, household_id) IN"
    " (SELECT y.year, t.id FROM temp.touched t CROSS JOIN assessment_year y);"
    "DELETE FROM household_search WHERE household_id IN (SELECT id FROM temp.touched)"
)
_GRADED_BY_CHOICE = (
    "SELECT a.subject_id FROM assessment a WHERE a.title = ? AND a.year = ? AND a.set_id IS NULL"
    " AND EXISTS (SELECT 1 FROM score s WHERE s.subject_id = a.subject_id AND s.year = a.year)"
)
_HAS_ORPHANS = (
    "SELECT EXISTS (SELECT 1 FROM temp.touched t WHERE NOT EXISTS (SELECT 1 FROM household WHERE id = t.id)"
    " AND (EXISTS (SELECT 1 FROM assessment WHERE subject_id = t.id)"
    " OR EXISTS (SELECT 1 FROM score WHERE subject_id = t.id)))"
)


def rebuild(connection: apsw.Connection, subjects: Collection[int] | None, years: Collection[int] = ()) -> None:
    """Compute the derived rows of these households and of these years anew; all rows when `subjects` is None.

    Must stand inside the transaction that changed the facts.
    """
    _make_temporary_tables(connection)
    if subjects is None:
        connection.execute("DELETE FROM standing; DELETE FROM household_search")
        _write(connection, _ALL)
        _write_searches(connection, "")
        return
    if years:
        connection.executemany("INSERT INTO temp.touched_year VALUES (?)", [(year,) for year in years])
        connection.execute("DELETE FROM standing WHERE year IN (SELECT year FROM temp.touched_year)")
        _write(connection, _YEARS)
    if subjects:
        connection.executemany("INSERT INTO temp.touched VALUES (?)", [(subject,) for subject in subjects])
        connection.execute(_DELETE_TOUCHED)
        _write(connection, _HOUSEHOLDS)
        _write_searches(connection, " WHERE h.id IN (SELECT id FROM temp.touched)")


def graded_by_choice(connection: apsw.Connection, choices: Collection[tuple[str, int]]) -> frozenset[int]:
    """The households whose sheets name no set of their own, so that these (title, year) choices grade them."""
    return frozenset(row[0] for choice in choices for row in connection.execute(_GRADED_BY_CHOICE, choice))


def has_orphans(connection: apsw.Connection) -> bool:
    """Whether a household that was just rebuilt is not there, yet has assessments or scores."""
    return bool(connection.execute(_HAS_ORPHANS).fetchall()[0][0])


def differences(
    connection: apsw.Connection, subjects: Collection[int] | None = None, cells: set[Cell] | None = None
) -> list[tuple[str, int]]:
    """Table and household of every derived row, or those of these households, that the facts do not give.

    `cells` is filled with each different cell of the sheets that were graded: what is read anyhow costs nothing.
    """
    _make_temporary_tables(connection)
    if subjects is None:
        _grade(connection, _ALL, cells)
        return [*_different_standings(connection, _ALL, "standing"), *_different_searches(connection, "")]
    connection.executemany("INSERT INTO temp.touched VALUES (?)", [(subject,) for subject in subjects])
    _grade(connection, _HOUSEHOLDS)
    standings = _different_standings(connection, _HOUSEHOLDS, _TOUCHED_STANDINGS)
    return [*standings, *_different_searches(connection, " WHERE {0} IN (SELECT id FROM temp.touched)")]


def search_row(head_name: str, code: str | None, address: str | None, number: str | None) -> tuple[str, str]:
    """The sort key and the text to search in, for one household."""
    find = fold(f"{head_name}|{code or ''}|{address or ''}|{number or ''}")
    return name_sort_key(head_name), find


def _make_temporary_tables(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS touched_year (year INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS graded (subject_id INTEGER, year INTEGER, entered INTEGER,"
        " missing INTEGER, total INTEGER, outcome TEXT, PRIMARY KEY (subject_id, year)) WITHOUT ROWID;"
        "DELETE FROM temp.touched; DELETE FROM temp.touched_year; DELETE FROM temp.graded"
    )


def _write(connection: apsw.Connection, part: _Part) -> None:
    _grade(connection, part)
    connection.execute(f"INSERT INTO main.standing {_standings_of(part)}")


def _write_searches(connection: apsw.Connection, where: str) -> None:
    rows = [(key, *search_row(*rest)) for key, *rest in connection.execute(_SEARCH_SOURCE + where)]
    connection.executemany("INSERT INTO household_search VALUES (?, ?, ?)", rows)


def _grade(connection: apsw.Connection, part: _Part, cells: set[Cell] | None = None) -> None:
    scorers = Scorers(connection)
    outcome_of = scorers.outcome
    sheets = list(connection.execute(_SHEETS.format(scores=part.scores)))
    graded = [(subject, year, *outcome_of(*sheet)) for subject, year, *sheet in sheets]
    connection.executemany("INSERT OR REPLACE INTO temp.graded VALUES (?, ?, ?, ?, ?, ?)", graded)
    if cells is not None:
        cells.update(scorers.cells())


def _standings_of(part: _Part) -> str:
    return _STANDINGS.format(years=part.years, households=part.households)


def _different_standings(connection: apsw.Connection, part: _Part, stored: str) -> list[tuple[str, int]]:
    fresh = _standings_of(part)
    if part is _ALL and connection.execute(_ALL_THE_SAME.format(fresh=fresh)).fetchall() == [(1,)]:
        return []  # as good as always, and told in half the time
    sql = (
        f"SELECT DISTINCT household_id FROM (SELECT * FROM (SELECT * FROM {stored} EXCEPT {fresh})"
        f" UNION ALL SELECT * FROM ({fresh} EXCEPT SELECT * FROM {stored}))"
    )
    return [("standing", row[0]) for row in connection.execute(sql)]


def _different_searches(connection: apsw.Connection, where: str) -> list[tuple[str, int]]:
    sql = "SELECT * FROM household_search" + where.format("household_id")
    stored = {row[0]: row[1:] for row in connection.execute(sql)}
    fresh = {key: search_row(*rest) for key, *rest in connection.execute(_SEARCH_SOURCE + where.format("h.id"))}
    return [("household_search", key) for key in stored.keys() | fresh.keys() if stored.get(key) != fresh.get(key)]
