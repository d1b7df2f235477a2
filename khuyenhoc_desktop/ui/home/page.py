"""The page «Tổng quan»: the five steps of the main job, all titles with what is next, each thôn, charts."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import format_date
from khuyenhoc_desktop.services import backup, criteria_sets
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.overview import TitleProgress, overview
from khuyenhoc_desktop.services.year_frame import STEPS
from khuyenhoc_desktop.services.year_work import Step, YearWork, first_to_score, year_work
from khuyenhoc_desktop.ui import printing, theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.home import steps, texts, ways
from khuyenhoc_desktop.ui.home.card_row import CardRow
from khuyenhoc_desktop.ui.home.charts import Charts
from khuyenhoc_desktop.ui.home.groups_part import GroupsPart
from khuyenhoc_desktop.ui.home.part_tabs import PartTabs
from khuyenhoc_desktop.ui.home.step_card import StepCard
from khuyenhoc_desktop.ui.home.steps import StageWork
from khuyenhoc_desktop.ui.home.title_lines import TitleLines
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.summary.paper import paint_charts
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState

LAID_OUT_AFTER = 50  # milliseconds until a page shown for the first time has put its parts in their places
# Where each step is worked on: the page and the place in it.
PAGES: dict[Step, tuple[str, dict[str, Any]]] = {
    Step.HOUSEHOLDS: ("households", {}),
    Step.REGISTRATION: ("recognition", {"registered": False}),
    Step.SCORING: ("sheet", {}),
    Step.RECOGNITION: ("recognition", {"outcome": "reached", "decided": "not_recognised"}),
    Step.HANDOVER: ("handover", {}),
}


class HomePage(Page):
    """Where the year stands and what to do next."""

    title = texts.TITLE

    def __init__(
        self, context: Context, parent: QWidget | None = None, today: Callable[[], date] = date.today
    ) -> None:
        super().__init__(context, parent)
        self.work: YearWork = year_work(context.file, context.year)
        self.cards = [
            StepCard(number, step, partial(self.open_step, step)) for number, step in enumerate(Step, start=1)
        ]
        self.heading, self.backup, self.sample = QLabel(), QLabel(), QLabel()
        self.late = QLabel()
        self.lines = TitleLines(self.open_title)
        self.charts = Charts(context)
        self._today = today
        self._is_new = True
        self.overview = overview(context.file, context.year, today())
        self.groups = GroupsPart(context, self._today)
        self.model, self.table = self.groups.model, self.groups.table
        self.table.opened.connect(lambda _ident: self.open_group())
        self.table.current_id_changed.connect(lambda _ident: self.actions_changed.emit())
        self.groups.title_changed.connect(self.actions_changed.emit)
        self._lay_out()
        self._show()

    def actions_shown(self) -> list[PageAction]:
        """On to the next step; import; what the chosen thôn has left; a backup."""
        excel = PageAction(texts.IMPORT, self.import_households, "", True, texts.TIP_IMPORT)
        copy = PageAction(texts.BACK_UP, self.open_backups, "", True, texts.TIP_BACK_UP)
        if not self.work.counts.total:
            return [excel, PageAction(texts.ADD_GROUP, self.add_group, "F5", True, texts.TIP_ADD_GROUP), copy]
        step = self.work.next_step
        words = texts.GO_ON.format(texts.STEPS[step] if step else "–")
        chosen = self.table.current_id() is not None
        return [
            PageAction(words, self.go_on, "F9", step is not None, texts.TIP_GO_ON, primary=True),
            PageAction(texts.OPEN_GROUP, self.look_at_groups, "F7", chosen, texts.TIP_OPEN_GROUP),
            PageAction(texts.PRINT, self.print_charts, "Ctrl+P", True, texts.TIP_PRINT),
            excel,
            copy,
        ]

    def activate(self, **target: Any) -> None:
        """Show the latest state (a bundle or a backup is no change of facts) and stand on the next button."""
        if self._is_new:
            self._is_new = False  # read a moment ago
        else:
            self._read()
        if self.work.counts.total:
            step = self.work.next_step or Step.HANDOVER
            card = next(card for card in self.cards if card.step is step)
            card.button.setFocus()
            QTimer.singleShot(LAID_OUT_AFTER, self, lambda: self._area.ensureWidgetVisible(card))

    def refresh(self, changes: Changes) -> None:
        """Count anew; the thôn chosen stays."""
        self._read()

    def go_on(self) -> None:
        """Go to the page of the next step."""
        if self.work.next_step is not None:
            self.open_step(self.work.next_step)

    def open_step(self, step: Step) -> None:
        """Go to where a step is worked on."""
        self._open(step)

    def open_group(self) -> None:
        """Go to what the chosen thôn has left; its households where nothing is left."""
        group = self.groups.current()
        if isinstance(group, StageWork):
            page, target = ways.way_to_group(self.context.file, self.context.year, group)
            self.context.go_to(page, **target)
        elif group is not None:
            self._open(group.counts.next_step or Step.HOUSEHOLDS, group=group.id)

    def _open(self, step: Step, **group: int) -> None:
        """Scoring begins at the first sheet that is not complete."""
        page, target = PAGES[step]
        if step is Step.SCORING:
            household = first_to_score(self.context.file, self.context.year, group.get("group"))
            target = {} if household is None else {"household": household}
        self.context.go_to(page, **target, **group)

    def open_title(self, title: str) -> None:
        """Go to where the next step of a title is done."""
        page, target = ways.way_to(self._progress(title))
        self.context.go_to(page, **target)

    def _progress(self, title: str) -> TitleProgress:
        return next(one for one in self.overview.titles if one.title == title)

    def look_at_groups(self) -> None:
        """Show what each thôn has left; where that is shown, go to what the chosen one has left."""
        if self.tabs.currentWidget() is self.groups:
            self.open_group()
            return
        self.tabs.setCurrentWidget(self.groups)
        self.table.setFocus()
        QTimer.singleShot(LAID_OUT_AFTER, self, lambda: self._area.ensureWidgetVisible(self.table))

    def print_charts(self) -> None:
        """Show the charts as they will be printed."""
        charts = self.charts.charts()
        printing.preview(self, texts.TAB_CHARTS, lambda printer: paint_charts(printer, charts), landscape=True)

    def import_households(self) -> None:
        """Begin the import from Excel."""
        self.context.go_to("import", kind="households")

    def add_group(self) -> None:
        """Go to where the list of thôn is made."""
        self.context.go_to("groups")

    def open_backups(self) -> None:
        """Go to where copies of the file are made."""
        self.context.go_to("backup")

    def _read(self) -> None:
        self.work = year_work(self.context.file, self.context.year)
        self.overview = overview(self.context.file, self.context.year, self._today())
        self._show()
        self.actions_changed.emit()

    def _show(self) -> None:
        self._stack.setCurrentIndex(0 if self.work.counts.total else 1)
        step, year = self.work.next_step, self.work.year
        said = texts.GO_ON_WITH.format(step=texts.STEPS[step]) if step else texts.ALL_DONE.format(year=year)
        self.heading.setText(f"{texts.SUBTITLE.format(year=year)}. {said}")
        for card in self.cards:
            words = steps.words_of(card.step, self.work)
            if card.step is Step.RECOGNITION:
                words = steps.with_round(words, self._progress(LEARNING_FAMILY))
            card.show_state(words, done=self.work.is_done(card.step), is_next=card.step is step)
        self._show_sample()
        self._show_backup()
        self._show_titles()
        self.groups.show_work(self.work)

    def _show_titles(self) -> None:
        self.lines.show_overview(self.overview)
        late = {one.step: one.due_on for one in self.overview.overdue}  # a step is late in several titles at once
        told = "; ".join(
            texts.OVERDUE_STEP.format(step=STEPS[step], day=format_date(day)) for step, day in late.items()
        )
        self.late.setText(texts.OVERDUE.format(steps=told))
        self.late.setVisible(bool(told))
        if self.tabs.currentWidget() is self.charts:
            self.charts.show_year()

    def _show_sample(self) -> None:
        chosen = self.work.criteria_set
        self.sample.setText(texts.SAMPLE)
        self.sample.setVisible(chosen is not None and criteria_sets.is_sample(self.context.file, chosen))

    def _show_backup(self) -> None:
        when = backup.last_backup(self.context.file.folder)
        if when is None:
            self.backup.setText(texts.BACKUP_NEVER)
        elif when.date() == date.today():
            self.backup.setText(texts.BACKUP_TODAY.format(when))
        else:
            self.backup.setText(texts.BACKUP_BEFORE.format(when, when))

    def _lay_out(self) -> None:
        self.tabs = PartTabs()
        self.tabs.addTab(self.lines, texts.TAB_TITLES)
        self.tabs.addTab(self.groups, texts.TAB_GROUPS)
        self.tabs.addTab(self.charts, texts.TAB_CHARTS)
        self.tabs.currentChanged.connect(lambda _place: self._show_titles())
        empty = EmptyState(
            "households",
            texts.EMPTY_TITLE,
            texts.EMPTY_TEXT,
            [
                (texts.EMPTY_IMPORT, self.import_households),
                (texts.EMPTY_ADD_GROUP, self.add_group),
            ],
        )
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._steps())
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._area)
        self._stack.addWidget(empty)

    def _steps(self) -> QWidget:
        self.heading.setProperty("kind", "heading")
        self.late.setProperty("kind", "refusal")
        self.sample.setProperty("kind", "notice")
        self.backup.setProperty("kind", "muted")
        for words in (self.heading, self.sample, self.backup, self.late):
            words.setWordWrap(True)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        for part in (self.heading, self.late, self.sample, CardRow(self.cards)):
            layout.addWidget(part)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.backup)
        return inside
