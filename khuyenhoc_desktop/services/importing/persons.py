"""Import of a list of persons: the plan against what is on file, and what it writes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, UNIT_ROLES
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.beginning import read_rows, surveyed
from khuyenhoc_desktop.services.importing.fields import person_vocabulary
from khuyenhoc_desktop.services.importing.group_book import GroupBook, GroupRef
from khuyenhoc_desktop.services.importing.person_entries import PersonEntry, read_persons
from khuyenhoc_desktop.services.importing.person_matching import (
    HouseholdRef,
    PersonMatch,
    PersonMatcher,
    changed_values,
    likely_problem,
    pair_of,
)
from khuyenhoc_desktop.services.importing.person_places import PersonPlaces
from khuyenhoc_desktop.services.importing.persons_on_file import PersonOnFile, PersonRegister
from khuyenhoc_desktop.services.importing.plan import (
    NEW,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Change,
    ImportPlan,
    LikelyDuplicate,
    RowPlan,
    make_plan,
)
from khuyenhoc_desktop.services.importing.reading import Workbook
from khuyenhoc_desktop.services.importing.tables import (
    Options,
    Survey,
)
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import record_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

_ROWS_A_STEP = 2_000
_LABELS = {
    "name": f.PERSON_LABELS[f.HEAD_NAME],
    "household_id": "Hộ",
    "group_id": "Thôn, tổ dân phố",
    "unit_id": "Đơn vị",
    "clan_id": "Dòng họ",
} | {
    name: f.PERSON_LABELS[name]
    for name in ("code", "born", "sex", "person_group", "unit_role", "personal_number", "note")
}
_PLACES = {
    "household_id": f.OF_HEAD,
    "group_id": f.GROUP,
    "unit_id": f.UNIT,
    "clan_id": f.CLAN,
    "name": f.HEAD_NAME,
}


@dataclass(slots=True)
class PersonWrites:
    """What a plan of persons writes: groups and households by key, new persons with their places, changed values.

    A place is a household or thôn by id, or a new one by its key.
    """

    groups: dict[str, tuple[str, str]] = field(default_factory=dict)
    households: dict[str, tuple[HouseholdFields, GroupRef]] = field(default_factory=dict)
    new: list[tuple[PersonFields, HouseholdRef | None, GroupRef | None]] = field(default_factory=list)
    changed: list[tuple[int, dict[str, Any]]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be written."""
        return not (self.new or self.changed)


def plan_persons(
    file: CommuneFile, year: int, source: Path | Workbook, options: Options | None = None
) -> Job[ImportPlan]:
    """What importing a list of persons would do in the working year; nothing is written.

    `source` is a path, or a workbook read before (`read_workbook`). Raises UserError with a code import.*.
    """
    headings = f.PERSON_LABELS[f.HEAD_NAME], f.PERSON_LABELS[f.CODE]
    survey, options = yield from surveyed(file, source, options, person_vocabulary(), headings)
    problems: list[Problem] = []
    entries = yield from read_rows(survey, options, problems, read_persons)
    return (yield from _Planner(file, year, survey, options, problems).plan(entries))


class _Planner:
    """Compares the entries with the file and puts the plan together."""

    def __init__(
        self, file: CommuneFile, year: int, survey: Survey, options: Options, problems: list[Problem]
    ) -> None:
        self._file, self._year = file, year
        self._survey, self._options, self._problems = survey, options, problems
        self._groups = GroupBook.of(file, year, dict(options.same_group))
        self._places = PersonPlaces(file, year, options, self._groups, problems)
        homes = self._places.homes()
        register = PersonRegister.of(file, year, homes)
        self._matcher = PersonMatcher(file, register, problems, dict(options.same_as))
        self._writes = PersonWrites()
        self._deleted = PersonRegister.of(file, year, homes, deleted=True)
        self._unlinked = 0

    def plan(self, entries: list[PersonEntry]) -> Job[ImportPlan]:
        """The whole plan, batch by batch."""
        rows: list[RowPlan] = []
        new: list[PersonMatch] = []
        for start in range(0, len(entries), _ROWS_A_STEP):
            yield Progress(start, len(entries), "Đang so với những người đã có")
            some = entries[start : start + _ROWS_A_STEP]
            placed = [None if entry.is_rejected else self._places.of(entry) for entry in some]
            matches = [match for match in placed if match is not None]
            self._matcher.match(matches)
            new += [match for match in matches if self._matcher.has_namesakes(match)]
            rows += [self._row(entry, match) for entry, match in zip(some, placed, strict=True)]
            entries[start : start + _ROWS_A_STEP] = [None] * len(some)  # type: ignore[list-item]
        yield Progress(len(entries), len(entries), "Đang tìm những người có thể trùng")
        return self._put_together(rows, tuple(self._pairs(new)))

    def _put_together(self, rows: list[RowPlan], pairs: tuple[LikelyDuplicate, ...]) -> ImportPlan:
        writes = self._writes
        writes.households = self._places.new
        refs = [group for _, _, group in writes.new] + [group for _, group in writes.households.values()]
        refs += [values.get("group_id") for _, values in writes.changed]
        used = {ref for ref in refs if isinstance(ref, str)}
        writes.groups = {key: self._groups.name_and_kind(key) for key in used}
        self._problems += self._groups.problems()
        return make_plan(
            self._file,
            ("persons", self._year, None),
            (self._survey, self._options),
            rows,
            self._problems,
            writes,
            likely_duplicates=pairs,
            new_groups=self._groups.new_groups(used),
            doubtful=self._places.doubtful(),
            unlinked=self._unlinked,
        )

    def _pairs(self, new: Sequence[PersonMatch]) -> list[LikelyDuplicate]:
        found = []
        for match, one in self._matcher.likely(new):
            group = self._groups.name(one.group_id)
            self._problems.append(match.entry.place(likely_problem(one, group), f.HEAD_NAME))
            found.append(pair_of(match, one, group, self._places.head_of(one.person.household_id)))
        return found

    def _row(self, entry: PersonEntry, match: PersonMatch | None) -> RowPlan:
        """What becomes of a row; what it writes is added to the writes."""
        if match is None or entry.is_rejected:
            self._unlinked += entry.bad <= {f.OF_CODE, f.OF_HEAD} and bool(entry.bad)
            return RowPlan(entry.sheet, entry.row, REJECTED, entry.name, entry.group or "")
        self._unlinked += match.household is None
        if match.on_file is None:
            self._warn_of_deleted(match)
            group = match.group if match.household is None else None
            self._writes.new.append((entry.person, match.household, group))
            return RowPlan(entry.sheet, entry.row, NEW, entry.name, self._where(match))
        return self._row_on_file(match, match.on_file)

    def _row_on_file(self, match: PersonMatch, one: PersonOnFile) -> RowPlan:
        entry, values = match.entry, changed_values(match, one.person)
        if values:
            self._writes.changed.append((one.id, values))
        changes = tuple(self._change(name, getattr(one.person, name), value) for name, value in values.items())
        state = UPDATED if changes else UNCHANGED
        return RowPlan(entry.sheet, entry.row, state, entry.name, self._where(match), one.id, changes)

    def _change(self, name: str, old: Any, new: Any) -> Change:
        label = _LABELS.get(name) or f.PERSON_LABELS[name]
        return Change(_PLACES.get(name, name), label, self._shown(name, old), self._shown(name, new))

    def _where(self, match: PersonMatch) -> str:
        """The thôn of a row, as the list of rows shows it."""
        return self._groups.name(match.group) if match.group is not None else ""

    def _warn_of_deleted(self, match: PersonMatch) -> None:
        if match.home is not None and self._deleted.at(match.home):
            self._problems.append(match.entry.place(_was_deleted(), f.HEAD_NAME))

    def _shown(self, name: str, value: Any) -> str:
        """A value in words."""
        if value is None:
            return ""
        if name == "household_id":
            return f"hộ {self._places.head_of(value)}"
        if name == "group_id":
            return self._groups.name(value)
        if name in ("unit_id", "clan_id"):
            return record_queries.name_of(self._file, name.removesuffix("_id"), value) or ""
        known = PERSON_GROUPS if name == "person_group" else UNIT_ROLES if name == "unit_role" else {}
        return format_birth(value) if name == "born" else known.get(value, str(value))


def _was_deleted() -> Problem:
    return warning(
        "was_deleted",
        "Có người cùng tên ở đây đang nằm trong thùng rác; khi nhập sẽ thành một người mới.",
        "Nếu muốn dùng lại người cũ: hủy nhập, lấy ra khỏi thùng rác ở trang Công dân rồi nhập lại.",
    )
