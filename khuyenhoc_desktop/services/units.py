"""The register of units: schools, agencies, enterprises, cooperatives; and their persons on the list."""

from typing import Final

from khuyenhoc_desktop.domain import unit
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services.bodies import Register
from khuyenhoc_desktop.store import unit_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.unit_queries import UnitRow

__all__ = ["REGISTER", "UnitFields", "UnitRow"]

REGISTER: Final = Register(
    "unit",
    unit.NOUN,
    UnitFields,
    unit.tidied,
    unit.check_fields,
    unit_queries.rows,
    (("person", "unit_id"),),
)


def person_ids(file: CommuneFile, unit_id: int, year: int, role: str | None = None) -> list[int]:
    """The unit's persons who are there in the year; of one role ("staff", "learner"), or of any."""
    return unit_queries.person_ids(file, unit_id, year, role)
