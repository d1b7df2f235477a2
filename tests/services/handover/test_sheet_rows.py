"""Rows written at once: the same file as XlsxWriter writes cell by cell."""

from datetime import datetime
from io import BytesIO

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.services.handover.sheet_rows import write_row

AWKWARD = ["a & b", "<r>x</r>", " trước", "sau ", "dòng\nhai", "_x0041_", "\x07", "x" * 40_000, '"', "", "=1+1"]
RARE = ["\ufffe", "\uffff", "\x85", "\u2028", "\x0bé", "😀", "y" * 1001, "\u00a0z"]
TEXTS = st.sampled_from(AWKWARD) | st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers(-(10**12), 10**12) | st.integers(-(10**9), 10**9).map(lambda hundredths: hundredths / 100)
ROWS = st.lists(st.lists(st.none() | TEXTS | NUMBERS, min_size=1, max_size=30), max_size=6)


def plainly(sheet, number, row, styles):
    for column, (value, style) in enumerate(zip(row, styles, strict=True)):
        writes = {type(None): sheet.write_blank, str: sheet.write_string}
        writes.get(type(value), sheet.write_number)(number, column, value, style)


def workbook(rows, write):
    """The bytes of a workbook with a heading and these rows; a style of their own for every other column."""
    made = BytesIO()
    options = {"constant_memory": True, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1)})
        looks = [book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})]
        heading = book.add_format({"italic": True})
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "Tiêu đề", heading)
        for number, row in enumerate(rows, 1):
            write(sheet, number, row, [looks[column % 2] for column in range(len(row))])
    return made.getvalue()


@given(ROWS)
@example([["Nguyễn Thị Ánh", 1987, None, 74.5], ["a & b", 1, None, 0.1], ["Đỗ Văn B", -3, "", 99.99]])
@settings(deadline=None, max_examples=60)
def test_the_same_file_as_cell_by_cell(rows):
    assert workbook(rows, write_row) == workbook(rows, plainly)


@pytest.mark.parametrize("text", [*AWKWARD, *RARE])
def test_a_text_that_alone_is_awkward(text):
    """In a row of others it may hide behind one that is awkward as well."""
    rows = [["Nguyễn Thị Ánh", text, 74.5]]
    assert workbook(rows, write_row) == workbook(rows, plainly)


@pytest.mark.parametrize("columns", [26, 27])
def test_a_row_as_wide_as_the_alphabet(columns):
    rows = [["a"] * columns, ["b"]]
    assert workbook(rows, write_row) == workbook(rows, plainly)


def test_a_cell_without_a_style_is_not_left_out_in_silence():
    with pytest.raises(ValueError, match="zip"):
        workbook([["a", "b"]], lambda sheet, number, row, styles: write_row(sheet, number, row, styles[:1]))


def test_what_a_reader_finds():
    rows = [["Nguyễn Thị Ánh", 1987, None, 74.5], [" a & <b>", -3, "=1+1", 0.01]]
    sheet = openpyxl.load_workbook(BytesIO(workbook(rows, write_row))).active
    found = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found == rows
    assert sheet["C3"].data_type == "s"
