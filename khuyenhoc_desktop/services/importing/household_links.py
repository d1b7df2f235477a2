"""Finds the household on file that a list of persons means, or says why that is doubtful. Nothing is guessed.

A household is sure when its code is on file once and nothing else that the list says of it speaks against it, or
when, without a code, just one household of that thôn has a head of that name. Everything else is for a person to
decide (Options.households).
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.importing.group_book import GroupRef
from khuyenhoc_desktop.services.importing.identity import folded_name, spelling_key
from khuyenhoc_desktop.services.importing.on_file import OnFile, Register
from khuyenhoc_desktop.services.importing.person_entries import Told
from khuyenhoc_desktop.services.importing.plan import Candidate

_MOST_CANDIDATES = 8
REASONS = {
    "household_not_told": "Không ghi mã hộ hay chủ hộ",
    "household_code_unknown": "Mã hộ này chưa có trong máy",
    "household_code_twice": "Nhiều hộ trong máy cùng mã này",
    "household_head_differs": "Hộ mang mã này có chủ hộ khác",
    "household_group_differs": "Hộ mang mã này ở thôn khác",
    "household_born_differs": "Chủ hộ trong máy có năm sinh khác",
    "household_gone": "Hộ này đã chuyển đi",
    "household_group_missing": "Không ghi thôn nên chưa rõ hộ nào",
    "household_name_twice": "Nhiều hộ trong thôn có chủ hộ cùng tên",
    "household_unknown": "Thôn này không có chủ hộ nào tên như vậy",
}


@dataclass(frozen=True, slots=True)
class Link:
    """The household on file, or why it is doubtful (a code of REASONS) with those it may be."""

    household_id: int | None
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()


class HouseholdLinks:
    """Looks households up among those of the year; `group_names` are the thôn by id."""

    def __init__(self, register: Register, group_names: dict[int, str]) -> None:
        self._register, self._names = register, group_names

    @cached_property
    def _by_fold(self) -> Mapping[str, list[OnFile]]:
        """The households by their head's name without marks: wanted only where one is doubtful."""
        found: defaultdict[str, list[OnFile]] = defaultdict(list)
        for one in self._register.by_id.values():
            found[folded_name(one.household.head_name)].append(one)
        return found

    def find(self, told: Told, group: GroupRef | None) -> Link:
        """The household meant; `group` is the thôn that the rows name (a text: one that is not on file)."""
        if told.is_nothing:
            return Link(None, "household_not_told")
        if told.code is not None:
            return self._by_code(told, told.code, group)
        return self._by_name(told, group)

    def _by_code(self, told: Told, code: str, group: GroupRef | None) -> Link:
        one = self._register.by_code.get(code)
        if one is None:
            return self._doubt("household_code_unknown", self._named(told, group))
        if code in self._register.shared_codes:
            alike = [each for each in self._register.by_id.values() if each.household.code == code]
            return self._doubt("household_code_twice", alike)
        if told.head_name and spelling_key(told.head_name) != one.name_key:
            return self._doubt("household_head_differs", [one, *self._named(told, group)])
        if group is not None and group != one.home:
            return self._doubt("household_group_differs", [one, *self._named(told, group)])
        return self._sure(told, one)

    def _by_name(self, told: Told, group: GroupRef | None) -> Link:
        key = spelling_key(told.head_name or "")
        if group is None:
            return self._doubt("household_group_missing", self._named(told, None))
        there = self._register.named(group, key) if isinstance(group, int) else ()
        if not there:
            return self._doubt("household_unknown", self._named(told, group))
        return self._sure(told, there[0]) if len(there) == 1 else self._doubt("household_name_twice", there)

    def _sure(self, told: Told, one: OnFile) -> Link:
        """The one that fits, unless it is away or its head is of another age."""
        if one.group_id is None:
            return self._doubt("household_gone", [one])
        if told.born and one.born_year and told.born[:4] != one.born_year:
            return self._doubt("household_born_differs", [one])
        return Link(one.id)

    def _named(self, told: Told, group: GroupRef | None) -> list[OnFile]:
        """Households of that name with or without marks, those of the thôn first."""
        alike = self._by_fold.get(folded_name(told.head_name), []) if told.head_name else []
        return sorted(alike, key=lambda one: one.home != group)

    def _doubt(self, reason: str, alike: Sequence[OnFile]) -> Link:
        some = list(dict.fromkeys(one.id for one in alike))[:_MOST_CANDIDATES]
        return Link(None, reason, tuple(self._candidate(self._register.by_id[i]) for i in some))

    def _candidate(self, one: OnFile) -> Candidate:
        household = one.household
        parts = [household.head_name, format_birth(household.born), household.code or ""]
        parts.append(self._names.get(one.home or 0, ""))
        return Candidate(one.id, ", ".join(part for part in parts if part))
