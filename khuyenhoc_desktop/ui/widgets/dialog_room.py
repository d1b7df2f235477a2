"""How large a dialog is: as its words ask for, but never beyond the screen."""

from PySide6.QtWidgets import QDialog, QLabel

from khuyenhoc_desktop.ui import theme

ROOM = 0.9  # of the screen is the most a dialog takes


def width(dialog: QDialog, letters: int) -> int:
    """So many letters in pixels, as far as the screen has room."""
    return min(theme.text_width(letters), round(dialog.screen().availableGeometry().width() * ROOM))


def make_room(dialog: QDialog) -> None:
    """Make room for words that wrap, once it is known how wide they are; Qt would squeeze or cut them."""
    for label in dialog.findChildren(QLabel):
        if label.wordWrap() and label.isVisibleTo(dialog):
            label.setMinimumHeight(label.heightForWidth(label.width()))
