"""A layout and its content as HTML of the kind that Qt lays out (no style sheets, widths in percent)."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from khuyenhoc_desktop.services.documents.fields import environment
from khuyenhoc_desktop.services.documents.layout import (
    Break,
    Columns,
    Grid,
    Layout,
    Part,
    Picture,
    Rule,
    Table,
    Text,
)
from khuyenhoc_desktop.services.documents.qr import QR_SCHEME

if TYPE_CHECKING:
    from jinja2 import Template

INDENT_MM = 10  # Annex I: 1 cm or 1,27 cm; painting.py scales it, which Qt does not do for this length
_DOTS = 96  # Qt's HTML counts lengths in dots of which an inch has so many, whatever the device


def pieces(layout: Layout, content: Mapping[str, Any]) -> Iterator[str]:
    """The HTML of each piece: of what is repeated one after the other, else of the whole paper."""
    template = _template(layout)
    if not layout.each:
        yield template.render(content)
        return
    name, _, many = layout.each.partition(" in ")
    for one in content[many]:
        yield template.render({**content, name: one})


def _template(layout: Layout) -> "Template":
    return environment().from_string("".join(_html(part, layout.page.size) for part in layout.parts))


def _html(part: Part, size: float) -> str:
    match part:
        case Text():
            return _text(part, size)
        case Rule():
            return _RULE.format((100 - part.share) // 2, part.share)
        case Picture():
            return _picture(part)
        case Break():
            return '<p style="page-break-before:always; font-size:1pt; margin:0px"></p>'
        case Columns():
            return _columns(part, size)
        case Table():
            return _table(part, size)
        case Grid():
            return _grid(part, size)


# A line that Qt draws by itself (<hr>) is as thin as a dot of the printer.
_RULE = (
    '<table width="100%" cellspacing="0" cellpadding="0" style="margin-top:3px"><tr><td width="{0}%"></td>'
    '<td width="{1}%" style="border-top:1px solid black; font-size:4pt">&nbsp;</td><td width="{0}%"></td>'
    "</tr></table>"
)


def _text(part: Text, size: float) -> str:
    words = part.text.replace("\n", "<br>") or "&nbsp;"
    words = f"<b>{words}</b>" if part.bold else words
    words = f"<i>{words}</i>" if part.italic else words
    words = f"<b>{part.lead}</b> {words}" if part.lead else words
    indent = f"text-indent:{INDENT_MM}px; " if part.indent else ""
    before = f"margin-top:{part.before / 72 * _DOTS:.0f}px; margin-bottom:0px"
    style = f"{indent}{before}; font-size:{part.size or size:g}pt"
    paragraph = f'<p align="{part.align}" style="{style}">{words}</p>'
    if part.each:
        paragraph = f"{{% for {part.each} %}}{paragraph}{{% endfor %}}"
    return f"{{% if {part.when} %}}{paragraph}{{% endif %}}" if part.when else paragraph


def _picture(part: Picture) -> str:
    pixels = round(part.width / 25.4 * _DOTS)
    image = f'<img src="{QR_SCHEME}{{{{ {part.field} }}}}" width="{pixels}" height="{pixels}">'
    return f'{{% if {part.field} %}}<p align="{part.align}" style="margin:0px">{image}</p>{{% endif %}}'


def _columns(part: Columns, size: float) -> str:
    cells = "".join(
        f'<td width="{width}%" valign="top">{"".join(_html(one, size) for one in cell)}</td>'
        for cell, width in zip(part.cells, part.widths, strict=True)
    )
    space = f' style="margin-top:{part.before / 72 * _DOTS:.0f}px"' if part.before else ""
    return f'<table width="100%" cellspacing="0" cellpadding="0"{space}><tr>{cells}</tr></table>'


# Collapsed, lines of neighbouring cells are one; Qt then asks each cell for its own.
_LINE = 'style="border:1px solid black"'
_LINED = (
    '<table width="100%" border="1" cellspacing="0" cellpadding="3"'
    ' style="border-style:solid; border-color:black; border-collapse:collapse; margin-top:4px; {style}">'
)


def _table(part: Table, size: float) -> str:
    whole = sum(column.width for column in part.columns)
    headings = "".join(
        f'<th {_LINE} width="{round(100 * column.width / whole)}%" align="center" valign="middle">'
        f"{column.heading}</th>"
        for column in part.columns
    )
    cells = "".join(
        f'<td {_LINE} align="{column.align}">{_bold(column.text, part.bold_when)}</td>' for column in part.columns
    )
    rows = f"{{% for {part.each} %}}<tr>{cells}</tr>{{% endfor %}}"
    return f"{_lined(part.size or size)}<thead><tr>{headings}</tr></thead>{rows}</table>"


def _bold(text: str, when: str) -> str:
    if not when or not text:
        return text
    return f"{{% if {when} %}}<b>{text}</b>{{% else %}}{text}{{% endif %}}"


def _grid(part: Grid, size: float) -> str:
    headings = f"{{% for one in {part.headings} %}}<th {_LINE} align='center'>{{{{ one }}}}</th>{{% endfor %}}"
    right = "{% if not loop.first %} align='right'{% endif %}"
    cells = f"{{% for cell in line %}}<td {_LINE}{right}>{{{{ cell }}}}</td>{{% endfor %}}"
    rows = f"{{% for line in {part.rows} %}}<tr>{cells}</tr>{{% endfor %}}"
    return f"{_lined(part.size or size)}<thead><tr>{headings}</tr></thead>{rows}</table>"


def _lined(size: float) -> str:
    return _LINED.format(style=f"font-size:{size:g}pt")
