"""The sentences above the figures: target, last year, who does not count, sample sets."""

from khuyenhoc_desktop.domain.subjects import COMMUNE, COMMUNE_LEARNING_COMMUNITY, KIND_OF, LEARNING_CITIZEN
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import criteria_sets, summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.subjects import NOUNS
from khuyenhoc_desktop.services.summary import YearSummary
from khuyenhoc_desktop.ui.summary import charting, texts
from khuyenhoc_desktop.ui.summary.figures import signed


def noun(title: str) -> str:
    """«hộ», «dòng họ» …: whom a title is given to."""
    kind = KIND_OF[title]
    return "xã, phường" if kind == COMMUNE else NOUNS[kind]


def remark(file: CommuneFile, known: YearSummary, title: str) -> str:
    """What is to be said of a title's figures, in a few sentences."""
    whole, year = known.of(title).commune, known.year
    if not whole.total:
        nobody = texts.NOBODY.format(noun=noun(title))
        return " ".join([nobody, *_of_citizens(file, year)]) if title == LEARNING_CITIZEN else nobody
    if title == COMMUNE_LEARNING_COMMUNITY:
        return " ".join(filter(None, (*_of_commune(known), sample_notice(file, year, title))))
    change = texts.LAST_YEAR.format(year=year - 1, change=f"{signed(whole.change)} {noun(title)}")
    last = texts.NO_LAST_YEAR.format(year=year - 1) if whole.change is None else change
    said = [charting.target_words(whole, title), last]
    if title == LEARNING_CITIZEN:
        said += _of_citizens(file, year)
    return " ".join(filter(None, (*said, sample_notice(file, year, title))))


def sample_notice(file: CommuneFile, year: int, title: str) -> str:
    """A plain word when the year is scored by a set that is only a sample; "" otherwise."""
    used = [criteria_sets.kept(file, *one) for one in criteria_sets.sets_in_use(file, title, year)]
    names = ", ".join(one.name for one in used if criteria_sets.is_sample(file, one))
    return texts.SAMPLE_SET.format(name=names) if names else ""


def _of_commune(known: YearSummary) -> list[str]:
    """There is one alone: neither shares nor differences, but what it has done."""
    whole = known.of(COMMUNE_LEARNING_COMMUNITY).commune
    level = texts.LEVEL.format(level=known.level) if known.level else texts.NO_LEVEL
    return [
        texts.COMMUNE_REGISTERED[whole.registered > 0],
        level,
        texts.COMMUNE_RECOGNISED[whole.recognised > 0],
    ]


def _of_citizens(file: CommuneFile, year: int) -> list[str]:
    """From which age citizens count, and how many persons do not and why."""
    people = summary.citizens(file, year)
    left = (
        (people.below_age, texts.BELOW_AGE),
        (people.unknown_birth, texts.UNKNOWN_BIRTH),
        (people.elsewhere, texts.ELSEWHERE),
    )
    parts = [words.format(count=format_count(count), age=people.base_age) for count, words in left if count]
    told = [texts.AGE.format(age=people.base_age)]
    return [*told, texts.LEFT_OUT.format(parts=", ".join(parts))] if parts else told
