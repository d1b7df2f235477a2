"""Reads a workbook into plain sheets: rows of cells with their true row numbers.

A cell is text, number, date or truth value as the file holds it, '' when empty. An error cell (#N/A) also
arrives as '' and cannot be told from an empty one. Whole numbers of .xlsx arrive as floats.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing import guard
from khuyenhoc_desktop.services.importing.guard import FileKind
from khuyenhoc_desktop.services.importing.kept_rows import KeptRows
from khuyenhoc_desktop.services.progress import Job, Progress

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_REPEATING = 12
"""Texts shorter than this may repeat (thôn, x, K); names and personal numbers seldom do."""
T = TypeVar("T")
Cell = str | float | int | bool | date | datetime | time | timedelta
Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column of a merged range, all counted from 0."""


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet. `rows[0]` is row 1 of the sheet and its first cell is column A; rows may differ in length."""

    name: str
    rows: Sequence[list[Cell]]
    merges: tuple[Merge, ...] = ()
    visible: bool = True


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook as read. `hidden` names the hidden sheets, which are read only when asked for."""

    path: Path
    kind: FileKind
    sheets: tuple[RawSheet, ...]
    hidden: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The file's name, for messages."""
        return self.path.name


def read_workbook(path: Path, include_hidden: bool = False) -> Job[Workbook]:
    """Read a workbook (xlsx, xlsm, xls, ods, csv) after its guard; raises UserError (codes import.*)."""
    yield Progress(0, 0, f"Đang mở tệp {path.name}")
    kind = guard.inspect_file(path)
    if kind is FileKind.CSV:
        from khuyenhoc_desktop.services.importing.csv_reading import read_csv

        return Workbook(path, kind, (read_csv(path),))
    return (yield from _read_spreadsheet(path, kind, include_hidden))


def _read_spreadsheet(path: Path, kind: FileKind, include_hidden: bool) -> Job[Workbook]:
    import python_calamine as calamine

    book = _guarded(path, lambda: calamine.load_workbook(str(path)))
    sheets: list[RawSheet] = []
    hidden: list[str] = []
    try:
        every = [one for one in book.sheets_metadata if one.typ == calamine.SheetTypeEnum.WorkSheet]
        for number, one in enumerate(every):
            visible = one.visible == calamine.SheetVisibleEnum.Visible
            if not visible:
                hidden.append(one.name)
            if visible or include_hidden:
                yield Progress(number, len(every), f"Đang đọc trang {one.name}")
                sheets.append(_guarded(path, lambda: _read_sheet(book, one.name, visible)))  # noqa: B023 called at once
    finally:
        book.close()
    return Workbook(path, kind, tuple(sheets), tuple(hidden))


def _read_sheet(book: "CalamineWorkbook", name: str, visible: bool) -> RawSheet:
    sheet = book.get_sheet_by_name(name)
    kept: dict[Cell, Cell] = {}
    # The reader keeps empty rows above the table, but not empty columns before it.
    before: list[Cell] = [""] * (sheet.start[1] if sheet.start else 0)
    rows = KeptRows([*before, *(_once(cell, kept) for cell in row)] for row in sheet.iter_rows())
    merges = tuple((*first, *last) for first, last in sheet.merged_cell_ranges or ())
    return RawSheet(name, rows, merges, visible)


def _once(cell: Cell, kept: dict[Cell, Cell]) -> Cell:
    """The same object for the same short text or number: sixty thousand points are twenty different ones."""
    if type(cell) is float or (type(cell) is str and len(cell) < _REPEATING):
        return kept.setdefault(cell, cell)
    if type(cell) is str and len(cell) > guard.MAX_TEXT:
        raise guard.text_too_long(cell)
    return cell


def _guarded(path: Path, read: Callable[[], T]) -> T:
    """Run a step of the reader; whatever it raises (a panic is no Exception) becomes a refusal."""
    import python_calamine as calamine

    try:
        return read()
    except calamine.PasswordError:
        raise guard.protected(path.name) from None
    except (KeyboardInterrupt, SystemExit, UserError):
        raise
    except BaseException as fault:
        raise guard.damaged(path.name) from fault
