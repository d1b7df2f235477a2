"""Whole copies of the commune file: made by themselves, checked before they count, thinned as they grow old."""

import os
import re
import shutil
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from khuyenhoc_desktop.domain.copy_thinning import superfluous
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services.progress import Job, Progress, finish
from khuyenhoc_desktop.store import copies
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.copies import CopyFacts, UnsoundCopy
from khuyenhoc_desktop.store.integrity import damage

__all__ = ["Copy", "CopyFacts", "backing_up", "backups", "changed", "copies_in", "ensure_backup", "make_backup"]

FOLDER = "backups"
MANUAL, CLOSING, HALF_HOUR, SECOND = "manual", "closing", "half_hour", "second"
IMPORT, MERGE, NEW_YEAR, CARRY, RESTORE, ERASE = "import", "merge", "new_year", "carry", "restore", "erase"
STEM = "khuyenhoc"
_STAMP = re.compile(r"(\d{8}-\d{6})(?:-\d+)?$")
_UNFINISHED = ".tmp"
_LEFT_BEHIND = timedelta(hours=1)
_ROOM = 1.1  # times the size of the file that must be free for a copy
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in a folder: when it was made, its size in bytes, and what it holds (None = it does not open)."""

    path: Path
    made: datetime
    size: int
    facts: CopyFacts | None

    @property
    def is_checked(self) -> bool:
        """Whether it was written and checked as a copy; a file that was only put aside was not."""
        return self.facts is not None and bool(self.facts.recomputed)


def make_backup(file: CommuneFile, folder: Path | None = None, reason: str = MANUAL) -> Path:
    """Copy the file into a folder (the data folder's own `backups` by default); returns the checked copy.

    Raises:
        UserError: as backing_up.
    """
    return finish(backing_up(file, reason, folder))


def backing_up(file: CommuneFile, reason: str = MANUAL, folder: Path | None = None) -> Job[Path]:
    """Copy, check, and thin the folder's older copies; closing the job leaves nothing behind.

    The first copy of a day that comes by itself is checked to the last derived row; all others, which somebody
    waits for, by a sample (store/copies.py).

    Raises:
        UserError: backup_failed, backup_no_room, source_damaged, disk_fault …
    """
    folder = folder or file.folder / FOLDER
    yield Progress(0, 0, "Đang sao lưu")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_full(folder, file.path)
        made = yield from _checked_copy(file, folder, reason)
        _thin(folder, made)
    except OSError as fault:
        raise _failed(folder) from fault
    return made


def ensure_backup(file: CommuneFile, reason: str) -> Job[Path | None]:
    """Make a copy in the data folder unless one holds just what the file holds; None = there was one.

    Raises:
        UserError: as backing_up.
    """
    if not changed(file):
        return None
    return (yield from backing_up(file, reason))


def changed(file: CommuneFile) -> bool:
    """Whether no copy in the data folder holds just what the file holds now."""
    now = copies.last_entry_mark(file)
    return all((facts.entry, facts.entry_at) != now for facts in _known(backups(file.folder)))


def backups(folder: Path) -> list[Path]:
    """The copies in a data folder, newest first."""
    return _named_copies(folder / FOLDER)


def last_backup(folder: Path) -> datetime | None:
    """When the newest copy in a data folder was made."""
    return max((datetime.fromtimestamp(path.stat().st_mtime) for path in backups(folder)), default=None)


def copies_in(folder: Path) -> list[Copy]:
    """Every copy in a folder, with what it holds, the newest first; also files put aside by a restore."""
    found = [_told(path) for path in folder.glob("*.db")]
    return sorted(found, key=lambda copy: (copy.made, copy.path.stem), reverse=True)


def newest_good(folder: Path) -> Path | None:
    """The copy of a data folder that holds the latest work and passes its check; None when there is none."""
    found = [(copy.facts.entry, copy.made, copy.path) for copy in copies_in(folder / FOLDER) if copy.facts]
    for _, _, path in sorted(found, reverse=True):
        if is_sound(path):
            return path
    return None


def is_sound(path: Path) -> bool:
    """Whether a copy passes the check as it did when it was made."""
    try:
        for _ in copies.check_copy(path):
            pass
    except UnsoundCopy:
        return False
    return True


def free_name(folder: Path, stem: str) -> Path:
    """A name not taken yet: two copies within one second must not become one."""
    names = [folder / f"{stem}.db", *(folder / f"{stem}-{number}.db" for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


def to_the_disk(path: Path) -> None:
    """SQLite does not wait for the disk when it writes a copy; a USB stick may be pulled out right after."""
    with path.open("rb+") as copy:
        os.fsync(copy.fileno())


def _checked_copy(file: CommuneFile, folder: Path, reason: str) -> Job[Path]:
    now = datetime.now()
    target = free_name(folder, f"{STEM}-{now:%Y%m%d-%H%M%S}")
    unfinished = target.with_suffix(f".{os.getpid()}{_UNFINISHED}")
    by_itself = reason in (HALF_HOUR, CLOSING)
    thorough = by_itself and not any(one.recomputed == copies.ALL for one in _known(_of_day(folder, now)))
    try:
        _clear_away(folder, now)
        made_at = now.isoformat(timespec="seconds")
        with closing(copies.write_copy(file, unfinished, reason, made_at, thorough=thorough)) as steps:
            for _ in steps:
                yield Progress(0, 0, "Đang sao lưu và kiểm tra bản sao")
        to_the_disk(unfinished)
        unfinished.replace(target)
    except UnsoundCopy as found:
        raise _unsound(file, folder) from found
    finally:
        for part in (unfinished, unfinished.with_name(f"{unfinished.name}-journal")):
            part.unlink(missing_ok=True)
    return target


def _clear_away(folder: Path, now: datetime) -> None:
    """Remove what copies left that were killed half way; another run may still be at a fresh one."""
    for left in folder.glob(f"{STEM}-*{_UNFINISHED}*"):
        if abs(now - _disk_time(left)) > _LEFT_BEHIND:
            left.unlink()


def _unsound(file: CommuneFile, folder: Path) -> UserError:
    """Whose fault it is that a copy does not pass: the commune file's own, or the disk's it was written to."""
    if damage(file):
        return UserError(
            "source_damaged",
            "Tệp dữ liệu đang dùng có chỗ bị hỏng nên bản sao lưu vừa chép không đạt.",
            "Đừng ghi gì thêm. Vào Sao lưu, bấm Cứu dữ liệu: chương trình đọc lại những gì còn đọc được.",
        )
    return UserError(
        "backup_unsound",
        f"Bản sao vừa chép vào {folder} không đạt khi kiểm tra lại nên đã bỏ đi.",
        "Sao lưu lại; nếu vẫn vậy thì đổi USB hoặc ổ đĩa khác, và chạy Kiểm tra dữ liệu.",
    )


def _refuse_full(folder: Path, source: Path) -> None:
    free, needed = shutil.disk_usage(folder).free, int(source.stat().st_size * _ROOM)
    if free < needed:
        megabytes = [format_points(round(size * 10 / _MEGABYTE) * 10) for size in (needed, free)]
        raise UserError(
            "backup_no_room",
            f"Không đủ chỗ để sao lưu vào {folder}: cần {megabytes[0]} MB, chỉ còn {megabytes[1]} MB.",
            "Xóa bớt tệp không cần ở đó, hoặc chọn USB khác, rồi sao lưu lại.",
        )


def _failed(folder: Path) -> UserError:
    return UserError(
        "backup_failed",
        f"Không ghi được bản sao lưu vào {folder}.",
        "Kiểm tra USB còn cắm và còn chỗ trống, rồi sao lưu lại.",
    )


def _thin(folder: Path, made: Path) -> None:
    """Remove copies of the same commune that grew old; what cannot be removed waits for the next time."""
    own = copies.facts_of(made)
    by_time: dict[datetime, list[Path]] = {}
    for path in _named_copies(folder):
        by_time.setdefault(_made(path), []).append(path)
    for time in superfluous(by_time.keys(), datetime.now()):
        for path in by_time[time]:
            facts = next(iter(_known([path])), None)
            if facts is not None and (facts.code, facts.name) == (own.code, own.name):
                path.unlink(missing_ok=True)


def _named_copies(folder: Path) -> list[Path]:
    return sorted(folder.glob(f"{STEM}-*.db"), key=lambda path: path.stem, reverse=True)


def _of_day(folder: Path, day: datetime) -> list[Path]:
    return list(folder.glob(f"{STEM}-{day:%Y%m%d}-*.db"))


def _known(paths: Iterable[Path]) -> Iterable[CopyFacts]:
    for path in paths:
        try:
            yield copies.facts_of(path)
        except (UnsoundCopy, UserError):  # damaged, or another password's: it holds nothing we know of
            continue


def _told(path: Path) -> Copy:
    facts = next(iter(_known([path])), None)
    return Copy(path, _made(path), path.stat().st_size, facts)


def _made(path: Path) -> datetime:
    """When a copy was made: by its name, or by the disk's time when it was renamed."""
    stamp = _STAMP.search(path.stem)
    try:
        return datetime.strptime(stamp[1], "%Y%m%d-%H%M%S") if stamp else _disk_time(path)
    except ValueError:
        return _disk_time(path)


def _disk_time(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime)
