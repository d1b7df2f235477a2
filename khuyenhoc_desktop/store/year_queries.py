"""Reading a year's frame: lock, deadlines, base age; how far each thôn is, and who goes over to the next year."""

from khuyenhoc_desktop.domain.subjects import KIND_OF, LEARNING_CITIZEN
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


def targets(file: CommuneFile, year: int) -> list[tuple[str, int, str]]:
    """Title, percent and base of a year's targets."""
    return [(a, b, c) for a, b, c in file.query("SELECT title, percent, base FROM target WHERE year = ?", (year,))]


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
