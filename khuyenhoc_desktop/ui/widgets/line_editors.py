"""Editors of one line: name, birth, count, code, free text. They tidy on leaving, never while typing."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from khuyenhoc_desktop.domain import problems, text
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.refused import RefusedValueError
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.typing_line import TypingBox, TypingLine

WHOLE = "Gõ một số, ví dụ 4; chưa biết thì để trống."
DIGITS = "Gõ lại mã, chỉ dùng chữ số; chưa biết thì để trống."


class LineEditor(FieldEditor):
    """An editor with one line to type in; what kind of value it is, its sub-classes say.

    Text that cannot be read stays where it was typed, with its problem; value() is then None, so look at
    problem() (or check()) before saving.
    """

    def __init__(self, parent: QWidget | None = None, *, longest: int = 200) -> None:
        super().__init__(parent)
        self.line = TypingLine(self)
        self.line.setMaxLength(longest)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line)
        self._adopt(self.line)
        self.line.textEdited.connect(self._edited)
        self.line.left.connect(self.tidy_up)

    def value(self) -> object:
        """The value of the text as it stands; None when empty or not readable."""
        try:
            return self.read(self.line.text())
        except RefusedValueError:
            return None

    def set_value(self, value: object) -> None:
        """Show a value."""
        self.line.setText(self.show_value(value))
        self.line.setCursorPosition(0)
        self.set_problem(None)

    def words(self) -> str:
        """The text of the line."""
        return self.line.text()

    def set_read_only(self, on: bool) -> None:
        """A read-only line can still be copied from."""
        self.line.setReadOnly(on)

    def set_placeholder(self, text: str) -> None:
        """What to type here, shown while the field is empty."""
        self.line.setPlaceholderText(text)

    def check(self) -> Problem | None:
        """The problem of the text as it stands, shown at the field."""
        try:
            self.read(self.line.text())
        except RefusedValueError as refused:
            self.set_problem(self._problem_of(refused))
        return self.problem()

    def tidy_up(self) -> None:
        """On leaving: write the text as the program writes it, or say what is wrong with it."""
        try:
            shown = self.show_value(self.read(self.line.text()))
        except RefusedValueError as refused:
            self.set_problem(self._problem_of(refused))
            return
        if shown != self.line.text() and not self.line.isReadOnly():
            self.line.setText(shown)

    def read(self, typed: str) -> object:
        """What the typed text means; None when empty. Raises RefusedValueError."""
        return text.tidy(typed) or None

    def show_value(self, value: object) -> str:
        """How a value is written."""
        return "" if value is None else str(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter walks on when the text is good."""
        if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        self.tidy_up()
        if self.check() is None or not self._problem_is_error():
            self.next_wanted.emit()

    def _problem_of(self, refused: RefusedValueError) -> Problem:
        return problems.error(f"field.{refused.reason}", refused.message, refused.cure)

    def _problem_is_error(self) -> bool:
        problem = self.problem()
        return problem is not None and problem.is_error

    def _edited(self) -> None:
        self.set_problem(None)
        self.changed.emit()


class TextEdit(LineEditor):
    """Free text on one line."""


class NameEdit(LineEditor):
    """The name of a person: typed in lower case, it is given its capitals on leaving."""

    def read(self, typed: str) -> str | None:
        """The name, tidied and with capitals when it had none."""
        name = text.tidy(typed)
        return (text.capitalise_name(name) if name == name.lower() else name) or None


class BirthEdit(LineEditor):
    """A birth: 'YYYY' or 'YYYY-MM-DD'; typed as 1956, 1/12/1956 or 01121956."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, longest=20)

    def read(self, typed: str) -> str | None:
        """The birth in the form the file keeps. Raises BirthError."""
        typed = text.tidy(typed)
        return text.parse_birth(typed) if typed else None

    def show_value(self, value: object) -> str:
        """The birth as officers write it, 11/03/1978."""
        return text.format_birth(str(value) if value else None)


class CountEdit(LineEditor):
    """A whole number, 0 or more; empty = not known."""

    def __init__(self, parent: QWidget | None = None, *, most: int = 999) -> None:
        super().__init__(parent, longest=8)
        self._most = most
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)

    def read(self, typed: str) -> int | None:
        """The number. Raises RefusedValueError when it is none, or above the most there can be."""
        typed = text.tidy(typed)
        if not typed:
            return None
        if not (typed.isascii() and typed.isdigit()):
            raise RefusedValueError("format", "Ô này chỉ nhận số nguyên, không âm.", WHOLE)
        if int(typed) > self._most:
            message = f"Số này lớn quá (nhiều nhất {self._most})."
            raise RefusedValueError("too_many", message, "Xem lại số đã gõ.")
        return int(typed)


class CodeEdit(LineEditor):
    """A code kept as text. With `digits` it holds digits only, that many when it is not empty."""

    def __init__(self, parent: QWidget | None = None, *, digits: int | None = None) -> None:
        super().__init__(parent, longest=digits or 30)
        self._digits = digits

    def read(self, typed: str) -> str | None:
        """The code without blanks inside. Raises RefusedValueError when it should be digits and is not."""
        code = text.tidy(typed)
        if self._digits and code and not (code.isascii() and code.isdigit() and len(code) == self._digits):
            raise RefusedValueError("digits", f"Mã này phải có đúng {self._digits} chữ số.", DIGITS)
        return code or None


class NoteEdit(FieldEditor):
    """Free text on several lines (a note)."""

    def __init__(self, parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.box = TypingBox(self)
        self.box.setFixedHeight(self.box.fontMetrics().lineSpacing() * lines + 24)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        self._adopt(self.box)
        self._quiet = False
        self.box.textChanged.connect(self._edited)

    def value(self) -> str | None:
        """The text, each line tidied; None when empty."""
        lines = [text.tidy(line) for line in self.box.toPlainText().splitlines()]
        return "\n".join(lines).strip() or None

    def set_value(self, value: object) -> None:
        """Show a text."""
        self._quiet = True
        self.box.setPlainText("" if value is None else str(value))
        self._quiet = False
        self.set_problem(None)

    def set_read_only(self, on: bool) -> None:
        """A read-only text can still be copied from."""
        self.box.setReadOnly(on)

    def _edited(self) -> None:
        if not self._quiet:
            self.set_problem(None)
            self.changed.emit()
