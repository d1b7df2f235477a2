"""Looks at a file before the spreadsheet reader does, so that no file can take the program down.

The reader builds a dense table up to the last used cell: one value in XFD1048576 ends the whole process, and so
may a damaged .xls. Here the file's kind is told from its content (not from its name), its size is capped, and the
last cell with a value is found by streaming, in bounded time and memory.
"""

from enum import StrEnum
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError

MAX_FILE_BYTES = 200_000_000
MAX_ROWS = 200_000
MAX_COLUMNS = 1_000
MAX_CELLS = 6_000_000
"""Cells of all sheets from A1 to their last values; the reader needs about 32 bytes for each."""
MAX_TEXT_BYTES = 100_000_000
"""Texts of all cells: a file may hold a text once and name it in a million cells, which the reader writes out."""
MAX_TEXT = 32_767
"""Letters of one cell: what Excel itself can hold."""
_LOOSE_CELLS, _SPREAD = 1_000_000, 20
"""Above so many cells, one of so many must hold something: a few far values are no list."""

_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BARE_BIFF_STARTS = (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")
_OTHER_KINDS = {
    b"%PDF": "tệp PDF",
    b"\x89PNG": "tệp ảnh",
    b"\xff\xd8\xff": "tệp ảnh",
    b"GIF8": "tệp ảnh",
    b"Rar!": "tệp nén RAR",
    b"7z\xbc\xaf": "tệp nén 7z",
    b"\x1f\x8b": "tệp nén",
    b"SQLite f": "tệp cơ sở dữ liệu",
    b"{\\rtf": "tệp văn bản RTF",
    b"MZ": "tệp chương trình",
}
_ZEROS_OF_UTF16, _STRAY_ZEROS, _MOST_CONTROLS = 0.2, 0.02, 0.05
SAVE_AGAIN = "Mở tệp bằng Excel, chọn «Lưu thành» (Save As), kiểu «Excel Workbook (.xlsx)», rồi nhập tệp mới."


class FileKind(StrEnum):
    """What a file is, told from its first bytes."""

    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    CSV = "csv"


def inspect_file(path: Path) -> FileKind:
    """What kind of table the file is, after making sure it is safe to read.

    Raises UserError (import.*) when the file is missing, too large, locked, damaged, hostile or no table.
    """
    head = _read_head(path)
    if head.startswith(_ZIP_START):
        from khuyenhoc_desktop.services.importing.zip_guard import inspect_zip

        return inspect_zip(path)
    if head.startswith(_OLE_START):
        from khuyenhoc_desktop.services.importing.ole_guard import inspect_ole

        inspect_ole(path)
        return FileKind.XLS
    _refuse_other_kinds(path, head)
    return FileKind.CSV


def _read_head(path: Path) -> bytes:
    """The first bytes of a file that exists, is readable and of a sensible size."""
    name = path.name
    try:
        if path.is_dir():
            raise UserError("import.folder", f"«{name}» là một thư mục.", "Chọn một tệp bảng tính trong đó.")
        size = path.stat().st_size
        _check_size(name, size)
        with path.open("rb") as stream:
            return stream.read(4096)
    except FileNotFoundError:
        raise UserError(
            "import.missing", f"Không tìm thấy tệp «{name}».", "Kiểm tra lại tên tệp, hoặc USB đã được cắm chưa."
        ) from None
    except PermissionError:
        raise UserError(
            "import.locked",
            f"Máy không cho đọc tệp «{name}».",
            "Đóng tệp nếu đang mở ở chương trình khác, rồi thử lại.",
        ) from None
    except (OSError, ValueError) as fault:
        raise UserError(
            "import.unreadable", f"Không đọc được tệp «{name}»: {fault}.", "Chép tệp vào máy rồi thử lại."
        ) from None


def _check_size(name: str, size: int) -> None:
    if size == 0:
        raise UserError(
            "import.empty_file", f"Tệp «{name}» rỗng, không có gì trong đó.", "Xin lại tệp từ nơi gửi."
        )
    if size > MAX_FILE_BYTES:
        raise UserError(
            "import.too_big",
            f"Tệp «{name}» quá lớn ({size // 1_000_000} MB; nhiều nhất {MAX_FILE_BYTES // 1_000_000} MB).",
            "Danh sách hộ của một xã chỉ vài MB: xóa ảnh và các trang không cần, hoặc tách thành nhiều tệp.",
        )


def _refuse_other_kinds(path: Path, head: bytes) -> None:
    for start, kind in _OTHER_KINDS.items():
        if head.startswith(start):
            raise not_a_workbook(path.name, f"đây là {kind}")
    if head.startswith(_BARE_BIFF_STARTS):
        raise not_a_workbook(path.name, "đây là tệp Excel đời rất cũ")
    if _looks_binary(head):
        raise not_a_workbook(path.name, "nội dung không phải là bảng")
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<!doctype", b"<html", b"<?xml", b"<table")):
        raise not_a_workbook(path.name, "đây là trang web hoặc tệp XML mang đuôi của Excel")


def _looks_binary(head: bytes) -> bool:
    """Whether bytes cannot be text. UTF-16 has zeros in one half of each pair, old fonts a few control codes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if 0 in head:
        shares = sorted(half.count(0) / len(half) for half in (head[::2], head[1::2]) if half)
        return shares[-1] < _ZEROS_OF_UTF16 or shares[0] > _STRAY_ZEROS
    controls = sum(byte < 32 and byte not in b"\t\n\f\r\x1b" for byte in head)
    return controls > len(head) * _MOST_CONTROLS


def not_a_workbook(name: str, why: str) -> UserError:
    """The refusal of a file that is no table."""
    return UserError("import.not_workbook", f"«{name}» không phải là bảng tính: {why}.", SAVE_AGAIN)


def damaged(name: str) -> UserError:
    """The refusal of a damaged file."""
    return UserError(
        "import.damaged", f"Tệp «{name}» bị hỏng, không đọc được.", f"Xin lại tệp từ nơi gửi. {SAVE_AGAIN}"
    )


def protected(name: str) -> UserError:
    """The refusal of a file locked by a password."""
    return UserError(
        "import.password",
        f"Tệp «{name}» được khóa bằng mật khẩu.",
        "Mở tệp bằng Excel, vào Tệp > Thông tin > Bảo vệ sổ làm việc, bỏ mật khẩu, lưu lại rồi nhập.",
    )


def bomb(name: str) -> UserError:
    """The refusal of a packed file that would grow beyond reason."""
    return UserError(
        "import.bomb",
        f"Tệp «{name}» khi mở ra sẽ phình to bất thường nên không được mở.",
        "Nếu tệp là của xã: mở bằng Excel, xóa các hàng và cột trống đã kẻ ô, lưu lại rồi nhập.",
    )


def column_letters(index: int) -> str:
    """The letters of a column counted from 0: 0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(row: int, column: int) -> str:
    """The address of a cell: row counted from 1, column from 0."""
    return f"{column_letters(column)}{row}"


def is_too_far(last_row: int, last_column: int, filled: int) -> bool:
    """Whether values reach too far; `last_row` from 1, `last_column` from 0, at most `filled` cells hold one."""
    cells = last_row * (last_column + 1)
    if last_row > MAX_ROWS or last_column >= MAX_COLUMNS or cells > MAX_CELLS:
        return True
    return cells > max(_LOOSE_CELLS, filled * _SPREAD)


class Room:
    """What the sheets of one file take together when they are read."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._cells = self._text_bytes = 0

    def take(self, sheet: str, last_row: int, last_column: int, filled: int, far_cell: str) -> None:
        """Count a sheet in.

        Raises:
            UserError: import.too_far naming the cell; import.bomb when all sheets together are too much.
        """
        if is_too_far(last_row, last_column, filled):
            raise _too_far(self._name, sheet, far_cell)
        self._cells += last_row * (last_column + 1)
        if self._cells > MAX_CELLS:
            raise bomb(self._name)

    def take_texts(self, size: int) -> None:
        """Count bytes of text in; raises UserError import.bomb when they are too many."""
        self._text_bytes += size
        if self._text_bytes > MAX_TEXT_BYTES:
            raise bomb(self._name)


def text_too_long(cell: str) -> UserError:
    """The refusal of a cell that no spreadsheet program could have written."""
    return UserError(
        "import.long_text",
        f"Tệp có một ô chứa {len(cell):,} chữ".replace(",", ".") + f": «{cell[:40]}…».",
        f"Một ô của Excel chứa nhiều nhất {MAX_TEXT // 1000}.{MAX_TEXT % 1000} chữ: xin lại tệp từ nơi gửi.",
    )


def _too_far(name: str, sheet: str, far_cell: str) -> UserError:
    return UserError(
        "import.too_far",
        f"Trang «{sheet}» của tệp «{name}» có giá trị nằm rất xa, tại ô {far_cell}.",
        f"Mở tệp bằng Excel, bấm Ctrl+End để tới ô {far_cell}, xóa các hàng và cột thừa, lưu lại rồi nhập. "
        f"Một trang có nhiều nhất {MAX_ROWS // 1000}.000 hàng và {MAX_COLUMNS // 1000}.000 cột.",
        place=f"{sheet}!{far_cell}",
    )
