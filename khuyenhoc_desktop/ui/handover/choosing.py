"""The two questions for a place on the disk."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from khuyenhoc_desktop.ui.handover import texts


def ask_folder(parent: QWidget, start: str) -> Path | None:
    """The folder for bundles; None when the user thinks better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, texts.FOLDER_TITLE, start)
    return Path(chosen) if chosen else None


def ask_bundle(parent: QWidget, start: str) -> Path | None:
    """A bundle to be verified; None when the user thinks better of it."""
    chosen, _ = QFileDialog.getOpenFileName(parent, texts.VERIFY_TITLE, start, texts.VERIFY_FILTER)
    return Path(chosen) if chosen else None
