"""The form of a person."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.person import PersonFields, check_fields
from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN
from khuyenhoc_desktop.services import drafts, persons
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.persons import PersonRow
from khuyenhoc_desktop.ui.bodies import facts
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.persons.columns import age_words
from khuyenhoc_desktop.ui.persons.editors import GROUP, HOUSEHOLD, PersonEditors
from khuyenhoc_desktop.ui.persons.household_edit import HouseholdEdit
from khuyenhoc_desktop.ui.records.form import RecordForm
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit


class PersonForm(RecordForm):
    """One person, or a new one, or none."""

    draft_kind = drafts.PERSON
    editors: PersonEditors

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, texts, PersonEditors(context), parent)

    def begin_new_in(self, household_id: int | None, group_id: int | None) -> None:
        """An empty form in the household (else the thôn) used last; both count as untouched."""
        self._show(None, new=True)
        group = None if household_id is not None else group_id
        self.editors.show_fields(replace(PersonFields(), household_id=household_id, group_id=group))
        self.take_focus()

    def draft(self) -> Draft | None:
        """What is typed and not saved; of a new person also the household and thôn that were offered."""
        draft = super().draft()
        if draft is not None and self.is_new():
            fields = self.editors.fields()
            draft.typed.update({name: getattr(fields, name) for name in (HOUSEHOLD, GROUP)})
        return draft

    def get(self, record_id: int) -> PersonRow:
        """The row of a person."""
        return persons.get(self._context.file, record_id, self._context.year)

    def fields_of(self, row: PersonRow) -> PersonFields:
        """The editable fields of a row."""
        return persons.fields_of(row)

    def facts_of(self, row: PersonRow) -> str:
        """Where he is, how old, the year's result, since when he is counted."""
        year = self._context.year
        lines = [_place(row), _age(row, year), facts.facts_of(self._context.file, year, LEARNING_CITIZEN, row)]
        pattern = texts.SINCE if row.valid_to is None else texts.UNTIL
        lines += ["", pattern.format(year=row.valid_from, last=row.valid_to)]
        return "\n".join(line for line in lines if line is not None)

    def write(self, record_id: int | None, record: PersonFields) -> int:
        """One service call."""
        if record_id is None:
            return persons.add(self._context.file, self._context.year, record)
        persons.edit(self._context.file, record_id, record)
        return record_id

    def doubts(self) -> list[str]:
        """Doubtful values and likely twins, unless they were there before."""
        fields, base, record = self.editors.fields(), self.editors.base(), self.record_id()
        if record is not None and fields == base:
            return []
        this_year = self._context.year
        known = check_fields(base, this_year) if record is not None else []
        found = [p for p in check_fields(fields, this_year) if not p.is_error and p not in known]
        anew = (fields.name, fields.personal_number) != (base.name, base.personal_number)
        if record is None or anew:
            found += persons.likely_twins(self._context.file, fields, but=record)
        return [f"{problem.message}\n{problem.cure}" for problem in found]

    def show_choices(self) -> None:
        """The thôn, units and clans of the year."""
        self.editors.show_choices(with_ended=self._row is not None)

    def shown(self, name: str, record: PersonFields) -> str:
        """A link by its name, not by its id."""
        editor, value = self.editors.editor(name), getattr(record, name)
        if value is not None and isinstance(editor, ChoiceEdit | HouseholdEdit):
            return editor.words_of(value)
        return super().shown(name, record)


def _place(row: PersonRow) -> str:
    group = row.group or texts.NOWHERE
    return (texts.IN_HOUSEHOLD if row.head_name else texts.NO_HOUSEHOLD).format(name=row.head_name, group=group)


def _age(row: PersonRow, year: int) -> str | None:
    age = age_words(row, year)
    if not age:
        return None
    return (texts.AGE_LINE if row.counted or not row.present else texts.TOO_YOUNG).format(age=age, year=year)
