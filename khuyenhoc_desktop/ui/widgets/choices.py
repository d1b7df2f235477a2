"""Editors that pick: yes/no as two buttons with neither pressed at first, a list of options, the year."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from khuyenhoc_desktop.domain.answers import NA, NotApplicable
from khuyenhoc_desktop.ui.widgets.buttons import ENTER, Button
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor

NOT_CHOSEN = "— chưa chọn —"
NOT_APPLICABLE = "Không áp dụng (K)"
KEYS = {Qt.Key.Key_1: True, Qt.Key.Key_C: True, Qt.Key.Key_Y: True, Qt.Key.Key_0: False, Qt.Key.Key_N: False}


class StillCombo(QComboBox):
    """A drop-down list that the wheel never changes. Space, F4 and Alt+arrow down open it, Enter walks on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page."""
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter belongs to the form around; left to Qt it would open the list on Linux, but not on Windows."""
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Picker(StillCombo):
    """A list of choices known by a code (ids too: they are wider than Qt's own numbers).

    Signals: picked - the user chose.
    """

    picked = Signal()

    def __init__(self, name: str, options: Sequence[tuple[object, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codes: list[object] = []
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.activated.connect(lambda _place: self.picked.emit())

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Other choices; what was chosen stays so when it is still there."""
        kept = self.code()
        self.clear()
        self._codes = [code for code, _ in options]
        self.addItems([words for _, words in options])
        self.choose(kept)

    def code(self) -> object:
        """The code of what is chosen."""
        place = self.currentIndex()
        return self._codes[place] if 0 <= place < len(self._codes) else None

    def choose(self, code: object) -> None:
        """Choose by code; an unknown one chooses the first."""
        self.setCurrentIndex(self._codes.index(code) if code in self._codes else 0)


def picker_line(words: str, picker: Picker) -> QHBoxLayout:
    """A picker at the left of a line, behind its words."""
    label, line = QLabel(words), QHBoxLayout()
    label.setBuddy(picker)
    line.addWidget(label)
    line.addWidget(picker)
    line.addStretch(1)
    return line


class TriState(FieldEditor):
    """Yes, no, or neither: value() is True, False, None, or NA where `allow_na`.

    Keys: 1 or C = yes, 0 or N = no, K = not applicable, Delete = not entered, arrows pick, Enter walks on.
    Pressing the pressed button lifts it again.
    """

    def __init__(
        self, yes: str = "Có", no: str = "Không", *, allow_na: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._value: bool | NotApplicable | None = None
        self._answers: list[bool | NotApplicable] = [True, False] + ([NA] if allow_na else [])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.buttons = [self._button(word) for word in (yes, no, NOT_APPLICABLE)[: len(self._answers)]]
        for button in self.buttons:
            layout.addWidget(button)
        layout.addStretch(1)
        self.setFocusProxy(self.buttons[0])

    def value(self) -> bool | NotApplicable | None:
        """True, False, NA, or None when nothing was chosen."""
        return self._value

    def set_value(self, value: bool | NotApplicable | None) -> None:
        """Press the button of a value, or none."""
        self._value = value
        for button, answer in zip(self.buttons, self._answers, strict=True):
            button.setChecked(answer is value)
        self.set_problem(None)

    def words(self) -> str:
        """The word on the pressed button."""
        return next((button.text() for button in self.buttons if button.isChecked()), "")

    def set_name(self, name: str) -> None:
        """Each button says the question and its answer."""
        for button in self.buttons:
            button.setAccessibleName(f"{name}: {button.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys named in the class."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in KEYS:
            self._choose(KEYS[key])
        elif key == Qt.Key.Key_K and NA in self._answers:
            self._choose(NA)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif not self._walked(key):
            super().keyPressEvent(event)

    def _walked(self, key: Qt.Key) -> bool:
        if key in ENTER or key == Qt.Key.Key_Down:
            self.next_wanted.emit()
        elif key == Qt.Key.Key_Up:
            self.previous_wanted.emit()
        else:
            return False
        return True

    def _button(self, word: str) -> "AnswerButton":
        button = AnswerButton(word, self)
        button.clicked.connect(lambda _checked=False: self._clicked(button))
        return button

    def _clicked(self, button: "AnswerButton") -> None:
        answer = self._answers[self.buttons.index(button)]
        self._choose(None if answer is self._value else answer)

    def _choose(self, value: bool | NotApplicable | None) -> None:
        before = self._value
        self.set_value(value)
        if value is not before:
            self.changed.emit()


class AnswerButton(Button):
    """A button that stays pressed; letters, Enter and the arrows up and down are its parent's keys."""

    def __init__(self, word: str, parent: QWidget) -> None:
        super().__init__(word, None, "answer", parent)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Room for the bold letters of the pressed button, so that no word is cut."""
        bold = QFont(self.font())
        bold.setBold(True)
        wider = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(
            self.text()
        )
        return super().sizeHint() + QSize(max(wider, 0), 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses, left and right go to the neighbour, all else goes to the TriState."""
        if event.key() == Qt.Key.Key_Right:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Left:
            self.focusPreviousChild()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class ChoiceEdit(FieldEditor):
    """One of several options; value() is the option's code, NA, or None when nothing was chosen.

    Keys: a letter or digit goes to the option that begins with it, K = not applicable, Delete = not entered.
    """

    def __init__(
        self, options: Sequence[tuple[object, str]], *, allow_na: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.combo = StillCombo(self)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._allow_na = allow_na
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.combo)
        self._adopt(self.combo)
        self.combo.installEventFilter(self)
        self.set_options(options)
        self.combo.activated.connect(self._picked)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Other options (code, words); the value is kept when it is still among them."""
        kept = self.value() if self.combo.count() else None
        self.combo.clear()
        self._codes: list[object] = [None, *(code for code, _ in options)]
        words = [NOT_CHOSEN, *(word for _, word in options)]
        if self._allow_na:
            self._codes.append(NA)
            words.append(NOT_APPLICABLE)
        self.combo.addItems(words)
        self._before: object = None
        self.set_value(kept if kept in self._codes else None)

    def value(self) -> object:
        """The code of the chosen option; None = not chosen."""
        return self._codes[max(self.combo.currentIndex(), 0)]

    def set_value(self, value: object) -> None:
        """Choose the option with this code; an unknown code chooses nothing."""
        self.combo.setCurrentIndex(self._codes.index(value) if value in self._codes else 0)
        self._before = self.value()
        self.set_problem(None)

    def words(self) -> str:
        """The chosen option's words."""
        return "" if self.value() is None else self.combo.currentText()

    def words_of(self, code: object) -> str:
        """The words of an option, "" when there is none with this code."""
        return self.combo.itemText(self._codes.index(code)) if code in self._codes else ""

    def eventFilter(self, watched: object, event: object) -> bool:
        """Enter walks on, K and Delete answer; the rest is the list's own."""
        if watched is self.combo and isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress:
            return self._own_key(event)
        return False

    def _own_key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in ENTER:
            self.next_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self._choose(0)
        elif event.key() == Qt.Key.Key_K and self._allow_na:
            self._choose(self._codes.index(NA))
        else:
            return False
        return True

    def _choose(self, index: int) -> None:
        self.combo.setCurrentIndex(index)
        self._picked(index)

    def _picked(self, _index: int) -> None:
        if self.value() != self._before:
            self._before = self.value()
            self.set_problem(None)
            self.changed.emit()


class YearPicker(StillCombo):
    """The year worked in. Signals: year_chosen - the user chose another year."""

    year_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Năm")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(self._picked)

    def set_years(self, years: Sequence[int], current: int, locked: Sequence[int] = ()) -> None:
        """The years there are, the newest on top, which of them are locked, and the one shown."""
        self.clear()
        for year in sorted({*years, current}, reverse=True):
            self.addItem(f"Năm {year} (đã khóa)" if year in locked else f"Năm {year}", year)
        self.setCurrentIndex(self.findData(current))

    def year(self) -> int:
        """The year shown."""
        return int(self.currentData())

    def _picked(self, _index: int) -> None:
        self.year_chosen.emit(self.year())
