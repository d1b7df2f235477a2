"""What is done and what is left of a year's work: five steps, for the commune and for each residential group."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from enum import StrEnum

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import criteria_sets, subjects
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.groups import GroupRow, list_groups
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.handover.exports import Export
from khuyenhoc_desktop.services.subjects import Query
from khuyenhoc_desktop.store import score_queries, work_queries

__all__ = ["Counts", "GroupWork", "Step", "YearWork", "first_to_score", "year_work"]


class Step(StrEnum):
    """The steps of the main job, in order."""

    HOUSEHOLDS = "households"
    REGISTRATION = "registration"
    SCORING = "scoring"
    RECOGNITION = "recognition"
    HANDOVER = "handover"


@dataclass(frozen=True, slots=True)
class Counts:
    """Households by how far they are. `complete`, `incomplete`, `reached` and `to_propose` are of the registered.

    `decided` counts those recognised or refused; `to_decide` those proposed without a result.
    """

    total: int = 0
    registered: int = 0
    complete: int = 0
    incomplete: int = 0
    scored_unregistered: int = 0
    reached: int = 0
    to_propose: int = 0
    to_decide: int = 0
    proposed: int = 0
    decided: int = 0
    recognised: int = 0

    @property
    def to_score(self) -> int:
        """Registered households whose sheet is not complete."""
        return self.registered - self.complete

    def is_done(self, step: Step) -> bool:
        """Whether nothing is left to do in a step (all but the last, which concerns the commune alone)."""
        if step is Step.HOUSEHOLDS:
            return self.total > 0
        if step is Step.REGISTRATION:
            return self.registered > 0
        if step is Step.SCORING:
            return self.registered > 0 and self.to_score == 0
        return self.is_done(Step.SCORING) and self.to_propose == 0 and self.to_decide == 0

    @property
    def next_step(self) -> Step | None:
        """The first step in which something is left, None when there is none."""
        return next((step for step in tuple(Step)[:-1] if not self.is_done(step)), None)


@dataclass(frozen=True, slots=True)
class GroupWork:
    """A residential group and how far its households are."""

    id: int
    group: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class YearWork:
    """A year's work. `export` is the last bundle made, `changed` whether anything was done since.

    Of a locked year only the bundle can be left to do.
    """

    year: int
    groups: tuple[GroupWork, ...]
    counts: Counts
    export: Export | None
    changed: bool
    criteria_set: CriteriaSet | None
    is_locked: bool

    @property
    def empty_groups(self) -> int:
        """How many groups have no household."""
        return sum(not group.counts.total for group in self.groups)

    def is_done(self, step: Step) -> bool:
        """Whether nothing is left to do in a step."""
        if step is Step.HANDOVER:
            return self.export is not None and not self.changed
        return self.counts.is_done(step)

    @property
    def next_step(self) -> Step | None:
        """The one step to go on with, None when the year is handed up and nothing has changed since."""
        steps = (Step.HANDOVER,) if self.is_locked else Step
        return next((step for step in steps if not self.is_done(step)), None)


def year_work(file: CommuneFile, year: int) -> YearWork:
    """How far the year's work is."""
    known = work_queries.counts(file, year)
    groups = tuple(
        GroupWork(group.id, group.name, Counts(*known.get(group.id, ())))
        for group in list_groups(file, year, with_ended=True)
        if _is_shown(group, year)
    )
    last = next(iter(exports.exports(file, year)), None)
    changed = last is not None and exports.has_changed_since(file, last)
    counts, is_locked = _sum(group.counts for group in groups), score_queries.is_locked(file, year)
    return YearWork(year, groups, counts, last, changed, _criteria(file, year), is_locked)


def first_to_score(
    file: CommuneFile, year: int, group_id: int | None = None, title: str = LEARNING_FAMILY
) -> int | None:
    """The registered subject to go on scoring with, in a group or in all: a sheet begun, else an empty one."""
    for outcome in ("incomplete", "empty"):
        query = Query(year, title=title, group_id=group_id, registered=True, outcome=outcome, sort="group")
        found = subjects.find_ids(file, query)
        if found:
            return found[0]
    return None


def _is_shown(group: GroupRow, year: int) -> bool:
    return group.valid_in(year) or group.households > 0


def _sum(counts: Iterable[Counts]) -> Counts:
    columns = zip(*(astuple(each) for each in counts), strict=True)
    return Counts(*(sum(column) for column in columns))


def _criteria(file: CommuneFile, year: int) -> CriteriaSet | None:
    try:
        return criteria_sets.chosen(file, LEARNING_FAMILY, year)
    except UserError:
        return None  # that none is chosen is told by the check before handing up and by the sheet itself
