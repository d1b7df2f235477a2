#!/usr/bin/env python3
"""Set-up and the daily commands, with the standard library alone.

    python dev.py run      open the program
    python dev.py demo     the whole main job on the sample commune, without a window
    python dev.py test     every check; what follows goes to pytest (python dev.py test -k undo)
    python dev.py bench    the figures of the time and memory budgets
    python dev.py windows  the installer and the portable zip for Windows; with --try, use them under Wine

Each command first sees to what it needs: Debian packages, `.venv`, the packages of a lock file, whose hashes
are checked. What is there already is left alone. Works on Debian 12 and Windows 10/11, Python 3.11 or newer.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
VENV_PYTHON = BIN / ("python.exe" if WINDOWS else "python")
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
OLDEST_PYTHON = (3, 11)

# Qt's libraries: what its modules are linked with, and what its X11 window plugin needs beside them.
QT_PACKAGES = [
    "libegl1",
    "libgl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libfreetype6",
    "libglib2.0-0",
    "libx11-6",
    "libbrotli1",
    "libzstd1",
    "libgssapi-krb5-2",
]
WINDOW_PACKAGES = [
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-image0",
    "libxcb-render-util0",
    "libxcb-randr0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libxkbcommon-x11-0",
    "libx11-xcb1",
]
FONT_PACKAGES = ["fonts-liberation2", "fonts-dejavu-core"]
# The cross compiler and the maker of installers; for the try-out Wine, a screen without a monitor, keys, pictures.
WINDOWS_PACKAGES = ["gcc-mingw-w64-x86-64", "nsis"]
WINE_PACKAGES = [
    "wine",
    "wine64",
    "fonts-wine",
    "fonts-noto-core",
    "xvfb",
    "openbox",
    "xdotool",
    "xclip",
    "imagemagick",
]

LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
HASH = re.compile(r"^\s+--hash=sha256:[0-9a-f]{64}( \\)?$")


class SetupError(Exception):
    """Something needed cannot be made ready; the message says what, and what to do."""


@dataclass(frozen=True)
class Needs:
    """What a command needs before it can start."""

    lock: Path
    packages: list[str]
    fonts: bool = False


NEEDS = {
    "run": Needs(RUN_LOCK, QT_PACKAGES + WINDOW_PACKAGES, fonts=True),
    "demo": Needs(RUN_LOCK, []),
    "test": Needs(DEV_LOCK, QT_PACKAGES, fonts=True),
    "bench": Needs(DEV_LOCK, QT_PACKAGES, fonts=True),
    "windows": Needs(RUN_LOCK, QT_PACKAGES + WINDOWS_PACKAGES),
    "windows --try": Needs(RUN_LOCK, QT_PACKAGES + WINDOWS_PACKAGES + WINE_PACKAGES, fonts=True),
}


def say(text: str) -> None:
    """Print a line at once, so that it keeps its place among the lines of the programs started here."""
    print(text, flush=True)


def call(command: list[str], **environment: str) -> int:
    """Run a program in the project's folder, its output shown as it comes, without input; its exit code."""
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdin=subprocess.DEVNULL, check=False
    ).returncode


# Debian packages


def installed_packages() -> set[str]:
    """The names of the Debian packages that are installed, and the names they provide."""
    rows = subprocess.run(
        ["dpkg-query", "-W", "-f=${db:Status-Abbrev}|${Package}|${Provides}\n"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    names = set()
    for status, package, provides in (row.split("|", 2) for row in rows):
        if status.startswith("ii"):
            names.update([package, *re.findall(r"[a-z0-9][a-z0-9+.-]+", provides)])
    return names


def venv_packages() -> list[str]:
    """The Debian package that `python -m venv` needs, when it is missing and .venv has still to be made."""
    if VENV_PYTHON.exists() or importlib.util.find_spec("ensurepip"):
        return []
    return ["python3-venv"]


def install_debian_packages(needs: Needs) -> None:
    """Install the Debian packages that are missing; without root's rights, name the command that does it."""
    if not sys.platform.startswith("linux"):
        return
    needed = venv_packages() + needs.packages
    wanted = needed + (FONT_PACKAGES if needs.fonts else [])
    if not shutil.which("dpkg-query"):
        say(f"No Debian system: make sure that what these packages hold is there: {' '.join(wanted)}")
        return
    have = installed_packages()
    missing = [name for name in wanted if name not in have]
    if not missing:
        return
    if os.geteuid() == 0:
        apt_install(missing)
        return
    command = f"sudo apt-get install --no-install-recommends {' '.join(missing)}"
    if set(missing) & set(needed):
        raise SetupError(f"Debian packages are missing. Install them, then try again:\n    {command}")
    say(f"Fonts are missing; texts may look different. To install them:\n    {command}")


def apt_install(packages: list[str]) -> None:
    """Install Debian packages as root."""
    say(f"Installing Debian packages: {' '.join(packages)}")
    install = ["apt-get", "-qqy", "-oDpkg::Use-Pty=0", "install", "--no-install-recommends", *packages]
    for command in (["apt-get", "-q", "update"], install):
        if code := call(command, DEBIAN_FRONTEND="noninteractive"):
            raise SetupError(f"`{' '.join(command)}` failed with code {code}; its reason stands above.")


# .venv and the packages of the lock files


def venv_version() -> str | None:
    """The version of .venv's Python; None when there is none or it does not start any more."""
    try:
        answer = subprocess.run(
            [str(VENV_PYTHON), "-c", "import sys, pip; print(*sys.version_info[:3], sep='.')"],
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return answer.stdout.strip()


def make_venv() -> str:
    """Make .venv, and tell its Python's version; a .venv that does not start any more is made anew."""
    if version := venv_version():
        return version
    if VENV.exists():
        say("The .venv here does not start any more; making it anew.")
        shutil.rmtree(VENV)
    say(f"Making .venv with Python {sys.version.split()[0]}")
    code = call([sys.executable, "-m", "venv", str(VENV)])
    version = venv_version()
    if code or not version:
        shutil.rmtree(VENV, ignore_errors=True)
        raise SetupError(f"`{sys.executable} -m venv .venv` failed (code {code}); its reason stands above.")
    return version


def fingerprint(lock: Path, version: str) -> str:
    """What an installation was made from: the lock file's bytes and the Python version."""
    return f"{version} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def read_stamp() -> dict[str, str]:
    """What was installed into .venv: the fingerprint by lock file name."""
    try:
        return dict(json.loads(STAMP.read_text("utf-8")))
    except (OSError, ValueError):
        return {}


def install_lock(lock: Path, version: str) -> None:
    """Install the packages of a lock file into .venv, unless just that was done before."""
    prints = {name.name: fingerprint(name, version) for name in (RUN_LOCK, DEV_LOCK)}
    if read_stamp().get(lock.name) == prints[lock.name]:
        return
    say(f"Installing the packages of {lock.name}")
    STAMP.unlink(missing_ok=True)
    pip = [str(VENV_PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    if code := call([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]):
        raise SetupError(f"pip could not install {lock.name} (code {code}); its reason stands above.")
    # The development lock holds all that the program's lock holds.
    done = prints if lock == DEV_LOCK else {lock.name: prints[lock.name]}
    STAMP.write_text(json.dumps(done, indent=1), "utf-8")


def prepare(needs: Needs) -> None:
    """Make everything ready that a command needs."""
    install_debian_packages(needs)
    install_lock(needs.lock, make_venv())


# What the lock files must be


def normal_name(name: str) -> str:
    """A package's name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_lock(text: str, name: str) -> tuple[dict[str, str], list[str]]:
    """The versions that a lock file pins, and what is wrong with it."""
    versions: dict[str, str] = {}
    problems: list[str] = []
    hashed: set[str] = set()
    package = ""
    for number, line in enumerate(text.splitlines(), 1):
        if "://" in line:
            problems.append(f"{name}:{number}: names a host: {line.strip()}")
        elif match := LOCKED.match(line):
            package = normal_name(match[1])
            versions[package] = match[2]
        elif HASH.match(line):
            hashed.add(package)
        elif line.strip() and not line.lstrip().startswith("#"):
            problems.append(f"{name}:{number}: neither a pin nor a hash: {line.strip()}")
    problems += [f"{name}: {package} has no hash" for package in versions if package not in hashed]
    return versions, problems


def lock_problems(project: dict[str, object], run_lock: str, dev_lock: str) -> list[str]:
    """What is wrong with the lock files, alone and beside pyproject.toml (its [project] table)."""
    run, problems = read_lock(run_lock, RUN_LOCK.name)
    dev, more = read_lock(dev_lock, DEV_LOCK.name)
    problems += more
    extras: dict[str, list[str]] = project["optional-dependencies"]  # type: ignore[assignment]
    runtime: list[str] = project["dependencies"]  # type: ignore[assignment]
    for wanted, versions, name in ((runtime, run, RUN_LOCK.name), (extras["dev"], dev, DEV_LOCK.name)):
        for requirement in wanted:
            package, _, version = requirement.partition("==")
            if not version:
                problems.append(f"pyproject.toml: {requirement} is not pinned with ==")
            elif versions.get(normal_name(package)) != version:
                problems.append(f"{name}: pyproject.toml asks for {requirement}")
    for package, version in run.items():
        if dev.get(package) != version:
            problems.append(f"{DEV_LOCK.name}: {package}=={version} of {RUN_LOCK.name} is not in it")
    return problems


def check_locks() -> int:
    """Check the lock files; 0 when they are right."""
    import tomllib  # since Python 3.11; an older Python must come as far as being refused

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    problems = lock_problems(project, RUN_LOCK.read_text("utf-8"), DEV_LOCK.read_text("utf-8"))
    for problem in problems:
        say(problem)
    say("Lock files: all pinned and hashed." if not problems else f"Lock files: {len(problems)} problems.")
    return min(len(problems), 1)


# The commands


def run(arguments: list[str]) -> int:
    """Open the program."""
    displays = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in displays):
        say("There is no display to open a window on; `python dev.py demo` does the whole job without one.")
        return 1
    prepare(NEEDS["run"])
    return call([str(VENV_PYTHON), "main.py", *arguments])


def demo(arguments: list[str]) -> int:
    """Do the whole main job on the sample commune, without a window, into build/demo."""
    prepare(NEEDS["demo"])
    if "--out" not in arguments:
        out = ROOT / "build" / "demo"
        shutil.rmtree(out, ignore_errors=True)  # what the last demo made
        arguments = [*arguments, "--out", str(out)]
    return call([str(VENV_PYTHON), "main.py", "demo", *arguments])


def bench(arguments: list[str]) -> int:
    """Print the figures of the time and memory budgets."""
    prepare(NEEDS["bench"])
    return call([str(VENV_PYTHON), "-m", "bench", *arguments], QT_QPA_PLATFORM="offscreen")


def test(arguments: list[str]) -> int:
    """Run every check to its end, pytest last; 0 when all passed."""
    prepare(NEEDS["test"])
    python = str(VENV_PYTHON)
    checks = {
        "style": [python, "-m", "ruff", "check"],
        "layout of the code": [python, "-m", "ruff", "format", "--check"],
        "types": [python, "-m", "mypy"],
        "layers": [str(BIN / "lint-imports"), "--no-logo"],
    }
    failed = []
    for name, command in checks.items():
        say(f"== {name}")
        if call(command):
            failed.append(name)
    say("== lock files")
    if check_locks():
        failed.append("lock files")
    if failed:
        say(f"FAILED so far: {', '.join(failed)}")
    say("== tests")
    return call([python, "-m", "pytest", *arguments], QT_QPA_PLATFORM="offscreen") or int(bool(failed))


def windows(arguments: list[str]) -> int:
    """Make what is installed on Windows (packaging/windows); with --try, use it under Wine."""
    if not sys.platform.startswith("linux"):
        say("The Windows program is made on Debian 12; docs/windows.md tells how.")
        return 1
    prepare(NEEDS["windows --try" if "--try" in arguments else "windows"])
    building = [str(VENV_PYTHON), "-m", "winbuild", *arguments]
    return call(building, PYTHONPATH=str(ROOT / "packaging" / "windows"), QT_QPA_PLATFORM="offscreen")


COMMANDS = {"run": run, "demo": demo, "test": test, "bench": bench, "windows": windows}


def main(arguments: list[str]) -> int:
    """Run the command that the arguments name; its exit code."""
    if sys.version_info < OLDEST_PYTHON:
        say(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} ({sys.executable}).")
        return 2
    parser = argparse.ArgumentParser(
        prog="dev.py", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("command", choices=COMMANDS)
    known, rest = parser.parse_known_args(arguments[:1])
    try:
        return COMMANDS[known.command](rest + arguments[1:])
    except SetupError as problem:
        say(f"dev.py: {problem}")
    except KeyboardInterrupt:
        say("dev.py: stopped.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
