"""A wide grid whose first columns (the name) and last columns (the total) stay in sight."""

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHeaderView,
    QScrollBar,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from khuyenhoc_desktop.ui import theme

OFF = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


class _RowDelegate(QStyledItemDelegate):
    """Paints the row the keyboard is in on a tinted ground."""

    def __init__(self, body: QTableView, parent: QTableView) -> None:
        super().__init__(parent)
        self._body = body

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Qt: paint a cell."""
        if index.row() == self._body.currentIndex().row():
            painter.fillRect(option.rect, theme.colour("accent_soft"))
        super().paint(painter, option, index)


class FrozenTableView(QWidget):
    """Three views side by side on one model: `left`, `body`, `right`. The keyboard stays in `body`.

    Give your own QTableView as `body` for editing and pasting. All three scroll up and down together.
    """

    def __init__(self, body: QTableView | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = body or QTableView()
        self.left, self.right = QTableView(), QTableView()
        self._split = (0, 0)
        self._widths: dict[int, int] = {}
        self._across, self._down = QScrollBar(Qt.Orientation.Horizontal), QScrollBar(Qt.Orientation.Vertical)
        for view in (self.left, self.body, self.right):
            self._set_up(view)
        for pane in (self.left, self.right):
            pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            pane.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
            pane.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            pane.setItemDelegate(_RowDelegate(self.body, pane))
            pane.clicked.connect(self._go_to_row)
        self.setFocusProxy(self.body)
        self.body.viewport().installEventFilter(self)
        self._lay_out()
        self._bind_bars()

    def set_model(self, model: QAbstractItemModel, left: int, right: int) -> None:
        """Show a model with so many columns frozen at the left and at the right."""
        self._split = (left, right)
        for view in (self.left, self.body, self.right):
            view.setModel(model)
        self.body.selectionModel().currentRowChanged.connect(self._repaint_panes)
        model.modelReset.connect(self._share_columns)
        self._share_columns()

    def set_header_height(self, height: int) -> None:
        """The height of the titles (several lines of words), the same in all three."""
        for view in (self.left, self.body, self.right):
            view.horizontalHeader().setFixedHeight(height)

    def set_column_width(self, column: int, width: int) -> None:
        """The width of a column in pixels, in whichever view shows it."""
        self._widths[column] = width
        for view in (self.left, self.body, self.right):
            view.setColumnWidth(column, width)
        self._fit_panes()
        self._spread()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the rows high enough for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for view in (self.left, self.body, self.right):
                view.verticalHeader().setDefaultSectionSize(theme.row_height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The middle has become wider or narrower."""
        if event.type() == QEvent.Type.Resize and watched is self.body.viewport():
            self._spread()
        return super().eventFilter(watched, event)

    def _spread(self) -> None:
        """Share room that is left among the columns in the middle, so that no gap stands before the last ones."""
        count = self.body.model().columnCount() if self.body.model() is not None else 0
        shown = [one for one in range(count) if one in self._widths and not self.body.isColumnHidden(one)]
        spare = self.body.viewport().width() - sum(self._widths[one] for one in shown)
        if not shown or not self._split[1]:
            return
        more, rest = divmod(max(spare, 0), len(shown))
        for place, column in enumerate(shown):
            self.body.setColumnWidth(column, self._widths[column] + more + (place < rest))

    def _set_up(self, view: QTableView) -> None:
        view.setProperty("kind", "pane")
        view.setHorizontalScrollBarPolicy(OFF)
        view.setVerticalScrollBarPolicy(OFF)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(theme.row_height())
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.setColumnStretch(1, 1)
        for place, part in enumerate((self.left, self.body, self.right, self._down)):
            layout.addWidget(part, 0, place)
        layout.addWidget(self._across, 1, 1)

    def _bind_bars(self) -> None:
        for bar, own in (
            (self._across, self.body.horizontalScrollBar()),
            (self._down, self.body.verticalScrollBar()),
        ):
            own.rangeChanged.connect(lambda _low, _high, b=bar, o=own: self._fit_bar(b, o))
            own.valueChanged.connect(bar.setValue)
            bar.valueChanged.connect(own.setValue)
            self._fit_bar(bar, own)  # a range that stays empty is never told
        for pane in (self.left, self.right):
            self.body.verticalScrollBar().valueChanged.connect(pane.verticalScrollBar().setValue)
            pane.verticalScrollBar().valueChanged.connect(self.body.verticalScrollBar().setValue)

    def _fit_bar(self, bar: QScrollBar, own: QScrollBar) -> None:
        # the range as it is now, not as the signal told it: showing a bar changes it again, in between
        bar.setRange(own.minimum(), own.maximum())
        bar.setPageStep(own.pageStep())
        bar.setSingleStep(own.singleStep())
        bar.setVisible(own.maximum() > own.minimum())

    def _share_columns(self) -> None:
        count = self.body.model().columnCount()
        first, last = self._split[0], count - self._split[1]
        for column in range(count):
            self.left.setColumnHidden(column, column >= first)
            self.body.setColumnHidden(column, not first <= column < last)
            self.right.setColumnHidden(column, column < last)
        self._fit_panes()

    def _fit_panes(self) -> None:
        for pane in (self.left, self.right):
            count = pane.model().columnCount() if pane.model() is not None else 0
            shown = [column for column in range(count) if not pane.isColumnHidden(column)]
            pane.setFixedWidth(sum(pane.columnWidth(column) for column in shown) + 2 * pane.frameWidth())
            pane.setVisible(bool(shown))

    def _repaint_panes(self) -> None:
        for pane in (self.left, self.right):
            pane.viewport().update()

    def _go_to_row(self, index: QModelIndex) -> None:
        column = max(self.body.currentIndex().column(), self._split[0])
        self.body.setCurrentIndex(self.body.model().index(index.row(), column))
        self.body.setFocus()
