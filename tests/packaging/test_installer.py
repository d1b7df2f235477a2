"""What the installer tells Windows of the kinds of files that the program opens, and takes back at removal."""

import re

import pytest
from winbuild.common import SOURCES
from winbuild.windows_chapters import KINDS

from khuyenhoc_desktop.services.file_kinds import FileKind

SCRIPT = (SOURCES / "installer.nsi").read_text("utf-8")
INSTALLING, REMOVING = SCRIPT.split('Section "Uninstall"')


def named(macro, text):
    return dict(re.findall(rf'!insertmacro {macro} "(\.\w+)" "(\w+)"', text))


def test_every_kind_that_the_program_opens_is_registered_and_taken_back():
    assert set(named("Register", INSTALLING)) == {kind.value for kind in FileKind}
    assert named("Unregister", REMOVING) == named("Register", INSTALLING)


def test_the_try_out_asks_for_the_same_kinds():
    assert {ending: f"KhuyenHoc.{kind}" for ending, kind in named("Register", INSTALLING).items()} == KINDS


@pytest.mark.parametrize("ending", [kind.value for kind in FileKind])
def test_only_the_box_becomes_ours(ending):
    taken = f'WriteRegStr HKCU "${{CLASSES}}\\{ending}" ""' in INSTALLING
    assert taken is (ending == FileKind.BOX)


def test_all_is_for_this_user_alone():
    assert set(re.findall(r"(?:Write|Delete)Reg\w+ (?:/\w+ )?(\w+)", SCRIPT)) == {"HKCU"}
    assert "RequestExecutionLevel user" in SCRIPT
