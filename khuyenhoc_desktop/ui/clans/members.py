"""The households of the clan in the form: their results, adding, taking out, going to one."""

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import clans
from khuyenhoc_desktop.services.clans import ClanRow
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.bodies import texts as shared
from khuyenhoc_desktop.ui.bodies.columns import short_result_columns
from khuyenhoc_desktop.ui.clans import texts
from khuyenhoc_desktop.ui.clans.adding import AddHouseholdsDialog
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households.columns import group_words
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.flow_layout import FlowLayout
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

LEAST_ROWS, MOST_ROWS = 4, 10


class MembersPane(QFrame):
    """The member households of one clan."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._clan: ClanRow | None = None
        self._rows: dict[int, HouseholdRow] = {}
        self.heading = QLabel()
        self.heading.setWordWrap(True)
        self.model = IdsModel(_columns(), lambda ids: [self._rows[one] for one in ids if one in self._rows])
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.MEMBERS_NAME)
        self.choose_button = Button(
            texts.CHOOSE.replace("&", ""), self.choose
        )  # the letter is that of the bottom bar
        self.choose_button.setToolTip(texts.TIP_CHOOSE)
        self.remove_button = Button(texts.REMOVE, self.remove)
        self.open_button = Button(texts.OPEN_HOUSEHOLD, self.open_household)
        self._lay_out()
        self.table.opened.connect(lambda _id: self.open_household())
        self.table.selected_changed.connect(self._offer)

    def show_clan(self, row: ClanRow | None) -> None:
        """Show the members of a clan; of a new one (None) there are none yet."""
        self._clan = row
        found = clans.members(self._context.file, row.id, self._context.year) if row else []
        self._rows = {one.id: one for one in found}
        self.table.show_ids(list(self._rows))
        self.table.setVisible(bool(found))
        self.table.setFixedHeight(theme.row_height() * (min(max(len(found), LEAST_ROWS), MOST_ROWS) + 1))
        self.heading.setText(self._words())
        self._offer()

    def choose(self) -> None:
        """Find households and put them into the clan."""
        if self._clan is not None and not self._clan.deleted_at:
            dialog = AddHouseholdsDialog(self._context, self._clan.id, self._clan.name, self.window())
            dialog.open()

    def remove(self) -> None:
        """Take the selected households out of the clan."""
        ids = self.table.selected_ids()
        if self._clan is None or not ids:
            return
        what = f"{format_count(len(ids))} hộ" if len(ids) > 1 else f"hộ {self._rows[ids[0]].head_name}"
        clans.remove_households(self._context.file, self._clan.id, ids, year=self._context.year)
        self._context.notices.status(texts.REMOVED.format(what=what))

    def open_household(self) -> None:
        """Go to the current household."""
        household = self.table.current_id()
        if household is not None:
            self._context.go_to("households", household=household)

    def _words(self) -> str:
        if self._clan is None:
            return texts.MEMBERS_FIRST_SAVE
        if not self._rows:
            return texts.NO_MEMBERS
        there = [row for row in self._rows.values() if row.present]
        return texts.MEMBERS.format(
            count=format_count(len(there)),
            families=format_count(sum(row.recognised is True for row in there)),
            year=self._context.year,
        )

    def _offer(self) -> None:
        can = self._clan is not None and not self._clan.deleted_at
        some = bool(self.table.selected_ids())
        self.choose_button.setEnabled(can)
        self.remove_button.setEnabled(can and some)
        self.open_button.setEnabled(some)

    def _lay_out(self) -> None:
        tools = QWidget()
        row = FlowLayout(tools, spacing=theme.px(6))
        for button in (self.choose_button, self.remove_button, self.open_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(8), 0, 0)
        layout.setSpacing(theme.px(6))
        for part in (self.heading, self.table, tools):
            layout.addWidget(part)


def _columns() -> list[Column]:
    return [
        Column(texts.MEMBER_HEAD, lambda row: row.head_name, width=16, stretch=True),
        Column(shared.GROUP, group_words, width=10),
        *short_result_columns(),
    ]
