"""Rows of a large sheet written at once, in the very XML that XlsxWriter makes of them cell by cell.

A bundle has a million cells, all of them texts, numbers and blanks; XlsxWriter asks of each much more than that.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.services.handover.lists import Cell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LONG = 1000
# What stands otherwise in XML than it is read: signs, spaces at the ends, what looks like an escape of Excel's.
_AWKWARD = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x|^\s|\s$")


def write_row(sheet: "Worksheet", number: int, row: Sequence[Cell], styles: Sequence[Any]) -> None:
    """Write a row (counted from 0) below all rows written before; the workbook must be of constant memory."""
    sheet._write_single_row(number)  # what is still held of the row above
    told = _xml(number + 1, row, styles)
    if told is None:
        _write_cells(sheet, number, row, styles)
    else:
        sheet._check_dimensions(number, len(row) - 1)  # notes how far the sheet goes
        sheet.fh.write(told)


def _xml(number: int, row: Sequence[Cell], styles: Sequence[Any]) -> str | None:
    """The row's element; None where it has more columns than letters or a text that is not written as it is."""
    if len(row) > len(_LETTERS):
        return None
    parts = [f'<row r="{number}">']
    for letter, (value, style) in zip(_LETTERS, zip(row, styles, strict=True), strict=False):
        start = f'<c r="{letter}{number}" s="{style._get_xf_index()}"'
        if value is None:
            parts.append(f"{start}/>")
        elif not isinstance(value, str):
            parts.append(f"{start}><v>{value:.16G}</v></c>")
        elif len(value) > _LONG or _AWKWARD.search(value):
            return None
        else:
            parts.append(f'{start} t="inlineStr"><is><t>{value}</t></is></c>')
    parts.append("</row>")
    return "".join(parts)


def _write_cells(sheet: "Worksheet", number: int, row: Sequence[Cell], styles: Sequence[Any]) -> None:
    """The same by XlsxWriter alone."""
    for column, (value, style) in enumerate(zip(row, styles, strict=True)):
        if value is None:
            sheet.write_blank(number, column, None, style)
        elif isinstance(value, str):
            sheet.write_string(number, column, value, style)
        else:
            sheet.write_number(number, column, value, style)
