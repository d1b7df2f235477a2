"""Where each row of a list of persons belongs: household, thôn, unit, clan, as far as that is sure or decided."""

from dataclasses import replace

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.group_book import GroupBook, GroupRef
from khuyenhoc_desktop.services.importing.household_links import REASONS, HouseholdLinks, Link
from khuyenhoc_desktop.services.importing.on_file import Register
from khuyenhoc_desktop.services.importing.person_entries import PersonEntry, Told
from khuyenhoc_desktop.services.importing.person_matching import HouseholdRef, PersonMatch
from khuyenhoc_desktop.services.importing.plan import DoubtfulHousehold
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NEW_HOUSEHOLD, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.store import body_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


class PersonPlaces:
    """Where each row belongs: household, thôn, unit and clan, as far as that is sure or was decided."""

    def __init__(
        self, file: CommuneFile, year: int, options: Options, groups: GroupBook, problems: list[Problem]
    ) -> None:
        self._options, self._groups, self._problems = options, groups, problems
        self._register = Register.of(file, year, only_identify=True)
        self._links = HouseholdLinks(self._register, groups.names)
        self._found: dict[int, tuple[Told, Link, GroupRef | None]] = {}
        self._units, self._clans = _by_name(file, "unit", year), _by_name(file, "clan", year)
        self._unknown: set[str] = set()
        self.new: dict[str, tuple[HouseholdFields, GroupRef]] = {}

    def of(self, entry: PersonEntry) -> PersonMatch | None:
        """The places of an entry; None once an error is put at the row."""
        group = self._groups.ref(entry)
        if entry.unit or entry.clan or entry.person.unit_role:
            entry.person = self._linked(entry)
        household = self._household(entry, group)
        if household == NO_HOUSEHOLD:
            return self._without(entry, group)
        if isinstance(household, int):
            group = self._register.by_id[household].home
        return PersonMatch(entry, household, group) if household is not None else None

    def doubtful(self) -> tuple[DoubtfulHousehold, ...]:
        """The households that are not sure, in the order of the workbook."""
        return tuple(_doubt(*found) for found in self._found.values())

    def homes(self) -> dict[int, int | None]:
        """The thôn of every household on file."""
        return {i: one.home for i, one in self._register.by_id.items()}

    def head_of(self, household: HouseholdRef | None) -> str | None:
        """The name of a household's head."""
        if household is None:
            return None
        one = self._register.by_id.get(household) if isinstance(household, int) else None
        return (
            one.household.head_name
            if one
            else self.new[str(household)][0].head_name
            if household in self.new
            else ""
        )

    def _linked(self, entry: PersonEntry) -> PersonFields:
        unit = self._named(entry, entry.unit, self._units, f.UNIT)
        clan = self._named(entry, entry.clan, self._clans, f.CLAN)
        role = entry.person.unit_role if unit is not None else None
        return replace(entry.person, unit_id=unit, clan_id=clan, unit_role=role)

    def _household(self, entry: PersonEntry, group: GroupRef | None) -> HouseholdRef | None:
        """Its id; NO_HOUSEHOLD or the key of a new one where that was decided; None when it is doubtful."""
        told = entry.told
        if told.household_id is not None:
            return told.household_id
        link = self._found[id(told)][1] if id(told) in self._found else self._links.find(told, group)
        if link.household_id is not None:
            told.household_id = link.household_id
            return link.household_id
        self._found.setdefault(id(told), (told, link, group))
        choice = self._options.households.get(told.key, self._options.households.get(EVERY_DOUBT))
        if choice == NEW_HOUSEHOLD and _can_be_new(told, group):
            assert group is not None
            head = HouseholdFields(code=told.code, head_name=told.head_name or "", born=told.born)
            self.new.setdefault(told.key, (head, group))
            return told.key
        if choice is None or choice == NEW_HOUSEHOLD:
            place = f.OF_CODE if told.code else f.OF_HEAD
            entry.reject(place)
            self._problems.append(entry.place(_doubtful(told, link), place))
            return None
        return choice

    def _without(self, entry: PersonEntry, group: GroupRef | None) -> PersonMatch | None:
        """In his thôn only; who has no thôn either must at least belong to a unit."""
        if group is None and entry.person.unit_id is None:
            entry.reject(f.GROUP)
            self._problems.append(entry.place(_no_place(), f.GROUP))
            return None
        return PersonMatch(entry, None, group)

    def _named(self, entry: PersonEntry, name: str | None, known: dict[str, int], column: str) -> int | None:
        """The id of a unit or clan; one that is not on file is told once a name."""
        found = known.get(fold(name)) if name else None
        if name and found is None and f"{column}:{name}" not in self._unknown:
            self._unknown.add(f"{column}:{name}")
            self._problems.append(entry.place(_not_on_file(name, column), column))
        return found


def _can_be_new(told: Told, group: GroupRef | None) -> bool:
    """Whether enough is told of a household to make it: a head's name and a thôn."""
    return told.head_name is not None and group is not None


def _by_name(file: CommuneFile, table: str, year: int) -> dict[str, int]:
    """Ids of units or clans by name and by code; a name that two share is none."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for i, name, code, _ in body_queries.not_ended(file, table, year):
        for key in {fold(word) for word in (name, code) if word}:
            if found.setdefault(key, i) != i:
                twice.add(key)
    return {key: i for key, i in found.items() if key not in twice}


def _doubt(told: Told, link: Link, group: GroupRef | None) -> DoubtfulHousehold:
    first = told.first
    assert first is not None
    return DoubtfulHousehold(
        key=told.key,
        sheet=first.sheet,
        row=first.row,
        rows=told.rows,
        code=told.code or "",
        head_name=told.head_name or "",
        group=told.group or "",
        reason=REASONS[link.reason or ""],
        candidates=link.candidates,
        can_be_new=_can_be_new(told, group),
    )


def _doubtful(told: Told, link: Link) -> Problem:
    what = ", ".join(part for part in (told.code, told.head_name, told.group) if part)
    named = f" ({what})" if what else ""
    why = REASONS[link.reason or ""]
    return error(
        link.reason or "",
        f"Chưa rõ người này thuộc hộ nào{named}: {why[:1].lower()}{why[1:]}.",
        "Chọn ở mục «Hộ chưa rõ» (một hộ đã có, hộ mới, hoặc chỉ ghi thôn); nếu tệp ghi sai thì sửa trong tệp.",
    )


def _no_place() -> Problem:
    return error(
        "place_missing",
        "Hàng này không có hộ, không có thôn và không có đơn vị đã biết nên chưa biết tính vào đâu.",
        "Ghi tên thôn, tổ dân phố (hoặc mã hộ, chủ hộ) của người này.",
    )


def _not_on_file(name: str, column: str) -> Problem:
    what = "đơn vị" if column == f.UNIT else "dòng họ"
    return warning(
        f"{column}_unknown",
        f"Chưa có {what} «{name}» trong máy nên người này chưa được gắn vào.",
        f"Lập {what} trước rồi nhập lại tệp này (người đã nhập không bị lặp), hoặc chọn sau ở trang Công dân.",
    )
