"""What a bundle tells, as plain values: read from the commune file, or from a bundle's tables when verifying."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from khuyenhoc_desktop.domain.criteria import CriteriaSet, Outcome
from khuyenhoc_desktop.domain.summary import GroupFigures, Target, TitleFigures
from khuyenhoc_desktop.services import communes, criteria_sets, recognition, summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.store import handover_queries, score_queries

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
    """A decision of recognition; `decided_on` an ISO date."""

    id: int
    number: str
    decided_on: str | None
    signer: str | None


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

    @property
    def set_key(self) -> SetKey | None:
        """Id and version of the criteria set of the sheet; None where no sheet was begun."""
        return None if self.set_id is None or self.set_version is None else (self.set_id, self.set_version)


@dataclass(frozen=True, slots=True)
class BundleContent:
    """Everything a bundle tells but the single answers. Households stand by group, then by name."""

    commune: CommuneFacts
    groups: list[Group]
    households: list[HouseholdResult]
    decisions: list[DecisionFacts]
    last_year: list[tuple[int, int]]
    figures: TitleFigures
    criteria: dict[SetKey, tuple[CriteriaSet, str]]

    @property
    def sets(self) -> list[CriteriaSet]:
        """The criteria sets in use, in the order of their ids."""
        return [criteria_set for criteria_set, _ in self.criteria.values()]


def read_content(file: CommuneFile, year: int) -> BundleContent:
    """What is handed up of a year. Read it inside one snapshot of the file."""
    figures = summary.family_figures(file, year)
    groups = _groups(file, year, figures)
    households = _households(file, year, groups)
    return BundleContent(
        commune=_commune(file, year),
        groups=groups,
        households=households,
        decisions=[
            DecisionFacts(d.id, d.number, d.decided_on, d.signer) for d in recognition.decisions(file, year)
        ],
        last_year=_last_year(file, year, groups),
        figures=figures,
        criteria=_criteria(file, year, households),
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
        counts.setdefault(household.group_id, Counter()).update(_marks(household))
    last = Counter(group_id for _, group_id in last_year)
    rows = [
        GroupFigures(
            group.id,
            group.name,
            last_year_recognised=last[group.id] if last_year_known else None,
            target=commune.target,
            **{mark: counts[group.id][mark] for mark in _MARKS},
        )
        for group in groups
    ]
    return TitleFigures.of(commune.title, commune.year, rows, commune.target)


_MARKS = ("total", "registered", "scored", "reached", "proposed", "recognised")


def _marks(household: HouseholdResult) -> list[str]:
    """The counts that a household adds one to."""
    complete = household.outcome in (Outcome.REACHED, Outcome.NOT_REACHED)
    flags = (
        True,
        household.registered,
        complete,
        household.outcome == Outcome.REACHED,
        household.proposed,
        household.recognised is True,
    )
    return [mark for mark, flag in zip(_MARKS, flags, strict=True) if flag]


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


def _groups(file: CommuneFile, year: int, figures: TitleFigures) -> list[Group]:
    kinds = {row.id: row.kind for row in list_groups(file, year, with_ended=True)}
    return [Group(row.group_id, row.group, kinds[row.group_id]) for row in figures.by_group if row.group_id]


def _households(file: CommuneFile, year: int, groups: list[Group]) -> list[HouseholdResult]:
    rank = {group.id: place for place, group in enumerate(groups)}
    found = [_household(*row) for row in handover_queries.results(file, year)]
    found.sort(key=lambda household: rank[household.group_id])
    return found


def _household(*row: object) -> HouseholdResult:
    household = HouseholdResult(*row)  # type: ignore[arg-type]
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
    file: CommuneFile, year: int, households: list[HouseholdResult]
) -> dict[SetKey, tuple[CriteriaSet, str]]:
    """The sets of the sheets and the year's chosen one, each with its file's text."""
    chosen = criteria_sets.chosen(file, LEARNING_FAMILY, year)
    keys = {household.set_key for household in households if household.set_key}
    keys.add((chosen.set_id, chosen.version))
    return {
        key: (criteria_sets.kept(file, *key), score_queries.criteria_body(file, *key) or "")
        for key in sorted(keys)
    }
