"""The sheet with the recovery code, to be printed and locked away."""

from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import communes, privacy
from khuyenhoc_desktop.ui import printing
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.standing_by import SHEET_DUE

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

JUST_SET, LATER = "just_set", "later"
PER_LINE = 4  # groups of the code


def sheet_html(context: Context, day: date) -> str:
    """The text of the sheet."""
    commune = communes.facts(context.file)
    groups = privacy.recovery_code(context.file).split("-")
    lines = [" – ".join(groups[place : place + PER_LINE]) for place in range(0, len(groups), PER_LINE)]
    code = "<br>".join(escape(line) for line in lines)
    what = texts.PAPER_WHAT.format(commune=commune.full_name, province=commune.province)
    return f"""
<p><b>{escape(commune.association.upper())}</b></p>
<p align="center" style="font-size:16pt"><b>{texts.PAPER_TITLE}</b></p>
<p align="center">{escape(what)}</p>
<p>{texts.PAPER_CODE}</p>
<table width="100%" border="1" cellspacing="0" cellpadding="12"><tr><td align="center"
 style="font-family:'Courier New','Liberation Mono',monospace; font-size:18pt">{code}</td></tr></table>
<p>{texts.PAPER_HOW}</p>
<p><b>{texts.PAPER_KEEP}</b></p>
<p>{escape(texts.PAPER_FILE.format(context.file.path))}<br>{texts.PAPER_DATE.format(day)}</p>
<table width="100%"><tr><td width="50%"></td><td align="center">{texts.PAPER_SIGN}</td></tr></table>
"""


def paint_sheet(context: Context, printer: "QPrinter") -> None:
    """Paint the one page."""
    printing.document(sheet_html(context, date.today()), printer).print_(printer)


def show_sheet(context: Context, parent: QWidget) -> None:
    """Show the sheet as it will come out; only once it was sent to the printer it is not due any more."""
    title = texts.PRINT.replace("&", "").rstrip("…")
    if printing.preview(parent, title, lambda printer: paint_sheet(context, printer)):
        context.settings.set_value(SHEET_DUE, "")


def save_sheet(context: Context, parent: QWidget) -> Path | None:
    """Write the sheet as a PDF where the officer says; None when he thinks better of it.

    Raises:
        UserError: cannot_write.
    """
    path = printing.ask_pdf_path(parent, context, texts.PDF_TITLE, texts.PDF_NAME)
    if path is not None:
        printing.write_pdf(path, lambda printer: paint_sheet(context, printer))
        context.settings.set_value(SHEET_DUE, "")
    return path


def offer_sheet(context: Context, parent: QWidget) -> None:
    """After a password was set: print the sheet now, keep it as a file, or later."""
    chosen = context.notices.choose(texts.SHEET_TITLE, texts.SHEET_TEXT, texts.SHEET_CHOICES)
    if chosen == 0:
        show_sheet(context, parent)
    elif chosen == 1 and (path := save_sheet(context, parent)):
        context.notices.inform(texts.PDF_TITLE, texts.PDF_DONE.format(path))


def is_due(context: Context) -> bool:
    """Whether the password was set and its sheet not printed yet."""
    return bool(context.settings.value(SHEET_DUE)) and privacy.is_protected(context.file.path)
