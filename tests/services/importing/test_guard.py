"""Hostile, damaged and foreign files are refused with a reason and a cure; none takes the program down."""

import struct
import zipfile

import openpyxl
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.importing import guard
from khuyenhoc_desktop.services.importing.reading import read_workbook
from khuyenhoc_desktop.services.progress import finish
from tests.packed_parts import replaced
from tests.services.importing.books import write_xlsx
from tests.services.importing.old_formats import container, workbook_stream, write_ods, write_xls

ROWS = [["STT", "Họ và tên"], [1, "Nguyễn Văn An"]]


def refusal(path):
    with pytest.raises(UserError) as caught:
        finish(read_workbook(path))
    assert caught.value.message
    assert caught.value.cure
    return caught.value


@pytest.fixture
def book(tmp_path):
    return write_xlsx(tmp_path / "ds.xlsx", {"Hộ": ROWS})


def test_a_missing_file_and_a_folder(tmp_path):
    assert refusal(tmp_path / "khong-co.xlsx").code == "import.missing"
    assert refusal(tmp_path).code == "import.folder"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.empty_file"),
        (b"%PDF-1.4 ...", "import.not_workbook"),
        (b"\x89PNG\r\n", "import.not_workbook"),
        (b"PK\x03\x04 nothing behind", "import.damaged"),
        (b"<html><table></table></html>", "import.not_workbook"),
        (bytes(range(256)) * 20, "import.not_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "import.damaged"),
        (b"\x09\x08\x10\x00" + b"\0" * 100, "import.not_workbook"),
    ],
)
def test_files_that_are_no_workbooks(tmp_path, content, code):
    path = tmp_path / "ds.xlsx"
    path.write_bytes(content)
    assert refusal(path).code == code


def test_a_file_beyond_the_size_limit_is_not_even_opened(tmp_path):
    path = tmp_path / "to.xlsx"
    with path.open("wb") as stream:
        stream.truncate(guard.MAX_FILE_BYTES + 1)
    assert refusal(path).code == "import.too_big"


def test_a_cut_off_workbook(book):
    book.write_bytes(book.read_bytes()[:-200])
    assert refusal(book).code == "import.damaged"


def test_a_workbook_with_a_broken_part(book):
    assert refusal(replaced(book, "xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2])).code == (
        "import.damaged"
    )


def test_a_changed_byte_is_found_by_its_checksum(book):
    data = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as packed:
        at = packed.getinfo("xl/worksheets/sheet1.xml").header_offset
    data[at + 60] ^= 0xFF
    book.write_bytes(data)
    assert refusal(book).code == "import.damaged"


def test_one_value_in_the_last_cell_is_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Hộ"
    book.active["XFD1048576"] = "x"
    book.save(tmp_path / "xa.xlsx")
    told = refusal(tmp_path / "xa.xlsx")
    assert (told.code, told.place) == ("import.too_far", "Hộ!XFD1048576")
    assert "XFD1048576" in told.message


def test_formatted_blanks_far_away_are_harmless(tmp_path):
    book = openpyxl.Workbook()
    book.active["A1"] = "STT"
    book.active["XFD1048576"].font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "ke-o.xlsx")
    assert finish(read_workbook(tmp_path / "ke-o.xlsx")).sheets[0].rows == [["STT"]]


@pytest.mark.parametrize(
    "cell",
    [
        b'<c s="0" r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576' t='inlineStr'><is><t>x</t></is></c>",
        b'<x:c xmlns:x="urn:any" r="xfd1048576"><x:v>1</x:v></x:c>',
    ],
)
def test_far_cells_are_found_however_they_are_written(book, cell):
    def with_cell(data):
        return data.replace(b"</sheetData>", b'<row r="1048576">' + cell + b"</row></sheetData>")

    assert refusal(replaced(book, "xl/worksheets/sheet1.xml", with_cell)).code == "import.too_far"


def test_too_many_rows(tmp_path):
    path = tmp_path / "dai.xlsx"
    write_xlsx(path, {"Hộ": ROWS})
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    many = b"".join(row % (n, n) for n in range(3, guard.MAX_ROWS + 5))
    told = refusal(
        replaced(path, "xl/worksheets/sheet1.xml", lambda d: d.replace(b"</sheetData>", many + b"</sheetData>"))
    )
    assert told.code == "import.too_far"


def test_as_many_columns_as_there_may_be(tmp_path):
    row = ["x"] * guard.MAX_COLUMNS
    path = write_xlsx(tmp_path / "rong.xlsx", {"Hộ": [row]})
    assert finish(read_workbook(path)).sheets[0].rows == [row]
    told = refusal(write_xlsx(path, {"Hộ": [[*row, "x"]]}))
    assert (told.code, told.place) == ("import.too_far", "Hộ!ALM1")


def test_a_zip_bomb(book):
    spaces = b" " * 60_000_000
    told = refusal(
        replaced(book, "xl/sharedStrings.xml", lambda data: data.replace(b"</sst>", spaces + b"</sst>"))
    )
    assert told.code == "import.bomb"


def test_a_lying_size_in_the_zip(book):
    """A part that declares to be smaller than it is."""
    book = replaced(book, "xl/sharedStrings.xml", lambda d: d.replace(b"</sst>", b" " * 30_000_000 + b"</sst>"))
    data = book.read_bytes()
    with zipfile.ZipFile(book) as packed:
        size = packed.getinfo("xl/sharedStrings.xml").file_size
    book.write_bytes(data.replace(struct.pack("<I", size), struct.pack("<I", 1000)))
    assert refusal(book).code in ("import.bomb", "import.damaged")


def test_too_many_parts(book):
    with zipfile.ZipFile(book, "a") as packed:
        for number in range(6_000):
            packed.writestr(f"xl/x{number}.xml", "")
    assert refusal(book).code == "import.bomb"


def test_a_zip_without_a_workbook(tmp_path):
    path = tmp_path / "van-ban.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert refusal(path).code == "import.not_workbook"


@pytest.mark.parametrize("name", ["EncryptedPackage"])
def test_a_workbook_locked_by_a_password(tmp_path, name):
    path = tmp_path / "khoa.xlsx"
    path.write_bytes(container(b"secret" * 1000, name))
    assert refusal(path).code == "import.password"
    assert refusal(write_xls(tmp_path / "khoa.xls", {"Hộ": ROWS}, password=True)).code == "import.password"
    manifest = "<manifest:manifest><manifest:encryption-data/></manifest:manifest>"
    assert refusal(write_ods(tmp_path / "khoa.ods", {"Hộ": ROWS}, manifest=manifest)).code == "import.password"


def test_word_files_are_told_from_workbooks(tmp_path):
    path = tmp_path / "van-ban.xls"
    path.write_bytes(container(b"text" * 2000, "WordDocument"))
    assert refusal(path).code == "import.not_workbook"


def test_an_xls_that_would_make_the_reader_reserve_all_memory(tmp_path):
    path = write_xls(tmp_path / "cu.xls", {"Hộ": ROWS}, dimensions=(0, 0xFFFFFFF0, 0, 0xFFF0))
    assert refusal(path).code == "import.damaged"


def test_an_xls_whose_chain_of_sectors_is_a_loop(tmp_path):
    data = bytearray(container(workbook_stream({"Hộ": ROWS})))
    struct.pack_into("<I", data, 512 + 4 * 4, 3)  # the fourth sector is followed by the third again
    path = tmp_path / "vong.xls"
    path.write_bytes(data)
    assert refusal(path).code == "import.damaged"


def test_an_ods_with_a_value_repeated_a_million_times(tmp_path):
    far = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell '
        'table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row>'
    )
    assert refusal(write_ods(tmp_path / "xa.ods", {"Hộ": ROWS}, extra=far)).code == "import.too_far"


def test_an_ods_with_blank_rows_to_the_end_is_harmless(tmp_path):
    blank = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    book = finish(read_workbook(write_ods(tmp_path / "tot.ods", {"Hộ": ROWS}, extra=blank)))
    assert len(book.sheets[0].rows) == 2
