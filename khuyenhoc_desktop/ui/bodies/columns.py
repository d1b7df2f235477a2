"""The columns that lists of clans and of units share, and the words that stand in them."""

from typing import Any

from khuyenhoc_desktop.ui.bodies import texts
from khuyenhoc_desktop.ui.households.columns import (
    OUTCOME_COLOURS,
    outcome_words,
    points_words,
    recognised_words,
)
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel


def first_columns(model: IdsModel) -> list[Column]:
    """The running number and the code."""
    return [
        Column(texts.NUMBER, lambda row: str((model.row_of(row.id) or 0) + 1), width=4, right=True),
        Column(texts.CODE, lambda row: row.code or "", sort="code", width=5),
    ]


def place_column() -> Column:
    """The thôn."""
    return Column(texts.GROUP, place_words, sort="group", width=14, colour=_place_colour)


def result_columns() -> list[Column]:
    """Registration and result of the year."""
    return [
        Column(texts.REGISTERED, lambda row: texts.YES if row.registered else "", width=4, two_lines=True),
        Column(texts.POINTS, _points, sort="total", width=5, right=True),
        Column(texts.OUTCOME, _outcome, sort="outcome", width=10, colour=_outcome_colour),
        Column(texts.RECOGNISED, _recognised, width=12, colour=_recognised_colour),
    ]


def short_result_columns() -> list[Column]:
    """The result of whoever belongs to one, in a table with little room."""
    return [
        Column(texts.OUTCOME, _outcome, width=9, colour=_outcome_colour),
        Column(texts.RECOGNISED, _recognised, width=12, colour=_recognised_colour),
    ]


def place_words(row: Any) -> str:
    """The thôn, and whether it is no longer there."""
    place = row.group or texts.WHOLE_COMMUNE
    if row.deleted_at:
        return f"{place} ({texts.BASKET_MARK})"
    return place if row.present else f"{place} ({texts.ENDED_MARK})"


def _recognised_colour(row: Any) -> str | None:
    if row.recognised is None:
        return "muted"
    return "ok" if row.recognised else "error"


def _place_colour(row: Any) -> str | None:
    return None if row.present and not row.deleted_at else "muted"


def _points(row: Any) -> str:
    return points_words(row)


def _outcome(row: Any) -> str:
    return outcome_words(row)


def _recognised(row: Any) -> str:
    return recognised_words(row)


def _outcome_colour(row: Any) -> str | None:
    return OUTCOME_COLOURS.get(row.outcome)
