"""Finds the household each row of scores is about; unlike a list of households, a sheet of scores makes none."""

from collections import defaultdict

from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.entries import Entry
from khuyenhoc_desktop.services.importing.group_book import GroupBook
from khuyenhoc_desktop.services.importing.identity import folded_name
from khuyenhoc_desktop.services.importing.on_file import OnFile, Register


class HouseholdFinder:
    """By code, by personal number, or by name with whatever of thôn and birth year the row gives."""

    def __init__(self, register: Register, groups: GroupBook, problems: list[Problem]) -> None:
        self._register = register
        self._groups = groups
        self._problems = problems
        self._claimed: dict[int, Entry] = {}
        self._by_fold: defaultdict[str, list[OnFile]] = defaultdict(list)
        for one in register.by_id.values():
            if one.group_id is not None:
                self._by_fold[folded_name(one.household.head_name)].append(one)

    def find(self, entry: Entry, record: str = "") -> OnFile | None:
        """The household, or None once an error is put at the row; `record` is its number on file if known."""
        found = self._by_record(record, entry) or self._by_key(entry) or self._by_name(entry)
        if found is None:
            return None
        if found.group_id is None:
            return self._refuse(entry, _is_away(found), f.HEAD_NAME)
        earlier = self._claimed.setdefault(found.id, entry)
        if earlier is not entry:
            return self._refuse(entry, _twice(earlier), f.HEAD_NAME)
        return found

    def _by_record(self, record: str, entry: Entry) -> OnFile | None:
        """By the number that a template of this file carries; another file's template is told by the name."""
        found = self._register.by_id.get(int(record)) if record.isdigit() else None
        name = folded_name(entry.household.head_name)
        return found if found and name in ("", folded_name(found.household.head_name)) else None

    def _by_key(self, entry: Entry) -> OnFile | None:
        household = entry.household
        found = self._register.by_code.get(household.code or "")
        found = found or self._register.by_number.get(household.personal_number or "")
        if (
            found
            and household.head_name
            and folded_name(household.head_name) != folded_name(found.household.head_name)
        ):
            place = f.CODE if found.household.code == household.code else f.PERSONAL_NUMBER
            self._problems.append(entry.place(_other_name(found), place))
        return found

    def _by_name(self, entry: Entry) -> OnFile | None:
        """Among the households of that name, those that nothing in the row speaks against."""
        household = entry.household
        if not household.head_name:
            return self._refuse(entry, _unknown(entry, by_code=True), f.CODE)
        alike = [
            one for one in self._by_fold.get(folded_name(household.head_name), ()) if self._may_be(entry, one)
        ]
        exact = [one for one in alike if one.name_key == entry.name_key] or alike
        if len(exact) == 1:
            return exact[0]
        if exact:
            return self._refuse(entry, _ambiguous(exact, self._groups), f.HEAD_NAME)
        return self._refuse(entry, _unknown(entry, by_code=False), f.HEAD_NAME)

    def _may_be(self, entry: Entry, one: OnFile) -> bool:
        if entry.group is not None and self._groups.known(entry) != one.group_id:
            return False
        if entry.born_year and one.born_year and entry.born_year != one.born_year:
            return False
        mine, theirs = entry.household, one.household
        return not (mine.code and theirs.code) and not (mine.personal_number and theirs.personal_number)

    def _refuse(self, entry: Entry, problem: Problem, name: str) -> OnFile | None:
        """Put an error at the row; always None, for its callers to hand on."""
        entry.reject(name)
        self._problems.append(entry.place(problem, name))
        return None


def _unknown(entry: Entry, by_code: bool) -> Problem:
    what = f"mã «{entry.household.code}»" if by_code else f"chủ hộ «{entry.household.head_name}»"
    where = f" ở {entry.group}" if entry.group and not by_code else ""
    return error(
        "household_unknown",
        f"Không tìm thấy hộ có {what}{where} trong Danh sách hộ.",
        "Xem lại họ tên, năm sinh, thôn; hoặc nhập danh sách hộ trước.",
    )


def _ambiguous(found: list[OnFile], groups: GroupBook) -> Problem:
    listed = "; ".join(
        f"{one.household.head_name} {(one.household.born or '')[:4]}, {groups.name(one.group_id)}"
        for one in found[:3]
    )
    return error(
        "household_ambiguous",
        f"Có {len(found)} hộ cùng tên ({listed}…), không biết là hộ nào.",
        "Ghi thêm mã hộ, số định danh, năm sinh hoặc thôn để phân biệt.",
    )


def _is_away(one: OnFile) -> Problem:
    return error(
        "household_away",
        f"Hộ {one.household.head_name} đã chuyển đi nên không chấm điểm năm này.",
        "Nếu hộ đã về, ghi «chuyển về» ở Danh sách hộ rồi nhập lại.",
    )


def _twice(earlier: Entry) -> Problem:
    return error(
        "dup_household",
        f"Hộ này đã có ở hàng {earlier.row} của trang «{earlier.sheet}».",
        "Giữ một hàng, xóa hàng kia.",
    )


def _other_name(one: OnFile) -> Problem:
    return warning(
        "head_changed",
        f"Trong Danh sách hộ, chủ hộ này là {one.household.head_name}.",
        "Xem lại đã ghi đúng mã hộ hoặc số định danh chưa.",
    )
