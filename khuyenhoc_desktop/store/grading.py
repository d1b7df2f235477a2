"""Grading the sheets of a part of the file, and those that rest on measures with the shares they stand for."""

from typing import NamedTuple

import apsw

from khuyenhoc_desktop.store import measuring
from khuyenhoc_desktop.store.levels import Level
from khuyenhoc_desktop.store.parts import Part
from khuyenhoc_desktop.store.scorers import STAGE_MARK, Scorers

# Answers of one sheet in one text: scoring then works sheet by sheet instead of cell by cell. The marks between
# and inside cells stand as they are: char(30) would be worked out anew for each of millions of cells.
_TEXTS = f"""
    SELECT s.subject_id, s.year, group_concat(
        iif(s.stage = 1, s.indicator, s.stage || '{STAGE_MARK}' || s.indicator) || '\x1f' || quote(s.value), '\x1e'
    ) AS sheet
    FROM {{scores}} s GROUP BY s.subject_id, s.year
"""
# The set of citizens of a group stands before that of all.
_OWN = (
    "FROM person p JOIN group_choice g ON g.year = x.year AND g.person_group = p.person_group"
    " WHERE p.id = x.subject_id"
)
_CHOSEN = "FROM criteria_choice c WHERE c.title = a.title AND c.year = x.year"
_SET = (
    f"coalesce(a.set_id, (SELECT g.set_id {_OWN}), (SELECT c.set_id {_CHOSEN})),"
    f" coalesce(a.set_version, (SELECT g.version {_OWN}), (SELECT c.version {_CHOSEN}))"
)
_SHEETS = (
    f"SELECT x.subject_id, x.year, {_SET}, x.sheet FROM ({_TEXTS}) x"
    " JOIN assessment a ON a.subject_id = x.subject_id AND a.year = x.year"
)
# Every sheet with its title (none: it has no assessment) and what is stored of it (none: nobody is there).
SHEETS_AS_STORED = (
    f"SELECT a.title, {_SET}, x.sheet, s.entered, s.missing, s.total, s.outcome, s.level"
    f" FROM ({_TEXTS.format(scores='score')}) x"
    " LEFT JOIN assessment a ON a.subject_id = x.subject_id AND a.year = x.year"
    " LEFT JOIN standing s ON s.year = x.year AND s.subject_id = x.subject_id"
)


class Work(NamedTuple):
    """What a rebuild or comparison goes about with: scorers, and the sets with derived indicators by title."""

    connection: apsw.Connection
    scorers: Scorers
    sets: dict[str, measuring.Sets]


def begun(connection: apsw.Connection, *, in_use: bool) -> Work:
    """`in_use`: sets that no year and no sheet uses are left out, which pays where everybody is looked at."""
    sets = measuring.measured_sets(connection)
    return Work(connection, Scorers(connection), measuring.used(connection, sets) if in_use else sets)


def grade(work: Work, part: Part, level: Level | None = None) -> None:
    """Fill temp.graded with the sheets of a part, or with those of one level of it."""
    scores = part.scores
    if level is not None:
        scores = f"(SELECT s.* FROM {part.subjects(level)} t CROSS JOIN score s ON s.subject_id = t.id)"
    outcome_of = work.scorers.outcome
    sheets = work.connection.execute(_SHEETS.format(scores=scores))
    # One after the other: the texts of all sheets at once would fill a hundred megabytes.
    graded = ((subject, year, *outcome_of(*sheet)) for subject, year, *sheet in sheets)
    work.connection.executemany("INSERT OR REPLACE INTO temp.graded VALUES (?, ?, ?, ?, ?, ?, ?)", graded)


def measure(work: Work, part: Part, level: Level) -> None:
    """Fill temp.measured for a level, and grade its sheets that have derived indicators with them."""
    connection, sets = work.connection, work.sets.get(level.title)
    connection.execute("DELETE FROM temp.measured")
    sheets = measuring.sheets_of(connection, level.title, part.presence(level), sets) if sets else []
    if sets and sheets:
        measuring.measure(connection, level.kind, part.years, sheets, sets)
        measuring.grade(connection, work.scorers, sheets)
