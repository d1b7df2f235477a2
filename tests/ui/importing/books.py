"""Workbooks made for the tests of the wizard."""

import xlsxwriter

TITLES = ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Thôn", "Số CCCD")
HOUSEHOLDS = (
    ("Nguyễn Văn An", 1970, 4, "Thôn Hạ", "001070000011"),
    ("Trần Thị Bình", 1982, 3, "Thôn Hạ", "001182000022"),
    ("Đặng Văn Cường", 1965, 5, "Thôn Thượng", "001065000033"),
)
BAD = ("Lê Thị 3", 1990, "năm", "Thôn Thượng", "")


def write_households(path, rows=HOUSEHOLDS, titles=TITLES, *, above=1, hidden=None):
    """One sheet «Hộ» with title rows above the header; the first household is in row above + 2."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Hộ")
        for row in range(above):
            sheet.write_string(row, 0, "DANH SÁCH HỘ GIA ĐÌNH")
        sheet.write_row(above, 0, titles)
        for place, values in enumerate(rows):
            sheet.write_row(above + 1 + place, 0, (place + 1, *values))
        if hidden is not None:
            secret = book.add_worksheet(hidden)
            secret.write_row(0, 0, titles)
            secret.write_row(1, 0, (1, "Vũ Văn Ẩn", 1960, 2, "Thôn Hạ", ""))
            secret.hide()
    return path


def write_scores(path, numbers, rows):
    """A wide sheet: name, born, thôn, then the indicators by number."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Điểm")
        sheet.write_row(0, 0, ("Họ và tên chủ hộ", "Năm sinh", "Thôn", *numbers))
        for place, values in enumerate(rows):
            sheet.write_row(1 + place, 0, values)
    return path
