"""Places where a commune file cannot be kept safely, told before SQLite would fail there without a reason."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store.errors import CANNOT_OPEN, NO_LOCKS

# Windows takes 259 characters; the longest name beside the file is that of a copy in `backups`.
LONGEST_ON_WINDOWS, LONGEST_ELSEWHERE = 259, 500
ROOM_FOR_NAMES = 60
_MOUNTS = Path("/proc/self/mounts")
_NETWORK_KINDS = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "davfs", "fuse.davfs2", "ncpfs"})
_REMOTE = 4  # DRIVE_REMOTE of GetDriveTypeW


def refuse_bad_place(path: Path) -> None:
    """Refuse a place for the commune file.

    Raises:
        UserError: path_too_long; network_drive, where the write-ahead log needs memory that two computers cannot
            share, and a broken line in the middle of a write can damage the file.
    """
    place = path.absolute()
    if _too_long(place):
        raise UserError(
            "path_too_long",
            f"Đường dẫn tới thư mục dữ liệu dài {len(str(place.parent))} ký tự, quá dài để ghi an toàn.",
            r"Chuyển thư mục dữ liệu đến chỗ ngắn hơn, ví dụ D:\KhuyenHoc, rồi mở lại. Chưa có gì bị thay đổi.",
            str(place.parent),
        )
    if on_network(place):
        raise UserError(
            "network_drive",
            "Thư mục dữ liệu nằm trên ổ đĩa mạng. Mạng ngắt giữa chừng có thể làm hỏng dữ liệu.",
            "Chép cả thư mục sang ổ đĩa của máy này rồi mở ở đó; ổ mạng dùng làm nơi giữ bản sao lưu thì được.",
            str(place.parent),
        )


def refuse_gone(path: Path) -> None:
    """Refuse to write where the file has been taken away under an open connection.

    Where the system lets an open file be removed, SQLite would go on writing into what nobody can find any more.

    Raises:
        UserError: file_gone.
    """
    if not os.path.exists(path):  # noqa: PTH110 - a folder that may not be looked into any more is gone, too
        raise UserError(
            "file_gone",
            "Tệp dữ liệu không còn ở chỗ cũ (thư mục bị xóa, đổi tên, hoặc USB đã rút) nên chưa ghi.",
            "Đừng đóng chương trình. Lấy lại thư mục (từ Thùng rác), đặt lại tên cũ hoặc cắm lại USB, rồi Ghi lại."
            " Không lấy lại được thì mở bản sao lưu gần nhất.",
            str(path.parent),
        )


def is_there(path: Path) -> bool:
    """Whether there is a commune file to be opened.

    Raises:
        UserError: cannot_open, where the folder may not be looked into.
    """
    try:
        return path.is_file()
    except OSError as fault:
        raise UserError(*CANNOT_OPEN, str(path.parent)) from fault


@contextmanager
def fit_for_a_log(path: Path) -> Iterator[None]:
    """Say why a file that is there does not open: its folder takes no files, or its drive cannot share memory.

    Raises:
        UserError: read_only, unfit_drive.
    """
    try:
        yield
    except apsw.CantOpenError as fault:
        if not _may_read(path):
            raise
        if not _may_write(path.parent):
            raise apsw.ReadOnlyError(str(fault)) from fault
        raise UserError(*NO_LOCKS, str(path.parent)) from fault


def refuse_unfit(connection: apsw.Connection) -> None:
    """Refuse what SQLite takes without a word: a file that may only be read, a drive without a write-ahead log.

    Raises:
        UserError: unfit_drive; apsw.ReadOnlyError.
    """
    if connection.readonly("main"):
        raise apsw.ReadOnlyError("the file may only be read")
    if connection.pragma("journal_mode") != "wal":
        raise UserError(*NO_LOCKS, str(Path(connection.filename).parent))


def _may_read(path: Path) -> bool:
    try:
        with path.open("rb"):
            return True
    except OSError:
        return False


def _may_write(folder: Path) -> bool:
    try:
        with TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def on_network(place: Path) -> bool:
    """Whether a place lies on another computer."""
    if sys.platform == "win32":
        return _windows_remote(place)
    return _kind_of_mount(place) in _NETWORK_KINDS


def _too_long(place: Path) -> bool:
    if sys.platform == "win32":
        return len(str(place.parent)) + ROOM_FOR_NAMES > LONGEST_ON_WINDOWS
    return len(os.fsencode(place.parent)) + ROOM_FOR_NAMES > LONGEST_ELSEWHERE


def _windows_remote(place: Path) -> bool:
    if place.drive.startswith("\\\\"):
        return True
    import ctypes

    return bool(ctypes.windll.kernel32.GetDriveTypeW(place.anchor) == _REMOTE)  # type: ignore[attr-defined]


def _kind_of_mount(place: Path) -> str:
    """The kind of file system a place is on; "" where the system does not say."""
    try:
        lines = _MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    mounts = [line.split()[1:3] for line in lines if len(line.split()) > 2]
    above = [(point.replace("\\040", " "), kind) for point, kind in mounts]
    over = [(len(point), kind) for point, kind in above if place.is_relative_to(point)]
    return max(over, default=(0, ""))[1]
