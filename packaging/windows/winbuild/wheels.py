"""Fetching the pinned wheels through pip, and proving that each is the one of the lock file."""

import re
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from winbuild.common import BUILD, PYTHON_MINOR, ROOT, SOURCES, BuildError, run, say, sha256

WHEELS_LOCK = SOURCES / "wheels.lock"
RUNTIME_LOCK = SOURCES / "runtime.lock"
PROGRAM_LOCK = ROOT / "requirements.lock"
FOLDER = BUILD / "wheels"
ENTRY = re.compile(r"^([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:([0-9a-f]{64})$", re.MULTILINE)
NOT_SHIPPED = {"pycparser"}  # cffi builds with it; what is built needs it no more
PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)


@dataclass(frozen=True)
class Wheel:
    """A wheel of a lock file; `path` is where it lies once it has been fetched."""

    name: str
    version: str
    sha256: str
    path: Path | None = None

    def open(self) -> zipfile.ZipFile:
        """The wheel's files."""
        if self.path is None:
            raise BuildError(f"{self.name} has not been fetched.")
        return zipfile.ZipFile(self.path)


def read_lock(lock: Path) -> list[Wheel]:
    """The wheels of a lock file of ours: one hash each.

    Raises:
        BuildError: a line is neither a comment nor part of an entry.
    """
    text = lock.read_text("utf-8")
    wheels = [Wheel(match[1], match[2], match[3]) for match in ENTRY.finditer(text)]
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if len(lines) != 2 * len(wheels):
        raise BuildError(f"{lock.name} has lines that are no `name==version \\` with one sha256 below it.")
    return wheels


def check_versions(wheels: list[Wheel], program_lock: str) -> None:
    """Windows gets the very versions that the program is tested with.

    Raises:
        BuildError: a version differs from requirements.lock, or a package is in one of the two only.
    """
    pinned = {_normal(name): version for name, version in PINNED.findall(program_lock)}
    tested = {name: version for name, version in pinned.items() if name not in NOT_SHIPPED}
    shipped = {wheel.name: wheel.version for wheel in wheels}
    for name in sorted(tested.keys() | shipped.keys()):
        if tested.get(name) != shipped.get(name):
            raise BuildError(
                f"{name}: requirements.lock has {tested.get(name)}, {WHEELS_LOCK.name} has {shipped.get(name)}. "
                "Bring the two together; nothing else is taken instead."
            )


def fetch(lock: Path) -> list[Wheel]:
    """The wheels of a lock file, downloaded unless they are here; every hash is checked each time.

    Raises:
        BuildError: pip failed, or a file has another hash than the lock says.
    """
    wheels = read_lock(lock)
    FOLDER.mkdir(parents=True, exist_ok=True)
    if any(_here(wheel) is None for wheel in wheels):
        say(f"Fetching the packages of {lock.name}")
        run([*_PIP_DOWNLOAD, "--dest", FOLDER, "-r", lock])
    return [_proven(wheel) for wheel in wheels]


_PIP_DOWNLOAD = [
    *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-input", "download", "--quiet"),
    *("--require-hashes", "--no-deps", "--only-binary", ":all:"),
    *("--platform", "win_amd64", "--python-version", PYTHON_MINOR, "--implementation", "cp"),
]


def _here(wheel: Wheel) -> Path | None:
    start = wheel.name.replace("-", "_") + f"-{wheel.version}-"
    found = [path for path in FOLDER.glob("*.whl") if path.name.lower().startswith(start)]
    return found[0] if found else None


def _proven(wheel: Wheel) -> Wheel:
    path = _here(wheel)
    if path is None:
        raise BuildError(f"pip did not bring {wheel.name} {wheel.version} for Windows.")
    if sha256(path) != wheel.sha256:
        raise BuildError(f"{path.name} has another hash than the lock file says. Delete it and try again.")
    return Wheel(wheel.name, wheel.version, wheel.sha256, path)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def copy_matching(wheel: Wheel, wanted: re.Pattern[str], target: Path) -> Iterator[Path]:
    """Copy a wheel's files whose whole path the pattern matches; gives each file written."""
    with wheel.open() as archive:
        for name in archive.namelist():
            if wanted.fullmatch(name) and not name.endswith("/"):
                path = target / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(archive.read(name))
                yield path
