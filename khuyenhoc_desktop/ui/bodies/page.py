"""The page of clans or of units: finding, adding, editing."""

from typing import Any

from khuyenhoc_desktop.ui.bodies import texts
from khuyenhoc_desktop.ui.bodies.listing import BodyList
from khuyenhoc_desktop.ui.bodies.selection import BodyCommands
from khuyenhoc_desktop.ui.page import PageAction
from khuyenhoc_desktop.ui.records import texts as shared
from khuyenhoc_desktop.ui.records.page import RecordsPage


class BodiesPage(RecordsPage):
    """The register of clans or units. A sub-class makes `commands`, list and form."""

    commands: BodyCommands
    bodies: BodyList
    kind = ""  # the name of its import

    def more_actions(self, some: bool, one: bool) -> list[PageAction]:
        """The sheet."""
        return [PageAction(texts.SHEET, self.show_sheet, "F7", one, texts.TIP_SHEET)]

    def tools_now(self, some: bool) -> dict[str, bool]:
        """By the state that the list shows."""
        own = {"restore": some} if self.bodies.state() == "deleted" else {"merge": len(self.selected_ids()) == 1}
        return {**own, **super().tools_now(some)}

    def can_delete(self) -> bool:
        """Not what is in the wastebasket."""
        return self.bodies.state() != "deleted"

    def delete(self) -> None:
        """The selected ones go into the wastebasket."""
        self.command(self.commands.delete)

    def show_sheet(self) -> None:
        """The sheet of the one shown, or of the current one in the list."""
        shown = self.shown_id()
        if shown is not None:
            self.context.go_to("sheet", subject=shown)

    def tools(self) -> list[tuple[str, str, Any]]:
        """The tools of the list."""
        return [
            ("merge", texts.MERGE, lambda: self.command(self.commands.merge)),
            ("restore", shared.RESTORE, lambda: self.command(self.commands.restore)),
            ("copy", shared.COPY, lambda: self.list.table.copy_selection()),
            ("import", shared.IMPORT, lambda: self.context.go_to("import", kind=self.kind)),
        ]
