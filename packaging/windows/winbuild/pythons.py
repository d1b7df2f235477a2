"""Finding a Python on this machine whose standard library or compiler is the one that is needed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from winbuild.common import PYTHON_MINOR, PYTHON_VERSION, BuildError

ASK = "import platform, sysconfig; print(platform.python_version(), sysconfig.get_path('stdlib'))"


def with_library() -> tuple[Path, Path]:
    """A Python of just the shipped version, and its standard library.

    Raises:
        BuildError: there is none; one of another patch level is not taken instead.
    """
    for python, version, library in _all():
        if version == PYTHON_VERSION:
            return python, library
    raise BuildError(
        f"The standard library of Python {PYTHON_VERSION} is needed, and no such Python was found here. "
        "Install it, or unpack an official embeddable Python for 64-bit Windows and name its folder with "
        "--python-runtime."
    )


def compiler() -> Path:
    """A Python whose bytecode the shipped one reads: any of the same minor version.

    Raises:
        BuildError: there is none.
    """
    for python, version, _ in _all():
        if version.rpartition(".")[0] == PYTHON_MINOR:
            return python
    raise BuildError(f"Python {PYTHON_MINOR} is needed to compile what is shipped, and none was found here.")


def _all() -> Iterator[tuple[Path, str, Path]]:
    for python in _candidates():
        try:
            asked = [str(python), "-I", "-c", ASK]
            answer = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        except (OSError, subprocess.CalledProcessError):
            continue
        version, _, library = answer.strip().partition(" ")
        yield python, version, Path(library)


def _candidates() -> Iterator[Path]:
    yield Path(sys.executable)
    for name in (f"python{PYTHON_MINOR}", "python3"):
        if found := shutil.which(name):
            yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield pyenv / "versions" / PYTHON_VERSION / "bin" / "python3"
