"""The list of households: filters, count, tools for the selection, the table, and what stands there when empty."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import groups, households
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.columns import columns
from khuyenhoc_desktop.ui.households.filters import FilterBar
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.ids_model import IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

WIDTHS = "households"  # the name under which the widths of the columns are remembered


class HouseholdList(QWidget):
    """Signals: selection_changed - other households are selected, or the list shows other ones."""

    selection_changed = Signal()

    def __init__(
        self,
        context: Context,
        tools: Sequence[tuple[str, str, Callable[[], object]]],
        parent: QWidget | None = None,
    ) -> None:
        """`tools` are (name, words, what to do); show_tools() says which are offered."""
        super().__init__(parent)
        self._context = context
        self._order = ("name", False)
        self.filters = FilterBar()
        self.count = QLabel()
        self.model = IdsModel([], self._load)
        self.model.set_columns(columns(self.model))
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.table.set_sort(*self._order)
        self.table.set_widths(context.settings.widths(WIDTHS))
        self.tools = {name: Button(words, run) for name, words, run in tools}
        self.empty = self._empty_file()
        self.nothing = EmptyState(
            "search", texts.NOTHING_TITLE, texts.NOTHING_TEXT, [(texts.NOTHING_ALL, self.show_all)]
        )
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Look again for what the filters ask; selection and scroll stay."""
        year = self._context.year
        self.filters.set_groups(groups.list_groups(self._context.file, year))
        ids = households.find_ids(self._context.file, self.filters.query(year, *self._order))
        self.table.show_ids(ids)
        self._show_what_there_is(bool(ids))
        self.tell_count()

    def reload_in_place(self) -> None:
        """Look again after facts have changed; where the current household is gone, its neighbour is next."""
        row = self.table.currentIndex().row()
        self.reload()
        if row >= 0 and self.table.current_id() is None and self.model.rowCount():
            self.table.selectRow(min(row, self.model.rowCount() - 1))

    def show_all(self) -> None:
        """Take the filters off."""
        self.filters.reset()
        self.reload()
        self.filters.search.setFocus()

    def go_to(self, household_id: int) -> None:
        """Select a household and show it; the filters go when it does not fit them."""
        if self.model.row_of(household_id) is None:
            self.filters.reset()
            self.reload()
        if self.model.row_of(household_id) is not None:
            self.table.select_ids([household_id])

    def keep_widths(self) -> None:
        """Remember how wide the columns are."""
        self._context.settings.set_widths(WIDTHS, self.table.widths())

    def show_tools(self, enabled: dict[str, bool]) -> None:
        """The tools offered, and whether each can be used now."""
        for name, button in self.tools.items():
            button.setVisible(name in enabled)
            button.setEnabled(enabled.get(name, False))

    def state(self) -> str:
        """Which state is shown: present, away, deleted, all."""
        return str(self.filters.state.code())

    def tell_count(self) -> None:
        """How many there are, and how many are selected."""
        selected = len(self.table.selected_ids())
        pattern = texts.COUNT_SELECTED if selected else texts.COUNT
        count = format_count(self.model.rowCount())
        self.count.setText(pattern.format(count=count, selected=format_count(selected)))

    def _load(self, ids: list[int]) -> list[HouseholdRow]:
        return households.rows(self._context.file, self._context.year, ids)

    def _show_what_there_is(self, some: bool) -> None:
        shown = self.table if some else self.empty if self.filters.is_open() else self.nothing
        if not some and shown is self.empty:
            text = texts.EMPTY_TEXT if self.filters.group.count() > 1 else texts.EMPTY_NO_GROUP
            self.empty.set_words(texts.EMPTY_TITLE, text)
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
            if self.table.current_id() is None:
                self.table.selectRow(0)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.search.down_wanted.connect(self._down)
        self.table.sort_wanted.connect(self._sorted)
        self.table.typed.connect(self._typed)
        self.table.selected_changed.connect(self.tell_count)
        self.table.selected_changed.connect(self.selection_changed)
        self.table.copied.connect(self._copied)

    def _copied(self, count: int) -> None:
        self._context.notices.status(texts.COPIED.format(count=format_count(count)))

    def _empty_file(self) -> EmptyState:
        go = self._context.go_to
        buttons = [
            (texts.EMPTY_IMPORT, lambda: go("import", kind="households")),
            (texts.EMPTY_GROUPS, lambda: go("groups")),
        ]
        return EmptyState("households", texts.EMPTY_TITLE, texts.EMPTY_TEXT, buttons)

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
