"""The parts of which a paper's layout is made. Texts hold fields («{{ line.name }}»), filled with the content.

A layout is turned into a Word template by packaging/make_templates.py and into HTML by html.py. Sizes of letters
are in points, widths in millimetres; a size of None is the page's own.
"""

from dataclasses import dataclass
from typing import Final

DOTS: Final = "……………"
LONG_DOTS: Final = DOTS * 4
DOTTED_LINE: Final = "…" * 35  # across an upright page


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph. `when`: a condition on the fields; `each` («word in words») repeats it; `before`: points.

    `lead` stands before the text in bold letters («Điều 1.»).
    """

    text: str
    align: str = "justify"
    bold: bool = False
    italic: bool = False
    size: float | None = None
    indent: bool = False
    before: float = 3
    when: str = ""
    each: str = ""
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line in the middle, this share (percent) of the width."""

    share: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A QR code of the field's text, `width` millimetres wide."""

    field: str
    width: int
    align: str = "right"


@dataclass(frozen=True, slots=True)
class Break:
    """A new page."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Parts side by side without lines; `widths` are shares of the whole, `before` is in points."""

    cells: tuple[tuple["Part", ...], ...]
    widths: tuple[int, ...]
    before: float = 0


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading, the text of its cells and its share of the width."""

    heading: str
    text: str
    width: int
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with lines, its heading on every page; `each` («line in lines») gives the rows."""

    each: str
    columns: tuple[Column, ...]
    size: float | None = None
    bold_when: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose columns only the content knows: fields that hold the headings and the rows of cells."""

    headings: str
    rows: str
    size: float | None = None


Part = Text | Rule | Picture | Break | Columns | Table | Grid


@dataclass(frozen=True, slots=True)
class Page:
    """The paper: A4 or A5, margins (left, top, right, bottom) in mm, size of letters in points.

    `columns` = 2: two pieces side by side on one page; `framed`: a frame around it; `numbered`: page numbers in
    the top margin from the second page on (Nghị định 30/2020, Annex I).
    """

    paper: str = "A4"
    landscape: bool = False
    margins: tuple[int, int, int, int] = (30, 20, 15, 20)
    size: float = 13
    columns: int = 1
    framed: bool = False
    numbered: bool = True


UPRIGHT: Final = Page()
# Lying on its side, the binding edge is the top one.
ON_THE_SIDE: Final = Page(landscape=True, margins=(20, 25, 20, 20), size=12)


@dataclass(frozen=True, slots=True)
class Layout:
    """A paper's layout: the name of its Word template, the page, the parts; `each` («sheet in sheets») repeats it.

    What is repeated begins on a new page each time, with its own page numbers.
    """

    name: str
    page: Page
    parts: tuple[Part, ...]
    each: str = ""

    @property
    def template(self) -> str:
        """The file name of its Word template."""
        return f"{self.name}.docx"


def head(own: str, above: str, number: str = "", *, dated: bool = True) -> tuple[Part, ...]:
    """Who writes (left), Quốc hiệu and Tiêu ngữ (right), below them number, place and date (Annex I, 1 to 4)."""
    upper = (Text(f"{{{{ {above} }}}}", "center", size=12, before=0, when=above),) if above else ()
    left = (*upper, Text(f"{{{{ {own} }}}}", "center", bold=True, size=12, before=0), Rule(35))
    right = (
        Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "center", bold=True, size=12, before=0),
        Text("Độc lập - Tự do - Hạnh phúc", "center", bold=True, size=13, before=0),
        Rule(55),
    )
    lines: list[Part] = [Columns((left, right), (42, 58))]
    if number or dated:
        numbered = (Text(number, "center", size=13, before=0),)
        when = (Text("{{ place }}, {{ day }}", "center", italic=True, size=13, before=0),) if dated else ()
        lines.append(Columns((numbered, when or (Text("", before=0),)), (42, 58)))
    return tuple(lines)


def signs(*columns: tuple[str, str, str]) -> Columns:
    """Places to sign side by side: whose place it is, what is written there, the name below (fields or texts)."""
    cells = tuple(_sign(*column) for column in columns)
    return Columns(cells, tuple([100 // len(columns)] * len(columns)), 8)


def sent_to(signature: tuple[str, str, str], *, archive: str) -> Columns:
    """«Nơi nhận» at the left, the signature at the right."""
    left = (
        Text("Nơi nhận:", "left", bold=True, italic=True, size=12, before=0),
        Text("- {{ receiver }};", "left", size=11, before=0, each="receiver in receivers"),
        Text(f"- Lưu: {archive}.", "left", size=11, before=0),
    )
    return Columns((left, _sign(*signature)), (50, 50), 8)


def _sign(whose: str, note: str, name: str) -> tuple[Part, ...]:
    parts = [Text(whose, "center", bold=True, before=0)]
    if note:
        parts.append(Text(note, "center", italic=True, before=0))
    return (*parts, Text(f"\n\n\n{name}", "center", bold=True, before=0))
