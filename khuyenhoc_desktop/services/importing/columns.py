"""Matches the columns of a table to fields by their headings, and where headings fail by what they hold.

The result is only a proposal: the officer may change it (`Mapping.changed`), and what was chosen is remembered for
tables with the same headings.
"""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from khuyenhoc_desktop.domain import text
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing.fields import Vocabulary
from khuyenhoc_desktop.services.importing.group_names import kind_of, spelled_out
from khuyenhoc_desktop.services.importing.guard import column_letters
from khuyenhoc_desktop.services.importing.header import Header, shown, text_of
from khuyenhoc_desktop.services.importing.heading_words import (
    heading_key,
    is_another_person,
    is_subset,
    is_total,
    year_in,
)
from khuyenhoc_desktop.services.importing.reading import Cell

_SAMPLES = 3
_TESTED_ROWS = 200
_MOST = 0.8
_BIRTH_STARTS = ("nam sinh", "ngai", "sinh")
_OF_THE_HEAD = "chu ho"
_PARTS_OF_A_DAY = ("ngai", "thang")
_GROUP_RANKS = (
    "khu pho", "thon", "ban", "ap", "buon", "khom", "to dan pho", "tdp", "khoi", "tieu khu", "khu", "lang", "xom",
    "doi", "cum", "to", "chi hoi",
)  # fmt: skip
_NAME = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+){1,7}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its letter, heading, the field it is taken for (None = not used), how that was found, samples.

    `how`: "name" known heading, "similar" like a known one, "content" by its values, "remembered", "chosen", "".
    `part_of` is the field its group's heading names, of which it may be a part only («Số khẩu – Nữ»).
    """

    index: int
    heading: str
    field: str | None
    how: str
    samples: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def letter(self) -> str:
        """The column's letter in the sheet."""
        return column_letters(self.index)


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of one kind of table; `signature` tells tables of the same headings."""

    signature: str
    columns: tuple[Column, ...]

    def changed(self, index: int, field: str | None) -> "Mapping":
        """The mapping after the officer gave a column another field; another column loses it where it must."""
        columns = []
        for column in self.columns:
            if column.index == index:
                columns.append(replace(column, field=field, how="chosen"))
            elif column.field == field and field not in f.REPEATABLE and field is not None:
                columns.append(replace(column, field=None, how="chosen"))
            else:
                columns.append(column)
        return replace(self, columns=tuple(columns))

    @property
    def fields(self) -> tuple[str | None, ...]:
        """The field of each column, as remembered."""
        return tuple(column.field for column in self.columns)

    def indices(self, field: str) -> list[int]:
        """The columns of a field, left to right."""
        return [column.index for column in self.columns if column.field == field]

    def index(self, field: str) -> int | None:
        """The first column of a field, or None."""
        return next(iter(self.indices(field)), None)

    def parts_of(self, field: str) -> list[Column]:
        """The unused columns under a group's heading that names a field."""
        return [column for column in self.columns if column.field is None and column.part_of == field]

    @property
    def has_name(self) -> bool:
        """Whether a name can be had: from one column or from family and given name."""
        return bool(self.indices(f.HEAD_NAME) or self.indices(f.GIVEN_NAME))

    @property
    def is_guessed(self) -> bool:
        """Whether no column was known by its heading, only by what it holds."""
        return all(column.how in ("", "content") for column in self.columns)


def match_columns(
    header: Header,
    rows: Sequence[list[Cell]],
    vocabulary: Vocabulary,
    remembered: Sequence[str | None] | None = None,
) -> Mapping:
    """The mapping of a table: remembered if there is one, else known headings, then similar ones, then content."""
    body = [
        row for row in rows[header.last + 1 : header.last + 1 + _TESTED_ROWS] if any(cell != "" for cell in row)
    ]
    columns = [_column(header, index, body, vocabulary) for index in range(len(header.headings))]
    if remembered is not None and len(remembered) == len(columns):
        pairs = zip(columns, remembered, strict=True)
        return Mapping(header.signature, tuple(replace(c, field=name, how="remembered") for c, name in pairs))
    _match_exact(columns, header, vocabulary)
    _settle_heads(columns, vocabulary)
    _settle_years(columns, vocabulary)
    _settle_groups(columns, vocabulary)
    _settle_sexes(columns)
    _settle_names(columns, body)
    _match_similar(columns, vocabulary, body)
    _match_content(columns, vocabulary, body)
    return Mapping(header.signature, tuple(columns))


def _column(header: Header, index: int, body: list[list[Cell]], vocabulary: Vocabulary) -> Column:
    values = [shown(row[index]) for row in body if index < len(row) and row[index] != ""]
    parts = header.parts[index]
    group = vocabulary.exact(parts[0]) if len(parts) > 1 else None
    return Column(index, header.headings[index], None, "", tuple(values[:_SAMPLES]), group)


def _take(columns: list[Column], index: int, field: str | None, how: str) -> None:
    """Give a column a field unless another column has it already."""
    taken = {column.field for column in columns} - f.REPEATABLE
    if field is not None and field not in taken:
        columns[index] = replace(columns[index], field=field, how=how)


def _match_exact(columns: list[Column], header: Header, vocabulary: Vocabulary) -> None:
    """By the whole heading first, then by its last part ("Số nhân khẩu – Trẻ đi học"), then by its first."""
    for pick in (lambda parts: [" ".join(parts)], lambda parts: parts[-1:], partial(_group_part, header)):
        for column in list(columns):
            parts = header.parts[column.index]
            if column.field is None and parts:
                for heading in pick(parts):
                    _take(columns, column.index, vocabulary.exact(heading), "name")


def _group_part(header: Header, parts: tuple[str, ...]) -> tuple[str, ...]:
    """The heading of the group, where the column may stand for the whole group and not for a part of it."""
    if len(parts) < 2 or is_total(parts[-1]) or heading_key(parts[0]).startswith(_BIRTH_STARTS):
        is_part = len(parts) > 1 and heading_key(parts[-1]) in _PARTS_OF_A_DAY
        return () if is_part else parts[:1]
    fellows = [other for other in header.parts if other[:1] == parts[:1]]
    return () if len(fellows) > 1 or is_subset(parts[-1]) or is_another_person(parts[-1]) else parts[:1]


def _named(columns: list[Column], field: str, vocabulary: Vocabulary) -> list[Column]:
    """The columns that have a field, or would by their heading if no other column had it."""
    unused = [column for column in columns if column.field in (field, None)]
    return [column for column in unused if field in {column.field, vocabulary.exact(column.heading)}]


def _settle_heads(columns: list[Column], vocabulary: Vocabulary) -> None:
    """Where one column is expressly the head's («Năm sinh chủ hộ»), one that does not say whose is another's."""
    for field in (f.HEAD_NAME, f.BORN, f.PERSONAL_NUMBER):
        named = _named(columns, field, vocabulary)
        heads = [column for column in named if _OF_THE_HEAD in heading_key(column.heading)]
        if heads and len(heads) < len(named):
            for column in named:
                columns[column.index] = replace(column, field=field if column is heads[0] else None, how="name")


def _settle_years(columns: list[Column], vocabulary: Vocabulary) -> None:
    """Of «Số khẩu năm 2025» and «Số khẩu năm 2026» the later one counts, and one without a year before both."""
    for field in (f.MEMBERS, f.CHILDREN):
        named = _named(columns, field, vocabulary)
        if len(named) < 2:
            continue
        chosen = max(named, key=lambda column: year_in(column.heading) or math.inf)
        for column in named:
            columns[column.index] = replace(column, field=field if column is chosen else None, how="name")


def _settle_groups(columns: list[Column], vocabulary: Vocabulary) -> None:
    """Where «Tổ» and «Khu phố» both have a column, the group is the larger one; the other is left unused."""
    named = _named(columns, f.GROUP, vocabulary)
    filled = [column for column in named if column.samples]
    if len(filled) < 2:
        return
    chosen = min(filled, key=lambda column: (_rank(column.heading), column.index))
    for column in named:
        is_chosen = column.index == chosen.index
        if is_chosen or column.field == f.GROUP:
            columns[column.index] = replace(column, field=f.GROUP if is_chosen else None, how="name")


def _settle_sexes(columns: list[Column]) -> None:
    """«Nam» alone may be «Năm»; beside a column «Nữ» for crosses it is the other sex."""
    for column in list(columns):
        if column.field == f.WOMEN:
            beside = [one for one in columns if abs(one.index - column.index) == 1 and one.field is None]
            for one in beside:
                if heading_key(one.heading).split()[-1:] == ["nam"]:
                    _take(columns, one.index, f.MEN, "name")


def _rank(heading: str) -> int:
    """How large a unit the first word of a heading for a group names, the largest first."""
    key = heading_key(heading) + " "
    return next((place for place, word in enumerate(_GROUP_RANKS) if key.startswith(word + " ")), 0)


def _settle_names(columns: list[Column], body: list[list[Cell]]) -> None:
    """«Họ và tên» merged over two columns is family and given name; «Tên» with whole names below is the name."""
    names = {column.field: column.index for column in columns if column.field}
    family, given, whole = names.get(f.FAMILY_NAME), names.get(f.GIVEN_NAME), names.get(f.HEAD_NAME)
    if family is not None and given is None:
        whole_here = whole is None and _share(body, family, _is_whole_name) > 0.5
        if not whole_here and family + 1 < len(columns) and columns[family + 1].field is None:
            columns[family + 1] = replace(columns[family + 1], field=f.GIVEN_NAME, how="content")
        else:
            columns[family] = replace(columns[family], field=f.HEAD_NAME if whole is None else None, how="content")
    elif given is not None and family is None:
        _settle_given_alone(columns, body, given, whole)
    elif whole is not None and family is None and whole + 1 < len(columns):
        _settle_split_name(columns, body, whole)


def _settle_given_alone(columns: list[Column], body: list[list[Cell]], given: int, whole: int | None) -> None:
    if whole is not None and whole == given - 1 and _share(body, given, _is_one_word) > 0.8:
        columns[whole] = replace(columns[whole], field=f.FAMILY_NAME, how="content")
    else:
        columns[given] = replace(columns[given], field=f.HEAD_NAME if whole is None else None, how="content")


def _settle_split_name(columns: list[Column], body: list[list[Cell]], whole: int) -> None:
    """A column without a heading of its own to the right of the name, holding one word each, is the given name."""
    right = columns[whole + 1]
    own_heading = right.heading and right.heading != columns[whole].heading
    if right.field is None and not own_heading and _share(body, whole + 1, _is_one_word) > 0.8:
        columns[whole] = replace(columns[whole], field=f.FAMILY_NAME, how="content")
        columns[whole + 1] = replace(right, field=f.GIVEN_NAME, how="content")


def _match_similar(columns: list[Column], vocabulary: Vocabulary, body: list[list[Cell]]) -> None:
    for column in list(columns):
        if columns[column.index].field is None and column.heading:
            field = vocabulary.similar(column.heading)
            is_taken = any(other.field == field for other in columns)
            if field and not is_taken and _content_fits(field, column.index, body):
                _take(columns, column.index, field, "similar")


def _match_content(columns: list[Column], vocabulary: Vocabulary, body: list[list[Cell]]) -> None:
    """A list without usable headings still shows its names, birth years and twelve-digit numbers."""
    if f.HEAD_NAME in {c.field for c in columns} or f.GIVEN_NAME in {c.field for c in columns}:
        return
    for field in (f.HEAD_NAME, f.BORN, f.PERSONAL_NUMBER):
        free = [column.index for column in columns if column.field is None]
        best = max(free, key=lambda index: _share(body, index, _TESTS[field]), default=None)
        if best is not None and field in vocabulary.fields and _share(body, best, _TESTS[field]) > 0.8:
            _take(columns, best, field, "content")


def with_group_from_address(mapping: Mapping, body: list[list[Cell]]) -> Mapping:
    """Where nothing else says the thôn, a column «Địa chỉ» that holds names of thôn says it."""
    if mapping.index(f.GROUP) is not None:
        return mapping
    for column in mapping.columns:
        if column.field == f.ADDRESS and _share(body, column.index, _names_a_group) > _MOST:
            fields = [
                replace(one, field=f.GROUP, how="content") if one is column else one for one in mapping.columns
            ]
            return replace(mapping, columns=tuple(fields))
    return mapping


def _names_a_group(value: str) -> bool:
    return kind_of(value) is not None and "," not in spelled_out(value)


def _content_fits(field: str, index: int, body: list[list[Cell]]) -> bool:
    """Whether what a column holds does not speak against a field that its heading only resembles."""
    test = _TESTS.get(field)
    return test is None or _share(body, index, test) >= 0.5


def _share(body: list[list[Cell]], index: int, test: Callable[[str], bool]) -> float:
    values = [text_of(row[index]) for row in body if index < len(row) and row[index] != ""]
    return sum(map(test, values)) / len(values) if values else 0.0


def _is_whole_name(value: str) -> bool:
    return bool(_NAME.fullmatch(value)) and len(value) <= 50


def _is_one_word(value: str) -> bool:
    return value.replace("'", "").isalpha()


def _is_birth(value: str) -> bool:
    try:
        return bool(text.parse_birth(value))
    except ValueError:
        return False


def _is_small_number(value: str) -> bool:
    return value.isdigit() and int(value) < 100


def _is_personal_number(value: str) -> bool:
    return value.isdigit() and 9 <= len(value) <= 12


_TESTS = {
    f.HEAD_NAME: _is_whole_name,
    f.BORN: _is_birth,
    f.MEMBERS: _is_small_number,
    f.CHILDREN: _is_small_number,
    f.PERSONAL_NUMBER: _is_personal_number,
}
