"""The figures as a chart, and the sentences about the target."""

from fractions import Fraction

from khuyenhoc_desktop.domain.summary import GroupFigures, Target, TitleFigures, percent
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services.subjects import counted
from khuyenhoc_desktop.ui.summary import texts
from khuyenhoc_desktop.ui.summary.figures import rows_of
from khuyenhoc_desktop.ui.widgets.bar_chart import Bar, Chart


def chart_of(figures: TitleFigures) -> Chart:
    """A bar a thôn (recognised of all), last year below it, the target as a line where it has the same base."""
    goal = figures.commune.target
    on_total = goal is not None and goal.base == "total"
    return Chart(
        bars=tuple(_bar(row) for row in rows_of(figures)),
        most=100.0,
        target=goal.percent / 100 if goal is not None and on_total else None,
        target_text=texts.TARGET_LINE.format(percent=_percent(goal)) if goal is not None and on_total else "",
    )


def target_words(whole: GroupFigures, title: str) -> str:
    """Whether the year's target is met, and how many are missing."""
    goal, short = whole.target, whole.short_of_target
    if goal is None or short is None:
        return texts.NO_TARGET
    words = {"percent": _percent(goal), "base": goal.base_name}
    if short:
        return texts.TARGET_SHORT.format(count=counted(title, short), **words)
    return texts.TARGET_MET.format(**words)


def _bar(row: GroupFigures) -> Bar:
    exact = row.percent_of_total
    last = None if row.last_year_recognised is None else percent(row.last_year_recognised, row.total)
    return Bar(
        label=row.group,
        value=None if exact is None else float(exact),
        text=f"{format_percent(exact)} ({format_count(row.recognised)}/{format_count(row.total)})",
        last=None if last is None else float(last),
    )


def _percent(goal: Target) -> str:
    return format_percent(Fraction(goal.percent, 100))
