"""The editor for an indicator of each kind; all of them hold a domain Answer, None while not entered."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.answer_text import format_answer, parse_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import Indicator, Kind
from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.buttons import ENTER
from khuyenhoc_desktop.ui.widgets.choices import NOT_APPLICABLE, AnswerButton, TriState
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.score_edit import ScoreEdit

YES, NO = 100, 0


class NumberField(ScoreEdit):
    """Points, a percentage or a count, typed."""

    def __init__(self, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(partial(parse_answer, indicator), partial(format_answer, indicator), parent=parent)
        self.line.setProperty("kind", "")  # as high as any other field: a target for the mouse

    def _fit(self) -> None:
        self.line.setFixedWidth(theme.text_width(7) + theme.px(20))


class WordsField(ScoreEdit):
    """An answer in words, on a line as wide as there is room."""

    def __init__(self, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(partial(parse_answer, indicator), partial(format_answer, indicator), parent=parent)
        self.line.setProperty("kind", "")
        self.line.setMaxLength(32767)  # too long a text is refused with a reason, not cut off
        self.line.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def _fit(self) -> None:
        self.line.setMinimumWidth(theme.text_width(30))


class YesNoField(TriState):
    """Yes, no or not applicable, as the answers 100, 0 and NA."""

    def __init__(self, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(allow_na=indicator.allow_na, parent=parent)

    def value(self) -> Answer | None:  # type: ignore[override]
        """The answer in the file's form."""
        chosen = super().value()
        return (YES if chosen else NO) if isinstance(chosen, bool) else chosen

    def set_value(self, value: object) -> None:
        """Show an answer; True and False are understood as well."""
        super().set_value(value if value is None or value is NA or isinstance(value, bool) else value == YES)


class OptionField(FieldEditor):
    """One of several options, each a button with its number.

    Keys: 1, 2, 3 … choose, K = not applicable, Delete = not entered, arrows left and right go along, Space
    presses, Enter and the arrows down and up walk on and back.
    """

    def __init__(self, indicator: Indicator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answers: list[Answer] = [option.code for option in indicator.options]
        words = [f"{place}  {option.label}" for place, option in enumerate(indicator.options, start=1)]
        if indicator.allow_na:
            self._answers.append(NA)
            words.append(NOT_APPLICABLE)
        self._value: Answer | None = None
        self.buttons = [self._button(text) for text in words]
        layout = FlowLayout(self, spacing=theme.px(6))
        for button in self.buttons:
            layout.addWidget(button)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self.buttons[0])

    def value(self) -> Answer | None:
        """The chosen option's code, NA or None."""
        return self._value

    def set_value(self, value: object) -> None:
        """Press the button of an answer; an unknown one presses none."""
        self._value = next((answer for answer in self._answers if answer == value), None)
        for button, answer in zip(self.buttons, self._answers, strict=True):
            button.setChecked(answer == self._value)
        self.set_problem(None)

    def words(self) -> str:
        """The words on the pressed button."""
        return next((button.text() for button in self.buttons if button.isChecked()), "")

    def set_name(self, name: str) -> None:
        """Each button says the question and its answer."""
        for button in self.buttons:
            button.setAccessibleName(f"{name}: {button.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named in the class."""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.text().isdecimal() and 0 < int(event.text()) <= len(self._answers):
            self._choose(self._answers[int(event.text()) - 1])
        elif event.key() == Qt.Key.Key_K and NA in self._answers:
            self._choose(NA)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif event.key() in ENTER or event.key() == Qt.Key.Key_Down:
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Up:
            self.previous_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, words: str) -> AnswerButton:
        button = AnswerButton(words.replace("&", "&&"), self)
        button.clicked.connect(lambda _checked=False: self._clicked(button))
        return button

    def _clicked(self, button: AnswerButton) -> None:
        answer = self._answers[self.buttons.index(button)]
        self._choose(None if answer == self._value else answer)

    def _choose(self, value: Answer | None) -> None:
        before = self._value
        self.set_value(value)
        if self._value != before:
            self.changed.emit()


FIELDS: dict[Kind, Callable[[Indicator, QWidget | None], FieldEditor]] = {
    Kind.POINTS: NumberField,
    Kind.PERCENT: NumberField,
    Kind.COUNT: NumberField,
    Kind.TEXT: WordsField,
    Kind.YES_NO: YesNoField,
    Kind.CHOICE: OptionField,
}


def make_field(indicator: Indicator, parent: QWidget | None = None) -> FieldEditor:
    """The editor for an indicator, named for screen readers."""
    field = FIELDS[indicator.kind](indicator, parent)
    field.set_name(f"{indicator.number} {indicator.name}")
    return field


def problem_words(problem: Problem | UserError) -> str:
    """The reason and the cure as two sentences."""
    reason = problem.message if problem.message.endswith((".", "!", "?")) else f"{problem.message}."
    return f"{reason} {problem.cure}".strip()


def is_wide(indicator: Indicator) -> bool:
    """Whether the editor needs a line of its own under the indicator's name."""
    return indicator.kind in (Kind.CHOICE, Kind.TEXT, Kind.YES_NO)


def is_refused(field: FieldEditor, indicator: Indicator) -> bool:
    """Whether text stands in the field that cannot be taken."""
    if not isinstance(field, ScoreEdit):
        return False
    try:
        parse_answer(indicator, field.typed())
    except UserError:
        return True
    return False
