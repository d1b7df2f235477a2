"""Choosing the household whose personal data is to be erased for good."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.households import HouseholdRow, Query
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

ROWS_SHOWN = 9


class EraseDialog(QDialog):
    """Finds a household, also one in the wastebasket or moved away; `erase` gets the one chosen."""

    def __init__(
        self, context: Context, erase: Callable[[HouseholdRow], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._erase = context, erase
        self.setWindowTitle(texts.ERASE_TITLE)
        self.search = SearchBox(texts.ERASE_FIND)
        self.model = IdsModel(
            _columns(), lambda ids: households.rows(context.file, context.year, ids), parent=self
        )
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.ERASE_LIST)
        self.button = Button(texts.ERASE_DO, self.go_on, "primary")
        self._lay_out()
        self.search.searched.connect(self._find)
        self.search.down_wanted.connect(self.table.setFocus)
        self.table.selected_changed.connect(self._enable)
        self._find("")
        self.search.setFocus()

    def go_on(self) -> None:
        """Hand over the chosen household."""
        chosen = self.table.current_id()
        if chosen is not None:
            row = households.get(self._context.file, chosen, self._context.year)
            self.accept()
            self._erase(row)

    def _find(self, text: str) -> None:
        query = Query(self._context.year, text=text, state="all")
        self.table.show_ids(households.find_ids(self._context.file, query) if text.strip() else [])
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(len(self.table.selected_ids()) == 1)

    def _lay_out(self) -> None:
        intro = QLabel(texts.ERASE_INTRO)
        intro.setWordWrap(True)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.button)
        buttons.addWidget(Button(texts.ERASE_LEAVE, self.reject))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(16),) * 4)
        layout.setSpacing(theme.px(10))
        for part in (intro, self.search, self.table):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.resize(theme.text_width(88), theme.row_height() * (ROWS_SHOWN + 7))


def _columns() -> list[Column]:
    return [
        Column(texts.ERASE_NAME, lambda row: row.head_name, width=18, stretch=True),
        Column(texts.ERASE_BORN, lambda row: (row.born or "")[:4], width=9),
        Column(texts.ERASE_GROUP, lambda row: row.group or "", width=19),
        Column(texts.ERASE_CODE, lambda row: row.code or "", width=10),
        Column(texts.ERASE_STATE, _state, width=14),
    ]


def _state(row: HouseholdRow) -> str:
    if row.deleted_at:
        return texts.ERASE_IN_BASKET
    return "" if row.present else texts.ERASE_AWAY
