"""Rescuing the data of a damaged commune file: what there is to go on with, compared; the officer chooses.

The damaged file is read only, and kept to the byte when another takes its place. What is made here stands in a
folder of its own beside it, under the damaged file's password where it has one (services/recovery_password.py).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.backup import FOLDER, copies_in, is_sound, newest_good
from khuyenhoc_desktop.services.backup_restore import put_in_place
from khuyenhoc_desktop.services.progress import Job, Progress, finish
from khuyenhoc_desktop.services.recovery_password import key_of
from khuyenhoc_desktop.store import copies, recovery
from khuyenhoc_desktop.store.commune_file import FILE_NAME
from khuyenhoc_desktop.store.copies import CopyFacts, UnsoundCopy
from khuyenhoc_desktop.store.recovery import Salvage

RESCUE_FOLDER = "cuu-du-lieu"
KEPT_DAMAGED = "tep-hong"


class Way(StrEnum):
    """What to go on with."""

    ROLLED = "rolled"  # the newest good backup, and the journal's later entries done again
    SALVAGED = "salvaged"  # what can be read of the damaged file
    BACKUP = "backup"  # the newest good backup as it is


@dataclass(frozen=True, slots=True)
class Option:
    """One way to go on. `missing_entries`: how many of the journal's known entries it lacks."""

    way: Way
    path: Path
    facts: CopyFacts
    missing_entries: int
    recommended: bool


@dataclass(frozen=True, slots=True)
class Rescue:
    """What was found: `options`, the recommended one first; `salvage` tells of the reading itself."""

    folder: Path
    options: tuple[Option, ...]
    salvage: Salvage


def lags_behind(folder: Path) -> CopyFacts | None:
    """The newest copy if it holds later work than the commune file itself, as when a -wal was lost.

    Copies made before the file was restored on purpose do not count. Which work is later is told by the journal:
    the clock may have been set back.
    """
    current = folder / FILE_NAME
    try:
        own, since = copies.facts_of(current), copies.restored_at(current)
    except (UnsoundCopy, UserError):
        return None
    known = [copy for copy in copies_in(folder / FOLDER) if copy.facts and copy.facts.made_at > since]
    later = [copy.facts for copy in known if copy.facts and _is_later(copy.path, copy.facts, current, own)]
    return max(later, key=lambda facts: facts.entry, default=None)


def _is_later(path: Path, copy: CopyFacts, current: Path, own: CopyFacts) -> bool:
    same = (copy.code, copy.name) == (own.code, own.name)
    return same and copy.entry > own.entry and recovery.same_line(current, path)


def rescue(folder: Path) -> Job[Rescue]:
    """Read what can be read and make ready the ways to go on; nothing of the commune's files is changed.

    Raises:
        UserError: nothing_to_rescue, disk_full, rescue_failed …
    """
    damaged = folder / FILE_NAME
    try:
        place = _new_folder(folder)
        yield Progress(0, 0, "Đang tìm bản sao lưu tốt gần nhất")
        backup = newest_good(folder)
        read, salvage = (None, Salvage())
        if damaged.is_file():
            read, salvage = yield from _salvaged(damaged, place, backup)
        yield Progress(0, 0, "Đang đối chiếu với bản sao lưu và nhật ký")
        options = _options(backup, read, place)
    except OSError as fault:
        raise UserError(
            "rescue_failed",
            f"Không ghi được tệp cứu dữ liệu vào {folder}.",
            "Xem ổ đĩa còn chỗ trống và thư mục cho phép ghi, rồi làm lại. Tệp hỏng vẫn còn nguyên.",
        ) from fault
    if not options:
        raise UserError(
            "nothing_to_rescue",
            "Không đọc được gì từ tệp hỏng và cũng không có bản sao lưu nào dùng được trong máy này.",
            "Tìm bản sao lưu trên USB rồi chọn Phục hồi từ tệp khác. Đừng xóa tệp hỏng.",
        )
    return Rescue(folder, options, salvage)


def go_on_with(folder: Path, option: Option) -> Path:
    """Put the chosen file in the damaged one's place at once; as going_on_with."""
    return finish(going_on_with(folder, option))


def going_on_with(folder: Path, option: Option) -> Job[Path]:
    """Put the chosen file in the damaged one's place; returns where the damaged one is kept.

    Raises:
        UserError: restore_failed, disk_full … ; then everything stands as it was.
    """
    yield Progress(0, 0, "Đang đưa bản đã chọn vào chỗ tệp hỏng")
    return put_in_place(option.path, folder, key_of(folder / FILE_NAME), KEPT_DAMAGED, damaged=True)


def _new_folder(folder: Path) -> Path:
    stem = f"{datetime.now():%Y%m%d-%H%M%S}"
    names = [stem, *(f"{stem}-{number}" for number in range(2, 100))]
    place = next(one for one in (folder / RESCUE_FOLDER / name for name in names) if not one.exists())
    place.mkdir(parents=True)
    return place


def _salvaged(damaged: Path, place: Path, backup: Path | None) -> Job[tuple[Path | None, Salvage]]:
    """The file of what can be read; None when that is nothing, or does not make a sound file."""
    target, told = place / "doc-duoc.db", Salvage()
    for page, pages in recovery.salvage(damaged, target, backup, told, key_of(damaged)):
        yield Progress(page, pages, "Đang đọc lại từng trang của tệp hỏng")
    return (target if told.rows.total() and is_sound(target) else None), told


def _options(backup: Path | None, read: Path | None, place: Path) -> tuple[Option, ...]:
    found: list[tuple[Way, Path, int]] = []
    in_line = bool(backup and read and recovery.same_line(backup, read))
    if backup and read and in_line:
        target = place / "noi-tiep.db"
        if recovery.roll_forward(backup, read, target) and is_sound(target):
            found.append((Way.ROLLED, target, 0))
    if backup:
        found.append((Way.BACKUP, backup, 0))
    if read:
        found.append((Way.SALVAGED, read, recovery.missing_entries(read)))
    told = [(way, path, copies.facts_of(path), gaps) for way, path, gaps in found]
    of_line = [facts.entry for way, _, facts, _ in told if in_line or way is Way.SALVAGED or read is None]
    return _ranked(told, max(of_line, default=0))


def _ranked(told: list[tuple[Way, Path, CopyFacts, int]], last: int) -> tuple[Option, ...]:
    """The one with most of the journal first; of equals, whole copies before salvaged pages."""
    options = [
        Option(way, path, facts, gaps + max(last - facts.entry, 0), recommended=False)
        for way, path, facts, gaps in sorted(told, key=lambda one: one[3] + max(last - one[2].entry, 0))
    ]
    return tuple(replace(option, recommended=number == 0) for number, option in enumerate(options))
