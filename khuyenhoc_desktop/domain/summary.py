"""Figures of a year: counts per residential group and commune, percentages on both bases, changes and targets.

Reports of the field divide now by all households, now by the registered ones; here both are always given and the
base is named. Everything is exact (Fraction) until it is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import Final

BASE_NAMES: Final = {"total": "trên tổng số", "registered": "trên số đăng ký"}


def percent(part: int, base: int) -> Fraction | None:
    """`part` of `base` in percent (100 = the whole), exactly; None where the base is 0."""
    return Fraction(100 * part, base) if base else None


def percent_number(part: int, base: int) -> float | None:
    """The percentage for files: two decimals, halves rounded away from zero; None where the base is 0."""
    exact = percent(part, base)
    return None if exact is None else rounded(exact)


def rounded(value: Fraction) -> float:
    """A percentage with two decimals, halves rounded away from zero."""
    hundredths = floor(abs(value) * 100 + Fraction(1, 2))
    return (hundredths if value >= 0 else -hundredths) / 100


@dataclass(frozen=True, slots=True)
class Target:
    """What the year aims at: `percent` in hundredths of a percent (7000 = 70%) on one of the bases."""

    percent: int
    base: str = "total"

    @property
    def base_name(self) -> str:
        """The base in Vietnamese."""
        return BASE_NAMES[self.base]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one residential group, or of several added up.

    `total` counts subjects present that year, `scored` those whose sheet is complete, `reached` those whose sheet
    reaches the title, `last_year_recognised` is None where last year is not known.
    """

    group_id: int | None
    group: str
    total: int = 0
    registered: int = 0
    scored: int = 0
    reached: int = 0
    proposed: int = 0
    recognised: int = 0
    last_year_recognised: int | None = None
    target: Target | None = None

    @property
    def percent_of_total(self) -> Fraction | None:
        """Recognised, in percent of all."""
        return percent(self.recognised, self.total)

    @property
    def percent_of_registered(self) -> Fraction | None:
        """Recognised, in percent of the registered."""
        return percent(self.recognised, self.registered)

    @property
    def registered_percent(self) -> Fraction | None:
        """Registered, in percent of all."""
        return percent(self.registered, self.total)

    @property
    def change(self) -> int | None:
        """Recognised this year less last year; None where last year is not known."""
        return None if self.last_year_recognised is None else self.recognised - self.last_year_recognised

    @property
    def target_gap(self) -> Fraction | None:
        """Percentage points above (+) or below (-) the target, on the target's base; None without either."""
        if self.target is None:
            return None
        on_base = self.percent_of_total if self.target.base == "total" else self.percent_of_registered
        return None if on_base is None else on_base - Fraction(self.target.percent, 100)

    @property
    def short_of_target(self) -> int | None:
        """How many more must be recognised to meet the target; 0 where it is met."""
        if self.target is None:
            return None
        base = self.total if self.target.base == "total" else self.registered
        needed = -(-self.target.percent * base // 10_000)
        return max(0, needed - self.recognised)


def add(
    figures: Iterable[GroupFigures],
    group: str = "Toàn xã",
    group_id: int | None = None,
    target: Target | None = None,
) -> GroupFigures:
    """The sum of several groups' figures; last year is known as soon as one group's is."""
    rows = tuple(figures)
    last = [row.last_year_recognised for row in rows if row.last_year_recognised is not None]
    return GroupFigures(
        group_id=group_id,
        group=group,
        total=sum(row.total for row in rows),
        registered=sum(row.registered for row in rows),
        scored=sum(row.scored for row in rows),
        reached=sum(row.reached for row in rows),
        proposed=sum(row.proposed for row in rows),
        recognised=sum(row.recognised for row in rows),
        last_year_recognised=sum(last) if last else None,
        target=target,
    )


@dataclass(frozen=True, slots=True)
class TitleFigures:
    """One title's year: each group's figures and the commune's, which is always their sum."""

    title: str
    year: int
    by_group: tuple[GroupFigures, ...]
    commune: GroupFigures

    @classmethod
    def of(
        cls, title: str, year: int, by_group: Iterable[GroupFigures], target: Target | None = None
    ) -> "TitleFigures":
        """The title's figures from those of its groups."""
        rows = tuple(by_group)
        return cls(title, year, rows, add(rows, target=target))
