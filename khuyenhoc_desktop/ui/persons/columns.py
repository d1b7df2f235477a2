"""The columns of the list of persons, and the words that stand in them."""

from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, UNIT_ROLES
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.persons import PersonRow
from khuyenhoc_desktop.ui.households import columns as standing
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel


def columns(model: IdsModel, year: int) -> list[Column]:
    """The columns; `model` tells the running number of a row, `year` the age."""
    colours = standing.OUTCOME_COLOURS
    return [
        Column(texts.NUMBER, lambda row: str((model.row_of(row.id) or 0) + 1), width=4, right=True),
        Column(texts.NAME, lambda row: row.name, sort="name", width=18),
        Column(texts.BORN, lambda row: format_birth(row.born), sort="born", width=9),
        Column(texts.HOUSEHOLD, lambda row: row.head_name or "", width=16),
        Column(texts.GROUP, group_words, sort="group", width=13, colour=_place_colour),
        Column(texts.PERSON_GROUP, person_group_words, sort="person_group", width=15),
        Column(texts.REGISTERED, lambda row: texts.YES if row.registered else "", width=4, two_lines=True),
        Column(texts.POINTS, lambda row: standing.points_words(row), sort="total", width=5, right=True),
        Column(texts.OUTCOME, lambda row: standing.outcome_words(row), sort="outcome", width=10,
               colour=lambda row: colours.get(row.outcome)),
        Column(texts.RECOGNISED, lambda row: standing.recognised_words(row), width=12),
        Column(texts.AGE, lambda row: age_words(row, year), width=4, right=True),
        Column(texts.SEX, lambda row: (row.sex or "").capitalize(), sort="sex", width=5, two_lines=True),
        Column(texts.UNIT, unit_words, sort="unit", width=18),
        Column(texts.CLAN, lambda row: row.clan or "", width=12),
        Column(texts.CODE, lambda row: row.code or "", sort="code", width=8),
    ]  # fmt: skip


def age_words(row: PersonRow, year: int) -> str:
    """How old somebody becomes in the year."""
    return "" if row.born is None else str(year - int(row.born[:4]))


def group_words(row: PersonRow) -> str:
    """The thôn, and whether he is not counted there."""
    if row.present and not row.deleted_at:
        return row.group or ""
    mark = texts.BASKET_MARK if row.deleted_at else texts.GONE_MARK
    return f"{row.group} ({mark})" if row.group else mark


def person_group_words(row: PersonRow) -> str:
    """The group of person."""
    return PERSON_GROUPS.get(row.person_group or "", "")


def unit_words(row: PersonRow) -> str:
    """The unit and what he is there."""
    if row.unit is None:
        return ""
    role = UNIT_ROLES.get(row.unit_role or "")
    return texts.UNIT_OF.format(unit=row.unit, role=role.lower()) if role else row.unit


def _place_colour(row: PersonRow) -> str | None:
    return None if row.present and not row.deleted_at else "muted"
