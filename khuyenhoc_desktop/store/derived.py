"""The derived tables: search keys, measures and standings, computed from the facts for some subjects or for all.

One function computes them, whether one sheet was saved or the whole file is checked, so that what is stored
can always be compared with what is recomputed. It goes level by level (store/levels.py), for the figures of a clan
rest on the standings of its households, and those on the standings of their persons.
"""

from collections.abc import Collection

import apsw

from khuyenhoc_desktop.store import measuring, search_keys
from khuyenhoc_desktop.store.as_stored import OF_NOBODY, OTHERWISE_MEASURED, Reading, is_as_stored
from khuyenhoc_desktop.store.changes import Effect
from khuyenhoc_desktop.store.grading import Work, begun, grade, measure
from khuyenhoc_desktop.store.levels import LEVELS, TABLES, Level
from khuyenhoc_desktop.store.parts import ALL, MOVED_YEARS, TOUCHED, YEARS, Part
from khuyenhoc_desktop.store.temporary import make_temporary_tables

# What an upper level's figures rest on, before and after.
_WEIGHED = "year, subject_id, group_id, counted, recognised = 1 AS recognised, {reached} AS reached"
_MOVED = (
    "INSERT INTO temp.moved SELECT year, subject_id, group_id FROM ("
    " SELECT * FROM (SELECT * FROM temp.before EXCEPT SELECT {columns} FROM standing WHERE {stored})"
    " UNION ALL SELECT * FROM (SELECT {columns} FROM standing WHERE {stored} EXCEPT SELECT * FROM temp.before))"
)
# Persons go with their household; who sits in a thôn goes with that when it is merged. A household that somebody
# left or joined is measured anew, and so is its clan.
_FOLLOWERS = (
    "INSERT OR IGNORE INTO temp.touched (id) WITH RECURSIVE gone(id) AS ("
    " SELECT id FROM residential_group WHERE merged_into IN (SELECT id FROM temp.touched)"
    " UNION SELECT g.id FROM residential_group g JOIN gone o ON g.merged_into = o.id) SELECT id FROM gone",
    "INSERT OR IGNORE INTO temp.touched (id) SELECT c.clan_id FROM temp.touched t"
    " CROSS JOIN clan_household c ON c.household_id = t.id",
    "INSERT OR IGNORE INTO temp.touched (id) SELECT p.id FROM temp.touched t CROSS JOIN household h ON h.id = t.id"
    " CROSS JOIN person p ON p.household_id = h.id",
    "INSERT OR IGNORE INTO temp.touched (id) SELECT p.id FROM temp.touched t"
    " CROSS JOIN residential_group g ON g.id = t.id CROSS JOIN person p ON p.group_id = g.id",
    "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM clan WHERE group_id IN (SELECT id FROM temp.touched)",
    "INSERT OR IGNORE INTO temp.touched (id) SELECT id FROM unit WHERE group_id IN (SELECT id FROM temp.touched)",
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
    make_temporary_tables(connection)
    if subjects is None:
        _write_all(connection)
        search_keys.write(connection, everywhere=True)
        return []
    if years:
        connection.executemany("INSERT INTO temp.touched_year VALUES (?)", [(year,) for year in years])
        for table in ("standing", "measure"):
            connection.execute(f"DELETE FROM {table} WHERE year IN (SELECT year FROM temp.touched_year)")
        work = begun(connection, in_use=True)
        grade(work, YEARS)
        _write(work, YEARS)
    if not subjects:
        return []
    connection.executemany("INSERT INTO temp.touched (id) VALUES (?)", [(subject,) for subject in subjects])
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
        if choice[0] in measuring.measured_sets(connection):
            found.update(row[0] for row in connection.execute(_MEASURED_BY_CHOICE, choice))
    return frozenset(found)


def has_orphans(connection: apsw.Connection) -> bool:
    """Whether a subject that was just rebuilt is not there, yet has assessments or scores."""
    return bool(connection.execute(_HAS_ORPHANS).fetchall()[0][0])


def differences(connection: apsw.Connection, subjects: Collection[int] | None = None) -> list[tuple[str, int]]:
    """Table and subject of every derived row, or those of these subjects, that the facts do not give."""
    all_as_stored = subjects is None and is_as_stored(connection)
    found = [] if all_as_stored else figures_that_differ(connection, subjects, Reading())
    return [*found, *search_keys.differences(connection, everywhere=subjects is None)]


def figures_that_differ(
    connection: apsw.Connection, subjects: Collection[int] | None, reading: Reading
) -> list[tuple[str, int]]:
    """As differences, without the search keys, looked up one by one; `reading` takes the cells met on the way."""
    make_temporary_tables(connection)
    part = ALL
    if subjects is not None:
        part = TOUCHED
        connection.executemany("INSERT INTO temp.touched (id) VALUES (?)", [(subject,) for subject in subjects])
    work = begun(connection, in_use=subjects is None)
    grade(work, part)
    found = [each for level in LEVELS for each in _different(work, part, level)]
    found += [("measure", row[0]) for row in connection.execute(OF_NOBODY)]
    reading.cells.update(work.scorers.cells())
    return found


def _write_all(connection: apsw.Connection) -> None:
    """Write all levels of all years, unless every row stands already as the facts give it: that is told sooner."""
    if not is_as_stored(connection):
        make_temporary_tables(connection)
        work = begun(connection, in_use=True)
        grade(work, ALL)
        connection.execute("DELETE FROM standing; DELETE FROM measure")
        _write(work, ALL)


def _write(work: Work, part: Part) -> None:
    """Write all levels of whole years, whose old rows are gone."""
    for level in LEVELS:
        measure(work, part, level)
        work.connection.execute(f"INSERT INTO main.standing {part.standings(level)}")
        work.connection.execute("INSERT INTO main.measure SELECT * FROM temp.measured")


def _write_touched(connection: apsw.Connection) -> list[Effect]:
    """Write the touched subjects level by level; whose figures rest on them is touched by it."""
    work = begun(connection, in_use=False)
    weighed = _WEIGHED.format(reached="outcome = 'reached'" if measuring.count_reached(work.sets) else "0")
    effects: list[Effect] = []
    for level in LEVELS:
        part = TOUCHED if _has_own(connection, level) else MOVED_YEARS
        connection.execute("DELETE FROM temp.before; DELETE FROM temp.moved")
        connection.execute(f"INSERT INTO temp.before SELECT {weighed} FROM standing WHERE {part.stored(level)}")
        if _has_any(connection, level):
            effects += _write_level(work, part, level)
            connection.execute(_MOVED.format(columns=weighed, stored=part.stored(level)))
            _touch_parents(connection, level)
    return effects


def _write_level(work: Work, part: Part, level: Level) -> list[Effect]:
    connection = work.connection
    grade(work, part, level)
    measure(work, part, level)
    effects = [Effect(*row) for row in connection.execute(_EFFECTS)]
    connection.execute(f"DELETE FROM standing WHERE {part.stored(level)}")
    connection.execute(f"INSERT INTO main.standing {part.standings(level)}")
    _write_measures(connection, part, level)
    return effects


def _has_own(connection: apsw.Connection, level: Level) -> bool:
    """Whether a subject of this level was touched itself, or is gone; not only from below."""
    own = (
        f"SELECT EXISTS (SELECT 1 FROM temp.touched t CROSS JOIN {TABLES[level.kind]} x ON x.id = t.id"
        " WHERE NOT t.above)"
        " OR EXISTS (SELECT 1 FROM temp.touched t CROSS JOIN assessment_year y CROSS JOIN standing s"
        f" ON s.year = y.year AND s.subject_id = t.id WHERE NOT t.above AND s.title = '{level.title}')"
    )
    return bool(connection.execute(own).fetchall()[0][0])


def _has_any(connection: apsw.Connection, level: Level) -> bool:
    """Whether a touched subject is (or was) of this level."""
    there = f"SELECT EXISTS (SELECT 1 FROM {TOUCHED.subjects(level)}) OR EXISTS (SELECT 1 FROM temp.before)"
    return bool(connection.execute(there).fetchall()[0][0])


def _write_measures(connection: apsw.Connection, part: Part, level: Level) -> None:
    there = f"SELECT id FROM {TOUCHED.subjects(level)} UNION SELECT subject_id FROM temp.before"
    years = f"(SELECT year FROM {part.years})"
    connection.execute(f"DELETE FROM measure WHERE subject_id IN ({there}) AND year IN {years}")
    connection.execute("INSERT INTO main.measure SELECT * FROM temp.measured")


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
        connection.execute(f"INSERT OR IGNORE INTO temp.touched SELECT id, 1 FROM ({parents}) WHERE id NOTNULL")
    connection.execute("INSERT OR IGNORE INTO temp.moved_year SELECT DISTINCT year FROM temp.moved")


def _different(work: Work, part: Part, level: Level) -> list[tuple[str, int]]:
    measure(work, part, level)
    standings = _different_standings(work.connection, part, level)
    sql = OTHERWISE_MEASURED.format(stored=part.measures(level))
    return [*standings, *(("measure", row[0]) for row in work.connection.execute(sql))]


def _different_standings(connection: apsw.Connection, part: Part, level: Level) -> list[tuple[str, int]]:
    fresh = part.standings(level)
    stored = f"SELECT * FROM standing WHERE {part.stored(level)}"
    sql = (
        f"SELECT DISTINCT subject_id FROM (SELECT * FROM ({stored} EXCEPT {fresh})"
        f" UNION ALL SELECT * FROM ({fresh} EXCEPT {stored}))"
    )
    return [("standing", row[0]) for row in connection.execute(sql)]
