"""Horizontal bars, one a thôn, with labels that are never cut; the same function paints them on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.theme_tokens import LIGHT

LABEL_SHARE = 0.35  # most of the width that the labels may take
WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its length (None = no figure), the figure in words, and last year's length."""

    label: str
    value: float | None
    text: str
    last: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars and their scale: `most` is the length of a full bar; `target` is marked by a line."""

    bars: tuple[Bar, ...] = ()
    most: float = 100.0
    target: float | None = None
    target_text: str = ""


@dataclass(frozen=True, slots=True)
class Ink:
    """The colours a chart is painted with."""

    text: QColor
    bar: QColor
    last: QColor
    target: QColor
    ground: QColor


PAPER = Ink(*(QColor(c) for c in (LIGHT.text, LIGHT.bar, LIGHT.bar_last, LIGHT.target, "#FFFFFF")))


class _Frame:
    """Where things are: computed from the letters' size and the width alone."""

    def __init__(self, chart: Chart, width: float, metrics: QFontMetricsF) -> None:
        self.chart, self.metrics = chart, metrics
        self.gap = metrics.height() * 0.5
        longest = max((metrics.horizontalAdvance(bar.label) for bar in chart.bars), default=0.0) + 2
        figures = max((metrics.horizontalAdvance(bar.text) for bar in chart.bars), default=0.0) + 2
        self.label_width = min(longest, width * LABEL_SHARE)
        self.bar_left = self.label_width + self.gap
        self.bar_room = max(width - self.bar_left - figures - self.gap, 10.0)
        self.top = metrics.height() * 1.6 if chart.target is not None else 0.0

    def row_height(self, bar: Bar) -> float:
        room = QRectF(0, 0, self.label_width, 10_000)
        return max(self.metrics.boundingRect(room, int(WRAP), bar.label).height(), self.metrics.height() * 1.5)

    def height(self) -> float:
        rows = sum(self.row_height(bar) + self.gap / 2 for bar in self.chart.bars)
        return self.top + rows

    def length(self, value: float) -> float:
        return self.bar_room * min(max(value / self.chart.most, 0.0), 1.0) if self.chart.most else 0.0


def chart_height(chart: Chart, width: float, metrics: QFontMetricsF) -> float:
    """The height the chart needs in this width with these letters."""
    return _Frame(chart, width, metrics).height()


def paint_chart(painter: QPainter, rect: QRectF, chart: Chart, ink: Ink = PAPER) -> None:
    """Paint the chart from the top of `rect` with the painter's font; for the screen and for paper."""
    frame = _Frame(chart, rect.width(), QFontMetricsF(painter.font(), painter.device()))
    painter.save()
    painter.translate(rect.topLeft())
    places = _rows(frame, rect.width())
    for bar, row in places:
        _paint_bar(painter, frame, bar, row, ink)
    if chart.target is not None:
        _paint_target(painter, frame, chart.target, frame.height(), ink)
    for bar, row in places:
        _paint_words(painter, frame, bar, row, ink)
    painter.restore()


def _rows(frame: _Frame, width: float) -> list[tuple[Bar, QRectF]]:
    places, y = [], frame.top
    for bar in frame.chart.bars:
        places.append((bar, QRectF(0, y, width, frame.row_height(bar))))
        y += frame.row_height(bar) + frame.gap / 2
    return places


def _paint_bar(painter: QPainter, frame: _Frame, bar: Bar, row: QRectF, ink: Ink) -> None:
    thick = frame.metrics.height()
    top = row.top() + (row.height() - thick) / 2
    if bar.last is not None:
        below = QRectF(frame.bar_left, top + thick, frame.length(bar.last), thick * 0.25)
        painter.fillRect(below, ink.last)
    painter.fillRect(QRectF(frame.bar_left, top, frame.length(bar.value or 0.0), thick), ink.bar)


def _paint_words(painter: QPainter, frame: _Frame, bar: Bar, row: QRectF, ink: Ink) -> None:
    painter.setPen(ink.text)
    painter.drawText(QRectF(0, row.top(), frame.label_width, row.height()), int(WRAP), bar.label)
    left = frame.bar_left + frame.length(bar.value or 0.0) + frame.gap / 2
    size = frame.metrics.boundingRect(bar.text)
    place = QRectF(left, row.center().y() - size.height() / 2, size.width() + 4, size.height())
    painter.fillRect(place, ink.ground)  # so that the target's line does not run through the figure
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), bar.text)


def _paint_target(painter: QPainter, frame: _Frame, target: float, bottom: float, ink: Ink) -> None:
    x = frame.bar_left + frame.length(target)
    painter.setPen(QPen(ink.target, max(frame.metrics.height() / 8, 1.0), Qt.PenStyle.DashLine))
    painter.drawLine(QPointF(x, frame.metrics.height() * 1.3), QPointF(x, bottom))
    words = frame.metrics.horizontalAdvance(frame.chart.target_text)
    left = min(max(x - words / 2, 0.0), frame.bar_left + frame.bar_room - words)
    painter.setPen(ink.target)
    room = QRectF(left, 0, words + 2, frame.metrics.height() * 1.3)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft), frame.chart.target_text)


class BarChart(QWidget):
    """The chart on the screen; put it into a scroll area when there may be many bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = Chart()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_bars(
        self, bars: Sequence[Bar], *, most: float = 100.0, target: float | None = None, target_text: str = ""
    ) -> None:
        """Show these bars; screen readers hear each label with its figure."""
        self.chart = Chart(tuple(bars), most, target, target_text)
        self.setAccessibleName("; ".join(f"{bar.label}: {bar.text}" for bar in bars))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Labels wrap when it is narrow."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height all bars take."""
        return round(chart_height(self.chart, width, QFontMetricsF(self.font()))) + 2

    def sizeHint(self) -> QSize:
        """As wide as it is, high enough for all bars."""
        width = max(self.width(), theme.text_width(60))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """High enough for all bars."""
        width = max(self.width(), theme.text_width(40))
        return QSize(theme.text_width(40), self.heightForWidth(width))

    def changeEvent(self, event: QEvent) -> None:
        """Another text size needs another height."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: paint."""
        roles = (theme.colour(role) for role in ("text", "bar", "bar_last", "target", "window"))
        painter = QPainter(self)
        painter.setFont(self.font())
        paint_chart(painter, QRectF(self.rect()), self.chart, Ink(*roles))
        painter.end()
