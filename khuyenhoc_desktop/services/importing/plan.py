"""What an import would do, before anything is written: the plan that the officer looks at and agrees to."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict, Unpack

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing.legacy import LegacyText
from khuyenhoc_desktop.services.importing.sheet_doubts import sheet_problems
from khuyenhoc_desktop.services.importing.tables import Options, Survey
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.journal import newest_id

NEW, UPDATED, UNCHANGED, REJECTED = "new", "updated", "unchanged", "rejected"


@dataclass(frozen=True, slots=True)
class Change:
    """One value on file that the import replaces; `field` is a field of fields.py, the values are readable."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class RowPlan:
    """What becomes of one row: `state` is new, updated, unchanged or rejected; `row` counts from 1."""

    sheet: str
    row: int
    state: str
    head_name: str
    group: str
    household_id: int | None = None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class LikelyDuplicate:
    """A new row that may be a household (or person, whose id `household_id` then is) on file: both, and why.

    Decided through Options.same_as[(sheet, row)].
    """

    sheet: str
    row: int
    in_sheet: HouseholdFields | PersonFields
    household_id: int
    on_file: HouseholdFields | PersonFields
    group: str
    reason: str

    @property
    def name(self) -> str:
        """The name in the sheet."""
        one = self.in_sheet
        return one.name if isinstance(one, PersonFields) else one.head_name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A household on file that may be meant, and how it is told from others (head, birth, code, thôn)."""

    household_id: int
    words: str


@dataclass(frozen=True, slots=True)
class DoubtfulHousehold:
    """A household that a list of persons tells, and of which it is not sure which one on file it is.

    `key` is what Options.households decides it by; `rows` how many persons; `row` the first of their rows; `code`,
    `head_name` and `group` as written; `reason` in words. `can_be_new`: enough is told to make the household.
    """

    key: str
    sheet: str
    row: int
    rows: int
    code: str
    head_name: str
    group: str
    reason: str
    candidates: tuple[Candidate, ...]
    can_be_new: bool


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A thôn that the import would make, how many rows are in it, and how the workbook writes it.

    Options.same_group, given another name for each of `written`, says that it is a thôn known already.
    """

    name: str
    kind: str
    rows: int
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything about an import to be decided on. Apply it with `apply_plan`.

    `what` is the list: "households", "persons", "clans", "clan_members", "units" or "scores". `doubtful`: the
    households that persons (or members of clans) may belong to, decided on or not; `unlinked` how many rows have
    none. `notices` are plain sentences (hidden sheets, rows passed over). `writes` is what will be written, made
    by and for this package; `journal_mark` tells whether the file has changed since.
    """

    what: str
    year: int
    title: str | None
    options: Options
    survey: Survey
    rows: tuple[RowPlan, ...]
    problems: tuple[Problem, ...]
    notices: tuple[str, ...]
    journal_mark: int
    writes: Any = field(repr=False)
    likely_duplicates: tuple[LikelyDuplicate, ...] = ()
    new_groups: tuple[NewGroup, ...] = ()
    doubtful: tuple[DoubtfulHousehold, ...] = ()
    unlinked: int = 0

    @property
    def path(self) -> Path:
        """The file that was read."""
        return self.survey.workbook.path

    @property
    def counts(self) -> Mapping[str, int]:
        """How many rows there are of each state."""
        return Counter(row.state for row in self.rows)

    @property
    def new(self) -> int:
        """Rows that become new records."""
        return self.counts.get(NEW, 0)

    @property
    def updated(self) -> int:
        """Rows that change a record on file."""
        return self.counts.get(UPDATED, 0)

    @property
    def unchanged(self) -> int:
        """Rows that say what is on file already."""
        return self.counts.get(UNCHANGED, 0)

    @property
    def rejected(self) -> int:
        """Rows with an error, which are left out."""
        return self.counts.get(REJECTED, 0)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that leave their row out."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that only ask for a look."""
        return tuple(problem for problem in self.problems if not problem.is_error)

    @property
    def legacy(self) -> tuple[tuple[str, LegacyText], ...]:
        """The sheets with text in an old font, with a preview of the conversion."""
        return tuple((table.name, table.legacy) for table in self.survey.tables if table.legacy)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import has done; `journal_id` is None when nothing had to be written."""

    rows: int
    new: int
    updated: int
    unchanged: int
    rejected: int
    new_groups: tuple[str, ...]
    journal_id: int | None


def result_of(plan: ImportPlan, journal_id: int | None) -> ImportResult:
    """The result of a plan that has been applied."""
    groups = tuple(group.name for group in plan.new_groups)
    return ImportResult(len(plan.rows), plan.new, plan.updated, plan.unchanged, plan.rejected, groups, journal_id)


class ToDecide(TypedDict, total=False):
    """What only some lists have: see the fields of ImportPlan."""

    likely_duplicates: tuple[LikelyDuplicate, ...]
    new_groups: tuple[NewGroup, ...]
    doubtful: tuple[DoubtfulHousehold, ...]
    unlinked: int


def make_plan(
    file: CommuneFile,
    kind: tuple[str, int, str | None],
    source: tuple[Survey, Options],
    rows: Iterable[RowPlan],
    problems: Sequence[Problem],
    writes: Any,
    **to_decide: Unpack[ToDecide],
) -> ImportPlan:
    """The plan of rows compared with the file as it is now; doubts about whole sheets are added to the problems.

    `kind` is what is imported, the year and the title (scores only).
    """
    what, year, title = kind
    survey, options = source
    return ImportPlan(
        what=what,
        year=year,
        title=title,
        options=options,
        survey=survey,
        rows=tuple(rows),
        problems=in_reading_order([*problems, *sheet_problems(survey)], survey),
        notices=notices_of(survey),
        journal_mark=journal_mark(file),
        writes=writes,
        **to_decide,
    )


def notices_of(survey: Survey) -> tuple[str, ...]:
    """What was passed over in the workbook, in plain sentences."""
    found = [
        f"Trang ẩn «{name}» không được nhập." for name in survey.workbook.hidden if not _is_read(survey, name)
    ]
    found += [f"Trang «{name}» không có bảng danh sách nên được bỏ qua." for name in survey.without_table]
    for table in survey.tables:
        for reason, count in Counter(table.rows.skipped.values()).items():
            rows = [index + 1 for index, why in table.rows.skipped.items() if why == reason]
            listed = ", ".join(map(str, rows[:5])) + ("…" if count > 5 else "")
            found.append(f"Trang «{table.name}»: bỏ qua {format_count(count)} hàng ({reason}): hàng {listed}.")
    return tuple(found)


def _is_read(survey: Survey, name: str) -> bool:
    return any(sheet.name == name for sheet in survey.workbook.sheets)


def in_reading_order(problems: list[Problem], survey: Survey) -> tuple[Problem, ...]:
    """The problems by sheet, row and column, those of a whole sheet first."""
    places = {sheet.name: number for number, sheet in enumerate(survey.workbook.sheets)}

    def place(problem: Problem) -> tuple[int, int, int, str]:
        letters = (problem.cell or "").rstrip("0123456789")
        return places.get(problem.sheet or "", -1), problem.row or 0, len(letters), letters

    return tuple(sorted(problems, key=place))


def journal_mark(file: CommuneFile) -> int:
    """The last entry of the journal: a plan made before another action must be made again."""
    return newest_id(file)
