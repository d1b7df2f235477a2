"""The columns of the list of registrations and recognitions."""

from datetime import date

from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services.recognition import RecognitionRow
from khuyenhoc_desktop.ui.households.columns import OUTCOME_COLOURS, outcome_words, points_words
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel


def columns(model: IdsModel) -> list[Column]:
    """The columns; `model` tells the running number of a row."""
    return [
        Column(texts.NUMBER, lambda row: str((model.row_of(row.id) or 0) + 1), width=5, right=True),
        Column(texts.HEAD, lambda row: row.subject.name, sort="name", width=22, stretch=True),
        Column(texts.GROUP, lambda row: row.subject.group or "", sort="group", width=18),
        Column(texts.REGISTERED, registered_words, width=11),
        Column(texts.POINTS, lambda row: points_words(row.subject), sort="total", width=7, right=True),
        Column(
            texts.OUTCOME,
            lambda row: outcome_words(row.subject),
            sort="outcome",
            width=11,
            colour=lambda row: OUTCOME_COLOURS.get(row.subject.outcome),
        ),
        Column(texts.PROPOSED, lambda row: texts.YES if row.subject.proposed else "", width=8),
        Column(texts.RECOGNISED, recognised_words, width=17, colour=_recognised_colour),
        Column(texts.LAST_YEAR, _last_year_words, width=15),
    ]


def registered_words(row: RecognitionRow) -> str:
    """The day of registration, «Có» where only the fact is known."""
    if not row.subject.registered:
        return ""
    return format_date(date.fromisoformat(row.registered_on)) if row.registered_on else texts.YES


def recognised_words(row: RecognitionRow) -> str:
    """The commune's result, with the decision's number."""
    if row.subject.recognised is None:
        return ""
    if not row.subject.recognised:
        return texts.REFUSED_WORD
    return texts.RECOGNISED_BY.format(number=row.decision) if row.decision else texts.RECOGNISED_WORD


def _last_year_words(row: RecognitionRow) -> str:
    if row.subject.last_recognised is None:
        return ""
    return texts.RECOGNISED_WORD if row.subject.last_recognised else texts.REFUSED_WORD


def _recognised_colour(row: RecognitionRow) -> str | None:
    if row.subject.recognised is None:
        return None
    return "ok" if row.subject.recognised else "error"
