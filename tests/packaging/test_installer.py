"""What the installer tells Windows of the kinds of files that the program opens, and takes back at removal."""

import re
from xml.etree import ElementTree

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


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dpiAwareness", "PerMonitorV2, PerMonitor"),
        ("longPathAware", "true"),
    ],
)
def test_the_program_tells_windows_what_it_can_do(name, value):
    manifest = ElementTree.parse(SOURCES / "launcher" / "program.manifest")
    (told,) = [part for part in manifest.iter() if part.tag.endswith("}" + name)]
    assert told.text == value


def test_all_is_for_this_user_alone():
    assert set(re.findall(r"(?:Write|Delete)Reg\w+ (?:/\w+ )?(\w+)", SCRIPT)) == {"HKCU"}
    assert "RequestExecutionLevel user" in SCRIPT
