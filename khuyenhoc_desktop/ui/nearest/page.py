"""Gần đạt: those who have not reached a title, the nearest first, with the reason and what to do."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import TITLES
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_points, name_sort_key, text_sort_key
from khuyenhoc_desktop.services import criteria_sets, entry, groups, nearest
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.nearest import Near
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.nearest import texts
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.sheet.subject_filter import TITLE_KEY, TITLE_ORDER
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.filter_bar import EVERY_GROUP, GROUP
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

FINISHED, UNFINISHED = "finished", "unfinished"
LETTERS = 20  # of a thôn, before it is cut
ORDERS: dict[str, Callable[[Near], Any]] = {
    "name": lambda one: name_sort_key(one.subject.name),
    "group": lambda one: text_sort_key(one.subject.group or ""),
    "points": lambda one: one.result.total,
}


class NearestPage(Page):
    """The list with its filters above, and what to do for the current row below."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.found: list[Near] = []
        self._by_id: dict[int, Near] = {}
        self._sort = ("lacking", False)
        self._asked = 0  # answers to an older question are not shown
        self.title_picker = Picker(texts.TITLE_NAME, [(title, TITLES[title][1]) for title in TITLE_ORDER])
        self.title_picker.choose(context.settings.value(TITLE_KEY, LEARNING_FAMILY))
        self.group = Picker(GROUP, [(None, EVERY_GROUP)])
        self.group.setSizeAdjustPolicy(Picker.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.setMinimumContentsLength(LETTERS)  # however long the name of a thôn is
        shown = [(FINISHED, texts.FINISHED), (UNFINISHED, texts.UNFINISHED)]
        self.shown = Picker(texts.SHOWN_NAME, shown)
        self.sample, self.count, self.steps = QLabel(), QLabel(), QLabel()
        self.model = IdsModel(_columns(), lambda ids: [self._by_id[i] for i in ids if i in self._by_id])
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.nobody = EmptyState(
            "search", texts.EMPTY_TITLE, texts.EMPTY_TEXT, [(texts.EMPTY_BUTTON, self._open_grid)]
        )
        self._lay_out()
        self._connect()

    def actions_shown(self) -> list[PageAction]:
        """The buttons of the bottom bar."""
        some = bool(self.found)
        return [
            PageAction(texts.SHEET, self.open_sheet, "F7", some, texts.SHEET_TIP, primary=True),
            PageAction(texts.EXPORT, self.export, "", some, texts.EXPORT_TIP),
        ]

    def activate(self, **target: Any) -> None:
        """Show the list; `title` and `group` narrow it."""
        self._fill_groups()
        if "title" in target:
            self.title_picker.choose(target["title"])
        if "group" in target:
            self.group.choose(target["group"])
        self.reload()
        self.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Scores have changed: who is nearest may be others."""
        self._fill_groups()
        self.reload()

    def reload(self) -> None:
        """Ask anew, beside the user's work; a sample set in use is told."""
        self._tell_sample()
        self._asked += 1
        asked, group = self._asked, self.group.code()
        year, title = self.context.year, str(self.title_picker.code())
        group_id = group if isinstance(group, int) else None
        unfinished = self.shown.code() == UNFINISHED
        self.context.lane.run_quietly(
            lambda file: nearest.nearest(file, year, title, group_id, with_unfinished=unfinished),
            lambda found: self._show(found, asked),
            self._refused,
        )

    def open_sheet(self) -> None:
        """Show the sheet of the current row."""
        subject = self.table.current_id()
        if subject is not None:
            self.context.go_to("sheet", subject=subject)

    def export(self) -> None:
        """Write the list into a workbook."""
        proposed = texts.EXPORT_NAME.format(self.title_picker.currentText(), self.context.year)
        folder = Path(self.context.settings.last_folder() or Path.home())
        chosen, _ = QFileDialog.getSaveFileName(
            self, texts.EXPORT_TITLE, str(folder / proposed), texts.EXPORT_FILES
        )
        if not chosen:
            return
        path = Path(chosen)
        path = path if path.suffix.lower() == ".xlsx" else path.with_name(path.name + ".xlsx")
        try:
            nearest.export(self.found, path)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.context.settings.set_last_folder(path.parent)
        self.context.notices.status(texts.EXPORTED.format(len(self.found), path.name))

    def _show(self, found: list[Near], asked: int) -> None:
        if asked != self._asked:
            return
        self.found, self._by_id = found, {one.id: one for one in found}
        self._sort_by(*self._sort)
        if found and self.table.current_id() is None:
            self.table.select_ids([found[0].id])
        words = texts.COUNT_CUT if len(found) == nearest.MOST_SHOWN else texts.COUNT
        self.count.setText(words.format(len(found)))
        self.count.setVisible(bool(found))
        self.steps.setVisible(bool(found))
        self._stack.setCurrentIndex(0 if found else 1)
        self._show_steps(self.table.current_id())
        self.actions_changed.emit()

    def _sort_by(self, key: str, descending: bool) -> None:
        """Order the list by a column; the nearest first where that is the same."""
        self._sort = (key, descending)
        self.table.set_sort(key, descending)
        self.found.sort(key=lambda one: (one.lacking, one.bars, len(one.result.missing)))
        if key != "lacking":
            self.found.sort(key=ORDERS[key], reverse=descending)
        elif descending:
            self.found.reverse()
        self.table.show_ids([one.id for one in self.found])

    def _refused(self, refusal: BaseException) -> None:
        self._show([], self._asked)
        self.context.notices.error(refusal)

    def _show_steps(self, subject: int | None) -> None:
        one = None if subject is None else self._by_id.get(subject)
        told = (
            texts.STEPS.format(one.subject.name, one.result.sentence, " ".join(one.steps))
            if one
            else texts.NO_STEPS
        )
        self.steps.setText(told)

    def _tell_sample(self) -> None:
        try:
            criteria_set = entry.criteria_for(self.context.file, str(self.title_picker.code()), self.context.year)
        except UserError:
            self.sample.hide()
            return
        self.sample.setText(texts.SAMPLE.format(criteria_set.name))
        self.sample.setToolTip(criteria_sets.notice(self.context.file, criteria_set))
        self.sample.setVisible(criteria_sets.is_sample(self.context.file, criteria_set))

    def _fill_groups(self) -> None:
        found = groups.list_groups(self.context.file, self.context.year)
        self.group.set_options([(None, EVERY_GROUP), *((one.id, one.name) for one in found)])

    def _open_grid(self) -> None:
        self.context.go_to("grid", title=str(self.title_picker.code()))

    def _connect(self) -> None:
        for picker in (self.title_picker, self.group, self.shown):
            picker.picked.connect(self.reload)
        self.table.sort_wanted.connect(self._sort_by)
        self.table.opened.connect(lambda subject: self.context.go_to("sheet", subject=subject))
        self.table.current_id_changed.connect(self._show_steps)
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.title_picker.setFocus)

    def _lay_out(self) -> None:
        filters = FlowLayout(spacing=theme.px(8))
        for picker in (self.title_picker, self.group, self.shown):
            filters.addWidget(picker)
        labels = ((self.sample, "notice"), (self.count, "muted"), (self.steps, ""))
        for label, kind in labels:
            label.setProperty("kind", kind)
            label.setWordWrap(True)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nobody)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        layout.addLayout(filters)
        layout.addWidget(self.sample)
        layout.addWidget(self.count)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self.steps)


def _columns() -> list[Column]:
    return [
        Column(texts.COLUMN_NAME, lambda one: one.subject.name, "name", width=20),
        Column(texts.COLUMN_GROUP, lambda one: one.subject.group or "", "group", width=14),
        Column(texts.COLUMN_POINTS, _points, "points", width=9, right=True),
        Column(
            texts.COLUMN_LACKING, lambda one: one.lacking_words, "lacking", width=15, colour=lambda _one: "warn"
        ),
        Column(texts.COLUMN_WHY, lambda one: one.result.sentence, width=40, stretch=True),
    ]


def _points(one: Near) -> str:
    result = one.result
    if result.is_checklist:
        return ""
    return texts.POINTS.format(format_points(result.total), format_points(result.required_total))
