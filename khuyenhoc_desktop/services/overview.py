"""The year at a glance: how far each title is against its target and its days, and what is to be done next."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyenhoc_desktop.domain.summary import GroupFigures
from khuyenhoc_desktop.services import summary, year_view
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.year_view import Overdue, StageCounts

# The step of a title of which there is nobody yet, and that of one in which nothing is left.
LISTING: Final = "listing"
DONE: Final = "done"
_STEPS: Final = ("registration", "self_score", "review", "verification", "proposal", "decision")
_ONLY_FULL: Final = ("review", "verification")


@dataclass(frozen=True, slots=True)
class TitleProgress:
    """A title of the year: its figures, the step to go on with, how many wait for it, by when it is due.

    `step` is a key of year_frame.STEPS, LISTING or DONE; `is_late` tells that its day has passed.
    """

    title: str
    figures: GroupFigures
    step: str
    waiting: int
    due_on: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """All titles in the order of summary.ORDER, and the steps whose day has passed unfinished."""

    year: int
    titles: tuple[TitleProgress, ...]
    overdue: tuple[Overdue, ...]


def overview(file: CommuneFile, year: int, today: date) -> Overview:
    """The year at a glance on a day.

    Raises:
        UserError: no_year.
    """
    known, view = summary.year_summary(file, year), year_view.year_view(file, year, today)
    days, made = view.frame.deadlines, []
    for figures in known.titles:
        step, waiting = _next(view.total(figures.title), view.full)
        due_on = days.get(step)
        late = due_on is not None and due_on < today and not view.frame.is_locked
        made.append(TitleProgress(figures.title, figures.commune, step, waiting, due_on, late))
    return Overview(year, tuple(made), view.overdue)


def _next(counts: StageCounts, full: bool) -> tuple[str, int]:
    """The first step in which something is left, and how many wait for it."""
    if not counts.total:
        return LISTING, 0
    for step in _STEPS:
        if (full or step not in _ONLY_FULL) and (waiting := counts.waiting(step)):
            return step, waiting
    return DONE, 0
