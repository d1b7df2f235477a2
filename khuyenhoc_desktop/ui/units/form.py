"""The form of a unit: its fields, and its persons."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import Problem
from khuyenhoc_desktop.domain.subjects import LEARNING_UNIT, UNIT_KINDS
from khuyenhoc_desktop.domain.unit import UnitFields, check_fields, tidied
from khuyenhoc_desktop.services import drafts, units
from khuyenhoc_desktop.ui.bodies.editors import GROUP, BodyEditors
from khuyenhoc_desktop.ui.bodies.form import BodyForm
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.records.editors import wide_choice
from khuyenhoc_desktop.ui.units import texts
from khuyenhoc_desktop.ui.units.persons import PersonsPane
from khuyenhoc_desktop.ui.widgets.line_editors import CountEdit

MOST_PEOPLE = 100_000
# Reading order, with how many of the two columns each field takes.
_PLACES = (
    ("name", 2),
    ("kind", 1),
    ("code", 1),
    ("head_name", 2),
    ("address", 2),
    (GROUP, 2),
    ("staff_count", 1),
    ("learner_count", 1),
    ("note", 2),
    ("valid_from", 1),
    ("valid_to", 1),
)


class UnitEditors(BodyEditors):
    """One editor for each field of a unit."""

    together = {"valid_from": "valid_to", "valid_to": "valid_from"}  # noqa: RUF012 never changed

    def __init__(self, parent: QWidget | None = None) -> None:
        own = {
            "kind": wide_choice(list(UNIT_KINDS.items())),
            "staff_count": CountEdit(most=MOST_PEOPLE),
            "learner_count": CountEdit(most=MOST_PEOPLE),
        }
        super().__init__(UnitFields(), {**self.made(), **own}, texts.LABELS, _PLACES, parent)

    def tidy(self, values: Mapping[str, Any]) -> UnitFields:
        """The unit of these values, tidy."""
        return tidied(UnitFields(**{**values, "name": values["name"] or ""}))

    def wrong(self, record: Any) -> list[Problem]:
        """Everything wrong or doubtful in a unit."""
        return check_fields(record)


class UnitForm(BodyForm):
    """One unit, or a new one, or none."""

    draft_kind = drafts.UNIT
    register = units.REGISTER
    award = LEARNING_UNIT

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.persons = PersonsPane(context)
        super().__init__(context, texts, UnitEditors(), parent)
        self.column.insertWidget(self.column.indexOf(self.facts) + 1, self.persons)

    def show_beside(self, row: Any) -> None:
        """The unit's persons."""
        self.persons.show_unit(row)

    def shown(self, name: str, record: Any) -> str:
        """A field's value as the screen shows it."""
        if name == "kind":
            return UNIT_KINDS.get(record.kind, "")
        return super().shown(name, record)
