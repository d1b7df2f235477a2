"""The field for one indicator's answer: digits go straight in, Enter walks on, K means "not applicable"."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from khuyenhoc_desktop.domain import problems
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.typing_line import TypingLine

Read = Callable[[str], Answer | None]
Show = Callable[[Answer | None], str]
Check = Callable[[Answer], Problem | None]


class ScoreLine(TypingLine):
    """The line inside: all of it is marked when the focus comes; the first digit replaces the old value."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the whole text, however the focus came."""
        super().focusInEvent(event)
        self.selectAll()


class ScoreEdit(FieldEditor):
    """An answer that is typed: points, a percentage or a count.

    `read` turns typed text into an answer (None when empty, NA for "k") and raises UserError; `show` is its
    opposite; `check` names what is wrong with an answer (above the maximum …). Text that is refused stays
    as typed with its problem, the focus does not walk on, and value() stays the last good answer.
    """

    def __init__(self, read: Read, show: Show, check: Check | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read, self._show, self._check = read, show, check
        self._value: Answer | None = None
        self.line = ScoreLine(self)
        self.line.setProperty("kind", "score")
        self.line.setPlaceholderText("—")
        self.line.setMaxLength(20)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self._adopt(self.line)
        self._fit()
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self.confirm)

    def value(self) -> Answer | None:
        """The answer; while refused text stands in the field, the last good one."""
        return self._value

    def set_value(self, value: Answer | None) -> None:
        """Show an answer."""
        self._value = value
        self.line.setText(self._show(value))
        if self.line.hasFocus():
            self.line.selectAll()
        self.set_problem(None)

    def set_read_only(self, on: bool) -> None:
        """A read-only answer can still be copied."""
        self.line.setReadOnly(on)

    def typed(self) -> str:
        """The text as it stands, also when it is refused."""
        return self.line.text()

    def words(self) -> str:
        """The same."""
        return self.typed()

    def confirm(self) -> bool:
        """Read the text for good: write it tidily, or show why it is refused. Whether it is good."""
        answer, problem = self._understood(self.line.text())
        self.set_problem(problem)
        if problem is not None and problem.is_error:
            return False
        self._take(answer)
        if self.line.text() != self._show(answer) and not self.line.isReadOnly():
            self.line.setText(self._show(answer))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and the arrow down walk on, the arrow up walks back."""
        back = event.key() == Qt.Key.Key_Up
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in ENTER or event.key() == Qt.Key.Key_Down or back:
            self._walk(back)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the width right for the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self.line.setFixedWidth(theme.text_width(9) + theme.px(16))

    def _walk(self, back: bool) -> None:
        if not self.confirm():
            self.line.selectAll()
        elif back:
            self.previous_wanted.emit()
        else:
            self.next_wanted.emit()

    def _edited(self, typed: str) -> None:
        """While typing: a good answer counts at once, a bad one is only remarked on leaving."""
        self.set_problem(None)
        answer, problem = self._understood(typed)
        if problem is None or not problem.is_error:
            self._take(answer)

    def _take(self, answer: Answer | None) -> None:
        if answer != self._value or type(answer) is not type(self._value):
            self._value = answer
            self.changed.emit()

    def _understood(self, typed: str) -> tuple[Answer | None, Problem | None]:
        try:
            answer = self._read(typed)
        except UserError as refusal:
            return None, problems.error(refusal.code, refusal.message, refusal.cure)
        problem = None if answer is None or self._check is None else self._check(answer)
        return answer, problem
