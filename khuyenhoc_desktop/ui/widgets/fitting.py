"""Room for words: in a dialog that is shown, in two lines where one is too long."""

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


def halves(words: str) -> list[str]:
    """The words in two lines of about the same length; one word stays in one line."""
    breaks = [place for place, letter in enumerate(words) if letter == " "]
    middle = min(breaks, key=lambda place: abs(2 * place - len(words)), default=len(words))
    return [line for line in (words[:middle], words[middle + 1 :]) if line]


def _fit(dialog: QDialog) -> None:
    layout = dialog.layout()
    if layout is not None:
        layout.activate()
        needed = max(dialog.height(), layout.totalHeightForWidth(dialog.width()))
        dialog.resize(dialog.width(), min(needed, round(dialog.screen().availableSize().height() * _SHARE)))
