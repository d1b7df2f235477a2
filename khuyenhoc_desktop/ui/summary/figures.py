"""The figures in words: one list of columns that the screen, the clipboard and the paper share."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from khuyenhoc_desktop.domain.subjects import COMMUNE_LEARNING_COMMUNITY
from khuyenhoc_desktop.domain.summary import GroupFigures, TitleFigures
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.ui.summary import texts

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class FigureColumn:
    """A column: its heading and the words for one group's figures."""

    title: str
    text: Callable[[GroupFigures], str]


def rows_of(figures: TitleFigures) -> list[GroupFigures]:
    """The thôn, then the commune's sum; of the commune's own title that alone."""
    alone = figures.title == COMMUNE_LEARNING_COMMUNITY
    return [figures.commune] if alone else [*figures.by_group, figures.commune]


def signed(value: int | None) -> str:
    """«+12», «0», «−3», or a dash where last year is not known."""
    if value is None:
        return NOTHING
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + format_count(abs(value))


def signed_percent(value: Fraction | None) -> str:
    """«+2,50 điểm %» above or «−2,50» below the target."""
    if value is None:
        return NOTHING
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return sign + format_percent(abs(value))


COLUMNS = (
    FigureColumn(texts.GROUP, lambda row: row.group),
    FigureColumn(texts.TOTAL, lambda row: format_count(row.total)),
    FigureColumn(texts.REGISTERED, lambda row: format_count(row.registered)),
    FigureColumn(texts.REGISTERED_PERCENT, lambda row: format_percent(row.registered_percent)),
    FigureColumn(texts.SCORED, lambda row: format_count(row.scored)),
    FigureColumn(texts.REACHED, lambda row: format_count(row.reached)),
    FigureColumn(texts.PROPOSED, lambda row: format_count(row.proposed)),
    FigureColumn(texts.RECOGNISED, lambda row: format_count(row.recognised)),
    FigureColumn(texts.PERCENT_OF_TOTAL, lambda row: format_percent(row.percent_of_total)),
    FigureColumn(texts.PERCENT_OF_REGISTERED, lambda row: format_percent(row.percent_of_registered)),
    FigureColumn(texts.CHANGE, lambda row: signed(row.change)),
    FigureColumn(texts.TARGET, lambda row: signed_percent(row.target_gap)),
)
