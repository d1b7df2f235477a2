"""The persons on file as an import looks for them. Only keys are held; fields are read in batches as rows come.

So 150,000 persons on file and as many rows fit into little memory.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.store.commune_file import CommuneFile

_KEYS = """
SELECT p.id, p.name, p.code, p.personal_number, p.household_id, coalesce(t.group_id, p.group_id)
FROM person p LEFT JOIN standing t ON t.subject_id = p.id AND t.year = ? AND p.household_id IS NULL
WHERE p.deleted_at IS {} NULL ORDER BY p.id
"""
_FIELDS = """
SELECT id, code, name, born, sex, person_group, household_id, group_id, unit_id, unit_role, clan_id,
       personal_number, note FROM person WHERE id IN (SELECT value FROM json_each(?))
"""
Home = tuple[int, str]
"""Where somebody of a name is: see home_of()."""


def home_of(group_id: int | None, household_id: int | None, name_key: str) -> Home:
    """The thôn and the name; of who has no thôn the household, below 0."""
    return group_id if group_id is not None else -(household_id or 0), name_key


@dataclass(slots=True)
class PersonOnFile:
    """A person on file, with the thôn where he is in the year (None = nowhere)."""

    id: int
    person: PersonFields
    group_id: int | None


@dataclass(slots=True)
class PersonRegister:
    """The ids of the persons on file by what identifies them."""

    by_code: dict[str, int] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    by_home: dict[Home, int | tuple[int, ...]] = field(default_factory=dict)
    groups: dict[int, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, file: CommuneFile, year: int, homes: Mapping[int, int | None], deleted: bool = False) -> Self:
        """The persons of the year, or those in the wastebasket; `homes` are the thôn of the households."""
        register = cls()
        for i, name, code, number, household, group in file.query(_KEYS.format("NOT" if deleted else ""), (year,)):
            if code:
                register.by_code.setdefault(code, i)
            if number:
                register.by_number.setdefault(number, i)
            group = homes.get(household) if household is not None else group
            register._add(home_of(group, household, spelling_key(name)), i)
            register.groups[i] = group
        return register

    def at(self, home: Home) -> tuple[int, ...]:
        """The persons of this name there."""
        found = self.by_home.get(home, ())
        return (found,) if isinstance(found, int) else found

    def read(self, file: CommuneFile, ids: Iterable[int]) -> dict[int, PersonOnFile]:
        """The persons of these ids."""
        rows = file.query(_FIELDS, (json.dumps(sorted(set(ids))),))
        return {row[0]: PersonOnFile(row[0], PersonFields(*row[1:]), self.groups.get(row[0])) for row in rows}

    def _add(self, home: Home, i: int) -> None:
        """Nearly all are alone with their name in their thôn, so a tuple is made for the others only."""
        self.by_home[home] = (*self.at(home), i) if home in self.by_home else i
