"""What every chapter of the try-out has to do with: the places, starting and closing, looking into the data."""

import json
import shutil
import sqlite3
import subprocess
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from winbuild import trial_build
from winbuild.common import CONSOLE_EXE, GUI_EXE, PROGRAM, BuildError, say
from winbuild.screen import Screen, wait_until
from winbuild.wine import Wine

FIRST, MAIN, BARE = "Khuyến học xã – Bắt đầu", " – Khuyến học xã", "Bare window"
ENTRY = rf"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\{PROGRAM}"
UNINSTALLER = "Go-cai-dat.exe"
NOT_OURS = {UNINSTALLER}


class Stage:
    """A fresh prefix with its screen, and what is to be tried in it."""

    def __init__(self, wine: Wine, screen: Screen, work: Path, setup: Path, portable: Path, version: str) -> None:
        self._wine, self._screen, self._work = wine, screen, work
        self._setup, self._portable, self._version = setup, portable, version
        self._next = trial_build.next_version(version)
        self._program = wine.local / "Programs" / PROGRAM
        self._home = wine.local / PROGRAM
        self._data = self._home / "sample"
        self._bundles = wine.drive / "Gói nộp"
        self._before: dict[str, tuple[int, int]] = {}
        self._bare_seconds = 1.0

    def _silently(self, setup: Path, expected: int) -> None:
        code, _ = self._wine.call(setup, "/S")
        self._expect(code == expected, f"{setup.name} /S ends with {expected} (it ended with {code})")

    def _start_again(self) -> "subprocess.Popen[bytes]":
        """Start the program and tell how long it took, beside a bare window."""
        running = self._wine.start(self._program / GUI_EXE)
        seconds = self._screen.wait_for(MAIN, 60)
        say(f"  started in {seconds:.2f} s, {seconds / self._bare_seconds:.1f} times a bare window")
        return running

    def _close(self) -> None:
        self._screen.close_window(MAIN)

    def _go_to(self, number: int, title: str) -> None:
        self._screen.focus(MAIN)
        self._screen.keys(f"ctrl+{number}")
        self._screen.wait_for(title)

    def _find_household(self) -> None:
        """Open the sheet of the household that was imported, found by its pasted name."""
        self._go_to(5, "Phiếu chấm điểm")
        self._screen.keys("ctrl+f")
        self._screen.paste(trial_build.NEW_HOUSEHOLD)
        self._screen.settle()
        self._screen.keys("Return")  # the only household found
        self._screen.settle()

    def _ask(self, *arguments: str) -> dict[str, Any]:
        """The answer of a headless command, given inside Wine."""
        code, said = self._wine.call(self._program / CONSOLE_EXE, *arguments)
        if not said:
            raise BuildError(f"{' '.join(arguments)} ended with {code} and said nothing.")
        answer: dict[str, Any] = json.loads(said)
        return answer

    def _wait_for_data(self, sql: str, expected: list[tuple[Any, ...]], *given: str) -> None:
        wait_until(lambda: self._rows(sql, given) == expected, 30, f"{expected} as the answer to {sql}")

    def _rows(self, sql: str, given: tuple[str, ...]) -> list[tuple[Any, ...]]:
        """Rows of a copy of the file: a second SQLite must not touch the one that is in use."""
        with tempfile.TemporaryDirectory() as folder:
            for path in self._data.glob("khuyenhoc.db*"):
                shutil.copy2(path, folder)
            connection = sqlite3.connect(Path(folder) / "khuyenhoc.db")
            try:
                return connection.execute(sql, given).fetchall()
            except sqlite3.DatabaseError:  # copied in the middle of a write
                return []
            finally:
                connection.close()

    def _made_bundles(self) -> list[Path]:
        return list(self._bundles.glob("*.zip"))

    def _shown_version(self) -> str | None:
        return self._wine.value(ENTRY, "DisplayVersion")

    def _shortcuts(self) -> list[Path]:
        return list(self._work.rglob("Khuyến học xã.lnk"))  # Wine's desktop is the home's

    def _program_files(self) -> dict[str, tuple[int, int]]:
        """Every file of the program's folder, with size and time of change."""
        files = [path for path in self._program.rglob("*") if path.is_file() and path.name not in NOT_OURS]
        stats = {str(path.relative_to(self._program)): path.stat() for path in files}
        return {name: (stat.st_size, stat.st_mtime_ns) for name, stat in stats.items()}

    def _unpack_portable(self) -> Path:
        place = self._work / "USB của tôi"
        if not place.exists():
            with zipfile.ZipFile(self._portable) as archive:
                archive.extractall(place)
        return place / PROGRAM

    def _expect(self, so: bool, what: str) -> None:
        if not so:
            raise BuildError(f"Not so: {what}.")
