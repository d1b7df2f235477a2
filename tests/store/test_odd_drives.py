"""Drives that cannot lock, folders without rights or taken away meanwhile: told in words, nothing lost."""

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import apsw
import pytest

from khuyenhoc_desktop.services import backup, check, communes, groups
from tests.crash import faulty_disk as disks
from tests.crash.faulty_disk import faulty_disk
from tests.crash.states import state_of
from tests.refusals import code_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a VFS in Python, owners and rights as here")
YEAR = 2026
NOBODY = 65534


def make(folder):
    communes.create_commune(folder, "99999", "Mẫu", "Tỉnh", YEAR).close()
    return folder


@pytest.mark.parametrize("base", ["unix-none", "unix-dotfile"])
def test_a_drive_without_shared_memory_is_refused_and_stays_as_it_was(tmp_path, base):
    old = make(tmp_path / "cũ")
    before = (old / communes.FILE_NAME).read_bytes()
    with faulty_disk(base):
        assert code_of(communes.open_commune, old) == "unfit_drive"
        assert code_of(make, tmp_path / "mới") == "unfit_drive"
    assert (old / communes.FILE_NAME).read_bytes() == before
    assert list((tmp_path / "mới").iterdir()) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (apsw.SQLITE_IOERR_LOCK, "unfit_drive"),
        (apsw.SQLITE_IOERR_RDLOCK, "unfit_drive"),
        (apsw.SQLITE_IOERR_SHMMAP, "unfit_drive"),
        (apsw.SQLITE_IOERR_SHMSIZE, "disk_full"),
        (apsw.SQLITE_IOERR_READ, "disk_fault"),
    ],
)
def test_a_drive_that_cannot_lock_is_told_as_such(tmp_path, said, code):
    folder = make(tmp_path / "xã")

    def fail(_file, _level):
        raise apsw.exception_for(said)

    with patch.object(disks.DiskFile, "xLock", fail), faulty_disk():
        assert code_of(communes.open_commune, folder) == code
    communes.open_commune(folder).close()


@pytest.mark.parametrize("name", ["Xã Đại Đồng 🌾 (bản chính)", "a'b%20c#d?e&f=g", "x" * 80 + "/" + "y" * 200])
def test_odd_names_of_folders(tmp_path, name):
    folder = make(tmp_path / name)
    file = communes.open_commune(folder)
    groups.add_group(file, "Thôn Một", "thôn", YEAR)
    backup.make_backup(file)
    assert check.check(file) == []
    file.close()
    assert [backup.is_sound(copy) for copy in backup.backups(folder)] == [True]


def test_a_folder_taken_away_under_the_open_file(tmp_path):
    folder, away = make(tmp_path / "xã"), tmp_path / "thùng rác"
    file = communes.open_commune(folder)
    before = state_of(file)
    folder.rename(away)
    assert code_of(groups.add_group, file, "Thôn Một", "thôn", YEAR) == "file_gone"
    assert code_of(file.remember, "draft.x", "đang gõ dở") == "file_gone"
    assert code_of(check.check, file) == "cannot_open"
    assert state_of(file) == before
    assert not folder.exists()
    away.rename(folder)
    groups.add_group(file, "Thôn Một", "thôn", YEAR)
    file.close()
    file = communes.open_commune(folder)
    assert [row.name for row in groups.list_groups(file, YEAR)] == ["Thôn Một"]
    file.close()


@contextmanager
def as_nobody():
    """Root may write everywhere; inside, this process is nobody in particular."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


@pytest.fixture
def nobodys(monkeypatch):
    """A closed commune in a folder that nobody in particular owns."""
    place = Path(tempfile.mkdtemp(prefix="khuyenhoc-quyen-"))
    place.chmod(0o755)
    monkeypatch.setattr(communes, "installation_number", lambda: 7)
    folder = make(place / "xã")
    if os.geteuid() == 0:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, NOBODY, NOBODY)
    yield folder
    folder.chmod(0o700)
    shutil.rmtree(place)


@pytest.mark.parametrize(
    ("rights", "of_folder", "code"),
    [
        (0o600, 0o500, "read_only"),
        (0o400, 0o700, "read_only"),
        (0o400, 0o500, "read_only"),
        (0o000, 0o700, "cannot_open"),
        (0o600, 0o000, "cannot_open"),
    ],
)
def test_a_folder_without_rights_is_told_at_opening(nobodys, rights, of_folder, code):
    before = (nobodys / communes.FILE_NAME).read_bytes()
    (nobodys / communes.FILE_NAME).chmod(rights)
    nobodys.chmod(of_folder)
    with as_nobody():
        assert code_of(communes.open_commune, nobodys) == code
    nobodys.chmod(0o700)
    assert (nobodys / communes.FILE_NAME).read_bytes() == before


def test_rights_taken_away_while_it_is_open(nobodys):
    with as_nobody():
        file = communes.open_commune(nobodys)
        nobodys.chmod(0o500)
        groups.add_group(file, "Thôn Một", "thôn", YEAR)  # the file itself is open and can be written
        assert code_of(backup.make_backup, file) == "backup_failed"
        nobodys.chmod(0o700)
        backup.make_backup(file)
        assert check.check(file) == []
        file.close()
