"""What a bundle tells, as plain values: read from the commune file, or from a bundle's tables when verifying."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from khuyenhoc_desktop.domain.criteria import CriteriaSet, Outcome
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import GroupFigures, Target, TitleFigures
from khuyenhoc_desktop.services import communes, criteria_sets, summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.handover import reading_file
from khuyenhoc_desktop.services.handover.all_titles import OTHER_TITLES, AllTitles, SubjectResult
from khuyenhoc_desktop.services.handover.marks import MARKS, marks_of, share
from khuyenhoc_desktop.services.once import Once
from khuyenhoc_desktop.store import criteria_queries, handover_queries, handover_titles_queries

SetKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class CommuneFacts:
    """The commune and what the year aims at. `code` is five digits as text."""

    code: str
    name: str
    kind: str
    province: str | None
    association: str | None
    year: int
    title: str
    target: Target | None

    @property
    def full_name(self) -> str:
        """«xã Yên Phú»."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class Group:
    """A residential group of the year."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision; `decided_on` an ISO date, `kind` recognise, correct or revoke, `corrects` another's id."""

    id: int
    number: str
    decided_on: str | None
    signer: str | None
    title: str = LEARNING_FAMILY
    kind: str = "recognise"
    corrects: int | None = None


@dataclass(slots=True)
class HouseholdResult:
    """A household of the year with its registration, result and recognition. `total` in hundredths of a point."""

    id: int
    group_id: int
    head_name: str
    birth_year: int | None
    registered: bool = False
    registered_on: str | None = None
    set_id: str | None = None
    set_version: str | None = None
    entered: int = 0
    missing: int = 0
    total: int | None = None
    outcome: str = Outcome.EMPTY.value
    proposed: bool = False
    recognised: bool | None = None
    decision_id: int | None = None
    stage: int = 0

    @property
    def name(self) -> str:
        """The head's name."""
        return self.head_name

    @property
    def level(self) -> None:
        """Families have no levels."""
        return None

    @property
    def set_key(self) -> SetKey | None:
        """Id and version of the criteria set of the sheet; None where no sheet was begun."""
        return None if self.set_id is None or self.set_version is None else (self.set_id, self.set_version)


@dataclass(frozen=True)
class BundleContent:
    """Everything a bundle tells but the single answers. Households stand by group, then by name.

    `rest` is what format 2 tells of the other titles and of the round, None in a bundle of format 1.
    """

    commune: CommuneFacts
    groups: list[Group]
    households: list[HouseholdResult]
    decisions: list[DecisionFacts]
    last_year: list[tuple[int, int]]
    figures: TitleFigures
    criteria: dict[SetKey, tuple[CriteriaSet, str]]
    rest: AllTitles | None = None

    @property
    def format(self) -> int:
        """The number of the bundle's format."""
        return 1 if self.rest is None else 2

    @property
    def results(self) -> "list[HouseholdResult | SubjectResult]":
        """Households, then the subjects of the other titles."""
        return [*self.households, *(self.rest.subjects if self.rest else ())]

    @cached_property
    def decision_numbers(self) -> dict[int | None, str]:
        """The number of each decision by its id."""
        return {decision.id: decision.number for decision in self.decisions}

    @property
    def sets(self) -> list[CriteriaSet]:
        """The criteria sets in use, in the order of their ids."""
        return [criteria_set for criteria_set, _ in self.criteria.values()]


def read_content(file: CommuneFile, year: int) -> BundleContent:
    """What is handed up of a year. Read it inside one snapshot of the file."""
    groups = [Group(*row) for row in reading_file.groups_told(file, year)]
    households = _households(file, year, groups)
    commune = _commune(file, year)
    last_year = _last_year(file, year, groups)
    figures = figures_of(commune, groups, households, last_year, summary.has_last_year(file, year))
    rest = reading_file.read_titles(file, year, figures, [(group.id, group.name) for group in groups])
    return BundleContent(
        commune=commune,
        groups=groups,
        households=households,
        decisions=[DecisionFacts(*row) for row in handover_titles_queries.decisions(file, year)],
        last_year=last_year,
        figures=figures,
        criteria=_criteria(file, year, [*households, *rest.subjects]),
        rest=rest,
    )


def figures_of(
    commune: CommuneFacts,
    groups: Iterable[Group],
    households: Iterable[HouseholdResult],
    last_year: Iterable[tuple[int, int]],
    last_year_known: bool,
) -> TitleFigures:
    """The figures counted anew from the lists: what `verify` holds against the summary tables."""
    counts: dict[int, Counter[str]] = {group.id: Counter() for group in groups}
    for household in households:
        counts.setdefault(household.group_id, Counter()).update(marks_of(household))
    last = Counter(group_id for _, group_id in last_year)
    rows = [
        GroupFigures(
            group.id,
            group.name,
            last_year_recognised=last[group.id] if last_year_known else None,
            target=commune.target,
            **{mark: counts[group.id][mark] for mark in MARKS},
        )
        for group in groups
    ]
    return TitleFigures.of(commune.title, commune.year, rows, commune.target)


def _commune(file: CommuneFile, year: int) -> CommuneFacts:
    facts = communes.facts(file)
    return CommuneFacts(
        code=facts.code,
        name=facts.name,
        kind=facts.kind,
        province=facts.province or None,
        association=facts.association or None,
        year=year,
        title=LEARNING_FAMILY,
        target=summary.target(file, year),
    )


def _households(file: CommuneFile, year: int, groups: list[Group]) -> list[HouseholdResult]:
    rank = {group.id: place for place, group in enumerate(groups)}
    once = Once()
    found = [_household(once, row) for row in handover_queries.results(file, year)]
    found.sort(key=lambda household: rank[household.group_id])
    return found


def _household(once: Once, row: tuple[Any, ...]) -> HouseholdResult:
    household = HouseholdResult(*row)
    share(household, once)
    household.registered = bool(household.registered)
    household.proposed = bool(household.proposed)
    household.recognised = None if household.recognised is None else bool(household.recognised)
    return household


def _last_year(file: CommuneFile, year: int, groups: list[Group]) -> list[tuple[int, int]]:
    """Last year's recognised households, each in the group that stands for theirs now."""
    kept = {group.id for group in groups}
    every = {row.id: row for row in list_groups(file, year, with_ended=True)}
    rows = ((i, summary.heir(every, group, year)) for i, group in handover_queries.recognised(file, year - 1))
    return [(household, group) for household, group in rows if group in kept]


def _criteria(
    file: CommuneFile, year: int, results: "list[HouseholdResult | SubjectResult]"
) -> dict[SetKey, tuple[CriteriaSet, str]]:
    """The sets of the sheets and those chosen for the year, each with its file's text.

    Raises:
        UserError: no_criteria when none is chosen for families.
    """
    keys = {result.set_key for result in results if result.set_key}
    chosen = criteria_sets.chosen(file, LEARNING_FAMILY, year)
    keys.add((chosen.set_id, chosen.version))
    choices = (criteria_queries.choice(file, title, year) for title in OTHER_TITLES)
    keys |= {choice for choice in choices if choice}
    return {key: (criteria_sets.kept(file, *key), criteria_queries.body(file, *key) or "") for key in sorted(keys)}
