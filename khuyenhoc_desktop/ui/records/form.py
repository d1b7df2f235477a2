"""The form beside the list: one record, shown, typed, checked, saved; nothing typed is lost."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.personal_number import mask
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.dialogs import words_of
from khuyenhoc_desktop.ui.records import texts
from khuyenhoc_desktop.ui.records.editors import PERSONAL_NUMBER, RecordEditors
from khuyenhoc_desktop.ui.records.three_way import Meeting, meet
from khuyenhoc_desktop.ui.widgets.buttons import Button

WIDTH = 46  # letters


class RecordForm(QFrame):
    """One record, or a new one, or none. Sub-classes say how it is read, told, checked and written.

    `words` is the texts.py of the room: NEW_TITLE, NO_RECORD, FORM_NAME, LABELS, SAVED, UNCHANGED, MET, GONE,
    IN_BASKET. `draft_kind` names its drafts, `first` is the field typed first, `name` the field a record is
    known by.

    Signals: saved - the id of the record just written; state_changed - another record, or something typed;
    close_wanted - Esc or «Đóng»; end_reached - Enter in the last field.
    """

    saved = Signal(object)
    state_changed = Signal()
    close_wanted = Signal()
    end_reached = Signal()
    draft_kind = ""
    name = first = "name"

    def __init__(
        self, context: Context, words: Any, editors: RecordEditors, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._words = context, words
        self._row: Any = None
        self._new = False
        self._saving = False
        self.setProperty("kind", "card")
        self.setAccessibleName(words.FORM_NAME)
        self.title, self.notice, self.facts = QLabel(), QLabel(), QLabel()
        self.editors = editors
        self._lay_out()
        self.editors.edited.connect(self._edited)
        self.editors.end_reached.connect(self.end_reached)
        QApplication.instance().focusChanged.connect(self._keep_in_sight)  # type: ignore[union-attr]
        self.clear()

    # What a sub-class says.

    def get(self, record_id: int) -> Any:
        """The row of a record. Raises UserError when it is gone."""
        raise NotImplementedError

    def fields_of(self, row: Any) -> Any:
        """The editable fields of a row."""
        raise NotImplementedError

    def facts_of(self, row: Any) -> str:
        """What the form tells beside the fields."""
        raise NotImplementedError

    def write(self, record_id: int | None, record: Any) -> int:
        """One service call; the id of the record written. Raises UserError."""
        raise NotImplementedError

    def doubts(self) -> list[str]:
        """What has to be confirmed before saving."""
        raise NotImplementedError

    def show_beside(self, row: Any) -> None:
        """Show what belongs to a record (None: to a new one, or none) and is not one of its fields."""

    def follow_beside(self, row: Any) -> None:
        """The same after facts have changed, while something may be typed."""
        self.show_beside(row)

    def show_choices(self) -> None:
        """Bring the lists to choose from up to date."""

    def lock(self) -> None:
        """Say what can be typed in."""
        self.editors.lock(not self.can_save())

    # What all forms do.

    def record_id(self) -> int | None:
        """The record shown; None for a new one, or none."""
        return int(self._row.id) if self._row else None

    def is_new(self) -> bool:
        """Whether a record is being added."""
        return self._new

    def is_dirty(self) -> bool:
        """Whether something typed is not saved."""
        return (self._new or self._row is not None) and bool(self.editors.touched())

    def draft(self) -> Draft | None:
        """What is typed and not saved, to be kept through a crash."""
        if not self.is_dirty():
            return None
        typed = self.editors.typed_values()
        before = {name: getattr(self.editors.base(), name) for name in typed}
        name = getattr(self.editors.base() if self._row else self.editors.fields(), self.name)
        words = words_of(self.editors.rows.values(), typed)
        year = self._context.year
        return Draft(self.draft_kind, year, self.record_id(), name or "", typed, before, words=words)

    def put_back(self, draft: Draft) -> list[str]:
        """Type a draft into the record shown; the names of fields that have another value in the file since."""
        typed = {name: value for name, value in draft.typed.items() if name in self.editors.names}
        stored = {name: getattr(self.editors.base(), name) for name in typed}
        self.editors.type_in(typed)
        return [name for name in draft.changed_since(stored) if name in typed]

    def can_save(self) -> bool:
        """Whether there is anything that could be saved."""
        return self._new or (self._row is not None and not self._row.deleted_at)

    def begin_new(self) -> None:
        """An empty form."""
        self._show(None, new=True)
        self.take_focus()

    def begin_again(self) -> None:
        """Empty the form of a new record."""
        self.begin_new()

    def load(self, record_id: int) -> None:
        """Show a record. Raises UserError when it is gone."""
        self._show(self.get(record_id), new=False)

    def clear(self) -> None:
        """Show no record."""
        self._show(None, new=False)

    def take_focus(self) -> None:
        """Put the keyboard into the first field that can be typed in."""
        self.editors.editor(self.first).setFocus()

    def reset(self) -> None:
        """Throw away what was typed and show what is on file."""
        if self._row is None:
            self.begin_again() if self._new else self.clear()
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
        doubts = self.doubts()
        if doubts and not self._confirmed(doubts):
            return False
        record = self.editors.fields()
        if self._row is not None and record == self.editors.base():
            self._context.notices.status(self._words.UNCHANGED.format(name=getattr(record, self.name)))
            return True
        return self._write(record)

    def refresh(self) -> None:
        """Facts have changed: what is untouched follows, what was typed stays and the user is told."""
        self.show_choices()
        if self._saving or self._row is None:
            return
        try:
            row = self.get(self._row.id)
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

    def label(self, name: str) -> str:
        """The name of a field without its Alt letter."""
        return str(self._words.LABELS[name]).replace("&", "")

    def shown(self, name: str, record: Any) -> str:
        """A field's value as the screen shows it."""
        value = getattr(record, name)
        if value is None or value == "":
            return texts.NOTHING_THERE
        if name == PERSONAL_NUMBER:
            return mask(value)
        return format_birth(value) if name == "born" else str(value)

    def _show(self, row: Any, *, new: bool) -> None:
        self._row, self._new = row, new
        self.show_choices()
        self.editors.show_fields(self.fields_of(row) if row else self.editors.empty)
        self.show_beside(row)
        self.notice.hide()
        if row and row.deleted_at:
            self._tell(self._words.IN_BASKET)
        self._draw()

    def _draw(self) -> None:
        row, words = self._row, self._words
        name = getattr(self.fields_of(row), self.name) if row else words.NO_RECORD
        self.title.setText(words.NEW_TITLE if self._new else name)
        self.facts.setText(self.facts_of(row) if row else "")
        self.lock()
        self.state_changed.emit()

    def _edited(self) -> None:
        self.state_changed.emit()

    def _keep_in_sight(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Qt scrolls to a field reached by Tab, but not to one reached by Enter."""
        if now is not None and self.editors.isAncestorOf(now):
            row = next((row for row in self.editors.rows.values() if row.isAncestorOf(now)), now)
            self.scroller.ensureWidgetVisible(row, 0, theme.px(8))

    def _stands(self) -> bool:
        """Whether the record on file is still as this form knows it; if not, the user is told first."""
        if self._row is None:
            return self._new
        self.notice.hide()
        self.refresh()
        return self.notice.isHidden()

    def _meet(self, row: Any) -> None:
        stored, dirty = self.fields_of(row), self.is_dirty()
        editors = self.editors
        meeting = meet(editors.names, editors.base(), editors.touched(), editors.fields(), stored)
        self._row = row
        editors.take(stored, meeting.taken)
        self.follow_beside(row)
        if row.deleted_at:
            self._tell(self._words.IN_BASKET)
        elif dirty and not meeting.quiet:
            self._tell(self._meeting_words(meeting, stored))
        elif self.notice.text() == self._words.IN_BASKET:
            self.notice.hide()
        self._draw()

    def _meeting_words(self, meeting: Meeting, stored: Any) -> str:
        """What has changed in the file while the form was being typed in."""
        changed = [
            texts.MET_WAS.format(label=self.label(name), now=self.shown(name, stored))
            for name in (*meeting.conflicts, *meeting.taken)
        ]
        cure = texts.MET_CONFLICT if meeting.conflicts else texts.MET_MERGED
        return str(self._words.MET.format(what="; ".join(changed))) + cure

    def _gone(self) -> None:
        """The record was taken back: what was typed becomes a new one, else the form is empty."""
        if not self.is_dirty():
            self.clear()
            return
        self._row, self._new = None, True
        self.editors.take(self.editors.empty, ())
        self._draw()
        self._tell(self._words.GONE)

    def _tell(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.show()

    def _confirmed(self, doubts: list[str]) -> bool:
        text = "\n\n".join(doubts)
        return self._context.notices.ask(texts.DOUBT_TITLE, text, texts.DOUBT_YES, texts.DOUBT_NO)

    def _write(self, record: Any) -> bool:
        self._saving = True
        try:
            written = self.write(self.record_id(), record)
        except UserError as refusal:
            self.editors.show_problems(refusal.problems)
            self._context.notices.error(refusal)
            return False
        finally:
            self._saving = False
        self.load(written)
        self._context.notices.status(self._words.SAVED.format(name=getattr(record, self.name)))
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
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, theme.px(8), 0)
        for part in (self.notice, self.editors, self.facts):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(10),) * 4)
        layout.addLayout(head)
        layout.addWidget(self.scroller, 1)
