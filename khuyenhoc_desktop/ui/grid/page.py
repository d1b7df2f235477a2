"""Bảng: the scores of all subjects of a title in one grid. Every value is on the disk once its cell is left."""

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answer_text import entry_hint, format_answer, parse_answer
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import COMMUNE, RESIDENTIAL_GROUP, STAGES
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import criteria_sets, entry, subjects
from khuyenhoc_desktop.services.bulk_entry import Place
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.grid import texts
from khuyenhoc_desktop.ui.grid.bulk import BulkCommands
from khuyenhoc_desktop.ui.grid.drafting import draft_of, put_back
from khuyenhoc_desktop.ui.grid.entry_view import EntryView
from khuyenhoc_desktop.ui.grid.grid_delegate import GridDelegate, PaneDelegate
from khuyenhoc_desktop.ui.grid.grid_model import LEFT, RIGHT, GridModel, GridRow
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.sheet.answer_fields import problem_words
from khuyenhoc_desktop.ui.sheet.nobody import NobodyThere
from khuyenhoc_desktop.ui.sheet.subject_filter import SubjectFilter
from khuyenhoc_desktop.ui.widgets.choices import StillCombo
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.frozen_table import FrozenTableView
from khuyenhoc_desktop.ui.widgets.scrolled import fill
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

ROWS_CHANGED = frozenset(
    (
        *("household", "residence", "residential_group", "person", "clan", "unit", "criteria_set"),
        *("criteria_choice", "group_choice", "assessment_year"),
    )
)
ENTER_KEY = "grid/enter"
TO_THE_RIGHT = "right"
ROWS_SEEN = 3  # at least; where the screen has less room, the page scrolls
LETTERS_ACROSS = 110  # in less room than this the thôn has no column of its own


class GridPage(Page):
    """The grid with its filter above and a word on the current cell below."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._shown_place = Place(context.year)
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
        self.bulk = BulkCommands(context, self.model, self.view, self._place)
        self.search = SearchBox(texts.SEARCH)
        self.filter = SubjectFilter(self.search, context.settings, one_group=True)
        self.enter = StillCombo()
        self.about, self.cell_line, self.row_line, self.caused = QLabel(), QLabel(), QLabel(), QLabel()
        self.nobody = NobodyThere("grid", context)
        self.none_here = EmptyState(
            "search", texts.NONE_TITLE, texts.NONE_TEXT, [(texts.NONE_BUTTON, self.show_all)]
        )
        self.keeper = DraftKeeper(context, lambda: draft_of(self), self)
        self._lay_out()
        self._connect()

    # What the window asks for

    def actions_shown(self) -> list[PageAction]:
        """The buttons of the bottom bar; the keys in brackets are the grid's own."""
        on = self.model.rowCount() > 0
        writable = on and not self.view.locked
        return [
            PageAction(texts.ALL_MAX, self.bulk.fill_max, "F9", writable, texts.ALL_MAX_TIP),
            PageAction(texts.FILL_DOWN, self.bulk.fill_down, "", writable, texts.FILL_DOWN_TIP),
            PageAction(texts.COPY, self.bulk.copy, "", on, texts.COPY_TIP),
            PageAction(texts.PASTE, self.bulk.paste, "", writable, texts.PASTE_TIP),
            PageAction(texts.COPY_TABLE, self.bulk.copy_table, "", on, texts.COPY_TABLE_TIP),
            PageAction(texts.SHEET, self.open_sheet, "F7", on, texts.SHEET_TIP),
            PageAction(texts.IMPORT, self._import, tip=texts.IMPORT_TIP),
        ]

    def activate(self, **target: Any) -> None:
        """Show the list; `subject` and `indicator` name a cell to go to, `title` the title to work on."""
        if "draft" in target:
            put_back(self, target["draft"])
            return
        subject: int | None = target.get("subject", target.get("household"))
        if subject is not None:
            self.show_title_of(subject)
        elif "title" in target:
            self.filter.choose_title(str(target["title"]))
        self.reload()
        if subject is not None and self.model.row_of(subject) is None:
            self.show_all()
        row = None if subject is None else self.model.row_of(subject)
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
            self.model.reread_some(changes.subjects | {effect.subject for effect in changes.effects})
        self._show_current()
        self._show_caused(changes)

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
        """Read the criteria set, the groups and the list anew; the keyboard stays in its row."""
        self._late = False
        self._shown_place = self._place()
        place = self.view.currentIndex()
        subject, column = self.model.id_at(place.row()), place.column()
        self._load_criteria()
        self.filter.fill(self.context.file, self.context.year)
        query = self.filter.query(self.context.year, self.search.text())
        self.model.set_ids(subjects.find_ids(self.context.file, query))
        self._fit()
        row = None if subject is None else self.model.row_of(subject)
        self.view.go(row or 0, max(column, LEFT))
        self._show_what()

    def show_all(self) -> None:
        """Leave nobody out."""
        self.filter.clear()
        self.search.clear()
        self.search.search_now()
        self.reload()

    def show_title_of(self, subject: int) -> None:
        """Work on the title that a subject strives for; a citizen on the sheet of his group."""
        for row in subjects.rows(self.context.file, self.context.year, [subject]):
            self.filter.choose_title(row.title)
            self.filter.choose_person_group(row.person_group)

    def open_sheet(self) -> None:
        """Show the sheet of the current row."""
        subject = self.model.id_at(self.view.currentIndex().row())
        if subject is not None:
            self.context.go_to("sheet", subject=subject)

    # Inside

    def _place(self) -> Place:
        """Whose cells are typed."""
        return Place(self.context.year, self.filter.title, self.filter.stage)

    def _load(self, ids: list[int]) -> list[GridRow]:
        """The rows of some ids, for the model."""
        file, year, title, stage = self.context.file, self.context.year, self.filter.title, self.filter.stage
        answers = entry.grid_answers(file, year, ids, title, stage)
        before = entry.grid_answers(file, year, ids, title, stage - 1) if stage > 1 else {}
        computed = entry.grid_measured(file, year, ids, title)
        rows = subjects.rows(file, year, ids)
        return [GridRow(row, answers[row.id], before.get(row.id), computed[row.id]) for row in rows]

    def _load_criteria(self) -> None:
        """Columns for the set of the title (of citizens: of their group), when it is another one than before."""
        group = self.filter.chosen_person_group
        try:
            criteria_set = entry.criteria_for(self.context.file, self.filter.title, self.context.year, group)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.view.locked = entry.is_locked(self.context.file, self.context.year)
        if self.model.criteria_set is None or self.model.criteria_set.sha256 != criteria_set.sha256:
            self.model.set_criteria(criteria_set)
            self.delegate.ends = frozenset(one.indicators[-1].code for one in criteria_set.criteria)

    def _take(self, row: int, column: int, text: str) -> str:
        """Store a cell's text at once, as one action; why it is refused, or ""."""
        record, indicator = self.model.record(row), self.model.indicator_at(column)
        if record is None or indicator is None:
            return ""
        subject = record.subject
        try:
            answer = parse_answer(indicator, text)
            if answer == record.answers.get(indicator.code):
                return ""
            pattern = texts.ONE_EMPTIED if answer is None else texts.ONE_CELL
            noun, shown = subjects.NOUNS[subject.kind], format_answer(indicator, answer)
            what = pattern.format(indicator.number, noun, subject.name, shown)
            cells, stage = {(subject.id, indicator.code): answer}, self.filter.stage
            entry.save_cells(
                self.context.file, self.context.year, cells, what, stage=stage, title=self.filter.title
            )
        except UserError as refusal:
            return problem_words(refusal)
        return ""

    def _show_what(self) -> None:
        """How many, under which set; or what to do when there is nobody."""
        count = self.model.rowCount()
        narrow = self.filter.is_narrow() or bool(self.search.text())
        self._stack.setCurrentIndex(0 if count else 2 if narrow else 1)
        self.nobody.show_kind(self.filter.kind)
        criteria_set = self.model.criteria_set
        if criteria_set is not None:
            parts = [texts.COUNT.format(format_count(count), subjects.NOUNS[self.filter.kind])]
            if self.filter.stage > 1:
                parts.append(texts.STAGE.format(STAGES[self.filter.stage]))
            parts.append(texts.SET.format(criteria_set.name, criteria_set.document))
            is_sample = criteria_sets.is_sample(self.context.file, criteria_set)
            self.about.setText(" · ".join([*parts, texts.SAMPLE] if is_sample else parts))
            self.about.setToolTip(criteria_sets.notice(self.context.file, criteria_set))
        self._show_current()
        self.actions_changed.emit()

    def _show_current(self) -> None:
        """The words below: the indicator and the row the keyboard is in."""
        index = self.view.currentIndex()
        record, indicator = self.model.record(index.row()), self.model.indicator_at(index.column())
        if record is None or indicator is None or self.model.criteria_set is None:
            self.cell_line.clear()
            self.row_line.clear()
            return
        row = record.subject
        last = entry.grid_answers(self.context.file, self.context.year - 1, [row.id], row.title)[row.id]
        before = format_answer(indicator, last.get(indicator.code))
        one = record.measured.get(indicator.code)
        words = [texts.CELL.format(indicator.number, indicator.name)]
        words.append(texts.MEASURED_TIP.format(one.sentence) if one else entry_hint(indicator))
        words.append(texts.LAST_YEAR.format(before) if before else texts.NO_LAST_YEAR)
        self.cell_line.setText(" · ".join(words))
        self.cell_line.setToolTip(indicator.help)
        place = f" ({row.group})" if row.group and row.kind != RESIDENTIAL_GROUP else ""
        self.row_line.setText(texts.ROW.format(row.name, place, self.model.sentence(record)))

    def _show_caused(self, changes: Changes) -> None:
        """What the last action changed elsewhere; nothing hides the line."""
        told = entry.effects(self.context.file, changes) if changes.effects else []
        self.caused.setText(texts.CAUSED.format("; ".join(told)))
        self.caused.setVisible(bool(told))

    def _import(self) -> None:
        self.context.go_to("import", kind="scores", title=self.filter.title)

    def _cell_refused(self, computed: bool) -> None:
        text = texts.MEASURED_CELL if computed else texts.LOCKED_YEAR.format(self.context.year)
        self.context.notices.status(text)

    def _editing_ended(self) -> None:
        self.keeper.keep()
        if self._late:
            self.reload()

    def _filter_changed(self) -> None:
        if self.leave():
            self.reload()

    def _title_changed(self) -> None:
        if self.leave():
            self.search.clear()
            self.search.search_now()
            self.reload()
            self.view.go(0, LEFT)
        else:
            place = self._shown_place
            self.filter.go_back(place.title, place.stage)

    def _enter_chosen(self, place: int) -> None:
        self.view.enter_goes_right = place == 1
        self.context.settings.set_value(ENTER_KEY, TO_THE_RIGHT if place == 1 else "")
        self.view.setFocus()

    def _connect(self) -> None:
        self.filter.changed.connect(self._filter_changed)
        self.filter.title_changed.connect(self._title_changed)
        self.view.refused.connect(self._cell_refused)
        self.search.searched.connect(lambda _text: self._filter_changed())
        self.search.down_wanted.connect(self.view.setFocus)
        self.view.editing_ended.connect(self._editing_ended)
        self.view.editor.textChanged.connect(self.keeper.soon)
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
        return (
            self.width() < theme.text_width(LETTERS_ACROSS)
            or self.filter.group_id() is not None
            or not self._has_groups()
        )

    def _has_groups(self) -> bool:
        return self.filter.kind not in (RESIDENTIAL_GROUP, COMMUNE)

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
        labels = ((self.about, "muted"), (self.cell_line, ""), (self.row_line, ""), (self.caused, "notice"))
        for label, kind in labels:
            label.setProperty("kind", kind)
            label.setWordWrap(True)
        layout.addWidget(self.about)
        layout.addWidget(self._stack, 1)
        self.caused.hide()
        layout.addWidget(self.caused)
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
