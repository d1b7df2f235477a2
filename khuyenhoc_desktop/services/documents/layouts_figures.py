"""Layouts of the score sheet, of the summary tables and of the yearly report."""

from typing import Final

from khuyenhoc_desktop.services.documents.layout import (
    DOTTED_LINE,
    LONG_DOTS,
    ON_THE_SIDE,
    UPRIGHT,
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
    head,
    sent_to,
    signs,
)

_SIGN_HERE = "(Ký, ghi rõ họ tên)"


def _sheet(name: str, page: Page, table_size: float) -> Layout:
    """The score sheet (PC): the code at the top right opens the record when typed, or read from the QR code."""
    who: tuple[Part, ...] = (
        Text("{{ association_upper }}", "left", bold=True, size=page.size - 1, before=0),
        Text("PHIẾU CHẤM ĐIỂM {{ title_upper }}", "left", bold=True, size=page.size + 1, before=2),
        Text("Năm {{ year }} – {{ sheet.set_name }}", "left", before=0),
    )
    code: tuple[Part, ...] = (
        Picture("sheet.code", 18 if page.columns == 1 else 15),
        Text("{{ sheet.code }}", "right", bold=True, size=page.size, before=0, when="sheet.code"),
    )
    parts: tuple[Part, ...] = (
        Columns((who, code), (72, 28)),
        Text("{{ name_heading }}: {{ sheet.name }}{{ sheet.about }}", "left", before=2),
        Text("Địa chỉ: {{ sheet.place }}", "left", before=1),
        Text("{{ sheet.notice }}", "left", italic=True, size=page.size - 1, before=1, when="sheet.notice"),
        Text("", "left", size=4, before=0),
        Table(
            "row in sheet.rows",
            (
                Column("STT", "{{ row.number }}", 7, "center"),
                Column("Tiêu chí, chỉ số", "{{ row.name }}", 41),
                Column("{{ most_heading }}", "{{ row.most }}", 9, "center"),
                Column("Tự chấm", "{{ row.self_score }}", 9, "center"),
                Column("Thôn, chi hội", "{{ row.reviewed }}", 9, "center"),
                Column("Xã thẩm định", "{{ row.verified }}", 9, "center"),
                Column("Minh chứng", "", 16),
            ),
            table_size,
            bold_when="row.is_heading",
        ),
        Text("{{ sheet.rule }}", "left", size=page.size - 1, before=3, when="sheet.rule"),
        signs(
            ("NGƯỜI TỰ CHẤM", _SIGN_HERE, ""),
            ("THÔN, CHI HỘI", _SIGN_HERE, ""),
            ("XÃ THẨM ĐỊNH", _SIGN_HERE, ""),
        ),
    )
    return Layout(name, page, parts, "sheet in sheets")


SHEET_ONE: Final = _sheet("phieu-cham-diem-1", Page(margins=(25, 15, 15, 15), size=12, numbered=False), 11.5)
SHEET_TWO: Final = _sheet(
    "phieu-cham-diem-2", Page("A4", True, (10, 10, 10, 10), 9.5, columns=2, numbered=False), 9
)

SUMMARY_TABLES: Final = Layout(
    "bieu-tong-hop",
    ON_THE_SIDE,
    (
        *head("association_upper", "upper_association", dated=False),
        Text("Biểu {{ table.code }}", "right", bold=True, before=6),
        Text("{{ table.title_upper }}", "center", bold=True, size=14, before=0),
        Text("{{ commune_capital }}, {{ province }} – Năm {{ year }}", "center", italic=True, before=0),
        Text("", before=0),
        Grid("table.headings", "table.rows", 11),
        Text("{{ note }}", "left", italic=True, size=11, each="note in table.notes"),
        Text("{{ place }}, {{ day }}", "right", italic=True, before=6),
        signs(("NGƯỜI LẬP BIỂU", _SIGN_HERE, ""), ("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "", "{{ chairman }}")),
    ),
    "table in tables",
)

REPORT: Final = Layout(
    "bao-cao",
    UPRIGHT,
    (
        *head("association_upper", "upper_association", "Số: ………/{{ report_suffix }}"),
        Text("BÁO CÁO", "center", bold=True, size=14, before=12),
        Text("Kết quả đánh giá, công nhận các danh hiệu học tập năm {{ year }}", "center", bold=True, before=0),
        Rule(30),
        Text("Kính gửi: {{ upper_level }}", "center", before=12),
        Text("I. KẾT QUẢ CÁC DANH HIỆU", bold=True, before=8),
        Text("{{ sentence }}", indent=True, each="sentence in sentences"),
        Table(
            "row in titles",
            (
                Column("STT", "{{ row.no }}", 6, "center"),
                Column("Danh hiệu", "{{ row.name }}", 26),
                Column("Tổng số", "{{ row.total }}", 11, "right"),
                Column("Đăng ký", "{{ row.registered }}", 11, "right"),
                Column("Công nhận", "{{ row.recognised }}", 11, "right"),
                Column("% trên tổng số", "{{ row.percent_of_total }}", 12, "right"),
                Column("% trên số đăng ký", "{{ row.percent_of_registered }}", 12, "right"),
                Column("Năm trước", "{{ row.last_year }}", 11, "right"),
            ),
            11,
        ),
        Text("{{ notice }}", italic=True, size=11, when="notice"),
        Text("II. ĐÁNH GIÁ CHUNG", bold=True, before=8),
        Text("1. Ưu điểm: " + LONG_DOTS, "left"),
        Text(DOTTED_LINE, "left"),
        Text("2. Hạn chế, nguyên nhân: " + LONG_DOTS, "left"),
        Text(DOTTED_LINE, "left"),
        Text("III. PHƯƠNG HƯỚNG NĂM {{ next_year }}", bold=True, before=8),
        Text(DOTTED_LINE, "left"),
        Text(DOTTED_LINE, "left"),
        Text("IV. ĐỀ XUẤT, KIẾN NGHỊ", bold=True, before=8),
        Text(DOTTED_LINE, "left"),
        Text(DOTTED_LINE, "left"),
        Text(
            "Trên đây là kết quả đánh giá, công nhận các danh hiệu học tập năm {{ year }} của {{ commune }},"
            " {{ province }}./.",
            indent=True,
            before=6,
        ),
        sent_to(("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "", "{{ chairman }}"), archive="HKH"),
    ),
)
