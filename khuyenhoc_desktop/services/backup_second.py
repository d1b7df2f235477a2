"""The second copy, outside this machine: where the officer wants it, when it was made last, when it is too old."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from khuyenhoc_desktop.services.backup import SECOND, backing_up
from khuyenhoc_desktop.services.progress import Job
from khuyenhoc_desktop.store.commune_file import CommuneFile

__all__ = ["OLD_AFTER", "SecondCopy", "copying_to_second", "second_copy"]

OLD_AFTER = timedelta(days=7)  # from then on the officer is reminded
RENEWED_AFTER = timedelta(hours=20)  # with the stick in, a fresh copy each working day
_FOLDER, _AT = "backup.second_folder", "backup.second_at"


@dataclass(frozen=True, slots=True)
class SecondCopy:
    """Where the second copy goes (None: not chosen yet) and when it was made last (None: never)."""

    folder: Path | None
    at: datetime | None

    @property
    def is_there(self) -> bool:
        """Whether the stick is in, or the folder can be reached."""
        return self.folder is not None and self.folder.is_dir()

    def is_old(self, now: datetime) -> bool:
        """Whether to remind of it."""
        return self.at is None or now - self.at > OLD_AFTER

    def is_due(self, now: datetime) -> bool:
        """Whether it should be made now, by itself; also when the clock was set back behind it."""
        return self.is_there and (self.at is None or abs(now - self.at) > RENEWED_AFTER)


def second_copy(file: CommuneFile) -> SecondCopy:
    """What is known of the second copy."""
    folder, at = file.remembered(_FOLDER), file.remembered(_AT)
    return SecondCopy(Path(folder) if folder else None, datetime.fromisoformat(at) if at else None)


def copying_to_second(file: CommuneFile, folder: Path) -> Job[Path]:
    """Make a checked copy in a folder and remember that folder and the time.

    Raises:
        UserError: as services.backup.backing_up.
    """
    made = yield from backing_up(file, SECOND, folder)
    file.remember(_FOLDER, str(folder))
    file.remember(_AT, datetime.now().isoformat(timespec="seconds"))
    return made
