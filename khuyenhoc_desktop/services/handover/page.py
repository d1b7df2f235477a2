"""The bundle's readable page: one HTML file in Vietnamese, without anything from outside, fit to print."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.text import format_count, format_date, format_points
from khuyenhoc_desktop.services.handover.content import BundleContent
from khuyenhoc_desktop.services.handover.lists import (
    DECISIONS,
    DECISIONS_OF_ALL,
    SUMMARY,
    Cell,
    Listing,
    decision_rows,
    decision_rows_of_all,
    summary_rows,
)
from khuyenhoc_desktop.services.handover.sheets import of_whole_commune
from khuyenhoc_desktop.services.handover.tables import WORKBOOK

SUMMARY_ID = "tong-hop"
DECISIONS_ID = "quyet-dinh"
WHOLE_ID = "toan-xa"

_STYLE = """
body { font-family: "Times New Roman", serif; font-size: 13pt; margin: 2em auto; max-width: 70em; padding: 0 1em }
h1 { font-size: 16pt; text-align: center } h2 { font-size: 14pt; margin-top: 1.6em }
table { border-collapse: collapse; width: 100% } th, td { border: 1px solid #333; padding: .25em .5em }
thead { display: table-header-group } tr { page-break-inside: avoid }
td.number { text-align: right; white-space: nowrap } tr.sum td { font-weight: bold }
.notice { border: 2px solid #900; padding: .6em }
@page { size: A4 landscape; margin: 20mm 15mm 20mm 30mm } @media print { body { margin: 0; max-width: none } }
"""


def make_page(content: BundleContent) -> str:
    """The whole page."""
    commune = content.commune
    what = "Gia đình học tập" if content.rest is None else "Các danh hiệu học tập"
    title = f"{what} năm {commune.year} – {commune.full_name}"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="vi"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>",
        f"<p>{escape(commune.association or '')}</p>",
        f"<h1>{what}: kết quả năm {commune.year}</h1>",
        f"<p>{escape(_place(content))}</p>",
        *_notices(content),
        *(part for name, listing, rows in tables_of(content) for part in _section(name, listing, rows)),
        f"<p>{escape(target_line(content))}</p>",
        "<h2>Bộ tiêu chí đã dùng</h2>",
        *(
            f"<p>{escape(_set_line(criteria_set))}{escape(_confirmed(content, criteria_set))}</p>"
            for criteria_set in content.sets
        ),
        f"<p>Các biểu TH1 đến TH6 và các danh sách ở trong tệp {WORKBOOK}.</p>",
        "<p>Trong gói không có số định danh cá nhân.</p>",
        "</body></html>",
    ]
    return "\n".join(parts) + "\n"


def tables_of(content: BundleContent) -> list[tuple[str, Listing, Iterator[list[Cell]]]]:
    """The tables of the page: name, headings, rows."""
    families = (SUMMARY_ID, SUMMARY, summary_rows(content))
    if content.rest is None:
        return [families, (DECISIONS_ID, DECISIONS, decision_rows(content))]
    whole = (WHOLE_ID, *of_whole_commune(content.rest))
    return [whole, families, (DECISIONS_ID, DECISIONS_OF_ALL, decision_rows_of_all(content))]


def target_line(content: BundleContent) -> str:
    """The year's target of families and how far it is met, in a sentence."""
    figures = content.figures.commune
    if figures.target is None:
        return f"{_families(content)}Năm nay chưa đặt chỉ tiêu."
    told = f"{_families(content)}Chỉ tiêu năm: {format_points(figures.target.percent)}% {figures.target.base_name}"
    short = figures.short_of_target
    if not short:
        return f"{told}; đã đạt chỉ tiêu."
    return f"{told}; còn thiếu {format_count(short)} hộ."


def _families(content: BundleContent) -> str:
    """The page of format 1 told of families alone and did not name them here."""
    return "Gia đình học tập: " if content.rest else ""


def cell_text(value: Cell) -> str:
    """A cell as people read it: percentages with decimal comma, dots between thousands, "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return f"-{format_count(-value)}" if value < 0 else format_count(value)
    return f"{value:.2f}".replace(".", ",")


def _place(content: BundleContent) -> str:
    commune = content.commune
    code = f"mã xã {commune.code}"
    parts = (commune.full_name[:1].upper() + commune.full_name[1:], commune.province, code)
    return ", ".join(part for part in parts if part) + "."


def _notices(content: BundleContent) -> list[str]:
    return [
        f'<p class="notice">{escape(criteria_set.name)}: {escape(criteria_set.notice)}</p>'
        for criteria_set in content.sets
        if criteria_set.notice and not _confirmed(content, criteria_set)
    ]


def _confirmed(content: BundleContent, criteria_set: CriteriaSet) -> str:
    """Who held a sample set against its document, and when; "" where nobody did."""
    known = content.rest.confirmed if content.rest else {}
    told = known.get((criteria_set.set_id, criteria_set.version))
    if told is None:
        return ""
    day = format_date(date.fromisoformat(told.confirmed_on))
    return f" {told.confirmed_by} xác nhận ngày {day} theo {told.document}."


def _section(name: str, listing: Listing, rows: Iterable[list[Cell]]) -> tuple[str, str]:
    return f"<h2>{escape(listing.title.capitalize())}</h2>", _table(name, listing, rows)


def _set_line(criteria_set: CriteriaSet) -> str:
    issued = f", ngày {format_date(date.fromisoformat(criteria_set.issued_on))}" if criteria_set.issued_on else ""
    return f"{criteria_set.name}, bản {criteria_set.version}; văn bản {criteria_set.document}{issued}."


def _table(name: str, listing: Listing, rows: Iterable[list[Cell]]) -> str:
    heads = "".join(f"<th>{escape(column.heading)}</th>" for column in listing.columns)
    body = "\n".join(_row(row, listing.total_row) for row in rows)
    return f'<table id="{name}"><thead><tr>{heads}</tr></thead>\n<tbody>\n{body}\n</tbody></table>'


def _row(row: list[Cell], has_total_row: bool) -> str:
    is_sum = has_total_row and row[0] is None
    cells = "".join(
        f"<td>{escape(cell_text(value))}</td>"
        if isinstance(value, str)
        else f'<td class="number">{escape(cell_text(value))}</td>'
        for value in row
    )
    return f'<tr class="sum">{cells}</tr>' if is_sum else f"<tr>{cells}</tr>"
