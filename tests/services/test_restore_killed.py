"""A process that restores again and again is killed at random moments: the folder opens as one of the two."""

import random
import signal
import subprocess
import sys
import time

import pytest

from khuyenhoc_desktop.services import backup, backup_restore, check, communes, groups
from khuyenhoc_desktop.services.history import entries

YEAR = 2026
RESTORING = """
import sys
from pathlib import Path
from khuyenhoc_desktop.services import backup_restore
folder, *copies = map(Path, sys.argv[1:])
print("begun", flush=True)
while True:
    for copy in copies:
        backup_restore.restore(folder, copy)
"""


@pytest.fixture
def two_copies(commune, tmp_path):
    first = backup.make_backup(commune, tmp_path / "usb")
    for number in range(30):
        groups.add_group(commune, f"Thôn {number}", "thôn", YEAR)
    second = backup.make_backup(commune, tmp_path / "usb")
    commune.close()
    return commune.folder, first, second


@pytest.mark.skipif(sys.platform == "win32", reason="killed by a POSIX signal")
@pytest.mark.parametrize("seed", range(4))
def test_a_killed_restore_leaves_one_whole_file(two_copies, seed):
    folder, *copies = two_copies
    command = [sys.executable, "-c", RESTORING, str(folder), *map(str, copies)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as child:
        assert child.stdout.readline()
        time.sleep(random.Random(seed).uniform(0.005, 0.3))
        child.send_signal(signal.SIGKILL)
    backup_restore.finish_interrupted(folder)
    file = communes.open_commune(folder)
    assert len(groups.list_groups(file, YEAR)) in (0, 30)
    assert len(entries(file)) in (1, 31)
    assert check.check(file) == []
    file.close()
    kept = list((folder / backup.FOLDER).glob("truoc-phuc-hoi-*.db"))
    assert all(backup.is_sound(path) for path in kept)
