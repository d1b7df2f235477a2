"""PDF files without a window: for the command line."""

import os
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents.making import prepare
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.progress import Job


def save_pdf(file: CommuneFile, request: Request, path: Path) -> Job[Path]:
    """Gather a paper and write it as PDF, starting what Qt needs for it where nothing has.

    Raises:
        UserError: no_pdf when Qt cannot be used here; what prepare and write_pdf raise.
    """
    _need_application()
    from khuyenhoc_desktop.ui.documents.painting import write_pdf

    paper = yield from prepare(file, request)
    return (yield from write_pdf(paper, path))


def _need_application() -> None:
    """Letters are drawn only where there is an application; one that shows nothing will do."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtGui import QGuiApplication
    except ImportError as fault:
        raise UserError("no_pdf", "Máy này không tạo được PDF.", "Dùng --format docx, rồi in từ Word.") from fault
    if QGuiApplication.instance() is None:
        _KEPT.append(QGuiApplication([]))


_KEPT: list[object] = []  # an application that nobody keeps is gone at once
