"""The page «Danh sách hộ»: finding, adding, editing and moving households."""

from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.form import HouseholdForm
from khuyenhoc_desktop.ui.households.listing import HouseholdList
from khuyenhoc_desktop.ui.households.selection import SelectionCommands
from khuyenhoc_desktop.ui.page import PageAction
from khuyenhoc_desktop.ui.records import texts as shared
from khuyenhoc_desktop.ui.records.page import RecordsPage

# The tools that make sense for what the list shows.
TOOLS = {
    "present": ("away",),
    "away": ("return",),
    "deleted": ("restore",),
    "all": ("away", "return"),
}


class HouseholdsPage(RecordsPage):
    """The register of households."""

    title = texts.TITLE
    words = texts
    target = "household"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._last_group: int | None = None
        self.commands = SelectionCommands(context, self.selected_ids, self)
        self.households, self.fields = HouseholdList(context, self._tools()), HouseholdForm(context)
        self.put_together(self.households, self.fields)

    def more_actions(self, some: bool, one: bool) -> list[PageAction]:
        """To another thôn, and the sheet."""
        return [
            PageAction(texts.MOVE, self.move_to_group, "F4", some, texts.TIP_MOVE),
            PageAction(texts.SHEET, self.show_sheet, "F7", one, texts.TIP_SHEET),
        ]

    def tools_now(self, some: bool) -> dict[str, bool]:
        """By the state that the list shows."""
        return {**dict.fromkeys(TOOLS[self.households.state()], some), **super().tools_now(some)}

    def can_delete(self) -> bool:
        """Not what is in the wastebasket."""
        return self.households.state() != "deleted"

    def begin_new(self) -> None:
        """In the thôn used last, or the one filtered by."""
        self.fields.begin_new(self._last_group or self.households.filters.group_id())

    def saved(self, record_id: object) -> None:
        """The thôn is offered for the next household."""
        self._last_group = self.fields.editors.group_id()
        super().saved(record_id)

    def delete(self) -> None:
        """The selected households go into the wastebasket."""
        self.command(self.commands.delete)

    def move_to_group(self) -> None:
        """The selected households go to another thôn."""
        self.command(self.commands.move)

    def show_sheet(self) -> None:
        """The sheet of the household shown, or of the current one in the list."""
        household = self.shown_id()
        if household is not None:
            self.context.go_to("sheet", household=household)

    def _tools(self) -> list[tuple[str, str, Any]]:
        return [
            ("away", texts.LEAVE, lambda: self.command(self.commands.set_away)),
            ("return", texts.RETURN, lambda: self.command(self.commands.set_returned)),
            ("restore", shared.RESTORE, lambda: self.command(self.commands.restore)),
            ("copy", shared.COPY, lambda: self.list.table.copy_selection()),
            ("import", shared.IMPORT, lambda: self.context.go_to("import", kind="households")),
        ]
