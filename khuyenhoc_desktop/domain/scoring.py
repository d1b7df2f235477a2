"""Outcome of a sheet under a criteria set: points in exact integers of hundredths, and the reasons in Vietnamese.

Checklists, which have no points, are judged in `scoring_checklist`; `scorer` gives the right one.

An answer the set does not allow (unknown option, above the maximum, "not applicable" where it is not) counts as
not entered, so a damaged value never lifts a sheet over the line; `answer_text.check_answer` says what is wrong
with it. Answers to codes the set does not have are left out of account.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from khuyenhoc_desktop.domain import scoring_texts as reasons
from khuyenhoc_desktop.domain.answer_text import check_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria_model import (
    CriteriaSet,
    Criterion,
    Indicator,
    Kind,
    NotApplicablePolicy,
    Outcome,
)
from khuyenhoc_desktop.domain.score_result import ScoreResult, shortfall
from khuyenhoc_desktop.domain.scoring_checklist import ChecklistScorer, Graded
from khuyenhoc_desktop.domain.scoring_texts import Reason

__all__ = [
    "Graded",
    "Outcome",
    "Reason",
    "ScoreResult",
    "Scorer",
    "points_of",
    "score",
    "scorer",
    "shortfall",
]


class Scorer(Protocol):
    """A criteria set made ready for judging many sheets; get one with `scorer`, it is kept with the set."""

    criteria_set: CriteriaSet

    def outcome(self, answers: Mapping[str, Answer]) -> Graded:
        """(entered, missing, total or None, outcome, level or None) as `score` gives them, without reasons."""

    def score(self, answers: Mapping[str, Answer]) -> ScoreResult:
        """The whole result with subtotals and reasons."""


def points_of(indicator: Indicator, answer: int | str) -> int:
    """The points (hundredths) an allowed answer is worth, "not applicable" apart."""
    if indicator.kind is Kind.CHOICE:
        option = indicator.option(str(answer))
        return option.points if option else 0
    if indicator.kind is Kind.TEXT or isinstance(answer, str):
        return 0
    if indicator.kind is Kind.YES_NO:
        return indicator.max_points if answer else 0
    if indicator.kind is Kind.POINTS:
        return answer
    reached = [band.points for band in indicator.bands if band.start <= answer]
    return reached[-1] if reached else 0


class _Judgement(NamedTuple):
    """What one answer does to the sheet: points, the points it was measured on, and three flags as 0 or 1."""

    points: int
    applicable: int
    entered: int
    missing: int
    failed: int


class _Judgements(dict[Answer | None, _Judgement]):
    """An indicator's judgement by answer, worked out once for each number that occurs."""

    def __init__(self, criteria_set: CriteriaSet, indicator: Indicator) -> None:
        super().__init__()
        self.indicator = indicator
        self.floor = criteria_set.floor_of(indicator)
        self.required_yes = indicator.code in criteria_set.rules.required_yes
        self.na_points = 0
        if criteria_set.rules.not_applicable is NotApplicablePolicy.FULL:
            self.na_points = indicator.max_points

    def __missing__(self, answer: Answer | None) -> _Judgement:
        judgement = self._judge(answer)
        if answer is None or (judgement.entered and self.indicator.kind is not Kind.TEXT):
            self[answer] = judgement
        return judgement

    def _judge(self, answer: Answer | None) -> _Judgement:
        most = self.indicator.max_points
        if answer is None or check_answer(self.indicator, answer):
            return _Judgement(0, most, 0, int(self.indicator.required), 0)
        if answer is NA:
            return _Judgement(self.na_points, 0, 1, 0, 0)
        points = points_of(self.indicator, answer)
        return _Judgement(points, most, 1, 0, int(bool(self.failure(points))))

    def failure(self, points: int) -> str:
        """The reason code why these points alone bar the title, "" where they do not."""
        if self.required_yes and points < self.indicator.max_points:
            return "required_no"
        return "below_floor" if self.floor is not None and points < self.floor else ""


class _Tally(NamedTuple):
    """The sums of a sheet; `short` counts criteria below their minimum."""

    total: int
    applicable: int
    entered: int
    missing: int
    failed: int
    short: int


@dataclass(slots=True)
class _Part:
    """A criterion made ready for adding up."""

    criterion: Criterion
    minimum: int
    rows: tuple[tuple[str, _Judgements], ...]


@dataclass(slots=True)
class _Details:
    """What the reasons need beyond the sums."""

    missing: list[Indicator] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    subtotals: dict[str, int] = field(default_factory=dict)
    open_points: int = 0
    barred: bool = False


class PackedScorer:
    """Sheets on which every indicator stands, scored by adding up one number for each answer.

    A recompute meets hundreds of thousands of sheets: adding up in one call is several times as fast as looking at
    each answer's points, maximum and flags. In the number stand the sum of the points, the points measured on and
    three counts, each as wide as the set needs: what stays below 63 bits is added up many times faster.
    """

    def __init__(self, judgements: dict[str, _Judgements], decide: Callable[[_Tally], Outcome]) -> None:
        self.count = len(judgements)
        self._judgements, self._decide = judgements, decide
        self._sum_bits = sum(one.indicator.max_points for one in judgements.values()).bit_length()
        self._count_bits = self.count.bit_length()

    def number(self, code: str, answer: Answer) -> int:
        """What an answer adds to the sheet's number. KeyError for a code that the set does not have."""
        points, most, entered, missing, failed = self._judgements[code][answer]
        counts = entered | missing << self._count_bits | failed << 2 * self._count_bits
        return points | most << self._sum_bits | counts << 2 * self._sum_bits

    def outcome(self, number: int) -> Graded:
        """What a whole sheet comes to, as PointsScorer.outcome gives it."""
        (total, most), counts = self._fields(number, self._sum_bits, 2)
        (entered, missing), failed = self._fields(counts, self._count_bits, 2)
        return entered, missing, total, self._decide(_Tally(total, most, entered, missing, failed, 0)), None

    @staticmethod
    def _fields(number: int, bits: int, count: int) -> tuple[list[int], int]:
        """The lowest fields of a number, and what stands above them."""
        mask = (1 << bits) - 1
        return [number >> bits * place & mask for place in range(count)], number >> bits * count


class PointsScorer:
    """The scorer of a set whose title is reached by points."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.criteria_set = criteria_set
        self._scaled = criteria_set.rules.not_applicable is NotApplicablePolicy.SCALED
        self._max_total = criteria_set.max_total
        self._min_total = criteria_set.rules.min_total
        self._parts = tuple(self._part(criterion) for criterion in criteria_set.criteria)

    def _part(self, criterion: Criterion) -> _Part:
        minimum = self.criteria_set.rules.min_per_criterion.get(criterion.code, 0)
        rows = tuple((i.code, _Judgements(self.criteria_set, i)) for i in criterion.indicators)
        return _Part(criterion, minimum, rows)

    def packed(self) -> "PackedScorer | None":
        """The scorer for whole sheets that are only added up; None where single criteria have minimums."""
        if any(part.minimum for part in self._parts):
            return None
        return PackedScorer(dict(row for part in self._parts for row in part.rows), self._decide)

    def outcome(self, answers: Mapping[str, Answer]) -> Graded:
        """(entered, missing, total, outcome, None) as `score` gives them, in a few microseconds."""
        tally = self._tally(answers)
        return tally.entered, tally.missing, tally.total, self._decide(tally), None

    def score(self, answers: Mapping[str, Answer]) -> ScoreResult:
        """The whole result with subtotals and reasons."""
        tally = self._tally(answers)
        details = _Details()
        for part in self._parts:
            self._detail(part, answers, details)
        required = self._required(tally.applicable)
        reachable = self._reachable(tally, details)
        if tally.entered:
            _sum_up(tally, details, required, reachable)
        return ScoreResult(
            total=tally.total,
            required_total=required,
            max_total=tally.applicable if self._scaled else self._max_total,
            entered=tally.entered,
            missing=tuple(indicator.code for indicator in details.missing),
            subtotals=details.subtotals,
            outcome=self._decide(tally),
            reasons=tuple(details.reasons) if tally.entered else (),
            reachable=reachable,
        )

    def _tally(self, answers: Mapping[str, Answer]) -> _Tally:
        """One pass over the sheet. Plain loops: a recompute calls this for every household of every year."""
        total = applicable = entered = missing = failed = short = 0
        answer_of = answers.get
        for part in self._parts:
            subtotal = measured = 0
            for code, judgements in part.rows:
                points, most, is_entered, is_missing, is_failed = judgements[answer_of(code)]
                subtotal += points
                measured += most
                entered += is_entered
                missing += is_missing
                failed += is_failed
            total += subtotal
            applicable += measured
            if part.minimum and self._is_short(part, subtotal, measured):
                short += 1
        return _Tally(total, applicable, entered, missing, failed, short)

    def _is_short(self, part: _Part, subtotal: int, applicable: int) -> bool:
        if self._scaled:
            return subtotal * part.criterion.max_points < part.minimum * applicable
        return subtotal < part.minimum

    def _decide(self, tally: _Tally) -> Outcome:
        if not tally.entered:
            return Outcome.EMPTY
        if tally.missing:
            return Outcome.INCOMPLETE
        if tally.failed or tally.short or not self._enough(tally.total, tally.applicable):
            return Outcome.NOT_REACHED
        return Outcome.REACHED

    def _enough(self, total: int, applicable: int) -> bool:
        """Whether the total suffices, compared without rounding; where nothing applies it never does."""
        if not applicable:
            return False
        if self._scaled:
            return total * self._max_total >= self._min_total * applicable
        return total >= self._min_total

    def _required(self, applicable: int) -> int:
        """The total asked for, rounded up to hundredths where it is scaled."""
        if not self._scaled or not applicable:
            return self._min_total
        return -(-self._min_total * applicable // self._max_total)

    def _detail(self, part: _Part, answers: Mapping[str, Answer], details: _Details) -> None:
        """Add a criterion's subtotal, open points, missing indicators and reasons to the details."""
        subtotal = applicable = open_points = missing = 0
        for code, judgements in part.rows:
            judgement = judgements[answers.get(code)]
            subtotal += judgement.points
            applicable += judgement.applicable
            missing += judgement.missing
            if not judgement.entered:
                open_points += judgements.indicator.max_points
            _detail_indicator(judgements, judgement, details)
        details.subtotals[part.criterion.code] = subtotal
        details.open_points += open_points
        barred = self._is_short(part, subtotal + open_points, applicable)
        details.barred = details.barred or barred
        if barred or (not missing and self._is_short(part, subtotal, applicable)):
            least = self._criterion_minimum(part, applicable)
            details.reasons.append(reasons.criterion_short(part.criterion, subtotal, least))

    def _criterion_minimum(self, part: _Part, applicable: int) -> int:
        if not self._scaled:
            return part.minimum
        return -(-part.minimum * applicable // part.criterion.max_points)

    def _reachable(self, tally: _Tally, details: _Details) -> bool:
        """Whether full points for everything not entered would still reach the title."""
        if details.barred:
            return False
        return self._enough(tally.total + details.open_points, tally.applicable)


def _detail_indicator(judgements: _Judgements, judgement: _Judgement, details: _Details) -> None:
    indicator = judgements.indicator
    if judgement.missing:
        details.missing.append(indicator)
    if not judgement.failed:
        return
    details.barred = True
    if judgements.failure(judgement.points) == "required_no":
        details.reasons.append(reasons.required_no(indicator))
    else:
        details.reasons.append(reasons.below_floor(indicator, judgements.floor or 0))


def _sum_up(tally: _Tally, details: _Details, required: int, reachable: bool) -> None:
    """Put the reasons that concern the whole sheet before and after those of single indicators."""
    if tally.applicable == 0:
        details.reasons.insert(0, reasons.nothing_applicable())
    elif tally.total < required:
        details.reasons.insert(0, reasons.total_short(tally.total, required))
    if details.missing:
        details.reasons.insert(0, reasons.missing(details.missing))
        if not reachable:
            details.reasons.append(reasons.out_of_reach())


def scorer(criteria_set: CriteriaSet) -> Scorer:
    """The set's scorer, made at the first call and kept with the set."""
    kept: Scorer | None = criteria_set.__dict__.get("_scorer")
    if kept is None:
        kept = ChecklistScorer(criteria_set) if criteria_set.is_checklist else PointsScorer(criteria_set)
        criteria_set.__dict__["_scorer"] = kept
    return kept


def score(criteria_set: CriteriaSet, answers: Mapping[str, Answer]) -> ScoreResult:
    """What these answers come to under this set.

    Answers absent are not entered; NA is "not applicable"; numbers are hundredths. The outcome is INCOMPLETE while
    a required indicator is not entered, even where the total already suffices.
    """
    return scorer(criteria_set).score(answers)
