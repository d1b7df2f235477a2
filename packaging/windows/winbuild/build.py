"""The steps of the build, from the pinned wheels to the files that are handed to an officer."""

import json
import shutil
from pathlib import Path

from winbuild import contents, deliver, imports, launcher, runtime
from winbuild.common import BUILD, MEGABYTE, PROGRAM, ROOT, BuildError, folder_size, say
from winbuild.wheels import PROGRAM_LOCK, WHEELS_LOCK, Wheel, check_versions, fetch

LARGEST_FOLDER = 110 * MEGABYTE
FOLDER = BUILD / PROGRAM


def everything(python_runtime: Path | None) -> tuple[Path, Path]:
    """Make the folder that runs, then the installer and the portable zip; the two files."""
    version = contents.program_version()
    say(f"Making {PROGRAM} {version} for Windows")
    make_folder(FOLDER, version, python_runtime)
    setup = deliver.make_setup(FOLDER, BUILD, version, BUILD)
    return setup, deliver.make_portable(FOLDER, BUILD, version)


def make_folder(folder: Path, version: str, python_runtime: Path | None) -> None:
    """Make the folder that runs on a Windows 10 or 11 where nothing else is installed.

    Raises:
        BuildError: something does not match, an imported DLL is missing, or the folder became too large.
    """
    wheels = fetch(WHEELS_LOCK)
    check_versions(wheels, PROGRAM_LOCK.read_text("utf-8"))
    shutil.rmtree(folder, ignore_errors=True)
    inside = folder / "runtime"
    made = runtime.make(inside, python_runtime)
    contents.copy_packages(wheels, inside / "site-packages")
    runtime.add_vc_runtime(inside, inside / "site-packages")
    contents.copy_program(folder / "app", version)
    contents.compile_ahead([inside / "site-packages", folder / "app"])
    launcher.make(folder, version, BUILD)
    write_about(folder / "app", version, made, wheels)
    shutil.copy2(ROOT / "LICENSE", folder / "GIAY-PHEP.txt")
    imports.check(folder)
    size = folder_size(folder)
    say(f"{folder.relative_to(BUILD)}: {size / MEGABYTE:.1f} MB")
    if size > LARGEST_FOLDER:
        raise BuildError(f"The folder may have at most {LARGEST_FOLDER / MEGABYTE:.0f} MB.")


def write_about(app: Path, version: str, made: runtime.Runtime, wheels: list[Wheel]) -> None:
    """Write RUNTIME.json: what is inside, with versions and hashes; the About box shows it."""
    packages = [{"name": wheel.name, "version": wheel.version, "sha256": wheel.sha256} for wheel in wheels]
    python = {"version": made.python, "source": made.source, "sha256": made.sha256}
    told = {"program": version, "python": python, "packages": packages}
    (app / "RUNTIME.json").write_text(json.dumps(told, indent=1), "utf-8")
