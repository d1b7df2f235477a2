"""What the program is made of: what the build wrote into RUNTIME.json, and the texts of the licences."""

import json
import platform
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import qVersion

from khuyenhoc_desktop.ui.about import texts

HOME = Path(__file__).resolve().parents[3]
RUNTIME = HOME / "RUNTIME.json"
LICENCES = HOME / "resources" / "licences"
OVERVIEW = "THIRD-PARTY.md"


@dataclass(frozen=True, slots=True)
class Facts:
    """What it runs on, and the packages that are inside; without packages it runs from its sources."""

    runs_on: str
    packages: tuple[str, ...]


def facts(place: Path = RUNTIME) -> Facts:
    """The facts of this installation."""
    try:
        told = json.loads(place.read_text("utf-8"))
        source = texts.FROM.format(told["python"]["source"])
        packages = tuple(texts.PACKAGES.format(**package) for package in [*_runtime(told), *told["packages"]])
    except (OSError, ValueError, KeyError, TypeError):
        source, packages = texts.FROM_SOURCE, ()
    runs_on = texts.RUNS_ON.format(python=platform.python_version(), source=source, qt=qVersion())
    return Facts(runs_on, packages)


def _runtime(told: dict[str, Any]) -> list[dict[str, str]]:
    """What the runtime was taken from, as one of the packages; an official Python has no such file."""
    python = told["python"]
    name, _, version = python["source"].rpartition(" ")
    return [{"name": name, "version": version, "sha256": python["sha256"]}] if python["sha256"] else []


def licences(folder: Path = LICENCES) -> list[Path]:
    """The texts, the overview first."""
    found = sorted(folder.glob("*.txt"), key=lambda path: path.name.lower())
    return [folder / OVERVIEW, *found]


def text_of(licence: Path) -> str:
    """A licence's text, or words saying that it cannot be read."""
    try:
        return licence.read_text("utf-8")
    except (OSError, ValueError):
        return texts.NO_TEXT.format(licence)
