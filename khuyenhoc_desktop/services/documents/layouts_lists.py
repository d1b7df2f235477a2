"""Layouts of lists and of what decides about them: registration, minutes, submission, decision, certificates.

Nghị định 30/2020, Annex I gives the frame; the columns are proposals (no official form could be read).
"""

from typing import Final

from khuyenhoc_desktop.services.documents.layout import (
    LONG_DOTS,
    ON_THE_SIDE,
    UPRIGHT,
    Break,
    Column,
    Columns,
    Layout,
    Page,
    Part,
    Rule,
    Table,
    Text,
    head,
    sent_to,
    signs,
)

_SIGN_HERE = "(Ký, ghi rõ họ tên)"
_NO = Column("STT", "{{ line.no }}", 6, "center")
_REGISTERED = (
    Column("Ngày đăng ký", "{{ line.registered_on }}", 13, "center"),
    Column("Ký tên", "", 14),
    Column("Ghi chú", "{{ line.note }}", 13),
)
_HOUSEHOLD = (
    _NO,
    Column("Mã hộ", "{{ line.code }}", 10),
    Column("Họ và tên chủ hộ", "{{ line.name }}", 25),
    Column("Năm sinh", "{{ line.born }}", 9, "center"),
    Column("Số nhân khẩu", "{{ line.members }}", 9, "center"),
    Column("Số trẻ trong độ tuổi", "{{ line.children }}", 10, "center"),
    Column("Số người lớn", "{{ line.adults }}", 9, "center"),
    *_REGISTERED,
)
_PERSON = (
    _NO,
    Column("Mã", "{{ line.code }}", 9),
    Column("Họ và tên", "{{ line.name }}", 24),
    Column("Năm sinh", "{{ line.born }}", 9, "center"),
    Column("Giới tính", "{{ line.sex }}", 7, "center"),
    Column("Nhóm đối tượng", "{{ line.sort }}", 22),
    *_REGISTERED,
)
_OTHER = (
    _NO,
    Column("Mã", "{{ line.code }}", 9),
    Column("Tên", "{{ line.name }}", 26),
    Column("Người đại diện", "{{ line.head }}", 20),
    Column("Địa chỉ", "{{ line.address }}", 22),
    *_REGISTERED,
)


def _title(text: str, below: str = "") -> tuple[Part, ...]:
    lines: list[Part] = [Text(text, "center", bold=True, size=14, before=12)]
    if below:
        lines.append(Text(below, "center", bold=True, before=0))
    return tuple(lines)


_LINES = Table(
    "line in lines",
    (
        Column("STT", "{{ line.no }}", 7, "center"),
        Column("{{ name_heading }}", "{{ line.name }}", 33),
        Column("Thôn, địa chỉ", "{{ line.place }}", 30),
        Column("{{ result_heading }}", "{{ line.result }}", 12, "center"),
        Column("Ghi chú", "{{ line.note }}", 18),
    ),
    12,
)


def _enclosed(heading: str, behind: str) -> tuple[Part, ...]:
    """The list that goes with a submission or a decision (DS), on a page of its own."""
    return (
        Break(),
        *_title("DANH SÁCH", heading),
        Text(behind, "center", italic=True, before=0),
        Text("", before=0),
        _LINES,
        Text("Danh sách này có {{ count }} {{ subjects }}.", before=6),
    )


def _registration(name: str, columns: tuple[Column, ...]) -> Layout:
    parts = (
        *head("association_upper", "upper_association", dated=False),
        *_title("DANH SÁCH ĐĂNG KÝ DANH HIỆU {{ title_upper }} NĂM {{ year }}"),
        Text("{{ list.group }}, {{ commune }}, {{ province }}", "center", italic=True, before=0),
        Text("", before=0),
        Table("line in list.lines", columns, 11),
        Text("Danh sách này có {{ list.count }} {{ subjects }}.", before=6),
        Text("{{ place }}, {{ day }}", "right", italic=True, before=0),
        signs(
            ("NGƯỜI LẬP DANH SÁCH", _SIGN_HERE, ""),
            ("TRƯỞNG THÔN, TỔ DÂN PHỐ", _SIGN_HERE, ""),
            ("CHI HỘI KHUYẾN HỌC", _SIGN_HERE, ""),
        ),
    )
    return Layout(name, ON_THE_SIDE, parts, "list in lists")


REGISTRATION_HOUSEHOLDS: Final = _registration("danh-sach-dang-ky-ho", _HOUSEHOLD)
REGISTRATION_PERSONS: Final = _registration("danh-sach-dang-ky-cong-dan", _PERSON)
REGISTRATION_OTHERS: Final = _registration("danh-sach-dang-ky-khac", _OTHER)

MINUTES: Final = Layout(
    "bien-ban-binh-xet",
    UPRIGHT,
    (
        *head("association_upper", "upper_association", dated=False),
        *_title("BIÊN BẢN", "Họp bình xét danh hiệu {{ title }} năm {{ year }}"),
        Rule(30),
        Text("Thời gian: ……… giờ ………, ngày ……… tháng ……… năm ………", before=6),
        Text("Địa điểm: {{ dots }}, {{ meeting.group }}, {{ commune }}, {{ province }}"),
        Text("I. THÀNH PHẦN", bold=True, before=6),
        Text("1. Chủ trì: {{ dots }} Chức vụ: {{ dots }}"),
        Text("2. Thư ký: {{ dots }} Chức vụ: {{ dots }}"),
        Text("3. Thành viên dự họp: ……… người; có mặt: ………; vắng mặt: ………"),
        Text("II. NỘI DUNG", bold=True, before=6),
        Text(
            "Bình xét danh hiệu {{ title }} năm {{ year }}. Tổng số {{ subjects }}: {{ meeting.total }};"
            " đã đăng ký: {{ meeting.registered }}; đạt: {{ meeting.reached }};"
            " chưa đạt: {{ meeting.not_reached }}; chưa chấm xong: {{ meeting.unfinished }}."
        ),
        Text("{{ notice }}", italic=True, when="notice"),
        Text("III. KẾT QUẢ", bold=True, before=6),
        Table(
            "line in meeting.lines",
            (
                Column("STT", "{{ line.no }}", 7, "center"),
                Column("{{ name_heading }}", "{{ line.name }}", 24),
                Column("{{ result_heading }}", "{{ line.result }}", 11, "center"),
                Column("Kết quả", "{{ line.outcome }}", 12, "center"),
                Column("Lý do", "{{ line.reasons }}", 33),
                Column("Số phiếu đồng ý", "", 13),
            ),
            11,
        ),
        Text("Ý kiến khác: " + LONG_DOTS, before=6),
        Text(
            "Cuộc họp thống nhất đề nghị công nhận: ……… {{ subjects }}; không đề nghị: ………."
            " Biên bản đã đọc cho mọi người dự họp nghe, nhất trí thông qua lúc ……… giờ ……… cùng ngày./.",
            indent=True,
        ),
        signs(("THƯ KÝ", _SIGN_HERE, ""), ("CHỦ TRÌ", _SIGN_HERE, "")),
    ),
    "meeting in meetings",
)

SUBMISSION: Final = Layout(
    "to-trinh",
    UPRIGHT,
    (
        *head("association_upper", "upper_association", "Số: ………/{{ submission_suffix }}"),
        *_title("TỜ TRÌNH", "Về việc đề nghị công nhận danh hiệu {{ title }} năm {{ year }}"),
        Rule(30),
        Text("Kính gửi: {{ committee }}", "center", before=12),
        Text("Căn cứ {{ basis }};", indent=True, italic=True, each="basis in bases"),
        Text(
            "Sau khi xem xét kết quả tự chấm, bình xét và thẩm định, {{ association }} báo cáo như sau:",
            indent=True,
        ),
        Text(
            "Năm {{ year }}, {{ commune }} có {{ total }} {{ subjects }}, trong đó {{ registered }} đăng ký danh"
            " hiệu {{ title }} ({{ registered_percent }} trên tổng số). Qua bình xét, {{ count }} {{ subjects }} "
            "đủ điều kiện đề nghị công nhận: {{ percent_of_total }} trên tổng số, {{ percent_of_registered }} trên"
            " số đăng ký.",
            indent=True,
        ),
        Text("{{ notice }}", italic=True, indent=True, when="notice"),
        Text(
            "{{ association }} kính đề nghị {{ committee }} xem xét, quyết định công nhận danh hiệu {{ title }}"
            " năm {{ year }} cho {{ count }} {{ subjects }} (có danh sách kèm theo)./.",
            indent=True,
        ),
        sent_to(("TM. BAN CHẤP HÀNH\nCHỦ TỊCH", "", "{{ chairman }}"), archive="HKH"),
        *_enclosed(
            "Đề nghị công nhận danh hiệu {{ title }} năm {{ year }}",
            "(Kèm theo Tờ trình số ………/{{ submission_suffix }}, {{ day }}, của {{ association }})",
        ),
    ),
)

DECISION: Final = Layout(
    "quyet-dinh",
    UPRIGHT,
    (
        *head("committee_upper", "", "Số: {{ decision_number }}"),
        *_title("QUYẾT ĐỊNH", "Về việc công nhận danh hiệu {{ title }} năm {{ year }}"),
        Rule(30),
        Text("CHỦ TỊCH {{ committee_upper }}", "center", bold=True, before=12),
        Text("Căn cứ Luật Tổ chức chính quyền địa phương;", indent=True, italic=True),
        Text("Căn cứ {{ basis }};", indent=True, italic=True, each="basis in bases"),
        Text(
            "Xét đề nghị của {{ association }} tại Tờ trình số ………/{{ submission_suffix }} ngày ……… tháng ……… năm"
            " ………,",
            indent=True,
            italic=True,
        ),
        Text("QUYẾT ĐỊNH:", "center", bold=True, before=8),
        Text(
            "Công nhận {{ count }} {{ subjects }} đạt danh hiệu {{ title }} năm {{ year }} (có danh sách"
            " kèm theo).",
            indent=True,
            lead="Điều 1.",
        ),
        Text("Quyết định này có hiệu lực kể từ ngày ký.", indent=True, lead="Điều 2."),
        Text(
            "Văn phòng {{ committee }}, {{ association }}, các cơ quan, đơn vị có liên quan và"
            " {{ subjects }} có tên trong danh sách chịu trách nhiệm thi hành Quyết định này./.",
            indent=True,
            lead="Điều 3.",
        ),
        sent_to(("CHỦ TỊCH", "", "{{ decision_signer }}"), archive="VT, HKH"),
        *_enclosed(
            "{{ subjects_capital }} được công nhận danh hiệu {{ title }} năm {{ year }}",
            "(Kèm theo Quyết định số {{ decision_number }}, {{ day }}, của Chủ tịch {{ committee }})",
        ),
    ),
)


def _certificate(name: str, page: Page, scale: float) -> Layout:
    """A certificate on a framed page; `scale` shrinks the letters of A4."""

    def text(words: str, size: float, *, bold: bool = False, italic: bool = False, before: float = 0) -> Text:
        return Text(words, "center", bold, italic, size * scale, before=before * scale)

    right = (
        text("{{ place }}, {{ day }}", 15, italic=True),
        text("CHỦ TỊCH", 15, bold=True, before=4),
        text("\n\n\n{{ decision_signer }}", 15, bold=True),
    )
    left = (
        text("Quyết định số {{ decision_number }}", 13, italic=True),
        text("Vào sổ số: {{ certificate.no }}/{{ year }}", 13, italic=True),
    )
    parts = (
        text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 15, bold=True, before=16),
        text("Độc lập - Tự do - Hạnh phúc", 16, bold=True),
        Rule(24),
        text("CHỦ TỊCH {{ committee_upper }}", 17, bold=True, before=14),
        text("GIẤY CÔNG NHẬN", 38, bold=True, before=12),
        text("Công nhận {{ certificate.who }}", 19, before=14),
        text("{{ certificate.name }}", 28, bold=True, before=8),
        text("{{ certificate.place }}", 16, before=8),
        text("đạt danh hiệu", 19, before=10),
        text("{{ title_upper }} NĂM {{ year }}", 26, bold=True, before=8),
        Columns((left, right), (45, 55), 22 * scale),
    )
    return Layout(name, page, parts, "certificate in certificates")


CERTIFICATE_A4: Final = _certificate(
    "giay-cong-nhan-a4", Page("A4", True, (25, 20, 25, 18), 14, framed=True, numbered=False), 1
)
CERTIFICATE_A5: Final = _certificate(
    "giay-cong-nhan-a5", Page("A5", True, (18, 14, 18, 12), 10, framed=True, numbered=False), 0.71
)
