"""A long list of the check: filters above, the table, the whole words of the current row below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

LEAST_ROWS = 3
NARROWEST = 12  # letters of a flexible column


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a list: its place in it, and what it shows."""

    id: int
    record: Any


class PaneTable(RecordTable):
    """A list that is only read: Enter does nothing in it, so that nobody imports by it.

    The columns `flexible` share the room that the others leave.
    """

    def __init__(self, model: IdsModel, flexible: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._flexible = flexible

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        places = set(range(len(self.records.columns))) - set(self._flexible)
        others = sum(self.columnWidth(place) for place in places)
        for place in self._flexible:
            room = (self.viewport().width() - others) // len(self._flexible)
            self.setColumnWidth(place, max(room, theme.text_width(NARROWEST)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All keys but Enter."""
        if event.key() not in ENTER:
            super().keyPressEvent(event)


class ListPane(QWidget):
    """Shows records by their place; `detail` gives the whole words of a record, "" for none."""

    def __init__(
        self,
        name: str,
        columns: Sequence[Column],
        empty: tuple[str, str],
        detail: Callable[[Any], str] | None = None,
        filters: Sequence[QWidget] = (),
        flexible: Sequence[int] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._records: Sequence[Any] = ()
        self._detail = detail
        self.model = IdsModel(columns, self._load)
        self.table = PaneTable(self.model, flexible)
        self.model.setParent(self.table)
        self.table.setAccessibleName(name)
        self.table.setMinimumHeight(LEAST_ROWS * theme.row_height())
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if detail is None:
            self.detail.hide()
        self.detail.setMinimumHeight(0 if detail is None else 3 * self.detail.fontMetrics().height() + theme.px(4))
        self.detail.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty = EmptyState("ok", *empty)
        self.stack = QStackedWidget()
        self.stack.addWidget(self._with_detail())
        self.stack.addWidget(self.empty)
        self.table.current_id_changed.connect(self._tell)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(6), 0, 0)
        if filters:
            layout.addLayout(_row(filters))
        layout.addWidget(self.stack, 1)

    def set_records(self, records: Sequence[Any], ids: Sequence[int] | None = None) -> None:
        """Show these records, all of them or those of some places."""
        self._records = records
        shown = range(len(records)) if ids is None else ids
        self.table.show_ids(list(shown))
        self.stack.setCurrentIndex(0 if len(shown) else 1)
        if self.model.rowCount() and self.table.current_id() is None:
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._tell(self.table.current_id())

    def record(self, place: int | None) -> Any | None:
        """The record at a place."""
        return self._records[place] if place is not None and 0 <= place < len(self._records) else None

    def take_focus(self) -> None:
        """The keyboard goes to the list."""
        self.table.setFocus()

    def _load(self, ids: list[int]) -> list[Line]:
        return [Line(place, self._records[place]) for place in ids if place < len(self._records)]

    def _tell(self, place: object) -> None:
        record = self.record(place) if isinstance(place, int) else None
        if self._detail is not None:
            self.detail.setText(self._detail(record) if record is not None else "")

    def _with_detail(self) -> QWidget:
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        return box


def column(title: str, text: Callable[[Any], str], width: int, **more: Any) -> Column:
    """A column that shows something of a line's record."""
    colour = more.pop("colour", None)
    ink = None if colour is None else lambda line: colour(line.record)
    return Column(title, lambda line: text(line.record), width=width, colour=ink, **more)


def _row(parts: Sequence[QWidget]) -> FlowLayout:
    row = FlowLayout(spacing=theme.px(8))
    for part in parts:
        row.addWidget(part)
    return row
