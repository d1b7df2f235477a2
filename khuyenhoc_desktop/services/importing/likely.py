"""Finds new rows that may be households on file under a slightly different name or birth year."""

from collections import defaultdict
from collections.abc import Iterator

from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.group_book import GroupBook
from khuyenhoc_desktop.services.importing.identity import folded_name
from khuyenhoc_desktop.services.importing.matching import Match
from khuyenhoc_desktop.services.importing.on_file import OnFile, Register
from khuyenhoc_desktop.services.importing.plan import LikelyDuplicate

_ALIKE = 90.0
_YEARS_APART = 2


class LikelyDuplicates:
    """Compares new rows with the households of the same thôn that no row claimed."""

    def __init__(self, register: Register, groups: GroupBook) -> None:
        self._register = register
        self._groups = groups
        self._by_name: defaultdict[tuple[int, str], list[OnFile]] = defaultdict(list)
        for one in register.by_id.values():
            if not one.is_claimed and one.group_id is not None:
                self._by_name[one.group_id, folded_name(one.household.head_name)].append(one)

    def find(self, matches: list[Match], problems: list[Problem]) -> Iterator[LikelyDuplicate]:
        """The likely duplicates among the new rows, each with a warning at the name's cell."""
        for match in matches:
            if match.on_file is None and not match.is_decided and isinstance(match.group, int):
                found = self._same_name(match) or self._alike(match)
                if found is not None:
                    one, reason = found
                    problems.append(match.entry.place(_likely(one, self._groups.name(match.group)), f.HEAD_NAME))
                    yield self._pair(match, one, reason)

    def _pair(self, match: Match, one: OnFile, reason: str) -> LikelyDuplicate:
        entry = match.entry
        group = self._groups.name(one.group_id)
        return LikelyDuplicate(entry.sheet, entry.row, entry.household, one.id, one.household, group, reason)

    def _same_name(self, match: Match) -> tuple[OnFile, str] | None:
        """The same name but for marks in the thôn; the year near, missing, or equal with another number."""
        household = match.entry.household
        for one in self._by_name.get((int(match.group or 0), folded_name(household.head_name)), ()):
            if _years_near(match.entry.born_year, one.born_year):
                return one, "Cùng thôn, cùng họ tên (có thể khác dấu), năm sinh gần nhau hoặc thiếu"
        return None

    def _alike(self, match: Match) -> tuple[OnFile, str] | None:
        """A very similar name in the same thôn with the same year of birth."""
        block = self._register.by_year.get((int(match.group or 0), match.entry.born_year), ())
        free = [one for one in block if not one.is_claimed and not _told_apart(match, one)]
        if not free or match.entry.born_year is None:
            return None
        from rapidfuzz import fuzz, process

        names = [folded_name(one.household.head_name) for one in free]
        name = folded_name(match.entry.household.head_name)
        best = process.extractOne(name, names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return (free[best[2]], "Cùng thôn, cùng năm sinh, họ tên gần giống nhau") if best else None


def _told_apart(match: Match, one: OnFile) -> bool:
    mine, theirs = match.entry.household.personal_number, one.household.personal_number
    return bool(mine and theirs and mine != theirs)


def _years_near(one: str | None, other: str | None) -> bool:
    return not one or not other or abs(int(one) - int(other)) <= _YEARS_APART


def _likely(one: OnFile, group: str) -> Problem:
    born = f", sinh {format_birth(one.household.born)}" if one.household.born else ""
    return warning(
        "likely_duplicate",
        f"Có thể là hộ đã có: {one.household.head_name}{born}, {group}.",
        "Xem hai hộ cạnh nhau: chọn «Là hộ đã có» nếu là một, «Hộ mới» nếu là hai; "
        "không chọn thì nhập thành hộ mới.",
    )
