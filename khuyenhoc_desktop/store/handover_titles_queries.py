"""What is handed up of the titles other than families, and of the year's round."""

from collections.abc import Iterator
from typing import Any

from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN, LEARNING_FAMILY
from khuyenhoc_desktop.store.commune_file import CommuneFile

_RESULT = """
t.registered, a.registered_on,
iif(t.entered > 0, coalesce(a.set_id, {0} c.set_id), NULL),
iif(t.entered > 0, iif(a.set_id IS NOT NULL, a.set_version, coalesce({1} c.version)), NULL),
t.entered, t.missing, t.total, t.outcome, t.level, t.stage, t.proposed, t.recognised, t.decision_id
"""
_SHEET = """
LEFT JOIN assessment a ON a.subject_id = t.subject_id AND a.year = t.year
LEFT JOIN criteria_choice c ON c.title = t.title AND c.year = t.year
"""
_TOOK_PART = "(t.registered OR t.entered > 0 OR t.proposed OR t.recognised IS NOT NULL)"
_CITIZENS = f"""
SELECT t.subject_id, t.title, t.group_id, p.name, p.person_group, p.sex, CAST(substr(p.born, 1, 4) AS INTEGER),
       {_RESULT.format("g.set_id,", "g.version,")}
FROM standing t JOIN person p ON p.id = t.subject_id JOIN person_search s ON s.person_id = t.subject_id {_SHEET}
LEFT JOIN group_choice g ON g.year = t.year AND g.person_group = p.person_group
WHERE t.year = ? AND t.title = '{LEARNING_CITIZEN}' AND t.counted AND {_TOOK_PART}
ORDER BY s.sort_key, p.name, p.id
"""
_BYSTANDERS = f"""
SELECT t.group_id, p.person_group, p.sex, count(*)
FROM standing t JOIN person p ON p.id = t.subject_id
WHERE t.year = ? AND t.title = '{LEARNING_CITIZEN}' AND t.counted AND NOT {_TOOK_PART}
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""
_OTHERS = f"""
SELECT t.subject_id, t.title, t.group_id, coalesce(l.name, u.name, r.name), u.kind, NULL, NULL,
       {_RESULT.format("", "c.version,")}
FROM standing t
LEFT JOIN clan l ON t.title = 'learning_clan' AND l.id = t.subject_id
LEFT JOIN unit u ON t.title = 'learning_unit' AND u.id = t.subject_id
LEFT JOIN residential_group r ON t.title = 'learning_community' AND r.id = t.subject_id {_SHEET}
WHERE t.year = ? AND t.title NOT IN ('{LEARNING_CITIZEN}', '{LEARNING_FAMILY}') AND t.counted
ORDER BY t.subject_id
"""
_RECOGNISED = f"""
SELECT t.subject_id, t.title, t.group_id, u.kind
FROM standing t LEFT JOIN unit u ON t.title = 'learning_unit' AND u.id = t.subject_id
WHERE t.year = ? AND t.title <> '{LEARNING_FAMILY}' AND t.counted AND t.recognised = 1 ORDER BY t.subject_id
"""
_STEPS = """
SELECT s.title, e.kind, count(*), min(e.happened_on), max(e.happened_on)
FROM workflow_event e JOIN assessment s ON s.subject_id = e.subject_id AND s.year = e.year
WHERE e.year = ? GROUP BY s.title, e.kind ORDER BY s.title, e.kind
"""
_RULINGS = """
SELECT r.decision_id, r.subject_id, r.recognised FROM ruling r JOIN decision d ON d.id = r.decision_id
WHERE r.year = ? AND d.year = r.year ORDER BY r.decision_id, r.subject_id
"""


def results(file: CommuneFile, year: int) -> Iterator[tuple[Any, ...]]:
    """Every subject that counts of the titles other than families; of citizens those who took part, by name.

    Columns: subject, title, group, name, kind, sex, birth year, registered, day, criteria set, version, entered,
    missing, total, outcome, level, stage, proposed, recognised, decision.
    """
    return (row for sql in (_CITIZENS, _OTHERS) for row in file.each(sql, (year,)))


def bystanders(file: CommuneFile, year: int) -> list[tuple[int, str | None, str | None, int]]:
    """Citizens that count and took no part: thôn, group of person, sex, how many."""
    return [(a, b, c, d) for a, b, c, d in file.query(_BYSTANDERS, (year,))]


def recognised(file: CommuneFile, year: int) -> list[tuple[int, str, int | None, str | None]]:
    """Subject, title, group and kind of unit of those recognised in a year, families left out."""
    return [(a, b, c, d) for a, b, c, d in file.each(_RECOGNISED, (year,))]


def decisions(file: CommuneFile, year: int) -> list[tuple[Any, ...]]:
    """Id, number, date, signer, title, kind and what it corrects, of the year's decisions, by date."""
    sql = (
        "SELECT id, number, decided_on, signer, title, kind, corrects FROM decision WHERE year = ?"
        " ORDER BY decided_on, id"
    )
    return file.query(sql, (year,))


def rulings(file: CommuneFile, year: int) -> list[tuple[int, int, bool]]:
    """Decision, subject, and whether it was recognised by it, of the year's decisions."""
    return [(a, b, bool(c)) for a, b, c in file.each(_RULINGS, (year,))]


def steps_done(file: CommuneFile, year: int) -> list[tuple[str, str, int, str | None, str | None]]:
    """Title, kind of event, how often it was noted in a year, the first and the last day."""
    return [(a, b, c, d, e) for a, b, c, d, e in file.query(_STEPS, (year,))]


def confirmations(file: CommuneFile) -> dict[tuple[str, str], tuple[str, str, str]]:
    """By set and version: the day of its confirmation, by whom, the document."""
    sql = "SELECT set_id, version, confirmed_on, confirmed_by, document FROM criteria_confirmation"
    return {(a, b): (c, d, e) for a, b, c, d, e in file.query(sql)}


# Condition on a standing t of the year, by the code of the check.
STANDING_CHECKS = {
    # What is measured fills itself in, so only what was typed tells that somebody was scored.
    "scored_not_registered": "NOT t.registered AND t.entered > 0"
    " AND EXISTS (SELECT 1 FROM score c WHERE c.subject_id = t.subject_id AND c.year = t.year)",
    "registered_not_scored": "t.registered AND t.entered = 0",
    "sheet_incomplete": "t.registered AND t.outcome = 'incomplete'",
    "reached_not_proposed": "t.outcome = 'reached' AND t.registered AND NOT t.proposed AND t.recognised IS NULL",
    "proposed_not_reached": "t.proposed AND t.outcome <> 'reached'",
    "proposed_not_decided": "t.proposed AND t.recognised IS NULL",
    "recognised_not_registered": "t.recognised = 1 AND NOT t.registered",
    "recognised_not_reached": "t.recognised = 1 AND t.outcome <> 'reached'",
    "recognised_without_decision": "t.recognised = 1 AND t.decision_id IS NULL",
    "returned": "t.returned",
}


def count_by_standing(file: CommuneFile, year: int) -> dict[str, dict[str, int]]:
    """By title (families left out): how many meet each condition of STANDING_CHECKS, and how many took part."""
    conditions = (*STANDING_CHECKS.values(), _TOOK_PART)
    sums = ", ".join(f"sum({condition})" for condition in conditions)
    sql = (
        f"SELECT t.title, {sums} FROM standing t WHERE t.year = ? AND t.title <> ? AND t.counted GROUP BY t.title"
    )
    names = (*STANDING_CHECKS, "took_part")
    return {
        title: dict(zip(names, counts, strict=True)) for title, *counts in file.query(sql, (year, LEARNING_FAMILY))
    }


def named_by_standing(file: CommuneFile, year: int, title: str, code: str, limit: int) -> list[int]:
    """The first subjects of a title that meet a condition of STANDING_CHECKS."""
    sql = (
        f"SELECT t.subject_id FROM standing t WHERE t.year = ? AND t.title = ? AND t.counted"
        f" AND {STANDING_CHECKS[code]} ORDER BY t.subject_id LIMIT ?"
    )
    return [row[0] for row in file.query(sql, (year, title, limit))]
