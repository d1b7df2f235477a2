"""What a bundle tells beyond families: subjects and figures of the other titles, the year's frame."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain.criteria import Outcome
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_LEARNING_COMMUNITY,
    LEARNING_CITIZEN,
    LEARNING_FAMILY,
    LEARNING_UNIT,
    UNIT_KINDS,
)
from khuyenhoc_desktop.domain.summary import GroupFigures, Target, TitleFigures
from khuyenhoc_desktop.services.handover.marks import MARKS, marks_of
from khuyenhoc_desktop.services.summary import NO_GROUP, ORDER, WHOLE, CitizenPart, Citizens, YearSummary

OTHER_TITLES: Final = tuple(title for title in ORDER if title != LEARNING_FAMILY)
SetKey = tuple[str, str]


@dataclass(slots=True)
class SubjectResult:
    """A clan, unit, thôn, the commune, or a citizen who took part. `total` in hundredths of a point.

    `kind` is a unit's kind or a citizen's group.
    """

    id: int
    title: str
    group_id: int | None
    name: str
    kind: str | None
    sex: str | None
    birth_year: int | None
    registered: bool
    registered_on: str | None
    set_id: str | None
    set_version: str | None
    entered: int
    missing: int
    total: int | None
    outcome: str
    level: int | None
    stage: int
    proposed: bool
    recognised: bool | None
    decision_id: int | None

    @property
    def set_key(self) -> SetKey | None:
        """Id and version of the criteria set of the sheet; None where no sheet was begun."""
        return None if self.set_id is None or self.set_version is None else (self.set_id, self.set_version)


@dataclass(frozen=True, slots=True)
class LastYear:
    """Somebody recognised the year before, in the thôn that stands for his now; `kind` of a unit."""

    subject_id: int
    title: str
    group_id: int | None
    kind: str | None


@dataclass(frozen=True, slots=True)
class Bystanders:
    """How many citizens of a thôn, group of person and sex count and took no part: no more is told."""

    group_id: int
    kind: str | None
    sex: str | None
    count: int


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The year's frame: base age of citizens, who does not count and why, the kind of round, the lock."""

    base_age: int
    unknown_birth: int
    below_age: int
    elsewhere: int
    last_year_kept: bool
    round: str
    locked_on: str | None


@dataclass(frozen=True, slots=True)
class StepDone:
    """How often a step of the round was noted for a title, and the first and last day noted (ISO)."""

    title: str
    kind: str
    count: int
    first_on: str | None
    last_on: str | None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """Who confirmed a sample set, when (ISO) and against which document."""

    confirmed_on: str
    confirmed_by: str
    document: str


@dataclass(frozen=True, slots=True)
class AllTitles:
    """Everything beyond families. `rulings` are (decision, subject, recognised), `deadlines` step to ISO day."""

    subjects: list[SubjectResult]
    bystanders: list[Bystanders]
    last_year: list[LastYear]
    targets: Mapping[str, Target]
    year: YearFacts
    deadlines: Mapping[str, str]
    steps: list[StepDone]
    rulings: list[tuple[int, int, bool]]
    confirmed: Mapping[SetKey, Confirmed]
    summary: YearSummary
    units: TitleFigures
    citizens: Citizens


def summary_of(
    families: TitleFigures,
    groups: Sequence[tuple[int, str]],
    subjects: Iterable[SubjectResult],
    bystanders: Iterable[Bystanders],
    last_year: Iterable[LastYear],
    targets: Mapping[str, Target],
    known: bool,
) -> YearSummary:
    """The figures of all titles counted from the lists; `known` tells that last year is kept."""
    now: dict[str, dict[int | None, Counter[str]]] = {title: {} for title in OTHER_TITLES}
    level = None
    for subject in subjects:
        now[subject.title].setdefault(subject.group_id, Counter()).update(marks_of(subject))
        if subject.title == COMMUNE_LEARNING_COMMUNITY:
            level = subject.level
    for one in bystanders:
        now[LEARNING_CITIZEN].setdefault(one.group_id, Counter())["total"] += one.count
    last = {title: Counter[int | None]() for title in OTHER_TITLES}
    for past in last_year:
        last[past.title][past.group_id] += 1
    others = (
        _figures(title, families.year, groups, now[title], last[title] if known else None, targets.get(title))
        for title in OTHER_TITLES
    )
    return YearSummary(families.year, (families, *others), level)


def units_of(
    year: int, subjects: Iterable[SubjectResult], last_year: Iterable[LastYear], goal: Target | None, known: bool
) -> TitleFigures:
    """The units by kind, counted from the lists."""
    now: dict[str | None, Counter[str]] = {}
    for subject in subjects:
        if subject.title == LEARNING_UNIT:
            now.setdefault(subject.kind, Counter()).update(marks_of(subject))
    last = Counter(one.kind for one in last_year if one.title == LEARNING_UNIT)
    rows = (
        _row(None, name, now.get(kind, Counter()), last[kind] if known else None, goal)
        for kind, name in UNIT_KINDS.items()
    )
    return TitleFigures.of(LEARNING_UNIT, year, rows, goal)


def citizens_of(subjects: Iterable[SubjectResult], bystanders: Iterable[Bystanders], year: YearFacts) -> Citizens:
    """The citizens told apart, counted from the lists."""
    found: dict[tuple[int | None, str | None, str | None], list[int]] = {}
    for one in subjects:
        if one.title == LEARNING_CITIZEN:
            counts = found.setdefault((one.group_id, one.kind, one.sex), [0, 0, 0])
            counts[0] += 1
            counts[1] += one.registered
            counts[2] += one.recognised is True
    for some in bystanders:
        found.setdefault((some.group_id, some.kind, some.sex), [0, 0, 0])[0] += some.count
    parts = tuple(CitizenPart(*key, *counts) for key, counts in found.items())
    return Citizens(parts, year.base_age, year.unknown_birth, year.below_age, year.elsewhere)


def _figures(
    title: str,
    year: int,
    groups: Sequence[tuple[int, str]],
    now: Mapping[int | None, Counter[str]],
    last: Counter[int | None] | None,
    goal: Target | None,
) -> TitleFigures:
    """A title's rows: of the thôn that have somebody now or had last year."""
    is_commune = title == COMMUNE_LEARNING_COMMUNITY
    places: list[tuple[int | None, str]] = [*groups, (None, WHOLE if is_commune else NO_GROUP)]
    is_told: Callable[[int | None], bool] = lambda ident: ident in now or bool(last and last[ident])  # noqa: E731
    rows = (
        _row(ident, name, now.get(ident, Counter()), None if last is None else last[ident], goal)
        for ident, name in places
        if is_told(ident)
    )
    return TitleFigures.of(title, year, rows, goal)


def _row(
    ident: int | None, name: str, counts: Mapping[str, int], last: int | None, goal: Target | None
) -> GroupFigures:
    told = {mark: counts.get(mark, 0) for mark in MARKS}
    return GroupFigures(ident, name, last_year_recognised=last, target=goal, **told)


NOTHING_SCORED: Final = (0, 0, None, Outcome.EMPTY.value, None)
