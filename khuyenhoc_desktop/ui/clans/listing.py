"""The list of clans."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import clans
from khuyenhoc_desktop.ui.bodies.columns import first_columns, place_column, result_columns
from khuyenhoc_desktop.ui.bodies.filters import BodyFilterBar
from khuyenhoc_desktop.ui.bodies.listing import BodyList
from khuyenhoc_desktop.ui.clans import texts
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.records.listing import Tools
from khuyenhoc_desktop.ui.widgets.ids_model import Column


class ClanList(BodyList):
    """The clans that the filters ask for."""

    widths = "clans"
    register = clans.REGISTER

    def __init__(self, context: Context, tools: Tools, parent: QWidget | None = None) -> None:
        super().__init__(context, texts, BodyFilterBar(texts.SEARCH), tools, parent)

    def columns(self) -> list[Column]:
        """The columns of the table."""
        return [
            *first_columns(self.model),
            Column(texts.NAME, lambda row: row.name, sort="name", width=19, stretch=True),
            Column(texts.HEAD, lambda row: row.head_name or "", sort="head_name", width=14),
            place_column(),
            Column(
                texts.HOUSEHOLDS, lambda row: format_count(row.households), sort="households", width=5, right=True
            ),
            Column(
                texts.FAMILIES,
                lambda row: format_count(row.families),
                sort="families",
                width=7,
                right=True,
                two_lines=True,
            ),
            *result_columns(),
        ]
