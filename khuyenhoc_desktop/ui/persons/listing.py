"""The list of persons."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import persons
from khuyenhoc_desktop.services.persons import PersonRow
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.persons.columns import columns
from khuyenhoc_desktop.ui.persons.filters import FilterBar
from khuyenhoc_desktop.ui.records.listing import RecordList, Tools
from khuyenhoc_desktop.ui.widgets.ids_model import Column


class PersonList(RecordList):
    """The persons that the filters ask for."""

    widths = "persons"
    filters: FilterBar

    def __init__(self, context: Context, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(context, texts, FilterBar(), tools, parent)

    def columns(self) -> list[Column]:
        """The columns of the table."""
        return columns(self.model, self._context.year)

    def set_choices(self) -> None:
        """The thôn and units of the year; the ages are those of the year, too."""
        super().set_choices()
        file, year = self._context.file, self._context.year
        self.filters.set_units(persons.units(file, year))
        self.model.set_columns(self.columns())

    def find_ids(self, sort: str, descending: bool) -> list[int]:
        """The ids of what the filters ask, in this order."""
        return persons.find_ids(self._context.file, self.filters.query(self._context.year, sort, descending))

    def rows(self, ids: list[int]) -> list[PersonRow]:
        """The rows of these ids."""
        return persons.rows(self._context.file, self._context.year, ids)

    def state(self) -> str:
        """Which state is shown: present, gone, deleted, all."""
        return str(self.filters.state.code())

    def empty_text(self) -> str:
        """What to do when nobody is on file."""
        return texts.EMPTY_TEXT

    def empty_buttons(self) -> list[tuple[str, Callable[[], object]]]:
        """The import."""
        return [(texts.EMPTY_IMPORT, lambda: self._context.go_to("import", kind="persons"))]
