"""The page: title and filters, the figures of the way from registration to recognition, the list."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.subjects import KIND_OF, LEARNING_CITIZEN
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import decisions, entry, groups, recognition, subjects, year_view
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.subjects import NOUNS, counted
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.recognition import texts
from khuyenhoc_desktop.ui.recognition.columns import columns
from khuyenhoc_desktop.ui.recognition.commands import Commands
from khuyenhoc_desktop.ui.recognition.drafting import put_back
from khuyenhoc_desktop.ui.recognition.filters import EVERY_AGE, FilterBar
from khuyenhoc_desktop.ui.recognition.steps import Steps
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.ids_model import IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

FILTERS = ("group", "registered", "outcome", "decided")
# Where the list of a kind of subjects is kept.
LISTS = {
    "person": "persons",
    "household": "households",
    "clan": "clans",
    "unit": "units",
    "residential_group": "groups",
    "commune": "settings",
}


class RecognitionPage(Page):
    """Registration, stages, proposal and recognition of the year's subjects, title by title."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._sort = ("name", False)
        self._had_selection = self._is_locked = False
        self.filters = FilterBar()
        self.steps, self.count = QLabel(), QLabel()
        self.count.setProperty("kind", "muted")
        self.model = IdsModel([], self._load, parent=self)
        self.model.columns = columns(self.model, self.filters.chosen_title())
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.table.set_sort(*self._sort)
        self.commands = Commands(context, self.table.selected_ids, self.filters.chosen_title, self)
        self.step_commands = Steps(context, self.table.selected_ids, self.filters.chosen_title, self)
        self.body = QStackedWidget()
        self._fill_body()
        self._lay_out()
        self._connect()
        self.reload()

    def actions_shown(self) -> list[PageAction]:
        """The commands of the bottom bar; in a locked year there is nothing but to look."""
        free = not self._is_locked
        some, any_at_all = free and bool(self.table.selected_ids()), free and bool(self.model.rowCount())
        do = self.commands
        return [
            PageAction(texts.REGISTER, do.register, "F5", some, texts.TIP_REGISTER, primary=True),
            PageAction(texts.UNREGISTER, do.unregister, "F8", some, texts.TIP_UNREGISTER),
            PageAction(texts.STAGE_DONE, self.step_commands.declare, "", some, texts.TIP_STAGE_DONE),
            PageAction(
                texts.PROPOSE.format(noun=self._noun()), do.propose_reached, "", any_at_all, texts.TIP_PROPOSE
            ),
            PageAction(texts.RECOGNISE, do.recognise, "", any_at_all, texts.TIP_RECOGNISE),
            PageAction(texts.DECISIONS, do.show_decisions, "", True, texts.TIP_DECISIONS),
            PageAction(texts.MORE, self.show_more, "", True, texts.TIP_MORE),
        ]

    def activate(self, **target: Any) -> None:
        """Go to a subject, a decision or a `draft`; or show only some (title= and the names of FILTERS)."""
        if isinstance(target.get("draft"), Draft):
            put_back(self, target["draft"])
            return
        title = target.get("title")
        if title is None and "decision" in target:
            title = decisions.title_of(self.context.file, target["decision"])
        if title is not None and title != self.filters.chosen_title():
            self.show_title(title)
        narrowed = {name: value for name, value in target.items() if name in FILTERS}
        if narrowed:
            self.show_only(narrowed)
        for name in ("household", "subject"):
            if name in target:
                self.show_only({"age": EVERY_AGE})
                self.table.select_ids([target[name]])
        self.table.setFocus()
        if "decision" in target:
            self.commands.show_decisions(target["decision"])

    def refresh(self, changes: Changes) -> None:
        """Facts have changed: the figures and the list are read anew; the selection stays."""
        if not changes.tables or changes.tables & {"residential_group", "assessment_year"}:
            self._read_groups()
        self.reload()

    def reload(self) -> None:
        """Read the ids sought and the figures."""
        self._read_lock()
        query = self.filters.query(self.context.year, *self._sort)
        self.table.show_ids(subjects.find_ids(self.context.file, query))
        self.table.take_a_row()
        self._show_figures()
        self._show_selection()
        self._show_body()

    def show_only(self, narrowed: dict[str, Any]) -> None:
        """Narrow the list by these filters alone."""
        self.filters.show_only(**narrowed)
        self.reload()

    def show_title(self, title: str) -> None:
        """Show the list of another title."""
        self.filters.title.choose(title)
        self._change_title()

    def show_more(self) -> None:
        """Open the rarer commands above the bottom bar."""
        menu = self.more_menu()
        at = self.mapToGlobal(QPoint(self.width() // 2, self.height()))
        menu.popup(at - QPoint(0, menu.sizeHint().height()))

    def more_menu(self) -> QMenu:
        """The rarer commands, as they can be used now."""
        menu, do, steps, one = QMenu(self), self.commands, self.step_commands, bool(self.table.selected_ids())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        free, some = not self._is_locked, not self._is_locked and one
        for part in (
            (
                (texts.LIKE_LAST_YEAR, do.register_like_last_year, free),
                (texts.WITHDRAW, steps.withdraw, some),
            ),
            (
                (texts.SEND_BACK, steps.send_back, some),
                (texts.PROPOSE_SELECTED, do.propose_selected, some),
                (texts.UNPROPOSE, do.unpropose, some),
            ),
            (
                (texts.REFUSE, do.refuse, some),
                (texts.CLEAR, do.clear, some),
                (texts.CORRECT, steps.correct, some),
            ),
            ((texts.DIFFERENCES, steps.show_differences, True), (texts.STORY, steps.show_story, one)),
        ):
            menu.addSeparator()  # Qt shows none at the head
            for words, run, enabled in part:
                action = menu.addAction(words)
                action.setEnabled(enabled)
                action.triggered.connect(lambda _checked=False, command=run: command())
        return menu

    def _load(self, ids: list[int]) -> list[recognition.RecognitionRow]:
        return recognition.rows(self.context.file, self.context.year, ids, self.filters.chosen_title())

    def _noun(self) -> str:
        return NOUNS[KIND_OF[self.filters.chosen_title()]]

    def _fill_body(self) -> None:
        go = (texts.EMPTY_GO, lambda: self.context.go_to(LISTS[KIND_OF[self.filters.chosen_title()]]))
        everything = (texts.NOTHING_ALL, lambda: self.show_only({"age": EVERY_AGE}))
        self.empty = EmptyState("households", texts.EMPTY_TITLE.format(noun=self._noun()), texts.EMPTY_TEXT, [go])
        self.nothing = EmptyState("search", texts.NOTHING_TITLE, texts.NOTHING_TEXT, [everything])
        for part in (self.table, self.empty, self.nothing):
            self.body.addWidget(part)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        self.steps.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self.filters.title)
        head.addWidget(self.steps, 1)
        layout.addLayout(head)
        layout.addWidget(self.filters)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.count)

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.title_changed.connect(self._change_title)
        self.filters.search.down_wanted.connect(self.table.setFocus)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.selected_changed.connect(self._show_selection)
        self.table.typed.connect(self._find)
        self.table.opened.connect(lambda ident: self.context.go_to("sheet", **self._sheet_of(ident)))
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(
            lambda at: self.more_menu().popup(self.table.viewport().mapToGlobal(at))
        )
        self.commands.show_wanted.connect(self.show_only)
        QShortcut(QKeySequence("Ctrl+F"), self, self.filters.search.setFocus)
        self._read_groups()

    def _read_lock(self) -> None:
        was, self._is_locked = self._is_locked, entry.is_locked(self.context.file, self.context.year)
        if was != self._is_locked:
            self.actions_changed.emit()

    def _read_groups(self) -> None:
        self.filters.set_groups(groups.list_groups(self.context.file, self.context.year))

    def _change_title(self) -> None:
        """Another title: its list from the beginning, unfiltered, with its words."""
        self.filters.show_only()
        self._sort = ("name", False)
        self.table.set_sort(*self._sort)
        self.empty.set_words(texts.EMPTY_TITLE.format(noun=self._noun()), texts.EMPTY_TEXT)
        self.model.set_columns(columns(self.model, self.filters.chosen_title()))
        self.reload()
        self.actions_changed.emit()

    def _sheet_of(self, ident: int) -> dict[str, Any]:
        return {"subject": ident, "title": self.filters.chosen_title()}

    def _sort_by(self, key: str, descending: bool) -> None:
        self._sort = (key, descending)
        self.reload()

    def _find(self, letter: str) -> None:
        self.filters.search.setFocus()
        self.filters.search.setText(letter)

    def _show_figures(self) -> None:
        title = self.filters.chosen_title()
        figures = year_view.title_counts(self.context.file, self.context.year, title)
        names = ("registered", "reached", "proposed", "recognised")
        told = {name: format_count(getattr(figures, name)) for name in names}
        whole = counted(title, figures.total) + (texts.WHO_COUNTS if title == LEARNING_CITIZEN else "")
        self.steps.setText(texts.STEPS.format(total=whole, **told))

    def _show_selection(self) -> None:
        count, selected = self.model.rowCount(), len(self.table.selected_ids())
        pattern = texts.COUNT_SELECTED if selected > 1 else texts.COUNT
        whole = counted(self.filters.chosen_title(), count)
        self.count.setText(pattern.format(count=whole, selected=format_count(selected)))
        if bool(selected) != self._had_selection:
            self._had_selection = bool(selected)
            self.actions_changed.emit()

    def _show_body(self) -> None:
        if self.model.rowCount():
            self.body.setCurrentWidget(self.table)
        else:
            self.body.setCurrentWidget(self.empty if self.filters.is_open() else self.nothing)
        self.count.setVisible(bool(self.model.rowCount()))
