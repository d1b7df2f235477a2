"""The power is cut in the middle of the work: what was confirmed is there, of what was under way all or none."""

import random
import shutil
import sys

import pytest

from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.store import connection
from tests.crash import work
from tests.crash.lists import write_lists
from tests.crash.power import powered
from tests.crash.states import judge, state_of
from tests.crash.test_pulled_out import NAMES, did

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a VFS in Python cannot lock there")
CUTS = 15
IN_THE_FILE = [name for name in NAMES if name not in {"backup", "second_copy"}]


def cut_and_judge(folder, lists, rng):
    """Work until the power is cut; what is wrong with the file found afterwards."""
    with powered() as disk:
        officer = work.Officer(communes.open_commune(folder), rng, lists)
        confirmed = before = state_of(officer.file)
        disk.left = rng.randrange(150)
        while not disk.gone:
            before = confirmed
            did(officer, rng.choice(IN_THE_FILE))
            if not disk.gone:
                confirmed = state_of(officer.file)
        officer.file.close()
        disk.gone = False
        disk.cut(rng)
    return judge(folder, before, []).faults


def test_what_was_confirmed_survives_a_power_cut(sample_made, tmp_path):
    rng, lists = random.Random(3), write_lists(tmp_path)
    folder = shutil.copytree(sample_made, tmp_path / "xa")
    assert [cut_and_judge(folder, lists, rng) for _ in range(CUTS)] == [()] * CUTS


def test_a_file_that_is_not_brought_to_the_disk_would_be_found_out(sample_made, tmp_path, monkeypatch):
    """Proof that the judgement can fail: without synchronous=FULL confirmed work is lost."""
    monkeypatch.setitem(connection.PRAGMAS, "synchronous", 0)
    rng, lists = random.Random(3), write_lists(tmp_path)
    folder = shutil.copytree(sample_made, tmp_path / "xa")
    with pytest.raises(Exception):  # noqa: B017, PT011 - lost entries, or a file that does not even open
        assert [cut_and_judge(folder, lists, rng) for _ in range(CUTS)] == [()] * CUTS
