"""Faults of the database in words: what SQLite raises becomes a refusal with a code, a reason and a cure."""

from collections.abc import Iterator
from contextlib import contextmanager

import apsw
import peewee

from khuyenhoc_desktop.domain.problems import UserError

_BROKEN = (
    "Tệp dữ liệu bị hỏng hoặc không phải tệp của chương trình này.",
    "Đừng ghi gì thêm. Vào Sao lưu – Phục hồi và chọn bản sao lưu gần nhất.",
)
CANNOT_OPEN = (
    "cannot_open",
    "Không mở được tệp dữ liệu.",
    "Kiểm tra thư mục dữ liệu còn tồn tại và máy có quyền đọc thư mục đó.",
)
NO_LOCKS = (
    "unfit_drive",
    "Ổ đĩa chứa thư mục dữ liệu không khóa được tệp (thường là ổ mạng hay thư mục dùng chung)"
    " nên ghi ở đó không an toàn.",
    "Chép cả thư mục sang ổ đĩa của máy này rồi mở ở đó; ổ kia dùng làm nơi giữ bản sao lưu thì được.",
)
# What SQLite says where a drive cannot lock files or share memory.
_LOCKING = frozenset(
    {
        apsw.SQLITE_IOERR_LOCK,
        apsw.SQLITE_IOERR_UNLOCK,
        apsw.SQLITE_IOERR_RDLOCK,
        apsw.SQLITE_IOERR_CHECKRESERVEDLOCK,
        apsw.SQLITE_IOERR_SHMOPEN,
        apsw.SQLITE_IOERR_SHMLOCK,
        apsw.SQLITE_IOERR_SHMMAP,
    }
)
_MISSING_PARENT = apsw.SQLITE_CONSTRAINT_FOREIGNKEY
_GONE = (
    "gone",
    "Thôn, hộ, quyết định hoặc bộ tiêu chí vừa chọn không còn trong tệp nên chưa ghi.",
    "Nạp lại trang này, chọn lại rồi Ghi. Những gì đã ghi trước đó vẫn còn nguyên.",
)
_WORDS: dict[type[Exception], tuple[str, str, str]] = {
    apsw.FullError: (
        "disk_full",
        "Ổ đĩa đã đầy nên chưa ghi được.",
        "Xóa bớt tệp không cần trên ổ đĩa rồi Ghi lại. Những gì đã ghi trước đó vẫn còn nguyên.",
    ),
    apsw.ReadOnlyError: (
        "read_only",
        "Không có quyền ghi vào thư mục dữ liệu.",
        "Chép thư mục dữ liệu sang ổ đĩa của máy này, hoặc bỏ dấu «Chỉ đọc» của thư mục rồi thử lại.",
    ),
    apsw.BusyError: (
        "busy",
        "Tệp dữ liệu đang bận nên việc này chưa được ghi; không có gì bị mất.",
        "Chờ việc đang chạy xong rồi làm lại. Vẫn báo bận thì phần mềm khác đang giữ tệp: đóng phần mềm đồng bộ,"
        " sao lưu hoặc diệt vi-rút đang quét thư mục dữ liệu, hoặc khởi động lại máy.",
    ),
    apsw.IOError: (
        "disk_fault",
        "Ổ đĩa báo lỗi khi đọc hoặc ghi.",
        "Kiểm tra ổ đĩa hoặc USB còn cắm chắc không, rồi thử lại.",
    ),
    apsw.CantOpenError: CANNOT_OPEN,
    apsw.CorruptError: ("corrupt", *_BROKEN),
    apsw.NotADBError: ("corrupt", *_BROKEN),
    UnicodeDecodeError: ("corrupt", *_BROKEN),  # a text whose bytes were damaged: SQLite's own check passes it
}


def in_words(fault: BaseException | None) -> UserError | None:
    """The refusal for a fault of the disk or the file; None when the fault is of another kind.

    Where a disk fails, SQLite may end the transaction by itself; taking it back fails then. What counts is why.
    """
    if isinstance(fault, apsw.SQLError):
        return in_words(fault.__context__)
    original = (
        getattr(fault, "orig", None) or fault.__cause__ if isinstance(fault, peewee.PeeweeException) else fault
    )
    code = getattr(original, "extendedresult", 0)
    if code == _MISSING_PARENT:
        return UserError(*_GONE)
    if code in _LOCKING:
        return UserError(*NO_LOCKS)
    if code == apsw.SQLITE_IOERR_SHMSIZE:  # the memory that is shared is a file, and there is no room for it
        return UserError(*_WORDS[apsw.FullError])
    for kind, words in _WORDS.items():
        if isinstance(original, kind):
            return UserError(*words)
    return None


@contextmanager
def told_in_words() -> Iterator[None]:
    """Turn faults of the disk or the file that happen inside into refusals.

    Raises:
        UserError: disk_full, read_only, busy, disk_fault, cannot_open, corrupt or gone.
    """
    try:
        yield
    except (apsw.Error, peewee.PeeweeException, UnicodeDecodeError) as fault:
        refusal = in_words(fault)
        if refusal is None:
            raise
        raise refusal from fault
