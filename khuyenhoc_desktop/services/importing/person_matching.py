"""Decides which person on file each row is.

In this order: what the officer decided; the personal number; the person's own code; household, name and year of
birth; thôn, name and birth for who had no household yet. What only may be the same is told as a likely duplicate.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.group_book import GroupRef
from khuyenhoc_desktop.services.importing.identity import folded_name, spelling_key
from khuyenhoc_desktop.services.importing.person_entries import PersonEntry
from khuyenhoc_desktop.services.importing.persons_on_file import Home, PersonOnFile, PersonRegister, home_of
from khuyenhoc_desktop.services.importing.plan import LikelyDuplicate
from khuyenhoc_desktop.store.commune_file import CommuneFile

HouseholdRef = int | str
"""A household on file by its id, or a new one by the key it was told by."""
_KEPT = ("code", "sex", "person_group", "unit_id", "unit_role", "clan_id", "personal_number", "note")


@dataclass(slots=True)
class PersonMatch:
    """An entry that is not rejected, where it is to be, and the person on file that it is (None = a new one).

    `group` is the household's thôn where that is on file.
    """

    entry: PersonEntry
    household: HouseholdRef | None
    group: GroupRef | None
    on_file: PersonOnFile | None = None
    is_decided: bool = False
    home: Home | None = field(init=False)
    """Where somebody of this name is looked for; None in a thôn that is not on file yet."""

    def __post_init__(self) -> None:
        """Find the home."""
        self.home = None
        if not isinstance(self.group, str) and (self.group is not None or not isinstance(self.household, str)):
            household = self.household if isinstance(self.household, int) else None
            self.home = home_of(self.group, household, self.entry.name_key)


class PersonMatcher:
    """Matches rows, a batch at a time; every person on file is claimed by one row at most."""

    def __init__(
        self,
        file: CommuneFile,
        register: PersonRegister,
        problems: list[Problem],
        same_as: "dict[tuple[str, int], int | None]",
    ) -> None:
        self._file, self._register, self._problems, self._same_as = file, register, problems, same_as
        self._claimed: dict[int, tuple[str, int]] = {}

    def match(self, matches: Sequence[PersonMatch]) -> None:
        """Fill in `on_file` of each match; a row that cannot be matched becomes rejected."""
        there = self._register.read(self._file, (i for match in matches for i in self._possible(match)))
        for match in matches:
            place = (match.entry.sheet, match.entry.row)
            match.is_decided = place in self._same_as
            decided = there.get(self._same_as.get(place) or 0)
            found = decided or self._by_key(match, there)
            if found is None and not match.is_decided:
                found = self._by_home(match, there)
            self._claim(match, found)

    def has_namesakes(self, match: PersonMatch) -> bool:
        """Whether the row is a new one and somebody on file of that name is in the same thôn."""
        return match.on_file is None and match.home is not None and bool(self._register.at(match.home))

    def likely(self, matches: Sequence[PersonMatch]) -> Iterator[tuple[PersonMatch, PersonOnFile]]:
        """New rows beside whom somebody of that name and age stands in the same thôn, claimed by no row."""
        new = [m for m in matches if m.on_file is None and not m.is_decided and not m.entry.is_rejected]
        alike = {id(match): self._unclaimed(match) for match in new}
        there = self._register.read(self._file, (i for ids in alike.values() for i in ids))
        for match in new:
            some = [there[i] for i in alike[id(match)] if _may_be(match.entry, there[i].person)]
            if some:
                yield match, some[0]

    def _unclaimed(self, match: PersonMatch) -> list[int]:
        """Those of the same name in the same thôn."""
        there = self._register.at(match.home) if match.home is not None else ()
        return [i for i in there if i not in self._claimed] if there else []

    def _possible(self, match: PersonMatch) -> Iterator[int]:
        entry, register = match.entry, self._register
        decided = self._same_as.get((entry.sheet, entry.row))
        keys = (
            decided,
            register.by_number.get(entry.person.personal_number or ""),
            register.by_code.get(entry.person.code or ""),
        )
        yield from (key for key in keys if key is not None)
        if match.home is not None:
            yield from register.at(match.home)

    def _by_key(self, match: PersonMatch, there: dict[int, PersonOnFile]) -> PersonOnFile | None:
        """By personal number, then by code; a number that is another's is an error."""
        entry = match.entry
        one = there.get(self._register.by_number.get(entry.person.personal_number or "", 0))
        if one is not None and entry.name_key and folded_name(one.person.name) != folded_name(entry.name):
            self._reject(entry, _number_of_another(one), f.PERSONAL_NUMBER)
            return None
        if one is not None:
            return one
        one = there.get(self._register.by_code.get(entry.person.code or "", 0))
        if one is not None and folded_name(one.person.name) != folded_name(entry.name):
            self._reject(entry, _code_of_another(one), f.CODE)
            return None
        return one

    def _by_home(self, match: PersonMatch, there: dict[int, PersonOnFile]) -> PersonOnFile | None:
        """In the household first; then in the thôn, where one of the two has no household."""
        person = match.entry.person
        some = [there[i] for i in self._unclaimed(match) if not _told_apart(person, there[i].person)]
        inside = [one for one in some if one.person.household_id == match.household]
        if match.household is not None and inside:
            same = _same_birth(match.entry, inside)
            alone = len(inside) == 1 and not (inside[0].person.born and person.born)
            return same[0] if same else inside[0] if alone else None
        free = [one for one in some if match.household is None or one.person.household_id is None]
        same = _same_birth(match.entry, free)
        return same[0] if len(same) == 1 or (same and match.household is None and inside) else None

    def _claim(self, match: PersonMatch, found: PersonOnFile | None) -> None:
        """Take a person for a row, unless another row has him."""
        if found is None or match.entry.is_rejected:
            return
        earlier = self._claimed.get(found.id)
        if earlier is not None:
            self._reject(match.entry, _claimed_twice(earlier), f.HEAD_NAME)
            return
        match.on_file = found
        self._claimed[found.id] = match.entry.sheet, match.entry.row

    def _reject(self, entry: PersonEntry, problem: Problem, field_name: str) -> None:
        entry.reject(field_name)
        self._problems.append(entry.place(problem, field_name))


def changed_values(match: PersonMatch, one: PersonFields) -> dict[str, object]:
    """What a row replaces on file: not by an empty cell, nor a known day by its year alone.

    Household and thôn are the references of the match: a new household or thôn has no id yet.
    """
    new = match.entry.person
    changes: dict[str, object] = {
        name: getattr(new, name)
        for name in _KEPT
        if getattr(new, name) is not None and getattr(new, name) != getattr(one, name)
    }
    if new.name and spelling_key(new.name) != spelling_key(one.name):
        changes["name"] = new.name
    is_coarser = new.born is not None and len(new.born) == len("1970") and (one.born or "")[:4] == new.born
    if new.born is not None and new.born != one.born and not is_coarser:
        changes["born"] = new.born
    if match.household is not None and match.household != one.household_id:
        changes["household_id"] = match.household
    elif match.household is None and one.household_id is None and match.group not in (None, one.group_id):
        changes["group_id"] = match.group
    return changes


def pair_of(match: PersonMatch, one: PersonOnFile, group: str, household: str | None) -> LikelyDuplicate:
    """A likely duplicate, for the officer to decide on."""
    where = f"đang thuộc hộ {household}" if household else "chưa thuộc hộ nào"
    reason = f"Cùng thôn, cùng họ tên, năm sinh giống hoặc thiếu; người đã có {where}"
    entry = match.entry
    return LikelyDuplicate(entry.sheet, entry.row, entry.person, one.id, one.person, group, reason)


def likely_problem(one: PersonOnFile, group: str) -> Problem:
    """The warning at the name of a likely duplicate."""
    born = f", sinh {format_birth(one.person.born)}" if one.person.born else ""
    return warning(
        "likely_duplicate",
        f"Có thể là người đã có: {one.person.name}{born}, {group}.",
        "Xem hai người cạnh nhau rồi chọn là một hay là hai; không chọn thì nhập thành người mới.",
    )


def _same_birth(entry: PersonEntry, some: list[PersonOnFile]) -> list[PersonOnFile]:
    """Those of the same day of birth, else of the same year (both unknown counts as the same)."""
    day = [one for one in some if one.person.born and one.person.born == entry.person.born]
    return day or [one for one in some if (one.person.born or "")[:4] == (entry.born_year or "")]


def _told_apart(one: PersonFields, other: PersonFields) -> bool:
    """Whether both have a personal number or a code, and another one."""
    pairs = ((one.personal_number, other.personal_number), (one.code, other.code))
    return any(a and b and a != b for a, b in pairs)


def _may_be(entry: PersonEntry, one: PersonFields) -> bool:
    """Whether nothing but the household speaks against two records being one person."""
    years = (entry.born_year, (one.born or "")[:4])
    return not _told_apart(entry.person, one) and (not all(years) or years[0] == years[1])


def _claimed_twice(earlier: tuple[str, int]) -> Problem:
    sheet, row = earlier
    return error(
        "dup_same_person",
        f"Hàng này và hàng {row} của trang «{sheet}» cùng là một người trong tệp dữ liệu.",
        "Giữ một hàng, xóa hàng kia.",
    )


def _number_of_another(one: PersonOnFile) -> Problem:
    return error(
        "number_of_another",
        f"Số định danh này trong tệp dữ liệu là của {one.person.name}.",
        "Xem lại số trên thẻ căn cước; nếu người đã có ghi sai thì sửa ở trang Công dân rồi nhập lại.",
    )


def _code_of_another(one: PersonOnFile) -> Problem:
    return error(
        "code_of_another",
        f"Mã công dân này trong tệp dữ liệu là của {one.person.name}.",
        "Xem lại mã; nếu người đã có ghi sai thì sửa ở trang Công dân rồi nhập lại.",
    )
