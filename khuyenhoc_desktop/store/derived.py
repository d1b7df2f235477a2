"""The derived tables: search keys, measures and standings, computed from the facts for some subjects or for all.

One function computes them, whether one sheet was saved or the whole file is checked, so that what is stored
can always be compared with what is recomputed. It goes level by level (store/levels.py), for the figures of a clan
rest on the standings of its households, and those on the standings of their persons.
"""

from collections.abc import Collection
from typing import NamedTuple

import apsw

from khuyenhoc_desktop.store import measuring, search_keys
from khuyenhoc_desktop.store.changes import Effect
from khuyenhoc_desktop.store.levels import HEIRS, LEVELS, TABLES, Level
from khuyenhoc_desktop.store.scorers import STAGE_MARK, Cell, Scorers

# Answers of one sheet in one text: scoring then works sheet by sheet instead of cell by cell.
_SHEETS = f"""
SELECT x.subject_id, x.year,
    coalesce(a.set_id, (SELECT g.set_id {{own}}), (SELECT c.set_id {{chosen}})),
    coalesce(a.set_version, (SELECT g.version {{own}}), (SELECT c.version {{chosen}})), x.sheet
FROM (
    SELECT s.subject_id, s.year, group_concat(
        iif(s.stage = 1, '', s.stage || '{STAGE_MARK}') || s.indicator || char(31) || quote(s.value), char(30)
    ) AS sheet
    FROM {{scores}} s GROUP BY s.subject_id, s.year
) x
JOIN assessment a ON a.subject_id = x.subject_id AND a.year = x.year
"""
# The set of citizens of a group stands before that of all.
_OWN = (
    "FROM person p JOIN group_choice g ON g.year = x.year AND g.person_group = p.person_group"
    " WHERE p.id = x.subject_id"
)
_CHOSEN = "FROM criteria_choice c WHERE c.title = a.title AND c.year = x.year"

_STANDINGS = """
SELECT f.year, f.subject_id, '{title}' AS title, f.group_id, f.counted, coalesce(a.registered, 0) AS registered,
       coalesce(g.entered, 0) AS entered, coalesce(g.missing, 0) AS missing, g.total,
       coalesce(g.outcome, 'empty') AS outcome, g.level, coalesce(a.proposed, 0) AS proposed, a.recognised,
       a.decision_id, coalesce(a.stage, 0) AS stage, coalesce(a.returned, 0) AS returned
FROM ({presence}) f
LEFT JOIN assessment a ON a.subject_id = f.subject_id AND a.year = f.year
LEFT JOIN temp.graded g ON g.subject_id = f.subject_id AND g.year = f.year
"""
_COLUMNS = (
    "title, group_id, counted, registered, entered, missing, total, outcome, level, proposed, recognised,"
    " decision_id, stage, returned"
)


class _Part(NamedTuple):
    """Which of the facts are read: what stands in FROM for years, and for the subjects and scores touched.

    `touched` is None where all subjects of these years are meant.
    """

    years: str
    scores: str
    touched: str | None

    def subjects(self, level: Level) -> str:
        """The subjects of a level, with their columns."""
        table = TABLES[level.kind]
        if self.touched is None:
            return table
        return f"(SELECT x.* FROM {self.touched} t CROSS JOIN {table} x ON x.id = t.id)"

    def presence(self, level: Level) -> str:
        """Who of a level is there in which year."""
        return level.presence.format(years=self.years, subjects=self.subjects(level))

    def standings(self, level: Level) -> str:
        """The rows of a level as the facts give them; temp.graded must be filled."""
        return _STANDINGS.format(title=level.title, presence=self.presence(level))

    def stored(self, level: Level, table: str = "standing") -> str:
        """The condition on the level's rows that are stored."""
        where = f"{table}.year IN (SELECT year FROM {self.years}) AND {table}.title = '{level.title}'"
        if self.touched is not None:
            where += f" AND {table}.subject_id IN (SELECT id FROM {self.touched})"
        return where

    def measures(self, level: Level) -> str:
        """The condition on the measures stored for the level's subjects."""
        owners = self.touched or f"(SELECT id FROM {TABLES[level.kind]})"
        return f"year IN (SELECT year FROM {self.years}) AND subject_id IN (SELECT id FROM {owners})"


_ALL = _Part("assessment_year", "score", None)
# CROSS JOIN holds SQLite to this order: from the few touched ones to their rows, never a scan of all rows.
_TOUCHED = _Part(
    "assessment_year",
    "(SELECT s.* FROM temp.touched t CROSS JOIN score s ON s.subject_id = t.id)",
    "temp.touched",
)
_YEARS = _Part(
    "(SELECT y.* FROM temp.touched_year t CROSS JOIN assessment_year y ON y.year = t.year)",
    "(SELECT s.* FROM assessment a CROSS JOIN score s ON s.subject_id = a.subject_id AND s.year = a.year"
    " WHERE a.year IN (SELECT year FROM temp.touched_year))",
    None,
)

# What an upper level's figures rest on, before and after.
_WEIGHED = "year, subject_id, group_id, counted, recognised = 1 AS recognised, outcome = 'reached' AS reached"
_MOVED = (
    "INSERT INTO temp.moved SELECT year, subject_id, group_id FROM ("
    " SELECT * FROM (SELECT * FROM temp.before EXCEPT SELECT {columns} FROM standing WHERE {stored})"
    " UNION ALL SELECT * FROM (SELECT {columns} FROM standing WHERE {stored} EXCEPT SELECT * FROM temp.before))"
)
# Persons go with their household; who sits in a thôn goes with that when it is merged.
_FOLLOWERS = (
    "INSERT OR IGNORE INTO temp.touched SELECT p.id FROM temp.touched t CROSS JOIN household h ON h.id = t.id"
    " CROSS JOIN person p ON p.household_id = h.id",
    "INSERT OR IGNORE INTO temp.touched SELECT p.id FROM temp.touched t"
    " CROSS JOIN residential_group g ON g.id = t.id CROSS JOIN person p ON p.group_id = g.id",
    "INSERT OR IGNORE INTO temp.touched SELECT id FROM clan WHERE group_id IN (SELECT id FROM temp.touched)",
    "INSERT OR IGNORE INTO temp.touched SELECT id FROM unit WHERE group_id IN (SELECT id FROM temp.touched)",
)
_EFFECTS = (
    "SELECT n.subject_id, n.year, n.indicator, o.part, o.base, n.part, n.base FROM temp.measured n"
    " JOIN main.measure o ON o.subject_id = n.subject_id AND o.year = n.year AND o.indicator = n.indicator"
    " WHERE (o.part, o.base) <> (n.part, n.base)"
)
_GRADED_BY_CHOICE = (
    "SELECT a.subject_id FROM assessment a WHERE a.title = ? AND a.year = ? AND a.set_id IS NULL"
    " AND EXISTS (SELECT 1 FROM score s WHERE s.subject_id = a.subject_id AND s.year = a.year)"
)
_MEASURED_BY_CHOICE = "SELECT subject_id FROM standing WHERE title = ? AND year = ?"
_THERE = " AND ".join(f"NOT EXISTS (SELECT 1 FROM {table} x WHERE x.id = t.id)" for table in TABLES.values())
_HAS_ORPHANS = (
    f"SELECT EXISTS (SELECT 1 FROM temp.touched t WHERE {_THERE}"
    " AND (EXISTS (SELECT 1 FROM assessment WHERE subject_id = t.id)"
    " OR EXISTS (SELECT 1 FROM score WHERE subject_id = t.id)))"
)
_HAS_LOCKED = (
    "SELECT EXISTS (SELECT 1 FROM temp.moved WHERE year IN"
    " (SELECT year FROM assessment_year WHERE locked_at IS NOT NULL))"
)


class LockedYear(Exception):
    """What was done would change the figures of a locked year."""


def rebuild(
    connection: apsw.Connection,
    subjects: Collection[int] | None,
    years: Collection[int] = (),
    *,
    moved_house: bool = True,
) -> list[Effect]:
    """Compute the derived rows of these subjects and of these years anew; all rows when `subjects` is None.

    Must stand inside the transaction that changed the facts. Returns how derived indicators changed by it.
    `moved_house` False: no subject has changed its place, so nobody else moves with it.

    Raises:
        LockedYear.
    """
    _make_temporary_tables(connection)
    if subjects is None:
        connection.execute("DELETE FROM standing; DELETE FROM measure")
        _write(connection, _ALL)
        search_keys.write(connection, everywhere=True)
        return []
    if years:
        connection.executemany("INSERT INTO temp.touched_year VALUES (?)", [(year,) for year in years])
        for table in ("standing", "measure"):
            connection.execute(f"DELETE FROM {table} WHERE year IN (SELECT year FROM temp.touched_year)")
        _write(connection, _YEARS)
    if not subjects:
        return []
    connection.executemany("INSERT INTO temp.touched VALUES (?)", [(subject,) for subject in subjects])
    if moved_house:
        for followers in _FOLLOWERS:
            connection.execute(followers)
    search_keys.write(connection, everywhere=False)
    return _write_touched(connection)


def graded_by_choice(connection: apsw.Connection, choices: Collection[tuple[str, int]]) -> frozenset[int]:
    """The subjects whose sheets these (title, year) choices of a set grade or measure."""
    found: set[int] = set()
    for choice in choices:
        found.update(row[0] for row in connection.execute(_GRADED_BY_CHOICE, choice))
        if measuring.measured_sets(connection, choice[0]):
            found.update(row[0] for row in connection.execute(_MEASURED_BY_CHOICE, choice))
    return frozenset(found)


def has_orphans(connection: apsw.Connection) -> bool:
    """Whether a subject that was just rebuilt is not there, yet has assessments or scores."""
    return bool(connection.execute(_HAS_ORPHANS).fetchall()[0][0])


def differences(
    connection: apsw.Connection, subjects: Collection[int] | None = None, cells: set[Cell] | None = None
) -> list[tuple[str, int]]:
    """Table and subject of every derived row, or those of these subjects, that the facts do not give.

    `cells` is filled with each different cell of the sheets that were graded: what is read anyhow costs nothing.
    """
    _make_temporary_tables(connection)
    part = _ALL
    if subjects is not None:
        part = _TOUCHED
        connection.executemany("INSERT INTO temp.touched VALUES (?)", [(subject,) for subject in subjects])
    scorers = Scorers(connection)
    _grade(connection, scorers, part)
    found = [each for level in LEVELS for each in _different(connection, scorers, part, level)]
    if cells is not None:
        cells.update(scorers.cells())
    return [*found, *search_keys.differences(connection, everywhere=subjects is None)]


def _make_temporary_tables(connection: apsw.Connection) -> None:
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS touched_year (year INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS graded (subject_id INTEGER, year INTEGER, entered INTEGER,"
        " missing INTEGER, total INTEGER, outcome TEXT, level INTEGER, PRIMARY KEY (subject_id, year))"
        " WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS measured (subject_id INTEGER, year INTEGER, indicator TEXT, part INTEGER,"
        " base INTEGER, PRIMARY KEY (subject_id, year, indicator)) WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS heir (year INTEGER, group_id INTEGER, heir INTEGER,"
        " PRIMARY KEY (year, group_id)) WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS before (year INTEGER, subject_id INTEGER, group_id INTEGER,"
        " counted INTEGER, recognised INTEGER, reached INTEGER);"
        "CREATE TEMP TABLE IF NOT EXISTS moved (year INTEGER, subject_id INTEGER, group_id INTEGER);"
        "DELETE FROM temp.touched; DELETE FROM temp.touched_year; DELETE FROM temp.graded; DELETE FROM temp.heir"
    )
    connection.execute(HEIRS)


def _write(connection: apsw.Connection, part: _Part) -> None:
    """Write all levels of whole years, whose old rows are gone."""
    scorers = Scorers(connection)
    _grade(connection, scorers, part)
    for level in LEVELS:
        _measure(connection, scorers, part, level)
        connection.execute(f"INSERT INTO main.standing {part.standings(level)}")
        connection.execute("INSERT INTO main.measure SELECT * FROM temp.measured")


def _write_touched(connection: apsw.Connection) -> list[Effect]:
    """Write the touched subjects level by level; whose figures rest on them is touched by it."""
    effects: list[Effect] = []
    scorers = Scorers(connection)
    for level in LEVELS:
        stored = _TOUCHED.stored(level)
        connection.execute("DELETE FROM temp.before; DELETE FROM temp.moved")
        connection.execute(f"INSERT INTO temp.before SELECT {_WEIGHED} FROM standing WHERE {stored}")
        if not _has_any(connection, level):
            continue
        _grade(connection, scorers, _TOUCHED, level)
        _measure(connection, scorers, _TOUCHED, level)
        effects += [Effect(*row) for row in connection.execute(_EFFECTS)]
        connection.execute(f"DELETE FROM standing WHERE {stored}")
        connection.execute(f"INSERT INTO main.standing {_TOUCHED.standings(level)}")
        _write_measures(connection, level)
        connection.execute(_MOVED.format(columns=_WEIGHED, stored=stored))
        _touch_parents(connection, level)
    return effects


def _has_any(connection: apsw.Connection, level: Level) -> bool:
    """Whether a touched subject is (or was) of this level."""
    there = f"SELECT EXISTS (SELECT 1 FROM {_TOUCHED.subjects(level)}) OR EXISTS (SELECT 1 FROM temp.before)"
    return bool(connection.execute(there).fetchall()[0][0])


def _write_measures(connection: apsw.Connection, level: Level) -> None:
    there = f"(SELECT id FROM {_TOUCHED.subjects(level)})"
    connection.execute(
        f"DELETE FROM measure WHERE subject_id IN {there}; INSERT INTO main.measure SELECT * FROM temp.measured"
    )


def _touch_parents(connection: apsw.Connection, level: Level) -> None:
    if not connection.execute("SELECT EXISTS (SELECT 1 FROM temp.moved)").fetchall()[0][0]:
        return
    if connection.execute(_HAS_LOCKED).fetchall()[0][0]:
        raise LockedYear
    above = (
        "SELECT group_id AS id FROM temp.moved",
        f"SELECT id FROM {TABLES[LEVELS[-1].kind]}",
        *level.parents,
    )
    for parents in above:
        connection.execute(f"INSERT OR IGNORE INTO temp.touched SELECT id FROM ({parents}) WHERE id NOTNULL")


def _grade(connection: apsw.Connection, scorers: Scorers, part: _Part, level: Level | None = None) -> None:
    """Fill temp.graded with the sheets of a part, or with those of one level of it."""
    scores = part.scores
    if level is not None:
        scores = f"(SELECT s.* FROM {part.subjects(level)} t CROSS JOIN score s ON s.subject_id = t.id)"
    outcome_of = scorers.outcome
    sheets = list(connection.execute(_SHEETS.format(scores=scores, own=_OWN, chosen=_CHOSEN)))
    graded = [(subject, year, *outcome_of(*sheet)) for subject, year, *sheet in sheets]
    connection.executemany("INSERT OR REPLACE INTO temp.graded VALUES (?, ?, ?, ?, ?, ?, ?)", graded)


def _measure(connection: apsw.Connection, scorers: Scorers, part: _Part, level: Level) -> None:
    """Fill temp.measured for a level, and grade its sheets that have derived indicators with them."""
    connection.execute("DELETE FROM temp.measured")
    sets = measuring.measured_sets(connection, level.title)
    sheets = measuring.sheets_of(connection, level.title, part.presence(level), sets) if sets else []
    if sheets:
        measuring.measure(connection, level.kind, part.years, sheets, sets)
        measuring.grade(connection, scorers, sheets)


def _different(connection: apsw.Connection, scorers: Scorers, part: _Part, level: Level) -> list[tuple[str, int]]:
    _measure(connection, scorers, part, level)
    standings = _different_standings(connection, part, level)
    sql = (
        "SELECT DISTINCT subject_id FROM (SELECT * FROM (SELECT * FROM temp.measured EXCEPT"
        " SELECT * FROM main.measure) UNION ALL SELECT * FROM"
        f" (SELECT * FROM main.measure WHERE {part.measures(level)} EXCEPT SELECT * FROM temp.measured))"
    )
    return [*standings, *(("measure", row[0]) for row in connection.execute(sql))]


def _different_standings(connection: apsw.Connection, part: _Part, level: Level) -> list[tuple[str, int]]:
    fresh = part.standings(level)
    stored = f"SELECT * FROM standing WHERE {part.stored(level)}"
    if part is _ALL and connection.execute(_all_the_same(fresh, level)).fetchall() == [(1,)]:
        return []  # as good as always, and told in half the time
    sql = (
        f"SELECT DISTINCT subject_id FROM (SELECT * FROM ({stored} EXCEPT {fresh})"
        f" UNION ALL SELECT * FROM ({fresh} EXCEPT {stored}))"
    )
    return [("standing", row[0]) for row in connection.execute(sql)]


def _all_the_same(fresh: str, level: Level) -> str:
    """Each fresh row meets its stored one, and there are as many of both."""
    columns = _COLUMNS.split(", ")
    mine, theirs = (", ".join(f"{table}.{column}" for column in columns) for table in "sf")
    return (
        "SELECT count(*) = count(s.year) AND count(*) = (SELECT count(*) FROM standing WHERE"
        f" title = '{level.title}') FROM ({fresh}) f"
        f" LEFT JOIN standing s ON s.year = f.year AND s.subject_id = f.subject_id AND ({mine}) IS ({theirs})"
    )
