"""Bảng: the scores of many households in one grid. Every value is on the disk as soon as its cell is left."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answer_text import entry_hint, format_answer, parse_answer
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.services import entry, households
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.grid.bulk import BulkCommands
from khuyenhoc_desktop.ui.grid.entry_view import EntryView
from khuyenhoc_desktop.ui.grid.grid_delegate import GridDelegate, PaneDelegate
from khuyenhoc_desktop.ui.grid.grid_model import LEFT, RIGHT, GridModel, GridRow, result_words
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.sheet.answer_fields import problem_words
from khuyenhoc_desktop.ui.sheet.household_filter import HouseholdFilter
from khuyenhoc_desktop.ui.widgets.choices import StillCombo
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.filter_bar import SEARCH
from khuyenhoc_desktop.ui.widgets.frozen_table import FrozenTableView
from khuyenhoc_desktop.ui.widgets.scrolled import fill
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

ROWS_CHANGED = frozenset(("household", "residence", "residential_group", "criteria_set", "criteria_choice"))
ENTER_KEY = "grid/enter"
TO_THE_RIGHT = "right"
ROWS_SEEN = 3  # at least; where the screen has less room, the page scrolls
LETTERS_ACROSS = 110  # in less room than this the thôn has no column of its own


class GridPage(Page):
    """The grid with its filter above and a word on the current cell below."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._late = False  # the list changed while a cell was open: it is read anew when the cell closes
        self.model = GridModel(self._load, self)
        self.view = EntryView(self.model, self._take)
        self.view.setAccessibleName(texts.TITLE)
        self.delegate = GridDelegate(self.view)
        self.view.setItemDelegate(self.delegate)
        self.frozen = FrozenTableView(self.view)
        self.frozen.set_model(self.model, LEFT, RIGHT)
        for pane in (self.frozen.left, self.frozen.right):
            pane.setItemDelegate(PaneDelegate(self.view, pane, at_left=pane is self.frozen.left))
        self.bulk = BulkCommands(context, self.model, self.view)
        self.search = SearchBox(SEARCH)
        self.filter = HouseholdFilter(self.search)
        self.enter = StillCombo()
        self.about, self.cell_line, self.row_line = QLabel(), QLabel(), QLabel()
        self.nobody = EmptyState(
            "grid", texts.EMPTY_LIST_TITLE, texts.EMPTY_LIST_TEXT, [(texts.EMPTY_LIST_BUTTON, self._register)]
        )
        self.none_here = EmptyState(
            "search", texts.NONE_TITLE, texts.NONE_TEXT, [(texts.NONE_BUTTON, self.show_all)]
        )
        self._lay_out()
        self._connect()

    # What the window asks for

    def actions_shown(self) -> list[PageAction]:
        """The buttons of the bottom bar; the keys in brackets are the grid's own."""
        on = self.model.rowCount() > 0
        return [
            PageAction(texts.ALL_MAX, self.bulk.fill_max, "F9", on, texts.ALL_MAX_TIP),
            PageAction(texts.FILL_DOWN, self.bulk.fill_down, "", on, texts.FILL_DOWN_TIP),
            PageAction(texts.COPY, self.bulk.copy, "", on, texts.COPY_TIP),
            PageAction(texts.PASTE, self.bulk.paste, "", on, texts.PASTE_TIP),
            PageAction(texts.COPY_TABLE, self.bulk.copy_table, "", on, texts.COPY_TABLE_TIP),
            PageAction(texts.SHEET, self.open_sheet, "F7", on, texts.SHEET_TIP),
            PageAction(texts.IMPORT, lambda: self.context.go_to("import", kind="scores"), tip=texts.IMPORT_TIP),
        ]

    def activate(self, **target: Any) -> None:
        """Show the list; `household` and `indicator` name a cell to go to."""
        household: int | None = target.get("household")
        self.reload()
        if household is not None and self.model.row_of(household) is None:
            self.show_all()
        row = None if household is None else self.model.row_of(household)
        codes = [indicator.code for indicator in self.model.indicators]
        if row is not None:
            code = target.get("indicator")
            self.view.go(row, LEFT + (codes.index(code) if code in codes else 0))
        elif not self.view.currentIndex().isValid():
            self.view.go(0, LEFT)
        self.view.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Facts have changed; the open cell keeps its text, rows keep their places while only scores change."""
        if not changes.tables or changes.tables & ROWS_CHANGED:
            if self.view.is_editing():
                self._late = True
            else:
                self.reload()
        elif changes.subjects is None:
            self.model.reread()
        else:
            self.model.reread_some(changes.subjects)
        self._show_current()

    def leave(self) -> bool:
        """Whether the page may be left: an open cell is taken; when it is refused, the user decides."""
        if self.view.finish():
            return True
        text = texts.LEAVE_TEXT.format(self.view.bubble.text())
        if not self.context.notices.ask(texts.LEAVE_TITLE, text, texts.LEAVE_YES, texts.LEAVE_NO):
            self.view.editor.setFocus()
            return False
        self.view.cancel()
        return True

    # Commands

    def reload(self) -> None:
        """Read the criteria set, the groups and the list anew; the keyboard stays in its household."""
        self._late = False
        place = self.view.currentIndex()
        household, column = self.model.id_at(place.row()), place.column()
        self._load_criteria()
        self.filter.fill(self.context.file, self.context.year)
        query = self.filter.query(self.context.year, self.search.text())
        self.model.set_ids(households.find_ids(self.context.file, query))
        self._fit()
        row = None if household is None else self.model.row_of(household)
        self.view.go(row or 0, max(column, LEFT))
        self._show_what()

    def show_all(self) -> None:
        """Leave no household out."""
        self.filter.clear()
        self.search.clear()
        self.search.search_now()
        self.reload()

    def open_sheet(self) -> None:
        """Show the current household's sheet."""
        household = self.model.id_at(self.view.currentIndex().row())
        if household is not None:
            self.context.go_to("sheet", household=household)

    # Inside

    def _load(self, ids: list[int]) -> list[GridRow]:
        """The rows of some ids, for the model."""
        answers = entry.grid_answers(self.context.file, self.context.year, ids)
        rows = households.rows(self.context.file, self.context.year, ids)
        return [GridRow(row, answers[row.id]) for row in rows]

    def _load_criteria(self) -> None:
        """Columns for the year's criteria set, when it is another one than before."""
        try:
            criteria_set = entry.criteria_for(self.context.file, LEARNING_FAMILY, self.context.year)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        if self.model.criteria_set is None or self.model.criteria_set.sha256 != criteria_set.sha256:
            self.model.set_criteria(criteria_set)
            self.delegate.ends = frozenset(one.indicators[-1].code for one in criteria_set.criteria)

    def _take(self, row: int, column: int, text: str) -> str:
        """Store a cell's text at once, as one action; why it is refused, or ""."""
        record, indicator = self.model.record(row), self.model.indicator_at(column)
        if record is None or indicator is None:
            return ""
        household = record.household
        try:
            answer = parse_answer(indicator, text)
            if answer == record.answers.get(indicator.code):
                return ""
            pattern = texts.ONE_EMPTIED if answer is None else texts.ONE_CELL
            what = pattern.format(indicator.number, household.head_name, format_answer(indicator, answer))
            cells = {(household.id, indicator.code): answer}
            entry.save_cells(self.context.file, self.context.year, cells, what)
        except UserError as refusal:
            return problem_words(refusal)
        return ""

    def _show_what(self) -> None:
        """How many households, under which set; or what to do when there are none."""
        count = self.model.rowCount()
        narrow = self.filter.is_narrow() or bool(self.search.text())
        self._stack.setCurrentIndex(0 if count else 2 if narrow else 1)
        criteria_set = self.model.criteria_set
        if criteria_set is not None:
            parts = [texts.COUNT.format(count), texts.SET.format(criteria_set.name, criteria_set.document)]
            self.about.setText(" · ".join([*parts, texts.SAMPLE] if criteria_set.is_sample else parts))
            self.about.setToolTip(criteria_set.notice)
        self._show_current()
        self.actions_changed.emit()

    def _show_current(self) -> None:
        """The words below: the indicator and the household the keyboard is in."""
        index = self.view.currentIndex()
        record, indicator = self.model.record(index.row()), self.model.indicator_at(index.column())
        if record is None or indicator is None or self.model.criteria_set is None:
            self.cell_line.clear()
            self.row_line.clear()
            return
        household = record.household
        last = entry.grid_answers(self.context.file, self.context.year - 1, [household.id])[household.id]
        before = format_answer(indicator, last.get(indicator.code))
        words = [texts.CELL.format(indicator.number, indicator.name), entry_hint(indicator)]
        words.append(texts.LAST_YEAR.format(before) if before else texts.NO_LAST_YEAR)
        self.cell_line.setText(" · ".join(words))
        self.cell_line.setToolTip(indicator.help)
        result = score(self.model.criteria_set, record.answers)
        same = household.entered == 0 or result.total == household.total  # else the sheet has another set
        sentence = result.sentence if same else result_words(household)
        self.row_line.setText(texts.ROW.format(household.head_name, household.group or "", sentence))

    def _register(self) -> None:
        self.context.go_to("households")

    def _editing_ended(self) -> None:
        if self._late:
            self.reload()

    def _filter_changed(self) -> None:
        if self.leave():
            self.reload()

    def _enter_chosen(self, place: int) -> None:
        self.view.enter_goes_right = place == 1
        self.context.settings.set_value(ENTER_KEY, TO_THE_RIGHT if place == 1 else "")
        self.view.setFocus()

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter_changed)
        self.search.searched.connect(lambda _text: self._filter_changed())
        self.search.down_wanted.connect(self.view.setFocus)
        self.view.editing_ended.connect(self._editing_ended)
        self.view.selectionModel().currentChanged.connect(lambda _now, _before: self._show_current())
        self.enter.activated.connect(self._enter_chosen)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.search.setFocus)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the columns right for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the indicators."""
        super().resizeEvent(event)
        self._fit()

    def _is_narrow(self) -> bool:
        """Whether the thôn would take the indicators' room; it is also told below the grid."""
        return self.width() < theme.text_width(LETTERS_ACROSS) or self.filter.group_id() is not None

    def _fit(self) -> None:
        header = 2 * self.fontMetrics().lineSpacing() + theme.px(12)
        self.frozen.set_header_height(header)
        self.frozen.setMinimumHeight(header + ROWS_SEEN * theme.row_height())
        self.frozen.left.setColumnHidden(LEFT - 1, self._is_narrow())
        for place, column in enumerate(self.model.columns):
            self.frozen.set_column_width(place, theme.text_width(column.width) + theme.px(18))
        # room for three lines always, so that the grid does not jump from cell to cell
        self._words.setMinimumHeight(3 * self.fontMetrics().lineSpacing() + theme.px(4))

    def _lay_out(self) -> None:
        self.enter.addItems([texts.ENTER_DOWN, texts.ENTER_RIGHT])
        self.enter.setToolTip(texts.ENTER_TIP)
        self.enter.setAccessibleName(texts.ENTER_TIP)
        right = self.context.settings.value(ENTER_KEY) == TO_THE_RIGHT
        self.enter.setCurrentIndex(int(right))
        self.view.enter_goes_right = right
        self._stack = QStackedWidget()
        for part in (self.frozen, self.nobody, self.none_here):
            self._stack.addWidget(part)
        inside = QWidget()
        fill(self, inside)
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(6))
        layout.setSpacing(theme.px(4))
        layout.addWidget(self.filter)
        for label, kind in ((self.about, "muted"), (self.cell_line, ""), (self.row_line, "")):
            label.setProperty("kind", kind)
            label.setWordWrap(True)
        layout.addWidget(self.about)
        layout.addWidget(self._stack, 1)
        self._words, below = QWidget(), QHBoxLayout()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(theme.px(4))
        words.addWidget(self.row_line)
        words.addWidget(self.cell_line)
        words.addStretch(1)
        below.addWidget(self._words, 1)
        below.addWidget(self.enter)
        layout.addLayout(below)
