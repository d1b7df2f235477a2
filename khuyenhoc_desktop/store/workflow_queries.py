"""The events of the workflow, and where the stages of a sheet differ."""

import json
from collections.abc import Sequence
from typing import Final, NamedTuple

from khuyenhoc_desktop.domain.subjects import REVIEWED, SELF_SCORED, VERIFIED
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

# By stage, the kind of the event that declares it done.
STAGE_EVENTS: Final = {SELF_SCORED: "self_scored", REVIEWED: "reviewed", VERIFIED: "verified"}


class Event(NamedTuple):
    """Something that happened to a subject in a year's round. `happened_on` is an ISO date or None."""

    subject_id: int
    year: int
    kind: str
    stage: int | None
    happened_on: str | None
    person: str | None
    note: str | None


_EVENTS = "SELECT subject_id, year, kind, stage, happened_on, person, note FROM workflow_event"


def events_of(file: CommuneFile, subject_id: int) -> list[Event]:
    """All events of a subject, the newest first."""
    return [Event(*row) for row in file.query(f"{_EVENTS} WHERE subject_id = ? ORDER BY id DESC", (subject_id,))]


def latest_events(file: CommuneFile, year: int, ids: Sequence[int]) -> dict[tuple[int, str], Event]:
    """Of each of these subjects the newest event of each kind in a year."""
    sql = f"{_EVENTS} WHERE year = ? AND subject_id IN (SELECT value FROM json_each(?)) ORDER BY id"
    found = file.query(sql, (year, json.dumps(list(ids))))
    return {(row[0], row[2]): Event(*row) for row in found}


def staged_scores(
    file: CommuneFile, year: int, title: str, group_id: int | None
) -> list[tuple[int, str | None, str | None, str, int, int | str | None]]:
    """Subject, set id, version, indicator, stage and value of every indicator that a later stage has scored."""
    sql = (
        "SELECT t.subject_id, a.set_id, a.set_version, s.indicator, s.stage, s.value FROM standing t"
        " JOIN score later ON later.subject_id = t.subject_id AND later.year = t.year AND later.stage > 1"
        " JOIN score s ON s.subject_id = t.subject_id AND s.year = t.year AND s.indicator = later.indicator"
        " JOIN assessment a ON a.subject_id = t.subject_id AND a.year = t.year"
        " WHERE t.year = ?1 AND t.title = ?2 AND (?3 IS NULL OR t.group_id = ?3)"
        " GROUP BY t.subject_id, s.indicator, s.stage"
    )
    return [(a, b, c, d, e, f) for a, b, c, d, e, f in file.query(sql, (year, title, group_id))]


def note_events(
    action: Action,
    year: int,
    ids: Sequence[int],
    kind: str,
    stage: int | None = None,
    on: str | None = None,
    person: str | None = None,
    note: str | None = None,
) -> None:
    """Note that something happened to these subjects. `on` is an ISO date."""
    what = (year, kind, stage, on, person, note)
    rows = [(key, subject, *what) for key, subject in zip(action.new_ids(len(ids)), ids, strict=True)]
    action.executemany("INSERT INTO workflow_event VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
