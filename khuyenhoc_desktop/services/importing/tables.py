"""A workbook understood: which sheets hold a table, where its header and rows are, what its columns mean."""

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field, replace
from functools import partial

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import fold
from khuyenhoc_desktop.services.importing import fields as f
from khuyenhoc_desktop.services.importing import legacy
from khuyenhoc_desktop.services.importing.columns import Mapping, match_columns, with_group_from_address
from khuyenhoc_desktop.services.importing.fields import Vocabulary
from khuyenhoc_desktop.services.importing.group_names import group_key, sheet_group, title_group
from khuyenhoc_desktop.services.importing.header import Header, find_header, header_at, text_of
from khuyenhoc_desktop.services.importing.legacy import LegacyText
from khuyenhoc_desktop.services.importing.reading import RawSheet, Workbook
from khuyenhoc_desktop.services.importing.table_rows import TableRows, sort_rows

NO_HOUSEHOLD, NEW_HOUSEHOLD = "none", "new"
EVERY_DOUBT = "*"
_TESTED_ROWS = 200
_INSTRUCTIONS = re.compile(r"huong dan|vi du|giai thich")


@dataclass(frozen=True, slots=True)
class Options:
    """What the officer decided; everything may be left as it is.

    `sheets` names the sheets to import (None = all visible ones with a table). `mappings` holds the field of
    each column by the table's signature. `sheet_groups` gives a thôn to a sheet whose rows do not name one.
    `same_group` says, for a thôn as the workbook writes it, which thôn is meant. `legacy_encoding` "convert"
    agrees to turn old fonts into Unicode. `same_as` decides likely duplicates by (sheet, row): the id of the
    household on file it is, or None for a new one; `left_out` are rows that are not to be imported at all.
    `header_rows` says, from 1, in which row of a sheet the header begins where it was not found rightly; such a
    sheet counts as a table. `households` says, for the key of a doubtful household of persons, which one on file
    it is, or NO_HOUSEHOLD (the persons are kept in their thôn only), or NEW_HOUSEHOLD; for EVERY_DOUBT all others.
    """

    sheets: tuple[str, ...] | None = None
    mappings: Dict[str, tuple[str | None, ...]] = field(default_factory=dict)
    sheet_groups: Dict[str, str] = field(default_factory=dict)
    same_group: Dict[str, str] = field(default_factory=dict)
    legacy_encoding: str | None = None
    include_hidden: bool = False
    same_as: Dict[tuple[str, int], int | None] = field(default_factory=dict)
    left_out: frozenset[tuple[str, int]] = frozenset()
    header_rows: Dict[str, int] = field(default_factory=dict)
    households: Dict[str, int | str] = field(default_factory=dict)

    @property
    def reads_hidden(self) -> bool:
        """Whether hidden sheets are read: when asked for, or when sheets are named, which may be hidden ones."""
        return self.include_hidden or self.sheets is not None


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet's table. `group` is the thôn all its rows are in, unless a column or section rows say so.

    `group_from`: "column", "sections", "title", "sheet", "chosen" or None; `title_row` counts from 1.
    """

    sheet: RawSheet
    header: Header
    mapping: Mapping
    rows: TableRows
    group: str | None
    group_from: str | None
    title_differs: str | None = None
    legacy: LegacyText | None = None
    is_converted: bool = False

    @property
    def name(self) -> str:
        """The sheet's name."""
        return self.sheet.name

    @property
    def header_row(self) -> int:
        """The row of the sheet in which the header begins, from 1."""
        return self.header.first + 1


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found in a workbook: its tables, and the sheets without one."""

    workbook: Workbook
    tables: tuple[Table, ...]
    without_table: tuple[str, ...]

    @property
    def mappings(self) -> tuple[Mapping, ...]:
        """One mapping for each kind of table, for the officer to look at."""
        return tuple({table.mapping.signature: table.mapping for table in self.tables}.values())


def survey_workbook(workbook: Workbook, vocabulary: Vocabulary, options: Options) -> Survey:
    """Find the tables of the sheets that are wanted; UserError import.no_sheet when one of them is not there."""
    _require_sheets(workbook, options)
    tables, without = [], []
    for sheet in workbook.sheets:
        if options.sheets is not None and sheet.name not in options.sheets:
            continue
        table = _survey_sheet(sheet, vocabulary, options)
        if table is None:
            without.append(sheet.name)
        else:
            tables.append(table)
    lists = [table for table in tables if not _is_beside(table, tables, options)]
    without += [table.name for table in tables if table not in lists]
    settled = [_with_address(table, options) for table in _settle_titles(lists)]
    return Survey(workbook, tuple(settled), tuple(without))


def _with_address(table: Table, options: Options) -> Table:
    """Where nothing says the thôn, the addresses may; what the officer has agreed to is left as it is."""
    if table.group_from is not None or table.header.signature in options.mappings:
        return table
    body = [table.sheet.rows[index] for index in table.rows.data[:_TESTED_ROWS]]
    mapping = with_group_from_address(table.mapping, body)
    return table if mapping is table.mapping else replace(table, mapping=mapping, group_from="column")


def _is_beside(table: Table, tables: list[Table], options: Options) -> bool:
    """Whether a sheet only goes with the lists of the others: instructions, or a table without known headings."""
    if table.name in options.header_rows or all(one.mapping.is_guessed for one in tables):
        return False
    is_instructions = _INSTRUCTIONS.search(fold(table.name)) is not None and len(tables) > 1
    return table.mapping.is_guessed or (is_instructions and options.sheets is None)


def _require_sheets(workbook: Workbook, options: Options) -> None:
    names = [sheet.name for sheet in workbook.sheets]
    for wanted in options.sheets or ():
        if wanted not in names:
            raise UserError(
                "import.no_sheet",
                f"Tệp «{workbook.name}» không có trang «{wanted}».",
                f"Các trang có trong tệp: {', '.join(names[:20])}.",
            )


def _survey_sheet(sheet: RawSheet, vocabulary: Vocabulary, options: Options) -> Table | None:
    old, sheet = legacy.converted(sheet)
    is_shown = sheet.name in options.header_rows
    header = header_at(sheet, options.header_rows[sheet.name]) if is_shown else find_header(sheet, vocabulary)
    if header is None:
        return None
    mapping = match_columns(header, sheet.rows, vocabulary, options.mappings.get(header.signature))
    rows = sort_rows(sheet, header, mapping, vocabulary)
    if not is_shown and not (rows.data and _tells_households(mapping)):
        return None
    group, group_from = _group_of(sheet, header, mapping, rows, options)
    convert = old is not None and options.legacy_encoding == "convert"
    kept = sheet if old is None or convert else old.original
    return Table(kept, header, mapping, rows, group, group_from, None, old, convert)


def _tells_households(mapping: Mapping) -> bool:
    """Whether a household can be told by the columns at all."""
    return mapping.has_name or any(mapping.index(name) is not None for name in (f.CODE, f.PERSONAL_NUMBER))


def _group_of(
    sheet: RawSheet, header: Header, mapping: Mapping, rows: TableRows, options: Options
) -> tuple[str | None, str | None]:
    """The thôn of a whole table and where it is said."""
    if chosen := options.sheet_groups.get(sheet.name):
        return chosen, "chosen"
    column = mapping.index(f.GROUP)
    if column is not None and any(column < len(sheet.rows[i]) and sheet.rows[i][column] != "" for i in rows.data):
        return None, "column"
    titled = _titled_group(sheet, header)
    if titled:
        return titled, "title"
    if rows.groups:
        return None, "sections"
    name, _ = sheet_group(sheet.name)
    return (name, "sheet") if name else (None, None)


def _titled_group(sheet: RawSheet, header: Header) -> str | None:
    """The thôn named in the rows above the header, the last one that names any."""
    for row in reversed(sheet.rows[: header.first]):
        filled = [text_of(cell) for cell in row if cell != ""]
        for text in (" ".join(filled), *filled):
            if group := title_group(text):
                return group
    return None


def _without_chance_name(tables: list[Table], table: Table) -> Table:
    """A sheet's name without a word like «thôn» names a thôn only where other sheets of the kind do so too."""
    if table.group_from != "sheet" or sheet_group(table.name)[1]:
        return table
    alike = [one for one in tables if one.group_from == "sheet" and one.header.signature == table.header.signature]
    return table if len(alike) > 1 else replace(table, group=None, group_from=None)


def _settle_titles(tables: list[Table]) -> list[Table]:
    """Weigh titles against sheet names: a title copied from sheet to sheet without change is not believed."""
    titles = [group_key(table.group) for table in tables if table.group and table.group_from == "title"]
    settled = []
    for table in map(partial(_without_chance_name, tables), tables):
        by_name, is_said = sheet_group(table.name)
        if table.group is None or table.group_from != "title" or not is_said or by_name is None:
            settled.append(table)
        elif group_key(by_name) == group_key(table.group):
            settled.append(replace(table, group=by_name))
        elif titles.count(group_key(table.group)) > 1:
            settled.append(replace(table, group=by_name, group_from="sheet", title_differs=table.group))
        else:
            settled.append(replace(table, title_differs=by_name))
    return settled
