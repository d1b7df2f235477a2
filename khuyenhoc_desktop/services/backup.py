"""Whole copies of the commune file, each opened and checked before it counts, and putting one back."""

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store.commune_file import FILE_NAME, CommuneFile
from khuyenhoc_desktop.store.connection import copy_back, fold_wal
from khuyenhoc_desktop.store.integrity import copy_is_sound

FOLDER = "backups"


def make_backup(file: CommuneFile, folder: Path | None = None) -> Path:
    """Copy the file into a folder (the data folder's own `backups` by default); returns the checked copy.

    Raises:
        UserError: backup_failed, disk_full, read_only …
    """
    folder = folder or file.folder / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _checked_copy(file, folder)
    except OSError as fault:
        raise UserError(
            "backup_failed",
            f"Không ghi được bản sao lưu vào {folder}.",
            "Kiểm tra USB còn cắm và còn chỗ trống, rồi sao lưu lại.",
        ) from fault


def _checked_copy(file: CommuneFile, folder: Path) -> Path:
    target = _free_name(folder, f"khuyenhoc-{datetime.now():%Y%m%d-%H%M%S}")
    unfinished = target.with_suffix(".tmp")
    try:
        file.copy_to(unfinished)
        _refuse_unsound(unfinished)
        _to_the_disk(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def backups(folder: Path) -> list[Path]:
    """The copies in a data folder, newest first."""
    return sorted((folder / FOLDER).glob("khuyenhoc-*.db"), key=lambda path: path.stem, reverse=True)


def last_backup(folder: Path) -> datetime | None:
    """When the newest copy in a data folder was made."""
    found = backups(folder)
    return datetime.fromtimestamp(found[0].stat().st_mtime) if found else None


def restore(folder: Path, backup: Path) -> Path:
    """Put a copy in the place of the commune file; the file it replaces is kept. The file must be closed.

    Returns the kept file. Raises:
        UserError: not_found; backup_unsound when the copy is damaged or not ours; restore_failed, disk_full … ;
        then the commune file stands as it was.
    """
    if not backup.is_file():
        raise UserError("not_found", f"Không tìm thấy bản sao lưu {backup}.", "Chọn lại tệp sao lưu (.db).")
    _refuse_unsound(backup)
    fresh = folder / f"{FILE_NAME}.restoring"
    try:
        fresh.unlink(missing_ok=True)
        copy_back(backup, fresh)
        _to_the_disk(fresh)
        return _put_in_place(fresh, folder)
    except OSError as fault:
        raise UserError(
            "restore_failed",
            f"Không thay được tệp dữ liệu trong {folder}. Dữ liệu hiện tại vẫn còn nguyên.",
            "Đóng cửa sổ Khuyến học khác đang mở, xem ổ đĩa còn chỗ trống, rồi phục hồi lại.",
        ) from fault
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _put_in_place(fresh: Path, folder: Path) -> Path:
    """Exchange the files by renaming; where that fails half way, the old one goes back to its place."""
    (folder / FOLDER).mkdir(exist_ok=True)
    current = folder / FILE_NAME
    kept = _free_name(folder / FOLDER, f"truoc-phuc-hoi-{datetime.now():%Y%m%d-%H%M%S}")
    if current.exists():
        fold_wal(current)
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in ("-wal", "-shm", ""):
            part = current.with_name(current.name + ending)
            if part.exists():
                moved.append((part, part.replace(kept.with_name(kept.name + ending))))
        fresh.replace(current)
    except OSError:
        for place, away in reversed(moved):
            away.replace(place)
        raise
    return kept


def _to_the_disk(path: Path) -> None:
    """SQLite does not wait for the disk when it writes a copy; a USB stick may be pulled out right after."""
    with path.open("rb+") as copy:
        os.fsync(copy.fileno())


def _free_name(folder: Path, stem: str) -> Path:
    """A name not taken yet: two copies within one second must not become one."""
    names = [folder / f"{stem}.db", *(folder / f"{stem}-{number}.db" for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


def _refuse_unsound(copy: Path) -> None:
    if not copy_is_sound(copy):
        raise UserError(
            "backup_unsound",
            f"Bản sao {copy.name} không nguyên vẹn nên không dùng được.",
            "Chọn bản sao lưu khác. Dữ liệu hiện tại không bị thay đổi.",
        )
