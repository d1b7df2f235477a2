"""The page of a register: the list at the left, the form at the right, which stays open until it is closed."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.drafts.keeper import DraftKeeper
from khuyenhoc_desktop.ui.drafts.offering import refuse, restored_words
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.records import texts
from khuyenhoc_desktop.ui.records.form import WIDTH, RecordForm
from khuyenhoc_desktop.ui.records.listing import RecordList

SAVE, DROP = 0, 1  # places in texts.UNSAVED_CHOICES
LIST_WIDTH = 60  # letters; where the list would have less beside the form, the form takes its place


class RecordsPage(Page):
    """Finding, adding and editing. A sub-class makes its list and its form, then calls put_together().

    `words` is the texts.py of the room (TIP_ADD, TIP_SAVE, TIP_SAVE_AND_ADD, SAVE_AND_ADD, TIP_DELETE, LABELS),
    `target` the name by which other pages ask for one record.
    """

    words: Any = None
    target = ""

    def put_together(self, records: RecordList, form: RecordForm) -> None:
        """Lay out and connect list and form."""
        self.list, self.form = records, form
        self.form.hide()
        self.keeper = DraftKeeper(self.context, self.form.draft, self)
        self._lay_out()
        self._connect()
        self.list.reload()

    # What a sub-class says.

    def more_actions(self, some: bool, one: bool) -> list[PageAction]:
        """The actions behind Thêm, Ghi, Nhập lại and Xóa; whether some are selected, and one is shown."""
        return []

    def tools_now(self, some: bool) -> dict[str, bool]:
        """The tools of the list that are offered now, and whether each can be used."""
        return {"copy": some, "import": True}

    def can_delete(self) -> bool:
        """Whether what the list shows can go into the wastebasket."""
        return True

    def delete(self) -> None:
        """The selected records go into the wastebasket."""
        raise NotImplementedError

    def begin_new(self) -> None:
        """An empty form."""
        self.form.begin_new()

    # What all pages do.

    def actions_shown(self) -> list[PageAction]:
        """Thêm, Ghi, Nhập lại, Xóa and what a sub-class has beside."""
        words = self.words
        opened = not self.form.isHidden()
        savable = opened and self.form.can_save()
        adding = opened and self.form.is_new()
        some = self.some_selected() and self.can_delete() and not adding
        one = self.shown_id() is not None and not adding
        return [
            PageAction(texts.ADD, self.add, "F5", tip=words.TIP_ADD),
            PageAction(texts.SAVE, self.save, "Ctrl+S", savable, words.TIP_SAVE, primary=True),
            PageAction(words.SAVE_AND_ADD, self.save_and_add, "F9", savable, words.TIP_SAVE_AND_ADD),
            PageAction(texts.RESET, self.form.reset, "", savable and self.form.is_dirty(), texts.TIP_RESET),
            PageAction(texts.DELETE, self.delete, "F8", some, words.TIP_DELETE),
            *self.more_actions(some, one),
        ]

    def activate(self, **target: Any) -> None:
        """Show a record (by the name `target`), a draft, or what fits filters (by the names of the pickers)."""
        record, draft = target.pop(self.target, None), target.pop("draft", None)
        if isinstance(draft, Draft) and self.leave():
            self._put_back(draft)
        elif isinstance(record, int) and self.leave():
            self.list.go_to(record)
            self.open(record)
        elif target:
            self.list.show_only(target)
        elif self.form.isHidden():
            self.list.table.setFocus()
        self.list.table.take_a_row()

    def refresh(self, changes: Changes) -> None:
        """Selection and scroll stay; what is being typed stays."""
        self.list.reload_in_place()
        self.form.refresh()
        self.state_changed()

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
        """An empty form, when what is typed has been saved or dropped."""
        if self.leave():
            self._begin_new()

    def save(self) -> None:
        """Write what the form holds."""
        self.form.save()

    def save_and_add(self) -> None:
        """Write, and begin the next record at once."""
        if self.form.save():
            self._begin_new()

    def open(self, record_id: int) -> None:
        """Show a record in the form and go there."""
        if record_id != self.form.record_id():
            if not self.leave():
                return
            self._load(record_id)
        self._show_form(True)
        self.form.take_focus()
        self.state_changed()

    def close_form(self) -> None:
        """Put the form away; the list has the whole width again."""
        if self.leave():
            self._show_form(False)
            self.form.clear()
            self.list.table.setFocus()
            self.state_changed()

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

    def command(self, command: Callable[[], None]) -> None:
        """What is done to the selection reads the file anew: first save or drop what is typed."""
        if self.leave():
            command()

    def shown_id(self) -> int | None:
        """The record in the form, else the current one of the list."""
        shown = None if self.form.isHidden() else self.form.record_id()
        return shown if shown is not None else self.list.table.current_id()

    def selected_ids(self) -> list[int]:
        """What is selected in the list."""
        return self.list.table.selected_ids()

    def some_selected(self) -> bool:
        """Whether anything is selected."""
        return self.list.table.selectionModel().hasSelection()

    def state_changed(self) -> None:
        """Offer what can be done now."""
        self.list.show_tools(self.tools_now(self.some_selected()))
        self.actions_changed.emit()

    def saved(self, record_id: object) -> None:
        """A record was written: it is the current one of the list."""
        if isinstance(record_id, int) and self.list.model.row_of(record_id) is not None:
            self.list.table.select_ids([record_id])
        self.state_changed()

    def _begin_new(self) -> None:
        self._show_form(True)
        self.begin_new()
        self.state_changed()

    def _follow(self, record_id: object) -> None:
        """The form, when it is open and nothing is typed in it, shows the current row."""
        if self.form.isHidden() or self.form.is_dirty() or self.form.is_new():
            return
        if isinstance(record_id, int):
            self._load(record_id)
        else:
            self.form.clear()

    def _put_back(self, draft: Draft) -> None:
        """What a run that broke off left, in the record it was typed for; nowhere when that is gone."""
        if draft.subject_id is None:
            self._begin_new()
        else:
            with suppress(UserError):
                self.form.load(draft.subject_id)
        if self.form.record_id() != draft.subject_id or not self.form.can_save():
            refuse(self.context, draft)
            return
        changed = self.form.put_back(draft)
        self.keeper.take_over(draft)
        self._show_form(True)
        self.form.take_focus()
        self.state_changed()
        self.context.notices.status(restored_words(draft, changed))

    def _load(self, record_id: int) -> None:
        try:
            self.form.load(record_id)
        except UserError as refusal:
            self.context.notices.error(refusal)

    def _end_reached(self) -> None:
        """Enter in the last field: a new record is saved and the next begun; one on file is saved."""
        if self.form.is_new():
            self.save_and_add()
        else:
            self.form.save()

    def _connect(self) -> None:
        table, form = self.list.table, self.form
        table.opened.connect(self.open)
        table.current_id_changed.connect(self._follow)
        self.list.selection_changed.connect(self.state_changed)
        form.saved.connect(self.saved)
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
