"""Import of a list of clans or of units: the plan against what is on file, and what it writes.

One on file is the same when its code is the same, or its name in the same thôn, or its name where only one of the
two has a thôn and there is no second one of that name. Nothing else is taken for the same.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.subjects import UNIT_KINDS
from khuyenhoc_desktop.domain.unit import OTHER
from khuyenhoc_desktop.services import clans, units
from khuyenhoc_desktop.services.bodies import Register
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import left_out, surveyed
from khuyenhoc_desktop.services.importing.body_entries import BodyEntry, clan_key, read_clans, read_units
from khuyenhoc_desktop.services.importing.body_words import (
    CLAN_LABELS,
    KIND,
    LEADER,
    UNIT_LABELS,
    unit_vocabulary,
)
from khuyenhoc_desktop.services.importing.group_book import GroupBook
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.services.importing.plan import (
    NEW,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Change,
    ImportPlan,
    RowPlan,
    make_plan,
)
from khuyenhoc_desktop.services.importing.reading import Workbook
from khuyenhoc_desktop.services.importing.tables import Options, Survey, Table
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.body_queries import BodyRow
from khuyenhoc_desktop.store.commune_file import CommuneFile

# The field of a column for each field of a record, where their names differ.
_COLUMNS: Final[Mapping[str, str]] = {"name": f.HEAD_NAME, "head_name": LEADER, "group_id": f.GROUP}


@dataclass(frozen=True, slots=True)
class BodyImport:
    """What lists of one kind are: the name of the import, how rows are read and told apart."""

    what: str
    register: Register[Any, Any]
    labels: Mapping[str, str]
    read: Callable[[Table, list[Problem]], Iterator[BodyEntry]]
    key: Callable[[str], str]


CLANS: Final = BodyImport("clans", clans.REGISTER, CLAN_LABELS, read_clans, clan_key)
UNITS: Final = BodyImport("units", units.REGISTER, UNIT_LABELS, read_units, spelling_key)


@dataclass(slots=True)
class BodyWrites:
    """What a plan writes: new ones, and the whole fields of changed ones by id."""

    register: Register[Any, Any]
    new: list[Any] = field(default_factory=list)
    changed: list[tuple[int, Any]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.new or self.changed)

    def write(self, action: Action, _year: int) -> Job[None]:
        """Write inside an action."""
        yield Progress(0, len(self.new) + len(self.changed), f"Đang ghi {self.register.noun}")
        self.register.write_new(action, self.new)
        self.register.write_changed(action, self.changed)


def plan_units(
    file: CommuneFile, year: int, source: Path | Workbook, options: Options | None = None
) -> Job[ImportPlan]:
    """What importing a list of units would do in the working year; nothing is written.

    `source` is a path, or a workbook read before (`read_workbook`). Raises UserError with a code import.*.
    """
    survey, options = yield from surveyed(file, source, options, unit_vocabulary(), [UNIT_LABELS[f.HEAD_NAME]])
    return plan_bodies(file, year, UNITS, survey, options)


def plan_bodies(file: CommuneFile, year: int, kind: BodyImport, survey: Survey, options: Options) -> ImportPlan:
    """The plan of a list of clans or units whose tables were found."""
    problems: list[Problem] = []
    planner = _Planner(file, year, kind, options, problems)
    rows = [planner.row(entry) for table in survey.tables for entry in kind.read(table, problems)]
    return make_plan(file, (kind.what, year, None), (survey, options), rows, problems, planner.writes)


class _Planner:
    """Compares the rows with each other and with the file."""

    def __init__(
        self, file: CommuneFile, year: int, kind: BodyImport, options: Options, problems: list[Problem]
    ) -> None:
        self._year, self._kind, self._options, self._problems = year, kind, options, problems
        self._groups = GroupBook.of(file, year, dict(options.same_group))
        self.writes = BodyWrites(kind.register)
        self._by_code: dict[str, BodyRow] = {}
        self._by_name: defaultdict[str, list[BodyRow]] = defaultdict(list)
        self._gone: set[str] = set()
        for row in kind.register.all_rows(file, year):
            self._keep(row)
        self._seen: dict[tuple[str, ...], int] = {}
        self._claimed: set[int] = set()

    def row(self, entry: BodyEntry) -> RowPlan:
        """What becomes of a row; what it writes is added to the writes."""
        group = self._group(entry)
        one = None if self._is_refused(entry, group) else self._on_file(entry, group)
        if not entry.is_rejected and one is not None and one.id in self._claimed:
            self._refuse(entry, f.HEAD_NAME, _same_twice(self._kind.register.noun, entry.fields.name))
        if entry.is_rejected:
            return RowPlan(entry.sheet, entry.row, REJECTED, entry.fields.name, entry.group or "")
        where = self._groups.name(group)
        if one is None:
            self._add(entry, group)
            return RowPlan(entry.sheet, entry.row, NEW, entry.fields.name, where)
        self._claimed.add(one.id)
        return self._changed(entry, one, group)

    def _keep(self, row: BodyRow) -> None:
        """Know one on file; those in the wastebasket or ended before this year only by name."""
        key = self._kind.key(row.name)
        if row.deleted_at is not None or (row.valid_to is not None and row.valid_to < self._year):
            self._gone.add(key)
            return
        self._by_name[key].append(row)
        if row.code:
            self._by_code.setdefault(row.code, row)

    def _group(self, entry: BodyEntry) -> int | None:
        """The thôn on file that a row names; one that is not there is an error: nothing is made by guessing."""
        found = self._groups.known(entry)
        if entry.group is not None and found is None:
            self._refuse(entry, f.GROUP, _no_group(entry.group))
        return found

    def _is_refused(self, entry: BodyEntry, group: int | None) -> bool:
        """Whether a row is left out, as the officer said or because it repeats one above."""
        if (entry.sheet, entry.row) in self._options.left_out:
            self._refuse(entry, f.HEAD_NAME, left_out())
        code, place = entry.fields.code, self._groups.name(group)
        for key in ((code,), (entry.name_key, place)) if code else ((entry.name_key, place),):
            before = self._seen.setdefault(key, entry.row)
            if before != entry.row and not entry.is_rejected:
                self._refuse(entry, f.CODE if len(key) == 1 else f.HEAD_NAME, _repeats(before))
        return entry.is_rejected

    def _on_file(self, entry: BodyEntry, group: int | None) -> BodyRow | None:
        """The one on file that is meant; None for a new one, or with an error at the row."""
        coded = self._by_code.get(entry.fields.code or "")
        if coded is not None:
            if self._kind.key(coded.name) != entry.name_key:
                self._refuse(entry, f.CODE, _other_name(entry.fields.code, coded.name))
            return coded
        alike = self._by_name.get(entry.name_key, [])
        same = [row for row in alike if row.group_id == group] or [
            row for row in alike if group is None or row.group_id is None
        ]
        if len(same) > 1:
            self._refuse(entry, f.HEAD_NAME, _several(self._kind.register.noun, entry.fields.name, len(same)))
        elif not same:
            self._warn(entry, alike)
        return same[0] if same else None

    def _warn(self, entry: BodyEntry, alike: Sequence[BodyRow]) -> None:
        """One of that name is in another thôn, or in the wastebasket."""
        noun, name = self._kind.register.noun, entry.fields.name
        if alike:
            told = _elsewhere(noun, name, alike[0].group or "")
            self._problems.append(entry.place(told, f.HEAD_NAME))
        elif entry.name_key in self._gone:
            self._problems.append(entry.place(_was_deleted(noun, name), f.HEAD_NAME))

    def _add(self, entry: BodyEntry, group: int | None) -> None:
        record = replace(entry.fields, group_id=group, valid_from=self._year)
        if getattr(record, KIND, OTHER) is None:
            record = replace(record, kind=OTHER)
            self._problems.append(entry.place(_kind_not_told(record.name), KIND))
        self.writes.new.append(record)

    def _changed(self, entry: BodyEntry, one: BodyRow, group: int | None) -> RowPlan:
        """The values that the row fills and that differ from the file; an empty cell erases nothing."""
        before = self._kind.register.fields_of(one)
        told = replace(entry.fields, name=before.name, group_id=group)
        values = {
            each.name: value
            for each in fields(before)
            if (value := getattr(told, each.name)) not in (None, getattr(before, each.name))
        }
        if entry.table.mapping.index(KIND) is None:
            values.pop(KIND, None)  # concluded from the name only
        if values:
            self.writes.changed.append((one.id, replace(before, **values)))
        changes = tuple(self._change(name, getattr(before, name), value) for name, value in values.items())
        where = self._groups.name(group if group is not None else one.group_id)
        return RowPlan(entry.sheet, entry.row, UPDATED if changes else UNCHANGED, one.name, where, one.id, changes)

    def _change(self, name: str, old: Any, new: Any) -> Change:
        column = _COLUMNS.get(name, name)
        return Change(column, self._kind.labels[column], self._shown(name, old), self._shown(name, new))

    def _shown(self, name: str, value: Any) -> str:
        if value is None:
            return ""
        if name == "group_id":
            return self._groups.name(value)
        return UNIT_KINDS.get(value, value) if name == KIND else str(value)

    def _refuse(self, entry: BodyEntry, column: str, problem: Problem) -> None:
        entry.reject(column)
        self._problems.append(entry.place(problem, column))


def _no_group(name: str) -> Problem:
    return error(
        "group_unknown",
        f"Chưa có thôn, tổ «{name}» trong máy.",
        "Sửa lại tên thôn trong tệp cho đúng, hoặc lập thôn trước ở trang Thôn, tổ dân phố rồi kiểm tra lại.",
    )


def _repeats(row: int) -> Problem:
    return error("dup_row", f"Hàng này trùng với hàng {row}.", "Xóa một trong hai hàng nếu là một.")


def _other_name(code: str | None, name: str) -> Problem:
    return error(
        "code_differs",
        f"Mã «{code}» trong máy là của {name}.",
        "Nếu là một thì sửa tên cho giống; nếu không thì sửa mã trong tệp.",
    )


def _several(noun: str, name: str, count: int) -> Problem:
    return error(
        "name_twice",
        f"Trong máy có {count} {noun} tên «{name}» nên chưa rõ là {noun} nào.",
        "Ghi thêm mã hoặc thôn của hàng này; nếu trong máy bị ghi trùng thì gộp lại trước.",
    )


def _same_twice(noun: str, name: str) -> Problem:
    return error(
        "same_twice",
        f"Hai hàng của tệp đều là {noun} «{name}» đã có trong máy.",
        "Xóa một hàng; nếu là hai thì ghi thôn hoặc mã để phân biệt.",
    )


def _elsewhere(noun: str, name: str, place: str) -> Problem:
    return warning(
        "name_elsewhere",
        f"Trong máy đã có {noun} «{name}» ở {place}; khi nhập sẽ thành một {noun} nữa.",
        "Nếu là một thì sửa tên thôn trong tệp cho giống.",
    )


def _was_deleted(noun: str, name: str) -> Problem:
    return warning(
        "was_deleted",
        f"«{name}» đang nằm trong thùng rác hoặc đã thôi; khi nhập sẽ thành một {noun} mới.",
        "Nếu muốn dùng lại thì hủy nhập, lấy lại hoặc sửa «Đến hết năm» rồi nhập lại.",
    )


def _kind_not_told(name: str) -> Problem:
    return warning(
        "unit_kind_unknown",
        f"Chưa rõ «{name}» là loại đơn vị nào nên ghi là «Đơn vị khác».",
        "Thêm cột Loại đơn vị vào tệp, hoặc sửa ở trang Đơn vị.",
    )
