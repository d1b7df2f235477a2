"""The list of households."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.columns import columns
from khuyenhoc_desktop.ui.households.filters import FilterBar
from khuyenhoc_desktop.ui.records.listing import RecordList, Tools
from khuyenhoc_desktop.ui.widgets.ids_model import Column


class HouseholdList(RecordList):
    """The households that the filters ask for."""

    widths = "households"
    filters: FilterBar

    def __init__(self, context: Context, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(context, texts, FilterBar(), tools, parent)

    def columns(self) -> list[Column]:
        """The columns of the table."""
        return columns(self.model)

    def find_ids(self, sort: str, descending: bool) -> list[int]:
        """The ids of what the filters ask, in this order."""
        query = self.filters.query(self._context.year, sort, descending)
        return households.find_ids(self._context.file, query)

    def rows(self, ids: list[int]) -> list[HouseholdRow]:
        """The rows of these ids."""
        return households.rows(self._context.file, self._context.year, ids)

    def state(self) -> str:
        """Which state is shown: present, away, deleted, all."""
        return str(self.filters.state.code())

    def empty_text(self) -> str:
        """What to do when no household is on file; without any thôn these come first."""
        return texts.EMPTY_TEXT if self.filters.group.count() > 1 else texts.EMPTY_NO_GROUP

    def empty_buttons(self) -> list[tuple[str, Callable[[], object]]]:
        """The import, and the list of thôn."""
        go = self._context.go_to
        return [
            (texts.EMPTY_IMPORT, lambda: go("import", kind="households")),
            (texts.EMPTY_GROUPS, lambda: go("groups")),
        ]
