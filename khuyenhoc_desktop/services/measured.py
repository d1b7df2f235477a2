"""Indicators that take their value from other results: what they come to, the numbers behind, by whose hand."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator, Kind
from khuyenhoc_desktop.domain.measures import MEASURES, measured_answer
from khuyenhoc_desktop.domain.stages import effective
from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.store import score_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class Measured:
    """A derived indicator of one sheet: `part` of `base` subjects below, the answer computed and the one in use.

    `reason` says why another answer was put in by hand, None where the computed one counts.
    """

    indicator: Indicator
    kind: str
    part: int
    base: int
    computed: Answer | None
    answer: Answer | None
    reason: str | None

    @property
    def sentence(self) -> str:
        """The numbers behind it: "18/24 hộ trong thôn được công nhận Gia đình học tập (75%)"."""
        measure = MEASURES.get(self.indicator.measure or "")
        if measure is None:
            return ""
        share = self.computed if self.indicator.kind is Kind.PERCENT and isinstance(self.computed, int) else None
        return measure.sentence(self.kind, self.part, self.base, share)

    @property
    def words(self) -> str:
        """The answer in use as it stands in a cell ("75%")."""
        return self._words(self.answer)

    @property
    def computed_words(self) -> str:
        """The computed answer, whatever is in use; "" where there is none."""
        return self._words(self.computed)

    def _words(self, answer: Answer | None) -> str:
        text = format_answer(self.indicator, answer)
        return f"{text}%" if self.indicator.kind is Kind.PERCENT and isinstance(answer, int) else text


def of_sheets(
    file: CommuneFile, year: int, subjects: Sequence[int], set_of: Callable[[int], CriteriaSet | None]
) -> dict[int, dict[str, Measured]]:
    """The derived indicators of these sheets, by subject, then code. `set_of` gives the set of each."""
    sets = {subject: own for subject in subjects if (own := set_of(subject)) and own.measured}
    found: dict[int, dict[str, Measured]] = {subject: {} for subject in subjects}
    if not sets:
        return found
    wanted = list(sets)
    shares = score_queries.measures(file, year, wanted)
    by_hand = score_queries.overrides(file, year, wanted)
    typed = score_queries.answers(file, year, wanted)
    for subject, criteria_set in sets.items():
        for indicator in criteria_set.measured:
            part, base = shares[subject].get(indicator.code, (0, 0))
            reason = by_hand[subject].get(indicator.code)
            computed = measured_answer(indicator, part, base)
            answer = computed if reason is None else typed[subject].get(indicator.code)
            kind = KIND_OF[criteria_set.title]
            found[subject][indicator.code] = Measured(indicator, kind, part, base, computed, answer, reason)
    return found


def up_to(
    by_stage: Mapping[int, Mapping[str, Answer]], measured: Mapping[str, Measured], stage: int
) -> dict[str, Answer]:
    """A whole sheet as it stands after a stage: what was typed up to it, with the derived answers."""
    typed = effective({one: answers for one, answers in by_stage.items() if one <= stage})
    return overlaid(typed, measured)


def overlaid(answers: Mapping[str, Answer], measured: Mapping[str, Measured]) -> dict[str, Answer]:
    """The answers with the derived ones in place of whatever else stands for them."""
    found = {code: answer for code, answer in answers.items() if code not in measured}
    found.update({code: one.answer for code, one in measured.items() if one.answer is not None})
    return found
