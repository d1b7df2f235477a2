"""The summary on paper: the letterhead, the table with its heading on every page, the signatures, the chart."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QFont, QFontMetricsF, QPainter, QPalette, QTextDocument

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.summary import GroupFigures, TitleFigures
from khuyenhoc_desktop.services.communes import Commune
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.summary import texts
from khuyenhoc_desktop.ui.summary.figures import COLUMNS, rows_of
from khuyenhoc_desktop.ui.widgets.bar_chart import Chart, chart_height, paint_chart

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

CENTRED = int(Qt.AlignmentFlag.AlignCenter)
_FOOT_MM = 8


def paint_summary(printer: "QPrinter", commune: Commune, figures: TitleFigures, chart: Chart, notice: str) -> None:
    """Paint the table's pages, then the chart on a page of its own; `notice` tells of a sample set, or is ""."""
    made = printing.document(summary_html(commune, figures, notice), printer)
    painter = QPainter(printer)
    for page in range(made.pageCount()):
        if page:
            printer.newPage()
        _paint_page(painter, printer, made, page)
    printer.newPage()
    title = texts.CHART_TITLE.format(title=_name(figures))
    _paint_chart_page(painter, printer, chart, title, made.pageCount() + 1)
    painter.end()


def paint_charts(printer: "QPrinter", charts: Sequence[tuple[str, Chart]]) -> None:
    """Paint each chart with its heading on a page of its own."""
    painter = QPainter(printer)
    for number, (title, chart) in enumerate(charts, 1):
        if number > 1:
            printer.newPage()
        _paint_chart_page(painter, printer, chart, title, number)
    painter.end()


def summary_html(commune: Commune, figures: TitleFigures, notice: str) -> str:
    """The letterhead, the title, the table and the place to sign."""
    title = texts.PRINT_TITLE.format(title=_name(figures).upper(), year=figures.year)
    rows = "".join(_row(str(n), row) for n, row in enumerate(rows_of(figures)[:-1], 1))
    heading = "".join(f"<th>{escape(column.title).replace(chr(10), '<br>')}</th>" for column in COLUMNS)
    return f"""
<p align="left"><b>{escape(commune.association.upper())}</b></p>
<p align="center" style="font-size:14pt"><b>{escape(title)}</b><br>
{escape(commune.full_name[:1].upper() + commune.full_name[1:])}{_province(commune)}</p>
<table width="100%" border="1" cellspacing="0" cellpadding="4" style="border-collapse:collapse; font-size:11pt">
<thead><tr style="background-color:#eeeeee"><th>{texts.PRINT_NUMBER}</th>{heading}</tr></thead>
{rows}{_row("", figures.commune, bold=True)}
</table>
<p style="font-size:10pt"><i>{escape(texts.PRINT_FOOT)}</i>{_notice(notice)}</p>
<table width="100%"><tr><td width="50%" align="center"><br><b>{texts.PRINT_MADE_BY}</b></td>
<td width="50%" align="center"><i>{escape(texts.PRINT_DATE.format(place=commune.name or "......"))}</i><br>
<b>{texts.PRINT_SIGNED_BY}</b>{_signer(commune)}</td></tr></table>
"""


def _name(figures: TitleFigures) -> str:
    return TITLES[figures.title][1]


def _province(commune: Commune) -> str:
    return f", {escape(commune.province)}" if commune.province else ""


def _notice(notice: str) -> str:
    return f"<br><b>{escape(notice)}</b>" if notice else ""


def _signer(commune: Commune) -> str:
    return f"<br><br><br><br><b>{escape(commune.chairman)}</b>" if commune.chairman else ""


def _row(number: str, figures: GroupFigures, *, bold: bool = False) -> str:
    open_tag, close_tag = ("<b>", "</b>") if bold else ("", "")
    cells = "".join(
        f'<td align="{"right" if place else "left"}">{open_tag}{escape(column.text(figures))}{close_tag}</td>'
        for place, column in enumerate(COLUMNS)
    )
    return f'<tr><td align="center">{number}</td>{cells}</tr>'


def _paint_page(painter: QPainter, printer: "QPrinter", made: QTextDocument, page: int) -> None:
    size = made.pageSize()
    painter.save()
    painter.translate(0, -page * size.height())
    drawn = QAbstractTextDocumentLayout.PaintContext()
    drawn.palette = QPalette(Qt.GlobalColor.black)  # paper is white, whatever the screen's colours are
    drawn.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    drawn.clip = QRectF(0, page * size.height(), size.width(), size.height())
    made.documentLayout().draw(painter, drawn)
    painter.restore()
    _paint_page_number(painter, printer, page + 1)


def _paint_page_number(painter: QPainter, printer: "QPrinter", number: int) -> None:
    """Centred above the text, not on the first page (Nghị định 30/2020 Annex I)."""
    if number == 1:
        return
    rect = printer.pageRect(printer.Unit.DevicePixel)
    above = _FOOT_MM * printer.resolution() / 25.4
    painter.setFont(QFont(printing.FONT, 13))
    painter.setPen(Qt.GlobalColor.black)
    painter.drawText(QRectF(0, -above, rect.width(), above), CENTRED, str(number))


def _paint_chart_page(painter: QPainter, printer: "QPrinter", chart: Chart, words: str, number: int) -> None:
    _paint_page_number(painter, printer, number)
    rect = QRectF(printer.pageRect(printer.Unit.DevicePixel))
    rect.moveTo(0, 0)
    painter.setFont(QFont(printing.FONT, 14, QFont.Weight.Bold))
    title = painter.fontMetrics().height() * 2
    painter.drawText(QRectF(0, 0, rect.width(), title), CENTRED, words)
    rect.setTop(title)
    painter.setFont(QFont(printing.FONT, _fitting_size(painter, chart, rect)))
    paint_chart(painter, rect, chart)


def _fitting_size(painter: QPainter, chart: Chart, rect: QRectF) -> int:
    """The largest letters with which all bars stand on one page."""
    for size in range(12, 4, -1):
        metrics = QFontMetricsF(QFont(printing.FONT, size), painter.device())
        if chart_height(chart, rect.width(), metrics) <= rect.height():
            return size
    return 5
