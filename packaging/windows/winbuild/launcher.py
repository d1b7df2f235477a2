"""Compiling the two starters: one for the window, one with a console for the headless commands."""

import shutil
import tempfile
from pathlib import Path

from winbuild import icon
from winbuild.common import CONSOLE_EXE, GUI_EXE, SOURCES, run

COMPILER = [
    *("x86_64-w64-mingw32-gcc", "-O2", "-s", "-municode", "-Wall", "-Wextra", "-Werror"),
    *("-Wl,--no-insert-timestamp", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va"),
]
RESOURCES = "x86_64-w64-mingw32-windres"
LIBRARIES = ("-lshell32", "-lgdi32")


def make(target: Path, version: str, icons: Path) -> None:
    """Put both starters into the program's folder, with icon, manifest and version."""
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        shutil.copytree(SOURCES / "launcher", work, dirs_exist_ok=True)
        icon.make(icons)
        shutil.copy2(icons / icon.ICON, work)
        for exe, flags in ((GUI_EXE, ["-mwindows", "-DGUI"]), (CONSOLE_EXE, [])):
            (work / "program.rc").write_text(resource_script(version, exe), "ascii")
            run([RESOURCES, "-I", work, work / "program.rc", work / "program.o"])
            objects = [work / "launcher.c", work / "program.o"]
            run([*COMPILER, *flags, *objects, "-o", target / exe, *LIBRARIES])


def four_numbers(version: str) -> list[int]:
    """A version as Windows wants it: 0.1.0 -> 0, 1, 0, 0."""
    numbers = [int(part) for part in version.split(".")]
    return [*numbers, 0, 0, 0][:4]


def resource_script(version: str, exe: str) -> str:
    """The script of icon, manifest and version."""
    text = (SOURCES / "launcher" / "program.rc.in").read_text("ascii")
    numbers = ",".join(map(str, four_numbers(version)))
    return text.replace("@NUMBERS@", numbers).replace("@VERSION@", version).replace("@FILE@", exe)
