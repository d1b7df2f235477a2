"""The counts of the summary, out of the standings. Only rows that count are counted."""

from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT, LEARNING_CITIZEN
from khuyenhoc_desktop.store.commune_file import CommuneFile

COUNTED = ("total", "registered", "scored", "reached", "proposed", "recognised")

# The index standing_group holds all that is asked for here.
_COUNTS = """
SELECT title, group_id, count(*), sum(registered), sum(outcome IN ('reached', 'not_reached')),
       sum(outcome = 'reached'), sum(proposed), sum(coalesce(recognised, 0))
FROM standing INDEXED BY standing_group WHERE year = ?1 AND (?2 IS NULL OR title = ?2) AND counted
GROUP BY title, group_id
"""
_OF_TITLE = _COUNTS.replace("(?2 IS NULL OR title = ?2)", "title = ?2")
_CITIZENS = f"""
SELECT t.group_id, p.person_group, p.sex, count(*), sum(t.registered), sum(coalesce(t.recognised, 0))
FROM standing t INDEXED BY standing_group JOIN person p ON p.id = t.subject_id
WHERE t.year = ? AND t.title = '{LEARNING_CITIZEN}' AND t.counted GROUP BY 1, 2, 3
"""
_LEFT_OUT = f"""
SELECT coalesce(sum(p.born IS NULL), 0),
       coalesce(sum(p.born IS NOT NULL AND t.year - CAST(substr(p.born, 1, 4) AS INTEGER) < ?2), 0),
       coalesce(sum(p.born IS NOT NULL AND t.year - CAST(substr(p.born, 1, 4) AS INTEGER) >= ?2), 0)
FROM standing t INDEXED BY standing_group JOIN person p ON p.id = t.subject_id
WHERE t.year = ?1 AND t.title = '{LEARNING_CITIZEN}' AND NOT t.counted
"""
_UNITS = """
SELECT u.kind, count(*), sum(t.registered), sum(t.outcome IN ('reached', 'not_reached')),
       sum(t.outcome = 'reached'), sum(t.proposed), sum(coalesce(t.recognised, 0))
FROM standing t JOIN unit u ON u.id = t.subject_id
WHERE t.year = ? AND t.title = 'learning_unit' AND t.counted GROUP BY u.kind
"""


def counts(file: CommuneFile, year: int, title: str | None = None) -> dict[str, dict[int | None, dict[str, int]]]:
    """By title (of one title alone where it is given) and group: the counts named in COUNTED."""
    found: dict[str, dict[int | None, dict[str, int]]] = {}
    for name, group, *numbers in file.query(_COUNTS if title is None else _OF_TITLE, (year, title)):
        found.setdefault(name, {})[group] = dict(zip(COUNTED, numbers, strict=True))
    return found


def citizens(file: CommuneFile, year: int) -> list[tuple[int | None, str | None, str | None, int, int, int]]:
    """Thôn, group of person, sex of those that count: how many, registered, recognised."""
    return [(a, b, c, d, e, f) for a, b, c, d, e, f in file.query(_CITIZENS, (year,))]


def citizens_left_out(file: CommuneFile, year: int, base_age: int) -> tuple[int, int, int]:
    """Persons that do not count: of unknown birth, below the base age, old enough but in no thôn."""
    unknown, young, elsewhere = file.query(_LEFT_OUT, (year, base_age))[0]
    return unknown, young, elsewhere


def units_by_kind(file: CommuneFile, year: int) -> dict[str, dict[str, int]]:
    """By kind of unit: the counts named in COUNTED."""
    return {kind: dict(zip(COUNTED, numbers, strict=True)) for kind, *numbers in file.query(_UNITS, (year,))}


def commune_level(file: CommuneFile, year: int) -> int | None:
    """The level that the commune's own sheet reaches, None where it reaches none."""
    row = file.row("SELECT level FROM standing WHERE year = ? AND subject_id = ?", (year, COMMUNE_SUBJECT))
    return row[0] if row else None


def standings(file: CommuneFile, year: int, group_id: int | None) -> dict[str, tuple[int, int, int, int, int]]:
    """By title: how many count in a thôn (None: in the commune), are registered, reached, proposed, recognised."""
    sql = (
        "SELECT title, count(*), sum(registered), sum(outcome = 'reached'), sum(proposed),"
        " sum(coalesce(recognised, 0)) FROM standing WHERE year = ?1 AND counted"
        " AND (?2 IS NULL OR group_id = ?2) GROUP BY title"
    )
    return {title: (a, b, c, d, e) for title, a, b, c, d, e in file.query(sql, (year, group_id))}
