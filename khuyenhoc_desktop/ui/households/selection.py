"""What is done to the selected households: moving, leaving, returning, the wastebasket and back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services import communes, groups, households
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.dialogs import ResidenceDialog
from khuyenhoc_desktop.ui.records.selection import RecordCommands, capital


class SelectionCommands(RecordCommands):
    """The commands on a selection of households."""

    def __init__(self, context: Context, selected: Callable[[], list[int]], over: QWidget) -> None:
        super().__init__(context, texts, selected, over)

    def in_state(self, state: str) -> list[int]:
        """The ids of all households in this state."""
        return households.find_ids(self._context.file, Query(self._context.year, state=state))

    def name_of(self, record_id: int) -> str:
        """The head's name."""
        return households.get(self._context.file, record_id, self._context.year).head_name

    def write_deleted(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Into the wastebasket."""
        households.delete(file, ids, self._context.year)

    def write_restored(self, file: CommuneFile, ids: Sequence[int]) -> None:
        """Out of the wastebasket."""
        households.restore(file, ids, self._context.year)

    def move(self) -> None:
        """To another thôn."""
        ids = self.fitting("present")
        if ids:
            words = (texts.MOVE_TITLE, texts.MOVE_INTRO.format(what=self.what(ids)))
            self._ask(words, self._groups(), partial(self._move, ids)).open()

    def set_away(self) -> None:
        """Out of the commune."""
        ids = self.fitting("present")
        if ids:
            words = (texts.AWAY_TITLE, texts.AWAY_INTRO.format(what=capital(self.what(ids))))
            self._ask(words, None, partial(self._set_away, ids)).open()

    def set_returned(self) -> None:
        """Back into the commune; the thôn where the first of them lived last is offered."""
        ids = self.fitting("away")
        if ids:
            words = (texts.RETURN_TITLE, texts.RETURN_INTRO.format(what=capital(self.what(ids))))
            dialog = self._ask(words, self._groups(), partial(self._set_returned, ids))
            dialog.group.set_value(households.get(self._context.file, ids[0], self._context.year).group_id)
            dialog.open()

    def _move(self, ids: list[int], group: int | None, year: int) -> None:
        if group is None:
            return
        name = households.group_name(self._context.file, group)
        said = texts.MOVED.format(what=self.what(ids), group=name)
        self.do(ids, lambda file: households.move(file, ids, group, year), said)

    def _set_away(self, ids: list[int], _group: int | None, year: int) -> None:
        said = texts.AWAY.format(what=capital(self.what(ids)), year=year)
        self.do(ids, lambda file: households.set_away(file, ids, year), said)

    def _set_returned(self, ids: list[int], group: int | None, year: int) -> None:
        if group is None:
            return
        name = households.group_name(self._context.file, group)
        said = texts.RETURNED.format(what=capital(self.what(ids)), group=name)
        self.do(ids, lambda file: households.set_returned(file, ids, group, year), said)

    def _groups(self) -> list[groups.GroupRow]:
        return groups.list_groups(self._context.file, self._context.year)

    def _ask(
        self,
        words: tuple[str, str],
        rows: Sequence[groups.GroupRow] | None,
        save: Callable[[int | None, int], object],
    ) -> ResidenceDialog:
        years = communes.facts(self._context.file).years
        return ResidenceDialog(words, rows, years, self._context.year, save, self._over)
