"""Rows of the grid as text for the clipboard."""

from collections.abc import Iterator, Sequence

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.cell_text import pasteable
from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import entry, subjects
from khuyenhoc_desktop.services.bulk_entry import Place
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.grid.grid_model import result_words

ROWS_AT_ONCE = 500
Lines = list[list[str]]


def cells(file: CommuneFile, place: Place, ids: Sequence[int], indicators: Sequence[Indicator]) -> Job[Lines]:
    """Only the answers, one line a subject, in the order of `ids`."""
    lines: Lines = []
    for some, step in _parts(ids):
        answers = entry.grid_answers(file, place.year, some, place.title, place.stage)
        lines += [[format_answer(one, answers[i].get(one.code)) for one in indicators] for i in some]
        yield step
    return lines


def table(file: CommuneFile, place: Place, ids: Sequence[int], indicators: Sequence[Indicator]) -> Job[Lines]:
    """The whole table with its titles: name, thôn, answers, total, result."""
    titles = [f"{indicator.number} {indicator.name}" for indicator in indicators]
    lines: Lines = [[texts.NAMES[KIND_OF[place.title]], texts.GROUP, *titles, texts.TOTAL, texts.RESULT]]
    for some, step in _parts(ids):
        answers = entry.grid_answers(file, place.year, some, place.title, place.stage)
        for row in subjects.rows(file, place.year, some):
            scores = [pasteable(format_answer(one, answers[row.id].get(one.code))) for one in indicators]
            total = "" if row.total is None else format_points(row.total)
            lines.append([pasteable(row.name), pasteable(row.group or ""), *scores, total, result_words(row)])
        yield step
    return lines


def _parts(ids: Sequence[int]) -> Iterator[tuple[Sequence[int], Progress]]:
    for start in range(0, len(ids), ROWS_AT_ONCE):
        some = ids[start : start + ROWS_AT_ONCE]
        yield some, Progress(start + len(some), len(ids), texts.COPYING)
