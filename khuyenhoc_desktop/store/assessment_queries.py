"""The row of an assessment: begun once for a subject and year; what is noted in it on the way to recognition."""

from collections.abc import Iterable, Sequence
from typing import Any

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

Rows = Iterable[tuple[Any, ...]]


def all_marks(file: CommuneFile, year: int) -> list[tuple[int, bool, str | None, bool | None]]:
    """Subject, whether registered, on which ISO day, whether recognised (None: not decided), of a year."""
    sql = "SELECT subject_id, registered, registered_on, recognised FROM assessment WHERE year = ?"
    return [(a, bool(b), c, None if d is None else bool(d)) for a, b, c, d in file.each(sql, (year,))]


def begin(action: Action, year: int, title: str, ids: Iterable[int]) -> None:
    """Make the assessments that are not there yet."""
    action.executemany(
        "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((i, year, title) for i in ids),
    )


def fill(action: Action, sheets: Rows) -> None:
    """Begin sheets (subject, year, title, set id, version); one that has a set already keeps it."""
    action.executemany(
        "INSERT INTO assessment (subject_id, year, title, set_id, set_version) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET set_id = excluded.set_id, set_version = excluded.set_version"
        " WHERE set_id IS NULL",
        sheets,
    )


def refill(action: Action, year: int, ids: Sequence[int], key: tuple[str, str]) -> None:
    """These sheets are filled with another set now."""
    sql = "UPDATE assessment SET set_id = ?, set_version = ? WHERE subject_id = ? AND year = ?"
    action.executemany(sql, [(*key, i, year) for i in ids])


def register(action: Action, year: int, ids: Sequence[int], registered: bool, day: str | None = None) -> None:
    """Registered or not, on an ISO day; a day noted before stays where none is given."""
    action.executemany(
        "UPDATE assessment SET registered = ?1, registered_on = iif(?1, coalesce(?2, registered_on), NULL)"
        " WHERE subject_id = ?3 AND year = ?4",
        [(int(registered), day, i, year) for i in ids],
    )


def withdraw(action: Action, year: int, ids: Sequence[int]) -> None:
    """The registration is withdrawn; a proposal and a return go with it."""
    action.executemany(
        "UPDATE assessment SET registered = 0, registered_on = NULL, proposed = 0, returned = 0"
        " WHERE subject_id = ? AND year = ?",
        [(i, year) for i in ids],
    )


def set_stage(action: Action, year: int, ids: Sequence[int], stage: int) -> None:
    """A stage is done; what was returned is so no more."""
    sql = "UPDATE assessment SET stage = ?, returned = 0 WHERE subject_id = ? AND year = ?"
    action.executemany(sql, [(stage, i, year) for i in ids])


def send_back(action: Action, year: int, ids: Sequence[int], stage: int) -> None:
    """Returned to those who do what follows a stage; a proposal goes with it."""
    sql = "UPDATE assessment SET stage = ?, returned = 1, proposed = 0 WHERE subject_id = ? AND year = ?"
    action.executemany(sql, [(stage, i, year) for i in ids])


def propose(action: Action, year: int, ids: Sequence[int], proposed: bool) -> None:
    """Proposed for recognition or not."""
    sql = "UPDATE assessment SET proposed = ? WHERE subject_id = ? AND year = ?"
    action.executemany(sql, [(int(proposed), i, year) for i in ids])


def set_result(
    action: Action, year: int, ids: Sequence[int], recognised: bool | None, decision: int | None
) -> None:
    """The result, and the decision that says so; None = not decided, by no decision."""
    value = None if recognised is None else int(recognised)
    sql = "UPDATE assessment SET recognised = ?, decision_id = ? WHERE subject_id = ? AND year = ?"
    action.executemany(sql, [(value, decision, i, year) for i in ids])


def put_marks(action: Action, marks: Rows) -> None:
    """Write (registered, ISO day, recognised, subject, year) as a list tells them."""
    sql = (
        "UPDATE assessment SET registered = ?, registered_on = ?, recognised = ? WHERE subject_id = ? AND year = ?"
    )
    action.executemany(sql, marks)
