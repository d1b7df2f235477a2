"""Errors of the disk in the middle of an action: a refusal in words, everything as before, and work goes on."""

import random
import sys
from contextlib import contextmanager

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, communes, entry, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.crash.faulty_disk import faulty_disk
from tests.crash.states import state_of
from tests.crash.work import Officer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="exclusive locking keeps the file to itself there")
YEAR = 2026


@contextmanager
def on_faulty_disk(folder):
    """The disk, and a small commune on it; at the end the file is opened from a sound disk and checked."""
    with faulty_disk() as disk:
        file = communes.create_commune(folder, "99999", "Mẫu", "Tỉnh", YEAR)
        group = groups.add_group(file, "Thôn Thượng", "thôn", YEAR)
        ids = [
            households.add(file, YEAR, group, HouseholdFields(head_name=f"Nguyễn Văn {name}"))
            for name in "ABCDEFGH"
        ]
        yield disk, file, ids
        disk.left = None
        last = state_of(file)
        file.close()
    file = communes.open_commune(folder)
    assert state_of(file) == last
    assert [problem for problem in check.check(file) if problem.is_error] == []
    file.close()


@pytest.mark.parametrize("fault", [apsw.IOError, apsw.FullError])
@pytest.mark.parametrize("sticky", [True, False])
def test_wherever_the_disk_fails_an_action_is_whole_or_not_there(tmp_path, fault, sticky):
    refused = 0
    with on_faulty_disk(tmp_path / "xa") as (disk, file, ids):
        disk.fault, disk.sticky = fault, sticky
        for writes in range(40):
            cells = {(i, code): writes % 7 * 100 for i in ids for code in ("C1_1", "C1_2", "C2_1")}
            refused += is_refused(disk, file, writes, lambda: entry.save_cells(file, YEAR, cells, "Chấm"))  # noqa: B023
    assert refused > 3


def test_random_work_on_a_failing_disk(tmp_path):
    rng = random.Random(7)
    names = ("sheet", "bulk_fill", "add", "edit", "move", "register", "propose", "recognise", "undo", "redo")
    refused = 0
    with on_faulty_disk(tmp_path / "xa") as (disk, file, _):
        for _ in range(80):
            act = getattr(Officer(file, rng, []), rng.choice(names))
            refused += is_refused(disk, file, rng.randrange(30), act)
    assert refused > 5


def is_refused(disk, file, writes, act):
    """Whether the disk, failing after so many writes, stopped an action; then nothing of it may be there."""
    before = state_of(file)
    disk.left = writes
    try:
        act()
    except UserError as refusal:
        code = refusal.code
    else:
        return False
    finally:
        disk.left = None
    assert state_of(file) == before
    return code in ("disk_fault", "disk_full")
