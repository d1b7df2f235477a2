"""The sheet's lines with the result beside them, or under them where the letters are large."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from khuyenhoc_desktop.ui import theme

ROWS_SEEN = 5  # lines of the sheet in sight at least; where the screen has less room, the page scrolls
LETTERS_ACROSS = 75  # in less room than this the result stands under the sheet
SHARES = (5, 2)  # of the room: the lines, the result
Direction = QBoxLayout.Direction


class SheetBody(QWidget):
    """Takes the room there is; it wishes for none of its own, which would make the page scroll without need."""

    def __init__(self, lines: QWidget, panel: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._layout = QBoxLayout(Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(12))
        for part, share in zip((lines, panel), SHARES, strict=True):
            self._layout.addWidget(part, share)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share the room out."""
        super().resizeEvent(event)
        narrow = self.width() < theme.text_width(LETTERS_ACROSS)
        self._layout.setDirection(Direction.TopToBottom if narrow else Direction.LeftToRight)
        self.setMinimumHeight((2 if narrow else 1) * ROWS_SEEN * theme.row_height())
