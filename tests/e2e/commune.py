"""The commune of the end-to-end tests: its list of households as an office keeps it, and its figures by hand."""

import xlsxwriter

YEAR = 2026
GROUPS = ("Thôn Đoài", "Thôn Đông", "Xóm Bắc")
FAMILIES = ("Nguyễn Văn", "Trần Thị", "Lê Hữu")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Đạt", "Giang", "Hà", "Khánh", "Lan", "Minh")  # in Vietnamese order
MAXIMA = (10, 10, 10, 10, 10, 10, 7, 7, 6, 7, 7, 6)  # of the sample set's twelve indicators
HEADINGS = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Số trẻ đi học", "Thôn", "Ghi chú")
TITLE_ROWS = ("ỦY BAN NHÂN DÂN XÃ YÊN PHÚ", "DANH SÁCH HỘ GIA ĐÌNH NĂM 2026")
HEADER_ROW = 4  # as the spreadsheet counts
FAULTY = (
    (31, "", 1970, 4, 1, "Thôn Đông", ""),
    (32, "Phạm Văn Quý", "không rõ", 3, 0, "Xóm Bắc", ""),
)
FAULTY_CELLS = ("B35", "C36")


def households():
    """The thirty good rows."""
    names = [(family, given, group) for family, group in zip(FAMILIES, GROUPS, strict=True) for given in GIVEN]
    return [
        (place + 1, f"{family} {given}", 1950 + place, 2 + place % 5, place % 3, group, "")
        for place, (family, given, group) in enumerate(names)
    ]


def write_workbook(path):
    """Title rows, the header, thirty good rows, two faulty ones, a row of totals."""
    rows = [*households(), *FAULTY]
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Danh sách")
        for number, title in enumerate(TITLE_ROWS):
            page.merge_range(number, 0, number, len(HEADINGS) - 1, title)
        for number, row in enumerate([HEADINGS, *rows], start=HEADER_ROW - 1):
            page.write_row(number, 0, row)
        members = sum(row[3] for row in rows)
        page.write_row(HEADER_ROW + len(rows), 0, ("", "Tổng cộng", "", members, "", "", ""))
    return path
