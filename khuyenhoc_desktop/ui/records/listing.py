"""The list of a register: filters, count, tools for the selection, the table, and what stands there when empty."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from zlib import crc32

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import groups
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.records import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.filter_bar import FilterBar
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

Tools = Sequence[tuple[str, str, Callable[[], object]]]


class RecordList(QWidget):
    """A long list: ids first, rows as they come into sight. Sub-classes say what is found and shown.

    `words` is the texts.py of the room: TABLE_NAME, MANY, NOTHING_TITLE, EMPTY_TITLE. `widths` is the name under
    which the widths of the columns are remembered; it is the icon of the empty list too.

    Signals: selection_changed - other records are selected, or the list shows other ones.
    """

    selection_changed = Signal()
    widths = ""

    def __init__(
        self, context: Context, words: Any, filters: FilterBar, tools: Tools, parent: QWidget | None = None
    ) -> None:
        """`tools` are (name, words, what to do); show_tools() says which are offered."""
        super().__init__(parent)
        self._context, self._words = context, words
        self._order = ("name", False)
        self.filters = filters
        self.count = QLabel()
        self.model = IdsModel([], self.rows)
        self.model.set_columns(self.columns())
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(words.TABLE_NAME)
        self.table.set_sort(*self._order)
        self.table.set_widths(context.settings.widths(self._widths_key()))
        self.tools = {name: Button(said, run) for name, said, run in tools}
        self.empty = EmptyState(self.widths, words.EMPTY_TITLE, self.empty_text(), self.empty_buttons())
        self.nothing = EmptyState(
            "search", words.NOTHING_TITLE, texts.NOTHING_TEXT, [(texts.NOTHING_ALL, self.show_all)]
        )
        self._lay_out()
        self._connect()

    # What a sub-class says.

    def columns(self) -> list[Column]:
        """The columns of the table."""
        raise NotImplementedError

    def find_ids(self, sort: str, descending: bool) -> list[int]:
        """The ids of what the filters ask, in this order."""
        raise NotImplementedError

    def rows(self, ids: list[int]) -> list[Any]:
        """The rows of these ids."""
        raise NotImplementedError

    def empty_text(self) -> str:
        """What to do when nothing is on file."""
        raise NotImplementedError

    def empty_buttons(self) -> list[tuple[str, Callable[[], object]]]:
        """The ways out of an empty file."""
        raise NotImplementedError

    def set_choices(self) -> None:
        """Bring the lists of the filters up to date: the thôn, and what a sub-class has beside them."""
        self.filters.set_groups(groups.list_groups(self._context.file, self._context.year))

    # What all lists do.

    def reload(self) -> None:
        """Look again for what the filters ask; selection and scroll stay."""
        if not self._context.file.is_open_here():  # a search typed just before the file was closed comes too late
            return
        self.set_choices()
        ids = self.find_ids(*self._order)
        self.table.show_ids(ids)
        self._show_what_there_is(bool(ids))
        self.tell_count()

    def reload_in_place(self) -> None:
        """Look again after facts have changed; where the current record is gone, its neighbour is next."""
        row = self.table.currentIndex().row()
        self.reload()
        if row >= 0 and self.table.current_id() is None and self.model.rowCount():
            self.table.selectRow(min(row, self.model.rowCount() - 1))

    def show_all(self) -> None:
        """Take the filters off."""
        self.filters.reset()
        self.reload()
        self.filters.search.setFocus()

    def show_only(self, wanted: Mapping[str, object]) -> None:
        """Filter by nothing but these: the names of the bar's pickers, and what to choose in them."""
        self.filters.reset()
        self.set_choices()
        for name, code in wanted.items():
            getattr(self.filters, name).choose(code)
        self.reload()

    def go_to(self, record_id: int) -> None:
        """Select a record and show it; the filters go when it does not fit them."""
        if self.model.row_of(record_id) is None:
            self.filters.reset()
            self.reload()
        if self.model.row_of(record_id) is not None:
            self.table.select_ids([record_id])

    def keep_widths(self) -> None:
        """Remember how wide the columns are."""
        self._context.settings.set_widths(self._widths_key(), self.table.widths())

    def _widths_key(self) -> str:
        """Other columns, as another version of the program has them, have widths of their own."""
        titles = "|".join(column.title for column in self.model.columns)
        return f"{self.widths}-{crc32(titles.encode()):08x}"

    def show_tools(self, enabled: dict[str, bool]) -> None:
        """The tools offered, and whether each can be used now."""
        for name, button in self.tools.items():
            button.setVisible(name in enabled)
            button.setEnabled(enabled.get(name, False))

    def tell_count(self) -> None:
        """How many there are, and how many are selected."""
        selected = len(self.table.selected_ids())
        what = self._words.MANY.format(count=format_count(self.model.rowCount()))
        said = texts.COUNT_SELECTED.format(what=what, selected=format_count(selected)) if selected > 1 else what
        self.count.setText(said)

    def _show_what_there_is(self, some: bool) -> None:
        shown = self.table if some else self.empty if self.filters.is_open() else self.nothing
        if not some and shown is self.empty:
            self.empty.set_words(self._words.EMPTY_TITLE, self.empty_text())
        self.stack.setCurrentWidget(shown)

    def _sorted(self, key: str, descending: bool) -> None:
        self._order = (key, descending)
        self.reload()

    def _typed(self, letters: str) -> None:
        """A letter typed in the list goes to the search box."""
        self.filters.search.setFocus()
        self.filters.search.insert(letters)

    def _down(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            self.table.take_a_row()

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.search.down_wanted.connect(self._down)
        self.table.sort_wanted.connect(self._sorted)
        self.table.typed.connect(self._typed)
        self.table.selected_changed.connect(self.tell_count)
        self.table.selected_changed.connect(self.selection_changed)
        self.table.copied.connect(self._copied)

    def _copied(self, count: int) -> None:
        what = self._words.MANY.format(count=format_count(count))
        self._context.notices.status(texts.COPIED.format(what=what))

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        for part in (self.table, self.empty, self.nothing):
            self.stack.addWidget(part)
        tools = QWidget()
        row = FlowLayout(tools, spacing=theme.px(6))
        for button in self.tools.values():
            row.addWidget(button)
        line = QHBoxLayout()
        line.addWidget(self.count, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addSpacing(theme.px(12))
        line.addWidget(tools, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.filters)
        layout.addLayout(line)
        layout.addWidget(self.stack, 1)
