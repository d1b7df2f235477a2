"""The fields of a record as editors: shown, read, checked one by one and together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields as fields_of
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.domain.refused import RefusedValueError
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.form_row import FormRow, walk
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor

SHORTEST_CHOICE = 12  # letters of a chosen name always shown
PERSONAL_NUMBER = "personal_number"


class RecordEditors(QWidget):
    """One editor for each field of a frozen dataclass, in two columns; Enter walks through them.

    `empty` is the record with nothing entered, `places` the fields in reading order with how many of the two
    columns each takes, `together` the fields that are right or wrong with another one, `missing` the code of the
    problem of an empty name, which is not told while it may still be typed.
    Sub-classes say what is tidy and wrong.

    Signals: edited - the user changed something; end_reached - Enter in the last field.
    """

    edited = Signal()
    end_reached = Signal()
    together: Mapping[str, str] = {}
    missing = "name_missing"

    def __init__(
        self,
        empty: Any,
        made: Mapping[str, FieldEditor],
        labels: Mapping[str, str],
        places: Sequence[tuple[str, int]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.names = tuple(field.name for field in fields_of(empty))
        self.empty = self._base = empty
        self.rows = {name: FormRow(name, labels[name], made[name]) for name, _ in places}
        self._arrange(places)
        walk([row.editor for row in self.rows.values()], self.end_reached.emit)
        for name, row in self.rows.items():
            row.editor.changed.connect(self.edited)
            if isinstance(row.editor, LineEditor):
                row.editor.line.left.connect(partial(self._left, name))

    def tidy(self, values: Mapping[str, Any]) -> Any:
        """The record of these values, tidy."""
        raise NotImplementedError

    def wrong(self, record: Any) -> list[Problem]:
        """Everything wrong or doubtful in a record."""
        raise NotImplementedError

    def editor(self, name: str) -> FieldEditor:
        """The editor of a field."""
        return self.rows[name].editor

    def show_fields(self, record: Any) -> None:
        """Show a record; every field counts as untouched."""
        self.take(record, self.names)

    def take(self, record: Any, names: Iterable[str]) -> None:
        """Begin anew from another record: show the fields named, leave the rest as it is typed."""
        self._base = record
        for name in names:
            self.editor(name).set_value(getattr(record, name))

    def fields(self) -> Any:
        """The record as it is typed, tidy; what cannot be read counts as not entered."""
        return self.tidy({name: self.editor(name).value() for name in self.names})

    def base(self) -> Any:
        """What the form began with."""
        return self._base

    def touched(self) -> set[str]:
        """The fields that differ from what the form began with."""
        typed = self.fields()
        differing = {name for name in self.names if getattr(typed, name) != getattr(self._base, name)}
        return differing | {str(problem.field) for problem in self.unreadable()}

    def unreadable(self) -> list[Problem]:
        """Texts that mean no value, each with its field; nothing is marked."""
        found = [_unreadable(name, self.editor(name)) for name in self.names]
        return [problem for problem in found if problem is not None]

    def typed_values(self) -> dict[str, Any]:
        """What stands in the touched fields: texts letter by letter, of choices their codes."""
        return {name: _typed_in(self.editor(name)) for name in self.names if name in self.touched()}

    def type_in(self, typed: Mapping[str, Any]) -> None:
        """Put texts and choices into fields as if the user had typed them; other fields stay."""
        for name, value in typed.items():
            editor = self.editor(name)
            if isinstance(editor, LineEditor):
                editor.set_value(None)
                editor.line.setText(str(value))
                editor.tidy_up()
            else:
                editor.set_value(value)
        self.edited.emit()

    def lock(self, on: bool) -> None:
        """Whether the record can only be looked at."""
        for name in self.names:
            self.editor(name).set_read_only(on)

    def problems(self) -> list[Problem]:
        """Everything wrong or doubtful now, in the order of the fields."""
        unreadable = self.unreadable()
        dark = {problem.field for problem in unreadable}
        found = [problem for problem in self.wrong(self.fields()) if problem.field not in dark]
        order = list(self.rows)
        return sorted([*unreadable, *found], key=lambda problem: order.index(problem.field or order[0]))

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Mark each field with its gravest problem, and go to the first error."""
        grave = sorted(found, key=lambda problem: not problem.is_error)
        for name, row in self.rows.items():
            row.editor.set_problem(next((problem for problem in grave if problem.field == name), None))
        if grave and grave[0].is_error:
            self.editor(grave[0].field or next(iter(self.rows))).setFocus()

    def _arrange(self, places: Sequence[tuple[str, int]]) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.px(12))
        layout.setVerticalSpacing(theme.px(4))
        line, place = 0, 0
        for name, span in places:
            layout.addWidget(self.rows[name], line, place, 1, span, Qt.AlignmentFlag.AlignTop)
            line, place = (line + 1, 0) if place + span == 2 else (line, 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    def _left(self, name: str) -> None:
        """A field was left: say what is wrong with it now; an empty name may still be typed."""
        if name == PERSONAL_NUMBER:
            return  # it says so itself, before it writes the number anew
        dark = {problem.field for problem in self.unreadable()}
        found = {problem.field: problem for problem in self.wrong(self.fields())}
        for one in (name, self.together.get(name)):
            problem = found.get(one)
            if one and one not in dark and (problem is None or problem.code != self.missing):
                self.editor(one).set_problem(problem)


def wide_choice(options: Sequence[tuple[object, str]] = (), letters: int = SHORTEST_CHOICE) -> ChoiceEdit:
    """A list to choose from that shares the form's width, however long its words; `letters` always have room."""
    made = ChoiceEdit(options)
    made.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.combo.setMinimumContentsLength(letters)
    made.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _typed_in(editor: FieldEditor) -> Any:
    """The text of a field (of a hidden number the whole number), or the code of a choice."""
    if not isinstance(editor, LineEditor):
        return editor.value()
    return editor.line.text() if editor.value() is None else editor.show_value(editor.value())


def _unreadable(name: str, editor: FieldEditor) -> Problem | None:
    """The problem of a typed text that means no value."""
    if not isinstance(editor, LineEditor) or editor.value() is not None:
        return None
    try:
        editor.read(editor.line.text())
    except RefusedValueError as refused:
        return error(f"field.{refused.reason}", refused.message, refused.cure, name)
    return None
