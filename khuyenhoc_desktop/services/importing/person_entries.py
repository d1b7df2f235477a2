"""Reads the tables of a list of persons: each row a person, with the household that the sheet says he belongs to.

A row says it by the code or the head's name, in cells of its own or merged downwards; or the sheet goes by blocks:
the head («chủ hộ») begins a household to which the rows below with another relation belong; or a row alone names
the head («Hộ ông Nguyễn Văn An»). Whether there is such a household on file, household_links.py says.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from khuyenhoc_desktop.domain.person import PersonFields, number_differs
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.subjects import SEXES
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.cells import read_name
from khuyenhoc_desktop.services.importing.entries import SheetRow, TableReader
from khuyenhoc_desktop.services.importing.group_column import merged_cells
from khuyenhoc_desktop.services.importing.group_names import group_key
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.services.importing.person_cells import HEAD, MEMBER, PERSON_READERS, read_own_name
from khuyenhoc_desktop.services.importing.reading import Cell
from khuyenhoc_desktop.services.importing.tables import Table

_MEN, _WOMEN = SEXES
_REMEMBERED = 5_000


@dataclass(slots=True)
class Told:
    """A household as the rows of a list tell it; shared by its members. `first` is the first of their rows.

    `born` is the head's birth where his own row gives it; without code and head the rows tell no household at all.
    `household_id` is the one on file once it has been found for sure.
    """

    key: str
    code: str | None
    head_name: str | None
    born: str | None
    group: str | None
    first: "PersonEntry | None" = None
    rows: int = 0
    household_id: int | None = None

    @property
    def is_nothing(self) -> bool:
        """Whether the rows name no household."""
        return self.code is None and self.head_name is None


@dataclass(slots=True)
class PersonEntry(SheetRow):
    """A person as a row gives him; links to household, unit and clan are still words."""

    person: PersonFields
    told: Told
    unit: str | None = None
    clan: str | None = None

    noun: ClassVar[str] = "người"
    home_noun: ClassVar[str] = "hộ"
    name_field: ClassVar[str] = "name"
    compared: ClassVar[tuple[str, ...]] = ("born", "sex", "person_group", "personal_number", "code", "note")

    @property
    def record(self) -> PersonFields:
        """The person."""
        return self.person

    @property
    def home(self) -> str:
        """The key of the household told."""
        return self.told.key if not self.told.is_nothing else group_key(self.group or "")

    @property
    def home_name(self) -> str:
        """The household as written."""
        return self.told.head_name or self.told.code or self.group or ""


def read_persons(table: Table, problems: list[Problem]) -> Iterator[PersonEntry]:
    """The persons of a table, problems of single cells added to the list."""
    reader = _PersonReader(table, problems)
    for index in table.rows.data:
        yield reader.read(index)


class _PersonReader(TableReader):
    """Reads persons, row by row from the top: a household may begin in one row and go on in the next ones.

    A cell left empty is never taken from the row above: a person would be put into a household by a guess.
    """

    fills_down = False

    def __init__(self, table: Table, problems: list[Problem]) -> None:
        super().__init__(table, problems, PERSON_READERS, read_own_name)
        self._codes = merged_cells(table, table.mapping.index(f.OF_CODE))
        self._heads = merged_cells(table, table.mapping.index(f.OF_HEAD))
        self._sex_of_born = _sexes_of_columns(table)
        self._told: dict[str, Told] = {}
        self._as_written: dict[tuple[str | None, ...], Told] = {}
        self._block: Told | None = None
        self._firsts = frozenset(table.rows.under.values())
        self._starts: dict[int, Told] = {}
        self._none = Told(f"*{table.name}", None, None, None, None)

    def read(self, index: int) -> PersonEntry:
        """One row."""
        row = self.rows[index]
        found: list[tuple[str, Problem]] = []
        values = self.values(row, found)
        name = self.name(row, found)
        group = self.group(index, row)
        told = self._household(index, values, name, group)
        person = PersonFields(
            code=values.get(f.CODE),
            name=name,
            born=values.get(f.BORN),
            sex=self._sex(row, values),
            person_group=values.get(f.PERSON_GROUP),
            unit_role=values.get(f.UNIT_ROLE),
            personal_number=values.get(f.PERSONAL_NUMBER),
            note=values.get(f.NOTE),
        )
        if (differs := number_differs(person)) is not None:
            found.append((f.PERSONAL_NUMBER, differs))
        entry = PersonEntry(
            self.table.name, index + 1, group or told.group, spelling_key(name), self.table, person, told,
            values.get(f.UNIT), values.get(f.CLAN),
        )  # fmt: skip
        told.first = told.first or entry
        told.rows += 1
        self.tell(entry, found)
        return entry

    def _household(self, index: int, values: dict[str, Any], name: str, group: str | None) -> Told:
        """The household that the row belongs to, as far as the sheet says it."""
        relation, head = values.get(f.RELATION), values.get(f.OF_HEAD)
        if head is True:
            relation, head = HEAD, None
        code = values.get(f.OF_CODE) or self._codes.get(index)
        head = head or _bare_name(self._heads.get(index) or self.table.rows.heads.get(index))
        if relation == MEMBER and not head and self._block is not None and code in (None, self._block.code):
            return self._block if group in (None, self._block.group) else self._none
        if relation == HEAD:
            own = head in (None, name)
            self._block = self._once(code, head or name, values.get(f.BORN) if own else None, group)
            return self._block
        if code or head:
            return self._once(code, head, None, group)
        return self._under(index, name, values, group)

    def _under(self, index: int, name: str, values: dict[str, Any], group: str | None) -> Told:
        """Of rows under one merged number the first is the head."""
        start = self.table.rows.under.get(index)
        if start is not None and start in self._starts:
            return self._starts[start]
        if index in self._firsts:
            self._starts[index] = self._once(None, name, values.get(f.BORN), group)
            return self._starts[index]
        return self._none

    def _once(self, code: str | None, head: str | None, born: str | None, group: str | None) -> Told:
        """The same object for the same household."""
        written = (code, head, born, group)
        told = self._as_written.get(written)
        if told is None:
            if len(self._as_written) > _REMEMBERED:  # the rows of a household mostly stand together
                self._as_written.clear()
            parts = (code or "", spelling_key(head or ""), (born or "")[:4], group_key(group or ""))
            key = "|".join(parts)
            told = self._as_written[written] = self._told.setdefault(key, Told(key, *written))
        return told

    def _sex(self, row: list[Cell], values: dict[str, Any]) -> str | None:
        """By its column, by a cross, or by the column («Nam», «Nữ») that the birth stands in."""
        if values.get(f.SEX) or not (values.get(f.MEN) or values.get(f.WOMEN) or self._sex_of_born):
            return values.get(f.SEX)
        if values.get(f.MEN) or values.get(f.WOMEN):
            both = values.get(f.MEN) and values.get(f.WOMEN)
            return None if both else _MEN if values.get(f.MEN) else _WOMEN
        filled = [sex for column, sex in self._sex_of_born.items() if column < len(row) and row[column] != ""]
        return filled[0] if len(filled) == 1 else None


def _bare_name(text: str | None) -> str | None:
    return (read_name(text)[0] or None) if text else None


def _sexes_of_columns(table: Table) -> dict[int, str]:
    """The columns of births that stand under «Nam» and «Nữ»."""
    found = {}
    for column in table.mapping.indices(f.BORN):
        parts = table.header.parts[column]
        word = fold(parts[-1]) if len(parts) > 1 else ""
        if word in ("nam", "nu"):
            found[column] = _MEN if word == "nam" else _WOMEN
    return found if len(found) > 1 else {}
