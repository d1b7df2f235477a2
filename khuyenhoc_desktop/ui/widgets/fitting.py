"""Room for words that have come or gone in a dialog that is shown."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog

from khuyenhoc_desktop.ui import theme

_SHARE = 0.95


def fit_soon(dialog: QDialog) -> None:
    """Make a dialog as high as its words need; a moment later, because labels tell their heights once shown."""
    QTimer.singleShot(0, dialog, lambda: _fit(dialog))


def fit_screen(dialog: QDialog, letters: int, rows: int) -> None:
    """Give a dialog room for so many letters and rows, as far as the screen has it."""
    room = dialog.screen().availableSize() * _SHARE
    dialog.resize(min(theme.text_width(letters), room.width()), min(theme.row_height() * rows, room.height()))


def _fit(dialog: QDialog) -> None:
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        dialog.resize(dialog.width(), max(dialog.height(), layout.totalHeightForWidth(dialog.width())))
