"""The bundle's Excel workbook: summary and lists as values, ready to print on A4, the same bytes every time."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.services.handover.content import BundleContent
from khuyenhoc_desktop.services.handover.lists import Cell, Listing
from khuyenhoc_desktop.services.handover.sheet_rows import write_row
from khuyenhoc_desktop.services.handover.sheets import sheets_of
from khuyenhoc_desktop.services.importing.new_workbook import TEXT_STAYS_TEXT
from khuyenhoc_desktop.services.progress import Job, Progress

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEADING_ROW = 4  # counted from 0: association, title, commune and year, notice, headings
_A4 = 9
_ROWS_A_STEP = 5000
# No hour of making stands inside, or nothing would be the same twice.
_CREATED = datetime(2000, 1, 1)


def write_workbook(path: Path, content: BundleContent) -> Job[None]:
    """Write the workbook."""
    import xlsxwriter

    options = {**TEXT_STAYS_TEXT, "constant_memory": True, "tmpdir": str(path.parent)}
    workbook = xlsxwriter.Workbook(str(path), options)
    try:
        yield from _fill(workbook, content)
        workbook.close()
    finally:
        # When cancelled, its working files must not stay open: Windows could not remove them.
        for sheet in workbook.worksheets():
            sheet.row_data_fh.close()


def _fill(workbook: "Workbook", content: BundleContent) -> Job[None]:
    title = f"{content.commune.full_name}, năm {content.commune.year}"
    workbook.set_properties({"title": title, "created": _CREATED})
    formats = _formats(workbook)
    sheets = sheets_of(content)
    for place, (listing, rows) in enumerate(sheets):
        step = Progress(place, len(sheets), f"Đang ghi bảng Excel: {listing.name}")
        yield step
        sheet = workbook.add_worksheet(listing.name)
        _set_up(sheet, listing)
        _write_head(sheet, listing, content, formats)
        yield from _write_rows(sheet, listing, rows, formats, step)


def _formats(workbook: "Workbook") -> dict[str, Any]:
    cell = {"border": 1, "valign": "vcenter", "font_name": "Times New Roman", "font_size": 12}
    centred = {"align": "center", "text_wrap": True}
    plain = {"font_name": "Times New Roman", "font_size": 12}
    formats = {
        "plain": plain,
        "title": {**plain, "bold": True, "font_size": 14},
        "heading": {**cell, **centred, "bold": True},
        "text": cell,
        "count": {**cell, "num_format": "0"},
        "decimal": {**cell, "num_format": "0.00"},
    }
    bold = {f"bold {kind}": {**formats[kind], "bold": True} for kind in ("text", "count", "decimal")}
    return {name: workbook.add_format(given) for name, given in {**formats, **bold}.items()}


def _set_up(sheet: "Worksheet", listing: Listing) -> None:
    """A4, the headings repeated on each page, the columns on one page's width, page numbers below."""
    sheet.set_paper(_A4)
    if listing.landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADING_ROW)
    sheet.freeze_panes(HEADING_ROW + 1, 0)
    sheet.set_margins(left=1.2, right=0.6, top=0.8, bottom=0.8)
    sheet.set_footer("&C&P/&N")
    for column, each in enumerate(listing.columns):
        sheet.set_column(column, column, each.width)


def _write_head(sheet: "Worksheet", listing: Listing, content: BundleContent, formats: dict[str, Any]) -> None:
    commune = content.commune
    confirmed = content.rest.confirmed if content.rest else {}
    is_sample = any(one.is_sample and (one.set_id, one.version) not in confirmed for one in content.sets)
    notice = "Chấm theo bộ tiêu chí mẫu, chưa phải văn bản chính thức." if is_sample else ""
    lines = [
        (commune.association or "", "plain"),
        (f"{listing.title} NĂM {commune.year}", "title"),
        (", ".join(part for part in (commune.full_name, commune.province) if part), "plain"),
        (notice, "plain"),
    ]
    for row, (text, style) in enumerate(lines):
        sheet.write_string(row, 0, text, formats[style])
    for column, each in enumerate(listing.columns):
        sheet.write_string(HEADING_ROW, column, each.heading, formats["heading"])


def _write_rows(
    sheet: "Worksheet", listing: Listing, rows: Iterable[list[Cell]], formats: dict[str, Any], step: Progress
) -> Job[None]:
    kinds = [formats[column.kind] for column in listing.columns]
    bold = [formats[f"bold {column.kind}"] for column in listing.columns]
    for place, row in enumerate(rows):
        # The one row without a number is the sum under the groups.
        styles = bold if listing.total_row and row[0] is None else kinds
        if len(row) < len(kinds):  # a note below the table
            styles = [formats["plain"]] * len(row)
        write_row(sheet, HEADING_ROW + 1 + place, row, styles)
        if place % _ROWS_A_STEP == 0:
            yield Progress(step.done, step.total, f"{step.text}, dòng {place}")
