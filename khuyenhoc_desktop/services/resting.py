"""What the result of a clan, unit, thôn or of the commune rests on: the numbers behind its derived indicators."""

from khuyenhoc_desktop.services import measured
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store.commune_file import CommuneFile

BY_HAND = "{sentence}; đang ghi bằng tay {words}: {reason}"


def sentences(file: CommuneFile, year: int, title: str, subject: int) -> list[str]:
    """A sentence for each derived indicator of the subject's sheet; none where its set has none."""
    sets = SheetSets(file, title, year, [subject])
    found = measured.of_sheets(file, year, [subject], sets.any_of).get(subject, {})
    return [_told(one) for one in found.values() if one.sentence]


def _told(one: measured.Measured) -> str:
    if one.reason is None:
        return one.sentence
    return BY_HAND.format(sentence=one.sentence, words=one.words, reason=one.reason)
