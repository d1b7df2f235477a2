"""The form beside the list: one household, shown, typed, checked, saved; nothing typed is lost."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import drafts, groups, households
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.households import HouseholdFields, HouseholdRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import facts, saving, texts
from khuyenhoc_desktop.ui.households.editors import GROUP, HouseholdEditors
from khuyenhoc_desktop.ui.households.three_way import NAMES, meet
from khuyenhoc_desktop.ui.widgets.buttons import Button

WIDTH = 46  # letters


class HouseholdForm(QFrame):
    """One household, or a new one, or none.

    Signals: saved - the id of the household just written; state_changed - another household, or something
    typed; close_wanted - Esc or «Đóng»; end_reached - Enter in the last field.
    """

    saved = Signal(object)
    state_changed = Signal()
    close_wanted = Signal()
    end_reached = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._row: HouseholdRow | None = None
        self._new = False
        self._saving = False
        self.setProperty("kind", "card")
        self.setAccessibleName(texts.FORM_NAME)
        self.title, self.notice, self.facts = QLabel(), QLabel(), QLabel()
        self.editors = HouseholdEditors()
        self._lay_out()
        self.editors.edited.connect(self._edited)
        self.editors.end_reached.connect(self.end_reached)
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr]
        self.clear()

    def household_id(self) -> int | None:
        """The household shown; None for a new one, or none."""
        return self._row.id if self._row else None

    def is_new(self) -> bool:
        """Whether a household is being added."""
        return self._new

    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return (self._new or self._row is not None) and bool(self.editors.touched())

    def draft(self) -> Draft | None:
        """What is typed and not saved, to be kept through a crash."""
        if not self.is_dirty():
            return None
        typed: dict[str, object] = dict(self.editors.typed_texts())
        before = {name: getattr(self.editors.base(), name) for name in typed}
        if self._new:
            typed[GROUP] = self.editors.group_id()
        name = self._row.head_name if self._row else self.editors.fields().head_name
        return Draft(drafts.HOUSEHOLD, self._context.year, self.household_id(), name, typed, before)

    def put_back(self, draft: Draft) -> list[str]:
        """Type a draft into the record shown; the names of fields that have another value in the file since."""
        typed = {name: str(value) for name, value in draft.typed.items() if name in NAMES}
        if self._new and isinstance(group := draft.typed.get(GROUP), int):
            self.editors.group.set_value(group)
        stored = {name: getattr(self.editors.base(), name) for name in typed}
        self.editors.type_in(typed)
        return [name for name in draft.changed_since(stored) if name in typed]

    def can_save(self) -> bool:
        """Whether there is anything that could be saved."""
        return self._new or (self._row is not None and not self._row.deleted_at)

    def begin_new(self, group_id: int | None) -> None:
        """An empty form; the thôn is the one used last."""
        self._show(None, new=True)
        self.editors.group.set_value(group_id)
        first = "head_name" if self.editors.group_id() is not None else GROUP
        self.editors.editor(first).setFocus()

    def load(self, household_id: int) -> None:
        """Show a household. Raises UserError: no_household."""
        row = households.get(self._context.file, household_id, self._context.year)
        self._show(row, new=False)

    def clear(self) -> None:
        """Show no household."""
        self._show(None, new=False)

    def take_focus(self) -> None:
        """Put the keyboard into the first field that can be typed in."""
        self.editors.editor("head_name").setFocus()

    def reset(self) -> None:
        """Throw away what was typed and show what is on file."""
        if self._row is None:
            self.begin_new(self.editors.group_id()) if self._new else self.clear()
            return
        try:
            self.load(self._row.id)
        except UserError:
            self.clear()

    def save(self) -> bool:
        """Check everything, ask about what is doubtful, write; False when the user has to look again."""
        found = self.editors.problems()
        self.editors.show_problems(found)
        if any(problem.is_error for problem in found) or not self._stands():
            return False
        doubts = saving.doubts(self._context.file, self.editors, self.household_id())
        if doubts and not self._confirmed(doubts):
            return False
        fields = self.editors.fields()
        if self._row is not None and fields == self.editors.base():
            self._context.notices.status(texts.UNCHANGED.format(name=fields.head_name))
            return True
        return self._write(fields)

    def refresh(self) -> None:
        """Facts have changed: what is untouched follows, what was typed stays and the user is told."""
        self._show_groups()
        if self._saving or self._row is None:
            return
        try:
            row = households.get(self._context.file, self._row.id, self._context.year)
        except UserError:
            self._gone()
            return
        self._meet(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, row: HouseholdRow | None, *, new: bool) -> None:
        self._row, self._new = row, new
        self._show_groups()
        self.editors.show_fields(households.fields_of(row) if row else HouseholdFields())
        self.editors.group.set_value(row.group_id if row else None)
        self.notice.hide()
        if row and row.deleted_at:
            self._tell(texts.IN_BASKET)
        self._draw()

    def _show_groups(self) -> None:
        file, year = self._context.file, self._context.year
        rows = groups.list_groups(file, year, with_ended=self._row is not None)
        self.editors.set_groups(rows)

    def _draw(self) -> None:
        row = self._row
        self.title.setText(texts.NEW_TITLE if self._new else row.head_name if row else texts.NO_HOUSEHOLD)
        self.facts.setText(facts.facts_of(self._context.file, self._context.year, row) if row else "")
        self.editors.lock(not self.can_save(), not self._new)
        self.state_changed.emit()

    def _edited(self) -> None:
        self.state_changed.emit()

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls to a field reached by Tab, but not to one reached by Enter."""
        if now is not None and self.editors.isAncestorOf(now):
            row = next((row for row in self.editors.rows.values() if row.isAncestorOf(now)), now)
            self.scroller.ensureWidgetVisible(row, 0, theme.px(8))

    def _stands(self) -> bool:
        """Whether the household on file is still as this form knows it; if not, the user is told first."""
        if self._row is None:
            return self._new
        self.notice.hide()
        self.refresh()
        return self.notice.isHidden()

    def _meet(self, row: HouseholdRow) -> None:
        stored, dirty = households.fields_of(row), self.is_dirty()
        typed, touched = self.editors.fields(), self.editors.touched()
        meeting = meet(self.editors.base(), touched, typed, stored)
        self._row = row
        self.editors.take(stored, meeting.taken)
        self.editors.group.set_value(row.group_id)
        if row.deleted_at:
            self._tell(texts.IN_BASKET)
        elif dirty and not meeting.quiet:
            self._tell(facts.meeting_words(meeting, stored))
        elif self.notice.text() == texts.IN_BASKET:
            self.notice.hide()
        self._draw()

    def _gone(self) -> None:
        """The household was taken back: what was typed becomes a new one, else the form is empty."""
        if not self.is_dirty():
            self.clear()
            return
        self._row, self._new = None, True
        self.editors.take(HouseholdFields(), ())
        self._draw()
        self._tell(texts.GONE)

    def _tell(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.show()

    def _confirmed(self, doubts: list[str]) -> bool:
        text = "\n\n".join(doubts)
        return self._context.notices.ask(texts.DOUBT_TITLE, text, texts.DOUBT_YES, texts.DOUBT_NO)

    def _write(self, fields: HouseholdFields) -> bool:
        self._saving = True
        try:
            written = saving.write(self._context, self.household_id(), self.editors.group_id(), fields)
        except UserError as refusal:
            self.editors.show_problems(refusal.problems)
            self._context.notices.error(refusal)
            return False
        finally:
            self._saving = False
        self.load(written)
        self._context.notices.status(texts.SAVED.format(name=fields.head_name))
        self.saved.emit(written)
        return True

    def _lay_out(self) -> None:
        self.title.setProperty("kind", "heading")
        self.title.setWordWrap(True)
        self.notice.setProperty("kind", "notice")
        self.notice.setWordWrap(True)
        self.facts.setWordWrap(True)
        self.close_button = Button(texts.CLOSE, self.close_wanted.emit, "flat")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button, alignment=Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, theme.px(8), 0)
        column.addWidget(self.notice)
        column.addWidget(self.editors)
        column.addWidget(self.facts)
        column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(10),) * 4)
        layout.addLayout(head)
        layout.addWidget(self.scroller, 1)
