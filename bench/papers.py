"""Papers with 5,000 rows as Word and PDF, against the bare work: packing the same XML, painting the same words."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from bench.data import YEAR
from bench.measuring import Figure, milliseconds
from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents.making import prepare, save_word
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.ui.documents.headless import save_pdf

ROWS = 5000
BUDGET = 10_000
KINDS = ("decision", "registration_list", "minutes")


def papers(file: CommuneFile, folder: Path) -> Iterator[Figure]:
    """Each kind with 5,000 rows, gathered and written."""
    ids = tuple(households.find_ids(file, Query(YEAR))[:ROWS])
    for kind in KINDS:
        request = Request(kind, "learning_family", YEAR, ids=ids)
        word, pdf = folder / f"{kind}.docx", folder / f"{kind}.pdf"
        ours = milliseconds(lambda r=request, p=word: finish(save_word(file, r, p)))  # type: ignore[misc]
        floor = milliseconds(lambda p=word: _packed(p))  # type: ignore[misc]
        yield Figure(f"{kind}, {len(ids):,} rows, Word", "ms", ours, BUDGET, floor)
        ours = milliseconds(lambda r=request, p=pdf: finish(save_pdf(file, r, p)))  # type: ignore[misc]
        floor = milliseconds(lambda r=request: _painted(file, r, folder))  # type: ignore[misc]
        yield Figure(f"{kind}, {len(ids):,} rows, PDF", "ms", ours, BUDGET, floor)


def _packed(path: Path) -> None:
    """The finished parts packed once more."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))


def _painted(file: CommuneFile, request: Request, folder: Path) -> None:
    """The words of every row painted by QPainter, without a table around them."""
    from PySide6.QtGui import QPainter, QPdfWriter

    paper = finish(prepare(file, request))
    own = paper.content.own
    lines = own.get("lines") or [line for part in own.get("lists") or own["meetings"] for line in part.lines]
    writer = QPdfWriter(str(folder / "floor.pdf"))
    painter = QPainter(writer)
    for place, line in enumerate(lines):
        if place % 40 == 0 and place:
            writer.newPage()
        for column, text in enumerate((line.no, line.name, line.place, line.result, line.born, line.note)):
            painter.drawText(column * 1500, (place % 40 + 1) * 250, text)
    painter.end()
