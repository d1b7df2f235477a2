"""The columns of the list of registrations and recognitions, for any title."""

from datetime import date

from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services.recognition import RecognitionRow
from khuyenhoc_desktop.ui.households.columns import OUTCOME_COLOURS, outcome_words, points_words
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel

YEAR_DIGITS = 4  # of a birth, "YYYY" or "YYYY-MM-DD"


def columns(model: IdsModel, title: str) -> list[Column]:
    """The columns for a title; `model` tells the running number of a row."""
    return [
        Column(texts.NUMBER, lambda row: str((model.row_of(row.id) or 0) + 1), width=4, right=True),
        Column(texts.NAMES[title], name_words, sort="name", width=18, stretch=True),
        Column(texts.GROUP, lambda row: row.subject.group or "", sort="group", width=13),
        Column(texts.REGISTERED, registered_words, width=11),
        Column(texts.POINTS, _points_words, sort="total", width=6, right=True),
        Column(
            texts.OUTCOME,
            lambda row: outcome_words(row.subject),
            sort="outcome",
            width=10,
            colour=lambda row: OUTCOME_COLOURS.get(row.subject.outcome),
        ),
        Column(texts.STAGE, stage_words, width=14, colour=lambda row: "warn" if row.subject.returned else None),
        Column(texts.PROPOSED, lambda row: texts.YES if row.subject.proposed else "", width=5, two_lines=True),
        Column(texts.RECOGNISED, recognised_words, width=16, colour=_recognised_colour),
        Column(texts.LAST_YEAR, _last_year_words, width=6, two_lines=True),
    ]


def name_words(row: RecognitionRow) -> str:
    """The name; a person's with his year of birth, which tells him from others of his name."""
    subject = row.subject
    born = (subject.about or "")[:YEAR_DIGITS] if subject.kind == "person" else ""
    return f"{subject.name} ({born})" if born else subject.name


def registered_words(row: RecognitionRow) -> str:
    """The day of registration, «Có» where only the fact is known; or that it was withdrawn."""
    if row.subject.registered:
        return _day(row.registered_on) or texts.YES
    return texts.WITHDRAWN.format(day=_day(row.withdrawn.happened_on)).strip() if row.withdrawn else ""


def stage_words(row: RecognitionRow) -> str:
    """The furthest stage that is done, with its day; or why the sheet was given back."""
    if row.subject.returned:
        return texts.RETURNED.format(note=(row.sent_back.note if row.sent_back else "") or "")
    stage = texts.STAGE_SHORT.get(row.subject.stage, "")
    return texts.STAGE_ON.format(stage=stage, day=_short(row.staged.happened_on) if row.staged else "").strip()


def recognised_words(row: RecognitionRow) -> str:
    """The commune's result, with the decision's number."""
    if row.subject.recognised is None:
        return ""
    if not row.subject.recognised:
        return texts.REVOKED_BY.format(number=row.decision) if row.decision else texts.REFUSED_WORD
    return texts.RECOGNISED_BY.format(number=row.decision) if row.decision else texts.RECOGNISED_WORD


def _points_words(row: RecognitionRow) -> str:
    level = row.subject.level
    return points_words(row.subject) if level is None else texts.LEVEL.format(level=level)


def _last_year_words(row: RecognitionRow) -> str:
    if row.subject.last_recognised is None:
        return ""
    return texts.YES if row.subject.last_recognised else texts.NO_WORD


def _recognised_colour(row: RecognitionRow) -> str | None:
    if row.subject.recognised is None:
        return None
    return "ok" if row.subject.recognised else "error"


def _short(iso: str | None) -> str:
    """Day and month; a round lies within its year."""
    return f"{date.fromisoformat(iso):%d/%m}" if iso else ""


def _day(iso: str | None) -> str:
    return format_date(date.fromisoformat(iso)) if iso else ""
