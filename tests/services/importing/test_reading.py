"""Every format is read into the same rows with their true places; text files in any encoding."""

from datetime import date

import openpyxl
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing.reading import read_workbook
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing.books import write_xlsx
from tests.services.importing.old_formats import write_ods, write_xls

TEXT = "STT{0}Họ và tên{0}Thôn\r\n1{0}Nguyễn Văn Đức{0}Hạ\r\n2{0}Đỗ Thị Thuỷ{0}Hoà Bình\r\n"


def read(path, **named):
    return finish(read_workbook(path, **named))


def test_places_are_kept_when_the_table_does_not_begin_in_a1(tmp_path):
    book = openpyxl.Workbook()
    book.active["C5"] = "Họ và tên"
    book.active["D6"] = 3
    book.active.merge_cells("C8:D9")
    book.save(tmp_path / "lech.xlsx")
    sheet = read(tmp_path / "lech.xlsx").sheets[0]
    assert sheet.rows[4][2] == "Họ và tên"
    assert sheet.rows[5][3] == 3.0
    assert sheet.merges == ((7, 2, 8, 3),)


def test_dates_numbers_and_text(tmp_path):
    path = write_xlsx(tmp_path / "a.xlsx", {"Hộ": [[date(1978, 3, 11), 1972, "024072000123", True]]})
    assert read(path).sheets[0].rows == [[date(1978, 3, 11), 1972.0, "024072000123", True]]


def test_error_cells_arrive_empty(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["a", "#N/A", "b"])
    book.active["B1"].data_type = "e"
    book.save(tmp_path / "loi.xlsx")
    assert read(tmp_path / "loi.xlsx").sheets[0].rows == [["a", "", "b"]]


def test_hidden_sheets_are_read_only_when_asked_for(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "x"
    book.create_sheet("ẩn")["A1"] = "y"
    book["ẩn"].sheet_state = "hidden"
    book.save(tmp_path / "an.xlsx")
    plain = read(tmp_path / "an.xlsx")
    assert ([sheet.name for sheet in plain.sheets], plain.hidden) == (["Sheet"], ("ẩn",))
    assert [sheet.visible for sheet in read(tmp_path / "an.xlsx", include_hidden=True).sheets] == [True, False]


@pytest.mark.parametrize("write", [write_xls, write_ods])
def test_old_excel_and_libreoffice(tmp_path, write):
    path = write(tmp_path / "ds", {"Thôn Hạ": [["STT", "Họ và tên"], [1, "Nguyễn Văn Đức"]]})
    sheet = read(path).sheets[0]
    assert sheet.name == "Thôn Hạ"
    assert sheet.rows == [["STT", "Họ và tên"], [1.0, "Nguyễn Văn Đức"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files(tmp_path, encoding, separator):
    path = tmp_path / "ds.csv"
    path.write_bytes(TEXT.format(separator).encode(encoding))
    rows = read(path).sheets[0].rows
    assert rows[1] == ["1", "Nguyễn Văn Đức", "Hạ"]
    assert len(rows) == 3


def test_windows_1258(tmp_path):
    """The code page of Vietnamese Windows writes tones as separate marks."""
    path = tmp_path / "ds.csv"
    path.write_bytes(
        "Họ tên;Năm\nTrâ\u0300n Thị Hoa;1970\n".replace("ọ", "o\u0323").replace("ị", "i\u0323").encode("cp1258")
    )
    assert read(path).sheets[0].rows[1][1] == "1970"
    from khuyenhoc_desktop.domain.text import tidy

    assert tidy(read(path).sheets[0].rows[1][0]) == "Trần Thị Hoa"


def test_the_separator_excel_names_itself(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text("sep=;\nHọ tên;Địa chỉ\nAn;Số 1, ngõ 2\n", "utf-8")
    assert read(path).sheets[0].rows == [["Họ tên", "Địa chỉ"], ["An", "Số 1, ngõ 2"]]


def test_quoted_cells_may_hold_separators_and_line_ends(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text('Họ tên,Địa chỉ\nAn,"Số 1, ngõ 2\nxóm Mới"\n', "utf-8")
    assert read(path).sheets[0].rows[1] == ["An", "Số 1, ngõ 2\nxóm Mới"]


def test_a_text_file_with_too_many_rows(tmp_path):
    path = tmp_path / "ds.csv"
    path.write_text("a,b\n" * 200_002, "utf-8")
    with pytest.raises(UserError) as caught:
        read(path)
    assert caught.value.code == "import.too_far"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_a_text_file_with_too_many_columns(tmp_path, separator):
    path = tmp_path / "ds.csv"
    path.write_text("Họ tên\n" + separator.join(["x"] * 1_000) + "\n", "utf-8")
    assert len(read(path).sheets[0].rows[1]) == 1_000
    path.write_text("Họ tên\n" + separator.join(["x"] * 1_001) + "\n", "utf-8")
    with pytest.raises(UserError, match="cột") as caught:
        read(path)
    assert caught.value.code == "import.too_far"
