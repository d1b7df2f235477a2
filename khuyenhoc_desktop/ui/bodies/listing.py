"""The list of clans or of units."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services.bodies import Register
from khuyenhoc_desktop.ui.bodies.filters import BodyFilterBar
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.records.listing import RecordList, Tools


class BodyList(RecordList):
    """The clans or units that the filters ask for."""

    filters: BodyFilterBar
    register: Register[Any, Any]

    def __init__(
        self, context: Context, words: Any, filters: BodyFilterBar, tools: Tools, parent: QWidget | None = None
    ) -> None:
        super().__init__(context, words, filters, tools, parent)

    def find_ids(self, sort: str, descending: bool) -> list[int]:
        """The ids of what the filters ask, in this order."""
        query = self.filters.query(self._context.year, sort, descending)
        return self.register.find_ids(self._context.file, query)

    def rows(self, ids: list[int]) -> list[Any]:
        """The rows of these ids."""
        return self.register.rows(self._context.file, self._context.year, ids)

    def state(self) -> str:
        """Which state is shown: present, ended, deleted, all."""
        return str(self.filters.state.code())

    def empty_text(self) -> str:
        """What to do when none is on file."""
        return str(self._words.EMPTY_TEXT)

    def empty_buttons(self) -> list[tuple[str, Callable[[], object]]]:
        """The import."""
        return [(self._words.EMPTY_IMPORT, lambda: self._context.go_to("import", kind=self.widths))]
