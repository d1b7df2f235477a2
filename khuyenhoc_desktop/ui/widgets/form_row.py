"""A row of a form: label with its Alt letter, editor, help, and the problem under it."""

import itertools
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor


class FormRow(QWidget):
    """One question with its editor. `field` is the name a Problem uses for it."""

    def __init__(
        self, field: str, label: str, editor: FieldEditor, help_text: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field, self.editor = field, editor
        self.label = _words(label)
        self.label.setBuddy(editor)
        editor.set_name(label.replace("&", ""))
        self.help = _words(help_text, "muted")
        if not help_text:
            self.help.hide()
        self.problem_line = _words("", "error")
        self.problem_line.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.label, editor, self.problem_line, self.help):
            layout.addWidget(part)
        editor.problem_changed.connect(self._show_problem)

    def _show_problem(self) -> None:
        problem = self.editor.problem()
        show_problem(self.problem_line, problem)


class Form(QWidget):
    """Rows one under the other; Enter walks from field to field, and past the last one asks to save.

    `columns` says how many rows stand side by side.
    """

    def __init__(
        self,
        rows: Sequence[FormRow],
        at_end: Callable[[], object] | None = None,
        columns: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = list(rows)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        # Side by side, a row of one line and a row of three begin at the same height.
        where = Qt.AlignmentFlag.AlignTop if columns > 1 else Qt.AlignmentFlag(0)
        for place, row in enumerate(self.rows):
            layout.addWidget(row, place // columns, place % columns, where)
        for place in range(columns):
            layout.setColumnStretch(place, 1)
        layout.setRowStretch(len(self.rows), 1)
        walk([row.editor for row in self.rows], at_end)

    def editor(self, field: str) -> FieldEditor:
        """The editor of a field. Raises KeyError when there is none."""
        return {row.field: row.editor for row in self.rows}[field]

    def show_problems(self, found: Sequence[Problem]) -> list[Problem]:
        """Mark the fields that have problems and go to the first; what belongs to no field is given back."""
        editors = {row.field: row.editor for row in self.rows}
        first: dict[str, Problem] = {}
        for problem in sorted(found, key=lambda one: not one.is_error):
            first.setdefault(problem.field or "", problem)
        for field, editor in editors.items():
            editor.set_problem(first.get(field))
        at_fault = [row.editor for row in self.rows if row.field in first]
        if at_fault:
            at_fault[0].setFocus()
        return [problem for problem in found if problem.field not in editors]


def walk(editors: Sequence[FieldEditor], at_end: Callable[[], object] | None = None) -> None:
    """Let Enter and the arrows go from each editor to the next; Enter in the last one calls `at_end`."""
    for here, following in itertools.pairwise(editors):
        QWidget.setTabOrder(here, following)
        here.next_wanted.connect(following.setFocus)
        following.previous_wanted.connect(here.setFocus)
    if editors and at_end is not None:
        editors[-1].next_wanted.connect(lambda: at_end())


def show_problem(line: QLabel, problem: Problem | None) -> None:
    """Write a problem into a label of its own, or hide the label."""
    line.setVisible(problem is not None)
    if problem is None:
        return
    line.setText(f"{problem.message} {problem.cure}".strip())
    line.setProperty("kind", "error" if problem.is_error else "warn")
    line.style().unpolish(line)
    line.style().polish(line)


def _words(text: str, kind: str = "") -> QLabel:
    label = QLabel(text)
    label.setProperty("kind", kind)
    label.setWordWrap(True)
    return label
