"""Reading assessments, answers and criteria sets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.schema import SELF_SCORE_STAGE

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


def answers(file: CommuneFile, year: int, subjects: Sequence[int]) -> dict[int, dict[str, Answer]]:
    """The self-scored answers of these subjects in a year; a subject without any has an empty dict."""
    found: dict[int, dict[str, Answer]] = {subject: {} for subject in subjects}
    for start in range(0, len(subjects), _IDS_AT_ONCE):
        some = subjects[start : start + _IDS_AT_ONCE]
        marks = ", ".join("?" * len(some))
        sql = (
            f"SELECT subject_id, indicator, value FROM score WHERE subject_id IN ({marks})"
            f" AND year = ? AND stage = {SELF_SCORE_STAGE}"
        )
        for subject, indicator, value in file.query(sql, (*some, year)):
            found[subject][indicator] = NA if value is None else value
    return found


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


def sheets_with_other_set(
    file: CommuneFile,
    title: str,
    year: int,
    set_id: str,
    version: str,
    subjects: Sequence[int] | None = None,
) -> list[tuple[int, str, str]]:
    """Subject, set id and version of the year's sheets filled with another set than this; of some or of all."""
    sql = (
        "SELECT subject_id, set_id, set_version FROM assessment WHERE title = ? AND year = ?"
        " AND set_id IS NOT NULL AND (set_id, set_version) <> (?, ?)"
    )
    wanted = (title, year, set_id, version)
    if subjects is None or len(subjects) > _IDS_AT_ONCE:
        return [(a, b, c) for a, b, c in file.query(sql, wanted)]
    marks = ", ".join("?" * len(subjects))
    found = file.query(f"{sql} AND subject_id IN ({marks})", (*wanted, *subjects))
    return [(a, b, c) for a, b, c in found]


def registered_before_not_now(file: CommuneFile, year: int) -> list[int]:
    """The households of the year that had registered the year before and have not yet."""
    sql = (
        "SELECT t.subject_id FROM standing t JOIN standing l ON l.subject_id = t.subject_id"
        " AND l.year = t.year - 1 WHERE t.year = ? AND t.title = 'learning_family'"
        " AND l.registered AND NOT t.registered"
    )
    return [row[0] for row in file.query(sql, (year,))]
