"""Making a commune's file in a folder where another one was, or is being made at the same time."""

import os
import time

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import check, communes, groups
from khuyenhoc_desktop.services.communes import FILE_NAME

YEAR = 2026


@pytest.fixture
def left_behind(tmp_path):
    """A folder in which only the -wal of a file is left, as after a crash when somebody took the file away."""
    file = communes.create_commune(tmp_path / "xa", "99999", "Xã Cũ", "Tỉnh Mẫu", YEAR)
    groups.add_groups(file, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], YEAR)
    log = (file.folder / f"{FILE_NAME}-wal").read_bytes()
    file.close()
    file.path.unlink()
    (file.folder / f"{FILE_NAME}-wal").write_bytes(log)
    return file.folder, log


def test_nothing_of_a_file_taken_away_gets_into_the_new_one(left_behind):
    folder, _log = left_behind
    new = communes.create_commune(folder, "11111", "Xã Mới", "Tỉnh Mẫu", YEAR)
    assert communes.facts(new).name == "Xã Mới"
    assert new.value("SELECT count(*) FROM residential_group") == 0
    assert check.check(new) == []
    new.close()


def test_what_may_be_the_last_work_of_the_old_one_is_kept_beside(left_behind):
    folder, log = left_behind
    communes.create_commune(folder, "11111", "Xã Mới", "Tỉnh Mẫu", YEAR).close()
    (kept,) = folder.glob("con-lai-*")
    assert kept.read_bytes() == log
    communes.open_commune(folder).close()
    assert kept.exists()


def test_a_file_that_another_window_made_meanwhile_is_not_written_over(tmp_path, monkeypatch):
    folder, begin = tmp_path / "xa", communes._begin

    def slow(file, values, year):
        begin(file, values, year)
        if values["commune.name"] == "Xã Hai":
            (folder / FILE_NAME).write_bytes(b"of the other window")

    monkeypatch.setattr(communes, "_begin", slow)
    with pytest.raises(UserError) as refused:
        communes.create_commune(folder, "22222", "Xã Hai", "Tỉnh Mẫu", YEAR)
    assert refused.value.code == "already_there"
    assert (folder / FILE_NAME).read_bytes() == b"of the other window"
    assert [path.name for path in folder.iterdir()] == [FILE_NAME]


def test_what_another_run_is_making_right_now_is_left_alone(tmp_path):
    file = communes.create_commune(tmp_path / "xa", "99999", "An Học", "Tỉnh Mẫu", YEAR)
    file.close()
    fresh, old = (file.folder / f"{FILE_NAME}.{name}" for name in ("restoring", "rekey"))
    for path in (fresh, old):
        path.write_bytes(b"half")
    long_ago = time.time() - 2 * 3600
    os.utime(old, (long_ago, long_ago))
    communes.open_commune(file.folder).close()
    assert (fresh.exists(), old.exists()) == (True, False)
