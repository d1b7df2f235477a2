"""The form of a household: its fields, and the thôn it lives in."""

from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import drafts, groups, households
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.households import HouseholdFields, HouseholdRow
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import facts, saving, texts
from khuyenhoc_desktop.ui.households.editors import GROUP, HouseholdEditors
from khuyenhoc_desktop.ui.households.members import Members
from khuyenhoc_desktop.ui.records.form import RecordForm


class HouseholdForm(RecordForm):
    """One household, or a new one, or none."""

    draft_kind = drafts.HOUSEHOLD
    name = first = "head_name"
    editors: HouseholdEditors

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        self.members = Members(context)
        super().__init__(context, texts, HouseholdEditors(), parent)
        self.column.insertWidget(self.column.indexOf(self.facts), self.members)

    def draft(self) -> Draft | None:
        """What is typed and not saved; of a new household also its thôn."""
        draft = super().draft()
        if draft is not None and self.is_new():
            draft.typed[GROUP] = self.editors.group_id()
        return draft

    def put_back(self, draft: Draft) -> list[str]:
        """Type a draft into the household shown."""
        if self.is_new() and isinstance(group := draft.typed.get(GROUP), int):
            self.editors.group.set_value(group)
        return super().put_back(draft)

    def begin_new(self, group_id: int | None = None) -> None:
        """An empty form; the thôn is the one used last."""
        self._show(None, new=True)
        self.editors.group.set_value(group_id)
        self.editors.editor(self.first if self.editors.group_id() is not None else GROUP).setFocus()

    def begin_again(self) -> None:
        """Empty the form; the thôn stays."""
        self.begin_new(self.editors.group_id())

    def get(self, record_id: int) -> HouseholdRow:
        """The row of a household."""
        return households.get(self._context.file, record_id, self._context.year)

    def fields_of(self, row: HouseholdRow) -> HouseholdFields:
        """The editable fields of a row."""
        return households.fields_of(row)

    def facts_of(self, row: HouseholdRow) -> str:
        """The year's result and where the household has lived."""
        return facts.facts_of(self._context.file, self._context.year, row)

    def write(self, record_id: int | None, record: HouseholdFields) -> int:
        """One service call."""
        return saving.write(self._context, record_id, self.editors.group_id(), record)

    def doubts(self) -> list[str]:
        """Doubtful values and likely twins."""
        return saving.doubts(self._context.file, self.editors, self.record_id())

    def show_beside(self, row: Any) -> None:
        """The household's thôn and its persons."""
        self.editors.group.set_value(row.group_id if row else None)
        self.members.show_household(row.id if row else None)

    def show_choices(self) -> None:
        """The thôn to choose from; of one on file also those that have ended."""
        rows = groups.list_groups(self._context.file, self._context.year, with_ended=self._row is not None)
        self.editors.set_groups(rows)

    def lock(self) -> None:
        """The thôn of a household on file is changed by moving it."""
        self.editors.lock_all(not self.can_save(), not self.is_new())
