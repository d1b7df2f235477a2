"""Rows of the tables of format 2 from a bundle's content, and back."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services.handover.all_titles import (
    AllTitles,
    Bystanders,
    LastYear,
    StepDone,
    SubjectResult,
    YearFacts,
)
from khuyenhoc_desktop.services.handover.records import Row, figures_row


def title_rows(year: int, rest: AllTitles) -> dict[str, Iterator[Row]]:
    """The rows of the tables that format 1 did not have, by the table's name."""
    return {
        "subjects": (subject_row(subject) for subject in rest.subjects),
        "bystanders": ([str(one.group_id), one.kind, one.sex, one.count] for one in rest.bystanders),
        "last-year-titles": (
            [str(one.subject_id), one.title, _text(one.group_id), one.kind] for one in rest.last_year
        ),
        "titles-by-group": by_group_rows(rest),
        "targets": ([title, goal.percent, goal.base] for title, goal in rest.targets.items()),
        "year": iter([_year_row(year, rest.year)]),
        "deadlines": ([step, due_on] for step, due_on in sorted(rest.deadlines.items())),
        "steps": ([one.title, one.kind, one.count, one.first_on, one.last_on] for one in rest.steps),
        "rulings": ([str(decision), str(subject), recognised] for decision, subject, recognised in rest.rulings),
    }


def by_group_rows(rest: AllTitles) -> Iterator[Row]:
    """The rows of titles_by_group.csv."""
    for figures in rest.summary.titles:
        if figures.title != LEARNING_FAMILY:
            for row in figures.by_group:
                yield [figures.title, _text(row.group_id), row.group, *figures_row(row)]


def subject_row(one: SubjectResult) -> Row:
    """A row of subjects.csv."""
    return [
        str(one.id),
        one.title,
        _text(one.group_id),
        one.name,
        one.kind,
        one.sex,
        one.birth_year,
        one.registered,
        one.registered_on,
        one.set_id,
        one.set_version,
        one.entered,
        one.missing,
        one.total,
        one.outcome,
        one.level,
        one.stage,
        one.proposed,
        one.recognised,
        _text(one.decision_id),
    ]


def subject_of(row: Row) -> SubjectResult:
    """What a row of subjects.csv tells."""
    values: list[Any] = [*row]
    values[0], values[2], values[-1] = int(values[0]), _number(values[2]), _number(values[-1])
    return SubjectResult(*values)


def bystanders_of(row: Row) -> Bystanders:
    """What a row of bystanders.csv tells."""
    values: list[Any] = row
    return Bystanders(int(values[0]), *values[1:])


def last_year_of(row: Row) -> LastYear:
    """What a row of last_year_titles.csv tells."""
    values: list[Any] = row
    return LastYear(int(values[0]), values[1], _number(values[2]), values[3])


def target_of(row: Row) -> tuple[str, Target]:
    """What a row of targets.csv tells."""
    values: list[Any] = row
    return values[0], Target(values[1], values[2])


def year_of(row: Row) -> YearFacts:
    """What the row of year.csv tells."""
    values: list[Any] = row
    return YearFacts(*values[1:])


def deadlines_of(rows: Iterable[Row]) -> Mapping[str, str]:
    """What deadlines.csv tells."""
    return {str(step): str(due_on) for step, due_on in rows}


def step_of(row: Row) -> StepDone:
    """What a row of steps.csv tells."""
    values: list[Any] = row
    return StepDone(*values)


def ruling_of(row: Row) -> tuple[int, int, bool]:
    """What a row of rulings.csv tells."""
    values: list[Any] = row
    return int(values[0]), int(values[1]), values[2]


def _year_row(year: int, own: YearFacts) -> Row:
    counts = (own.base_age, own.unknown_birth, own.below_age, own.elsewhere)
    return [year, *counts, own.last_year_kept, own.round, own.locked_on]


def _text(ident: int | None) -> str | None:
    return None if ident is None else str(ident)


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)
