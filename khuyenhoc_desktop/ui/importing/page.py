"""The page «Nhập từ Excel»: four steps, from the file to what was done with it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Cancelled, UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import criteria_sets, entry, groups, history
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.importing.plan import ImportPlan, ImportResult
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.importing import drafting, files, jobs, texts
from khuyenhoc_desktop.ui.importing.check_step import CheckStep
from khuyenhoc_desktop.ui.importing.choose_step import ChooseStep
from khuyenhoc_desktop.ui.importing.columns_step import ColumnsStep
from khuyenhoc_desktop.ui.importing.result_step import ResultStep
from khuyenhoc_desktop.ui.importing.state import (
    CLANS,
    HOUSEHOLDS,
    PERSONS,
    SCORES,
    UNITS,
    Wizard,
    counted_rows,
)
from khuyenhoc_desktop.ui.importing.step_strip import StepStrip
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.sheet.subject_filter import TITLE_KEY
from khuyenhoc_desktop.ui.undoing import Undoing
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.scrolled import scrolled

CHOOSE, COLUMNS, CHECK, RESULT = range(4)
LISTS = {HOUSEHOLDS: "households", PERSONS: "persons", CLANS: "clans", UNITS: "units", SCORES: "grid"}


class ImportPage(Page):
    """Import of a list of households or of scores; the target `kind` says which."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.wizard = Wizard()
        self.undoing = Undoing(context, self)
        self.strip = StepStrip(texts.STEPS)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.choose = ChooseStep(self.wizard, context.settings)
        self.columns = ColumnsStep(self.wizard)
        self.check = CheckStep(self.wizard)
        self.result = ResultStep(self.show_list, self.save_result, self.undo)
        self.steps = QStackedWidget()
        for step in (self.choose, self.columns, self.check, self.result):
            self.steps.addWidget(scrolled(step))
        self.returning: Draft | None = None  # choices of a run that broke off, while their file is read anew
        self._sheets_chosen = False  # of these choices, how the sheets are read
        self._at_first: drafting.Choices = {}
        self.keeper = DraftKeeper(
            context, lambda: drafting.draft_of(self.wizard, self._at_first, self.context.year), self
        )
        self._lay_out()
        self._connect()
        self.begin(HOUSEHOLDS)

    def actions_shown(self) -> list[PageAction]:
        """Quay lại, Tiếp tục, Đóng."""
        step = self.step()
        tip = texts.TIP_CLOSE_DONE if step == RESULT else texts.TIP_CLOSE
        close = PageAction(texts.CLOSE, self.close_wizard, "Esc", tip=tip)
        if step == RESULT:
            return [PageAction(texts.AGAIN, self.start_again, tip=texts.TIP_AGAIN), close]
        back = PageAction(texts.BACK, self.back, enabled=step > CHOOSE, tip=texts.TIP_BACK)
        words, tip, enabled = self._forward()
        return [back, PageAction(words, self.next, enabled=enabled, tip=tip, primary=True), close]

    def activate(self, **target: Any) -> None:
        """Begin with `kind` ("households" or "scores" of a `title`), and with a file at `path` when one is named.

        Without a kind what was there stays: a file being worked on, or the last result with its buttons.
        """
        if isinstance(target.get("draft"), Draft):
            if self._may_drop():
                drafting.put_back(self, target["draft"])
            return
        kind, path = target.get("kind"), target.get("path")
        title = str(target.get("title", self.wizard.title))
        is_other = (kind, title) != (self.wizard.what, self.wizard.title)
        if kind in LISTS and (self.step() == RESULT or (is_other and self._may_drop())):
            self.begin(str(kind), title)
        if isinstance(path, Path):
            self.read(path)
        self._step_widget().take_focus()

    def refresh(self, changes: Changes) -> None:
        """A plan made before other work, or for another year, must be made again; what was chosen stays."""
        wizard = self.wizard
        if wizard.result is not None and wizard.result.journal_id is not None:
            wizard.is_undone = history.entry(self.context.file, wizard.result.journal_id).undone
        elif wizard.plan is not None and wizard.result is None:
            wizard.is_stale = True
        self._show_step(self.step(), keep_focus=True)

    def step(self) -> int:
        """The step shown, from 0."""
        return self.steps.currentIndex()

    def read(self, path: Path) -> None:
        """Read a file; a refusal is told in step 1, where another can be chosen."""
        self.begin(self.wizard.what, self.wizard.title)
        self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a file into the import that was begun."""
        self.wizard.path = path
        self._at_first = {}
        self._examine(path)

    def next(self) -> None:
        """The step after this one, if nothing is lacking."""
        step, wizard = self.step(), self.wizard
        if not self._forward()[2]:
            return
        if step == CHOOSE:
            self._show_step(COLUMNS)
        elif step == COLUMNS and wizard.plan is not None and not wizard.is_stale:
            self._show_step(CHECK)
        elif step == COLUMNS or wizard.is_stale:
            self._plan()
        else:
            self._apply()

    def back(self) -> None:
        """The step before this one; everything chosen stays."""
        if CHOOSE < self.step() < RESULT:
            self._show_step(self.step() - 1)

    def start_again(self) -> None:
        """Step 1 with another file."""
        self.begin(self.wizard.what, self.wizard.title)
        self._show_step(CHOOSE)

    def close_wizard(self) -> None:
        """Leave for the list, after a question where a file was being worked on."""
        if self._may_drop():
            self.begin(self.wizard.what, self.wizard.title)
            self.show_list()

    def show_list(self) -> None:
        """Show what was imported."""
        place = {"title": self.wizard.title} if self.wizard.what == SCORES else {}
        self.context.go_to(LISTS[self.wizard.what], **place)

    def undo(self) -> None:
        """Take the import back."""
        if self.wizard.result is not None and self.wizard.result.journal_id is not None:
            self.undoing.undo(self.wizard.result.journal_id)

    def save_result(self) -> None:
        """Write the copy of their workbook with the reasons, where the user wants it."""
        plan = self.wizard.plan
        path = files.ask_result_path(self, plan.path) if plan is not None else None
        if plan is not None and path is not None:
            self.context.lane.run(texts.WRITING_RESULT, lambda _file: jobs.result_file(plan, path), self._saved)

    def save_template(self) -> None:
        """Write the empty workbook to fill in."""
        wizard, year = self.wizard, self.context.year
        path = files.ask_template_path(self, self.context.settings, wizard.what)
        if path is not None:
            self.context.lane.run(
                texts.MAKING_TEMPLATE,
                lambda file: jobs.template(file, wizard.what, year, wizard.title, path),
                lambda made: self.context.notices.inform(
                    texts.TEMPLATE_DONE, texts.TEMPLATE_DONE_TEXT.format(path=made)
                ),
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, where nothing in the step wants it; holding it down does not run through the steps."""
        if event.key() not in ENTER or event.isAutoRepeat() or self.step() == RESULT:
            super().keyPressEvent(event)
            return
        try:
            self.next()
        except Exception as fault:
            self.context.notices.error(fault)

    def begin(self, what: str, title: str = "") -> None:
        """A new import; scores are of the title worked on last, where none is named."""
        self.returning, self._sheets_chosen = None, False
        self.wizard = Wizard(what, title or self.context.settings.value(TITLE_KEY, LEARNING_FAMILY))
        self.choose.show_refusal(None)
        self._show_step(CHOOSE, keep_focus=True)
        self.keeper.keep()

    def _may_drop(self) -> bool:
        """Whether the file being worked on may be let go; asked where there is one."""
        wizard = self.wizard
        if wizard.found is None or wizard.result is not None:
            return True
        name = wizard.path.name if wizard.path else ""
        text = texts.LEAVE_TEXT.format(name=name)
        return self.context.notices.ask(texts.LEAVE_TITLE, text, texts.LEAVE_YES, texts.LEAVE_NO)

    def _forward(self) -> tuple[str, str, bool]:
        """The words and tip of the button that goes on, and whether it can be pressed."""
        wizard = self.wizard
        if self.step() == CHOOSE:
            return texts.NEXT, texts.TIP_NEXT, self.choose.lack() is None
        if self.step() == COLUMNS:
            return texts.NEXT, texts.TIP_NEXT, self.columns.lack() is None
        if wizard.plan is None or wizard.is_stale:
            return texts.RECHECK, texts.TIP_RECHECK, True
        good = wizard.plan.new + wizard.plan.updated
        if not good:
            return texts.NOTHING_TO_IMPORT, texts.TIP_NEXT, True
        words = texts.IMPORT_SCORES if wizard.what == SCORES else texts.IMPORT
        return words.format(what=counted_rows(wizard.plan, good)), texts.TIP_IMPORT, True

    def _examine(self, source: Any) -> None:
        wizard, year = self.wizard, self.context.year
        self.context.lane.run(
            texts.READING,
            lambda file: jobs.examine(file, wizard.what, year, wizard.title, source, wizard.options()),
            self._examined,
            self._refused,
        )

    def _examine_again(self) -> None:
        """Look at the sheets anew, because a header, a thôn or the hidden sheets were chosen."""
        wizard = self.wizard
        if wizard.found is not None:
            workbook = wizard.found.survey.workbook
            read = {sheet.name for sheet in workbook.sheets}
            reread = wizard.include_hidden and not read >= set(workbook.hidden)
            self._examine(workbook.path if reread else workbook)

    def _examined(self, found: jobs.Examination) -> None:
        self.wizard.take_examination(found)
        self.choose.show_refusal(None)
        self.choose.remember(found.survey.workbook.path)
        self._at_first = self._at_first or drafting.choices_of(self.wizard)
        self._show_step(CHOOSE)
        self._go_on_returning()
        self.keeper.soon()

    def _go_on_returning(self) -> None:
        """Choose again what a run that broke off had chosen, as far as the file has been read."""
        draft, wizard = self.returning, self.wizard
        if draft is None:
            return
        if not self._sheets_chosen:
            self._sheets_chosen = True
            if drafting.take_sheets(wizard, draft):
                self._examine_again()
                return
        drafting.take_columns(wizard, draft)
        self._show_step(COLUMNS)
        if draft.typed.keys() & {drafting.DECISIONS, "households", "same_group"} and self.columns.lack() is None:
            self._plan()
        else:
            self._returned(draft)

    def _returned(self, draft: Draft) -> None:
        self.returning = None
        drafting.told(self, draft)

    def _refused(self, fault: BaseException) -> None:
        self.returning = None
        if isinstance(fault, UserError):
            self.choose.show_refusal(fault)
        elif isinstance(fault, Cancelled):
            self.context.notices.status(texts.CANCELLED)
        else:
            self.context.notices.error(fault)
        self._show_step(CHOOSE)

    def _plan(self) -> None:
        wizard, year = self.wizard, self.context.year
        self.context.lane.run(
            texts.CHECKING, lambda file: jobs.plan(file, year, wizard), self._planned, self._failed
        )

    def _planned(self, plan: ImportPlan) -> None:
        self.wizard.take_plan(plan)
        if self.returning is not None:
            drafting.take_decisions(self.wizard, self.returning)
            self._returned(self.returning)
        self._show_step(CHECK)

    def _apply(self) -> None:
        plan = self.wizard.plan
        if plan is not None:
            self.context.lane.run(
                texts.IMPORTING, lambda file: jobs.apply_plan(file, plan), self._applied, self._failed
            )

    def _applied(self, result: ImportResult) -> None:
        self.wizard.result, self.wizard.is_stale = result, False
        self.keeper.keep()
        self._show_step(RESULT)

    def _failed(self, fault: BaseException) -> None:
        """The check or the import did not come to its end: nothing was written, the step stays."""
        self.returning = None
        if isinstance(fault, Cancelled):
            self.context.notices.status(texts.CANCELLED)
            return
        if isinstance(fault, UserError) and fault.code == "import.stale":
            self.wizard.is_stale = True
            self._show_step(self.step(), keep_focus=True)
        self.context.notices.error(fault)

    def _saved(self, path: Path) -> None:
        self.wizard.saved_as = path
        self._show_step(RESULT, keep_focus=True)

    def _source_changed(self) -> None:
        """Other sheets, or the old font: the plan no longer holds."""
        self.wizard.is_stale = True
        self.keeper.soon()
        self.actions_changed.emit()

    def _show_step(self, step: int, *, keep_focus: bool = False) -> None:
        names = [group.name for group in groups.list_groups(self.context.file, self.context.year)]
        if step == CHOOSE:
            self.choose.show_wizard(self.wizard, names)
        elif step == COLUMNS:
            self.columns.show_wizard(self.wizard)
        elif step == CHECK:
            self.check.show_wizard(self.wizard, names)
        else:
            self.result.show_wizard(self.wizard)
        self.steps.setCurrentIndex(step)
        self.strip.set_step(step)
        self._tell_about()
        if not keep_focus:
            self._step_widget().take_focus()
        self.actions_changed.emit()

    def _step_widget(self) -> ChooseStep | ColumnsStep | CheckStep | ResultStep:
        return (self.choose, self.columns, self.check, self.result)[self.step()]

    def _tell_about(self) -> None:
        """For scores: the title, the year and the criteria set they are entered by."""
        self.about.setVisible(self.wizard.what == SCORES)
        if self.wizard.what == SCORES:
            try:
                criteria_set = entry.criteria_for(self.context.file, self.wizard.title, self.context.year)
            except UserError as refusal:
                self.choose.show_refusal(refusal)
                self.about.hide()
                return
            self.about.setText(
                jobs.about_scores(self.context.file, criteria_set, self.context.year, whole=self.step() == CHOOSE)
            )
            self.about.setToolTip(criteria_sets.notice(self.context.file, criteria_set))

    def _connect(self) -> None:
        self.choose.file_chosen.connect(self.read)
        self.choose.what_chosen.connect(self.begin)
        self.choose.title_chosen.connect(lambda title: self.begin(SCORES, title))
        self.choose.template_wanted.connect(self.save_template)
        self.choose.changed.connect(self._source_changed)
        self.choose.examine_wanted.connect(self._examine_again)
        self.columns.changed.connect(self.actions_changed)
        self.check.changed.connect(self.actions_changed)
        for step in (self.columns, self.check):
            step.changed.connect(self.keeper.soon)

    def _lay_out(self) -> None:
        self.about.setProperty("kind", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(8),) * 4)
        layout.setSpacing(theme.px(6))
        layout.addWidget(self.strip, alignment=Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.about)
        layout.addWidget(self.steps, 1)
