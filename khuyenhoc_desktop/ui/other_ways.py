"""A commune file that cannot be opened: the officer is never left without a way on."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.ui import shell_texts
from khuyenhoc_desktop.ui.notify import refusal_words

if TYPE_CHECKING:
    from khuyenhoc_desktop.ui.context import Notices

# Codes of refusals that lead to the rescue screen at once.
DAMAGED = ("corrupt", "altered_file")
# Nothing is wrong with this file: an old copy in its place would lose newer work, so rescue is not offered.
NEWER = "newer_file"
RESCUE, OTHER_FOLDER, LEAVE = 0, 1, 2


def run_rescue(folder: Path, notices: "Notices") -> bool:
    """Show the rescue screen; whether another file stands in the damaged one's place now."""
    from khuyenhoc_desktop.ui.rescue import dialog

    return dialog.run_rescue(folder, notices)


def choose_way(folder: Path, refusal: UserError, notices: "Notices") -> Path | None:
    """The folder to open after a refusal: the same one, rescued, or another; None = leave.

    Of a damaged file the rescue screen comes first; whoever leaves it, or meets another refusal, chooses.
    """
    if refusal.code in DAMAGED and run_rescue(folder, notices):
        return folder
    words, small = refusal_words(refusal)
    if refusal.code in DAMAGED:  # the cure of a file that is open does not help here
        words = refusal.message
    newer = refusal.code == NEWER
    text = f"{words}\n\n{shell_texts.NEWER_DO if newer else shell_texts.NOT_OPENED_DO}\n\n{small}"
    ways = (OTHER_FOLDER, LEAVE) if newer else (RESCUE, OTHER_FOLDER, LEAVE)
    choices = [shell_texts.NOT_OPENED_CHOICES[way] for way in ways]
    while True:
        chosen = notices.choose(shell_texts.NOT_OPENED, text, choices)
        way = LEAVE if chosen is None else ways[chosen]
        if way == LEAVE:
            return None
        if way == RESCUE and run_rescue(folder, notices):
            return folder
        if way == OTHER_FOLDER and (other := _other_folder(folder)):
            return other


def _other_folder(folder: Path) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(None, shell_texts.OTHER_FOLDER, str(folder.parent))
    return Path(chosen) if chosen else None
