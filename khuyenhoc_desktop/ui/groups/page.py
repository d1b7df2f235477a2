"""The page «Thôn, tổ»: the residential groups of the year, with their households; adding, editing, merging."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import backup, communes, groups
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.groups import GroupRow
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup.keeper import safely
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.drafts.dialogs import DialogDrafts
from khuyenhoc_desktop.ui.drafts.offering import go_on
from khuyenhoc_desktop.ui.groups import texts
from khuyenhoc_desktop.ui.groups.community import WIDTH, CommunityPane
from khuyenhoc_desktop.ui.groups.dialogs import AddGroupsDialog, EditGroupDialog, MergeDialog
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

ADDING, EDITING = "add_groups", "group"  # the dialogs whose typing is kept through a crash
LIST_WIDTH = 60  # letters; with less beside the pane, the pane takes the list's place


class GroupsPage(Page):
    """The list is short: all its rows are kept."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._groups: dict[int, GroupRow] = {}
        self.model = IdsModel([], lambda ids: [self._groups[one] for one in ids if one in self._groups])
        self.model.set_columns(self._columns())
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.count = QLabel()
        self.with_ended = QCheckBox(texts.WITH_ENDED)
        self.empty = EmptyState(
            "groups",
            texts.EMPTY_TITLE,
            texts.EMPTY_TEXT,
            [
                (texts.EMPTY_ADD, self.add),
                (texts.EMPTY_IMPORT, lambda: context.go_to("import", kind="households")),
            ],
        )
        self.community = CommunityPane(context)
        self._lay_out()
        self.community.close_wanted.connect(self.close_community)
        self.table.selected_changed.connect(self._follow)
        self.table.opened.connect(lambda _id: self.edit())
        self.table.selected_changed.connect(self.actions_changed)
        self.with_ended.toggled.connect(lambda _on: self._reload())
        self._reload()

    def actions_shown(self) -> list[PageAction]:
        """Thêm, Sửa, Xóa, Sáp nhập, to the households, and the results of the thôn and of the commune."""
        group = self.current()
        some = group is not None
        lives = group is not None and group.valid_in(self.context.year)
        return [
            PageAction(texts.ADD, self.add, "F5", tip=texts.TIP_ADD, primary=True),
            PageAction(texts.EDIT, self.edit, "F2", some, texts.TIP_EDIT),
            PageAction(texts.DELETE, self.delete, "F8", some, texts.TIP_DELETE),
            PageAction(texts.MERGE, self.merge, "", lives, texts.TIP_MERGE),
            PageAction(texts.SHOW, self.show_households, "F7", lives, texts.TIP_SHOW),
            PageAction(texts.RESULTS, self.show_community, "F4", some, texts.TIP_RESULTS),
            PageAction(texts.WHOLE, self.show_whole, "F9", tip=texts.TIP_WHOLE),
        ]

    def activate(self, **target: Any) -> None:
        """Show a group (`group`), a dialog typed in (`draft`); with `whole` the results of the commune."""
        if isinstance(target.get("draft"), Draft):
            self._go_on(target["draft"])
            return
        if target.get("whole"):
            self.show_whole()
            return
        group = target.get("group")
        if isinstance(group, int) and self.model.row_of(group) is not None:
            self.table.select_ids([group])
        self.table.take_a_row()
        self.table.setFocus()

    def _go_on(self, draft: Draft) -> None:
        """Open the dialog of a draft again."""
        self._reload()
        group = self._groups.get(draft.subject_id or 0)
        if group is not None and not group.valid_in(self.context.year):
            self.with_ended.setChecked(True)
        self.table.select_ids([group.id] if group is not None else [])
        go_on(self.context, draft, {ADDING: self.add, EDITING: self.edit}.get(draft.form))

    def refresh(self, changes: Changes) -> None:
        """The households are counted anew; selection and scroll stay."""
        self._reload()
        if not self.community.isHidden():
            self.community.again()

    def current(self) -> GroupRow | None:
        """The group the commands are for."""
        selected = self.table.selected_ids()
        return self._groups.get(selected[0]) if len(selected) == 1 else None

    def add(self) -> None:
        """One or several new groups."""
        dialog = AddGroupsDialog(self.context.year, self._add, self)
        DialogDrafts(self.context, dialog, "groups", ADDING)
        dialog.open()

    def edit(self) -> None:
        """Name, kind and years of the current group."""
        group = self.current()
        if group is not None:
            dialog = EditGroupDialog(group, self.context.year, lambda *to: self._edit(group.id, *to), self)
            DialogDrafts(self.context, dialog, "groups", EDITING, group.id)
            dialog.open()

    def delete(self) -> None:
        """Remove a group that never held a household; another is refused with the cure. May raise UserError."""
        group = self.current()
        if group is not None:
            groups.delete_group(self.context.file, group.id, self.context.year)
            self.context.notices.status(texts.DELETED.format(name=group.name))

    def merge(self) -> None:
        """Put the current group into another."""
        group, file = self.current(), self.context.file
        if group is None:
            return
        if len(groups.list_groups(file, self.context.year)) < 2:
            self.context.notices.inform(texts.ONLY_ONE_TITLE, texts.ONLY_ONE)
            return
        safely(self.context, backup.MERGE, lambda: self._ask_merge(group))

    def show_households(self) -> None:
        """The list of the current group's households."""
        group = self.current()
        if group is not None:
            self.context.go_to("households", group=group.id)

    def show_community(self) -> None:
        """The results of the current thôn."""
        group = self.current()
        if group is not None:
            self._show_pane(group.id)

    def show_whole(self) -> None:
        """The results of the commune."""
        self._show_pane(None)

    def close_community(self) -> None:
        """Put the pane away."""
        self.community.hide()
        self._list.show()
        self.table.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both do not fit side by side, the pane takes the place of the list."""
        super().resizeEvent(event)
        self._share_room()

    def _show_pane(self, group: int | None) -> None:
        self.community.show()
        self.community.show_group(group)
        self._share_room()
        self.community.sheet_button.setFocus()

    def _share_room(self) -> None:
        beside = self.width() >= theme.text_width(LIST_WIDTH + WIDTH)
        self._list.setVisible(beside or self.community.isHidden())
        self.community.setFixedWidth(theme.text_width(WIDTH) if beside else self.width() - 2 * theme.px(8))

    def _follow(self) -> None:
        """The pane of a thôn goes with the list."""
        group = self.current()
        if not self.community.isHidden() and self.community.shown() is not None and group is not None:
            self.community.show_group(group.id)

    def _add(self, wanted: list[tuple[str, str]]) -> None:
        made = groups.add_groups(self.context.file, wanted, self.context.year)
        what = wanted[0][0] if len(wanted) == 1 else texts.ADDED_MANY.format(count=len(wanted))
        self.context.notices.status(texts.ADDED.format(what=what))
        self._reload()
        self.table.select_ids(made)
        self.table.setFocus()

    def _ask_merge(self, group: GroupRow) -> None:
        file = self.context.file
        MergeDialog(
            group,
            communes.facts(file).years,
            self.context.year,
            lambda year: groups.list_groups(file, year),
            lambda into, year: self._merge(group, into, year),
            self,
        ).open()

    def _edit(self, ident: int, name: str, kind: str, valid_from: int, valid_to: int | None) -> None:
        year = self.context.year
        groups.edit_group(self.context.file, ident, name, kind, valid_from, valid_to, year)
        self.context.notices.status(texts.EDITED.format(name=name))

    def _merge(self, source: GroupRow, into: int, year: int) -> None:
        name = self._groups[into].name
        count = groups.merge_groups(self.context.file, source.id, into, year)
        said = texts.MERGED_SAID.format(source=source.name, into=name, count=format_count(count))
        self.context.notices.status(said)

    def _reload(self) -> None:
        file, year = self.context.file, self.context.year
        every = groups.list_groups(file, year, with_ended=True)
        shown = [row for row in every if row.valid_in(year) or self.with_ended.isChecked()]
        self._groups = {row.id: row for row in every}
        self.table.show_ids([row.id for row in shown])
        self.stack.setCurrentWidget(self.table if shown else self.empty)
        self.with_ended.setVisible(any(not row.valid_in(year) for row in every))
        households = sum(row.households for row in every)
        self.count.setText(
            texts.COUNT.format(
                groups=sum(row.valid_in(year) for row in every), households=format_count(households), year=year
            )
        )
        self.actions_changed.emit()

    def _columns(self) -> list[Column]:
        return [
            Column(texts.NUMBER, lambda row: str((self.model.row_of(row.id) or 0) + 1), width=5, right=True),
            Column(texts.NAME, lambda row: row.name, width=22, stretch=True, colour=self._colour),
            Column(texts.KIND, lambda row: row.kind[:1].upper() + row.kind[1:], width=12),
            Column(texts.FROM, lambda row: str(row.valid_from), width=5, right=True, two_lines=True),
            Column(texts.TO, _last_year, width=5, right=True, two_lines=True),
            Column(texts.HOUSEHOLDS, lambda row: format_count(row.households), width=6, right=True),
            Column(texts.MERGED, self._merged_into, width=16),
        ]

    def _merged_into(self, row: GroupRow) -> str:
        into = self._groups.get(row.merged_into) if row.merged_into is not None else None
        return into.name if into else ""

    def _colour(self, row: GroupRow) -> str | None:
        return None if row.valid_in(self.context.year) else "muted"

    def _lay_out(self) -> None:
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        line = QHBoxLayout()
        line.addWidget(self.count, alignment=Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        line.addWidget(self.with_ended)
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(line)
        column.addWidget(self.stack, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(*(theme.px(8),) * 4)
        layout.addWidget(self._list, 1)
        layout.addWidget(self.community)
        self.community.hide()


def _last_year(row: GroupRow) -> str:
    """The last year of a group; one merged in its first year has none."""
    if row.valid_to is None:
        return ""
    return texts.NEVER if row.valid_to < row.valid_from else str(row.valid_to)
