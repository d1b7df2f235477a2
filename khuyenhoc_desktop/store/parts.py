"""Which of the facts a rebuild reads, all or those of some subjects or years; and the standings they give."""

from typing import NamedTuple

from khuyenhoc_desktop.store.levels import TABLES, Level

_STANDINGS = """
SELECT f.year, f.subject_id, '{title}' AS title, f.group_id, f.counted, coalesce(a.registered, 0) AS registered,
       coalesce(g.entered, 0) AS entered, coalesce(g.missing, 0) AS missing, g.total,
       coalesce(g.outcome, 'empty') AS outcome, g.level, coalesce(a.proposed, 0) AS proposed, a.recognised,
       a.decision_id, coalesce(a.stage, 0) AS stage, coalesce(a.returned, 0) AS returned
FROM ({presence}) f
LEFT JOIN assessment a ON a.subject_id = f.subject_id AND a.year = f.year
LEFT JOIN temp.graded g ON g.subject_id = f.subject_id AND g.year = f.year
"""
COLUMNS = (
    "title, group_id, counted, registered, entered, missing, total, outcome, level, proposed, recognised,"
    " decision_id, stage, returned"
)


class Part(NamedTuple):
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
        years = f"{table}.year IN (SELECT year FROM {self.years})"
        if self.touched is None:
            return f"{years} AND {table}.title = '{level.title}'"
        # The plus keeps SQLite from the index by title, through which it would read whole years.
        touched = f"{table}.subject_id IN (SELECT id FROM {self.touched})"
        return f"{years} AND {touched} AND +{table}.title = '{level.title}'"

    def measures(self, level: Level) -> str:
        """The condition on the measures stored for the level's subjects."""
        owners = f"(SELECT id FROM {self.subjects(level)})"
        return f"year IN (SELECT year FROM {self.years}) AND subject_id IN {owners}"


ALL = Part("assessment_year", "score", None)
# CROSS JOIN holds SQLite to this order: from the few touched ones to their rows, never a scan of all rows.
TOUCHED = Part(
    "assessment_year",
    "(SELECT s.* FROM temp.touched t CROSS JOIN score s ON s.subject_id = t.id)",
    "temp.touched",
)
# Of those touched from below only the years in which something moved there.
MOVED_YEARS = TOUCHED._replace(
    years="(SELECT y.* FROM temp.moved_year t CROSS JOIN assessment_year y ON y.year = t.year)"
)
YEARS = Part(
    "(SELECT y.* FROM temp.touched_year t CROSS JOIN assessment_year y ON y.year = t.year)",
    "(SELECT s.* FROM assessment a CROSS JOIN score s ON s.subject_id = a.subject_id AND s.year = a.year"
    " WHERE a.year IN (SELECT year FROM temp.touched_year))",
    None,
)
