"""Decides which household on file each row is.

In this order: what the officer decided; the code; the personal number; thôn + name + birth year. Where several
households share the last, rows take those first that already say the same, so the order of rows never matters.
"""

from collections import defaultdict
from dataclasses import dataclass

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.entries import Entry
from khuyenhoc_desktop.services.importing.group_book import GroupRef
from khuyenhoc_desktop.services.importing.identity import folded_name, spelling_key
from khuyenhoc_desktop.services.importing.on_file import OnFile, Register

_TEXT_FIELDS = (f.CODE, f.MEMBERS, f.CHILDREN, f.ADDRESS, f.PERSONAL_NUMBER, f.NOTE)
_DIGITS_OF_A_SLIP = 2


@dataclass(slots=True)
class Match:
    """An entry that is not rejected, its group, and the household on file it is (None = a new one)."""

    entry: Entry
    group: GroupRef | None
    on_file: OnFile | None = None
    is_decided: bool = False


class Matcher:
    """Matches all rows of an import; every household on file is claimed by one row at most."""

    def __init__(self, register: Register, problems: list[Problem]) -> None:
        self._register = register
        self._problems = problems
        self._claimed: dict[int, Entry] = {}

    def match(self, matches: list[Match], same_as: "dict[tuple[str, int], int | None]") -> None:
        """Fill in `on_file` of each match; a row that cannot be matched becomes rejected."""
        for match in matches:
            place = (match.entry.sheet, match.entry.row)
            match.is_decided = place in same_as
            decided = self._register.by_id.get(same_as.get(place) or 0)
            self._claim(match, decided or self._by_key(match), is_sure=decided is not None)
        self._by_name([match for match in matches if match.on_file is None and not _is_decided_new(match)])

    def _by_key(self, match: Match) -> OnFile | None:
        household = match.entry.household
        by_code = self._register.by_code.get(household.code or "")
        if by_code is not None or household.personal_number is None:
            return by_code
        by_number = self._register.by_number.get(household.personal_number)
        if by_number is not None and _differ(household.code, by_number.household.code):
            return None
        return by_number

    def _claim(self, match: Match, found: OnFile | None, is_sure: bool = False) -> None:
        """Take a household for a row, unless another row has it."""
        if found is None:
            return
        earlier = self._claimed.get(found.id)
        if earlier is not None:
            self._reject(match.entry, _claimed_twice(earlier))
            return
        if not is_sure and match.entry.name_key and not _same_person(match.entry, found):
            place = f.CODE if match.entry.household.code == found.household.code else f.PERSONAL_NUMBER
            self._problems.append(match.entry.place(_other_head(found), place))
        match.on_file = found
        found.is_claimed = True
        self._claimed[found.id] = match.entry

    def _reject(self, entry: Entry, problem: Problem) -> None:
        entry.reject(f.HEAD_NAME)
        self._problems.append(entry.place(problem, f.HEAD_NAME))

    def _by_name(self, matches: list[Match]) -> None:
        """By thôn, name and birth year: rows that say what is on file first, then the rest in order."""
        by_key: defaultdict[tuple[GroupRef, str], list[Match]] = defaultdict(list)
        for match in matches:
            if isinstance(match.group, int) and match.entry.name_key and not match.entry.is_rejected:
                by_key[match.group, match.entry.name_key].append(match)
        for (group, name), alike in by_key.items():
            there = [one for one in self._register.named(int(group), name) if not one.is_claimed]
            if there:
                self._pair(alike, there)

    def _pair(self, rows: list[Match], there: list[OnFile]) -> None:
        for test in (_is_the_same, _says_the_same, _same_number_or_none, _same_year):
            for match in rows:
                if match.on_file is None:
                    fitting = (one for one in there if not one.is_claimed and test(match.entry, one))
                    self._claim(match, next(fitting, None), is_sure=True)
        left = [match for match in rows if match.on_file is None]
        free = [one for one in there if not one.is_claimed]
        if len(rows) == len(there) == len(left) == len(free) == 1 and _one_year_unknown(left[0].entry, free[0]):
            self._claim(left[0], free[0], is_sure=True)


def _is_decided_new(match: Match) -> bool:
    return match.is_decided and match.on_file is None


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and one != other)


def _same_year(entry: Entry, one: OnFile) -> bool:
    """The same year of birth, and nothing that speaks against it being one household."""
    if entry.born_year != one.born_year or _differ(entry.household.code, one.household.code):
        return False
    mine, theirs = entry.household.personal_number, one.household.personal_number
    return not _differ(mine, theirs) or _is_slip(mine or "", theirs or "")


def _same_number_or_none(entry: Entry, one: OnFile) -> bool:
    return _same_year(entry, one) and not _differ(entry.household.personal_number, one.household.personal_number)


def _is_the_same(entry: Entry, one: OnFile) -> bool:
    """Nothing is said here that is not on file, and nothing is on file that is not said here."""
    return _says_the_same(entry, one) and not changed_fields(one.household, entry.household)


def _says_the_same(entry: Entry, one: OnFile) -> bool:
    return _same_year(entry, one) and not changed_fields(entry.household, one.household)


def _one_year_unknown(entry: Entry, one: OnFile) -> bool:
    """Where thôn and name are alone on both sides, a birth year that one side lacks does not part them."""
    if entry.born_year and one.born_year:
        return False
    return not _differ(entry.household.code, one.household.code) and not _differ(
        entry.household.personal_number, one.household.personal_number
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether two personal numbers differ by no more than a slip of the keyboard."""
    if len(one) != len(other):
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) <= _DIGITS_OF_A_SLIP


def _same_person(entry: Entry, one: OnFile) -> bool:
    return folded_name(entry.household.head_name) == folded_name(one.household.head_name)


def changed_fields(new: HouseholdFields, old: HouseholdFields) -> dict[str, str | int]:
    """The fields whose value on file a row replaces: not by an empty cell, nor a known day by its year alone."""
    changes: dict[str, str | int] = {}
    if (
        new.head_name
        and new.head_name != old.head_name
        and spelling_key(new.head_name) != spelling_key(old.head_name)
    ):
        changes[f.HEAD_NAME] = new.head_name
    for name in _TEXT_FIELDS:
        value = getattr(new, name)
        if value is not None and value != getattr(old, name):
            changes[name] = value
    if (
        new.born is not None
        and new.born != old.born
        and not (len(new.born) == 4 and (old.born or "")[:4] == new.born)
    ):
        changes[f.BORN] = new.born
    return changes


def _claimed_twice(earlier: Entry) -> Problem:
    return error(
        "dup_same_household",
        f"Hàng này và hàng {earlier.row} của trang «{earlier.sheet}» cùng là một hộ trong tệp dữ liệu.",
        "Giữ một hàng, xóa hàng kia.",
    )


def _other_head(one: OnFile) -> Problem:
    return warning(
        "head_changed",
        f"Trong tệp dữ liệu, hộ này có chủ hộ là {one.household.head_name}.",
        "Nếu đổi chủ hộ thì không cần làm gì; nếu nhầm mã hộ hoặc số định danh thì sửa lại ô này.",
    )
