"""What is done to the selected clans or units: the wastebasket and back, and joining two that are one."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.body import called
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.services import backup
from khuyenhoc_desktop.services.bodies import Query, Register
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.ui.backup.keeper import safely
from khuyenhoc_desktop.ui.bodies import texts
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.records.selection import RecordCommands
from khuyenhoc_desktop.ui.widgets.choices import ChoiceEdit
from khuyenhoc_desktop.ui.widgets.form_dialog import FormDialog
from khuyenhoc_desktop.ui.widgets.form_row import FormRow


class BodyCommands(RecordCommands):
    """The commands on a selection of a register."""

    def __init__(
        self,
        context: Context,
        words: Any,
        register: Register[Any, Any],
        selected: Callable[[], list[int]],
        over: QWidget,
    ) -> None:
        super().__init__(context, words, selected, over)
        self._register = register

    def in_state(self, state: str) -> list[int]:
        """The ids of all in this state."""
        return self._register.find_ids(self._context.file, Query(self._context.year, state=state))

    def name_of(self, record_id: int) -> str:
        """The name, as it stands behind the noun."""
        row = self._register.get(self._context.file, record_id, self._context.year)
        return called(self._register.noun, row.name).removeprefix(f"{self._register.noun} ")

    def write_deleted(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Into the wastebasket."""
        self._register.delete(file, ids)

    def write_restored(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Out of the wastebasket."""
        self._register.restore(file, ids)

    def merge(self) -> None:
        """Ask which other one is the same, and join them."""
        ids = self.fitting("all")
        if len(ids) == 1:
            safely(self._context, backup.MERGE, lambda: self._ask_merge(ids[0]))

    def _ask_merge(self, source: int) -> None:
        self._merge_dialog(source).open()

    def _merge_dialog(self, source: int) -> FormDialog:
        every = self._register.rows(self._context.file, self._context.year, self.in_state("all"))
        into = ChoiceEdit([(row.id, row.name) for row in every if row.id != source])
        noun, what = self._register.noun, self.what([source])
        return FormDialog(
            texts.MERGE_TITLE.format(what=what),
            [FormRow("into", texts.MERGE_INTO, into)],
            lambda: self._merge(source, into.value()),
            self._over,
            intro=texts.MERGE_INTRO.format(noun=noun, what=what),
            save_text=texts.MERGE,
        )

    def _merge(self, source: int, into: object) -> None:
        if not isinstance(into, int):
            message = texts.NO_INTO.format(noun=self._register.noun)
            missing = error("into_missing", message, texts.CHOOSE_ONE, "into")
            raise UserError(missing.code, missing.message, missing.cure, problems=(missing,))
        what = self.what([source])
        self._register.merge(self._context.file, source, into)
        self.say(texts.MERGED.format(what=what, into=self.what([into])))
