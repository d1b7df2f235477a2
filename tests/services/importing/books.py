"""Spreadsheets written as Markdown tables, for the tests of importing."""

import re

import openpyxl
import xlsxwriter

from khuyenhoc_desktop.services.importing.fields import household_vocabulary
from khuyenhoc_desktop.services.importing.guard import FileKind
from khuyenhoc_desktop.services.importing.reading import RawSheet, Workbook
from khuyenhoc_desktop.services.importing.tables import Options, survey_workbook

HEADINGS = ["STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Số trẻ", "Thôn", "Địa chỉ", "Số CCCD", "Ghi chú"]


def rows_of(markdown):
    """The rows of a Markdown table; numbers become floats as the reader gives them, 'quoted ones stay text."""
    lines = [line.strip() for line in markdown.strip().splitlines()]
    return [[_cell(cell) for cell in line.strip("|").split("|")] for line in lines]


def _cell(text):
    text = text.strip()
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    return text.removeprefix("'")


def sheet_of(markdown, name="Sheet1", merges=(), visible=True):
    return RawSheet(name, rows_of(markdown), tuple(merges), visible)


def book_of(tmp_path, *sheets):
    return Workbook(tmp_path / "bang.xlsx", FileKind.XLSX, tuple(sheets))


def survey_of(tmp_path, *sheets, vocabulary=None, options=None):
    return survey_workbook(book_of(tmp_path, *sheets), vocabulary or household_vocabulary(), options or Options())


def table_of(markdown, name="Sheet1", merges=(), **named):
    """The one table of a sheet written as Markdown."""
    return survey_workbook(
        Workbook(None, FileKind.XLSX, (sheet_of(markdown, name, merges),)),
        named.get("vocabulary") or household_vocabulary(),
        named.get("options") or Options(),
    ).tables[0]


def fields_of(table):
    """The field of each column by its letter."""
    return {column.letter: column.field for column in table.mapping.columns if column.field}


def write_xlsx(path, sheets, merges=()):
    """A workbook of {name: rows}; a date cell is written as one."""
    with xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "default_date_format": "dd/mm/yyyy"}
    ) as book:
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for merge in merges:
                page.merge_range(*merge, "")
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell not in ("", None):
                        page.write(number, column, cell)
    return path


def filled(path, row, first=5):
    """A workbook on disk with one more row, from the first column of row `first` on."""
    book = openpyxl.load_workbook(path)
    for column, cell in enumerate(row, start=1):
        book.worksheets[0].cell(first, column, cell)
    book.save(path)
    return path
