"""Reads the tables of a list into entries, one a row, with every problem at its cell; those of households here."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from khuyenhoc_desktop.domain import legacy_text
from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.cells import READERS, ColumnReader, Read, Reader
from khuyenhoc_desktop.services.importing.group_column import (
    filled_groups,
    groups_filled,
    merged_cells,
    repeated_groups,
)
from khuyenhoc_desktop.services.importing.group_names import group_key
from khuyenhoc_desktop.services.importing.guard import cell_address
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.services.importing.name_cells import TITLES_CODE
from khuyenhoc_desktop.services.importing.reading import Cell
from khuyenhoc_desktop.services.importing.tables import Table

_KEPT = (f.CODE, f.BORN, f.MEMBERS, f.CHILDREN, f.ADDRESS, f.PERSONAL_NUMBER, f.NOTE)


@dataclass(slots=True)
class SheetRow:
    """A record as a row gives it. `row` counts from 1; `bad` names the fields whose value could not be read.

    `group` is the thôn as written (None = none given); `name_key` tells two spellings of one name.
    """

    sheet: str
    row: int
    group: str | None
    name_key: str
    table: Table
    bad: frozenset[str] = field(default=frozenset(), kw_only=True)

    # What rows of one list are compared by; each kind of record says it for itself.
    noun: ClassVar[str]
    home_noun: ClassVar[str] = "thôn"
    name_field: ClassVar[str]
    compared: ClassVar[tuple[str, ...]]

    @property
    def record(self) -> Any:
        """The fields read from the row."""
        raise NotImplementedError

    @property
    def home(self) -> str:
        """The key of the thôn as written."""
        return group_key(self.group or "")

    @property
    def home_name(self) -> str:
        """The thôn as written."""
        return self.group or ""

    @property
    def name(self) -> str:
        """The name as it was read."""
        return str(getattr(self.record, self.name_field))

    @property
    def born_year(self) -> str | None:
        """The year of birth, whether the whole date is known or not."""
        return sys.intern(self.record.born[:4]) if self.record.born else None

    @property
    def is_rejected(self) -> bool:
        """Whether the row has an error and is left out."""
        return bool(self.bad)

    def reject(self, field_name: str) -> None:
        """Leave the row out because of a field."""
        self.bad |= {field_name}

    def place(self, problem: Problem, field_name: str) -> Problem:
        """The problem at this row's cell of a field; at the name's cell when the sheet has no such column."""
        mapping = self.table.mapping
        for wanted in (field_name, f.HEAD_NAME, f.GIVEN_NAME, f.CODE):
            column = mapping.index(wanted)
            if column is not None:
                return problem.at(self.sheet, self.row, cell_address(self.row, column))
        return problem.at(self.sheet, self.row, cell_address(self.row, 0))


@dataclass(slots=True)
class Entry(SheetRow):
    """A household as a row gives it."""

    household: HouseholdFields

    noun: ClassVar[str] = "hộ"
    name_field: ClassVar[str] = f.HEAD_NAME
    compared: ClassVar[tuple[str, ...]] = (f.BORN, f.MEMBERS, f.CHILDREN, f.ADDRESS, f.PERSONAL_NUMBER, f.CODE)

    @property
    def record(self) -> HouseholdFields:
        """The household."""
        return self.household


def read_entries(table: Table, problems: list[Problem], only_identify: bool = False) -> Iterator[Entry]:
    """The entries of a table, problems of single cells and rows added to the list.

    With `only_identify` the rows are only to be found on file: a missing thôn, or a missing name beside a code, is
    no problem then.
    """
    reader = _HouseholdReader(table, problems, only_identify)
    for index in table.rows.data:
        yield reader.read(index)


class TableReader:
    """Reads the cells of one table's rows; of columns of the same field the first filled cell counts.

    `kept` are the fields read beside name and thôn, each with its reader. `fills_down`: a column of thôn written
    only in the first row of each is understood.
    """

    fills_down = True

    def __init__(self, table: Table, problems: list[Problem], kept: Mapping[str, Reader], name: Reader) -> None:
        self.table, self.problems = table, problems
        self.rows = table.sheet.rows
        mapping = table.mapping
        self._columns = [
            (field_name, mapping.indices(field_name), ColumnReader(read))
            for field_name, read in kept.items()
            if mapping.indices(field_name)
        ]
        self._names = mapping.indices(f.HEAD_NAME) or [
            *mapping.indices(f.FAMILY_NAME),
            *mapping.indices(f.GIVEN_NAME),
        ]
        self._read_name = ColumnReader(name)
        self._has_titles = False
        self._group_column = mapping.index(f.GROUP) if table.group_from == "column" else None
        self._read_group = ColumnReader(READERS[f.GROUP])
        self._old_font = table.legacy.encoding if table.legacy and not table.is_converted else None
        self._merged = merged_cells(table, self._group_column)
        self._repeated = repeated_groups(table, self._group_column) if self._group_column is not None else {}
        if self.fills_down and not self._merged and self._group_column is not None:
            self._merged = filled_groups(table, self._group_column)
            if self._merged:
                problems.append(groups_filled(len(self._merged)).at(table.name, None, None))

    def values(self, row: list[Cell], found: list[tuple[str, Problem]]) -> dict[str, Any]:
        """The fields kept, by name."""
        read: dict[str, Any] = {}
        for name, columns, reader in self._columns:
            read[name], problem = _first_filled(row, columns, reader)
            if problem is not None:
                found.append((name, problem))
        return read

    def name(self, row: list[Cell], found: list[tuple[str, Problem]]) -> str:
        """The name, whether of one column or of two."""
        parts = [row[column] for column in self._names if column < len(row) and row[column] != ""]
        cell: Cell = parts[0] if len(parts) == 1 else " ".join(map(str, parts))
        name, problem = self._read_name(cell)
        if self._old_font and legacy_text.convert(name, self._old_font) != name:
            problem = _old_font_name(name, legacy_text.convert(name, self._old_font))
        if problem is not None and problem.code == TITLES_CODE:
            self._tell_titles(problem)
        elif problem is not None:
            found.append((f.HEAD_NAME, problem))
        return name  # type: ignore[no-any-return]

    def group(self, index: int, row: list[Cell]) -> str | None:
        """The thôn by its column (a merged cell counts for all its rows), else by the section or table."""
        if self._group_column is not None:
            if index in self._repeated:
                return self._repeated[index] or None
            cell = row[self._group_column] if self._group_column < len(row) else ""
            if cell != "":
                return self._read_group(cell)[0]  # type: ignore[no-any-return]
            if index in self._merged:
                return self._merged[index]
        return self.table.rows.groups.get(index) or self.table.group

    def tell(self, row: SheetRow, found: list[tuple[str, Problem]]) -> None:
        """Put the problems found at their cells; an error leaves the row out."""
        for field_name, problem in found:
            if problem.is_error:
                row.reject(field_name)
            self.problems.append(row.place(problem, field_name))

    def _tell_titles(self, problem: Problem) -> None:
        """Once a table, for the whole sheet."""
        if not self._has_titles:
            self._has_titles = True
            self.problems.append(problem.at(self.table.name, None, None))


class _HouseholdReader(TableReader):
    """Reads households."""

    def __init__(self, table: Table, problems: list[Problem], only_identify: bool) -> None:
        super().__init__(table, problems, {name: READERS[name] for name in _KEPT}, READERS[f.HEAD_NAME])
        self._only_identify = only_identify

    def read(self, index: int) -> Entry:
        """One row."""
        row = self.rows[index]
        found: list[tuple[str, Problem]] = []
        values = self.values(row, found)
        name = self.name(row, found)
        household = HouseholdFields(head_name=name, **values)
        group = self.group(index, row)
        entry = Entry(self.table.name, index + 1, group, spelling_key(name), self.table, household)
        self._check_row(entry, found)
        self.tell(entry, found)
        return entry

    def _check_row(self, entry: Entry, found: list[tuple[str, Problem]]) -> None:
        household = entry.household
        members, children = household.member_count, household.school_age_count
        if members is not None and children is not None and children > members:
            found.append((f.CHILDREN, _too_many_children(children, members)))
        number, year = household.personal_number, entry.born_year
        if number is not None and year is not None and len(number) == 12 and number[4:6] != year[2:]:
            found.append((f.PERSONAL_NUMBER, _other_year(number, year)))
        if self._only_identify:
            _forgive_missing_name(household, found)
        elif entry.group is None and self.table.group_from is not None:
            found.append((f.GROUP, missing_group()))


def _first_filled(row: list[Cell], columns: list[int], read: ColumnReader) -> Read:
    for column in columns:
        cell = row[column] if column < len(row) else ""
        if cell != "":
            return read(cell)
    return None, None


def _forgive_missing_name(household: HouseholdFields, found: list[tuple[str, Problem]]) -> None:
    if household.code or household.personal_number:
        found[:] = [one for one in found if one[1].code != "name_missing"]


def _too_many_children(children: int, members: int) -> Problem:
    return error(
        "children_gt_members",
        f"Số trẻ ({children}) nhiều hơn số khẩu ({members}).",
        "Xem lại hai ô số khẩu và số trẻ, sửa ô sai.",
    )


def _other_year(number: str, year: str) -> Problem:
    return warning(
        "personal_number_year",
        f"Số định danh {number} ghi năm sinh …{number[4:6]}, còn cột năm sinh là {year}.",
        "Đối chiếu với thẻ căn cước, sửa ô sai.",
    )


def _old_font_name(name: str, meant: str) -> Problem:
    return error(
        "name_legacy",
        f"Họ tên «{name}» gõ bằng phông cũ, có lẽ là «{meant}».",
        "Đồng ý chuyển phông khi nhập, hoặc gõ lại bằng Unicode.",
    )


def missing_group() -> Problem:
    """The refusal of a row without a thôn."""
    return error(
        "group_missing",
        "Hàng này chưa có tên thôn, tổ dân phố (ô trống hoặc lỗi công thức).",
        "Ghi tên thôn, tổ dân phố của hộ.",
    )
