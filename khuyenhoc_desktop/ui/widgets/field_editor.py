"""What every editor of one value is: value, set_value, changed, set_problem, set_read_only."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import Problem


class FieldEditor(QWidget):
    """One editable value; None means "not entered".

    Signals: changed - the user changed the value (never sent by set_value); problem_changed - the problem
    standing at the field is another one, or none (a FormRow shows it); next_wanted, previous_wanted - Enter
    was pressed and the value is good, or the arrow up: go on to the next or previous field.
    """

    changed = Signal()
    problem_changed = Signal()
    next_wanted = Signal()
    previous_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: Problem | None = None

    def value(self) -> Any:
        """The value as it stands now; None = not entered."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:
        """Show a value; nothing is signalled, the field counts as untouched."""
        raise NotImplementedError

    def words(self) -> str:
        """What stands in the field as the screen shows it."""
        return str(self.value() or "")

    def set_read_only(self, on: bool) -> None:
        """Whether the value can only be looked at."""
        self.setEnabled(not on)

    def problem(self) -> Problem | None:
        """The problem standing at this field."""
        return self._problem

    def set_problem(self, problem: Problem | None) -> None:
        """Mark the field with a problem (also told to screen readers), or clear it."""
        if problem == self._problem:
            return
        self._problem = problem
        self._mark(self.focusProxy() or self)
        self.problem_changed.emit()

    def set_name(self, name: str) -> None:
        """The name a screen reader says."""
        (self.focusProxy() or self).setAccessibleName(name)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes a value."""
        event.ignore()

    def _adopt(self, inner: QWidget) -> None:
        """Make one inner widget the one that has the focus."""
        inner.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(inner)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _mark(self, inner: QWidget) -> None:
        problem = self._problem
        inner.setProperty("problem", str(problem.severity) if problem else "")
        inner.setAccessibleDescription(f"{problem.message} {problem.cure}" if problem else "")
        inner.style().unpolish(inner)
        inner.style().polish(inner)
