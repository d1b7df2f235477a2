"""The levels of subjects, from persons up to the commune: who is there in which year, and whose figures he makes.

A level's figures rest on the levels before it: a household's on its persons, a clan's on its households and so on.
"""

from dataclasses import dataclass

from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    COMMUNE_SUBJECT,
    DEFAULT_BASE_AGE,
    HOUSEHOLD,
    PERSON,
    RESIDENTIAL_GROUP,
    TITLE_OF,
    UNIT,
)


@dataclass(frozen=True, slots=True)
class Level:
    """Subjects of one kind. `presence` gives (year, subject_id, group_id, counted) from {years} and {subjects}.

    `parents` gives the subjects above whose figures change with those in temp.moved; group and commune apart.
    """

    kind: str
    presence: str
    parents: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The title that subjects of this kind strive for."""
        return TITLE_OF[self.kind]


_LIVES = "r.from_year = (SELECT max(from_year) FROM residence WHERE household_id = {0} AND from_year <= y.year)"
_IN_YEAR = "x.deleted_at IS NULL AND x.valid_from <= y.year AND (x.valid_to IS NULL OR y.year <= x.valid_to)"

# CROSS JOIN keeps SQLite to the order of the table to be written: year by year, subject by subject.
_HOUSEHOLDS = f"""
SELECT y.year AS year, x.id AS subject_id, r.group_id AS group_id, 1 AS counted
FROM {{years}} y CROSS JOIN {{subjects}} x
CROSS JOIN residence r ON r.household_id = x.id AND {_LIVES.format("x.id")}
WHERE x.deleted_at IS NULL AND NOT r.away
"""

# Who belongs to a household is where that is, and not there while it is away or in the wastebasket. Who has no
# thôn (staff living elsewhere) counts for his unit only.
_PERSONS = f"""
SELECT y.year AS year, x.id AS subject_id, coalesce(r.group_id, e.heir) AS group_id,
       coalesce(y.year - CAST(substr(x.born, 1, 4) AS INTEGER) >= coalesce(y.base_age, {DEFAULT_BASE_AGE})
           AND coalesce(r.group_id, e.heir) IS NOT NULL, 0) AS counted
FROM {{years}} y CROSS JOIN {{subjects}} x
LEFT JOIN household h ON h.id = x.household_id
LEFT JOIN residence r ON r.household_id = x.household_id AND {_LIVES.format("x.household_id")}
LEFT JOIN temp.heir e ON e.year = y.year AND e.group_id = x.group_id AND x.household_id IS NULL
WHERE {_IN_YEAR}
  AND (x.household_id IS NULL OR (h.deleted_at IS NULL AND r.group_id IS NOT NULL AND NOT r.away))
"""

_SEATED = f"""
SELECT y.year AS year, x.id AS subject_id, e.heir AS group_id, 1 AS counted
FROM {{years}} y CROSS JOIN {{subjects}} x
LEFT JOIN temp.heir e ON e.year = y.year AND e.group_id = x.group_id
WHERE {_IN_YEAR}
"""

_GROUPS = """
SELECT y.year AS year, x.id AS subject_id, x.id AS group_id, 1 AS counted
FROM {years} y CROSS JOIN {subjects} x
WHERE x.valid_from <= y.year AND (x.valid_to IS NULL OR y.year <= x.valid_to)
"""

_COMMUNE = """
SELECT y.year AS year, x.id AS subject_id, NULL AS group_id, 1 AS counted
FROM {years} y CROSS JOIN {subjects} x
"""

LEVELS = (
    Level(
        PERSON,
        _PERSONS,
        (
            "SELECT p.household_id AS id FROM temp.moved m JOIN person p ON p.id = m.subject_id",
            "SELECT p.unit_id AS id FROM temp.moved m JOIN person p ON p.id = m.subject_id",
            "SELECT p.clan_id AS id FROM temp.moved m JOIN person p ON p.id = m.subject_id",
            "SELECT c.clan_id AS id FROM temp.moved m JOIN person p ON p.id = m.subject_id"
            " JOIN clan_household c ON c.household_id = p.household_id",
        ),
    ),
    Level(
        HOUSEHOLD,
        _HOUSEHOLDS,
        ("SELECT c.clan_id AS id FROM temp.moved m JOIN clan_household c ON c.household_id = m.subject_id",),
    ),
    Level(CLAN, _SEATED),
    Level(UNIT, _SEATED),
    Level(RESIDENTIAL_GROUP, _GROUPS),
    Level(COMMUNE, _COMMUNE),
)

# The table of subjects of a kind; the commune has none of its own.
TABLES = {level.kind: level.kind for level in LEVELS} | {COMMUNE: f"(SELECT {COMMUNE_SUBJECT} AS id)"}

# The group that stands for one in a year: itself, or what it was merged into (the last step of the chain stays).
HEIRS = """
INSERT OR REPLACE INTO temp.heir
WITH RECURSIVE chain(year, group_id, heir, steps) AS (
    SELECT y.year, g.id, g.id, 0 FROM assessment_year y CROSS JOIN residential_group g
    UNION ALL
    SELECT c.year, c.group_id, g.merged_into, c.steps + 1
    FROM chain c JOIN residential_group g ON g.id = c.heir
    WHERE g.valid_to < c.year AND g.merged_into IS NOT NULL AND c.steps < 20
)
SELECT year, group_id, heir FROM chain ORDER BY steps
"""
