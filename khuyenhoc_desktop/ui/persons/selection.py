"""What is done to the selected persons: group, unit, clan, leaving, returning, the wastebasket and back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, UNIT_ROLES
from khuyenhoc_desktop.services import communes, persons
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.persons import Query
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households.dialogs import ResidenceDialog
from khuyenhoc_desktop.ui.persons import texts
from khuyenhoc_desktop.ui.records.selection import RecordCommands, Work, capital
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


class SelectionCommands(RecordCommands):
    """The commands on a selection of persons."""

    def __init__(self, context: Context, selected: Callable[[], list[int]], over: QWidget) -> None:
        super().__init__(context, texts, selected, over)

    def in_state(self, state: str) -> list[int]:
        """The ids of all persons in this state."""
        return persons.find_ids(self._context.file, Query(self._context.year, state=state))

    def name_of(self, record_id: int) -> str:
        """The person's name."""
        return persons.get(self._context.file, record_id, self._context.year).name

    def write_deleted(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Into the wastebasket."""
        persons.delete(file, ids, self._context.year)

    def write_restored(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Out of the wastebasket."""
        persons.restore(file, ids, self._context.year)

    def set_left(self) -> None:
        """No longer counted, from a year on."""
        ids = self.fitting("present")
        if ids:
            words = (texts.LEAVE_TITLE, texts.LEAVE_INTRO.format(what=capital(self.what(ids))))
            years = communes.facts(self._context.file).years
            save = partial(self._set_left, ids)
            dialog = ResidenceDialog(words, None, years, self._context.year, save, self._over)
            dialog.open()

    def set_returned(self) -> None:
        """Counted again, from this year on."""
        ids, year = self.fitting("gone"), self._context.year
        if ids:
            said = texts.RETURNED.format(what=capital(self.what(ids)))
            self.do(ids, lambda file: persons.set_returned(file, ids, year), said)

    def set_person_group(self) -> None:
        """Into a group of person."""
        ids = self.fitting("all")
        if ids:
            choice = ChoiceEdit(list(PERSON_GROUPS.items()))
            rows = [FormRow("person_group", texts.GROUP_LABEL, choice)]
            intro = texts.GROUP_INTRO.format(what=self.what(ids))
            dialog = self._dialog(
                texts.GROUP_TITLE, intro, rows, lambda: self._set_person_group(ids, choice.value())
            )
            dialog.open()

    def set_unit(self) -> None:
        """Into a unit, as who works or learns there."""
        ids, options = self.fitting("all"), persons.units(self._context.file, self._context.year)
        if ids and self._are_any(options, texts.UNIT_TITLE, texts.NO_UNITS):
            unit, role = ChoiceEdit(options), ChoiceEdit(list(UNIT_ROLES.items()))
            rows = [FormRow("unit_id", texts.UNIT_LABEL, unit), FormRow("unit_role", texts.ROLE_LABEL, role)]
            intro = texts.UNIT_INTRO.format(what=self.what(ids))
            save = lambda: self._set_unit(ids, unit.value(), role.value())  # noqa: E731
            self._dialog(texts.UNIT_TITLE, intro, rows, save).open()

    def set_clan(self) -> None:
        """Into a clan of their own."""
        ids, options = self.fitting("all"), persons.clans(self._context.file, self._context.year)
        if ids and self._are_any(options, texts.CLAN_TITLE, texts.NO_CLANS):
            clan = ChoiceEdit(options)
            rows = [FormRow("clan_id", texts.CLAN_LABEL, clan)]
            intro = texts.CLAN_INTRO.format(what=self.what(ids))
            dialog = self._dialog(texts.CLAN_TITLE, intro, rows, lambda: self._set_clan(ids, clan.value()))
            dialog.open()

    def _set_left(self, ids: list[int], _group: int | None, year: int) -> None:
        said = texts.LEFT.format(what=capital(self.what(ids)), year=year)
        self.do(ids, lambda file: persons.set_left(file, ids, year), said)

    def _set_person_group(self, ids: list[int], code: object) -> None:
        group = str(_chosen(code, "person_group"))
        said = texts.GROUP_SET.format(what=capital(self.what(ids)), group=PERSON_GROUPS[group])
        self._write(ids, lambda file, year: persons.set_person_group(file, ids, group, year), said)

    def _set_unit(self, ids: list[int], unit: object, role: object) -> None:
        unit_id, part = int(str(_chosen(unit, "unit_id"))), str(_chosen(role, "unit_role"))
        said = texts.UNIT_SET.format(what=self.what(ids))
        self._write(ids, lambda file, year: persons.set_unit(file, ids, unit_id, part, year), said)

    def _set_clan(self, ids: list[int], clan: object) -> None:
        clan_id = int(str(_chosen(clan, "clan_id")))
        said = texts.CLAN_SET.format(what=self.what(ids))
        self._write(ids, lambda file, year: persons.set_clan(file, ids, clan_id, year), said)

    def _write(self, ids: list[int], write: Callable[[CommuneFile, int], None], said: str) -> None:
        year = self._context.year
        work: Work = lambda file: write(file, year)  # noqa: E731 a name for its type
        self.do(ids, work, said)

    def _are_any(self, options: Sequence[object], title: str, words: str) -> bool:
        if not options:
            self._context.notices.inform(title, words)
        return bool(options)

    def _dialog(self, title: str, intro: str, rows: list[FormRow], save: Callable[[], object]) -> FormDialog:
        return FormDialog(title, rows, save, self._over, intro=intro)


def _chosen(code: object, field: str) -> object:
    """What was chosen. Raises UserError at its field when nothing was."""
    if code is None:
        problem = error("nothing_chosen", texts.NOTHING_CHOSEN, texts.CHOOSE_ONE, field)
        raise UserError(problem.code, problem.message, problem.cure, problems=(problem,))
    return code
