"""Odd places for a commune file: letters with marks are fine; too long, on a network, not writable are told."""

import ctypes
import os
import sys
from pathlib import PureWindowsPath
from types import SimpleNamespace

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.store import places


def refused(call, *arguments):
    with pytest.raises(UserError) as refusal:
        call(*arguments)
    assert refusal.value.cure
    return refusal.value.code


def make(folder):
    return communes.create_commune(folder, "99999", "Mẫu", "Tỉnh", 2026)


def test_vietnamese_letters_and_signs_in_the_path(tmp_path):
    folder = tmp_path / "Xã Đại Đồng – năm 2026 (50% #1)"
    make(folder).close()
    file = communes.open_commune(folder)
    assert communes.facts(file).name == "Mẫu"
    file.close()


def test_a_path_longer_than_260_characters_works_here_and_one_too_long_is_told(tmp_path):
    long = tmp_path.joinpath(*["a" * 50] * 4)
    assert len(str(long)) > 200
    make(long).close()
    too_long = tmp_path.joinpath(*["ă" * 60] * 8)
    assert refused(make, too_long) == "path_too_long"
    assert not (too_long / communes.FILE_NAME).exists()


def test_windows_has_less_room(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(places, "_windows_remote", lambda _place: False)
    places.refuse_bad_place(tmp_path / "short" / "khuyenhoc.db")
    assert refused(places.refuse_bad_place, tmp_path.joinpath("b" * 150, "c" * 60, "k.db")) == "path_too_long"


@pytest.mark.parametrize(
    ("place", "said", "remote"),
    [
        (r"\\may-chu\chung\xa", 3, True),
        (r"Z:\KhuyenHoc", 4, True),
        (r"D:\KhuyenHoc", 3, False),
        (r"E:\xa", 2, False),
    ],
)
def test_what_windows_calls_remote(monkeypatch, place, said, remote):
    kernel = SimpleNamespace(GetDriveTypeW=lambda _anchor: said)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert places._windows_remote(PureWindowsPath(place)) is remote


@pytest.mark.parametrize(("kind", "code"), [("cifs", "network_drive"), ("nfs4", "network_drive"), ("ext4", None)])
def test_a_network_drive_is_refused_and_nothing_is_made_there(tmp_path, monkeypatch, kind, code):
    mounts = tmp_path / "mounts"
    drive = tmp_path / "ổ mạng"
    shown = str(drive).replace(" ", "\\040")
    mounts.write_text(f"none / ext4 rw 0 0\n//may-chu/chung {shown} {kind} rw 0 0\n", "utf-8")
    monkeypatch.setattr(places, "_MOUNTS", mounts)
    if code is None:
        make(drive / "xa").close()
        return
    assert refused(make, drive / "xa") == code
    assert not (drive / "xa" / communes.FILE_NAME).exists()


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path):
    (tmp_path / "xa").write_text("a file", "utf-8")
    assert refused(make, tmp_path / "xa") == "cannot_make_folder"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_told_and_left_alone(tmp_path):
    folder = tmp_path / "chỉ đọc"
    make(folder).close()
    (folder / communes.FILE_NAME).chmod(0o400)
    folder.chmod(0o500)
    try:
        assert refused(communes.open_commune, folder) == "read_only"
        assert refused(make, folder / "xa") == "cannot_make_folder"
    finally:
        folder.chmod(0o700)
