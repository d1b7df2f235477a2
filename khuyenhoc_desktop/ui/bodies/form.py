"""The form of a clan or unit: its fields, and who belongs to it."""

from dataclasses import replace
from typing import Any

from khuyenhoc_desktop.services import groups, households
from khuyenhoc_desktop.services.bodies import Register
from khuyenhoc_desktop.ui.bodies import facts
from khuyenhoc_desktop.ui.bodies.editors import GROUP, BodyEditors
from khuyenhoc_desktop.ui.records.form import RecordForm


class BodyForm(RecordForm):
    """One clan or unit, or a new one, or none. of a register."""

    editors: BodyEditors
    register: Register[Any, Any]
    award = ""

    def begin_new(self) -> None:
        """An empty form; it is there from the year worked in on."""
        self.editors.empty = replace(self.editors.empty, valid_from=self._context.year)
        super().begin_new()

    def get(self, record_id: int) -> Any:
        """The row of a record."""
        return self.register.get(self._context.file, record_id, self._context.year)

    def fields_of(self, row: Any) -> Any:
        """The editable fields of a row."""
        return self.register.fields_of(row)

    def facts_of(self, row: Any) -> str:
        """The year's result and what it rests on."""
        return facts.facts_of(self._context.file, self._context.year, self.award, row)

    def write(self, record_id: int | None, record: Any) -> int:
        """One service call."""
        if record_id is None:
            return self.register.add(self._context.file, record)
        self.register.edit(self._context.file, record_id, record)
        return record_id

    def doubts(self) -> list[str]:
        """Doubtful values that were not there before, and likely twins of a new or renamed one."""
        fields, base = self.editors.fields(), self.editors.base()
        known = self.editors.wrong(base) if self.record_id() is not None else []
        found = [one for one in self.editors.wrong(fields) if not one.is_error and one not in known]
        if self.record_id() is None or (fields.name, fields.group_id) != (base.name, base.group_id):
            file, year = self._context.file, self._context.year
            found += self.register.likely_twins(file, year, fields, but=self.record_id())
        return [f"{problem.message}\n{problem.cure}" for problem in found]

    def show_choices(self) -> None:
        """The thôn to choose from; of one on file also those that have ended."""
        with_ended = self._row is not None
        self.editors.set_groups(groups.list_groups(self._context.file, self._context.year, with_ended=with_ended))

    def shown(self, name: str, record: Any) -> str:
        """A field's value as the screen shows it."""
        if name == GROUP and record.group_id is not None:
            return households.group_name(self._context.file, record.group_id)
        return super().shown(name, record)
