"""What every step needs: the places of the build, how to say something, how to run a program."""

import hashlib
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SOURCES = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "windows"
MEGABYTE = 1_000_000

PYTHON_VERSION = "3.11.7"  # of the runtime that is shipped; its wheels are the ones of wheels.lock
PYTHON_MINOR = "3.11"
PYTHON_DLL = "python311.dll"

PROGRAM = "KhuyenHoc"
GUI_EXE, CONSOLE_EXE = "KhuyenHoc.exe", "KhuyenHoc-cmd.exe"


class BuildError(Exception):
    """The build cannot go on; the message says why, and what to do about it."""


def say(text: str) -> None:
    """Print a line at once, so that it keeps its place among the lines of the programs started here."""
    print(text, flush=True)


def run(command: Sequence[str | Path], **environment: str) -> str:
    """Run a program without input; what it printed.

    Raises:
        BuildError: it could not be started or failed; its output is in the message.
    """
    words = [str(word) for word in command]
    try:
        done = subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env={**os.environ, **environment},
            check=False,
        )
    except OSError as fault:
        raise BuildError(f"{words[0]} cannot be started: {fault}") from fault
    if done.returncode:
        raise BuildError(f"`{' '.join(words)}` failed with code {done.returncode}:\n{done.stdout}")
    return done.stdout


def sha256(path: Path) -> str:
    """The hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def folder_size(folder: Path) -> int:
    """The bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
