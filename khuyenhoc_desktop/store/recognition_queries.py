"""Reading how far households are on the way from registration to recognition."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from khuyenhoc_desktop.store.commune_file import CommuneFile


class Mark(NamedTuple):
    """How far one household is in a year. `recognised` is None while nothing was decided.

    A tuple, for there may be 60,000 of them while somebody waits.
    """

    id: int
    registered: bool
    reached: bool
    proposed: bool
    recognised: bool | None


_MARKS = (
    "SELECT subject_id, registered, outcome = 'reached', proposed, recognised FROM standing WHERE year = ?"
    " AND title = 'learning_family'"
)


def marks(file: CommuneFile, year: int, ids: Sequence[int] | None = None) -> list[Mark]:
    """The marks of these households, or of all of the year; those that are away or deleted are left out."""
    if ids is None:
        return [_mark(row) for row in file.query(_MARKS, (year,))]
    # One JSON text instead of 60,000 parameters, of which SQLite takes only 32,766.
    sql = f"{_MARKS} AND subject_id IN (SELECT value FROM json_each(?))"
    return [_mark(row) for row in file.query(sql, (year, json.dumps(list(ids))))]


def registration_days(file: CommuneFile, year: int, ids: Sequence[int]) -> dict[int, str]:
    """The ISO dates on which these households registered, where they are known."""
    sql = (
        "SELECT subject_id, registered_on FROM assessment WHERE year = ? AND registered_on IS NOT NULL"
        " AND subject_id IN (SELECT value FROM json_each(?))"
    )
    return dict(file.query(sql, (year, json.dumps(list(ids)))))


def recognised_by(file: CommuneFile, decision_id: int) -> int:
    """How many assessments name a decision, whatever became of their households."""
    count: int = file.value("SELECT count(*) FROM assessment WHERE decision_id = ?", (decision_id,))
    return count


def _mark(row: tuple[Any, ...]) -> Mark:
    household, registered, reached, proposed, recognised = row
    decided = None if recognised is None else recognised == 1
    return Mark(household, registered == 1, reached == 1, proposed == 1, decided)
