"""From a request to a paper, and from that to Word and Excel files. PDF and printing: ui/documents/painting.py."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents import office
from khuyenhoc_desktop.services.documents import request as requests
from khuyenhoc_desktop.services.documents.content import Content
from khuyenhoc_desktop.services.documents.figures import write_xlsx
from khuyenhoc_desktop.services.documents.gathering import gather
from khuyenhoc_desktop.services.documents.html import pieces
from khuyenhoc_desktop.services.documents.kinds import layout_of
from khuyenhoc_desktop.services.documents.layout import Layout
from khuyenhoc_desktop.services.documents.request import Request
from khuyenhoc_desktop.services.documents.word import write_word
from khuyenhoc_desktop.services.progress import Job, Progress

# Each has a picture of its own: more of them would take minutes and gigabytes.
MOST_WORD_SHEETS = 1000


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to be written: its title in words, a file name without ending, layout and content."""

    title: str
    stem: str
    layout: Layout
    content: Content

    def pieces(self) -> Iterator[str]:
        """The HTML of each piece, in order."""
        return pieces(self.layout, self.content.fields())

    @property
    def piece_count(self) -> int:
        """How many pieces there are."""
        many = self.layout.each.partition(" in ")[2]
        return len(self.content.own[many]) if many else 1


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a paper would hold: how many subjects, which settings are missing and print as dots."""

    count: int
    lacking: tuple[str, ...]


def outlook(file: CommuneFile, request: Request) -> Outlook:
    """What the paper would hold, before it is made.

    Raises:
        UserError: no_such_document, document_not_for_title.
    """
    kind = request.known_kind
    decision = requests.decision_of(file, request)
    is_signed = decision is not None and bool(decision.signer)
    count = requests.count(file, request) if kind.who else 0
    return Outlook(count, tuple(office.lacking(file, kind.code, is_signed=is_signed)))


def prepare(file: CommuneFile, request: Request) -> Job[Paper]:
    """Gather what a paper holds.

    Raises:
        UserError: what gather raises.
    """
    kind = request.known_kind
    content = yield from gather(file, request)
    layout = layout_of(kind, request.title, request.size)
    return Paper(kind.name, requests.file_stem(file, request), layout, content)


def save_word(file: CommuneFile, request: Request, path: Path) -> Job[Path]:
    """Gather and write a Word file.

    Raises:
        UserError: too_many_for_word; what prepare and write_word raise.
    """
    paper = yield from prepare(file, request)
    if "sheets" in paper.content.own and paper.content.count > MOST_WORD_SHEETS:
        raise UserError(
            "too_many_for_word",
            f"{format_count(paper.content.count)} phiếu là quá nhiều cho một tệp Word"
            f" (nhiều nhất {format_count(MOST_WORD_SHEETS)}).",
            "Chọn từng thôn, hoặc lưu thành PDF.",
        )
    yield Progress(0, 0, f"Đang ghi {path.name}")
    write_word(paper.layout, paper.content.fields(), file.folder, path)
    return path


def save_xlsx(file: CommuneFile, request: Request, path: Path) -> Job[Path]:
    """Gather and write the summary tables as an Excel workbook.

    Raises:
        UserError: what prepare and write_xlsx raise.
    """
    paper = yield from prepare(file, request)
    yield Progress(0, 0, f"Đang ghi {path.name}")
    write_xlsx(paper.content, path)
    return path
