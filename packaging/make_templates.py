"""Makes the Word templates in resources/templates out of the layouts: python packaging/make_templates.py [FOLDER].

The templates are kept in the repository, so that an office can copy and edit them; a test compares them with what
this script makes. Run it after every change of a layout.
"""

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docx import Document  # noqa: E402
from docx.enum.style import WD_STYLE_TYPE  # noqa: E402
from docx.enum.table import WD_TABLE_ALIGNMENT  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.oxml import parse_xml  # noqa: E402
from docx.oxml.ns import nsdecls, qn  # noqa: E402
from docx.shared import Mm, Pt  # noqa: E402

from khuyenhoc_desktop.services.documents.kinds import LAYOUTS  # noqa: E402
from khuyenhoc_desktop.services.documents.layout import (  # noqa: E402
    Break,
    Column,
    Columns,
    Grid,
    Layout,
    Page,
    Part,
    Picture,
    Rule,
    Table,
    Text,
)

FONT = "Times New Roman"
SIZES = {"A4": (210, 297), "A5": (148, 210)}
MADE_ON = datetime(2026, 1, 1)  # always the same bytes
_INDENT_MM = 10
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_ALIGN_WORDS = {"left": "trái", "right": "phải", "center": "giữa", "justify": "đều"}
_NUMBER = (
    '<w:p %s><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="26"/></w:rPr>'
    '<w:fldChar w:fldCharType="begin"/></w:r><w:r><w:rPr><w:sz w:val="26"/></w:rPr>'
    '<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_FRAME = "<w:pgBorders %s>{}</w:pgBorders>"
_EDGE = '<w:{} w:val="thinThickSmallGap" w:sz="24" w:space="6" w:color="auto"/>'


class Maker:
    """Makes the template of one layout."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._size = layout, layout.page.size
        self._document = Document()
        package = self._document.part.package
        for key in [key for key, link in package.rels.items() if link.reltype.endswith("/thumbnail")]:
            package.rels.pop(key)
        self._document.core_properties.created = MADE_ON
        self._document.core_properties.modified = MADE_ON
        self._document.core_properties.author = "Khuyến học"
        self._document.core_properties.title = layout.name
        self._set_style()
        self._set_page(layout.page)

    def bytes(self) -> bytes:
        """The file's bytes, the same each time."""
        if self._layout.each:
            self._tag(self._document, f"{{%p for {self._layout.each} %}}")
        for part in self._layout.parts:
            self._put(self._document, part, self._width())
        if self._layout.each:
            self._end_of_piece()
        self._paragraph(self._document, Text("", "left", size=1, before=0))  # Word wants one after a table
        packed = io.BytesIO()
        self._document.save(packed)
        return _steady(packed.getvalue())

    def _end_of_piece(self) -> None:
        """Between two pieces a section ends, so that page numbers begin anew; side by side, only the column."""
        self._tag(self._document, "{%p if not loop.last %}")
        paragraph = self._paragraph(self._document, Text("", "left", size=1, before=0))
        if self._layout.page.columns > 1:
            paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:br w:type="column"/></w:r>'))
        else:
            section = parse_xml(_copy_of(self._document.sections[0]._sectPr))
            paragraph._p.get_or_add_pPr().append(section)
        self._tag(self._document, "{%p endif %}")
        self._tag(self._document, "{%p endfor %}")

    def _width(self) -> float:
        page = self._layout.page
        sizes = SIZES[page.paper]
        width = (sizes[1] if page.landscape else sizes[0]) - page.margins[0] - page.margins[2]
        return width if page.columns == 1 else (width - 10) / page.columns

    def _set_style(self) -> None:
        style = self._document.styles["Normal"]
        style.font.name = FONT
        style.font.size = Pt(self._size)
        fonts = style.element.rPr.rFonts
        for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(kind), FONT)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1.0

    def _set_page(self, page: Page) -> None:
        section = self._document.sections[0]
        width, height = SIZES[page.paper] if not page.landscape else reversed(SIZES[page.paper])
        section.page_width, section.page_height = Mm(width), Mm(height)
        if page.landscape:
            section._sectPr.find(qn("w:pgSz")).set(qn("w:orient"), "landscape")
        section.left_margin, section.top_margin, section.right_margin, section.bottom_margin = map(
            Mm, page.margins
        )
        section.header_distance = section.footer_distance = Mm(10)
        if page.framed:
            edges = "".join(_EDGE.format(edge) for edge in ("top", "left", "bottom", "right"))
            section._sectPr.find(qn("w:pgMar")).addnext(parse_xml(_FRAME.format(edges) % nsdecls("w")))
        if page.columns > 1:
            for old in section._sectPr.findall(qn("w:cols")):
                section._sectPr.remove(old)
            cols = f'<w:cols {nsdecls("w")} w:num="{page.columns}" w:space="567"/>'
            section._sectPr.find(qn("w:pgMar")).addnext(parse_xml(cols))
        if page.numbered:
            self._number(section)

    def _number(self, section: Any) -> None:
        start = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
        section._sectPr.find(qn("w:pgMar")).addnext(start)
        section.different_first_page_header_footer = True
        section.header.is_linked_to_previous = False
        body = section.header._element
        for old in list(body):
            body.remove(old)
        body.append(parse_xml(_NUMBER % nsdecls("w")))

    def _put(self, place: Any, part: Part, width: float) -> None:
        makers: dict[type, Callable[[Any, Any, float], None]] = {
            Text: self._text,
            Rule: self._rule,
            Picture: self._picture,
            Break: self._break,
            Columns: self._columns,
            Table: self._table,
            Grid: self._grid,
        }
        makers[type(part)](place, part, width)

    def _tag(self, place: Any, tag: str) -> None:
        place.add_paragraph(tag)

    def _paragraph(self, place: Any, part: Text) -> Any:
        paragraph = place.add_paragraph()
        paragraph.alignment = _ALIGN[part.align]
        paragraph.paragraph_format.space_before = Pt(part.before)
        if part.indent:
            paragraph.paragraph_format.first_line_indent = Mm(_INDENT_MM)
        if part.lead:
            paragraph.add_run(f"{part.lead} ").bold = True
        run = paragraph.add_run(part.text)
        run.bold, run.italic = part.bold or None, part.italic or None
        if part.size and part.size != self._size:
            run.font.size = Pt(part.size)
        return paragraph

    def _text(self, place: Any, part: Text, _width: float) -> None:
        opened = [f"if {part.when}"] * bool(part.when) + [f"for {part.each}"] * bool(part.each)
        for tag in opened:
            self._tag(place, f"{{%p {tag} %}}")
        self._paragraph(place, part)
        for tag in reversed(opened):
            self._tag(place, f"{{%p end{tag.split()[0]} %}}")

    def _rule(self, place: Any, part: Rule, width: float) -> None:
        paragraph = self._paragraph(place, Text("", "left", size=2, before=0))
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(
            width * (100 - part.share) / 200
        )
        paragraph.paragraph_format.space_after = Pt(4)
        line = f'<w:pBdr {nsdecls("w")}><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
        properties = paragraph._p.get_or_add_pPr()
        properties.insert_element_before(parse_xml(line), "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")

    def _picture(self, place: Any, part: Picture, _width: float) -> None:
        self._text(place, Text(f"{{{{ {part.field}_picture }}}}", part.align, before=0, when=part.field), 0)

    def _break(self, place: Any, _part: Break, _width: float) -> None:
        place.add_page_break()

    def _columns(self, place: Any, part: Columns, width: float) -> None:
        shares = [width * share / sum(part.widths) for share in part.widths]
        if part.before:
            self._paragraph(place, Text("", "left", size=part.before, before=0))
        table = self._new_table(place, 1, shares, "Normal Table")
        for cell, parts, share in zip(table.rows[0].cells, part.cells, shares, strict=True):
            for one in parts:
                self._put(cell, one, share)
            cell._tc.remove(cell.paragraphs[0]._p)

    def _table(self, place: Any, part: Table, width: float) -> None:
        whole = sum(column.width for column in part.columns)
        shares = [width * column.width / whole for column in part.columns]
        table = self._new_table(place, 4, shares, "Table Grid")
        size = part.size or self._size
        for cell, column in zip(table.rows[0].cells, part.columns, strict=True):
            self._cell(cell, Text(column.heading, "center", bold=True, size=size, before=0))
        self._repeat_heading(table.rows[0])
        table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for {part.each} %}}")
        for cell, column in zip(table.rows[2].cells, part.columns, strict=True):
            self._row_cell(cell, column, size, part.bold_when)
        table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")

    def _row_cell(self, cell: Any, column: Column, size: float, bold_when: str) -> None:
        self._cell(cell, Text(column.text, column.align, size=size, before=0))
        cell._tc.remove(cell._tc.tcPr)  # the table's grid says the width; said in 5,000 rows it is much
        if not bold_when or not column.text:
            return
        paragraph = cell.paragraphs[0]
        plain = paragraph.runs[0]
        for words, bold in ((f"{{% if {bold_when} %}}", False), (column.text, True), ("{% else %}", False)):
            run = paragraph.add_run(words)
            run.bold = bold or None
            plain._r.addprevious(run._r)
        paragraph.add_run("{% endif %}")

    def _grid(self, place: Any, part: Grid, width: float) -> None:
        table = self._new_table(place, 4, [width / 3] * 3, "Table Grid")
        size = part.size or self._size
        self._across(table.rows[0], f"one in {part.headings}", "{{ one }}", size, bold=True)
        self._repeat_heading(table.rows[0])
        table.rows[1].cells[0].paragraphs[0].add_run(f"{{%tr for line in {part.rows} %}}")
        self._across(table.rows[2], "cell in line", "{{ cell }}", size)
        table.rows[3].cells[0].paragraphs[0].add_run("{%tr endfor %}")

    def _across(self, row: Any, each: str, text: str, size: float, *, bold: bool = False) -> None:
        first, middle, last = row.cells
        first.paragraphs[0].add_run(f"{{%tc for {each} %}}")
        self._cell(middle, Text(text, "center" if bold else "left", bold=bold, size=size, before=0))
        last.paragraphs[0].add_run("{%tc endfor %}")

    def _cell(self, cell: Any, text: Text) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = self._cell_style(text.align, text.size or self._size)
        paragraph.add_run(text.text).bold = text.bold or None

    def _cell_style(self, align: str, size: float) -> Any:
        """The style of cells that stand so; named in each cell, it is a third less to hold than said in each."""
        name = f"Ô {_ALIGN_WORDS[align]} {size:g}"
        styles = self._document.styles
        if name in styles:
            return styles[name]
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.styleId = f"cell-{align}-{size:g}"
        style.base_style = styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.alignment = _ALIGN[align]
        style.paragraph_format.space_before = Pt(0)
        return style

    def _repeat_heading(self, row: Any) -> None:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))

    def _new_table(self, place: Any, rows: int, widths: list[float], style: str) -> Any:
        table = place.add_table(rows, len(widths))
        table.style = self._document.styles[style]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = Mm(width)
            row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        return table


def _copy_of(section: Any) -> bytes:
    from lxml import etree

    text: bytes = etree.tostring(section)
    return text


def _steady(packed: bytes) -> bytes:
    """The same zip without the hour of making, its parts in one order."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()


def main(folder: Path) -> None:
    """Write every template into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for layout in LAYOUTS:
        (folder / layout.template).write_bytes(Maker(layout).bytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "resources" / "templates")
