"""What is handed up, read in one pass; and the questions of the check before it."""

from collections.abc import Iterator
from typing import Any

from khuyenhoc_desktop.store.commune_file import CommuneFile

# One row for each household of the year. The criteria set stands only where a sheet was begun.
_RESULTS = """
SELECT h.id, t.group_id, h.head_name, CAST(substr(h.born, 1, 4) AS INTEGER), t.registered, a.registered_on,
       iif(b.begun OR t.entered, coalesce(a.set_id, c.set_id), NULL),
       iif(b.begun OR t.entered, coalesce(a.set_version, c.version), NULL),
       t.entered, t.missing, t.total, t.outcome, t.proposed, t.recognised, t.decision_id, t.stage
FROM standing t
JOIN household h ON h.id = t.subject_id
JOIN household_search s ON s.household_id = t.subject_id
LEFT JOIN assessment a ON a.subject_id = t.subject_id AND a.year = t.year
LEFT JOIN criteria_choice c ON c.title = t.title AND c.year = t.year
LEFT JOIN (SELECT DISTINCT subject_id, 1 AS begun FROM score WHERE year = ?1) b ON b.subject_id = t.subject_id
WHERE t.year = ?1 AND t.title = 'learning_family'
ORDER BY s.sort_key, h.head_name, h.id
"""

# Condition on a household's standing t of the year, by the code of the check.
STANDING_CHECKS = {
    "scored_not_registered": "t.entered > 0 AND NOT t.registered",
    "registered_not_scored": "t.registered AND t.entered = 0",
    "sheet_incomplete": "t.outcome = 'incomplete'",
    "reached_not_proposed": "t.outcome = 'reached' AND t.registered AND NOT t.proposed AND t.recognised IS NULL",
    "proposed_not_reached": "t.proposed AND t.outcome <> 'reached'",
    "proposed_not_registered": "t.proposed AND NOT t.registered",
    "proposed_not_decided": "t.proposed AND t.recognised IS NULL",
    "recognised_not_registered": "t.recognised = 1 AND NOT t.registered",
    "recognised_not_scored": "t.recognised = 1 AND t.outcome IN ('empty', 'incomplete')",
    "recognised_not_reached": "t.recognised = 1 AND t.outcome = 'not_reached'",
    "recognised_without_decision": "t.recognised = 1 AND t.decision_id IS NULL",
}
_ABSENT = """
FROM assessment a JOIN household h ON h.id = a.subject_id
LEFT JOIN standing t ON t.subject_id = h.id AND t.year = a.year
WHERE a.year = ? AND t.year IS NULL AND (a.recognised = 1 OR a.proposed) AND h.deleted_at IS {0}
"""
_TWINS = """
FROM (
    SELECT h.id, h.head_name, t.group_id, count(*) OVER alike AS twins
    FROM standing t JOIN household h ON h.id = t.subject_id JOIN household_search s ON s.household_id = h.id
    WHERE t.year = ?
    WINDOW alike AS (PARTITION BY t.group_id, substr(s.find, 1, instr(s.find, '|')), substr(h.born, 1, 4))
) h
JOIN residential_group g ON g.id = h.group_id
WHERE h.twins > 1
"""


def results(file: CommuneFile, year: int) -> Iterator[tuple[Any, ...]]:
    """Registration, result and recognition of every household of the year, by name within no group order.

    Columns: household, group, name, birth year, registered, day, criteria set, version, entered, missing, total,
    outcome, proposed, recognised, decision, stage.
    """
    return file.each(_RESULTS, (year,))


def recognised(file: CommuneFile, year: int) -> list[tuple[int, int]]:
    """Household and group of those recognised in a year."""
    sql = (
        "SELECT subject_id, group_id FROM standing WHERE year = ? AND title = 'learning_family' AND recognised = 1"
        " ORDER BY subject_id"
    )
    return [(row[0], row[1]) for row in file.each(sql, (year,))]


def count_by_standing(file: CommuneFile, year: int) -> dict[str, int]:
    """How many households meet each condition of STANDING_CHECKS."""
    sums = ", ".join(f"coalesce(sum({condition}), 0)" for condition in STANDING_CHECKS.values())
    row = (
        file.row(f"SELECT {sums} FROM standing t WHERE t.year = ? AND t.title = 'learning_family'", (year,)) or ()
    )
    return dict(zip(STANDING_CHECKS, row, strict=True))


def named_by_standing(file: CommuneFile, year: int, code: str, limit: int) -> list[tuple[int, str, str]]:
    """Household, name and group of the first that meet a condition of STANDING_CHECKS."""
    sql = (
        "SELECT h.id, h.head_name, g.name FROM standing t JOIN household h ON h.id = t.subject_id"
        f" JOIN residential_group g ON g.id = t.group_id WHERE t.year = ? AND {STANDING_CHECKS[code]}"
        " ORDER BY g.name, h.id LIMIT ?"
    )
    return [(a, b, c) for a, b, c in file.query(sql, (year, limit))]


def absent_recognised(
    file: CommuneFile, year: int, *, deleted: bool, limit: int
) -> tuple[int, list[tuple[int, str]]]:
    """How many are recognised or proposed though deleted (or moved away), and the first of them."""
    absent = _ABSENT.format("NOT NULL" if deleted else "NULL")
    count = file.value(f"SELECT count(*) {absent}", (year,))
    named = file.query(f"SELECT h.id, h.head_name {absent} ORDER BY h.id LIMIT ?", (year, limit))
    return count, [(a, b) for a, b in named]


def twins(file: CommuneFile, year: int, limit: int) -> tuple[int, list[tuple[int, str, str]]]:
    """How many households share name, birth year and group with another, and the first of them."""
    count = file.value(f"SELECT count(*) {_TWINS}", (year,))
    sql = f"SELECT h.id, h.head_name, g.name {_TWINS} ORDER BY h.group_id, h.head_name, h.id LIMIT ?"
    return count, [(a, b, c) for a, b, c in file.query(sql, (year, limit))]
