"""Whether everything derived is stored just as the facts give it: nearly always so, and then told at once.

The sheets are graded and held against what is stored one after the other, nothing is written down to be compared
later. Only where something differs is it worked out what (store/derived.py).
"""

import json
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

import apsw

from khuyenhoc_desktop.store.grading import SHEETS_AS_STORED, Work, begun, grade, measure
from khuyenhoc_desktop.store.levels import LEVELS, Level
from khuyenhoc_desktop.store.parts import ALL, COLUMNS
from khuyenhoc_desktop.store.scorers import UNKNOWN_SET, Cell
from khuyenhoc_desktop.store.temporary import make_temporary_tables

# Measures of who is not there at all.
OF_NOBODY = (
    "SELECT DISTINCT subject_id FROM measure m WHERE NOT EXISTS"
    " (SELECT 1 FROM standing s WHERE s.year = m.year AND s.subject_id = m.subject_id)"
)
OTHERWISE_MEASURED = (
    "SELECT DISTINCT subject_id FROM (SELECT * FROM (SELECT * FROM temp.measured EXCEPT"
    " SELECT * FROM main.measure) UNION ALL SELECT * FROM"
    " (SELECT * FROM main.measure WHERE {stored} EXCEPT SELECT * FROM temp.measured))"
)
_GRADED = "entered, missing, total, outcome, level"
# Rows read before they are graded: SQLite and Python keep to themselves for a while, a tenth faster than in turns.
_AT_ONCE = 500
# Where they stand in a row of SHEETS_AS_STORED.
_STORED, _OUTCOME = 4, 7
_OTHERS = [column for column in COLUMNS.split(", ") if column not in _GRADED.split(", ")]
_TITLES = ", ".join(f"'{level.title}'" for level in LEVELS)
_HAS_OTHERS = (
    f"SELECT EXISTS (SELECT 1 FROM standing WHERE title NOT IN ({_TITLES})"
    f" OR year NOT IN (SELECT year FROM assessment_year)) OR EXISTS ({OF_NOBODY})"
    " OR NOT EXISTS (SELECT 1 FROM standing)"
)
# Rows that somebody's answers have made.
_FILLED = (
    f"SELECT count(*) FROM standing WHERE ({_GRADED}) IS NOT (0, 0, NULL, 'empty', NULL)"
    " AND title NOT IN (SELECT value FROM json_each(?))"
)
# Each fresh row meets its stored one, and there are as many of both.
_SAME = (
    "SELECT count(*) = count(s.year) AND count(*) = (SELECT count(*) FROM standing"
    " WHERE year IN (SELECT year FROM assessment_year) AND title = '{title}')"
    " FROM ({fresh}) f LEFT JOIN standing s ON s.year = f.year AND s.subject_id = f.subject_id"
    " AND ({mine}) IS ({theirs})"
)


@dataclass(slots=True)
class Reading:
    """What was met while all scores were read, for the check: its own questions to them cost nothing then.

    `cells` are all different cells with the sets they were graded by, `stages` the later stages that scores have,
    `lost` whether some have no assessment. `whole` is False when the reading ended before, at what differs.
    """

    cells: set[Cell] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)
    lost: bool = False
    whole: bool = False


def is_as_stored(connection: apsw.Connection) -> bool:
    """Whether all standings and measures of all years are stored as the facts give them."""
    return levels_as_stored(connection) and sheets_as_stored(connection, Reading())  # of nothing stored, at once


def levels_as_stored(connection: apsw.Connection) -> bool:
    """One half of it: who is there, and what he has beside the grading of his sheet. For a thread of its own."""
    make_temporary_tables(connection)
    work = begun(connection, in_use=True)
    return not _told(connection, _HAS_OTHERS) and all(_is_level_so(work, level) for level in LEVELS)


def sheets_as_stored(connection: apsw.Connection, reading: Reading) -> bool:
    """The other half: each sheet is stored as graded, and nothing where there is none; measured titles apart."""
    work = begun(connection, in_use=True)
    outcome_of, measured, filled = work.scorers.outcome, work.sets, 0
    rows = connection.execute(SHEETS_AS_STORED)
    for row in chain.from_iterable(iter(lambda: list(islice(rows, _AT_ONCE)), [])):
        if row[0] is None:
            reading.lost = True
            continue
        graded = outcome_of(row[1], row[2], row[3])
        if row[0] not in measured and row[_OUTCOME] is not None:
            if graded != row[_STORED:]:
                return False
            filled += graded != UNKNOWN_SET
    reading.cells.update(work.scorers.cells())
    reading.stages, reading.whole = work.scorers.stages, True
    return filled == _told(connection, _FILLED, (json.dumps(list(measured)),))


def _is_level_so(work: Work, level: Level) -> bool:
    """Whether the level's rows are all there, with what the facts give beside the grading; with it if measured."""
    compared = _OTHERS
    if level.title in work.sets:
        grade(work, ALL, level)
        compared = COLUMNS.split(", ")
    measure(work, ALL, level)
    mine, theirs = (", ".join(f"{table}.{column}" for column in compared) for table in "sf")
    same = _SAME.format(title=level.title, fresh=ALL.standings(level), mine=mine, theirs=theirs)
    if not _told(work.connection, same):
        return False
    return not work.connection.execute(OTHERWISE_MEASURED.format(stored=ALL.measures(level))).fetchall()


def _told(connection: apsw.Connection, sql: str, params: tuple[str, ...] = ()) -> int:
    """The one number that a query gives."""
    number: Any = connection.execute(sql, params).fetchall()[0][0]
    return int(number)
