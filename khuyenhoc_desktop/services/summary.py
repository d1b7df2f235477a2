"""The figures of the year, title by title: by thôn and for the commune, on both bases, last year, the target.

Only who counts is counted: citizens from the base age on who live in a thôn, and all other subjects of the year.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import (
    COMMUNE_LEARNING_COMMUNITY,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_COMMUNITY,
    LEARNING_FAMILY,
    LEARNING_UNIT,
    UNIT_KINDS,
)
from khuyenhoc_desktop.domain.summary import BASE_NAMES, GroupFigures, Target, TitleFigures, add
from khuyenhoc_desktop.services.groups import GroupRow, list_groups
from khuyenhoc_desktop.services.year_frame import frame
from khuyenhoc_desktop.store import summary_queries, year_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

# The order in which they are told; families first, as ever.
ORDER: Final = (
    LEARNING_FAMILY,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_COMMUNITY,
    LEARNING_UNIT,
    COMMUNE_LEARNING_COMMUNITY,
)
NO_GROUP: Final = "Không thuộc thôn nào"
WHOLE: Final = "Toàn xã"
# Of these there are so few that a thôn without any is left out.
_SCARCE = (LEARNING_CLAN, LEARNING_UNIT)

_Counts = Mapping[int | None, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class YearSummary:
    """The figures of one year, title by title. `level` is what the commune's own sheet reaches, or None."""

    year: int
    titles: tuple[TitleFigures, ...]
    level: int | None

    def of(self, title: str) -> TitleFigures:
        """The figures of one title."""
        return next(figures for figures in self.titles if figures.title == title)


@dataclass(frozen=True, slots=True)
class CitizenPart:
    """Citizens of one thôn, group of person and sex who count (None: not entered, or in no thôn)."""

    group_id: int | None
    person_group: str | None
    sex: str | None
    total: int
    registered: int
    recognised: int


@dataclass(frozen=True, slots=True)
class Citizens:
    """Citizens told apart, and how many persons do not count and why; which base age is right is not known."""

    parts: tuple[CitizenPart, ...]
    base_age: int
    unknown_birth: int
    below_age: int
    elsewhere: int

    def by(self, what: str) -> list[tuple[str | None, int, int, int]]:
        """By "person_group" or "sex" (None: not entered): how many, registered, recognised."""
        found: dict[str | None, list[int]] = {}
        for part in self.parts:
            counts = found.setdefault(getattr(part, what), [0, 0, 0])
            for place, number in enumerate((part.total, part.registered, part.recognised)):
                counts[place] += number
        order = sorted(found, key=lambda code: (code is None, code or ""))
        return [(code, found[code][0], found[code][1], found[code][2]) for code in order]


def year_summary(file: CommuneFile, year: int) -> YearSummary:
    """The figures of every title of a year, in the order of ORDER."""
    groups = list_groups(file, year, with_ended=True)
    now, last = summary_queries.counts(file, year), _last_counts(file, year)
    targets = _targets(file, year)
    made = tuple(
        _figures(title, year, groups, now.get(title, {}), None if last is None else last.get(title, {}), targets)
        for title in ORDER
    )
    return YearSummary(year, made, summary_queries.commune_level(file, year))


def title_figures(file: CommuneFile, year: int, title: str) -> TitleFigures:
    """One title in a year. A thôn is compared with itself and with what was merged into it.

    One that has ended without being merged is still told while last year's figures have it: sums stay whole.
    """
    groups = list_groups(file, year, with_ended=True)
    now = summary_queries.counts(file, year, title).get(title, {})
    last = _last_counts(file, year, title)
    past = None if last is None else last.get(title, {})
    return _figures(title, year, groups, now, past, _targets(file, year))


def family_figures(file: CommuneFile, year: int) -> TitleFigures:
    """Gia đình học tập in a year."""
    return title_figures(file, year, LEARNING_FAMILY)


def citizens(file: CommuneFile, year: int) -> Citizens:
    """Citizens by thôn, group of person and sex, and who does not count.

    Raises:
        UserError: no_year.
    """
    age = frame(file, year).base_age
    parts = tuple(CitizenPart(*row) for row in summary_queries.citizens(file, year))
    return Citizens(parts, age, *citizens_left_out(file, year, age))


def citizens_left_out(file: CommuneFile, year: int, base_age: int) -> tuple[int, int, int]:
    """Persons that do not count: of unknown birth, below the base age (years), old enough but in no thôn."""
    return summary_queries.citizens_left_out(file, year, base_age)


def has_last_year(file: CommuneFile, year: int) -> bool:
    """Whether the file keeps the year before."""
    return year - 1 in year_queries.years(file)


def units_by_kind(file: CommuneFile, year: int) -> TitleFigures:
    """Đơn vị học tập in a year by kind of unit; the kind's name stands for the group."""
    known = summary_queries.units_by_kind(file, year)
    last = summary_queries.units_by_kind(file, year - 1) if has_last_year(file, year) else None
    goal = _targets(file, year).get(LEARNING_UNIT)
    rows = [
        GroupFigures(
            group_id=None,
            group=name,
            last_year_recognised=None if last is None else last.get(kind, {}).get("recognised", 0),
            target=goal,
            **known.get(kind, {}),
        )
        for kind, name in UNIT_KINDS.items()
    ]
    return TitleFigures.of(LEARNING_UNIT, year, rows, goal)


def recognised_over_years(file: CommuneFile, title: str) -> dict[int, GroupFigures]:
    """The commune's figures of a title in each year that the file keeps, oldest first."""
    found = {}
    for year in year_queries.years(file):
        counts = summary_queries.counts(file, year, title).get(title, {})
        found[year] = add(GroupFigures(None, WHOLE, target=None, **row) for row in counts.values())
    return found


def target(file: CommuneFile, year: int, title: str = LEARNING_FAMILY) -> Target | None:
    """The year's target for a title, if one was set."""
    return _targets(file, year).get(title)


def set_target(file: CommuneFile, year: int, goal: Target | None, title: str = LEARNING_FAMILY) -> None:
    """Set the year's target for a title, or drop it (None).

    Raises:
        UserError: bad_target when it is not between 0 and 100 percent.
    """
    if goal is not None and not (0 <= goal.percent <= 10_000 and goal.base in BASE_NAMES):
        raise UserError("bad_target", "Chỉ tiêu phải từ 0 đến 100 phần trăm.", "Gõ lại, ví dụ 70 hoặc 72,5.")
    with file.action("target", f"Đặt chỉ tiêu {TITLES[title][1]} năm {year}") as action:
        year_queries.set_target(action, year, title, (goal.percent, goal.base) if goal else None)


def heir(groups: Mapping[int, GroupRow], group_id: int, year: int) -> int:
    """The group that stands in a year for one of an earlier year: itself, or what it was merged into."""
    seen = {group_id}
    group = groups[group_id]
    while not group.valid_in(year) and group.merged_into is not None and group.merged_into not in seen:
        group = groups[group.merged_into]
        seen.add(group.id)
    return group.id


def _figures(
    title: str,
    year: int,
    groups: list[GroupRow],
    now: _Counts,
    past: _Counts | None,
    targets: Mapping[str, Target],
) -> TitleFigures:
    goal = targets.get(title)
    if title == COMMUNE_LEARNING_COMMUNITY:
        before = None if past is None else past.get(None, {}).get("recognised", 0)
        row = GroupFigures(None, WHOLE, last_year_recognised=before, target=goal, **now.get(None, {}))
        return TitleFigures.of(title, year, [row], goal)
    last = None if past is None else _last_year(past, year, groups)
    named: list[tuple[int | None, str]] = [
        (group.id, group.name) for group in groups if _is_told(group, title, year, now, last)
    ]
    if None in now or (last and last[None]):
        named.append((None, NO_GROUP))
    rows = [
        GroupFigures(
            ident,
            name,
            last_year_recognised=None if last is None else last[ident],
            target=goal,
            **now.get(ident, {}),
        )
        for ident, name in named
    ]
    return TitleFigures.of(title, year, rows, goal)


def _is_told(group: GroupRow, title: str, year: int, now: _Counts, last: Counter[int | None] | None) -> bool:
    has_some = group.id in now or bool(last and last[group.id])
    return has_some or (group.valid_in(year) and title not in _SCARCE)


def _last_counts(
    file: CommuneFile, year: int, title: str | None = None
) -> dict[str, dict[int | None, dict[str, int]]] | None:
    """Last year's counts; None when last year is not kept."""
    return summary_queries.counts(file, year - 1, title) if has_last_year(file, year) else None


def _last_year(past: _Counts, year: int, groups: list[GroupRow]) -> Counter[int | None]:
    """Recognised last year by the group that stands for it now."""
    heirs = {group.id: group for group in groups}
    found: Counter[int | None] = Counter()
    for group_id, row in past.items():
        found[None if group_id is None else heir(heirs, group_id, year)] += row["recognised"]
    return found


def _targets(file: CommuneFile, year: int) -> dict[str, Target]:
    return {title: Target(*known) for title, known in year_queries.targets(file, year).items()}
