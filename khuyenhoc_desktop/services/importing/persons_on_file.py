"""The persons on file as an import looks for them. Only keys are held; fields are read in batches as rows come.

So 150,000 persons on file and as many rows fit into little memory.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.store import person_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

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
    """The ids of the persons on file by what identifies them.

    `homes` has the thôn of each household, `groups` that of each person without one.
    """

    homes: Mapping[int, int | None]
    by_code: dict[str, int] = field(default_factory=dict)
    by_number: dict[str, int] = field(default_factory=dict)
    by_home: dict[int, dict[str, int | tuple[int, ...]]] = field(default_factory=dict)
    groups: dict[int, int | None] = field(default_factory=dict)

    @classmethod
    def of(cls, file: CommuneFile, year: int, homes: Mapping[int, int | None], deleted: bool = False) -> Self:
        """The persons of the year, or those in the wastebasket; `homes` are the thôn of the households."""
        register = cls(homes)
        for i, name, code, number, household, group in person_queries.keys(file, year, deleted=deleted):
            if code:
                register.by_code.setdefault(code, i)
            if number:
                register.by_number.setdefault(number, i)
            if household is None:
                register.groups[i] = group
            group = register._group_of(i, household)
            register._add(home_of(group, household, spelling_key(name)), i)
        return register

    def at(self, home: Home) -> tuple[int, ...]:
        """The persons of this name there."""
        found = self.by_home.get(home[0], {}).get(home[1], ())
        return (found,) if isinstance(found, int) else found

    def read(self, file: CommuneFile, ids: Iterable[int]) -> dict[int, PersonOnFile]:
        """The persons of these ids."""
        found = person_queries.fields_of(file, ids)
        return {i: PersonOnFile(i, person, self._group_of(i, person.household_id)) for i, person in found}

    def _group_of(self, i: int, household: int | None) -> int | None:
        """The thôn where a person is."""
        return self.groups.get(i) if household is None else self.homes.get(household)

    def _add(self, home: Home, i: int) -> None:
        """Nearly all are alone with their name in their thôn, so a tuple is made for the others only."""
        there = self.by_home.setdefault(home[0], {})
        there[home[1]] = (*self.at(home), i) if home[1] in there else i
