"""The figures of the year: by thôn and for the commune, on both bases, against last year and the target."""

from collections import Counter
from dataclasses import dataclass

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.summary import BASE_NAMES, GroupFigures, Target, TitleFigures
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.services.groups import GroupRow, list_groups
from khuyenhoc_desktop.store import summary_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class YearSummary:
    """The figures of one year, title by title."""

    year: int
    titles: tuple[TitleFigures, ...]


def year_summary(file: CommuneFile, year: int) -> YearSummary:
    """The figures of every title of a year."""
    return YearSummary(year, (family_figures(file, year),))


def family_figures(file: CommuneFile, year: int) -> TitleFigures:
    """Gia đình học tập in a year. A thôn is compared with itself and with what was merged into it.

    One that has ended without being merged is still told while last year's figures have it: sums stay whole.
    """
    groups = list_groups(file, year, with_ended=True)
    counts = summary_queries.family_counts(file, year)
    last = _last_year(file, year, groups)
    goal = target(file, year)
    figures = [
        GroupFigures(
            g.id,
            g.name,
            last_year_recognised=None if last is None else last[g.id],
            target=goal,
            **counts.get(g.id, {}),
        )
        for g in groups
        if g.valid_in(year) or g.id in counts or (last and last[g.id])
    ]
    return TitleFigures.of(LEARNING_FAMILY, year, figures, goal)


def target(file: CommuneFile, year: int) -> Target | None:
    """The year's target for Gia đình học tập, if one was set."""
    known = summary_queries.target(file, year, LEARNING_FAMILY)
    return Target(*known) if known else None


def set_target(file: CommuneFile, year: int, goal: Target | None) -> None:
    """Set the year's target for Gia đình học tập, or drop it (None).

    Raises:
        UserError: bad_target when it is not between 0 and 100 percent.
    """
    if goal is not None and not (0 <= goal.percent <= 10_000 and goal.base in BASE_NAMES):
        raise UserError("bad_target", "Chỉ tiêu phải từ 0 đến 100 phần trăm.", "Gõ lại, ví dụ 70 hoặc 72,5.")
    with file.action("target", f"Đặt chỉ tiêu Gia đình học tập năm {year}") as action:
        action.execute("DELETE FROM target WHERE year = ? AND title = ?", (year, LEARNING_FAMILY))
        if goal is not None:
            row = (year, LEARNING_FAMILY, goal.percent, goal.base)
            action.execute("INSERT INTO target VALUES (?, ?, ?, ?)", row)


def _last_year(file: CommuneFile, year: int, groups: list[GroupRow]) -> Counter[int] | None:
    """Recognised last year by the group that stands for it now; None when last year is not kept."""
    if year - 1 not in summary_queries.years(file):
        return None
    heirs = {group.id: group for group in groups}
    found: Counter[int] = Counter()
    for group_id, row in summary_queries.family_counts(file, year - 1).items():
        found[heir(heirs, group_id, year)] += row["recognised"]
    return found


def heir(groups: dict[int, GroupRow], group_id: int, year: int) -> int:
    """The group that stands in a year for one of an earlier year: itself, or what it was merged into."""
    seen = {group_id}
    group = groups[group_id]
    while not group.valid_in(year) and group.merged_into is not None and group.merged_into not in seen:
        group = groups[group.merged_into]
        seen.add(group.id)
    return group.id
