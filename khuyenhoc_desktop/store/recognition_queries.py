"""How far subjects are on the way from registration to recognition, and what decisions said of them."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile


class Mark(NamedTuple):
    """How far one subject is in a year. `recognised` is None while nothing was decided.

    `complete`: every indicator is answered; `reached`: and the sheet reaches the title; `stage`: the furthest
    stage declared done (0 none); `ruled`: the result stands in a decision. A tuple, for there may be 60,000 of
    them while somebody waits.
    """

    id: int
    registered: bool
    complete: bool
    reached: bool
    stage: int
    returned: bool
    proposed: bool
    recognised: bool | None
    ruled: bool


_MARKS = (
    "SELECT subject_id, registered, outcome IN ('reached', 'not_reached'), outcome = 'reached', stage, returned,"
    " proposed, recognised, decision_id IS NOT NULL FROM standing WHERE year = ? AND title = ?"
)
# One JSON text instead of 60,000 parameters, of which SQLite takes only 32,766.
_THESE = " AND {0} IN (SELECT value FROM json_each(?))"


def marks(file: CommuneFile, year: int, title: str, ids: Sequence[int] | None = None) -> list[Mark]:
    """The marks of these subjects of a title, or of all of the year; who is not there that year is left out."""
    if ids is None:
        return [_mark(row) for row in file.query(_MARKS, (year, title))]
    sql = _MARKS + _THESE.format("subject_id")
    return [_mark(row) for row in file.query(sql, (year, title, json.dumps(list(ids))))]


def registered_before_not_now(file: CommuneFile, year: int, title: str) -> list[int]:
    """The subjects of the year that had registered the year before and have not yet; nor withdrawn since."""
    sql = (
        "SELECT t.subject_id FROM standing t JOIN standing l ON l.subject_id = t.subject_id"
        " AND l.year = t.year - 1 WHERE t.year = ? AND t.title = ? AND l.registered AND NOT t.registered"
        " AND NOT EXISTS (SELECT 1 FROM workflow_event e WHERE e.subject_id = t.subject_id"
        " AND e.year = t.year AND e.kind = 'withdrawn')"
    )
    return [row[0] for row in file.query(sql, (year, title))]


def registration_days(file: CommuneFile, year: int, ids: Sequence[int]) -> dict[int, str]:
    """The ISO dates on which these subjects registered, where they are known."""
    sql = "SELECT subject_id, registered_on FROM assessment WHERE year = ? AND registered_on IS NOT NULL"
    return dict(file.query(sql + _THESE.format("subject_id"), (year, json.dumps(list(ids)))))


def decisions(file: CommuneFile, year: int, title: str) -> list[tuple[Any, ...]]:
    """Id, number, date, signer, note, recognised now, kind, what it corrects, how many it names; by date."""
    sql = (
        "SELECT d.id, d.number, d.decided_on, d.signer, d.note, (SELECT count(*) FROM ruling r"
        " CROSS JOIN assessment a ON a.subject_id = r.subject_id AND a.year = r.year"
        " WHERE r.decision_id = d.id AND a.decision_id = d.id AND a.recognised = 1), d.kind, d.corrects,"
        " (SELECT count(*) FROM ruling r WHERE r.decision_id = d.id)"
        " FROM decision d WHERE d.year = ? AND d.title = ? ORDER BY d.decided_on, d.id"
    )
    return file.query(sql, (year, title))


def decision_numbers(file: CommuneFile, year: int, title: str) -> dict[int, str]:
    """The numbers of the year's decisions, by id."""
    return dict(file.query("SELECT id, number FROM decision WHERE year = ? AND title = ?", (year, title)))


def all_numbers(file: CommuneFile) -> dict[int, str]:
    """The numbers of the decisions of all years, by id."""
    return dict(file.query("SELECT id, number FROM decision"))


def title_of_decision(file: CommuneFile, decision_id: int) -> str | None:
    """The title that a decision is about; None when it is no longer on file."""
    title: str | None = file.value("SELECT title FROM decision WHERE id = ?", (decision_id,))
    return title


def named_by(file: CommuneFile, decision_id: int) -> int:
    """How many subjects a decision has said something of, whatever became of them."""
    sql = (
        "SELECT count(*) FROM (SELECT subject_id FROM ruling WHERE decision_id = ?1"
        " UNION SELECT subject_id FROM assessment WHERE decision_id = ?1)"
    )
    count: int = file.value(sql, (decision_id,))
    return count


def named_among(file: CommuneFile, decision_id: int, ids: Sequence[int]) -> list[int]:
    """Those of these subjects of whom a decision has said something."""
    sql = "SELECT subject_id FROM ruling WHERE decision_id = ?" + _THESE.format("subject_id")
    return [row[0] for row in file.query(sql, (decision_id, json.dumps(list(ids))))]


def corrections_of(file: CommuneFile, decision_id: int) -> list[str]:
    """The numbers of the decisions that correct this one."""
    return [row[0] for row in file.query("SELECT number FROM decision WHERE corrects = ?", (decision_id,))]


def ruled_by(file: CommuneFile, ids: Sequence[int], year: int) -> dict[int, int]:
    """The decision by which each of these subjects has its result now."""
    sql = "SELECT subject_id, decision_id FROM assessment WHERE year = ? AND decision_id IS NOT NULL"
    return dict(file.query(sql + _THESE.format("subject_id"), (year, json.dumps(list(ids)))))


def rulings(file: CommuneFile, subject_id: int) -> list[tuple[Any, ...]]:
    """What decisions said of a subject: year, recognised, note, number, date, signer, kind, number it corrects."""
    sql = (
        "SELECT r.year, r.recognised, r.note, d.number, d.decided_on, d.signer, d.kind, c.number"
        " FROM ruling r JOIN decision d ON d.id = r.decision_id LEFT JOIN decision c ON c.id = d.corrects"
        " WHERE r.subject_id = ? ORDER BY r.year DESC, d.decided_on DESC, d.id DESC"
    )
    return file.query(sql, (subject_id,))


def _mark(row: tuple[Any, ...]) -> Mark:
    subject, registered, complete, reached, stage, returned, proposed, recognised, ruled = row
    decided = None if recognised is None else recognised == 1
    begun = (registered == 1, complete == 1, reached == 1, stage, returned == 1)
    return Mark(subject, *begun, proposed == 1, decided, ruled == 1)


def add_decision(action: Action, row: tuple[Any, ...]) -> int:
    """Write down a decision (year, title, number, ISO day, signer, kind, what it corrects); returns its id."""
    decision = action.new_id()
    action.execute(
        "INSERT INTO decision (id, year, title, number, decided_on, signer, kind, corrects)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (decision, *row),
    )
    return decision


def edit_decision(action: Action, decision_id: int, row: tuple[Any, ...]) -> bool:
    """Write number, ISO day, signer and note of a decision; whether it is on file."""
    sql = "UPDATE decision SET number = ?, decided_on = ?, signer = ?, note = ? WHERE id = ? RETURNING 1"
    return bool(action.execute(sql, (*row, decision_id)))


def set_kind(action: Action, decision_id: int, kind: str) -> None:
    """Whether a decision recognises, corrects or revokes."""
    action.execute("UPDATE decision SET kind = ? WHERE id = ?", (kind, decision_id))


def delete_decision(action: Action, decision_id: int) -> None:
    """Remove a decision that names nobody."""
    action.execute("DELETE FROM decision WHERE id = ?", (decision_id,))


def rule(
    action: Action, year: int, ids: Sequence[int], decision_id: int, recognised: bool, note: str | None
) -> None:
    """A decision says of these subjects whether they are recognised; what it said before stays."""
    sql = "INSERT INTO ruling VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
    action.executemany(sql, [(i, year, decision_id, int(recognised), note) for i in ids])
