"""Papers painted by Qt: into a PDF file, on a printer, in the print preview. Works on the lane's thread too."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QMarginsF, QPointF, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QPen,
    QTextCursor,
    QTextDocument,
    QTextTable,
)

from khuyenhoc_desktop.services.documents.html import INDENT_MM
from khuyenhoc_desktop.services.documents.layout import Page
from khuyenhoc_desktop.services.documents.making import Paper
from khuyenhoc_desktop.services.documents.qr import QR_SCHEME, QUIET, matrix
from khuyenhoc_desktop.services.documents.word import cannot_write
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FONTS = ("Times New Roman", "Tinos", "Liberation Serif")
_RESOLUTION = 600
_GAP_MM = 10  # between two pieces side by side
_NUMBER_MM = 9  # the page number stands so far above the text
_NUMBER_POINTS = 13
_FRAME_MM = 6
_LINE_MM = 0.5  # the outer lines of a table lie on the edge
_SIZES = {"A4": QPageSize.PageSizeId.A4, "A5": QPageSize.PageSizeId.A5}


def write_pdf(paper: Paper, path: Path) -> Job[Path]:
    """Write a paper as a PDF file.

    Raises:
        UserError: cannot_write.
    """
    try:
        with whole_file(path) as unfinished:
            yield from _write(paper, unfinished)
    except OSError as fault:
        raise cannot_write(path) from fault
    return path


def _write(paper: Paper, path: Path) -> Job[None]:
    path.touch()  # a folder that cannot be written to is refused by its own fault
    writer = QPdfWriter(str(path))
    writer.setResolution(_RESOLUTION)
    writer.setTitle(paper.title)
    writer.setCreator("Khuyến học")
    yield from paint(writer, paper)


def set_page(device: QPagedPaintDevice, page: Page) -> None:
    """Paper, direction and margins of a device."""
    upright = not page.landscape
    Orientation = QPageLayout.Orientation  # noqa: N806
    margins = QMarginsF(*page.margins)
    layout = QPageLayout(
        QPageSize(_SIZES[page.paper]),
        Orientation.Portrait if upright else Orientation.Landscape,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    device.setPageLayout(layout)


def paint(device: "QPdfWriter | QPrinter", paper: Paper) -> Job[None]:
    """Paint every page of a paper, piece by piece."""
    set_page(device, paper.layout.page)
    # A thread that Qt has not made has no timers until it has a loop; laying text out would complain of it.
    _timers = QEventLoop()
    painter = QPainter(device)
    try:
        brush = _Brush(painter, device, paper.layout.page)
        for place, html in enumerate(paper.pieces()):
            yield Progress(place, paper.piece_count, f"Đang dàn trang {paper.title}")
            yield from brush.put(html)
    finally:
        painter.end()


class _Brush:
    """Puts one piece after the other on the pages of a device."""

    def __init__(self, painter: QPainter, device: "QPdfWriter | QPrinter", page: Page) -> None:
        self._painter, self._device, self._page = painter, device, page
        unit = QPageLayout.Unit.Inch
        rect = device.pageLayout().paintRect(unit)
        self._dots = device.logicalDpiY()
        self._width, self._height = rect.width() * device.logicalDpiX(), rect.height() * self._dots
        self._begun = 0

    def put(self, html: str) -> Job[None]:
        """Paint a piece; side by side it goes into the next half, made smaller where it would not fit."""
        if self._page.columns > 1:
            self._put_beside(html)
            return
        made = self._document(html, QSizeF(self._width, self._height))
        count = made.pageCount()
        for page in range(count):
            self._new_page()
            self._paint_page(made, page)
            self._close_tables(made, page)
            if page:
                self._paint_number(page + 1)
            yield Progress(page, count, "Đang dàn trang")

    def _put_beside(self, html: str) -> None:
        place = self._begun % self._page.columns
        if place == 0:
            self._new_page()
        self._begun += place > 0
        gap = self._mm(_GAP_MM)
        width = (self._width - gap) / self._page.columns
        made = self._document(html, QSizeF(width, -1))
        made.setTextWidth(width)
        scale = _fitting(made, width, self._height)
        self._painter.save()
        self._painter.translate(place * (width + gap), 0)
        if place:
            self._painter.setPen(QPen(Qt.GlobalColor.gray, 0, Qt.PenStyle.DashLine))
            self._painter.drawLine(round(-gap / 2), 0, round(-gap / 2), round(self._height))
        self._painter.scale(scale, scale)
        made.documentLayout().draw(self._painter, _on_paper(QRectF()))
        self._painter.restore()

    def _new_page(self) -> None:
        if self._begun:
            self._device.newPage()
        self._begun += 1
        if self._page.framed:
            self._paint_frame()

    def _paint_frame(self) -> None:
        """Two lines around the page, the thick one outside."""
        for out, thick in ((_FRAME_MM, 1.0), (_FRAME_MM - 1.6, 0.3)):
            edge = self._mm(out)
            self._painter.setPen(QPen(Qt.GlobalColor.black, self._mm(thick)))
            self._painter.drawRect(QRectF(-edge, -edge, self._width + 2 * edge, self._height + 2 * edge))

    def _paint_page(self, made: QTextDocument, page: int) -> None:
        self._painter.save()
        self._painter.translate(0, -page * self._height)
        seen = QRectF(0, page * self._height, self._width, self._height)
        edge = self._mm(_LINE_MM)
        self._painter.setClipRect(seen.adjusted(-edge, -edge, edge, 0))
        made.documentLayout().draw(self._painter, _on_paper(seen))
        self._painter.restore()

    def _close_tables(self, made: QTextDocument, page: int) -> None:
        """Qt leaves a table open where it goes on to the next page: draw its last line."""
        end = (page + 1) * self._height
        for frame in made.rootFrame().childFrames():
            rect = made.documentLayout().frameBoundingRect(frame)
            if frame.frameFormat().border() > 0 and rect.top() < end < rect.bottom():
                thick = self._dots / 96
                self._painter.setPen(QPen(Qt.GlobalColor.black, thick))
                ends = (rect.left(), rect.right() - thick)
                self._painter.drawLine(*(QPointF(end, self._height) for end in ends))

    def _paint_number(self, number: int) -> None:
        """Centred in the top margin, not on the first page (Nghị định 30/2020, Annex I)."""
        if not self._page.numbered:
            return
        font = QFont()
        font.setFamilies(FONTS)
        font.setPointSizeF(_NUMBER_POINTS)
        self._painter.setFont(font)
        self._painter.setPen(Qt.GlobalColor.black)
        above = self._mm(_NUMBER_MM)
        rect = QRectF(0, -above, self._width, above * 0.8)
        self._painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(number))

    def _mm(self, millimetres: float) -> float:
        return millimetres / 25.4 * self._dots

    def _document(self, html: str, size: QSizeF) -> QTextDocument:
        made = _Paged()
        font = QFont()
        font.setFamilies(FONTS)
        font.setPointSizeF(self._page.size)
        made.setDefaultFont(font)
        made.setDocumentMargin(0)
        made.setHtml(html)
        _thin_lines(made)  # before anything is laid out, or that would be done twice
        _indent(made, self._mm(INDENT_MM))
        made.documentLayout().setPaintDevice(self._device)
        if size.height() > 0:
            made.setPageSize(size)
        return made


def _thin_lines(made: QTextDocument) -> None:
    """Lines between cells are drawn by both, each half as thick: collapsing them takes Qt six times longer."""
    for frame in made.rootFrame().childFrames():
        if isinstance(frame, QTextTable) and frame.format().border() > 0:
            form = frame.format()
            form.setBorder(0.5)
            frame.setFormat(form)


def _indent(made: QTextDocument, dots: float) -> None:
    """Paragraphs that begin with an indent begin so far to the right."""
    block = made.begin()
    while block.isValid():
        form = block.blockFormat()
        if form.textIndent() > 0:
            form.setTextIndent(dots)
            QTextCursor(block).setBlockFormat(form)
        block = block.next()


def _fitting(made: QTextDocument, width: float, height: float) -> float:
    """How much smaller a piece must be drawn to be no higher; it is laid out wider then, to fill the width."""
    scale = min(1.0, height / made.size().height())
    while scale < 1:
        made.setTextWidth(width / scale)
        if made.size().height() * scale <= height:
            break
        scale *= 0.97
    return scale


class _Paged(QTextDocument):
    """A text whose pictures are QR codes, drawn when they are asked for."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Qt: the picture of a code."""
        address = name if isinstance(name, str) else name.toString()
        return qr_image(address.removeprefix(QR_SCHEME)) if address.startswith(QR_SCHEME) else None


def qr_image(code: str, side: int = 12) -> QImage:
    """A QR code, `side` dots a module."""
    rows = matrix(code)
    count = len(rows) + 2 * QUIET
    image = QImage(count * side, count * side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    for y, row in enumerate(rows, QUIET):
        for x, dark in enumerate(row, QUIET):
            if dark:
                painter.fillRect(x * side, y * side, side, side, Qt.GlobalColor.black)
    painter.end()
    return image


def _on_paper(clip: QRectF) -> QAbstractTextDocumentLayout.PaintContext:
    """Paper is white, whatever the screen's colours are."""
    drawn = QAbstractTextDocumentLayout.PaintContext()
    drawn.palette = QPalette(Qt.GlobalColor.white)  # its letters and lines are black
    drawn.palette.setColor(QPalette.ColorRole.Text, Qt.GlobalColor.black)
    if not clip.isNull():
        drawn.clip = clip
    return drawn


def paint_at_once(device: "QPrinter", paper: Paper) -> None:
    """Paint a paper while somebody waits: for the print preview and the printer."""
    for _progress in paint(device, paper):
        pass
