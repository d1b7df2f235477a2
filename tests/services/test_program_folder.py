"""Where an installation keeps its own files: the user's folder, or beside a program that is carried about."""

import sys
from pathlib import Path

import pytest

from khuyenhoc_desktop.services import communes

MARK = communes.PORTABLE_MARK


@pytest.fixture
def program(tmp_path, monkeypatch):
    """The folder of an installed program, on Windows."""
    folder = tmp_path / "Khuyến học"
    folder.mkdir()
    monkeypatch.delenv("KHUYENHOC_HOME", raising=False)
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "Nguyễn Văn Ả"))
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", str(folder / "KhuyenHoc.exe"))
    return folder


def test_an_installed_program_uses_the_users_folder(program, tmp_path):
    assert communes.program_folder() == tmp_path / "Nguyễn Văn Ả" / "KhuyenHoc"


def test_the_mark_keeps_the_data_beside_the_program(program):
    (program / MARK).write_text("")
    assert communes.program_folder() == program / "du-lieu"


def test_a_folder_of_that_name_is_no_mark(program, tmp_path):
    (program / MARK).mkdir()
    assert communes.program_folder() == tmp_path / "Nguyễn Văn Ả" / "KhuyenHoc"


def test_a_folder_that_is_named_comes_first(program, monkeypatch, tmp_path):
    (program / MARK).write_text("")
    monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path / "named"))
    assert communes.program_folder() == Path(tmp_path / "named")
