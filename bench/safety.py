"""Copies and the check of the file; the protected copy in a process of its own, its memory told apart."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench import floors
from bench.measuring import Figure, best, peak_memory
from khuyenhoc_desktop.services import backup, check, privacy
from khuyenhoc_desktop.services.communes import CommuneFile, open_commune

_PASSWORD = "đo thử cây tre trăm đốt"


def safety(file: CommuneFile, folder: Path) -> Iterator[Figure]:
    """Backup, protected backup, check, each with its floor."""
    ours = best(lambda: backup.make_backup(file, folder / "copies"), 3)
    floor = best(lambda: floors.copy_and_check(file.path, folder), 3)
    yield Figure("verified backup", "ms", ours, 1000, floor)
    command = [sys.executable, "-m", "bench.safety", str(file.path), str(folder / "protected")]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    yield Figure("verified backup, protected", "ms", told["ms"], 1000, floor)
    yield Figure("peak memory of it", "MB", told["MB"], None, None)
    ours = best(lambda: check.check(file), 3)
    yield Figure("check of the whole file", "ms", ours, 2000, best(lambda: floors.integrity(file.path), 3))


def _protected_backup(source: Path, folder: Path) -> dict[str, float]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    floors.copy(source, folder / source.name)
    privacy.set_password(folder, _PASSWORD)
    file = open_commune(folder)
    told = {"ms": best(lambda: backup.make_backup(file), 3), "MB": peak_memory()}
    file.close()
    shutil.rmtree(folder)
    return told


if __name__ == "__main__":
    print(json.dumps(_protected_backup(Path(sys.argv[1]), Path(sys.argv[2]))))
