"""What is shipped: the white lists, our own files, where they are read from, the second version of the try-out."""

import re
import subprocess
import sys

import pytest
from winbuild import contents, launcher, runtime, trial_build
from winbuild.common import ROOT


def wanted(package, name):
    return re.fullmatch(contents.WANTED[package], name) is not None


@pytest.mark.parametrize(
    ("package", "name", "shipped"),
    [
        ("pyside6-essentials", "PySide6/Qt6Core.dll", True),
        ("pyside6-essentials", "PySide6/QtSvg.pyd", True),
        ("pyside6-essentials", "PySide6/plugins/platforms/qwindows.dll", True),
        ("pyside6-essentials", "PySide6/plugins/iconengines/qsvgicon.dll", True),
        ("pyside6-essentials", "PySide6/opengl32sw.dll", False),
        ("pyside6-essentials", "PySide6/Qt6Qml.dll", False),
        ("pyside6-essentials", "PySide6/QtCore.pyi", False),
        ("pyside6-essentials", "PySide6/designer.exe", False),
        ("pyside6-essentials", "PySide6/translations/qtbase_de.qm", False),
        ("apsw-sqlite3mc", "apsw/__init__.cp311-win_amd64.pyd", True),
        ("apsw-sqlite3mc", "apsw/sqlite_extra_binaries/sqlite3_shell.exe", False),
        ("rapidfuzz", "rapidfuzz/distance/metrics_cpp.cp311-win_amd64.pyd", True),
        ("rapidfuzz", "rapidfuzz/__pyinstaller/__init__.py", False),
        ("peewee", "playhouse/apsw_ext.py", True),
        ("peewee", "playhouse/flask_utils.py", False),
        ("lxml", "lxml/etree.cp311-win_amd64.pyd", True),
        ("lxml", "lxml/objectify.cp311-win_amd64.pyd", False),
        ("lxml", "lxml/isoschematron/__init__.py", False),
        ("lxml", "lxml/html/__init__.py", False),
        ("lxml", "lxml/etree.pyx", False),
        ("python-docx", "docx/oxml/text/run.py", True),
        ("python-docx", "docx/templates/default.docx", True),
        ("python-docx", "docx/templates/default-docx-template/word/styles.xml", False),
        ("docxtpl", "docxtpl/template.py", True),
        ("docxtpl", "docxtpl/__main__.py", False),
        ("segno", "segno/encoder.py", True),
        ("segno", "segno/cli.py", False),
        ("segno", "segno-1.6.6.data/data/share/man/man1/segno.1", False),
    ],
)
def test_white_lists(package, name, shipped):
    assert wanted(package, name) is shipped


@pytest.mark.parametrize(
    ("name", "shipped"),
    [
        ("deploy_libs/python311.dll", True),
        ("deploy_libs/_ctypes.pyd", True),
        ("deploy_libs/_ssl.pyd", False),
        ("deploy_libs/libcrypto-3.dll", False),
        ("deploy_libs/tcl86t.dll", False),
        ("panda3d/core.cp311-win_amd64.pyd", False),
    ],
)
def test_of_the_runtime_wheel_only_python_is_taken(name, shipped):
    assert (runtime.DLL_FILES.fullmatch(name) is not None) is shipped


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    folder = tmp_path_factory.mktemp("shipped") / "app"
    contents.copy_program(folder, "7.8.9")
    return folder


def test_the_shipped_copy_works_alone(program, tmp_path):
    """Migrations, criteria sets, the sample and all else that is read by path are in it."""
    command = [sys.executable, str(program / "main.py"), "demo", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    assert '"verified": true' in done.stdout


def test_the_shipped_copy_knows_its_version(program):
    assert '__version__ = "7.8.9"' in (program / "khuyenhoc_desktop" / "__init__.py").read_text("utf-8")


@pytest.mark.parametrize("name", ["tests", "dev.py", "docs/architecture.md", "khuyenhoc_desktop/__pycache__"])
def test_what_officers_do_not_need_is_left_out(program, name):
    assert not (program / name).exists()


def test_the_guide_is_shipped(program):
    assert (program / "docs" / "huong-dan" / "README.md").is_file()


def test_the_version_is_the_projects(program):
    assert contents.program_version() in (ROOT / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("version", "numbers"), [("0.1.0", [0, 1, 0, 0]), ("2.3", [2, 3, 0, 0]), ("1.2.3.4", [1, 2, 3, 4])]
)
def test_windows_wants_four_numbers(version, numbers):
    assert launcher.four_numbers(version) == numbers


def test_the_resource_script_is_filled():
    script = launcher.resource_script("1.2.3", "KhuyenHoc.exe")
    assert "@" not in script
    assert "FILEVERSION 1,2,3,0" in script


def test_the_version_after_this_one():
    assert trial_build.next_version("0.1.9") == "0.1.10"


def test_imported_names_are_found_wherever_they_stand(tmp_path):
    package = tmp_path / "pack"
    package.mkdir()
    (package / "one.py").write_text("import json\ndef late():\n    from xml import dom\n", "utf-8")
    assert trial_build.imported_names(package) == ["json", "pack.one", "xml:dom"]


def test_what_is_shipped_is_imported_too(tmp_path):
    for name in ("lxml", "rapidfuzz", "rapidfuzz.libs", "__pycache__"):
        (tmp_path / name).mkdir()
    for name in ("peewee.py", "_cffi_backend.cp311-win_amd64.pyd"):
        (tmp_path / name).touch()
    assert trial_build.shipped_names(tmp_path) == ["_cffi_backend", "lxml", "peewee", "rapidfuzz"]
