"""The columns of the list of households, and the words that stand in them."""

from khuyenhoc_desktop.domain.text import format_birth, format_points
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel

OUTCOME_COLOURS = {"empty": "muted", "incomplete": "warn", "reached": "ok", "not_reached": "error"}


def columns(model: IdsModel) -> list[Column]:
    """The columns; `model` tells the running number of a row."""
    return [
        Column(texts.NUMBER, lambda row: str((model.row_of(row.id) or 0) + 1), width=4, right=True),
        Column(texts.CODE, lambda row: row.code or "", sort="code", width=7),
        Column(texts.HEAD, lambda row: row.head_name, sort="name", width=17),
        Column(texts.BORN, lambda row: format_birth(row.born), sort="born", width=9),
        Column(texts.MEMBERS, lambda row: _number(row.member_count), sort="members", width=5, right=True),
        Column(
            texts.CHILDREN,
            lambda row: _number(row.school_age_count),
            sort="children",
            width=4,
            right=True,
            two_lines=True,
        ),
        Column(texts.GROUP, group_words, sort="group", width=13, colour=_place_colour),
        Column(texts.REGISTERED, lambda row: texts.YES if row.registered else "", width=4, two_lines=True),
        Column(texts.POINTS, lambda row: points_words(row), sort="total", width=5, right=True),
        Column(texts.OUTCOME, outcome_words, sort="outcome", width=10, colour=_outcome_colour),
        Column(texts.RECOGNISED, recognised_words, width=12, colour=_recognised_colour),
        Column(texts.ADDRESS, lambda row: row.address or "", width=8, stretch=True),
    ]


def group_words(row: HouseholdRow) -> str:
    """The household's thôn, and whether it is no longer there."""
    if row.present and not row.deleted_at:
        return row.group or ""
    mark = texts.BASKET_MARK if row.deleted_at else texts.AWAY_MARK
    return f"{row.group} ({mark})" if row.group else mark


def points_words(row: HouseholdRow | SubjectRow) -> str:
    """The total in points; "" when nothing was scored (0 is a score)."""
    return "" if row.total is None or not row.entered else format_points(row.total)


def outcome_words(row: HouseholdRow | SubjectRow) -> str:
    """Whether the household has reached what the title asks for."""
    return texts.OUTCOMES.get(row.outcome, row.outcome).format(missing=row.missing)


def recognised_words(row: HouseholdRow) -> str:
    """The commune's decision, or that the household is proposed."""
    if row.recognised is None:
        return texts.PROPOSED_WORD if row.proposed else ""
    return texts.RECOGNISED_WORD if row.recognised else texts.REFUSED_WORD


def _number(count: int | None) -> str:
    return "" if count is None else str(count)


def _place_colour(row: HouseholdRow) -> str | None:
    return None if row.present and not row.deleted_at else "muted"


def _outcome_colour(row: HouseholdRow) -> str | None:
    return OUTCOME_COLOURS.get(row.outcome)


def _recognised_colour(row: HouseholdRow) -> str | None:
    if row.recognised is None:
        return "muted"
    return "ok" if row.recognised else "error"
