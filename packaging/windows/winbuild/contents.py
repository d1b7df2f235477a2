"""What is shipped beside the runtime: white lists for the wheels, our own files, everything compiled ahead."""

import re
import shutil
from pathlib import Path

from winbuild import pythons
from winbuild.common import ROOT, BuildError, run
from winbuild.wheels import Wheel, copy_matching

QT_MODULES = "Core|Gui|Network|PrintSupport|Svg|Widgets"  # Network: pipes between two starts, no network
# A white list, so that a new release of a package cannot make the program grow unseen.
WANTED = {
    "apsw-sqlite3mc": r"apsw/__init__\.cp311-win_amd64\.pyd",
    "cffi": r"_cffi_backend\.cp311-win_amd64\.pyd",
    "docxtpl": r"docxtpl/(__init__|inline_image|listing|richtext|template)\.py",
    "jinja2": r"jinja2/[^/]+\.py",
    "lxml": r"lxml/(__init__\.py|(etree|_elementpath)\.cp311-win_amd64\.pyd)",  # neither HTML nor Schematron
    "markupsafe": r"markupsafe/[^/]+\.(py|pyd)",
    "msgspec": r"msgspec/[^/]+\.(py|pyd)",
    "peewee": (
        r"peewee\.py"
        r"|playhouse/(__init__|apsw_ext|cockroachdb|fields|migrate|migrations|pool|postgres_ext)\.py"
    ),
    "pynacl": r"nacl/.+\.(py|pyd)",
    "pyside6-essentials": (
        rf"PySide6/((__init__|_config|_git_pyside_version)\.py|pyside6\.abi3\.dll|Qt({QT_MODULES})\.pyd"
        rf"|Qt6({QT_MODULES})\.dll|(msvcp140(_1|_2)?|vcruntime140(_1)?)\.dll"
        r"|plugins/(platforms/qwindows|styles/qmodernwindowsstyle|imageformats/q(ico|svg|jpeg)"
        r"|iconengines/qsvgicon)\.dll)"
    ),
    "python-calamine": r"python_calamine/[^/]+\.(py|pyd)",
    "python-docx": r"docx/.+\.py|docx/templates/[^/]+\.(xml|docx)",
    "rapidfuzz": r"rapidfuzz/(distance/)?[^/]+\.(py|pyd)|rapidfuzz\.libs/.+",
    "segno": r"segno/(__init__|consts|encoder|helpers|utils|writers)\.py",
    "shiboken6": (
        r"shiboken6/([^/]+\.py|Shiboken\.pyd|shiboken6\.abi3\.dll|(msvcp140(_1|_2)?|vcruntime140(_1)?)\.dll)"
    ),
    "typing-extensions": r"typing_extensions\.py",
    "xlsxwriter": r"xlsxwriter/[^/]+\.py",
}
# Our own files; the migrations inside the package are read by path, as files.
PROGRAM_FILES = ("main.py", "khuyenhoc_desktop", "resources", "docs/huong-dan")
VERSION_LINE = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)


def copy_packages(wheels: list[Wheel], target: Path) -> None:
    """Copy what is wanted of every wheel.

    Raises:
        BuildError: a wheel has no white list, or nothing of it is on its list.
    """
    for wheel in wheels:
        if wheel.name not in WANTED:
            raise BuildError(f"{wheel.name} has no white list in contents.py: name the files to be shipped.")
        if not list(copy_matching(wheel, re.compile(WANTED[wheel.name]), target)):
            raise BuildError(f"Nothing of {wheel.name} is on its white list in contents.py.")


def program_version() -> str:
    """The version that khuyenhoc_desktop names."""
    found = VERSION_LINE.search((ROOT / "khuyenhoc_desktop" / "__init__.py").read_text("utf-8"))
    if not found:
        raise BuildError("khuyenhoc_desktop/__init__.py names no __version__.")
    return found[1]


def copy_program(target: Path, version: str) -> None:
    """Copy our own files; the program calls itself `version`."""
    unwanted = shutil.ignore_patterns("__pycache__")
    for name in PROGRAM_FILES:
        source, place = ROOT / name, target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, place, ignore=unwanted)
        else:
            shutil.copy2(source, place)
    package = target / "khuyenhoc_desktop" / "__init__.py"
    package.write_text(VERSION_LINE.sub(f'__version__ = "{version}"', package.read_text("utf-8")), "utf-8")


def compile_ahead(folders: list[Path]) -> None:
    """Compile all Python files beside themselves, so that nothing is written when the program runs.

    The compiled files are trusted as they are: the dates of unpacked files say nothing.
    """
    compiling = ["-I", "-m", "compileall", "-q", "-j2", "--invalidation-mode", "unchecked-hash"]
    python = pythons.compiler()
    for folder in folders:
        run([python, *compiling, "-s", folder.parent, folder])
