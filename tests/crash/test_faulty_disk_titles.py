"""Errors of the disk in the middle of what the second schema brought: whole or not there, wherever it fails."""

import sys

import apsw
import pytest

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.services import clans, groups, history, year_lock, year_roll
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.store import erasing
from tests.all_titles import YEAR, make
from tests.crash.test_faulty_disk import is_refused, on_faulty_disk
from tests.services.importing.books import write_xlsx

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="exclusive locking keeps the file to itself there")
ALONE = Options(households={EVERY_DOUBT: NO_HOUSEHOLD})
HEADINGS = ["STT", "Họ và tên", "Năm sinh", "Thôn"]
PERSONS = [HEADINGS, *([at, f"Lê Văn {name}", 1970 + at, "Thôn Đông"] for at, name in enumerate("BCDEGHIK", 1))]


def importing(file, made, folder):
    plan = finish(plan_persons(file, YEAR, write_xlsx(folder / "nguoi.xlsx", {"Sheet1": PERSONS}), ALONE))
    return lambda: finish(apply_plan(file, plan))


def undoing(file, made, folder):
    importing(file, made, folder)()
    return lambda: history.undo(file)


def joining(file, made, folder):
    twin = clans.REGISTER.add(file, ClanFields(name="Họ Nguyễn Đình", valid_from=2020))
    return lambda: clans.REGISTER.merge(file, made.clan, twin)


WORK = {
    "import": importing,
    "undo": undoing,
    "join": joining,
    "lock": lambda file, made, folder: lambda: year_lock.lock_year(file, YEAR, "Nộp xong"),
    "roll": lambda file, made, folder: lambda: year_roll.roll_over(file, YEAR, set(TITLES)),
    "merge": lambda file, made, folder: lambda: groups.merge_groups(file, *made.groups, YEAR),
    "erase": lambda file, made, folder: lambda: list(erasing.erase(file, "person", made.persons[0], "Xóa", [])),
}


@pytest.mark.parametrize("fault", [apsw.IOError, apsw.FullError])
@pytest.mark.parametrize("what", WORK)
def test_wherever_the_disk_fails_the_work_is_whole_or_not_there(tmp_path, what, fault):
    refused = 0
    with on_faulty_disk(tmp_path / "xa") as (disk, file, _):
        disk.fault = fault
        act = WORK[what](file, make(file), tmp_path)
        before = file.value("SELECT max(id) FROM journal")
        for writes in range(400):
            refused += is_refused(disk, file, writes, act)
            if file.value("SELECT max(id) FROM journal") != before:
                break
        assert file.value("SELECT max(id) FROM journal") > before
    assert refused > 3
