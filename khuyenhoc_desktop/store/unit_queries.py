"""Units and their persons."""

from collections.abc import Sequence
from dataclasses import dataclass

from khuyenhoc_desktop.store import body_queries
from khuyenhoc_desktop.store.body_queries import BodyRow
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class UnitRow(BodyRow):
    """A unit in a year: the numbers that it reports, and those of its persons on the list who are there."""

    kind: str
    staff_count: int | None
    learner_count: int | None
    staff_listed: int
    learners_listed: int


# CROSS JOIN holds SQLite to going from the unit's persons to their standings, not through all of the year.
_LISTED = (
    "(SELECT count(*) FROM person p CROSS JOIN standing s ON s.year = ?1 AND s.subject_id = p.id"
    " WHERE p.unit_id = x.id AND p.unit_role = '{0}')"
)
_MORE = f"x.kind, x.staff_count, x.learner_count, {_LISTED.format('staff')}, {_LISTED.format('learner')}"


def rows(file: CommuneFile, year: int, ids: Sequence[int] | None = None) -> list[UnitRow]:
    """The rows of these units in their order; None: of all on file, those in the wastebasket too, in no order."""
    return body_queries.read(file, UnitRow, "unit", _MORE, year, ids)


def person_ids(file: CommuneFile, unit_id: int, year: int, role: str | None) -> list[int]:
    """A unit's persons who are there in the year, by name; of one role ("staff", "learner"), or of any."""
    sql = (
        "SELECT p.id FROM person p CROSS JOIN standing s ON s.year = ?2 AND s.subject_id = p.id"
        " LEFT JOIN person_search f ON f.person_id = p.id"
        " WHERE p.unit_id = ?1 AND (?3 IS NULL OR p.unit_role = ?3) ORDER BY p.unit_role DESC, f.sort_key"
    )
    return [row[0] for row in file.query(sql, (unit_id, year, role))]
