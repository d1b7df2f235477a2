"""Writes an .xlsx beside its place and moves it there when it is whole, so that nothing half-written is left."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from khuyenhoc_desktop.domain.problems import UserError

if TYPE_CHECKING:
    from xlsxwriter import Workbook

# A name that begins with "=" must stay text, and digits must stay what they were.
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@contextmanager
def new_workbook(path: Path, constant_memory: bool = False) -> Iterator["Workbook"]:
    """A workbook to write; with `constant_memory` its rows must be written from top to bottom.

    Raises UserError workbook_locked when the place cannot be written to.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    unfinished = path.with_name(f"{path.stem}.dang-ghi.xlsx")
    try:
        book = xlsxwriter.Workbook(str(unfinished), {**_OPTIONS, "constant_memory": constant_memory})
        try:
            yield book
        finally:
            book.close()
        unfinished.replace(path)
    except (OSError, XlsxWriterException):
        raise UserError(
            "workbook_locked",
            f"Không ghi được tệp «{path.name}».",
            "Đóng tệp nếu đang mở trong Excel, hoặc chọn nơi ghi khác.",
        ) from None
    finally:
        with suppress(OSError):  # where the place is no folder at all there is nothing to clear away either
            unfinished.unlink(missing_ok=True)
