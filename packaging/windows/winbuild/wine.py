"""A fresh Windows to try things on: a Wine prefix whose user has a Vietnamese name with spaces."""

import os
import re
import subprocess
from pathlib import Path

from winbuild.common import SOURCES, BuildError, run

USER = "Nguyễn Văn Ả"
STAND_INS = ("windows.ui", "icuuc", "bcryptprimitives")  # parts of Windows 10 that Wine 8 lacks
COMPILER = ["x86_64-w64-mingw32-gcc", "-shared", "-O2", "-s", "-Wall", "-Wextra", "-Werror"]
UI_SETTINGS = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement.UISettings"
REPLACEMENTS = r"HKCU\Software\Wine\Fonts\Replacements"
WINDOWS_FONTS = ("MS Shell Dlg", "MS Shell Dlg 2", "Segoe UI", "Tahoma", "Verdana")
FONT = "Noto Sans"
PATIENCE = 120  # seconds that a program may take
TERMINATED = 124


class Wine:
    """A prefix in a folder; `variables` is the environment of its programs (the display, say)."""

    def __init__(self, folder: Path, variables: dict[str, str]) -> None:
        self.drive = folder / "drive_c"
        self.local = self.drive / "users" / USER / "AppData" / "Local"
        self._home = folder.with_name("home")
        self._started: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            **variables,
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            # No questions about Mono and Gecko, no menus and shortcuts in the real home.
            "WINEDLLOVERRIDES": "mscoree=d;mshtml=d;winemenubuilder.exe=d",
            "HOME": str(self._home),
            "USER": USER,
            "LC_ALL": "C.UTF-8",
        }

    def make(self) -> None:
        """Make the prefix: Windows 10, the stand-ins, fonts that have all Vietnamese letters."""
        self._home.mkdir()
        self.call("wineboot", "-i")
        if not self.local.is_dir():
            raise BuildError(f"Wine did not make the folder of the user {USER}.")
        self.call("winecfg", "-v", "win10")
        for name in STAND_INS:
            dll = self.drive / "windows" / "system32" / f"{name}.dll"
            run([*COMPILER, SOURCES / "stand-ins" / f"{name}.c", "-o", dll, "-ladvapi32"])
        self.set_value(UI_SETTINGS, "DllPath", r"C:\windows\system32\windows.ui.dll")
        for font in WINDOWS_FONTS:
            self.set_value(REPLACEMENTS, font, FONT)

    def set_value(self, key: str, name: str, text: str) -> None:
        """Write a text into the registry."""
        self.call("reg", "add", key, "/v", name, "/d", text, "/f")

    def knows(self, key: str, name: str) -> bool:
        """Whether the registry has a value, whatever its kind."""
        return self.call("reg", "query", key, "/v", name)[0] == 0

    def value(self, key: str, name: str = "") -> str | None:
        """A text of the registry, without a name the key's own; None when it is not there."""
        code, said = self.call("reg", "query", key, *(("/v", name) if name else ("/ve",)))
        lines = [line.split("REG_SZ", 1)[1].strip() for line in said.splitlines() if "REG_SZ" in line]
        return lines[0] if code == 0 and lines else None

    def whole_value(self, key: str) -> str:
        """A key's own text, every letter of it (what `reg query` prints has lost the Vietnamese ones)."""
        told = self.drive / "key.reg"
        self.call("reg", "export", key, self.path(told), "/y")
        written = re.search(r'^@="(.*)"\r?$', told.read_text("utf-16"), re.MULTILINE)
        return re.sub(r"\\(.)", r"\1", written[1]) if written else ""

    def call(self, program: str | Path, *arguments: str, **variables: str) -> tuple[int, str]:
        """Run a program to its end; its exit code and what it printed on stdout."""
        words = ["wine", str(program), *arguments]
        environment = {**self._environment, **variables}
        # A pipe: Python under Wine dies at once when its stdout is a file.
        try:
            done = subprocess.run(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return TERMINATED, ""
        return done.returncode, done.stdout.decode("utf-8", errors="replace")

    def start(self, program: Path, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a program and leave it running."""
        words = ["wine", str(program), *arguments]
        nothing = subprocess.DEVNULL
        started = subprocess.Popen(words, stdin=nothing, stdout=nothing, stderr=nothing, env=self._environment)
        self._started.append(started)
        return started

    def path(self, place: Path) -> str:
        r"""A place in the prefix as Windows calls it: C:\users\…; elsewhere Z:\…."""
        if place.is_relative_to(self.drive):
            return "C:\\" + str(place.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(place).replace("/", "\\")

    def stop(self) -> None:
        """End every program of this prefix."""
        subprocess.run(["wineserver", "-k"], env=self._environment, check=False, capture_output=True)
        for started in self._started:
            started.kill()
            started.wait()
