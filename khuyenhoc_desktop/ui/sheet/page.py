"""Phiếu: the sheet of one household, filled by keyboard; saved and on to the next household with one key."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.scoring import score
from khuyenhoc_desktop.services import bulk_entry, entry, households
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.households import HouseholdRow, Query
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts import DraftKeeper
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.sheet import texts
from khuyenhoc_desktop.ui.sheet.draft import changed_codes, empty_codes, taken_in
from khuyenhoc_desktop.ui.sheet.drafting import draft_of, put_back
from khuyenhoc_desktop.ui.sheet.household_filter import HouseholdFilter
from khuyenhoc_desktop.ui.sheet.jump_box import JumpBox
from khuyenhoc_desktop.ui.sheet.position import Position
from khuyenhoc_desktop.ui.sheet.sheet_body import SheetBody
from khuyenhoc_desktop.ui.sheet.sheet_form import SheetForm
from khuyenhoc_desktop.ui.sheet.sheet_head import SheetHead
from khuyenhoc_desktop.ui.sheet.side_panel import SidePanel
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.scrolled import fill

MOST_FOUND = 40
REGISTER = frozenset(("household", "residence", "residential_group"))
SAVE_LEAVE, DROP_LEAVE = 0, 1


class SheetPage(Page):
    """One household's sheet, with the list it is worked through in."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.position = Position()
        self.sheet: entry.Sheet | None = None
        self.form: SheetForm | None = None
        self._filled: dict[str, Answer] = {}
        self.jump = JumpBox(self._find, self)
        self.filter = HouseholdFilter(self.jump)
        self.head = SheetHead(self.filter, self.previous, self.save_next)
        self.panel = SidePanel(self._read_notice)
        self.lines = QScrollArea()
        self.lines.setWidgetResizable(True)
        self.lines.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nobody = EmptyState(
            "sheet", texts.EMPTY_TITLE, texts.EMPTY_TEXT, [(texts.EMPTY_BUTTON, self._register)]
        )
        self.none_here = EmptyState(
            "search", texts.NONE_TITLE, texts.NONE_TEXT, [(texts.NONE_BUTTON, self.show_all)]
        )
        self.keeper = DraftKeeper(context, lambda: draft_of(self.sheet, self.form), self)
        self._lay_out()
        self.filter.changed.connect(self._filter_changed)
        self.jump.picked.connect(self.jump_to)
        self._bind_keys()

    # What the window asks for

    def actions_shown(self) -> list[PageAction]:
        """The buttons of the bottom bar."""
        on = self.sheet is not None
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
        household: int | None = target.get("household")
        if household is not None and household != self.position.current and not self.leave():
            return
        self.reload_list()
        if household is not None and household not in self.position.ids:
            self.filter.clear()
            self.reload_list()
        wanted = household if household is not None else self._still_there()
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
        elif changes.subjects is None or self.sheet.household.id in changes.subjects:
            self._take_in()

    def leave(self) -> bool:
        """Whether the sheet may be left; with something not saved, the user decides."""
        if self.sheet is None or not self.is_unsaved():
            return True
        text = texts.LEAVE_TEXT.format(self.sheet.household.head_name)
        chosen = self.context.notices.choose(texts.LEAVE_TITLE, text, texts.LEAVE_CHOICES)
        if chosen == SAVE_LEAVE:
            return self.save()
        if chosen == DROP_LEAVE:
            self._load(self.sheet)
        return chosen == DROP_LEAVE

    # Going from household to household

    def open(self, household: int) -> None:
        """Show a household's sheet; what was typed before must have been seen to."""
        try:
            sheet = entry.load_sheet(self.context.file, self.context.year, household)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.position.go(household)
        self._load(sheet)
        self.head.show_place(self.position.number, len(self.position.ids))
        self._stack.setCurrentIndex(0)
        self.actions_changed.emit()

    def jump_to(self, household: int) -> None:
        """Go to a household that was searched for."""
        if self.leave():
            if household not in self.position.ids:
                self.filter.clear()
                self.reload_list()
            self.open(household)
        self._focus()

    def previous(self) -> None:
        """Go back to the household before."""
        before = self.position.beside(-1)
        if before is None:
            self.context.notices.status(texts.FIRST_ONE)
        elif self.leave():
            self.open(before)
        self._focus()

    def save_next(self) -> None:
        """Save and go on to the next household of the list: one key."""
        if self.sheet is None or not self.save():
            return
        following = self.position.beside(1)
        if following is None:
            self.context.notices.status(texts.LAST_ONE)
        else:
            self.open(following)
        self._focus()

    def show_all(self) -> None:
        """Leave no household out."""
        self.filter.clear()
        self._filter_changed()

    def reload_list(self) -> None:
        """Read the groups and the ids of the list anew."""
        self.filter.fill(self.context.file, self.context.year)
        self.position.set_ids(households.find_ids(self.context.file, self.filter.query(self.context.year)))
        self.head.show_place(self.position.number, len(self.position.ids))

    # What is done with a sheet

    def is_unsaved(self) -> bool:
        """Whether something stands on the sheet that is not on the disk."""
        if self.sheet is None or self.form is None:
            return False
        return bool(changed_codes(self.sheet.answers, self.form.answers())) or self.form.has_refused()

    def save(self) -> bool:
        """Save the sheet; with a value that cannot be taken, nothing is saved and the keyboard goes there."""
        if self.sheet is None or self.form is None:
            return False
        refused = self.form.refused_row()
        if refused is not None:
            self.form.go_to(refused)
            return False
        if not changed_codes(self.sheet.answers, self.form.answers()):
            self.context.notices.status(texts.NOTHING_NEW)
            return True
        return self._write(self.sheet, self.form.answers())

    def fill_max(self) -> None:
        """Give every empty indicator its maximum; pressed again, take that back."""
        if self.form is None:
            return
        typed = self.form.answers()
        left = {code: None for code, answer in self._filled.items() if typed.get(code) == answer}
        if left:
            self._filled = {}
            self._change(left, texts.UNFILLED)
            return
        best = {
            code: bulk_entry.best_answer(self.form.criteria_set.indicator(code)) for code in self._open_codes()
        }
        self._filled = {code: answer for code, answer in best.items() if answer is not None}
        text = texts.FILLED.format(len(self._filled)) if self._filled else texts.NOTHING_TO_FILL
        self._change(self._filled, text)

    def copy_last_year(self) -> None:
        """Give every empty indicator last year's answer."""
        if self.form is None or self.sheet is None:
            return
        last = self.sheet.last_year_answers
        fresh = {
            code: last[code] for code in self._open_codes() if code in last and self._allowed(code, last[code])
        }
        kept = sum(1 for code in self.form.answers() if code in last)
        words = texts.KEPT.format(kept) if kept else ""
        text = texts.COPIED.format(len(fresh), words).strip() if fresh else texts.NO_LAST_YEAR
        self._change(fresh, text)

    def reset(self) -> None:
        """Go back to what is stored, after asking."""
        if self.sheet is not None and self.is_unsaved():
            question = (texts.RESET_TITLE, texts.RESET_TEXT, texts.RESET_YES, texts.RESET_NO)
            if self.context.notices.ask(*question):
                self._load(self.sheet)
        self._focus()

    # Inside

    def _write(self, sheet: entry.Sheet, answers: Mapping[str, Answer]) -> bool:
        try:
            result = entry.save_sheet(self.context.file, sheet.year, sheet.household.id, answers)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return False
        self._take_in()
        words = texts.SAVED_STATUS.format(sheet.household.head_name, result.sentence)
        self.context.notices.status(words)
        return True

    def _load(self, sheet: entry.Sheet) -> None:
        """Show a sheet as it is stored."""
        form = self._form_for(sheet)
        self.sheet, self._filled = sheet, {}
        form.load(sheet.answers, sheet.last_year_answers)
        self.lines.verticalScrollBar().setValue(0)
        self._show_head(sheet)
        self._show_result()

    def _form_for(self, sheet: entry.Sheet) -> SheetForm:
        """The form for the sheet's criteria set and year: the same one as long as they are the same."""
        same = self.sheet is not None and self.sheet.year == sheet.year
        if self.form is not None and same and self.form.criteria_set.sha256 == sheet.criteria_set.sha256:
            return self.form
        self.form = SheetForm(sheet.criteria_set, sheet.year - 1)
        self.form.changed.connect(self._show_result)
        self.form.here.connect(self._show_help)
        self.form.shown.connect(self._show_row)
        self.form.finished.connect(self.save_next)
        self.lines.setWidget(self.form)
        QWidget.setTabOrder(self.form.finish_button, self.panel.read_notice)  # the form came after the panel
        self.panel.show_set(sheet.criteria_set)
        self._show_help(sheet.criteria_set.indicators[0])
        return self.form

    def _take_in(self) -> None:
        """Read the sheet anew; what the user has typed and not saved stays."""
        if self.sheet is None or self.form is None:
            return
        before, typed = self.sheet.answers, self.form.answers()
        try:
            sheet = entry.load_sheet(self.context.file, self.sheet.year, self.sheet.household.id)
        except UserError:
            self._gone()
            return
        fresh, kept = taken_in(before, typed, sheet.answers)
        own = {row.indicator.code for row in self.form.rows if row.is_refused()}
        form = self._form_for(sheet)
        self.sheet = sheet
        self._show_head(sheet)
        form.show_last(sheet.last_year_answers)
        form.set_answers({code: answer for code, answer in fresh.items() if code not in own})
        if changed_codes(before, sheet.answers) and (kept or own):
            self.context.notices.status(texts.TAKEN_IN.format(len(kept | own)))

    def _gone(self) -> None:
        """The household on show is no longer in the file."""
        self.sheet, self.position.current = None, None
        self.reload_list()
        self._open_first(self._still_there())

    def _open_first(self, household: int | None) -> None:
        """Open a sheet, or say that there is none to open."""
        if household is None:
            self._show_nothing()
        else:
            self.open(household)

    def _still_there(self) -> int | None:
        """The household to go on with."""
        ids = self.position.ids
        if self.position.current in ids or self.is_unsaved():
            return self.position.current
        return ids[0] if ids else None

    def _show_nothing(self) -> None:
        self.sheet = None
        narrow = self.filter.is_narrow()
        self._stack.setCurrentIndex(2 if narrow else 1)
        self.actions_changed.emit()

    def _filter_changed(self) -> None:
        before = self.position.current
        self.reload_list()
        if before not in self.position.ids and self.leave():
            self._open_first(self._still_there())
        self._focus()

    def _change(self, answers: Mapping[str, Answer | None], text: str) -> None:
        if self.form is not None:
            self.form.set_answers(answers)
        self.context.notices.status(text)

    def _open_codes(self) -> list[str]:
        """The indicators in which nothing stands, not even text that was refused."""
        if self.form is None:
            return []
        codes = [row.indicator.code for row in self.form.rows if not row.is_refused()]
        return empty_codes(codes, self.form.answers())

    def _allowed(self, code: str, answer: Answer) -> bool:
        return self.form is not None and bulk_entry.allowed(self.form.criteria_set.indicator(code), answer)

    def _show_head(self, sheet: entry.Sheet) -> None:
        self.head.show_household(sheet.household, sheet.year, sheet.year != self.context.year)

    def _show_result(self) -> None:
        if self.form is None:
            return
        answers = self.form.answers()
        result = score(self.form.criteria_set, answers)
        self.form.show_subtotals(result.subtotals)
        self.panel.show_result(result)
        self.head.show_state(unsaved=self.is_unsaved(), empty=not answers)
        self.keeper.touch()

    def _show_help(self, indicator: Indicator) -> None:
        self.keeper.touch()
        if self.form is not None:
            self.panel.show_indicator(indicator, self.form.criteria_set.floor_of(indicator))

    def _read_notice(self) -> None:
        if self.form is not None:
            criteria_set = self.form.criteria_set
            text = "\n\n".join(part for part in (criteria_set.notice, criteria_set.document_note) if part)
            self.context.notices.inform(criteria_set.name, text)

    def _find(self, text: str) -> list[HouseholdRow]:
        ids = households.find_ids(self.context.file, Query(self.context.year, text=text))[:MOST_FOUND]
        return households.rows(self.context.file, self.context.year, ids) if ids else []

    def _focus(self, indicator: str | None = None) -> None:
        """Put the keyboard where one goes on: into an indicator asked for, else the first."""
        if self.form is not None and self.sheet is not None:
            self.form.go_to(self.form.row(indicator or "") or self.form.rows[0])

    def _register(self) -> None:
        self.context.go_to("households")

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
