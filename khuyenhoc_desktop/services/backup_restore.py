"""Putting a copy in the place of the commune file: what would change is shown first, the replaced file is kept."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.backup import FOLDER, free_name, is_sound, to_the_disk
from khuyenhoc_desktop.services.progress import Job, Progress, finish
from khuyenhoc_desktop.services.recovery_password import key_of
from khuyenhoc_desktop.store import copies, encryption, journal
from khuyenhoc_desktop.store.commune_file import FILE_NAME, CommuneFile
from khuyenhoc_desktop.store.connection import copy_back, fold_wal, is_open_elsewhere
from khuyenhoc_desktop.store.copies import CopyFacts, UnsoundCopy
from khuyenhoc_desktop.store.copies_compared import Differences, compare
from khuyenhoc_desktop.store.encryption import FileKey

__all__ = [
    "Password",
    "Preview",
    "finish_interrupted",
    "preview",
    "put_in_place",
    "refuse_while_open",
    "restore",
    "restoring",
]

KEPT = "truoc-phuc-hoi"
LATER_NAMED = 200
_FRESH = f"{FILE_NAME}.restoring"


class Password(StrEnum):
    """What a restore means for the password of the data."""

    SAME = "same"  # as it is, also where there is none
    KEPT = "kept"  # the copy has none, or another one: the present one stays
    COMES = "comes"  # the data has none now: that of the copy comes with it


@dataclass(frozen=True, slots=True)
class Preview:
    """What restoring a copy would change.

    `later` are the lines of the journal written after the copy was made, newest first; None when the copy is not
    an earlier state of this file. `differences` is None when it is of an older schema version.
    """

    now: CopyFacts
    copy: CopyFacts
    differences: Differences | None
    later: tuple[str, ...] | None
    password: Password = Password.SAME

    @property
    def is_other_commune(self) -> bool:
        """Whether the copy is of another commune."""
        return _other_commune(self.now, self.copy)


def preview(file: CommuneFile, backup: Path) -> Job[Preview]:
    """Check a copy and compare it with the file as it is now.

    Raises:
        UserError: not_found, backup_unsound.
    """
    yield Progress(0, 0, "Đang kiểm tra bản sao lưu")
    facts = _facts_of_sound(backup)
    yield Progress(0, 0, "Đang so sánh với dữ liệu hiện nay")
    differences = compare(file.path, backup)
    now = copies.current_facts(file)
    return Preview(now, facts, differences, _later(file, now, facts), _password(file.path, backup))


def refuse_while_open(folder: Path) -> None:
    """Nothing takes the place of a file that a window has open: what it saves would go to the file set aside.

    Raises:
        UserError: in_use.
    """
    if is_open_elsewhere(folder / FILE_NAME):
        raise UserError(
            "in_use",
            f"Dữ liệu trong {folder} đang mở ở cửa sổ Khuyến học, hoặc một lệnh khác đang chạy.",
            "Đóng cửa sổ đó rồi phục hồi lại, hoặc phục hồi ở trang Sao lưu của cửa sổ đó.",
        )


def restore(folder: Path, backup: Path, *, other_commune: bool = False) -> Path:
    """Put a copy in the place of the commune file at once; as restoring."""
    return finish(restoring(folder, backup, other_commune=other_commune))


def restoring(folder: Path, backup: Path, *, other_commune: bool = False) -> Job[Path]:
    """Put a copy in the place of the commune file; the file it replaces is kept. The file must be closed.

    Where the commune file has a password, what takes its place has that password, whatever the copy is under.
    Returns the kept file. Raises:
        UserError: not_found; backup_unsound when the copy is damaged or not ours; other_commune, unless that was
        confirmed; restore_failed, disk_full … ; then the commune file stands as it was.
    """
    yield Progress(0, 0, "Đang kiểm tra bản sao lưu")
    facts = _facts_of_sound(backup)
    if not other_commune:
        _refuse_other_commune(folder / FILE_NAME, facts)
    yield Progress(0, 0, "Đang phục hồi dữ liệu từ bản sao lưu")
    return put_in_place(backup, folder, _own_key(folder / FILE_NAME))


def _own_key(current: Path) -> FileKey | None:
    """The key of the file that is replaced; None for a plain one, or where its password was not given."""
    with suppress(UserError):
        if key := encryption.key_for(current):
            return key
    return key_of(current)


def _password(current: Path, backup: Path) -> Password:
    own, other = encryption.salt_of(current), encryption.salt_of(backup)
    if own == other:
        return Password.SAME
    return Password.KEPT if own else Password.COMES


def put_in_place(
    source: Path, folder: Path, key: FileKey | None, kept_as: str = KEPT, *, damaged: bool = False
) -> Path:
    """Copy a sound file into the commune file's place; returns where the replaced file is kept.

    The new file is under `key`, or, with None, protected as its source is. A `damaged` file is kept to the byte,
    with its -wal beside it.

    Raises:
        UserError: restore_failed, disk_full … ; then the commune file stands as it was.
    """
    fresh = folder / _FRESH
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        copy_back(source, fresh, key or encryption.key_for(source))
        copies.mark_restored(fresh, datetime.now().isoformat(timespec="seconds"))
        to_the_disk(fresh)
        if not damaged and (folder / FILE_NAME).exists():
            fold_wal(folder / FILE_NAME)
        return _exchange(fresh, folder, kept_as)
    except OSError as fault:
        raise UserError(
            "restore_failed",
            f"Không thay được tệp dữ liệu trong {folder}. Dữ liệu hiện tại vẫn còn nguyên.",
            "Đóng cửa sổ Khuyến học khác đang mở, xem ổ đĩa còn chỗ trống, rồi phục hồi lại.",
        ) from fault
    finally:
        if (folder / FILE_NAME).exists():  # without it the fresh file is all there is: see finish_interrupted
            with suppress(OSError):
                fresh.unlink(missing_ok=True)


def finish_interrupted(folder: Path) -> None:
    """End a restore that was cut off between the two renamings; called before a folder is looked into."""
    fresh, current = folder / _FRESH, folder / FILE_NAME
    if fresh.exists() and not current.exists() and _is_whole(fresh):
        fresh.replace(current)


def _is_whole(fresh: Path) -> bool:
    try:
        return is_sound(fresh)
    except UserError:  # its password is not given yet; opening it will ask
        return True


def _exchange(fresh: Path, folder: Path, kept_as: str) -> Path:
    """Exchange the files by renaming; where that fails half way, the old one goes back to its place."""
    (folder / FOLDER).mkdir(exist_ok=True)
    current = folder / FILE_NAME
    kept = free_name(folder / FOLDER, f"{kept_as}-{datetime.now():%Y%m%d-%H%M%S}")
    moved: list[tuple[Path, Path]] = []
    try:
        for ending in ("-journal", "-wal", "-shm", ""):  # beside another file any of them would spoil it
            part = current.with_name(current.name + ending)
            if part.exists():
                moved.append((part, part.replace(kept.with_name(kept.name + ending))))
        fresh.replace(current)
    except OSError:
        for place, away in reversed(moved):
            away.replace(place)
        raise
    return kept


def _facts_of_sound(backup: Path) -> CopyFacts:
    if not backup.is_file():
        raise UserError("not_found", f"Không tìm thấy bản sao lưu {backup}.", "Chọn lại tệp sao lưu (.db).")
    if not is_sound(backup):
        raise UserError(
            "backup_unsound",
            f"Bản sao {backup.name} không nguyên vẹn nên không dùng được.",
            "Chọn bản sao lưu khác. Dữ liệu hiện tại không bị thay đổi.",
        )
    return copies.facts_of(backup)


def _refuse_other_commune(current: Path, facts: CopyFacts) -> None:
    try:
        now = copies.facts_of(current) if current.is_file() else None
    except (UnsoundCopy, UserError):  # damaged, or a password not given: whose it is cannot be told
        return
    if now is not None and _other_commune(now, facts):
        raise UserError(
            "other_commune",
            f"Bản sao này là của {facts.kind} {facts.name}, còn dữ liệu đang dùng là của {now.kind} {now.name}.",
            "Chọn bản sao của đúng xã, hoặc phục hồi vào một thư mục dữ liệu khác.",
        )


def _other_commune(now: CopyFacts, copy: CopyFacts) -> bool:
    if now.code and copy.code:
        return now.code != copy.code
    return now.name != copy.name


def _later(file: CommuneFile, now: CopyFacts, copy: CopyFacts) -> tuple[str, ...] | None:
    """The lines of the journal after the copy's last; None when that line is not in the journal."""
    if _other_commune(now, copy):
        return None
    if copy.entry and journal.written_at(file, copy.entry) != copy.entry_at:
        return None
    lines = []
    for entry in journal.entries(file, LATER_NAMED, None):
        if entry.id <= copy.entry:
            break
        lines.append(entry.summary)
    return tuple(lines)
