"""The first step of an import: what a workbook holds, before anything is compared with what is on file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from khuyenhoc_desktop.services import entry as score_entry
from khuyenhoc_desktop.services.importing import clans
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import opened
from khuyenhoc_desktop.services.importing.body_words import UNIT_LABELS, unit_vocabulary
from khuyenhoc_desktop.services.importing.fields import (
    Vocabulary,
    household_vocabulary,
    person_vocabulary,
)
from khuyenhoc_desktop.services.importing.reading import Workbook
from khuyenhoc_desktop.services.importing.score_words import title_labels, title_vocabulary
from khuyenhoc_desktop.services.importing.tables import Options, Survey, survey_workbook
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class Examination:
    """What was found in a workbook, and the fields its columns may be given, with their names, in order."""

    survey: Survey
    labels: Mapping[str, str]


def examine(
    file: CommuneFile, what: str, year: int, title: str, source: Path | Workbook, options: Options | None = None
) -> Job[Examination]:
    """Read a workbook (or take one read before) and find its tables.

    `what` is "households", "persons", "clans", "units" or "scores". All sheets are looked at, whichever are
    ticked in the options. Raises UserError: import.*, no_criteria.
    """
    workbook, options = yield from opened(file, source, replace(options or Options(), sheets=None))
    if what == "clans":
        vocabulary, labels = clans.vocabulary_for(workbook, options)
    else:
        vocabulary, labels = _vocabulary(file, what, year, title)
    yield Progress(0, 0, "Đang tìm bảng trong các trang")
    return Examination(survey_workbook(workbook, vocabulary, options), labels)


def _vocabulary(file: CommuneFile, what: str, year: int, title: str) -> tuple[Vocabulary, dict[str, str]]:
    if what == "households":
        vocabulary, labels = household_vocabulary(), dict(f.FIELD_LABELS)
    elif what == "persons":
        vocabulary, labels = person_vocabulary(), dict(f.PERSON_LABELS)
    elif what == "units":
        vocabulary, labels = unit_vocabulary(), dict(UNIT_LABELS)
    else:
        indicators = score_entry.criteria_for(file, title, year).indicators
        vocabulary = title_vocabulary(title, indicators)
        labels = title_labels(title)
        labels |= {f.SCORE + one.code: f"{one.number}. {one.name}" for one in indicators}
    return vocabulary, {name: labels[name] for name in vocabulary.fields}
