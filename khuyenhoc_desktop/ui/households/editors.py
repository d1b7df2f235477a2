"""The fields of a household as editors: shown, read, checked one by one and together."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QSizePolicy, QWidget

from khuyenhoc_desktop.domain.household import HouseholdFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.domain.refused import RefusedValueError
from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.number_edit import PersonalNumberEdit
from khuyenhoc_desktop.ui.households.three_way import NAMES
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.form_row import FormRow, walk
from khuyenhoc_desktop.ui.widgets.line_editors import (
    BirthEdit,
    CodeEdit,
    CountEdit,
    LineEditor,
    NameEdit,
    TextEdit,
)

GROUP = "group_id"
LONGEST_NOTE = 1000
SHORTEST_GROUP = 12  # letters of a thôn name always shown
# Reading order, with how many of the two columns each field takes.
_PLACES = (
    (GROUP, 2),
    ("head_name", 2),
    ("born", 1),
    ("code", 1),
    ("member_count", 1),
    ("school_age_count", 1),
    ("address", 2),
    ("personal_number", 2),
    ("note", 2),
)
# Fields that are right or wrong together.
_TOGETHER = {"member_count": "school_age_count", "school_age_count": "member_count"}


class HouseholdEditors(QWidget):
    """One editor for each field, in two columns; Enter walks through them.

    Signals: edited - the user changed something; end_reached - Enter in the last field.
    """

    edited = Signal()
    end_reached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.group = ChoiceEdit([])
        self.group.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.group.combo.setMinimumContentsLength(SHORTEST_GROUP)
        self.group.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.rows = {name: FormRow(name, texts.LABELS[name], editor) for name, editor in self._make().items()}
        self._base = HouseholdFields()
        self._options: list[tuple[int, str]] = []
        self._arrange()
        walk([row.editor for row in self.rows.values()], self.end_reached.emit)
        for name, row in self.rows.items():
            row.editor.changed.connect(self.edited)
            if isinstance(row.editor, LineEditor):
                row.editor.line.left.connect(partial(self._left, name))

    def editor(self, name: str) -> FieldEditor:
        """The editor of a field."""
        return self.rows[name].editor

    def show_fields(self, fields: HouseholdFields) -> None:
        """Show a household; every field counts as untouched."""
        self._base = fields
        for name in NAMES:
            self.editor(name).set_value(getattr(fields, name))

    def take(self, fields: HouseholdFields, names: Iterable[str]) -> None:
        """Begin anew from other fields: show those named, leave the rest as it is typed."""
        self._base = fields
        for name in names:
            self.editor(name).set_value(getattr(fields, name))

    def fields(self) -> HouseholdFields:
        """The household as it is typed, tidy; what cannot be read counts as not entered."""
        values = {name: self.editor(name).value() for name in NAMES}
        return tidied(HouseholdFields(**{**values, "head_name": values["head_name"] or ""}))

    def base(self) -> HouseholdFields:
        """What the form began with."""
        return self._base

    def touched(self) -> set[str]:
        """The fields that differ from what the form began with."""
        typed = self.fields()
        differing = {name for name in NAMES if getattr(typed, name) != getattr(self._base, name)}
        return differing | {str(problem.field) for problem in self.unreadable()}

    def unreadable(self) -> list[Problem]:
        """Texts that mean no value, each with its field; nothing is marked."""
        found = [_unreadable(name, self.editor(name)) for name in NAMES]
        return [problem for problem in found if problem is not None]

    def typed_texts(self) -> dict[str, str]:
        """What stands in the touched fields, letter by letter."""
        return {name: _text_in(self.editor(name)) for name in NAMES if name in self.touched()}

    def type_in(self, texts_by_name: Mapping[str, str]) -> None:
        """Put texts into fields as if the user had typed them; other fields stay."""
        for name, typed in texts_by_name.items():
            editor = self.editor(name)
            if isinstance(editor, LineEditor):
                editor.set_value(None)
                editor.line.setText(typed)
                editor.tidy_up()
        self.edited.emit()

    def set_groups(self, groups: Sequence[GroupRow]) -> None:
        """The thôn to choose from; an open list is left alone when they are the same."""
        options = [(row.id, row.name) for row in groups]
        if options != self._options:
            self._options = options
            self.group.set_options(options)

    def group_id(self) -> int | None:
        """The thôn chosen."""
        code = self.group.value()
        return code if isinstance(code, int) else None

    def lock(self, everything: bool, group: bool) -> None:
        """What can only be looked at."""
        for name in NAMES:
            self.editor(name).set_read_only(everything)
        self.group.set_read_only(group)
        self.rows[GROUP].help.setText(texts.GROUP_FIXED)
        self.rows[GROUP].help.setVisible(group and not everything)

    def problems(self) -> list[Problem]:
        """Everything wrong or doubtful now, in the order of the fields."""
        unreadable = self.unreadable()
        dark = {problem.field for problem in unreadable}
        found = [p for p in check_fields(self.fields(), date.today().year) if p.field not in dark]
        if self.group_id() is None:
            found.append(error("group_missing", texts.NO_GROUP, texts.NO_GROUP_CURE, GROUP))
        order = list(self.rows)
        return sorted([*unreadable, *found], key=lambda problem: order.index(problem.field or GROUP))

    def show_problems(self, found: Sequence[Problem]) -> None:
        """Mark each field with its gravest problem, and go to the first error."""
        grave = sorted(found, key=lambda problem: not problem.is_error)
        for name, row in self.rows.items():
            row.editor.set_problem(next((problem for problem in grave if problem.field == name), None))
        if grave and grave[0].is_error:
            self.editor(grave[0].field or GROUP).setFocus()

    def _make(self) -> dict[str, FieldEditor]:
        born, number = BirthEdit(), PersonalNumberEdit()
        born.set_placeholder(texts.BORN_HINT)
        number.set_placeholder(texts.NUMBER_HINT)
        made: dict[str, FieldEditor] = {
            GROUP: self.group,
            "head_name": NameEdit(),
            "born": born,
            "code": CodeEdit(),
            "member_count": CountEdit(),
            "school_age_count": CountEdit(),
            "address": TextEdit(),
            "personal_number": number,
            "note": TextEdit(longest=LONGEST_NOTE),
        }
        return made

    def _arrange(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(theme.px(12))
        layout.setVerticalSpacing(theme.px(4))
        line, place = 0, 0
        for name, span in _PLACES:
            layout.addWidget(self.rows[name], line, place, 1, span)
            line, place = (line + 1, 0) if place + span == 2 else (line, 1)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)

    def _left(self, name: str) -> None:
        """A field was left: say what is wrong with it now; an empty name may still be typed."""
        if name == "personal_number":
            return  # it says so itself, before it writes the number anew
        dark = {problem.field for problem in self.unreadable()}
        found = {problem.field: problem for problem in check_fields(self.fields(), date.today().year)}
        for one in (name, _TOGETHER.get(name)):
            problem = found.get(one)
            if one and one not in dark and (problem is None or problem.code != "name_missing"):
                self.editor(one).set_problem(problem)


def _text_in(editor: FieldEditor) -> str:
    """The text of a field; of a hidden number the whole number."""
    if isinstance(editor, LineEditor) and editor.value() is None:
        return editor.line.text()
    return editor.show_value(editor.value()) if isinstance(editor, LineEditor) else str(editor.value() or "")


def _unreadable(name: str, editor: FieldEditor) -> Problem | None:
    """The problem of a typed text that means no value."""
    if not isinstance(editor, LineEditor) or editor.value() is not None:
        return None
    try:
        editor.read(editor.line.text())
    except RefusedValueError as refused:
        return error(f"field.{refused.reason}", refused.message, refused.cure, name)
    return None
