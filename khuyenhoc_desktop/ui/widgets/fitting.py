"""Room for words that have come or gone in a dialog that is shown."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog


def fit_soon(dialog: QDialog) -> None:
    """Make a dialog as high as its words need; a moment later, because labels tell their heights once shown."""
    QTimer.singleShot(0, dialog, lambda: _fit(dialog))


def _fit(dialog: QDialog) -> None:
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))
