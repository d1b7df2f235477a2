"""The dialog that finds households and puts them into a clan; those of another clan are asked about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.body import called
from khuyenhoc_desktop.domain.clan import NOUN
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import clans, groups, households
from khuyenhoc_desktop.services.clans import Taken
from khuyenhoc_desktop.services.households import HouseholdRow, Query
from khuyenhoc_desktop.ui.clans import texts
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts as words
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.filter_bar import FilterBar
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

TOLD = 6  # households named one by one when asked whether they leave their clan


class AddHouseholdsDialog(QDialog):
    """Households that are not in the clan yet; the selected ones are added."""

    def __init__(self, context: Context, clan_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._clan = context, clan_id
        self._what = called(NOUN, name)
        self._others: dict[int, str] = {}
        self._inside = set(clans.member_ids(context.file, clan_id))
        self.setWindowTitle(texts.ADD_TITLE.format(what=self._what))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.filters = FilterBar(SearchBox(texts.FIND), ())
        self.filters.set_groups(groups.list_groups(context.file, context.year))
        self.model = IdsModel(self._columns(), self._load)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.ADD_TABLE)
        self.none = QLabel(texts.ADD_NONE)
        self.add_button = Button(texts.ADD_BUTTON, self.add, "primary")
        self._lay_out()
        self._connect()
        self.reload()

    def reload(self) -> None:
        """Look again for what is typed."""
        query = Query(self._context.year, text=self.filters.search.text(), group_id=self.filters.group_id())
        found = households.find_ids(self._context.file, query)
        ids = [one for one in found if one not in self._inside]
        self.table.show_ids(ids)
        self.table.setVisible(bool(ids))
        self.none.setVisible(not ids)

    def add(self) -> None:
        """Put the selected households into the clan."""
        ids = self.table.selected_ids()
        file, year = self._context.file, self._context.year
        others = clans.taken(file, self._clan, ids, year)
        if others and not self._may_take(others):
            return
        if ids:
            clans.add_households(file, self._clan, ids, year=year, take_over=bool(others))
            self._context.notices.status(texts.ADDED.format(count=format_count(len(ids))))
            self.accept()

    def _may_take(self, others: Sequence[Taken]) -> bool:
        lines = [texts.TAKE_LINE.format(name=one.head_name, clan=_clan_words(one)) for one in others[:TOLD]]
        if len(others) > TOLD:
            lines.append(texts.TAKE_MORE.format(count=format_count(len(others) - TOLD)))
        text = texts.TAKE_TEXT.format(who="\n".join(lines), what=self._what)
        yes = texts.TAKE_YES.format(count=format_count(len(others)))
        return self._context.notices.ask(texts.TAKE_TITLE, text, yes, texts.TAKE_NO)

    def _load(self, ids: list[int]) -> list[HouseholdRow]:
        others = clans.taken(self._context.file, self._clan, ids, self._context.year)
        self._others.update({one.household_id: one.clan for one in others})
        return households.rows(self._context.file, self._context.year, ids)

    def _columns(self) -> list[Column]:
        return [
            Column(words.CODE, lambda row: row.code or "", width=8),
            Column(words.HEAD, lambda row: row.head_name, width=20),
            Column(words.GROUP, lambda row: row.group or "", width=14),
            Column(words.ADDRESS, lambda row: row.address or "", width=16),
            Column(texts.OTHER_CLAN, self._other_clan, width=16, stretch=True, colour=lambda _row: "warn"),
        ]

    def _other_clan(self, row: HouseholdRow) -> str:
        return self._others.get(row.id, "")

    def _count(self) -> None:
        count = len(self.table.selected_ids())
        said = texts.ADD_BUTTON_COUNT.format(count=format_count(count)) if count else texts.ADD_BUTTON
        self.add_button.setText(said)
        self.add_button.setEnabled(bool(count))

    def _down(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if not self.table.selected_ids():
                self.table.selectRow(max(self.table.currentIndex().row(), 0))

    def _connect(self) -> None:
        self.filters.changed.connect(self.reload)
        self.filters.search.searched.connect(lambda _text: self.reload())
        self.filters.search.down_wanted.connect(self._down)
        self.table.opened.connect(lambda _id: self.add())
        self.table.selected_changed.connect(self._count)
        self._count()

    def _lay_out(self) -> None:
        intro = QLabel(texts.ADD_INTRO)
        intro.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.add_button)
        buttons.addWidget(Button(texts.ADD_CLOSE, self.reject))
        layout = QVBoxLayout(self)
        for part in (intro, self.filters, self.table, self.none):
            layout.addWidget(part, 1 if part is self.table else 0)
        layout.addLayout(buttons)
        fit_screen(self, 104, 16)
        self.filters.search.setFocus()


def _clan_words(one: Taken) -> str:
    name = called(NOUN, one.clan)
    return texts.IN_BASKET_MARK.format(clan=name) if one.deleted else name
