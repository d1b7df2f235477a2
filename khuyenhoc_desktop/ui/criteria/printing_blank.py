"""The blank sheet of a set, shown as it will be printed."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from khuyenhoc_desktop.services.documents.making import Paper


def preview_blank(parent: QWidget, context: Context, one: CriteriaSet) -> None:
    """Make the sheet on the lane, then show the print preview."""
    from khuyenhoc_desktop.services.documents.making import prepare
    from khuyenhoc_desktop.services.documents.request import Request

    key = (one.set_id, one.version)
    wanted = Request("score_sheet_blank", one.title, context.year, size="1", set_key=key)
    context.lane.run(texts.PREPARING, lambda file: prepare(file, wanted), lambda paper: _show(parent, paper))


def _show(parent: QWidget, paper: "Paper") -> None:
    from khuyenhoc_desktop.ui.documents import painting

    def paint(printer: "QPrinter") -> None:
        finish(painting.paint(printer, paper))

    def set_up(printer: "QPrinter") -> None:
        painting.set_page(printer, paper.layout.page)

    printing.preview(parent, paper.title, paint, set_up=set_up)
