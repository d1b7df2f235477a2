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
RESCUE, OTHER_FOLDER = 0, 1


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
    text = f"{words}\n\n{shell_texts.NOT_OPENED_DO}\n\n{small}"
    while True:
        chosen = notices.choose(shell_texts.NOT_OPENED, text, shell_texts.NOT_OPENED_CHOICES)
        if chosen == RESCUE:
            if run_rescue(folder, notices):
                return folder
        elif chosen == OTHER_FOLDER:
            other = QFileDialog.getExistingDirectory(None, shell_texts.OTHER_FOLDER, str(folder.parent))
            if other:
                return Path(other)
        else:
            return None
