"""The list of units."""

from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.subjects import UNIT_KINDS
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import units
from khuyenhoc_desktop.ui.bodies.columns import first_columns, place_column, result_columns
from khuyenhoc_desktop.ui.bodies.filters import BodyFilterBar
from khuyenhoc_desktop.ui.bodies.listing import BodyList
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.records.listing import Tools
from khuyenhoc_desktop.ui.units import texts
from khuyenhoc_desktop.ui.widgets.choices import Picker
from khuyenhoc_desktop.ui.widgets.ids_model import Column


class UnitFilterBar(BodyFilterBar):
    """The kind of unit too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self.kind = Picker(texts.FILTER_KIND, [(None, texts.EVERY_KIND), *UNIT_KINDS.items()])
        super().__init__(texts.SEARCH, (self.kind,), parent)

    def more(self) -> dict[str, Any]:
        """The kind asked for."""
        return {"kind": self.kind.code()}


class UnitList(BodyList):
    """The units that the filters ask for."""

    widths = "units"
    register = units.REGISTER

    def __init__(self, context: Context, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(context, texts, UnitFilterBar(), tools, parent)

    def columns(self) -> list[Column]:
        """The columns of the table."""
        return [
            *first_columns(self.model),
            Column(texts.NAME, lambda row: row.name, sort="name", width=18, stretch=True),
            Column(texts.KIND, lambda row: UNIT_KINDS.get(row.kind, row.kind), sort="kind", width=12),
            place_column(),
            Column(texts.STAFF, _staff, sort="staff_count", width=7, right=True, two_lines=True),
            Column(texts.LEARNERS, _learners, sort="learner_count", width=7, right=True, two_lines=True),
            *result_columns(),
        ]


def _staff(row: Any) -> str:
    return _numbers(row.staff_count, row.staff_listed)


def _learners(row: Any) -> str:
    return _numbers(row.learner_count, row.learners_listed)


def _numbers(count: int | None, listed: int) -> str:
    """The number reported; the one on the list beside it only where they differ."""
    if count is None:
        return texts.ONLY_LISTED.format(listed=format_count(listed)) if listed else ""
    if listed in (0, count):
        return format_count(count)
    return texts.LISTED.format(count=format_count(count), listed=format_count(listed))
