"""Rows of the bundle's tables from its content, and back."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from khuyenhoc_desktop.domain.summary import BASE_NAMES, GroupFigures, Target, rounded
from khuyenhoc_desktop.services.handover.content import (
    BundleContent,
    CommuneFacts,
    DecisionFacts,
    Group,
    HouseholdResult,
)
from khuyenhoc_desktop.services.handover.schema import Value

Row = list[Value]
_DECISION_COLUMNS = 4  # of format 1
_ASSESSMENT_COLUMNS = 12


def fixed_rows(content: BundleContent) -> dict[str, Iterator[Row]]:
    """The rows of every table that does not depend on the criteria sets, by the table's name."""
    return {
        "commune": iter([commune_row(content.commune)]),
        "groups": ([str(group.id), group.name, group.kind] for group in content.groups),
        "households": (household_row(household) for household in content.households),
        "decisions": (decision_row(decision, content.format) for decision in content.decisions),
        "assessments": (assessment_row(household, content.format) for household in content.households),
        "last_year": ([str(household), str(group)] for household, group in content.last_year),
        "summary": summary_rows(content),
        "summary_by_group": (
            [str(row.group_id), row.group, *figures_row(row)] for row in content.figures.by_group
        ),
    }


def summary_rows(content: BundleContent) -> Iterator[Row]:
    """The rows of summary.csv: a row for each title told."""
    for figures in content.rest.summary.titles if content.rest else (content.figures,):
        yield [figures.title, *figures_row(figures.commune)]


def decision_row(decision: DecisionFacts, number: int) -> Row:
    """A row of decisions.csv in a format."""
    row: Row = [str(decision.id), decision.number, decision.decided_on, decision.signer]
    corrects = None if decision.corrects is None else str(decision.corrects)
    return row if number == 1 else [*row, decision.title, decision.kind, corrects]


def commune_row(commune: CommuneFacts) -> Row:
    """The row of commune.csv."""
    target = commune.target
    return [
        commune.code,
        commune.name,
        commune.kind,
        commune.province,
        commune.association,
        commune.year,
        commune.title,
        target.percent if target else None,
        target.base if target else None,
    ]


def household_row(household: HouseholdResult) -> Row:
    """A row of households.csv."""
    return [str(household.id), str(household.group_id), household.head_name, household.birth_year]


def assessment_row(household: HouseholdResult, number: int) -> Row:
    """A row of assessments.csv in a format."""
    row: Row = [
        str(household.id),
        household.registered,
        household.registered_on,
        household.set_id,
        household.set_version,
        household.entered,
        household.missing,
        household.total,
        household.outcome,
        household.proposed,
        household.recognised,
        None if household.decision_id is None else str(household.decision_id),
    ]
    return row if number == 1 else [*row, household.stage]


def figures_row(figures: GroupFigures) -> Row:
    """The figures as they stand in both summary tables; percentages in hundredths, halves rounded up."""
    return [
        figures.total,
        figures.registered,
        figures.scored,
        figures.reached,
        figures.proposed,
        figures.recognised,
        hundredths(figures.percent_of_total),
        hundredths(figures.percent_of_registered),
        figures.last_year_recognised,
        figures.change,
    ]


def hundredths(percent: Fraction | None) -> int | None:
    """A percentage as a whole number of hundredths of a percent."""
    return None if percent is None else round(rounded(percent) * 100)


def commune_of(row: Row) -> CommuneFacts:
    """What a row of commune.csv tells."""
    values: list[Any] = row
    percent, base = values[7], values[8]
    target = Target(percent, base) if percent is not None and base in BASE_NAMES else None
    code, name, kind, province, association, year, title = values[:7]
    return CommuneFacts(code, name, kind, province, association, year, title, target)


def group_of(row: Row) -> Group:
    """What a row of groups.csv tells."""
    values: list[Any] = row
    return Group(int(values[0]), values[1], values[2])


def decision_of(row: Row) -> DecisionFacts:
    """What a row of decisions.csv tells."""
    values: list[Any] = row
    if len(values) > _DECISION_COLUMNS:
        values[-1] = None if values[-1] is None else int(values[-1])
    return DecisionFacts(int(values[0]), *values[1:])


def household_of(row: Row) -> HouseholdResult:
    """What a row of households.csv tells; the rest is filled by `assess`."""
    values: list[Any] = row
    return HouseholdResult(int(values[0]), int(values[1]), values[2], values[3])


def assess(household: HouseholdResult, row: Row) -> None:
    """Add what a row of assessments.csv tells."""
    values: list[Any] = row
    household.registered, household.registered_on = values[1], values[2]
    household.set_id, household.set_version = values[3], values[4]
    household.entered, household.missing, household.total = values[5], values[6], values[7]
    household.outcome, household.proposed, household.recognised = values[8], values[9], values[10]
    household.decision_id = None if values[11] is None else int(values[11])
    household.stage = values[12] if len(values) > _ASSESSMENT_COLUMNS else 0
