"""The row of an assessment: begun once for a subject and year, before anything is noted in it."""

from collections.abc import Sequence

from khuyenhoc_desktop.domain.subjects import COMMUNE, KIND_OF
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.subjects import NOUNS
from khuyenhoc_desktop.store.action import Action


def begin(action: Action, year: int, title: str, ids: Sequence[int]) -> None:
    """Make the assessments that are not there yet."""
    action.executemany(
        "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(i, year, title) for i in ids],
    )


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


def counted(title: str, count: int) -> str:
    """«12 hộ», «3 đơn vị»: so many subjects of a title."""
    kind = KIND_OF[title]
    return f"{format_count(count)} {'xã, phường' if kind == COMMUNE else NOUNS[kind]}"
