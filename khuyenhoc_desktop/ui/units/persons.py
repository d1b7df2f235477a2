"""The persons of the unit in the form: how many it reports, how many are on the list, and their results."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.subjects import UNIT_ROLES
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import subjects, units
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.services.units import UnitRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.bodies import columns
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.units import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

LEAST_ROWS, MOST_ROWS = 4, 10


class PersonsPane(QFrame):
    """The persons on the list who belong to one unit."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._roles: dict[int, str] = {}
        self._unit: int | None = None
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.model = IdsModel(self._columns(), self._load)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.PERSONS_NAME)
        self.open_button = Button(texts.OPEN_PERSON, self.open_person)
        self.all_button = Button(texts.ALL_PERSONS, self.open_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(8), 0, 0)
        layout.setSpacing(theme.px(6))
        for part in (self.heading, self.table, self.open_button, self.all_button):
            layout.addWidget(part)
        self.table.opened.connect(lambda _id: self.open_person())

    def show_unit(self, row: UnitRow | None) -> None:
        """Show the persons of a unit; of a new one (None) there are none yet."""
        self._unit = row.id if row else None
        self._roles = self._found(row.id) if row else {}
        self.table.show_ids(list(self._roles))
        some = bool(self._roles)
        self.table.setVisible(some)
        self.open_button.setVisible(some)
        self.all_button.setVisible(some)
        self.table.setFixedHeight(theme.row_height() * (min(max(len(self._roles), LEAST_ROWS), MOST_ROWS) + 1))
        self.heading.setText(numbers_told(row) if row else texts.PERSONS_FIRST_SAVE)

    def open_all(self) -> None:
        """Go to the list of the unit's persons."""
        if self._unit is not None:
            self._context.go_to("persons", unit=self._unit)

    def open_person(self) -> None:
        """Go to the current person."""
        person = self.table.current_id()
        if person is not None:
            self._context.go_to("persons", person=person)

    def _found(self, unit: int) -> dict[int, str]:
        """The unit's persons of the year, each with its role in words; staff first."""
        file, year = self._context.file, self._context.year
        return {
            one: words for role, words in UNIT_ROLES.items() for one in units.person_ids(file, unit, year, role)
        }

    def _load(self, ids: list[int]) -> list[SubjectRow]:
        return subjects.rows(self._context.file, self._context.year, ids)

    def _columns(self) -> list[Column]:
        return [
            Column(texts.PERSON, lambda row: row.name, width=16, stretch=True),
            Column(texts.ROLE, lambda row: self._roles.get(row.id, ""), width=10),
            *columns.short_result_columns(),
        ]


def numbers_told(row: UnitRow) -> str:
    """How many staff and learners the unit reports, how many are on the list, and the difference."""
    lines = [
        texts.NUMBERS.format(role=UNIT_ROLES[role], what=_compared(count, listed))
        for role, count, listed in (
            ("staff", row.staff_count, row.staff_listed),
            ("learner", row.learner_count, row.learners_listed),
        )
        if count is not None or listed
    ]
    if not row.staff_listed and not row.learners_listed:
        lines.append(texts.NO_PERSONS)
    return "\n".join(lines)


def _compared(count: int | None, listed: int) -> str:
    if count is None:
        return texts.NOT_REPORTED.format(listed=format_count(listed))
    numbers = {"count": format_count(count), "listed": format_count(listed)}
    if listed < count:
        return texts.REPORTED_MORE.format(**numbers, missing=format_count(count - listed))
    if listed > count:
        return texts.REPORTED_LESS.format(**numbers, more=format_count(listed - count))
    return texts.REPORTED_AND_LISTED.format(**numbers)
