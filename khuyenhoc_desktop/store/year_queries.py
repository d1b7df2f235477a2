"""A year's frame: lock, deadlines, base age, targets; how far each thôn is, and who goes over to the next year."""

from collections.abc import Iterable

from khuyenhoc_desktop.domain.subjects import KIND_OF, LEARNING_CITIZEN
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.levels import LEVELS, TABLES

# In the order of the round. `complete` sheets have every indicator answered.
COUNTED = (
    "total",
    "registered",
    "complete",
    "reached",
    "self_scored",
    "reviewed",
    "verified",
    "returned",
    "proposed",
    "decided",
    "recognised",
    "to_score",
    "to_review",
    "to_verify",
    "to_propose",
    "to_decide",
)

_OPEN = "registered AND recognised IS NULL"
_COMPLETE = "outcome IN ('reached', 'not_reached')"
_COUNTS = f"""
SELECT title, group_id, count(*), sum(registered), sum(registered AND {_COMPLETE}),
       sum(outcome = 'reached'), sum(stage >= 1),
       sum(stage >= 2), sum(stage >= 3), sum(returned), sum(proposed), sum(recognised IS NOT NULL),
       sum(coalesce(recognised, 0)), sum({_OPEN} AND stage = 0 AND NOT {_COMPLETE}), sum({_OPEN} AND stage < 2),
       sum({_OPEN} AND stage < 3),
       sum({_OPEN} AND outcome = 'reached' AND NOT proposed AND (NOT ?2 OR stage >= 3)),
       sum(proposed AND recognised IS NULL)
FROM standing WHERE year = ?1 AND counted GROUP BY title, group_id
"""


def years(file: CommuneFile) -> list[int]:
    """The assessment years kept in the file, oldest first."""
    return [row[0] for row in file.query("SELECT year FROM assessment_year ORDER BY year")]


def open_years(file: CommuneFile) -> list[int]:
    """The years kept that are not locked, oldest first."""
    return [row[0] for row in file.query("SELECT year FROM assessment_year WHERE locked_at IS NULL ORDER BY year")]


def frame(file: CommuneFile, year: int) -> tuple[str | None, str | None, int | None, int | None] | None:
    """When a year was locked, the last reason given, from which year it was rolled over, its base age."""
    sql = "SELECT locked_at, lock_reason, rolled_from, base_age FROM assessment_year WHERE year = ?"
    row = file.row(sql, (year,))
    return (row[0], row[1], row[2], row[3]) if row else None


def locked_years(file: CommuneFile) -> list[int]:
    """The years that are locked."""
    return [row[0] for row in file.query("SELECT year FROM assessment_year WHERE locked_at IS NOT NULL")]


def rolled_into(file: CommuneFile, year: int) -> int | None:
    """The year that a year was rolled over into, None while it was not."""
    found: int | None = file.value("SELECT year FROM assessment_year WHERE rolled_from = ?", (year,))
    return found


def deadlines(file: CommuneFile, year: int) -> dict[str, str]:
    """The ISO days by which the steps of a year are due."""
    return dict(file.query("SELECT step, due_on FROM deadline WHERE year = ?", (year,)))


def stage_counts(file: CommuneFile, year: int, full: bool) -> dict[tuple[str, int | None], dict[str, int]]:
    """By title and group: the counts of COUNTED, of those that count; `full`: only the verified are to propose."""
    rows = file.query(_COUNTS, (year, full))
    return {(row[0], row[1]): dict(zip(COUNTED, row[2:], strict=True)) for row in rows}


def targets(file: CommuneFile, year: int) -> dict[str, tuple[int, str]]:
    """By title: the year's target in hundredths of a percent, and its base ("total" or "registered")."""
    rows = file.query("SELECT title, percent, base FROM target WHERE year = ?", (year,))
    return {title: (percent, base) for title, percent, base in rows}


def registered(file: CommuneFile, year: int) -> dict[str, int]:
    """How many registered in a year, by title."""
    sql = "SELECT title, sum(registered) FROM standing WHERE year = ? GROUP BY title"
    return dict(file.query(sql, (year,)))


def carried(file: CommuneFile, title: str, year: int, to_year: int) -> list[int]:
    """Who registered in a year, will be there in the other one, and has no sheet in that yet.

    The other year need not be kept in the file.
    """
    level = next(one for one in LEVELS if one.kind == KIND_OF[title])
    years = f"(SELECT {int(to_year)} AS year, NULL AS base_age, NULL AS locked_at)"
    there = level.presence.format(years=years, subjects=TABLES[level.kind]).replace("temp.heir", "heirs")
    sql = (
        f"{_NO_HEIRS} SELECT s.subject_id FROM standing s WHERE s.year = ? AND s.title = ? AND s.registered"
        f" AND s.subject_id IN (SELECT subject_id FROM ({there}))"
        " AND NOT EXISTS (SELECT 1 FROM assessment a WHERE a.subject_id = s.subject_id AND a.year = ?)"
    )
    return [row[0] for row in file.query(sql, (year, title, to_year))]


# Who is there does not hang on which thôn stands for one that was merged; the derived tables know that later.
_NO_HEIRS = "WITH heirs(year, group_id, heir) AS (SELECT NULL, NULL, NULL)"


def unfinished_decisions(file: CommuneFile, year: int) -> int:
    """How many of a year's decisions lack their date or signer."""
    sql = "SELECT count(*) FROM decision WHERE year = ? AND (decided_on IS NULL OR signer IS NULL)"
    count: int = file.value(sql, (year,))
    return count


def frame_of_citizens(file: CommuneFile, year: int) -> tuple[int, int]:
    """How many persons of a year are below the base age or of unknown age, and how many count."""
    sql = "SELECT coalesce(sum(NOT counted), 0), coalesce(sum(counted), 0) FROM standing"
    left_out, counted = file.query(f"{sql} WHERE year = ? AND title = ?", (year, LEARNING_CITIZEN))[0]
    return left_out, counted


def add_year(action: Action, year: int) -> None:
    """Open a year."""
    action.execute("INSERT INTO assessment_year (year) VALUES (?)", (year,))


def note_rolled(action: Action, from_year: int, year: int) -> None:
    """Note from which year another was rolled over; a base age that it has itself stays."""
    action.execute(
        "UPDATE assessment_year SET rolled_from = ?1, base_age = coalesce(base_age,"
        " (SELECT base_age FROM assessment_year WHERE year = ?1)) WHERE year = ?2",
        (from_year, year),
    )


def set_base_age(action: Action, year: int, age: int) -> None:
    """From which age (in years) citizens count."""
    action.execute("UPDATE assessment_year SET base_age = ? WHERE year = ?", (age, year))


def lock(action: Action, year: int, now: str, reason: str | None) -> None:
    """Lock a year at a time (ISO), and keep the numbers behind its derived indicators."""
    action.execute("INSERT INTO frozen_measure SELECT * FROM measure WHERE year = ?", (year,))
    sql = "UPDATE assessment_year SET locked_at = ?, lock_reason = ? WHERE year = ?"
    action.execute(sql, (now, reason, year))


def unlock(action: Action, year: int, reason: str) -> None:
    """Unlock a year; the numbers behind its derived indicators are counted anew."""
    action.execute("DELETE FROM frozen_measure WHERE year = ?", (year,))
    action.execute("UPDATE assessment_year SET locked_at = NULL, lock_reason = ? WHERE year = ?", (reason, year))


def set_deadline(action: Action, year: int, step: str, day: str | None) -> None:
    """By which ISO day a step is due; None takes the deadline away."""
    if day is None:
        action.execute("DELETE FROM deadline WHERE year = ? AND step = ?", (year, step))
    else:
        action.execute("INSERT OR REPLACE INTO deadline VALUES (?, ?, ?)", (year, step, day))


def add_deadlines(action: Action, year: int, days: Iterable[tuple[str, str]]) -> None:
    """Set (step, ISO day) of the steps that have no deadline yet."""
    rows = [(year, step, day) for step, day in days]
    action.executemany("INSERT INTO deadline VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)


def set_target(action: Action, year: int, title: str, goal: tuple[int, str] | None) -> None:
    """The target of a title in hundredths of a percent, and its base; None takes it away."""
    action.execute("DELETE FROM target WHERE year = ? AND title = ?", (year, title))
    if goal is not None:
        action.execute("INSERT INTO target VALUES (?, ?, ?, ?)", (year, title, *goal))


def carry_targets(action: Action, from_year: int, year: int) -> None:
    """The targets of another year, for the titles that have none yet."""
    action.execute(
        "INSERT INTO target SELECT ?, title, percent, base FROM target WHERE year = ? ON CONFLICT DO NOTHING",
        (year, from_year),
    )
