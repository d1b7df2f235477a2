"""Choices kept between runs."""

import pytest
from PySide6.QtCore import QByteArray

from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.theme import Look


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.ini"


def test_defaults(qapp, path):
    fresh = Preferences(path)
    assert (fresh.text_size(), fresh.look(), fresh.widths("households")) == (100, Look.SYSTEM, [])
    assert fresh.geometry().isEmpty()


def test_choices_survive_a_restart(qapp, path):
    first = Preferences(path)
    first.set_text_size(150)
    first.set_look(Look.DARK)
    first.set_widths("households", [120, 80])
    first.set_geometry(QByteArray(b"\x00\x01=,;"))
    first.set_last_folder("D:/Tài liệu, xã")
    second = Preferences(path)
    assert (second.text_size(), second.look(), second.widths("households")) == (150, Look.DARK, [120, 80])
    assert bytes(second.geometry().data()) == b"\x00\x01=,;"
    assert second.last_folder() == "D:/Tài liệu, xã"


@pytest.mark.parametrize(("asked", "kept"), [(95, 100), (154, 150), (250, 200)])
def test_text_size_goes_in_steps_between_its_ends(qapp, path, asked, kept):
    preferences = Preferences(path)
    preferences.set_text_size(asked)
    assert preferences.text_size() == kept


def test_a_damaged_file_gives_defaults(qapp, path):
    path.write_text("[view]\ntext_size=lớn\nlook=purple\n[widths]\nx=a b\n", "utf-8")
    preferences = Preferences(path)
    assert (preferences.text_size(), preferences.look(), preferences.widths("x")) == (100, Look.SYSTEM, [])


def test_a_change_is_told_once(qapp, path, qtbot):
    preferences = Preferences(path)
    with qtbot.waitSignal(preferences.look_changed):
        preferences.set_text_size(120)
    with qtbot.assertNotEmitted(preferences.look_changed):
        preferences.set_text_size(120)
