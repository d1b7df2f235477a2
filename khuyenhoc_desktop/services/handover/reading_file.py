"""Reading out of the commune file what a bundle tells beyond families."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from khuyenhoc_desktop.domain.summary import Target, TitleFigures
from khuyenhoc_desktop.services import summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.groups import list_groups
from khuyenhoc_desktop.services.handover.all_titles import (
    OTHER_TITLES,
    AllTitles,
    Bystanders,
    Confirmed,
    LastYear,
    StepDone,
    SubjectResult,
    YearFacts,
    citizens_of,
    summary_of,
    units_of,
)
from khuyenhoc_desktop.services.handover.marks import share
from khuyenhoc_desktop.services.once import Once
from khuyenhoc_desktop.services.summary import ORDER, WHOLE
from khuyenhoc_desktop.services.workflow_preview import mode
from khuyenhoc_desktop.services.year_frame import Frame, frame
from khuyenhoc_desktop.store import handover_titles_queries as queries


def read_titles(
    file: CommuneFile, year: int, families: TitleFigures, groups: Sequence[tuple[int, str]]
) -> AllTitles:
    """Everything beyond families of a year; `families` and `groups` (id, name) are those handed up.

    Raises:
        UserError: no_year.
    """
    subjects = _subjects(file, year, [ident for ident, _ in groups])
    known = summary.has_last_year(file, year)
    bystanders = [Bystanders(*row) for row in queries.bystanders(file, year)]
    last = _last_year(file, year) if known else []
    targets = {title: goal for title in ORDER if (goal := summary.target(file, year, title))}
    own = _year(file, frame(file, year), known)
    return AllTitles(
        subjects,
        bystanders,
        last,
        targets,
        own,
        {step: day.isoformat() for step, day in frame(file, year).deadlines.items()},
        [StepDone(*row) for row in queries.steps_done(file, year)],
        queries.rulings(file, year),
        {key: Confirmed(*told) for key, told in queries.confirmations(file).items()},
        *counted(families, groups, subjects, bystanders, last, targets, own),
    )


def counted(
    families: TitleFigures,
    groups: Sequence[tuple[int, str]],
    subjects: Sequence[SubjectResult],
    bystanders: Sequence[Bystanders],
    last: Sequence[LastYear],
    targets: Mapping[str, Target],
    own: YearFacts,
) -> tuple[summary.YearSummary, TitleFigures, summary.Citizens]:
    """The figures of all titles, of units by kind and of citizens told apart, counted from the lists."""
    known = own.last_year_kept
    return (
        summary_of(families, groups, subjects, bystanders, last, targets, known),
        units_of(families.year, subjects, last, targets.get("learning_unit"), known),
        citizens_of(subjects, bystanders, own),
    )


def groups_told(file: CommuneFile, year: int) -> list[tuple[int, str, str]]:
    """Id, name and kind of the thôn that any title's figures have, in list order."""
    told = {row.group_id for figures in summary.year_summary(file, year).titles for row in figures.by_group}
    return [(row.id, row.name, row.kind) for row in list_groups(file, year, with_ended=True) if row.id in told]


def _subjects(file: CommuneFile, year: int, groups: Iterable[int]) -> list[SubjectResult]:
    """By title, then thôn; in those, citizens by name."""
    rank = {ident: place for place, ident in enumerate(groups)}
    titles = {title: place for place, title in enumerate(OTHER_TITLES)}
    once = Once()
    found = [_subject(once, row) for row in queries.results(file, year)]
    found.sort(key=lambda one: (titles[one.title], rank.get(one.group_id or 0, len(rank))))
    return found


def _subject(once: Once, row: tuple[Any, ...]) -> SubjectResult:
    one = SubjectResult(*row)
    share(one, once)
    one.registered, one.proposed = bool(one.registered), bool(one.proposed)
    one.recognised = None if one.recognised is None else bool(one.recognised)
    if one.title == "commune_learning_community":
        one.name = WHOLE
    if one.set_key is None:
        one.missing = 0  # of a sheet nobody began nothing is missing
    return one


def _last_year(file: CommuneFile, year: int) -> list[LastYear]:
    """Who was recognised last year, each in the thôn that stands for his now."""
    every = {row.id: row for row in list_groups(file, year, with_ended=True)}
    return [
        LastYear(ident, title, group and summary.heir(every, group, year), kind)
        for ident, title, group, kind in queries.recognised(file, year - 1)
    ]


def _year(file: CommuneFile, known: Frame, last_year_kept: bool) -> YearFacts:
    people = summary.citizens_left_out(file, known.year, known.base_age)
    locked_on = known.locked_at[:10] if known.locked_at else None
    return YearFacts(known.base_age, *people, last_year_kept, mode(file), locked_on)
