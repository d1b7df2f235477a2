"""The cards side by side where there is room for all, else in as many lines as are needed."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from khuyenhoc_desktop.ui import theme

LEAST_WIDTH = 23  # letters in a card
NARROW = 3  # cards in a line where not all fit


class CardRow(QWidget):
    """All in one line, or three in a line, or one under another."""

    def __init__(self, cards: Sequence[QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards = list(cards)
        self._columns = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(8))
        self._place(len(self._cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: share out the new width."""
        super().resizeEvent(event)
        fit = self.width() // theme.text_width(LEAST_WIDTH)
        columns = next((number for number in (len(self._cards), NARROW, 2) if fit >= number), 1)
        if columns != self._columns:
            self._place(columns)

    def _place(self, columns: int) -> None:
        for column in range(len(self._cards)):
            self._layout.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, card in enumerate(self._cards):
            self._layout.addWidget(card, place // columns, place % columns)
