"""The fields of a household as editors; its thôn stands beside them, for it is not one of its own fields."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.household import HouseholdFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.records.editors import RecordEditors, wide_choice
from khuyenhoc_desktop.ui.records.number_edit import PersonalNumberEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.line_editors import BirthEdit, CodeEdit, CountEdit, NameEdit, TextEdit

GROUP = "group_id"
LONGEST_NOTE = 1000
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


class HouseholdEditors(RecordEditors):
    """One editor for each field of a household, and one for its thôn."""

    together = {"member_count": "school_age_count", "school_age_count": "member_count"}  # noqa: RUF012 never changed

    def __init__(self, parent: QWidget | None = None) -> None:
        self.group = wide_choice()
        super().__init__(HouseholdFields(), self._make(), texts.LABELS, _PLACES, parent)
        self._options: list[tuple[int, str]] = []

    def tidy(self, values: Mapping[str, Any]) -> HouseholdFields:
        """The household of these values, tidy."""
        return tidied(HouseholdFields(**{**values, "head_name": values["head_name"] or ""}))

    def wrong(self, record: Any) -> list[Problem]:
        """Everything wrong or doubtful in a household."""
        return check_fields(record, date.today().year)

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

    def lock_all(self, everything: bool, group: bool) -> None:
        """What can only be looked at: everything, or the thôn."""
        self.lock(everything)
        self.group.set_read_only(group)
        self.rows[GROUP].help.setText(texts.GROUP_FIXED)
        self.rows[GROUP].help.setVisible(group and not everything)

    def problems(self) -> list[Problem]:
        """Everything wrong or doubtful now; a household must be in a thôn."""
        found = super().problems()
        if self.group_id() is None:
            found.insert(0, error("group_missing", texts.NO_GROUP, texts.NO_GROUP_CURE, GROUP))
        return found

    def _make(self) -> dict[str, FieldEditor]:
        born, number = BirthEdit(), PersonalNumberEdit()
        born.set_placeholder(texts.BORN_HINT)
        number.set_placeholder(texts.NUMBER_HINT)
        return {
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
