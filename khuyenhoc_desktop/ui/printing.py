"""Paper: print preview and PDF for whatever can paint itself on a printer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMarginsF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtWidgets import QFileDialog, QToolBar, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.whole_file import whole_file
from khuyenhoc_desktop.ui.context import Context

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# Nghị định 30/2020 Annex I: top and bottom 20-25 mm, left 30-35 mm, right 15-20 mm; tables may lie on the side,
# where the binding edge is the top one.
UPRIGHT = QMarginsF(30, 20, 15, 20)
ON_THE_SIDE = QMarginsF(20, 25, 20, 20)
FONT = "Times New Roman"

_PREVIEW = "QPrintPreviewDialog"
_NOT_SHOWN = ("Portrait", "Landscape", "Show single page", "Show facing pages", "Show overview of all pages")

Paint = Callable[["QPrinter"], None]


def preview(
    parent: QWidget, title: str, paint: Paint, *, landscape: bool = False, set_up: Paint | None = None
) -> bool:
    """Show the pages as they will come out, with the button that prints them; whether they were printed.

    `set_up` sets another paper.
    """
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _set_page(printer, landscape)
    if set_up is not None:
        set_up(printer)
    dialog = QPrintPreviewDialog(printer, parent)
    dialog.setWindowTitle(title)
    dialog.resize(parent.window().size())
    for bar in dialog.findChildren(QToolBar):
        _make_readable(bar)
    dialog.paintRequested.connect(paint)
    is_printed = bool(dialog.exec())  # closing the window is the other answer
    dialog.deleteLater()
    return is_printed


def print_out(parent: QWidget, title: str, paint: Paint, *, set_up: Paint) -> bool:
    """Ask for a printer and print; False when the user thinks better of it. `set_up` sets the paper."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    set_up(printer)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    is_wanted = bool(dialog.exec())
    dialog.deleteLater()
    if is_wanted:
        paint(printer)
    return is_wanted


def _make_readable(bar: QToolBar) -> None:
    """Qt's preview shows bare icons: put words under them, printing first, and leave out what only confuses."""
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    by_words = {action.text(): action for action in bar.actions()}
    for words in _NOT_SHOWN:
        if (action := by_words.get(QCoreApplication.translate(_PREVIEW, words))) is not None:
            bar.removeAction(action)
    if (printing := by_words.get(QCoreApplication.translate(_PREVIEW, "Print"))) is not None:
        bar.insertAction(bar.actions()[0], printing)


def write_pdf(path: Path, paint: Paint, *, landscape: bool = False) -> None:
    """Write the pages as a PDF file.

    Raises:
        UserError: cannot_write.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    try:
        with whole_file(path) as unfinished:
            printer.setOutputFileName(str(unfinished))
            _set_page(printer, landscape)
            paint(printer)
    except OSError as fault:
        raise UserError(
            "cannot_write",
            f"Không ghi được tệp {path.name}.",
            "Đóng tệp đó nếu đang mở, hoặc chọn thư mục khác rồi lưu lại.",
        ) from fault


def ask_pdf_path(parent: QWidget, context: Context, title: str, name: str) -> Path | None:
    """Where a PDF goes; None when the user thinks better of it."""
    folder = context.settings.last_folder() or str(Path.home())
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / name), "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    context.settings.set_last_folder(path.parent)
    return path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")


def document(html: str, printer: "QPrinter") -> QTextDocument:
    """A text laid out for the printer's page in the font of official papers."""
    made = QTextDocument()
    font = made.defaultFont()
    font.setFamily(FONT)
    font.setPointSizeF(12)
    made.setDefaultFont(font)
    made.documentLayout().setPaintDevice(printer)
    made.setPageSize(QSizeF(printer.pageRect(printer.Unit.DevicePixel).size()))
    made.setDocumentMargin(0)
    made.setHtml(html)
    return made


def _set_page(printer: "QPrinter", landscape: bool) -> None:
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if landscape:
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
    margins = ON_THE_SIDE if landscape else UPRIGHT
    printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
