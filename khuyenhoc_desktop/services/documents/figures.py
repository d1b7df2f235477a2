"""The figures of the report and the summary tables, in words; and the tables as an Excel workbook."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.domain.summary import TitleFigures, rounded
from khuyenhoc_desktop.domain.text import format_count, format_percent
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents import words
from khuyenhoc_desktop.services.documents.content import Content, TableContent, TitleRow
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.services.summary import year_summary
from khuyenhoc_desktop.services.summary_tables import Cell, SummaryTable, cell_text, tables

if TYPE_CHECKING:
    from xlsxwriter import Workbook

_A4 = 9


def table_fields(file: CommuneFile, year: int) -> dict[str, Any]:
    """The summary tables of a year; `raw_tables` are the same with their numbers."""
    made = tables(file, year)
    shown = tuple(
        TableContent(
            table.code,
            table.title.upper(),
            table.headings,
            tuple(tuple(map(cell_text, row)) for row in table.rows),
            table.notes,
        )
        for table in made
    )
    return {"tables": shown, "raw_tables": made}


def report_fields(file: CommuneFile, year: int) -> dict[str, Any]:
    """A sentence and a row for each title."""
    titles = year_summary(file, year).titles
    return {
        "sentences": tuple(_sentence(figures) for figures in titles),
        "titles": tuple(_row(no, figures) for no, figures in enumerate(titles, 1)),
    }


def write_xlsx(content: Content, path: Path) -> None:
    """Write the summary tables as a workbook, one sheet a table, numbers as numbers.

    Raises:
        UserError: workbook_locked.
    """
    with new_workbook(path) as workbook:
        formats = _formats(workbook)
        for table in content.own["raw_tables"]:
            _write_table(workbook, table, content, formats)


def _sentence(figures: TitleFigures) -> str:
    whole = figures.commune
    name, subjects = words.title_name(figures.title), words.words_of(figures.title)[0]
    if not whole.total:
        return f"{name}: chưa có {subjects} nào trong danh sách."
    if not whole.registered and not whole.recognised:
        return f"{name}: có {format_count(whole.total)} {subjects}, chưa đăng ký."
    told = (
        f"{name}: {format_count(whole.registered)}/{format_count(whole.total)} {subjects} đăng ký;"
        f" {format_count(whole.recognised)} được công nhận,"
        f" bằng {format_percent(whole.percent_of_total)} trên tổng số"
        f" và {format_percent(whole.percent_of_registered)} trên số đăng ký"
    )
    return f"{told}{_against_last_year(whole.change)}."


def _against_last_year(change: int | None) -> str:
    if change is None:
        return ""
    if change == 0:
        return ", bằng năm trước"
    return f", {'tăng' if change > 0 else 'giảm'} {format_count(abs(change))} so với năm trước"


def _row(no: int, figures: TitleFigures) -> TitleRow:
    whole = figures.commune
    last = whole.last_year_recognised
    return TitleRow(
        no=str(no),
        name=words.title_name(figures.title),
        total=format_count(whole.total),
        registered=format_count(whole.registered),
        recognised=format_count(whole.recognised),
        percent_of_total=format_percent(whole.percent_of_total),
        percent_of_registered=format_percent(whole.percent_of_registered),
        last_year="–" if last is None else format_count(last),
    )


def _formats(workbook: "Workbook") -> Mapping[str, Any]:
    cell = {"border": 1, "valign": "vcenter", "font_name": "Times New Roman", "font_size": 12}
    title = {"font_name": "Times New Roman", "font_size": 14, "bold": True}
    return {
        "title": workbook.add_format(title),
        "note": workbook.add_format({"font_name": "Times New Roman", "font_size": 11, "italic": True}),
        "heading": workbook.add_format({**cell, "bold": True, "align": "center", "text_wrap": True}),
        "cell": workbook.add_format(cell),
        "number": workbook.add_format({**cell, "num_format": "#,##0"}),
        "percent": workbook.add_format({**cell, "num_format": "0.00"}),
    }


def _write_table(workbook: "Workbook", table: SummaryTable, content: Content, formats: Mapping[str, Any]) -> None:
    office = content.office
    sheet = workbook.add_worksheet(table.code)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, len(table.headings) - 1, 14)
    sheet.write_string(0, 0, office.association_upper, formats["title"])
    sheet.write_string(1, 0, f"{table.code}. {table.title.upper()} – NĂM {office.year}", formats["title"])
    sheet.write_string(2, 0, f"{office.commune_capital}, {office.province}", formats["note"])
    sheet.repeat_rows(4)
    for column, heading in enumerate(table.headings):
        sheet.write_string(4, column, heading, formats["heading"])
    for at, row in enumerate(table.rows, 5):
        _write_row(sheet, at, row, formats)
    for at, note in enumerate(table.notes, 6 + len(table.rows)):
        sheet.write_string(at, 0, note, formats["note"])


def _write_row(sheet: Any, at: int, row: Sequence[Cell], formats: Mapping[str, Any]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, Fraction):
            sheet.write_number(at, column, rounded(cell), formats["percent"])
        elif isinstance(cell, int):
            sheet.write_number(at, column, cell, formats["number"])
        else:
            sheet.write_string(at, column, cell_text(cell), formats["cell"])
