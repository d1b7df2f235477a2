"""What is done to the selected households: moving, leaving, returning, the wastebasket and back."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import communes, groups, households
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.households.dialogs import ResidenceDialog

MANY = 300  # households written on the window's thread at most; more go to the lane
Work = Callable[[CommuneFile], None]


class SelectionCommands(QObject):
    """The commands on a selection; `selected` tells the ids when a command begins."""

    def __init__(self, context: Context, selected: Callable[[], list[int]], over: QWidget) -> None:
        super().__init__(over)
        self._context, self._selected, self._over = context, selected, over

    def move(self) -> None:
        """To another thôn."""
        ids = self._fitting("present")
        if ids:
            words = (texts.MOVE_TITLE, texts.MOVE_INTRO.format(what=self._what(ids)))
            self._ask(words, self._groups(), partial(self._move, ids))

    def set_away(self) -> None:
        """Out of the commune."""
        ids = self._fitting("present")
        if ids:
            words = (texts.AWAY_TITLE, texts.AWAY_INTRO.format(what=_capital(self._what(ids))))
            self._ask(words, None, partial(self._set_away, ids))

    def set_returned(self) -> None:
        """Back into the commune; the thôn where the first of them lived last is offered."""
        ids = self._fitting("away")
        if ids:
            words = (texts.RETURN_TITLE, texts.RETURN_INTRO.format(what=_capital(self._what(ids))))
            dialog = self._ask(words, self._groups(), partial(self._set_returned, ids))
            dialog.group.set_value(households.get(self._context.file, ids[0], self._context.year).group_id)

    def delete(self) -> None:
        """Into the wastebasket; many at once are asked about."""
        ids = self._fitting("all")
        if ids and (len(ids) == 1 or self._sure(len(ids))):
            what, year = self._what(ids), self._context.year
            self._do(ids, lambda file: households.delete(file, ids, year), texts.DELETED.format(what=what))

    def restore(self) -> None:
        """Out of the wastebasket."""
        ids = self._fitting("deleted")
        if ids:
            what, year = self._what(ids), self._context.year
            self._do(ids, lambda file: households.restore(file, ids, year), texts.RESTORED.format(what=what))

    def _move(self, ids: list[int], group: int | None, year: int) -> None:
        if group is None:
            return
        name = households.group_name(self._context.file, group)
        said = texts.MOVED.format(what=self._what(ids), group=name)
        self._do(ids, lambda file: households.move(file, ids, group, year), said)

    def _set_away(self, ids: list[int], _group: int | None, year: int) -> None:
        said = texts.AWAY.format(what=_capital(self._what(ids)), year=year)
        self._do(ids, lambda file: households.set_away(file, ids, year), said)

    def _set_returned(self, ids: list[int], group: int | None, year: int) -> None:
        if group is None:
            return
        name = households.group_name(self._context.file, group)
        said = texts.RETURNED.format(what=_capital(self._what(ids)), group=name)
        self._do(ids, lambda file: households.set_returned(file, ids, group, year), said)

    def _fitting(self, state: str) -> list[int]:
        """The selected households that are in this state; when none is, the user is told."""
        selected = self._selected()
        if not selected:
            return self._none()
        found = set(households.find_ids(self._context.file, Query(self._context.year, state=state)))
        ids = [one for one in selected if one in found]
        if not ids:
            words = texts.NONE_FITS[state].format(year=self._context.year)
            self._context.notices.inform(texts.NONE_SELECTED_TITLE, words)
        return ids

    def _none(self) -> list[int]:
        self._context.notices.inform(texts.NONE_SELECTED_TITLE, texts.NONE_SELECTED)
        return []

    def _sure(self, count: int) -> bool:
        number = format_count(count)
        return self._context.notices.ask(
            texts.DELETE_TITLE, texts.DELETE_TEXT.format(count=number), texts.DELETE_YES.format(count=number)
        )

    def _what(self, ids: Sequence[int]) -> str:
        if len(ids) > 1:
            return texts.MANY.format(count=format_count(len(ids)))
        row = households.get(self._context.file, ids[0], self._context.year)
        return texts.ONE.format(name=row.head_name)

    def _groups(self) -> list[groups.GroupRow]:
        return groups.list_groups(self._context.file, self._context.year)

    def _ask(
        self,
        words: tuple[str, str],
        rows: Sequence[groups.GroupRow] | None,
        save: Callable[[int | None, int], object],
    ) -> ResidenceDialog:
        years = communes.facts(self._context.file).years
        dialog = ResidenceDialog(words, rows, years, self._context.year, save, self._over)
        dialog.open()
        return dialog

    def _do(self, ids: Sequence[int], work: Work, said: str) -> None:
        """One action: at once when it is short, in the lane when it is long."""
        if len(ids) > MANY:
            text = texts.WORKING.format(count=format_count(len(ids)))
            self._context.lane.run(text, partial(_job, text, work), lambda _none: self._say(said))
            return
        try:
            work(self._context.file)
        except UserError as refusal:
            self._context.notices.error(refusal)
            return
        self._say(said)

    def _say(self, said: str) -> None:
        self._context.notices.status(said)


def _job(text: str, work: Work, file: CommuneFile) -> Job[None]:
    yield Progress(0, 0, text)
    work(file)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
