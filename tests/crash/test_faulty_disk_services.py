"""Every service that writes, on a disk that fails at one write after the other: whole, or not there."""

import random
import shutil
import subprocess
import sys

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, communes
from tests.crash import work
from tests.crash.faulty_disk import faulty_disk
from tests.crash.lists import write_lists
from tests.crash.states import faults_of_files, state_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a VFS in Python cannot lock there")
LIVED = 200  # actions that the commune has behind it: enough for every other one to find something to do
TRIES = 100
POINTS = 4  # moments at which the disk fails, spread over all that an action writes
CLOSING = {"restore", "password"}  # they close the file: test_faulty_disk_files.py
WITHOUT_A_TRACE = {"backup", "second_copy", "export", "anonymous_copy", "draft"}
PAPERS = {"templates", "paper", "tables"}  # they write no database
NOT_YET = {
    "lock", "erase", "mode", "open_year", "roll", "import_persons", "import_clans", "import_units", "import_set",
    "delete_group",
}  # fmt: skip
FIRST = {
    "redo": "undo", "restore_clan": "delete_clan", "restore_unit": "delete_unit", "restore_household": "delete",
    "restore_person": "delete_persons", "register_again": "open_year", "come_back": "away", "give_back": "stage",
    "stay_after_all": "leave", "repair": "untidy", "delete_group": "add_group", "let_be_computed": "set_by_hand",
    "delete_decision": "note_decision",
}  # fmt: skip
REFUSALS = {"disk_fault", "disk_full", "cannot_open", "backup_failed", "backup_unsound", "cannot_write"}


@pytest.fixture(scope="module")
def lived_in(sample_made, tmp_path_factory):
    """A commune with a past of many kinds, nothing locked, and the lists to import."""
    place = tmp_path_factory.mktemp("lived")
    folder = shutil.copytree(sample_made, place / "xa")
    officer = work.Officer(communes.open_commune(folder), random.Random(4), write_lists(place))
    for _ in range(LIVED):
        name, act = officer.random_action()
        if name not in CLOSING | WITHOUT_A_TRACE | PAPERS | NOT_YET:
            _refusal(act)
    officer.file.close()
    return folder, officer.lists


def _refusal(act):
    """The code of the refusal, or "" where it was done.

    Where a disk in Python fails again while a copy is given up, apsw reports a SystemError; of a real disk
    (test_a_backup_on_a_disk_that_is_really_full) it comes in words.
    """
    try:
        act()
    except UserError as refusal:
        return refusal.code if refusal.message and refusal.cure else f"{refusal.code} says too little"
    except SystemError as twice:
        if isinstance(twice.__cause__, apsw.Error):
            return "disk_fault"
        raise
    return ""


class Trial:
    """One action tried again and again by the same chance."""

    def __init__(self, disk, folder, lists, name, seed=0):
        self.disk, self.name, self.seed = disk, name, seed
        self.officer = work.Officer(communes.open_commune(folder), None, lists)

    def act(self):
        self.officer.rng = random.Random(self.seed)
        return getattr(self.officer, self.name)()

    def failing(self, writes, fault, sticky):
        """The code of the refusal when the disk fails after so many writes."""
        self.disk.left, self.disk.fault, self.disk.sticky = writes, fault, sticky
        try:
            return _refusal(self.act)
        finally:
            self.disk.left = None

    def find(self):
        """How many writes the action takes, by the first chance by which it does something."""
        before = state_of(self.officer.file)
        for self.seed in range(TRIES):
            self.disk.written = 0
            done = _refusal(self.act) == "" and self.disk.written
            if done and (self.name in WITHOUT_A_TRACE or state_of(self.officer.file) != before):
                return done
        raise AssertionError(f"{self.name} never did anything")


def made_ready(folder, place, lists, name):
    """A copy of the commune in which the action finds something to do; its chance, and how much it writes."""
    ready, trial_place = shutil.copytree(folder, place / "xa"), place / "try"
    with faulty_disk() as disk:
        if name in FIRST:
            first = Trial(disk, ready, lists, FIRST[name])
            first.find()
            first.officer.file.close()
        trial = Trial(disk, shutil.copytree(ready, trial_place), lists, name)
        written = trial.find()
        trial.officer.file.close()
    return ready, trial.seed, written


@pytest.mark.parametrize("name", sorted(work.ACTIONS.keys() - CLOSING - PAPERS))
def test_wherever_the_disk_fails_the_action_is_whole_or_not_there(lived_in, tmp_path, name):
    ready, seed, written = made_ready(lived_in[0], tmp_path, lived_in[1], name)
    refused, was_whole = set(), False
    with faulty_disk() as disk:
        trial = Trial(disk, ready, lived_in[1], name, seed)
        before = last = state_of(trial.officer.file)
        for point in range(POINTS):
            if last != before:
                break
            fault = apsw.FullError if point % 2 else apsw.IOError
            refused.add(trial.failing(written * point // POINTS, fault, sticky=point % 3 > 0))
            last = state_of(trial.officer.file)
        was_whole = last != before
        trial.officer.file.close()
    assert refused - {""} <= REFUSALS
    assert refused - {""}
    assert "" not in refused or was_whole or name in WITHOUT_A_TRACE
    file = communes.open_commune(ready)
    assert state_of(file) == last
    assert [one.code for one in check.check(file) if one.is_error and one.code != "text_untidy"] == []
    file.close()
    assert faults_of_files(ready, []) == []


FILL = """
import resource, sys
from pathlib import Path
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, communes
file = communes.open_commune(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    backup.make_backup(file)
except UserError as refusal:
    print(refusal.code)
"""


@pytest.mark.parametrize("part", [0.02, 0.3, 0.95])
def test_a_backup_on_a_disk_that_is_really_full(sample_made, tmp_path, part):
    """The system itself lets no file grow beyond a part of what the copy needs."""
    folder = shutil.copytree(sample_made, tmp_path / "xa")
    limit = int((folder / communes.FILE_NAME).stat().st_size * part)
    told = subprocess.run(
        [sys.executable, "-c", FILL, str(folder), str(limit)], capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() in ("disk_fault", "disk_full", "backup_failed"), told.stderr
    assert list((folder / "backups").iterdir()) == []
