"""The stick with the data is pulled out in the middle of the work: plain words, and nothing confirmed is lost."""

import random
import shutil
import sys

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, communes, groups
from tests.crash import work
from tests.crash.faulty_disk import faulty_disk
from tests.crash.lists import write_lists
from tests.crash.states import faults_of_files, judge, state_of
from tests.crash.test_faulty_disk_services import CLOSING, PAPERS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a VFS in Python cannot lock there")
PULLS = 12
NAMES = sorted(work.ACTIONS.keys() - CLOSING - PAPERS - {"erase", "anonymous_copy", "export"})
REFUSALS = {"disk_fault", "cannot_open", "read_only", "backup_failed", "source_damaged", "corrupt"}


def test_pulled_out_in_the_middle_of_the_work(sample_made, tmp_path):
    rng, folder = random.Random(9), shutil.copytree(sample_made, tmp_path / "xa")
    lists, told = write_lists(tmp_path), set()
    for _ in range(PULLS):
        with faulty_disk() as disk:
            officer = work.Officer(communes.open_commune(folder), rng, lists)
            confirmed = state_of(officer.file)
            disk.pulled_out, disk.left = True, rng.randrange(60)
            while not disk.gone:
                code, was = did(officer, rng.choice(NAMES)), confirmed
                if disk.gone:
                    told.add(code)
                else:
                    confirmed = state_of(officer.file)
            told.add(did(officer, "edit"))
            officer.file.close()
        verdict = judge(folder, was, [])
        assert verdict.faults == ()
        assert faults_of_files(folder, []) == []
    assert told - {""} <= REFUSALS
    assert "disk_fault" in told


def did(officer, name):
    """The code of the refusal, or "" where it was done."""
    try:
        getattr(officer, name)()
    except UserError as refusal:
        return refusal.code if refusal.message and refusal.cure else f"{refusal.code} says too little"
    except SystemError:  # of apsw, where a disk in Python fails twice in one call (test_faulty_disk_services.py)
        return "disk_fault"
    return ""


def test_plugged_in_again_the_work_goes_on(sample_made, tmp_path):
    folder = shutil.copytree(sample_made, tmp_path / "xa")
    with faulty_disk() as disk:
        file = communes.open_commune(folder)
        disk.gone = True
        with pytest.raises(UserError) as refusal:
            groups.add_group(file, "Thôn Một", "thôn", 2026)
        assert "USB" in refusal.value.cure
        disk.gone = False
        groups.add_group(file, "Thôn Một", "thôn", 2026)
        assert check.check(file) == []
        file.close()
