"""The bundles made so far, remembered outside the facts: where each went, when, and what it said."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from khuyenhoc_desktop.services import history, summary
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.handover.bundle import BundleResult, export_bundle
from khuyenhoc_desktop.services.progress import Job

_KEPT = 50


@dataclass(frozen=True, slots=True)
class Export:
    """A bundle that was made: file, local time (ISO), number in the year's chain, SHA-256 and main figures.

    `is_new` is False where nothing had changed since the bundle before; `entry` is the journal's last entry then.
    """

    path: str
    made_at: str
    sequence: int
    sha256: str
    total: int
    registered: int
    recognised: int
    is_new: bool
    entry: int

    @property
    def file(self) -> Path:
        """Where the bundle was written."""
        return Path(self.path)

    @property
    def made(self) -> datetime:
        """When it was made, in local time."""
        return datetime.fromisoformat(self.made_at)


def exporting(file: CommuneFile, year: int, folder: Path) -> Job[Export]:
    """Make the bundle of a year in a folder and remember that it was made.

    Raises:
        UserError: what export_bundle raises.
    """
    made = yield from export_bundle(file, year, folder)
    export = _export(file, year, made)
    others = [old for old in exports(file, year) if (old.path, old.sequence) != (export.path, export.sequence)]
    kept = [export, *others][:_KEPT]
    file.remember(_key(year), json.dumps([asdict(one) for one in kept], ensure_ascii=False))
    return export


def exports(file: CommuneFile, year: int) -> list[Export]:
    """The bundles of a year made on this machine, the newest first."""
    told = file.remembered(_key(year))
    return [Export(**one) for one in json.loads(told)] if told else []


def has_changed_since(file: CommuneFile, export: Export) -> bool:
    """Whether anything was done in the file after a bundle was made (a new bundle may still be the same)."""
    return _last_entry(file) != export.entry


def _export(file: CommuneFile, year: int, made: BundleResult) -> Export:
    whole = summary.family_figures(file, year).commune
    return Export(
        path=str(made.path),
        made_at=datetime.now().isoformat(timespec="seconds"),
        sequence=made.sequence,
        sha256=made.sha256,
        total=whole.total,
        registered=whole.registered,
        recognised=whole.recognised,
        is_new=made.is_new,
        entry=_last_entry(file),
    )


def _last_entry(file: CommuneFile) -> int:
    last = history.entries(file, 1)
    return last[0].id if last else 0


def _key(year: int) -> str:
    return f"handover.exports.{year}"
