"""What a household's form tells beside its fields: the year's result, and where it has lived."""

from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import clans, households
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.households import HouseholdRow, Residence
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.columns import outcome_words, points_words, recognised_words


def facts_of(file: CommuneFile, year: int, row: HouseholdRow) -> str:
    """This year's standing, last year's, and where the household has lived, a line each."""
    lines = [texts.YEAR_LINE.format(year=year, what=_standing(row))]
    if last := _last_year(row):
        lines.append(texts.LAST_YEAR.format(year=year - 1, what=last))
    if clan := clans.clan_of(file, row.id):
        lines.append(texts.CLAN_LINE.format(name=clan[1]))
    lived = households.residences(file, row.id)
    return "\n".join([*lines, "", f"{texts.RESIDENCES}:", *(_residence(one) for one in lived)])


def _standing(row: HouseholdRow) -> str:
    parts = [texts.IS_REGISTERED if row.registered else texts.NOT_REGISTERED]
    if points := points_words(row):
        parts.append(texts.POINTS_LINE.format(points=points))
    parts += [word for word in (outcome_words(row), recognised_words(row)) if word]
    return ", ".join(part[:1].lower() + part[1:] for part in parts)


def _last_year(row: HouseholdRow) -> str:
    parts = [] if row.last_total is None else [texts.POINTS_LINE.format(points=format_points(row.last_total))]
    if row.last_recognised is not None:
        word = texts.RECOGNISED_WORD if row.last_recognised else texts.REFUSED_WORD
        parts.append(word.lower())
    return ", ".join(parts)


def _residence(lived: Residence) -> str:
    pattern = texts.RESIDENCE_AWAY if lived.away else texts.RESIDENCE
    return pattern.format(year=lived.from_year, group=lived.group)
