"""The households on file as an import looks for them: by code, personal number, thôn, name and birth year."""

from collections import defaultdict
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.store import household_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(slots=True)
class OnFile:
    """A household on file; `group_id` is where it is in the year, None when it is away, `home` its last thôn."""

    id: int
    household: HouseholdFields
    group_id: int | None
    home: int | None
    name_key: str
    is_claimed: bool = False

    @property
    def born_year(self) -> str | None:
        """The year of birth."""
        return self.household.born[:4] if self.household.born else None


@dataclass(slots=True)
class Register:
    """All households on file, findable in each way an import identifies them."""

    by_id: dict[int, OnFile] = field(default_factory=dict)
    by_code: dict[str, OnFile] = field(default_factory=dict)
    shared_codes: set[str] = field(default_factory=set)
    by_number: dict[str, OnFile] = field(default_factory=dict)
    by_name: dict[tuple[int | None, str], OnFile | tuple[OnFile, ...]] = field(default_factory=dict)
    by_year: defaultdict[tuple[int | None, str | None], list[OnFile]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @classmethod
    def of(cls, file: CommuneFile, year: int, deleted: bool = False, *, only_identify: bool = False) -> "Register":
        """The households as they are in the year; or those in the wastebasket.

        With `only_identify` they are told apart by code, head and birth alone; nothing else is held of them.
        """
        register = cls()
        for i, household, home, away in household_queries.homes(file, year, deleted=deleted):
            if only_identify:
                household = HouseholdFields(household.code, household.head_name, household.born)
            group_id = None if away else home
            register._add(OnFile(i, household, group_id, home, spelling_key(household.head_name)))
        return register

    def named(self, home: int | None, name_key: str) -> tuple[OnFile, ...]:
        """Those of this name whose last thôn this is."""
        found = self.by_name.get((home, name_key), ())
        return found if isinstance(found, tuple) else (found,)

    def _add(self, one: OnFile) -> None:
        household = one.household
        self.by_id[one.id] = one
        if household.code and self.by_code.setdefault(household.code, one) is not one:
            self.shared_codes.add(household.code)
        if household.personal_number:
            self.by_number.setdefault(household.personal_number, one)
        # Nearly all are alone with their name in their thôn, so a tuple is made for the others only.
        key = (one.home, one.name_key)
        self.by_name[key] = (*self.named(*key), one) if key in self.by_name else one
        self.by_year[one.group_id, one.born_year].append(one)
