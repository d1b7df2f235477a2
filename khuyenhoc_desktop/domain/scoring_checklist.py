"""Judging a checklist: targets met at levels, no points (Cộng đồng học tập cấp xã, TT 25/2023/TT-BGDĐT).

A level is reached when every target of it and of the levels below it is met. "Not applicable" is not held against
a target; an indicator that may stay empty and is empty does not meet its targets.
"""

from collections.abc import Mapping

from khuyenhoc_desktop.domain import scoring_texts as reasons
from khuyenhoc_desktop.domain.answer_text import check_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria_model import CriteriaSet, Indicator, Level, Outcome
from khuyenhoc_desktop.domain.score_result import ScoreResult
from khuyenhoc_desktop.domain.scoring_texts import Reason

# entered, missing, total in hundredths (None for a checklist), outcome, level (None for points)
Graded = tuple[int, int, int | None, Outcome, int | None]


def is_met(indicator: Indicator, answer: Answer | None, level: int) -> bool:
    """Whether an allowed answer does what a level asks of this indicator; where nothing is asked it does."""
    target = indicator.target(level)
    if target is None or answer is NA:
        return True
    return isinstance(answer, int) and answer >= target


class ChecklistScorer:
    """The scorer of a checklist."""

    def __init__(self, criteria_set: CriteriaSet) -> None:
        self.criteria_set = criteria_set
        self._levels = criteria_set.rules.levels

    def outcome(self, answers: Mapping[str, Answer]) -> Graded:
        """(entered, missing, None, outcome, level) as `score` gives them."""
        allowed = self._allowed(answers)
        missing = self._missing(allowed)
        level = self._level(allowed, missing)
        return len(allowed), len(missing), None, self._decide(allowed, missing, level), level

    def score(self, answers: Mapping[str, Answer]) -> ScoreResult:
        """The whole result; its points are 0."""
        allowed = self._allowed(answers)
        missing = self._missing(allowed)
        level = self._level(allowed, missing)
        outcome = self._decide(allowed, missing, level)
        short = self._short(allowed, missing, level)
        unreached = outcome in (Outcome.NOT_REACHED, Outcome.INCOMPLETE)
        return ScoreResult(
            total=0,
            required_total=0,
            max_total=0,
            entered=len(allowed),
            missing=tuple(indicator.code for indicator in missing),
            subtotals={criterion.code: 0 for criterion in self.criteria_set.criteria},
            outcome=outcome,
            reasons=self._reasons(allowed, missing, short) if unreached else (),
            reachable=self._reachable(allowed),
            is_checklist=True,
            level=level,
            level_name=self.criteria_set.level_name(level or 0),
            next_level=short,
        )

    def _allowed(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """The answers that the set allows; what it does not allow counts as not entered."""
        given = ((indicator, answers.get(indicator.code)) for indicator in self.criteria_set.indicators)
        return {
            indicator.code: answer
            for indicator, answer in given
            if answer is not None and check_answer(indicator, answer) is None
        }

    def _missing(self, allowed: Mapping[str, Answer]) -> list[Indicator]:
        return [each for each in self.criteria_set.indicators if each.required and each.code not in allowed]

    def _unmet(self, allowed: Mapping[str, Answer], level: int) -> list[Indicator]:
        return [each for each in self.criteria_set.indicators if not is_met(each, allowed.get(each.code), level)]

    def _applies(self, allowed: Mapping[str, Answer]) -> bool:
        """Whether anything that the first level asks for applies; otherwise nothing would have been shown."""
        asked = (each for each in self.criteria_set.indicators if each.target(1) is not None)
        return any(allowed.get(each.code) is not NA for each in asked)

    def _level(self, allowed: Mapping[str, Answer], missing: list[Indicator]) -> int | None:
        reached = None
        if missing or not self._applies(allowed):
            return None
        for each in self._levels:
            if self._unmet(allowed, each.level):
                break
            reached = each.level
        return reached

    def _decide(self, allowed: Mapping[str, Answer], missing: list[Indicator], level: int | None) -> Outcome:
        if not allowed:
            return Outcome.EMPTY
        if missing:
            return Outcome.INCOMPLETE
        return Outcome.REACHED if level else Outcome.NOT_REACHED

    def _next(self, level: int | None) -> Level | None:
        return next((each for each in self._levels if each.level > (level or 0)), None)

    def _short(self, allowed: Mapping[str, Answer], missing: list[Indicator], level: int | None) -> Reason | None:
        """What is entered and below the next level; what is missing is told apart from it."""
        following = self._next(level)
        if following is None:
            return None
        unmet = [each for each in self._unmet(allowed, following.level) if each not in missing]
        return reasons.targets_short(unmet, following) if unmet else None

    def _reasons(
        self, allowed: Mapping[str, Answer], missing: list[Indicator], short: Reason | None
    ) -> tuple[Reason, ...]:
        found = []
        if missing:
            found.append(reasons.targets_missing(missing))
        if not self._applies(allowed):
            found.append(reasons.nothing_applicable())
        elif short:
            found.append(short)
        if missing and not self._reachable(allowed):
            found.append(reasons.targets_out_of_reach())
        return tuple(found)

    def _reachable(self, allowed: Mapping[str, Answer]) -> bool:
        """Whether meeting everything not entered would still reach the first level."""
        return self._applies(allowed) and not any(each.code in allowed for each in self._unmet(allowed, 1))
