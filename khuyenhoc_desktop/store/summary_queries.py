"""The counts of the summary, out of the standings."""

from typing import Any

from khuyenhoc_desktop.store.commune_file import CommuneFile

COUNTED = ("total", "registered", "scored", "reached", "proposed", "recognised")

_COUNTS = """
SELECT group_id, count(*), sum(registered), sum(outcome IN ('reached', 'not_reached')), sum(outcome = 'reached'),
       sum(proposed), sum(coalesce(recognised, 0))
FROM standing WHERE year = ? AND title = 'learning_family' GROUP BY group_id
"""


def family_counts(file: CommuneFile, year: int) -> dict[int, dict[str, int]]:
    """By group: total, registered, scored, reached, proposed, recognised households."""
    return {row[0]: dict(zip(COUNTED, row[1:], strict=True)) for row in file.query(_COUNTS, (year,))}


def target(file: CommuneFile, year: int, title: str) -> tuple[int, str] | None:
    """The year's target: hundredths of a percent, and its base ("total" or "registered")."""
    row = file.row("SELECT percent, base FROM target WHERE year = ? AND title = ?", (year, title))
    return (row[0], row[1]) if row else None


def years(file: CommuneFile) -> list[int]:
    """The assessment years kept in the file, oldest first."""
    return [row[0] for row in file.query("SELECT year FROM assessment_year ORDER BY year")]


def open_years(file: CommuneFile) -> list[int]:
    """The years kept that are not locked, oldest first."""
    return [row[0] for row in file.query("SELECT year FROM assessment_year WHERE locked_at IS NULL ORDER BY year")]


def settings(file: CommuneFile) -> dict[str, Any]:
    """All settings that belong to the data."""
    return dict(file.query("SELECT key, value FROM setting"))
