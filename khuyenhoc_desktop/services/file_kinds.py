"""Which of the program's files a file is, told by its ending, as Windows does; its reader checks the inside."""

from enum import StrEnum
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError


class FileKind(StrEnum):
    """What may be handed to the program by a double-click: the value is the ending."""

    BUNDLE = ".zip"
    BOX = ".khb"
    COPY = ".db"


def kind_of(path: Path) -> FileKind:
    """The kind of a file that somebody wants to open.

    Raises:
        UserError: not_found, unknown_file.
    """
    if not path.is_file():
        raise UserError(
            "not_found",
            f"Không tìm thấy tệp {path.name} trong {path.parent}.",
            "Xem USB còn cắm không, tệp có bị chuyển chỗ hay đổi tên không, rồi mở lại.",
        )
    try:
        return FileKind(path.suffix.lower())
    except ValueError:
        raise UserError(
            "unknown_file",
            f"Chương trình không mở được tệp {path.name}: đây không phải gói nộp (.zip), gói có mật khẩu (.khb)"
            " hay bản sao lưu (.db).",
            "Bảng Excel thì nhập ở trang Nhập từ Excel. Nếu chọn nhầm tệp, hãy chọn lại.",
        ) from None
