"""The two files that an officer gets: the installer and the portable zip."""

import zipfile
from pathlib import Path

from winbuild import icon
from winbuild.common import MEGABYTE, PROGRAM, SOURCES, BuildError, run, say
from winbuild.launcher import four_numbers

LARGEST_SETUP = 40 * MEGABYTE
# Beside the starter it makes the program keep its data in the same folder (services/communes.py reads it).
PORTABLE_MARK = "mang-theo.txt"
PORTABLE_TEXT = (
    "Có tệp này thì chương trình giữ số liệu ngay trong thư mục «du-lieu» bên cạnh, để mang theo trên USB.\r\n"
    "Xóa tệp này thì chương trình giữ số liệu trên máy tính đang dùng.\r\n"
)


def make_setup(folder: Path, out: Path, version: str, icons: Path, *, fast: bool = False) -> Path:
    """Make KhuyenHoc-Setup-<version>.exe of the folder; `icons` holds its pictures, `fast` is for a trial.

    Raises:
        BuildError: makensis failed, or the file became too large.
    """
    setup = out / f"{PROGRAM}-Setup-{version}.exe"
    numbers = ".".join(map(str, four_numbers(version)))
    given = {
        "VERSION": version,
        "NUMBERS": numbers,
        "SOURCE": folder,
        "OUT": setup,
        "ICON": icons / icon.ICON,
        "SIDE": icons / icon.SIDE,
    }
    words = [f"-D{name}={value}" for name, value in given.items()] + (["-DFAST"] if fast else [])
    run(["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words, SOURCES / "installer.nsi"])
    size = setup.stat().st_size
    say(f"{setup.name}: {size / MEGABYTE:.1f} MB")
    if size > LARGEST_SETUP and not fast:
        raise BuildError(f"The installer may have at most {LARGEST_SETUP / MEGABYTE:.0f} MB.")
    return setup


def make_portable(folder: Path, out: Path, version: str) -> Path:
    """Make KhuyenHoc-<version>-portable.zip: one folder, with the mark that keeps the data beside the program."""
    target = out / f"{PROGRAM}-{version}-portable.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                archive.write(path, Path(PROGRAM, path.relative_to(folder)))
        archive.writestr(f"{PROGRAM}/{PORTABLE_MARK}", "\ufeff" + PORTABLE_TEXT)
    say(f"{target.name}: {target.stat().st_size / MEGABYTE:.1f} MB")
    return target
