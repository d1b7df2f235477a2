"""The register of units: schools, agencies, enterprises, cooperatives; and their persons on the list."""

from collections.abc import Sequence
from typing import Final

from khuyenhoc_desktop.domain import unit
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import bodies, subjects
from khuyenhoc_desktop.services.bodies import Body, Query
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.store import unit_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.unit_queries import UnitRow

__all__ = ["UNIT", "Query", "UnitFields", "UnitRow", "add", "edit", "find_ids", "get", "rows"]

UNIT: Final = Body("unit", unit.NOUN, unit.tidied, unit.check_fields, (("person", "unit_id"),))


def find_ids(file: CommuneFile, query: Query) -> list[int]:
    """The ids of the units sought, in the order asked for."""
    return bodies.matching(file, unit_queries.rows(file, query.year), query)


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[UnitRow]:
    """The rows of these units, in this order."""
    return unit_queries.rows(file, year, ids)


def all_rows(file: CommuneFile, year: int) -> list[UnitRow]:
    """Every unit on file, those in the wastebasket too."""
    return unit_queries.rows(file, year)


def get(file: CommuneFile, unit_id: int, year: int) -> UnitRow:
    """One unit.

    Raises:
        UserError: no_unit.
    """
    return bodies.only(UNIT, unit_queries.rows(file, year, [unit_id]))


def fields_of(row: UnitRow) -> UnitFields:
    """The editable fields of a row."""
    fields: UnitFields = bodies.record_of(UnitFields, row)
    return fields


def add(file: CommuneFile, fields: UnitFields) -> int:
    """Add a unit; returns its id.

    Raises:
        UserError: bad_unit with every problem.
    """
    return bodies.add(file, UNIT, fields)


def edit(file: CommuneFile, unit_id: int, fields: UnitFields) -> None:
    """Change what is kept about a unit. Its last year (`valid_to`) is how it ends.

    Raises:
        UserError: bad_unit with every problem; no_unit.
    """
    bodies.edit(file, UNIT, unit_id, fields)


def delete(file: CommuneFile, ids: Sequence[int]) -> None:
    """Put units into the wastebasket; their persons stay with them."""
    bodies.delete(file, UNIT, ids)


def restore(file: CommuneFile, ids: Sequence[int]) -> None:
    """Take units back out of the wastebasket."""
    bodies.restore(file, UNIT, ids)


def merge(file: CommuneFile, source: int, into: int) -> None:
    """Two units spelled differently are one: persons go over, `source` to the wastebasket.

    Raises:
        UserError: merge_into_itself, no_unit.
    """
    bodies.merge(file, UNIT, source, into)


def likely_twins(file: CommuneFile, year: int, fields: UnitFields, but: int | None = None) -> list[Problem]:
    """Warnings for units on file that look like the same one."""
    return bodies.likely_twins(unit_queries.rows(file, year), UNIT, fields.name, fields.group_id, but)


def person_ids(file: CommuneFile, unit_id: int, year: int, role: str | None = None) -> list[int]:
    """The unit's persons who are there in the year; of one role ("staff", "learner"), or of any."""
    return unit_queries.person_ids(file, unit_id, year, role)


def rows_of_persons(file: CommuneFile, year: int, ids: Sequence[int]) -> list[SubjectRow]:
    """The rows of these persons, with where they stand in the year."""
    return subjects.rows(file, year, ids)
