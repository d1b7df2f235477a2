"""What a criteria set is once read and checked: frozen dataclasses, points as integers of hundredths.

A set is data: no criterion, point or threshold stands in code. Users of this module import the names from
`khuyenhoc_desktop.domain.criteria`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

from khuyenhoc_desktop.domain.answers import Answer

# title code -> (whom it is given to, its Vietnamese name)
TITLES: Final[Mapping[str, tuple[str, str]]] = {
    "learning_citizen": ("person", "Công dân học tập"),
    "learning_family": ("household", "Gia đình học tập"),
    "learning_clan": ("clan", "Dòng họ học tập"),
    "learning_community": ("residential_group", "Cộng đồng học tập"),
    "learning_unit": ("unit", "Đơn vị học tập"),
    "commune_learning_community": ("commune", "Cộng đồng học tập cấp xã"),
}


class Kind(StrEnum):
    """How an indicator is answered."""

    POINTS = "points"
    YES_NO = "yes_no"
    CHOICE = "choice"
    COUNT = "count"
    PERCENT = "percent"
    TEXT = "text"


class Provenance(StrEnum):
    """Whether the set's rule was read in its document (official) or stands in for one not read (sample)."""

    OFFICIAL = "official"
    SAMPLE = "sample"


class Source(StrEnum):
    """Where an indicator's words come from: its document, a draft or second-hand page, or nowhere yet."""

    READ = "read"
    DRAFT = "draft"
    PLACEHOLDER = "placeholder"


class NotApplicablePolicy(StrEnum):
    """What "not applicable" does to the total.

    scaled: the required total shrinks in proportion; full: counts as full points; zero: counts as 0 points.
    """

    SCALED = "scaled"
    FULL = "full"
    ZERO = "zero"


class RuleKind(StrEnum):
    """How a sheet is judged: by its points, or by targets met at levels (a checklist)."""

    POINTS = "points"
    CHECKLIST = "checklist"


class Outcome(StrEnum):
    """What a sheet comes to. Of a checklist, reached is level 1 or higher."""

    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    REACHED = "reached"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice, with its points in hundredths."""

    code: str
    label: str
    points: int


@dataclass(frozen=True, slots=True)
class Band:
    """From this value on an indicator is worth these points (both in hundredths)."""

    start: int
    points: int


@dataclass(frozen=True, slots=True)
class Target:
    """What an indicator must come to at least, in hundredths (yes = 100), for a level of a checklist."""

    level: int
    value: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One line of the sheet, points in hundredths.

    `code` is what data calls it, `number` what people do ("1.2"). A yes is worth `max_points`. One with a
    `measure` (a code of `domain.measures`) is computed from other results. Targets, by rising level, are a
    checklist's.
    """

    code: str
    number: str
    name: str
    kind: Kind
    max_points: int
    help: str = ""
    step: int = 100
    allow_na: bool = False
    floor_points: int | None = None
    required: bool = True
    options: tuple[Option, ...] = ()
    bands: tuple[Band, ...] = ()
    source: Source = Source.READ
    measure: str | None = None
    targets: tuple[Target, ...] = ()

    def option(self, code: str) -> Option | None:
        """The option of that code, None where there is none."""
        return next((option for option in self.options if option.code == code), None)

    def target(self, level: int) -> int | None:
        """What this indicator must come to at least (hundredths) for a level, None where nothing is asked."""
        return next((target.value for target in self.targets if target.level == level), None)

    def entry_hint(self) -> str:
        """What may be typed here, in a few Vietnamese words."""
        from khuyenhoc_desktop.domain.answer_text import entry_hint

        return entry_hint(self)


@dataclass(frozen=True, slots=True)
class Criterion:
    """A heading of the sheet with its indicators; `max_points` is their sum, in hundredths."""

    code: str
    number: str
    name: str
    max_points: int
    indicators: tuple[Indicator, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a checklist (1, 2 …), each asking for more, with its name ("Mức độ 1")."""

    level: int
    name: str


@dataclass(frozen=True, slots=True)
class Rules:
    """When the title is reached. Points in hundredths; `min_per_criterion` goes by criterion code.

    A checklist has levels and nothing else; all about points is 0 or empty there.
    """

    min_total: int
    min_per_indicator: int | None = None
    min_per_criterion: Mapping[str, int] = field(default_factory=dict)
    required_yes: frozenset[str] = frozenset()
    not_applicable: NotApplicablePolicy = NotApplicablePolicy.SCALED
    kind: RuleKind = RuleKind.POINTS
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A worked sheet of the set's own: these answers must give this total, outcome and these reason codes.

    Of a checklist, `level` must come out instead of the total, which is 0.
    """

    name: str
    answers: Mapping[str, Answer]
    total: int
    outcome: Outcome
    reasons: frozenset[str] = frozenset()
    level: int | None = None


@dataclass(frozen=True, slots=True)
class CodeChanges:
    """What became of the codes of the version this one supersedes."""

    renamed: Mapping[str, str] = field(default_factory=dict)
    deleted: frozenset[str] = frozenset()


@dataclass(frozen=True)
class CriteriaSet:
    """A whole set, immutable; `sha256` is that of the file's text in UTF-8.

    `person_group` is a code of `domain.subjects.PERSON_GROUPS`, None where the set is for all of its title.

    `document` is the number of the decision, `issued_on` an ISO date or None where it is not known,
    `valid_to` None where no end is set, `notice` what every user of the set must be told (never empty for a
    sample).
    """

    set_id: str
    version: str
    title: str
    name: str
    applies_to: str
    person_group: str | None
    document: str
    issued_on: str | None
    document_note: str
    valid_from: int
    valid_to: int | None
    provenance: Provenance
    notice: str
    supersedes: str | None
    criteria: tuple[Criterion, ...]
    rules: Rules
    examples: tuple[Example, ...]
    changes: CodeChanges
    sha256: str

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators in the order of the sheet."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @cached_property
    def measured(self) -> tuple[Indicator, ...]:
        """The indicators that are computed from other results instead of being entered."""
        return tuple(indicator for indicator in self.indicators if indicator.measure)

    @cached_property
    def max_total(self) -> int:
        """The most points a sheet can have, in hundredths."""
        return sum(criterion.max_points for criterion in self.criteria)

    @cached_property
    def _by_code(self) -> Mapping[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    @property
    def title_name(self) -> str:
        """The title in Vietnamese."""
        return TITLES[self.title][1]

    @property
    def is_sample(self) -> bool:
        """Whether the set only stands in for a document that was not read."""
        return self.provenance is Provenance.SAMPLE

    @property
    def is_checklist(self) -> bool:
        """Whether a sheet is judged by targets at levels, without points."""
        return self.rules.kind is RuleKind.CHECKLIST

    def level_name(self, level: int) -> str:
        """The name of a level of a checklist ("Mức độ 1"), "" where there is no such level."""
        return next((each.name for each in self.rules.levels if each.level == level), "")

    def indicator(self, code: str) -> Indicator:
        """The indicator of that code; KeyError where there is none."""
        return self._by_code[code]

    def has_indicator(self, code: str) -> bool:
        """Whether the set has an indicator of that code."""
        return code in self._by_code

    def floor_of(self, indicator: Indicator) -> int | None:
        """The fewest points this indicator may have (hundredths): its own floor, else the set's, else None."""
        if indicator.floor_points is not None or indicator.max_points == 0:
            return indicator.floor_points
        return self.rules.min_per_indicator

    def is_valid_in(self, year: int) -> bool:
        """Whether the set may be used for that assessment year."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)
