"""The strip of numbered steps at the top: which are done, which is being done."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.importing import texts

DONE_MARK = "✓"


class StepStrip(QWidget):
    """Only shows; the steps are walked with Quay lại and Tiếp tục."""

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = list(words)
        self._here = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    def step(self) -> int:
        """The step shown as being done, from 0."""
        return self._here

    def set_step(self, step: int) -> None:
        """Show another step."""
        self._here = step
        self._name()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: a line of letters with air around it."""
        widths = [self._metrics().horizontalAdvance(word) for word in self._words]
        return QSize(sum(widths) + len(widths) * (self._side() + theme.px(40)), self._side() + theme.px(12))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = theme.px(4)
        for place, word in enumerate(self._words):
            width = self._metrics().horizontalAdvance(word)
            self._draw_circle(painter, left, place)
            left += self._side() + theme.px(8)
            self._draw_word(painter, QRect(left, 0, width + 2, self.height()), place)
            left += width + theme.px(10)
            if place < len(self._words) - 1:
                left = self._draw_line(painter, left)

    def _draw_circle(self, painter: QPainter, left: int, place: int) -> None:
        side = self._side()
        circle = QRectF(left, (self.height() - side) / 2, side, side)
        filled = place <= self._here
        painter.setPen(QPen(theme.colour("accent" if filled else "border_strong"), 2))
        painter.setBrush(theme.colour("accent" if place == self._here else "surface"))
        painter.drawEllipse(circle.adjusted(1, 1, -1, -1))
        painter.setPen(theme.colour("accent_text" if place == self._here else "accent" if filled else "muted"))
        painter.setFont(theme.font(bold=True))
        mark = DONE_MARK if place < self._here else str(place + 1)
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, mark)

    def _draw_word(self, painter: QPainter, room: QRect, place: int) -> None:
        painter.setPen(theme.colour("text" if place <= self._here else "muted"))
        painter.setFont(theme.font(bold=place == self._here))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words[place])

    def _draw_line(self, painter: QPainter, left: int) -> int:
        painter.setPen(QPen(theme.colour("border_strong"), 1))
        painter.drawLine(left, self.height() // 2, left + theme.px(24), self.height() // 2)
        return left + theme.px(34)

    def _name(self) -> None:
        self.setAccessibleName(texts.STEP_NAME.format(number=self._here + 1, words=self._words[self._here]))

    def _side(self) -> int:
        return self._metrics().height() + theme.px(8)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(theme.font(bold=True))
