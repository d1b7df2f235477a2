"""What the program leaves beside the commune file, and how much room it takes.

Copies are thinned (domain/copy_thinning.py). What was put aside is not: replaced and damaged files, copies before
a migration, what a rescue read. It is the officer's to throw away, so it is told with its size.
"""

from dataclasses import dataclass
from pathlib import Path

from khuyenhoc_desktop.services.backup import FOLDER, STEM
from khuyenhoc_desktop.services.recovery import RESCUE_FOLDER


@dataclass(frozen=True, slots=True)
class Room:
    """How many files and bytes: copies that are thinned by themselves, and files that stay until thrown away."""

    copies: int
    copies_bytes: int
    aside: int
    aside_bytes: int


def left_databases(folder: Path) -> list[Path]:
    """Every database that the program made in a data folder, besides the commune file itself."""
    return sorted((folder / FOLDER).glob("*.db")) + sorted((folder / RESCUE_FOLDER).rglob("*.db"))


def room_taken(folder: Path) -> Room:
    """How much room the copies and the files put aside take in a data folder."""
    copies = list((folder / FOLDER).glob(f"{STEM}-*.db"))
    known = set(copies)
    aside = [one for one in left_databases(folder) if one not in known]
    return Room(len(copies), _bytes(copies), len(aside), _bytes(aside))


def _bytes(paths: list[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.exists())
