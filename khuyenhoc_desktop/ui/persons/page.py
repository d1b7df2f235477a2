"""The page «Công dân»: finding, adding and editing persons, and what is done to many at once."""

from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import PageAction
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.persons.form import PersonForm
from khuyenhoc_desktop.ui.persons.listing import PersonList
from khuyenhoc_desktop.ui.persons.selection import SelectionCommands
from khuyenhoc_desktop.ui.records import texts as shared
from khuyenhoc_desktop.ui.records.page import RecordsPage

# The tools that make sense for what the list shows.
TOOLS = {
    "present": ("unit", "clan", "left"),
    "gone": ("return",),
    "deleted": ("restore",),
    "all": ("unit", "clan", "left", "return"),
}


class PersonsPage(RecordsPage):
    """The register of persons."""

    title = texts.TITLE
    words = texts
    target = "person"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._last_home: tuple[int | None, int | None] = (None, None)
        self.commands = SelectionCommands(context, self.selected_ids, self)
        self.persons, self.fields = PersonList(context, self._tools()), PersonForm(context)
        self.put_together(self.persons, self.fields)

    def more_actions(self, some: bool, one: bool) -> list[PageAction]:
        """The group of person, and the sheet."""
        return [
            PageAction(texts.SET_GROUP, self.set_person_group, "F4", some, texts.TIP_SET_GROUP),
            PageAction(texts.SHEET, self.show_sheet, "F7", one, texts.TIP_SHEET),
        ]

    def tools_now(self, some: bool) -> dict[str, bool]:
        """By the state that the list shows."""
        return {**dict.fromkeys(TOOLS[self.persons.state()], some), **super().tools_now(some)}

    def can_delete(self) -> bool:
        """Not who is in the wastebasket."""
        return self.persons.state() != "deleted"

    def begin_new(self) -> None:
        """In the household used last, else in the thôn filtered by."""
        household, group = self._last_home
        self.fields.begin_new_in(household, group or self.persons.filters.group_id())

    def saved(self, record_id: object) -> None:
        """Household and thôn are offered for the next person."""
        fields = self.fields.editors.fields()
        self._last_home = (fields.household_id, fields.group_id)
        super().saved(record_id)

    def delete(self) -> None:
        """The selected persons go into the wastebasket."""
        self.command(self.commands.delete)

    def set_person_group(self) -> None:
        """The selected persons get a group of person."""
        self.command(self.commands.set_person_group)

    def show_sheet(self) -> None:
        """The sheet of the person shown, or of the current one in the list."""
        person = self.shown_id()
        if person is not None:
            self.context.go_to("sheet", subject=person)

    def _tools(self) -> list[tuple[str, str, Any]]:
        return [
            ("unit", texts.SET_UNIT, lambda: self.command(self.commands.set_unit)),
            ("clan", texts.SET_CLAN, lambda: self.command(self.commands.set_clan)),
            ("left", texts.LEAVE, lambda: self.command(self.commands.set_left)),
            ("return", texts.RETURN, lambda: self.command(self.commands.set_returned)),
            ("restore", shared.RESTORE, lambda: self.command(self.commands.restore)),
            ("copy", shared.COPY, lambda: self.list.table.copy_selection()),
            ("import", shared.IMPORT, lambda: self.context.go_to("import", kind="persons")),
        ]
