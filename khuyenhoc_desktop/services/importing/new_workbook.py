"""Writes an .xlsx beside its place and moves it there when it is whole, so that nothing half-written is left."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.whole_file import whole_file

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# A name that begins with "=" must stay text, and digits must stay what they were.
TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def new_workbook(path: Path, constant_memory: bool = False) -> Iterator["Workbook"]:
    """A workbook to write; with `constant_memory` its rows must be written from top to bottom.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    try:
        with whole_file(path) as unfinished:
            book = xlsxwriter.Workbook(str(unfinished), {**TEXT_STAYS_TEXT, "constant_memory": constant_memory})
            try:
                yield book
            finally:
                book.close()
    except (OSError, XlsxWriterException):
        raise UserError(
            "workbook_locked",
            f"Không ghi được tệp «{path.name}».",
            "Đóng tệp nếu đang mở trong Excel, hoặc chọn nơi ghi khác.",
        ) from None
