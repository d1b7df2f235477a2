"""Whole copies of the commune file, each opened and checked before it counts, and putting one back."""

from datetime import datetime
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store.commune_file import FILE_NAME, CommuneFile
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
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    return target


def backups(folder: Path) -> list[Path]:
    """The copies in a data folder, newest first."""
    return sorted((folder / FOLDER).glob("khuyenhoc-*.db"), reverse=True)


def last_backup(folder: Path) -> datetime | None:
    """When the newest copy in a data folder was made."""
    found = backups(folder)
    return datetime.fromtimestamp(found[0].stat().st_mtime) if found else None


def restore(folder: Path, backup: Path) -> Path:
    """Put a copy in the place of the commune file; the file it replaces is kept. The file must be closed.

    Returns the kept file. Raises:
        UserError: backup_unsound when the copy is damaged or not ours; then nothing was touched.
    """
    if not backup.is_file():
        raise UserError("not_found", f"Không tìm thấy bản sao lưu {backup}.", "Chọn lại tệp sao lưu (.db).")
    _refuse_unsound(backup)
    current = folder / FILE_NAME
    fresh = folder / f"{FILE_NAME}.restoring"
    fresh.write_bytes(backup.read_bytes())
    kept = _free_name(folder / FOLDER, f"truoc-phuc-hoi-{datetime.now():%Y%m%d-%H%M%S}")
    kept.parent.mkdir(exist_ok=True)
    if current.exists():
        for ending in ("", "-wal", "-shm"):
            part = current.with_name(current.name + ending)
            if part.exists():
                part.replace(kept.with_name(kept.name + ending))
    fresh.replace(current)
    return kept


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
