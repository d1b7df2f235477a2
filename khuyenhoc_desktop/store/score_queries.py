"""Reading assessments, answers and criteria sets."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN, VERIFIED
from khuyenhoc_desktop.store.commune_file import CommuneFile

Answers = dict[str, Answer]

# More parameters than this in one statement are refused by SQLite.
_IDS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A subject's assessment in a year; the criteria set is the one it was filled with, once it was."""

    title: str
    set_id: str | None
    set_version: str | None
    registered: bool
    registered_on: str | None
    proposed: bool
    recognised: bool | None
    decision_id: int | None
    note: str | None


def assessment(file: CommuneFile, subject: int, year: int) -> AssessmentRow | None:
    """The assessment of one subject in a year, if there is one."""
    sql = (
        "SELECT title, set_id, set_version, registered, registered_on, proposed, recognised, decision_id, note"
        " FROM assessment WHERE subject_id = ? AND year = ?"
    )
    row = file.row(sql, (subject, year))
    if row is None:
        return None
    recognised = None if row[6] is None else bool(row[6])
    return AssessmentRow(row[0], row[1], row[2], bool(row[3]), row[4], bool(row[5]), recognised, *row[7:])


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


def sets_of(file: CommuneFile, title: str, year: int, subjects: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The set (id, version) that each sheet is filled with: its own once begun, else the year's choice.

    For persons the set of their group stands before that of all. Who has none is left out.
    """
    group = "LEFT JOIN person p ON p.id = j.value LEFT JOIN group_choice g ON g.year = ?2 AND g.person_group ="
    own = f"{group} p.person_group" if title == LEARNING_CITIZEN else ""
    by_group = ("g.set_id,", "g.version,") if own else ("", "")
    sql = (
        f"SELECT j.value, coalesce(a.set_id, {by_group[0]} c.set_id),"
        f" coalesce(iif(a.set_id IS NULL, NULL, a.set_version), {by_group[1]} c.version)"
        " FROM json_each(?3) j LEFT JOIN assessment a ON a.subject_id = j.value AND a.year = ?2"
        f" LEFT JOIN criteria_choice c ON c.title = ?1 AND c.year = ?2 {own}"
    )
    found = file.query(sql, (title, year, json.dumps(list(subjects))))
    return {subject: (set_id, version) for subject, set_id, version in found if set_id and version}


def group_choice(file: CommuneFile, year: int, person_group: str) -> tuple[str, str] | None:
    """The criteria set (id, version) that the citizens of a group use in a year."""
    sql = "SELECT set_id, version FROM group_choice WHERE year = ? AND person_group = ?"
    row = file.row(sql, (year, person_group))
    return (row[0], row[1]) if row else None


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


def criteria_body(file: CommuneFile, set_id: str, version: str) -> str | None:
    """The text of a criteria set kept in the file."""
    body: str | None = file.value(
        "SELECT body FROM criteria_set WHERE set_id = ? AND version = ?", (set_id, version)
    )
    return body


def criteria_sha256(file: CommuneFile, set_id: str, version: str) -> str | None:
    """The sha256 that a criteria set had when it was loaded, whatever became of its text since."""
    sha256: str | None = file.value(
        "SELECT sha256 FROM criteria_set WHERE set_id = ? AND version = ?", (set_id, version)
    )
    return sha256


def criteria_choice(file: CommuneFile, title: str, year: int) -> tuple[str, str] | None:
    """The criteria set (id, version) that a title uses in a year."""
    row = file.row("SELECT set_id, version FROM criteria_choice WHERE title = ? AND year = ?", (title, year))
    return (row[0], row[1]) if row else None


def titles_chosen(file: CommuneFile) -> set[str]:
    """The titles for which some year has a criteria set."""
    return {row[0] for row in file.query("SELECT DISTINCT title FROM criteria_choice")}


def criteria_sets(file: CommuneFile) -> list[tuple[str, str, str, str]]:
    """Id, version, sha256 and text of every set kept in the file."""
    return [(a, b, c, d) for a, b, c, d in file.query("SELECT * FROM criteria_set ORDER BY set_id, version")]


def sets_in_use(file: CommuneFile, title: str, year: int) -> list[tuple[str, str]]:
    """The sets (id, version) with which assessments of the year were filled."""
    sql = (
        "SELECT DISTINCT set_id, set_version FROM assessment"
        " WHERE title = ? AND year = ? AND set_id IS NOT NULL ORDER BY 1, 2"
    )
    return [(a, b) for a, b in file.query(sql, (title, year))]


def decisions(file: CommuneFile, year: int, title: str) -> list[tuple[Any, ...]]:
    """Id, number, date, signer, note and how many it recognises, of the year's decisions."""
    sql = (
        "SELECT d.id, d.number, d.decided_on, d.signer, d.note, (SELECT count(*) FROM assessment a"
        " WHERE a.decision_id = d.id AND a.recognised = 1)"
        " FROM decision d WHERE d.year = ? AND d.title = ? ORDER BY d.decided_on, d.id"
    )
    return file.query(sql, (year, title))
