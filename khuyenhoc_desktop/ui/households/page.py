"""The page «Danh sách hộ»: the list at the left, the form at the right, which stays open until it is closed."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import drafts
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts import GONE_TITLE, DraftKeeper, gone_words, restored_words
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.form import WIDTH, HouseholdForm
from khuyenhoc_desktop.ui.households.listing import HouseholdList
from khuyenhoc_desktop.ui.households.selection import SelectionCommands
from khuyenhoc_desktop.ui.page import Page, PageAction

SAVE, DROP = 0, 1  # places in texts.UNSAVED_CHOICES
LIST_WIDTH = 60  # letters; where the list would have less beside the form, the form takes its place
# The tools that make sense for what the list shows.
TOOLS = {
    "present": ("away",),
    "away": ("return",),
    "deleted": ("restore",),
    "all": ("away", "return"),
}


class HouseholdsPage(Page):
    """Finding, adding, editing and moving households."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._last_group: int | None = None
        self.commands = SelectionCommands(context, self._selected_ids, self)
        self.list = HouseholdList(context, self._tools())
        self.form = HouseholdForm(context)
        self.form.hide()
        self.keeper = DraftKeeper(context, self.form.draft, self)
        self._lay_out()
        self._connect()
        self.list.reload()

    def actions_shown(self) -> list[PageAction]:
        """Thêm, Ghi, Nhập lại, Xóa and what leads to other pages."""
        opened = not self.form.isHidden()
        savable = opened and self.form.can_save()
        adding = opened and self.form.is_new()
        some = self._some_selected() and self.list.state() != "deleted" and not adding
        one = self._shown_id() is not None and not adding
        return [
            PageAction(texts.ADD, self.add, "F5", tip=texts.TIP_ADD),
            PageAction(texts.SAVE, self.save, "Ctrl+S", savable, texts.TIP_SAVE, primary=True),
            PageAction(texts.SAVE_AND_ADD, self.save_and_add, "F9", savable, texts.TIP_SAVE_AND_ADD),
            PageAction(texts.RESET, self.form.reset, "", savable and self.form.is_dirty(), texts.TIP_RESET),
            PageAction(texts.DELETE, self.delete, "F8", some, texts.TIP_DELETE),
            PageAction(texts.MOVE, self.move_to_group, "F4", some, texts.TIP_MOVE),
            PageAction(texts.SHEET, self.show_sheet, "F7", one, texts.TIP_SHEET),
        ]

    def activate(self, **target: Any) -> None:
        """Show a household (`household`), or the households of a thôn (`group`)."""
        household, group, draft = target.get("household"), target.get("group"), target.get("draft")
        if isinstance(draft, Draft) and self.leave():
            self._put_back(draft)
        elif isinstance(household, int) and self.leave():
            self.list.go_to(household)
            self.open(household)
        elif isinstance(group, int):
            self.list.filters.reset()
            self.list.filters.group.choose(group)
            self.list.reload()
        elif self.form.isHidden():
            self.list.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Selection and scroll stay; what is being typed stays."""
        self.list.reload_in_place()
        self.form.refresh()
        self._state_changed()

    def leave(self) -> bool:
        """Ask about what was typed and not saved: save, drop, or stay."""
        if self.form.isHidden() or not self.form.is_dirty():
            return True
        name = self.form.title.text()
        chosen = self.context.notices.choose(
            texts.UNSAVED_TITLE, texts.UNSAVED_TEXT.format(name=name), texts.UNSAVED_CHOICES
        )
        if chosen == SAVE:
            return self.form.save()
        if chosen == DROP:
            self.form.reset()
        return chosen == DROP

    def add(self) -> None:
        """An empty form, in the thôn used last (or the one filtered by)."""
        if self.leave():
            self._begin_new()

    def save(self) -> None:
        """Write what the form holds."""
        self.form.save()

    def save_and_add(self) -> None:
        """Write, and begin the next household at once."""
        if self.form.save():
            self._begin_new()

    def delete(self) -> None:
        """The selected households go into the wastebasket."""
        self._command(self.commands.delete)

    def move_to_group(self) -> None:
        """The selected households go to another thôn."""
        self._command(self.commands.move)

    def open(self, household_id: int) -> None:
        """Show a household in the form and go there."""
        if household_id != self.form.household_id():
            if not self.leave():
                return
            self._load(household_id)
        self._show_form(True)
        self.form.take_focus()
        self._state_changed()

    def close_form(self) -> None:
        """Put the form away; the list has the whole width again."""
        if self.leave():
            self._show_form(False)
            self.form.clear()
            self.list.table.setFocus()
            self._state_changed()

    def show_sheet(self) -> None:
        """The sheet of the household shown, or of the current one in the list."""
        household = self._shown_id()
        if household is not None:
            self.context.go_to("sheet", household=household)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.layout() is not None:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both do not fit side by side, the form takes the place of the list."""
        super().resizeEvent(event)
        self._show_form(not self.form.isHidden())

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember how wide the columns are."""
        self.list.keep_widths()
        super().hideEvent(event)

    def _command(self, command: Callable[[], None]) -> None:
        """What is done to the selection reads the file anew: first save or drop what is typed."""
        if self.leave():
            command()

    def _begin_new(self) -> None:
        self._show_form(True)
        self.form.begin_new(self._last_group or self.list.filters.group_id())
        self._state_changed()

    def _follow(self, household_id: object) -> None:
        """The form, when it is open and nothing is typed in it, shows the current row."""
        if self.form.isHidden() or self.form.is_dirty() or self.form.is_new():
            return
        if isinstance(household_id, int):
            self._load(household_id)
        else:
            self.form.clear()

    def _put_back(self, draft: Draft) -> None:
        """What a run that broke off left, in the record it was typed for; nowhere when that is gone."""
        if draft.subject_id is None:
            self._begin_new()
        else:
            with suppress(UserError):
                self.form.load(draft.subject_id)
        if self.form.household_id() != draft.subject_id or not self.form.can_save():
            self.context.notices.inform(GONE_TITLE, gone_words(draft, texts.LABELS))
            drafts.drop(self.context.file, draft)
            return
        changed = self.form.put_back(draft)
        self.keeper.take_over(draft)
        self._show_form(True)
        self.form.take_focus()
        self._state_changed()
        self.context.notices.status(restored_words(draft, changed))

    def _load(self, household_id: int) -> None:
        try:
            self.form.load(household_id)
        except UserError as refusal:
            self.context.notices.error(refusal)

    def _saved(self, household_id: object) -> None:
        self._last_group = self.form.editors.group_id()
        if isinstance(household_id, int) and self.list.model.row_of(household_id) is not None:
            self.list.table.select_ids([household_id])
        self._state_changed()

    def _end_reached(self) -> None:
        """Enter in the last field: a new household is saved and the next begun; one on file is saved."""
        if self.form.is_new():
            self.save_and_add()
        else:
            self.form.save()

    def _shown_id(self) -> int | None:
        shown = None if self.form.isHidden() else self.form.household_id()
        return shown if shown is not None else self.list.table.current_id()

    def _selected_ids(self) -> list[int]:
        return self.list.table.selected_ids()

    def _some_selected(self) -> bool:
        return self.list.table.selectionModel().hasSelection()

    def _state_changed(self) -> None:
        some = self._some_selected()
        self.list.show_tools({**dict.fromkeys(TOOLS[self.list.state()], some), "copy": some, "import": True})
        self.actions_changed.emit()

    def _tools(self) -> list[tuple[str, str, Any]]:
        return [
            ("away", texts.LEAVE, lambda: self._command(self.commands.set_away)),
            ("return", texts.RETURN, lambda: self._command(self.commands.set_returned)),
            ("restore", texts.RESTORE, lambda: self._command(self.commands.restore)),
            ("copy", texts.COPY, lambda: self.list.table.copy_selection()),
            ("import", texts.IMPORT, lambda: self.context.go_to("import", kind="households")),
        ]

    def _connect(self) -> None:
        table, form = self.list.table, self.form
        table.opened.connect(self.open)
        table.current_id_changed.connect(self._follow)
        self.list.selection_changed.connect(self._state_changed)
        form.saved.connect(self._saved)
        form.state_changed.connect(self.actions_changed)
        form.state_changed.connect(self.keeper.touch)
        form.close_wanted.connect(self.close_form)
        form.end_reached.connect(self._end_reached)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._find)

    def _show_form(self, on: bool) -> None:
        beside = self.width() >= theme.text_width(LIST_WIDTH + WIDTH)
        self.form.setVisible(on)
        self.list.setVisible(beside or not on)

    def _find(self) -> None:
        if self.list.isHidden():
            self.close_form()
        self.list.filters.search.setFocus()
        self.list.filters.search.selectAll()

    def _fit(self) -> None:
        self.form.setMinimumWidth(theme.text_width(WIDTH - 8))
        self._show_form(not self.form.isHidden())

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.list)
        self.splitter.addWidget(self.form)
        self.splitter.setCollapsible(0, False)
        self.splitter.setCollapsible(1, False)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(8),) * 4)
        layout.addWidget(self.splitter)
        self._fit()
