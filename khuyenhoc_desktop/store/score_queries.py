"""Answers, measures and what was set by hand: reading and writing what stands on sheets."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.subjects import SELF_SCORED, VERIFIED
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

Rows = Iterable[tuple[Any, ...]]
Answers = dict[str, Answer]

# More parameters than this in one statement are refused by SQLite.
_IDS_AT_ONCE = 20_000


def answers(file: CommuneFile, year: int, subjects: Sequence[int], up_to: int = VERIFIED) -> dict[int, Answers]:
    """What counts of what was typed for these subjects: of each indicator the value of the furthest stage.

    Stages after `up_to` are left out; a subject without any value has an empty dict.
    Measured indicators are not among them (services/measured.py).
    """
    found: dict[int, Answers] = {subject: {} for subject in subjects}
    for subject, indicator, value, _ in _scores(file, year, subjects, up_to):
        found[subject][indicator] = NA if value is None else value
    return found


def by_stage(file: CommuneFile, year: int, subjects: Sequence[int]) -> dict[int, dict[int, Answers]]:
    """What was typed for these subjects, by subject, then stage; stages without anything are left out."""
    found: dict[int, dict[int, Answers]] = {subject: {} for subject in subjects}
    for subject, indicator, value, stage in _scores(file, year, subjects, VERIFIED):
        found[subject].setdefault(stage, {})[indicator] = NA if value is None else value
    return found


def all_self_scores(file: CommuneFile, year: int) -> Iterator[tuple[int, Answers]]:
    """Each subject with what was typed of it in the first stage of a year."""
    sql = "SELECT subject_id, indicator, value FROM score WHERE year = ? AND stage = ? ORDER BY subject_id"
    for subject, rows in groupby(file.each(sql, (year, SELF_SCORED)), key=itemgetter(0)):
        yield subject, {indicator: NA if value is None else value for _, indicator, value in rows}


def _scores(file: CommuneFile, year: int, subjects: Sequence[int], up_to: int) -> Iterator[tuple[Any, ...]]:
    """Subject, indicator, value and stage, later stages after earlier ones."""
    for start in range(0, len(subjects), _IDS_AT_ONCE):
        some = subjects[start : start + _IDS_AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = (
            f"SELECT subject_id, indicator, value, stage FROM score WHERE subject_id IN ({marks})"
            " AND year = ? AND stage <= ? ORDER BY subject_id, year, stage"
        )
        yield from file.query(sql, (*some, year, up_to))


def measures(file: CommuneFile, year: int, subjects: Sequence[int]) -> dict[int, dict[str, tuple[int, int]]]:
    """The numbers behind derived indicators: by subject, then indicator, the part and the base."""
    found: dict[int, dict[str, tuple[int, int]]] = {subject: {} for subject in subjects}
    sql = (
        "SELECT m.subject_id, m.indicator, m.part, m.base FROM json_each(?) j"
        " CROSS JOIN measure m ON m.subject_id = j.value AND m.year = ?"
    )
    for subject, indicator, part, base in file.query(sql, (json.dumps(list(subjects)), year)):
        found[subject][indicator] = (part, base)
    return found


def overrides(file: CommuneFile, year: int, subjects: Sequence[int]) -> dict[int, dict[str, str]]:
    """The derived indicators that are set by hand: by subject, then indicator, the reason."""
    found: dict[int, dict[str, str]] = {subject: {} for subject in subjects}
    sql = (
        "SELECT v.subject_id, v.indicator, v.reason FROM json_each(?) j"
        " CROSS JOIN override v ON v.subject_id = j.value AND v.year = ?"
    )
    for subject, indicator, reason in file.query(sql, (json.dumps(list(subjects)), year)):
        found[subject][indicator] = reason
    return found


def not_reached(
    file: CommuneFile, title: str, year: int, group_id: int | None, outcomes: Sequence[str]
) -> list[int]:
    """The subjects of a title that count in the figures and whose sheets have one of these outcomes."""
    marks = ", ".join("?" * len(outcomes))
    sql = (
        "SELECT subject_id FROM standing WHERE year = ? AND title = ? AND counted"
        f" AND outcome IN ({marks}) AND (? IS NULL OR group_id = ?) ORDER BY total DESC, subject_id"
    )
    return [row[0] for row in file.query(sql, (year, title, *outcomes, group_id, group_id))]


def stage_marks(file: CommuneFile, subject: int, year: int) -> dict[int, tuple[str | None, str | None]]:
    """The day and the person of each stage declared done, the last declaration of each."""
    sql = (
        "SELECT stage, happened_on, person FROM workflow_event WHERE subject_id = ? AND year = ?"
        " AND stage IS NOT NULL AND kind IN ('self_scored', 'reviewed', 'verified') ORDER BY id"
    )
    return {stage: (day, person) for stage, day, person in file.query(sql, (subject, year))}


def is_locked(file: CommuneFile, year: int) -> bool:
    """Whether a year is locked."""
    return bool(file.value("SELECT locked_at IS NOT NULL FROM assessment_year WHERE year = ?", (year,)))


def stored(answer: Answer) -> int | str | None:
    """An answer as the score table keeps it: NULL is "not applicable", an absent row "not entered"."""
    return None if answer is NA else answer


def put(action: Action, scores: Rows) -> None:
    """Write (subject, year, stage, indicator, stored value), in place of what stood there."""
    action.executemany(
        "INSERT INTO score VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = excluded.value WHERE value IS NOT excluded.value",
        scores,
    )


def drop(action: Action, scores: Rows) -> None:
    """Empty the cells (subject, year, stage, indicator)."""
    sql = "DELETE FROM score WHERE subject_id = ? AND year = ? AND stage = ? AND indicator = ?"
    action.executemany(sql, scores)


def rename(action: Action, scores: Rows) -> None:
    """Put scores under new indicators: (new, subject, year, stage, old)."""
    sql = "UPDATE score SET indicator = ? WHERE subject_id = ? AND year = ? AND stage = ? AND indicator = ?"
    action.executemany(sql, scores)


def put_override(action: Action, subject: int, year: int, indicator: str, answer: Answer, reason: str) -> None:
    """Set a derived indicator by hand: its reason, and the value as that of the first stage alone."""
    action.execute(
        "INSERT INTO override VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET reason = excluded.reason"
        " WHERE reason <> excluded.reason",
        (subject, year, indicator, reason),
    )
    put(action, [(subject, year, SELF_SCORED, indicator, stored(answer))])
    sql = "DELETE FROM score WHERE subject_id = ? AND year = ? AND indicator = ? AND stage <> ?"
    action.execute(sql, (subject, year, indicator, SELF_SCORED))


def drop_override(action: Action, subject: int, year: int, indicator: str) -> None:
    """Let a derived indicator be computed again: its reason and its value go."""
    drop_reasons(action, [(subject, year, indicator)])
    sql = "DELETE FROM score WHERE subject_id = ? AND year = ? AND indicator = ?"
    action.execute(sql, (subject, year, indicator))


def drop_reasons(action: Action, overrides: Rows) -> None:
    """What was set by hand (subject, year, indicator) is so no more; the values stay."""
    action.executemany("DELETE FROM override WHERE subject_id = ? AND year = ? AND indicator = ?", overrides)


def rename_reasons(action: Action, overrides: Rows) -> None:
    """Put what was set by hand under new indicators: (new, subject, year, old)."""
    sql = "UPDATE override SET indicator = ? WHERE subject_id = ? AND year = ? AND indicator = ?"
    action.executemany(sql, overrides)
