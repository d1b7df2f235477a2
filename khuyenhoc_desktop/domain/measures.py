"""Named measures: the shares and numbers that indicators take from other results instead of being entered.

A fixed list, no language of formulas: a criteria set names one by its code. They follow the chain on which the
titles rest (citizens make families and units; families make clans and communities; all make the commune's).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

from khuyenhoc_desktop.domain import subjects
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria_model import TITLES, Indicator, Kind
from khuyenhoc_desktop.domain.numbers import format_count, format_points

RECOGNISED: Final = "recognised"
REACHED: Final = "reached"

_STATES: Final[Mapping[str, str]] = {RECOGNISED: "được công nhận", REACHED: "có kết quả đạt"}

# Where the counted ones are, as a sentence says it. "trên địa bàn" fits xã, phường and đặc khu.
_PLACES: Final[Mapping[str, str]] = {
    subjects.HOUSEHOLD: "trong hộ",
    subjects.CLAN: "trong dòng họ",
    subjects.RESIDENTIAL_GROUP: "trong thôn",
    subjects.UNIT: "của đơn vị",
    subjects.COMMUNE: "trên địa bàn",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One named measure.

    `subjects` are the kinds of subjects it is computed for, `title` the title of those counted, `state` what they
    must be ("recognised" by a decision, or "reached" by their sheet), `role` a unit's part counted ("staff",
    "learner") or None, `noun` what they are called ("hộ").
    """

    code: str
    noun: str
    title: str
    state: str
    subjects: tuple[str, ...]
    role: str | None = None

    @property
    def name(self) -> str:
        """What is measured, in plain Vietnamese: "hộ được công nhận Gia đình học tập"."""
        return f"{self.noun} {_STATES[self.state]} {TITLES[self.title][1]}"

    def sentence(self, subject: str, part: int, base: int, share: int | None = None) -> str:
        """The numbers behind a value: "18/24 hộ trong thôn được công nhận Gia đình học tập (75%)".

        `subject` is the kind of subject measured; `share` the value in use in hundredths of a percent, by default
        the rounded one.
        """
        where = f"{self.noun} {_PLACES[subject]}"
        if base == 0:
            return f"Chưa có {where} để tính"
        shown = format_points(share_of(part, base) if share is None else share)
        numbers = f"{format_count(part)}/{format_count(base)}"
        return f"{numbers} {where} {_STATES[self.state]} {TITLES[self.title][1]} ({shown}%)"


def share_of(part: int, base: int) -> int:
    """A share in hundredths of a percent, half away from zero: 2 of 3 is 6667. `base` must not be 0."""
    return floor(Fraction(10_000 * part, base) + Fraction(1, 2))


def measured_answer(indicator: Indicator, part: int, base: int) -> Answer | None:
    """The value of a measured indicator; a share of nothing is "not applicable" if allowed, else not entered.

    A share is rounded to hundredths, but never up to a band or target that it does not reach: 79,996% is not
    80%. A number of nothing is 0.
    """
    if indicator.kind is Kind.COUNT:
        return part * 100
    if base == 0:
        return NA if indicator.allow_na else None
    share = share_of(part, base)
    lines = {band.start for band in indicator.bands} | {target.value for target in indicator.targets}
    return share - 1 if share in lines and share * base > 10_000 * part else share


def _both(
    stem: str, noun: str, counted: str, of: tuple[str, ...], role: str | None = None
) -> tuple[Measure, Measure]:
    title = subjects.TITLE_OF[counted]
    return (
        Measure(f"{stem}_recognised", noun, title, RECOGNISED, of, role),
        Measure(f"{stem}_reached", noun, title, REACHED, of, role),
    )


def _recognised(stem: str, noun: str, counted: str, of: tuple[str, ...]) -> Measure:
    return Measure(f"{stem}_recognised", noun, subjects.TITLE_OF[counted], RECOGNISED, of)


_GROUPED = (subjects.RESIDENTIAL_GROUP, subjects.COMMUNE)

MEASURES: Final[Mapping[str, Measure]] = {
    measure.code: measure
    for measure in (
        *_both("adults", "người lớn", subjects.PERSON, (subjects.HOUSEHOLD, subjects.CLAN, *_GROUPED)),
        *_both("families", "hộ", subjects.HOUSEHOLD, (subjects.CLAN, *_GROUPED)),
        _recognised("clans", "dòng họ", subjects.CLAN, _GROUPED),
        _recognised("units", "đơn vị", subjects.UNIT, _GROUPED),
        _recognised("communities", "thôn, tổ dân phố", subjects.RESIDENTIAL_GROUP, (subjects.COMMUNE,)),
        *_both("staff", "người làm việc", subjects.PERSON, (subjects.UNIT,), "staff"),
        *_both("learners", "người học", subjects.PERSON, (subjects.UNIT,), "learner"),
    )
}
