"""Erasing the personal data of a household or of one person for good, as he may ask for (Law 91/2025/QH15).

Afterwards a fresh copy is made, and the copies that still hold the data are named; they are removed only when the
officer says so, because with them goes the way back to earlier states of the file.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from khuyenhoc_desktop.domain.criteria import Kind
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import HOUSEHOLD, PERSON
from khuyenhoc_desktop.services import backup, criteria_sets
from khuyenhoc_desktop.services.backup_second import second_copy
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.left_files import left_databases
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import erasing, erasing_names, record_queries
from khuyenhoc_desktop.store.erasing_names import Head, NamedElsewhere

__all__ = ["Head", "NamedElsewhere", "erase_household", "erase_person", "named_elsewhere", "remove_copies"]

SUMMARY = "Xóa hẳn dữ liệu cá nhân của một hộ"
SUMMARY_OF_PERSON = "Xóa hẳn dữ liệu cá nhân của một người"


@dataclass(frozen=True, slots=True)
class Erased:
    """The fresh copy, and the files in known places that still hold the data (or may: they do not open)."""

    copy: Path
    still_in: tuple[Path, ...]


def named_elsewhere(file: CommuneFile, table: str, identity: int) -> NamedElsewhere:
    """Where else the names of a household (with its persons) or person stand: as heads, signers, in settings."""
    return erasing_names.named_elsewhere(file, table, identity)


def erase_household(file: CommuneFile, household: int, heads: Sequence[Head] = ()) -> Job[Erased]:
    """Take name, birth, address, numbers, notes and written answers out of facts and journal.

    Points, results and years stay, under a name that tells nothing. The name goes from `heads` as well, clans and
    units that named_elsewhere found. This cannot be undone.

    Raises:
        UserError: no_household; busy, disk_full … : then nothing is erased. backup_failed … : it is, but there is
        no fresh copy.
    """
    if not record_queries.is_on_file(file, HOUSEHOLD, household):
        raise UserError("no_household", "Hộ này không còn trong tệp.", "Nạp lại danh sách rồi chọn hộ khác.")
    return (yield from _erasing(file, HOUSEHOLD, household, SUMMARY, heads))


def erase_person(file: CommuneFile, person: int, heads: Sequence[Head] = ()) -> Job[Erased]:
    """Take one person's name, birth, sex, numbers, notes and written answers out of facts and journal.

    His year of birth, household, thôn, unit and clan, points, results and years stay, under a name that tells
    nothing. A name that stands elsewhere too (as head of a household, as signer) stays there, but goes from
    `heads`, clans and units that named_elsewhere found. This cannot be undone.

    Raises:
        UserError: no_person; else as erase_household.
    """
    if not record_queries.is_on_file(file, PERSON, person):
        raise UserError("no_person", "Người này không còn trong tệp.", "Nạp lại danh sách rồi chọn người khác.")
    return (yield from _erasing(file, PERSON, person, SUMMARY_OF_PERSON, heads))


def remove_copies(paths: Sequence[Path]) -> list[Path]:
    """Remove files that still hold erased data; those that could not be removed."""
    for path in paths:
        for part in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm"))):
            with suppress(OSError):
                part.unlink(missing_ok=True)
    return [path for path in paths if path.exists()]


def _erasing(file: CommuneFile, table: str, identity: int, summary: str, heads: Sequence[Head]) -> Job[Erased]:
    texts = {
        indicator.code
        for one in criteria_sets.all_kept(file)
        for indicator in one.indicators
        if indicator.kind is Kind.TEXT
    }
    for _ in erasing.erase(file, table, identity, summary, sorted(texts), heads):
        yield Progress(0, 0, "Đang xóa dữ liệu cá nhân khỏi dữ liệu và nhật ký")
    fresh = yield from backup.backing_up(file, backup.ERASE)
    yield Progress(0, 0, "Đang xem bản sao lưu nào còn dữ liệu đó")
    return Erased(fresh, tuple(one for one in _kept_files(file) if erasing.holds(one, table, identity)))


def _kept_files(file: CommuneFile) -> list[Path]:
    second = second_copy(file)
    outside = sorted(second.folder.glob("*.db")) if second.folder is not None and second.is_there else []
    return [*left_databases(file.folder), *outside]
