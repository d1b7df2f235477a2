"""Import of a list of households: the plan against what is on file, and its application as one action."""

from dataclasses import dataclass, replace
from pathlib import Path

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import read_rows, surveyed
from khuyenhoc_desktop.services.importing.entries import Entry, missing_group, read_entries
from khuyenhoc_desktop.services.importing.fields import household_vocabulary
from khuyenhoc_desktop.services.importing.group_book import GroupBook, GroupRef
from khuyenhoc_desktop.services.importing.likely import LikelyDuplicates
from khuyenhoc_desktop.services.importing.matching import Match, Matcher, changed_fields
from khuyenhoc_desktop.services.importing.on_file import Register
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
from khuyenhoc_desktop.services.importing.tables import Options, Survey
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(slots=True)
class HouseholdWrites:
    """What a plan of households writes: groups by key, new households with their group, changed ones, moves."""

    groups: dict[str, tuple[str, str]]
    new: list[tuple[HouseholdFields, GroupRef]]
    changed: list[tuple[int, HouseholdFields]]
    moved: list[tuple[int, GroupRef]]

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.new or self.changed or self.moved)


def plan_households(
    file: CommuneFile, year: int, source: Path | Workbook, options: Options | None = None
) -> Job[ImportPlan]:
    """What importing a list of households would do in the working year; nothing is written.

    `source` is a path, or a workbook read before (`read_workbook`). Raises UserError with a code import.*.
    """
    headings = f.FIELD_LABELS[f.HEAD_NAME], f.FIELD_LABELS[f.CODE]
    survey, options = yield from surveyed(file, source, options, household_vocabulary(), headings)
    problems: list[Problem] = []
    entries = yield from read_rows(survey, options, problems, read_entries)
    yield Progress(len(entries), len(entries), "Đang so với các hộ đã có")
    planner = _Planner(file, year, survey, options, problems)
    return planner.plan(entries)


class _Planner:
    """Compares the entries with the file and puts the plan together."""

    def __init__(
        self, file: CommuneFile, year: int, survey: Survey, options: Options, problems: list[Problem]
    ) -> None:
        self._file, self._year = file, year
        self._survey, self._options, self._problems = survey, options, problems
        self._groups = GroupBook.of(file, year, dict(options.same_group))
        self._register = Register.of(file, year)
        self._writes = HouseholdWrites({}, [], [], [])

    def plan(self, entries: list[Entry]) -> ImportPlan:
        """The whole plan."""
        matches = self._match(entries)
        likely = LikelyDuplicates(self._register, self._groups)
        pairs = tuple(likely.find([m for m in matches.values() if not m.entry.is_rejected], self._problems))
        self._warn_of_deleted(matches)
        self._problems += self._groups.problems()
        rows = tuple(self._row(entry, matches.get(place)) for place, entry in enumerate(entries))
        used = {ref for _, ref in (*self._writes.new, *self._writes.moved) if isinstance(ref, str)}
        new_groups = self._groups.new_groups(used)
        self._writes.groups = {key: self._groups.name_and_kind(key) for key in used}
        return make_plan(
            self._file,
            ("households", self._year, None),
            (self._survey, self._options),
            rows,
            self._problems,
            self._writes,
            likely_duplicates=pairs,
            new_groups=new_groups,
        )

    def _match(self, entries: list[Entry]) -> dict[int, Match]:
        matches = {
            place: Match(entry, self._groups.ref(entry))
            for place, entry in enumerate(entries)
            if not entry.is_rejected
        }
        Matcher(self._register, self._problems).match(list(matches.values()), dict(self._options.same_as))
        for match in matches.values():
            if match.on_file is None and not match.entry.is_rejected and match.group is None:
                match.entry.reject(f.GROUP)
                self._problems.append(match.entry.place(missing_group(), f.GROUP))
        return matches

    def _warn_of_deleted(self, matches: dict[int, Match]) -> None:
        deleted = Register.of(self._file, self._year, deleted=True)
        if not deleted.by_id:
            return
        new = [m for m in matches.values() if m.on_file is None and not m.entry.is_rejected and not m.is_decided]
        copies = [Match(m.entry, m.group) for m in new]
        Matcher(deleted, []).match(copies, {})
        for copy in copies:
            if copy.on_file is not None:
                self._problems.append(copy.entry.place(_was_deleted(), f.HEAD_NAME))

    def _row(self, entry: Entry, match: Match | None) -> RowPlan:
        """What becomes of a row; what it writes is added to the writes."""
        name, group = entry.household.head_name, entry.group or ""
        if match is None or entry.is_rejected:
            return RowPlan(entry.sheet, entry.row, REJECTED, name, group)
        if match.on_file is None:
            self._writes.new.append((entry.household, match.group or 0))
            return RowPlan(entry.sheet, entry.row, NEW, name, self._groups.name(match.group))
        return self._row_on_file(entry, match)

    def _row_on_file(self, entry: Entry, match: Match) -> RowPlan:
        one = match.on_file
        assert one is not None
        values = changed_fields(entry.household, one.household)
        changes = [_change(name, getattr(one.household, name), value) for name, value in values.items()]
        if values:
            self._writes.changed.append((one.id, replace(one.household, **values)))  # type: ignore[arg-type]
        if match.group is not None and match.group != one.group_id:
            self._writes.moved.append((one.id, match.group))
            old = self._groups.name(one.group_id) or "đã chuyển đi"
            changes.append(Change(f.GROUP, f.FIELD_LABELS[f.GROUP], old, self._groups.name(match.group)))
        state = UPDATED if changes else UNCHANGED
        name, group = entry.household.head_name or one.household.head_name, self._groups.name(match.group)
        return RowPlan(entry.sheet, entry.row, state, name, group, one.id, tuple(changes))


def _change(name: str, old: str | int | None, new: str | int) -> Change:
    return Change(name, f.FIELD_LABELS[name], _shown(name, old), _shown(name, new))


def _shown(name: str, value: str | int | None) -> str:
    if value is None:
        return ""
    return format_birth(str(value)) if name == f.BORN else str(value)


def _was_deleted() -> Problem:
    return warning(
        "was_deleted",
        "Hộ này đang nằm trong thùng rác; khi nhập sẽ thành một hộ mới.",
        "Nếu muốn dùng lại hộ cũ: hủy nhập, lấy hộ ra khỏi thùng rác ở Danh sách hộ rồi nhập lại.",
    )
