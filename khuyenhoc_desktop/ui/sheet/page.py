"""Phiếu: the sheet of one subject of any title, filled by keyboard; saved and on to the next with one key."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.services import criteria_sets, entry, subjects
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.measured import overlaid
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.sheet import filling, texts
from khuyenhoc_desktop.ui.sheet.deriving import DerivingCommands
from khuyenhoc_desktop.ui.sheet.draft import changed_codes, concerns, stored_answers, taken_in
from khuyenhoc_desktop.ui.sheet.drafting import draft_of, put_back
from khuyenhoc_desktop.ui.sheet.finding import find
from khuyenhoc_desktop.ui.sheet.jump_box import JumpBox
from khuyenhoc_desktop.ui.sheet.nobody import NobodyThere
from khuyenhoc_desktop.ui.sheet.position import Position
from khuyenhoc_desktop.ui.sheet.sheet_body import SheetBody
from khuyenhoc_desktop.ui.sheet.sheet_form import SheetForm
from khuyenhoc_desktop.ui.sheet.sheet_head import SheetHead
from khuyenhoc_desktop.ui.sheet.side_panel import SidePanel
from khuyenhoc_desktop.ui.sheet.subject_filter import SubjectFilter
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.scrolled import fill

REGISTER = frozenset(("household", "residence", "residential_group", "person", "clan", "unit"))
SAVE_LEAVE, DROP_LEAVE = 0, 1


class SheetPage(Page):
    """One subject's sheet, with the list it is worked through in."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.position = Position()
        self.sheet: entry.Sheet | None = None
        self.form: SheetForm | None = None
        self._filling = filling.Filling()
        self.deriving = DerivingCommands(context, lambda: self.sheet, self)
        self.jump = JumpBox(lambda text: find(context, self.filter.title, text), self)
        self.filter = SubjectFilter(self.jump, context.settings)
        self.head = SheetHead(self.filter, self.previous, self.save_next)
        self.panel = SidePanel(context.notices)
        self.lines = QScrollArea()
        self.lines.setWidgetResizable(True)
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nobody = NobodyThere("sheet", context)
        self.none_here = EmptyState(
            "search", texts.NONE_TITLE, texts.NONE_TEXT, [(texts.NONE_BUTTON, self.show_all)]
        )
        self.keeper = DraftKeeper(context, lambda: draft_of(self.sheet, self.form), self)
        self._lay_out()
        self.filter.changed.connect(self._filter_changed)
        self.filter.title_changed.connect(self._title_changed)
        self.jump.picked.connect(self.jump_to)
        self._bind_keys()

    # What the window asks for

    def actions_shown(self) -> list[PageAction]:
        """The buttons of the bottom bar."""
        on = self.sheet is not None and not self.sheet.locked
        return [
            PageAction(texts.SAVE, self.save, "Ctrl+S", on),
            PageAction(texts.SAVE_NEXT, self.save_next, "Ctrl+Enter", on, texts.SAVE_NEXT_TIP, primary=True),
            PageAction(texts.ALL_MAX, self.fill_max, "F9", on, texts.ALL_MAX_TIP),
            PageAction(texts.LIKE_LAST_YEAR, self.copy_last_year, "F10", on, texts.LIKE_LAST_YEAR_TIP),
            PageAction(texts.RESET, self.reset, "", on, texts.RESET_TIP),
        ]

    def activate(self, **target: Any) -> None:
        """Show the sheet that was asked for, or go on where one was."""
        if "draft" in target:
            put_back(self, target["draft"])
            return
        subject: int | None = target.get("subject", target.get("household"))
        if subject is not None and subject != self.position.current and not self.leave():
            return
        if "title" in target and subject is None and self.leave():
            self.filter.choose_title(str(target["title"]))
        self.show_title_of(subject)
        self.reload_list()
        if subject is not None and subject not in self.position.ids:
            self.filter.clear()
            self.reload_list()
        wanted = subject if subject is not None else self._still_there()
        if wanted == self.position.current and self.sheet and self.sheet.year == self.context.year:
            self._take_in()
        else:
            self._open_first(wanted)
        self._focus(target.get("indicator"))

    def refresh(self, changes: Changes) -> None:
        """Facts have changed: take them in, except where the user is typing."""
        if not changes.tables or changes.tables & REGISTER:
            self.reload_list()
        if self.sheet is None or (self.sheet.year != self.context.year and not self.is_unsaved()):
            self._open_first(self._still_there())
            self._focus()
        elif concerns(changes, self.sheet.subject.id):
            self._take_in()
        if changes.effects:
            self.panel.show_caused(entry.effects(self.context.file, changes))

    def leave(self) -> bool:
        """Whether the sheet may be left; with something not saved, the user decides."""
        if self.sheet is None or not self.is_unsaved():
            return True
        row = self.sheet.subject
        text = texts.LEAVE_TEXT.format(subjects.NOUNS[row.kind], row.name)
        chosen = self.context.notices.choose(texts.LEAVE_TITLE, text, texts.LEAVE_CHOICES)
        if chosen == SAVE_LEAVE:
            return self.save()
        if chosen == DROP_LEAVE:
            self._load(self.sheet)
        return chosen == DROP_LEAVE

    # Going from sheet to sheet

    def open(self, subject: int) -> None:
        """Show a subject's sheet; what was typed before must have been seen to."""
        try:
            sheet = entry.load_sheet(self.context.file, self.context.year, subject)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.position.go(subject)
        self._load(sheet)
        self.head.show_place(self.position.number, len(self.position.ids))
        self._stack.setCurrentIndex(0)
        self.actions_changed.emit()

    def jump_to(self, subject: int) -> None:
        """Go to a subject that was searched for."""
        if self.leave():
            self.show_title_of(subject)
            if subject not in self.position.ids:
                self.filter.clear()
                self.reload_list()
            self.open(subject)
        self._focus()

    def show_title_of(self, subject: int | None) -> None:
        """Work on the title that a subject strives for."""
        found = [] if subject is None else subjects.rows(self.context.file, self.context.year, [subject])
        if found:
            self.filter.choose_title(found[0].title)

    def previous(self) -> None:
        """Go back to the sheet before."""
        before = self.position.beside(-1)
        if before is None:
            self.context.notices.status(texts.FIRST_ONE)
        elif self.leave():
            self.open(before)
        self._focus()

    def save_next(self) -> None:
        """Save and go on to the next sheet of the list: one key."""
        if self.sheet is None or not self.save():
            return
        following = self.position.beside(1)
        if following is None:
            self.context.notices.status(texts.LAST_ONE)
        else:
            self.open(following)
        self._focus()

    def show_all(self) -> None:
        """Leave nobody out."""
        self.filter.clear()
        self._filter_changed()

    def reload_list(self) -> None:
        """Read the groups and the ids of the list anew."""
        self.filter.fill(self.context.file, self.context.year)
        self.position.set_ids(subjects.find_ids(self.context.file, self.filter.query(self.context.year)))
        self.head.show_place(self.position.number, len(self.position.ids))

    # What is done with a sheet

    def is_unsaved(self) -> bool:
        """Whether something stands on the sheet that is not on the disk."""
        if self.sheet is None or self.form is None:
            return False
        stored = stored_answers(self.sheet, self.form.stage)
        return self.form.has_refused() or bool(changed_codes(stored, self.form.answers()))

    def save(self) -> bool:
        """Save the sheet; with a value that cannot be taken, nothing is saved and the keyboard goes there."""
        if self.sheet is None or self.form is None:
            return False
        refused = self.form.refused_row()
        if refused is not None:
            self.form.go_to(refused)
            return False
        if not changed_codes(stored_answers(self.sheet, self.form.stage), self.form.answers()):
            self.context.notices.status(texts.NOTHING_NEW)
            return True
        return self._write(self.sheet, self.form)

    def fill_max(self) -> None:
        """Give every empty indicator its maximum; pressed again, take that back."""
        if self.form is not None:
            self._change(*self._filling.best(self.form))

    def copy_last_year(self) -> None:
        """Give every empty indicator last year's answer."""
        if self.form is not None and self.sheet is not None:
            self._change(*filling.last_year(self.form, self.sheet.last_year_answers))

    def reset(self) -> None:
        """Go back to what is stored, after asking."""
        if self.sheet is not None and self.is_unsaved():
            question = (texts.RESET_TITLE, texts.RESET_TEXT, texts.RESET_YES, texts.RESET_NO)
            if self.context.notices.ask(*question):
                self._load(self.sheet)
        self._focus()

    # Inside

    def _write(self, sheet: entry.Sheet, form: SheetForm) -> bool:
        row = sheet.subject
        answers = overlaid(form.answers(), sheet.measured)
        self.panel.show_caused([])
        try:
            result = entry.save_sheet(self.context.file, sheet.year, row.id, answers, form.stage)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return False
        self._take_in()
        words = texts.SAVED_STATUS.format(subjects.NOUNS[row.kind], row.name, result.sentence)
        self.context.notices.status(words)
        return True

    def _load(self, sheet: entry.Sheet) -> None:
        """Show a sheet as it is stored."""
        form = self._form_for(sheet)
        self.sheet = sheet
        self._filling.forget()
        form.load(sheet)
        self.lines.verticalScrollBar().setValue(0)
        self._show_head(sheet)
        self._show_result()

    def _form_for(self, sheet: entry.Sheet) -> SheetForm:
        """The form for the sheet's criteria set, year and stage: the same one as long as they are the same."""
        form, stage = self.form, self.filter.stage
        same_year = self.sheet is not None and self.sheet.year == sheet.year
        if form is not None and same_year and form.is_for(sheet.criteria_set, stage):
            return form
        self.form = form = SheetForm(sheet.criteria_set, sheet.year - 1, stage)
        form.changed.connect(self._show_result)
        form.typed.connect(self.keeper.soon)
        form.here.connect(self._show_help)
        form.shown.connect(self._show_row)
        form.finished.connect(self.save_next)
        self.deriving.bind(form)
        self.lines.setWidget(form)
        QWidget.setTabOrder(form.finish_button, self.panel.read_notice)  # the form came after the panel
        self.panel.show_set(sheet.criteria_set, criteria_sets.notice(self.context.file, sheet.criteria_set))
        self._show_help(sheet.criteria_set.indicators[0])
        return form

    def _take_in(self) -> None:
        """Read the sheet anew; what the user has typed and not saved stays."""
        if self.sheet is None or self.form is None:
            return
        before, typed = stored_answers(self.sheet, self.form.stage), self.form.answers()
        try:
            sheet = entry.load_sheet(self.context.file, self.sheet.year, self.sheet.subject.id)
        except UserError:
            self._gone()
            return
        now = stored_answers(sheet, self.form.stage)
        fresh, kept = taken_in(before, typed, now)
        own = {row.indicator.code for row in self.form.rows if row.is_refused()}
        form = self._form_for(sheet)
        self.sheet = sheet
        self._show_head(sheet)
        form.show_beside(sheet)
        form.set_answers({code: answer for code, answer in fresh.items() if code not in own})
        if changed_codes(before, now) and (kept or own):
            self.context.notices.status(texts.TAKEN_IN.format(len(kept | own)))

    def _gone(self) -> None:
        """Whose sheet is on show is no longer in the file."""
        self.sheet, self.position.current = None, None
        self.reload_list()
        self._open_first(self._still_there())

    def _open_first(self, subject: int | None) -> None:
        """Open a sheet, or say that there is none to open."""
        if subject is None:
            self._show_nothing()
        else:
            self.open(subject)

    def _still_there(self) -> int | None:
        """The one to go on with."""
        ids = self.position.ids
        if self.position.current in ids or self.is_unsaved():
            return self.position.current
        return ids[0] if ids else None

    def _show_nothing(self) -> None:
        self.sheet = None
        narrow = self.filter.is_narrow()
        self.nobody.show_kind(self.filter.kind)
        self._stack.setCurrentIndex(2 if narrow else 1)
        self.actions_changed.emit()

    def _filter_changed(self) -> None:
        before = self.position.current
        self.reload_list()
        if before not in self.position.ids and self.leave():
            self._open_first(self._still_there())
        self._focus()

    def _title_changed(self) -> None:
        """Another title, or another stage of it: what is unsaved is seen to first."""
        if not self.leave():
            if self.sheet is not None and self.form is not None:
                self.filter.go_back(self.sheet.subject.title, self.form.stage)
            return
        self.sheet = None if self.sheet and self.sheet.subject.kind != self.filter.kind else self.sheet
        self.reload_list()
        self._open_first(self._still_there())
        self._focus()

    def _change(self, answers: Mapping[str, Answer | None], text: str) -> None:
        if self.form is not None:
            self.form.set_answers(answers)
        self.context.notices.status(text)

    def _show_head(self, sheet: entry.Sheet) -> None:
        self.head.show_subject(sheet, sheet.year != self.context.year)
        self.panel.show_stages(sheet, self.filter.stage)

    def _show_result(self) -> None:
        if self.form is None or self.sheet is None:
            return
        typed = self.form.answers()
        answers = overlaid(typed, self.sheet.measured)
        result = score(self.form.criteria_set, answers)
        self.form.show_subtotals(result.subtotals)
        self.panel.show_result(result, self.form.criteria_set, answers)
        self.head.show_state(unsaved=self.is_unsaved(), empty=not typed)
        self.keeper.touch()

    def _show_help(self, indicator: Indicator) -> None:
        self.keeper.touch()
        if self.form is not None:
            self.panel.show_indicator(indicator, self.form.criteria_set.floor_of(indicator))

    def _focus(self, indicator: str | None = None) -> None:
        """Put the keyboard where one goes on: into an indicator asked for, else the first."""
        if self.form is None or self.sheet is None:
            return
        row = self.form.row(indicator or "")
        if row is None:
            self.form.go_to_first()
        else:
            self.form.go_to(row)

    def _show_row(self, row: QWidget) -> None:
        """Scroll to a line of the sheet; where the letters are large, the page itself scrolls too."""
        self.lines.ensureWidgetVisible(row, 0, theme.row_height())
        self._area.ensureWidgetVisible(row, 0, 0)

    def _bind_keys(self) -> None:
        keys = (("Ctrl+Return", self.save_next), ("PgDown", self.save_next), ("PgUp", self.previous))
        for key, run in (*keys, ("Ctrl+F", self.jump.setFocus)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for part in (SheetBody(self.lines, self.panel), self.nobody, self.none_here):
            self._stack.addWidget(part)
        self._area = fill(self, inside := QWidget())
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        layout.addWidget(self.head)
        layout.addWidget(self._stack, 1)
