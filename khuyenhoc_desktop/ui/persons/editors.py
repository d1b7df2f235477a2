"""The fields of a person as editors."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.person import PersonFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import Problem, error
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, UNIT_ROLES
from khuyenhoc_desktop.domain.text import format_birth
from khuyenhoc_desktop.services import groups, households, persons
from khuyenhoc_desktop.services.households import HouseholdRow, Query
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.persons.household_edit import MOST, Found, HouseholdEdit
from khuyenhoc_desktop.ui.records.editors import RecordEditors, wide_choice
from khuyenhoc_desktop.ui.records.number_edit import PersonalNumberEdit
from khuyenhoc_desktop.ui.widgets.field_editor import FieldEditor
from khuyenhoc_desktop.ui.widgets.line_editors import BirthEdit, CodeEdit, NameEdit, TextEdit

LONGEST_NOTE = 1000
HOUSEHOLD, GROUP = "household_id", "group_id"
# Reading order, with how many of the two columns each field takes.
_PLACES = (
    ("name", 2),
    ("born", 1),
    ("sex", 1),
    (HOUSEHOLD, 2),
    (GROUP, 2),
    ("person_group", 2),
    ("unit_id", 2),
    ("unit_role", 2),
    ("clan_id", 2),
    ("personal_number", 2),
    ("code", 1),
    ("note", 1),
)


class PersonEditors(RecordEditors):
    """One editor for each field of a person."""

    together = {"unit_id": "unit_role", "unit_role": "unit_id", GROUP: HOUSEHOLD}  # noqa: RUF012 never changed

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self._context = context
        self.household = HouseholdEdit(self._find, self._words_of)
        self._locked = False
        super().__init__(PersonFields(), self._make(), texts.LABELS, _PLACES, parent)
        self._options: dict[str, list[tuple[int, str]]] = {}
        self.rows[HOUSEHOLD].help.setText(texts.HOUSEHOLD_HELP)
        self.rows[HOUSEHOLD].help.show()
        self.household.changed.connect(self._show_group)

    def tidy(self, values: Mapping[str, Any]) -> PersonFields:
        """The person of these values, tidy."""
        return tidied(PersonFields(**{**values, "name": values["name"] or ""}))

    def wrong(self, record: Any) -> list[Problem]:
        """Everything wrong or doubtful in a person."""
        return check_fields(record, date.today().year)

    def problems(self) -> list[Problem]:
        """Everything wrong now; words typed for a household of which none was chosen are, too."""
        found = super().problems()
        if not self.household.is_open():
            return found
        open_one = error(
            "household_not_chosen", texts.HOUSEHOLD_NOT_CHOSEN, texts.HOUSEHOLD_NOT_CHOSEN_CURE, HOUSEHOLD
        )
        return [open_one, *(problem for problem in found if problem.field != HOUSEHOLD)]

    def touched(self) -> set[str]:
        """The fields that differ from what the form began with, and an open search for a household."""
        return super().touched() | ({HOUSEHOLD} if self.household.is_open() else set())

    def take(self, record: Any, names: Any) -> None:
        """Begin anew from another person."""
        super().take(record, names)
        self._show_group()

    def lock(self, on: bool) -> None:
        """Whether the person can only be looked at."""
        self._locked = on
        super().lock(on)
        self._show_group()

    def show_choices(self, *, with_ended: bool) -> None:
        """The thôn, units and clans to choose from; an open list is left alone when they are the same."""
        file, year = self._context.file, self._context.year
        there = [(row.id, row.name) for row in groups.list_groups(file, year, with_ended=with_ended)]
        lists = {GROUP: there, "unit_id": persons.units(file, year), "clan_id": persons.clans(file, year)}
        for name, options in lists.items():
            if options != self._options.get(name):
                self._options[name] = options
                self.editor(name).set_options(options)  # type: ignore[attr-defined]

    def _show_group(self) -> None:
        """Who belongs to a household is in its thôn."""
        self.editor(GROUP).set_read_only(self._locked or self.household.value() is not None)

    def _find(self, text: str) -> Found:
        file, year = self._context.file, self._context.year
        ids = households.find_ids(file, Query(year, text=text))[:MOST]
        return [(row.id, household_words(row)) for row in households.rows(file, year, ids)]

    def _words_of(self, household_id: int) -> str:
        rows = households.rows(self._context.file, self._context.year, [household_id])
        return household_words(rows[0]) if rows else ""

    def _make(self) -> dict[str, FieldEditor]:
        born, number = BirthEdit(), PersonalNumberEdit()
        born.set_placeholder(texts.BORN_HINT)
        number.set_placeholder(texts.NUMBER_HINT)
        return {
            "name": NameEdit(),
            "born": born,
            "sex": wide_choice(texts.SEXES, letters=6),
            HOUSEHOLD: self.household,
            GROUP: wide_choice(),
            "person_group": wide_choice(list(PERSON_GROUPS.items())),
            "unit_id": wide_choice(),
            "unit_role": wide_choice(list(UNIT_ROLES.items())),
            "clan_id": wide_choice(),
            "personal_number": number,
            "code": CodeEdit(),
            "note": TextEdit(longest=LONGEST_NOTE),
        }


def household_words(row: HouseholdRow) -> str:
    """How a household is told from others: head, birth, code, thôn."""
    parts = (row.head_name, format_birth(row.born), row.code or "", row.group or "")
    return ", ".join(part for part in parts if part)
