"""Finds whom each row of scores is about; unlike a list of households or persons, a sheet of scores makes none."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    HOUSEHOLD,
    LEARNING_FAMILY,
    PERSON,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.entries import Entry
from khuyenhoc_desktop.services.importing.group_book import GroupBook
from khuyenhoc_desktop.services.importing.identity import folded_name, spelling_key
from khuyenhoc_desktop.services.importing.on_file import OnFile, Register
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class Words:
    """How refusals speak of subjects of a kind, and where these are entered."""

    noun: str
    named: str
    where: str


WORDS = {
    HOUSEHOLD: Words("hộ", "chủ hộ", "Danh sách hộ"),
    PERSON: Words("người", "công dân", "Danh sách công dân"),
    CLAN: Words("dòng họ", "dòng họ", "danh sách Dòng họ"),
    UNIT: Words("đơn vị", "đơn vị", "danh sách Đơn vị"),
    RESIDENTIAL_GROUP: Words("thôn, tổ dân phố", "thôn, tổ dân phố", "danh sách Thôn, tổ dân phố"),
    COMMUNE: Words("xã, phường, đặc khu", "xã, phường, đặc khu", "Thiết lập"),
}


def register_of(file: CommuneFile, year: int, title: str) -> Register:
    """All subjects of a title on file, by id and by code."""
    if title == LEARNING_FAMILY:
        return Register.of(file, year)
    register = Register()
    for row in subjects.rows(file, year, subjects.find_ids(file, subjects.Query(year, title=title))):
        fields = HouseholdFields(head_name=row.name, code=row.code, born=row.about)
        one = OnFile(row.id, fields, row.group_id, row.group_id, spelling_key(row.name))
        register.by_id[row.id] = one
        if row.code:
            register.by_code.setdefault(row.code, one)
    return register


class SubjectFinder:
    """By code, by personal number, or by name with whatever of thôn and birth year the row gives."""

    def __init__(self, kind: str, register: Register, groups: GroupBook, problems: list[Problem]) -> None:
        self._kind, self._words = kind, WORDS[kind]
        self._register = register
        self._groups = groups
        self._problems = problems
        self._claimed: dict[int, Entry] = {}

    @cached_property
    def _by_fold(self) -> Mapping[str, list[OnFile]]:
        """Those who are there by their name without marks: wanted only for rows without a code or number."""
        found: defaultdict[str, list[OnFile]] = defaultdict(list)
        for one in self._register.by_id.values():
            if not self._is_away(one):
                found[folded_name(one.household.head_name)].append(one)
        return found

    def find(self, entry: Entry, record: str = "") -> OnFile | None:
        """The subject, or None once an error is put at the row; `record` is its number on file if known."""
        by_name = {RESIDENTIAL_GROUP: self._by_group, COMMUNE: self._the_commune}.get(self._kind, self._by_name)
        found = self._by_record(record, entry) or self._by_key(entry) or by_name(entry)
        if found is None:
            return None
        if self._is_away(found):
            return self._refuse(entry, _away(found), f.HEAD_NAME)
        earlier = self._claimed.setdefault(found.id, entry)
        if earlier is not entry:
            return self._refuse(entry, _twice(earlier, self._words), f.HEAD_NAME)
        return found

    def _is_away(self, one: OnFile) -> bool:
        """Whether a household has moved away; others without a thôn are there all the same."""
        return self._kind == HOUSEHOLD and one.group_id is None

    def _by_group(self, entry: Entry) -> OnFile | None:
        """A thôn by any of the ways its name is written."""
        known = self._groups.known(entry)
        found = None if known is None else self._register.by_id.get(known)
        return found or self._refuse(entry, _unknown(entry, self._words, by_code=False), f.HEAD_NAME)

    def _the_commune(self, entry: Entry) -> OnFile | None:
        """There is one; a name, if given, must be its own, with or without its kind."""
        (one,) = self._register.by_id.values()
        name, own = folded_name(entry.household.head_name), folded_name(one.household.head_name)
        if own == name or own.endswith(f" {name}") or not name:
            return one
        return self._refuse(entry, _unknown(entry, self._words, by_code=False), f.HEAD_NAME)

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
            self._problems.append(entry.place(_other_name(found, self._words), place))
        return found

    def _by_name(self, entry: Entry) -> OnFile | None:
        """Among those of that name, the ones that nothing in the row speaks against."""
        household = entry.household
        if not household.head_name:
            return self._refuse(entry, _unknown(entry, self._words, by_code=True), f.CODE)
        alike = [
            one for one in self._by_fold.get(folded_name(household.head_name), ()) if self._may_be(entry, one)
        ]
        exact = [one for one in alike if one.name_key == entry.name_key] or alike
        if len(exact) == 1:
            return exact[0]
        if exact:
            return self._refuse(entry, _ambiguous(exact, self._groups, self._words), f.HEAD_NAME)
        return self._refuse(entry, _unknown(entry, self._words, by_code=False), f.HEAD_NAME)

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


def _unknown(entry: Entry, words: Words, by_code: bool) -> Problem:
    name = entry.household.head_name
    what = f"{words.noun} có mã «{entry.household.code}»" if by_code else f"{words.named} «{name}»"
    where = f" ở {entry.group}" if entry.group and not by_code and entry.group != name else ""
    return error(
        "household_unknown" if words.noun == "hộ" else "subject_unknown",
        f"Không tìm thấy {what}{where} trong {words.where}.",
        f"Xem lại tên, mã, thôn (năm sinh); hoặc nhập {words.where} trước.",
    )


def _ambiguous(found: list[OnFile], groups: GroupBook, words: Words) -> Problem:
    listed = "; ".join(
        f"{one.household.head_name} {(one.household.born or '')[:4]}, {groups.name(one.group_id)}"
        for one in found[:3]
    )
    return error(
        "household_ambiguous" if words.noun == "hộ" else "subject_ambiguous",
        f"Có {len(found)} {words.noun} cùng tên ({listed}…), không biết là {words.noun} nào.",
        "Ghi thêm mã, số định danh, năm sinh hoặc thôn để phân biệt.",
    )


def _away(one: OnFile) -> Problem:
    return error(
        "household_away",
        f"Hộ {one.household.head_name} đã chuyển đi nên không chấm điểm năm này.",
        "Nếu hộ đã về, ghi «chuyển về» ở Danh sách hộ rồi nhập lại.",
    )


def _twice(earlier: Entry, words: Words) -> Problem:
    noun = words.noun[:1].upper() + words.noun[1:]
    return error(
        "dup_household" if words.noun == "hộ" else "dup_subject",
        f"{noun} này đã có ở hàng {earlier.row} của trang «{earlier.sheet}».",
        "Giữ một hàng, xóa hàng kia.",
    )


def _other_name(one: OnFile, words: Words) -> Problem:
    return warning(
        "head_changed" if words.noun == "hộ" else "name_differs",
        f"Trong {words.where}, {words.named} này là {one.household.head_name}.",
        "Xem lại đã ghi đúng mã hoặc số định danh chưa.",
    )
