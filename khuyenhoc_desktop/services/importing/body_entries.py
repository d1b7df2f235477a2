"""Reads the tables of a list of clans or of units: each row one of them, with every problem at its cell."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from khuyenhoc_desktop.domain import body
from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.problems import Problem, error, warning
from khuyenhoc_desktop.domain.refused import RefusedValueError
from khuyenhoc_desktop.domain.text import capitalise_name, parse_number
from khuyenhoc_desktop.domain.unit import OTHER, UnitFields, check_count, kind_of_name, kind_of_words
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.body_words import KIND, LEADER, LEARNERS, STAFF
from khuyenhoc_desktop.services.importing.cells import Read, Reader, read_text
from khuyenhoc_desktop.services.importing.entries import SheetRow, TableReader
from khuyenhoc_desktop.services.importing.header import shown, text_of
from khuyenhoc_desktop.services.importing.identity import spelling_key
from khuyenhoc_desktop.services.importing.reading import Cell
from khuyenhoc_desktop.services.importing.tables import Table

_CLAN_BEGINNINGS = ("dòng họ ", "dòng tộc ", "họ tộc ", "họ ", "tộc ")

Make = Callable[[str, dict[str, Any]], Any]


@dataclass(slots=True)
class BodyEntry(SheetRow):
    """A clan or unit as a row gives it; the thôn is still a word, the years are not told."""

    fields: Any

    @property
    def record(self) -> Any:
        """Its fields."""
        return self.fields


def clan_key(name: str) -> str:
    """What two ways of writing a clan's name share: «Họ Nguyễn Văn», «Dòng họ Nguyễn văn», «Nguyễn Văn»."""
    bare = name.casefold()
    for beginning in _CLAN_BEGINNINGS:
        if bare.startswith(beginning):
            return spelling_key(name[len(beginning) :])
    return spelling_key(name)


def read_clans(table: Table, problems: list[Problem]) -> Iterator[BodyEntry]:
    """The clans of a table, problems of single cells added to the list."""
    yield from _read(table, problems, _CLAN_READERS, partial(read_name, noun="dòng họ"), clan_key, clan_of)


def read_units(table: Table, problems: list[Problem]) -> Iterator[BodyEntry]:
    """The units of a table, problems of single cells added to the list."""
    yield from _read(table, problems, _UNIT_READERS, partial(read_name, noun="đơn vị"), spelling_key, unit_of)


def clan_of(name: str, values: dict[str, Any]) -> ClanFields:
    """The clan of a row's values."""
    return ClanFields(
        code=values.get(f.CODE),
        name=name,
        head_name=values.get(LEADER),
        address=values.get(f.ADDRESS),
        note=values.get(f.NOTE),
    )


def unit_of(name: str, values: dict[str, Any]) -> UnitFields:
    """The unit of a row's values; its kind may stand in its name only, None where neither tells it."""
    return UnitFields(
        code=values.get(f.CODE),
        name=name,
        kind=values.get(KIND) or kind_of_name(name),
        head_name=values.get(LEADER),
        address=values.get(f.ADDRESS),
        staff_count=values.get(STAFF),
        learner_count=values.get(LEARNERS),
        note=values.get(f.NOTE),
    )


def _read(
    table: Table,
    problems: list[Problem],
    readers: Mapping[str, Reader],
    name_reader: Reader,
    key: Callable[[str], str],
    make: Make,
) -> Iterator[BodyEntry]:
    reader = TableReader(table, problems, readers, name_reader)
    for index in table.rows.data:
        row = reader.rows[index]
        found: list[tuple[str, Problem]] = []
        values = reader.values(row, found)
        name = reader.name(row, found)
        entry = BodyEntry(table.name, index + 1, reader.group(index, row), key(name), table, make(name, values))
        reader.tell(entry, found)
        yield entry


def read_name(cell: Cell, noun: str) -> Read:
    """The name of a clan or unit, as it is written."""
    name = text_of(cell)
    return name, body.check_name(name, noun)


def read_leader(cell: Cell) -> Read:
    """Who heads it, with capitals where there were none."""
    name = capitalise_name(text_of(cell)) or None
    return name, body.check_head(name)


def read_kind(cell: Cell) -> Read:
    """The code of a unit's kind; words that mean none are told, and the unit counts as another one."""
    words = text_of(cell)
    if not words:
        return None, None
    code = kind_of_words(words) or kind_of_name(words)
    if code is not None:
        return code, None
    return OTHER, warning(
        "unit_kind_unknown",
        f"Loại đơn vị «{words}» chưa rõ nên ghi là «Đơn vị khác».",
        "Ghi một trong: Trường học, Cơ quan, Doanh nghiệp, Hợp tác xã, Đơn vị khác; hoặc sửa ở trang Đơn vị.",
    )


def read_people(cell: Cell, field: str) -> Read:
    """A number of staff or learners."""
    try:
        count = parse_number(cell if cell != "" else None)  # type: ignore[arg-type, unused-ignore]
    except RefusedValueError:
        return None, error(
            f"{field}_text", f"«{shown(cell)}» không phải là số người.", "Gõ bằng chữ số; không rõ thì để trống."
        )
    problem = check_count(field, count)
    return (None if problem and problem.is_error else count), problem


_CLAN_READERS: Mapping[str, Reader] = {
    f.CODE: read_text,
    LEADER: read_leader,
    f.ADDRESS: read_text,
    f.NOTE: read_text,
}
_UNIT_READERS: Mapping[str, Reader] = {
    **_CLAN_READERS,
    KIND: read_kind,
    STAFF: partial(read_people, field=STAFF),
    LEARNERS: partial(read_people, field=LEARNERS),
}
