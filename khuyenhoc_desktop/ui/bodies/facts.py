"""What the form of a clan or unit tells beside its fields: results, and the numbers they rest on."""

from typing import Any

from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import resting
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.ui.bodies import texts
from khuyenhoc_desktop.ui.households import texts as households
from khuyenhoc_desktop.ui.households.columns import outcome_words, points_words, recognised_words


def facts_of(file: CommuneFile, year: int, title: str, row: Any) -> str:
    """This year's standing, last year's, and a line for each derived indicator."""
    lines = [texts.YEAR_LINE.format(year=year, what=standing_words(row))]
    if last := _last_year(row):
        lines.append(texts.YEAR_LINE.format(year=year - 1, what=last))
    if row.present and (rests := resting.sentences(file, year, title, row.id)):
        lines += ["", f"{texts.RESTS_ON}:", *(f"• {sentence}" for sentence in rests)]
    return "\n".join(lines)


def standing_words(row: Any) -> str:
    """Registration, points, result and decision of a row of any kind, in a sentence."""
    parts = [households.IS_REGISTERED if row.registered else households.NOT_REGISTERED]
    if points := points_words(row):
        parts.append(households.POINTS_LINE.format(points=points))
    parts += [word for word in (outcome_words(row), recognised_words(row)) if word]
    return ", ".join(part[:1].lower() + part[1:] for part in parts)


def _last_year(row: Any) -> str:
    parts = [] if row.last_total is None else [texts.LAST_TOTAL.format(points=format_points(row.last_total))]
    if row.last_recognised is not None:
        word = households.RECOGNISED_WORD if row.last_recognised else households.REFUSED_WORD
        parts.append(word.lower())
    return ", ".join(parts)
