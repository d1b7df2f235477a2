"""What a sheet comes to, by points or as a checklist: one shape for both, for screens and papers."""

from collections.abc import Mapping
from dataclasses import dataclass

from khuyenhoc_desktop.domain.criteria_model import Outcome
from khuyenhoc_desktop.domain.scoring_texts import Reason, sentence


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """What a sheet comes to. Points in hundredths; `missing` are codes of required indicators not entered.

    `required_total` and `max_total` are already scaled for "not applicable" where the set says so; `reachable`
    tells whether the title can still be had if everything not entered gets its maximum.

    Of a checklist all points are 0. `level` is the highest level reached, None below the first, `level_name` its
    name; `next_level` says in words what keeps the sheet from the level after it, None at the highest.
    """

    total: int
    required_total: int
    max_total: int
    entered: int
    missing: tuple[str, ...]
    subtotals: Mapping[str, int]
    outcome: Outcome
    reasons: tuple[Reason, ...]
    reachable: bool
    is_checklist: bool = False
    level: int | None = None
    level_name: str = ""
    next_level: Reason | None = None

    @property
    def sentence(self) -> str:
        """The result in one Vietnamese sentence, with what is short and what is missing."""
        return sentence(self)

    @property
    def below_floor(self) -> tuple[str, ...]:
        """The codes of the indicators that are below their floor."""
        return tuple(each.indicator for each in self.reasons if each.code == "below_floor" and each.indicator)


def shortfall(result: ScoreResult) -> int:
    """How many points (hundredths) the total is below what is asked, 0 where it suffices; floors are not in it."""
    return max(0, result.required_total - result.total)
