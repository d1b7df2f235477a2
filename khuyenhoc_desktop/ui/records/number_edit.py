"""The editor of a personal number: stars on the screen until it is asked for."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain import personal_number
from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.refused import RefusedValueError
from khuyenhoc_desktop.ui.records import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor


class PersonalNumberEdit(LineEditor):
    """A number on file shows as ********1394 and cannot be typed over before «Hiện» was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, longest=20)
        self._hidden: str | None = None
        self._locked = False
        self.button = Button(texts.SHOW_NUMBER, self._turn)
        layout = self.layout()
        if layout is not None:
            layout.addWidget(self.button)
        self._draw()

    def value(self) -> object:
        """The whole number, also while it is hidden."""
        return self._hidden if self._hidden is not None else super().value()

    def set_value(self, value: object) -> None:
        """A number on file, hidden."""
        self._hidden = str(value) if value else None
        self.line.setText(personal_number.mask(self._hidden))
        self._draw()
        self.set_problem(None)

    def words(self) -> str:
        """The number behind stars, also while it is shown."""
        return personal_number.mask(str(self.value() or self.line.text()))

    def set_read_only(self, on: bool) -> None:
        """Whether it can only be looked at."""
        self._locked = on
        self._draw()

    def set_name(self, name: str) -> None:
        """The button says what it shows."""
        super().set_name(name)
        self.button.setAccessibleName(f"{texts.SHOW_NUMBER} {name}")

    def read(self, typed: str) -> str | None:
        """The number typed, with the leading zeros it may have lost. Raises RefusedValueError."""
        found = personal_number.check(typed)
        if found.problem is not None and found.problem.is_error:
            raise RefusedValueError(found.problem.code, found.problem.message, found.problem.cure)
        return found.text

    def tidy_up(self) -> None:
        """On leaving: write the number as it is kept, and say what is doubtful in what was typed."""
        if self._hidden is not None:
            return
        doubt = personal_number.check(self.line.text()).problem
        super().tidy_up()
        if doubt is not None and not doubt.is_error:
            self.set_problem(doubt)

    def check(self) -> Problem | None:
        """The problem of what was typed; a hidden number has been checked before."""
        return self.problem() if self._hidden is not None else super().check()

    def _turn(self) -> None:
        """Show a hidden number, or hide a good one again."""
        if self._hidden is not None:
            number, self._hidden = self._hidden, None
            self.line.setText(number)
            self.line.setFocus()
        elif isinstance(shown := super().value(), str):
            self._hidden = shown
            self.line.setText(personal_number.mask(shown))
        self._draw()

    def _draw(self) -> None:
        hidden = self._hidden is not None
        self.line.setReadOnly(hidden or self._locked)
        self.button.setText(texts.SHOW_NUMBER if hidden else texts.HIDE_NUMBER)
        self.button.setVisible(hidden or bool(self.line.text()))
