"""How far each thôn is with the round of the year, title by title, and what is overdue."""

from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.workflow_preview import is_full
from khuyenhoc_desktop.services.year_frame import STEPS, Frame, frame
from khuyenhoc_desktop.store import year_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class StageCounts:
    """Counts of subjects that count in the figures. The to_… are registered ones without a result.

    A stage counts everybody who is that far or farther; `complete` sheets are wholly scored; `to_score` are
    neither complete nor declared self-scored.
    """

    total: int = 0
    registered: int = 0
    complete: int = 0
    reached: int = 0
    self_scored: int = 0
    reviewed: int = 0
    verified: int = 0
    returned: int = 0
    proposed: int = 0
    decided: int = 0
    recognised: int = 0
    to_score: int = 0
    to_review: int = 0
    to_verify: int = 0
    to_propose: int = 0
    to_decide: int = 0

    def waiting(self, step: str) -> int:
        """How many wait for a step of the round; a thôn without any registration waits as a whole."""
        if step == "registration":
            return 0 if self.registered else self.total
        waiting: int = getattr(self, _WAITING[step])
        return waiting


_WAITING = {
    "self_score": "to_score",
    "review": "to_review",
    "verification": "to_verify",
    "proposal": "to_propose",
    "decision": "to_decide",
}
_ONLY_FULL = ("review", "verification")


@dataclass(frozen=True, slots=True)
class StageRow:
    """One thôn (None = in no thôn) and one title; `overdue` names the steps whose day has passed unfinished."""

    title: str
    group_id: int | None
    group: str
    counts: StageCounts
    overdue: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """A step whose day has passed: how many of a title wait for it in how many thôn.

    `title` is None for handing up, which is one thing for the whole commune.
    """

    step: str
    title: str | None
    due_on: date
    waiting: int
    groups: int


@dataclass(frozen=True, slots=True)
class YearView:
    """The year's round at a day. `rows` in the order of titles, then thôn; nobody's rows are left out."""

    frame: Frame
    full: bool
    rows: tuple[StageRow, ...]
    overdue: tuple[Overdue, ...]

    def of_title(self, title: str) -> list[StageRow]:
        """The rows of one title."""
        return [row for row in self.rows if row.title == title]

    def total(self, title: str) -> StageCounts:
        """A title's counts, all thôn together."""
        rows = self.of_title(title)
        names = year_queries.COUNTED
        return StageCounts(**{name: sum(getattr(row.counts, name) for row in rows) for name in names})


def year_view(file: CommuneFile, year: int, today: date) -> YearView:
    """How far the round of a year is on a day.

    Raises:
        UserError: no_year.
    """
    known, full = frame(file, year), is_full(file)
    late = [step for step in STEPS if step in known.deadlines and known.deadlines[step] < today]
    if known.is_locked:
        late = [step for step in late if step == "handover"]  # the round is over; the bundle is made of it
    steps = [step for step in late if step in _WAITING or step == "registration"]
    steps = [step for step in steps if full or step not in _ONLY_FULL]
    rows = _rows(file, year, full, steps)
    overdue = [_overdue(known, step, title, rows) for step in steps for title in TITLES]
    if "handover" in late and not exports.exports(file, year):
        overdue.append(Overdue("handover", None, known.deadlines["handover"], 1, 0))
    return YearView(known, full, rows, tuple(one for one in overdue if one.waiting))


def title_counts(file: CommuneFile, year: int, title: str) -> StageCounts:
    """One title's counts, all thôn together."""
    found = year_queries.stage_counts(file, year, is_full(file))
    mine = [counts for (one, _group), counts in found.items() if one == title]
    return StageCounts(**{name: sum(counts[name] for counts in mine) for name in year_queries.COUNTED})


def _rows(file: CommuneFile, year: int, full: bool, late: list[str]) -> tuple[StageRow, ...]:
    counts = year_queries.stage_counts(file, year, full)
    names: dict[int | None, str] = {group.id: group.name for group in list_groups(file, year, with_ended=True)}
    places = {group: place for place, group in enumerate(names)}
    order = sorted(counts, key=lambda key: (list(TITLES).index(key[0]), places.get(key[1], len(places))))
    return tuple(
        _row(title, group, names.get(group, ""), StageCounts(**counts[title, group]), late)
        for title, group in order
    )


def _row(title: str, group: int | None, name: str, counts: StageCounts, late: list[str]) -> StageRow:
    overdue = tuple(step for step in late if counts.waiting(step))
    return StageRow(title, group, name, counts, overdue)


def _overdue(known: Frame, step: str, title: str, rows: tuple[StageRow, ...]) -> Overdue:
    waiting = [(row.group_id, row.counts.waiting(step)) for row in rows if row.title == title]
    groups = {group for group, count in waiting if count and group is not None}
    return Overdue(step, title, known.deadlines[step], sum(count for _, count in waiting), len(groups))
