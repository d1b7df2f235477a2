"""Choosing the household or person whose personal data is to be erased for good."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.privacy import texts
from khuyenhoc_desktop.ui.privacy.registers import Register
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.fitting import fit_screen
from khuyenhoc_desktop.ui.widgets.ids_model import IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable
from khuyenhoc_desktop.ui.widgets.search_box import SearchBox

ROWS_SHOWN = 9


class EraseDialog(QDialog):
    """Finds an entry of the register, also one in the wastebasket or gone; `erase` gets the one chosen."""

    def __init__(
        self,
        context: Context,
        register: Register,
        erase: Callable[[Any], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._register, self._erase = context, register, erase
        self.setWindowTitle(register.title)
        self.search = SearchBox(register.finding)
        self.model = IdsModel(
            register.columns(), lambda ids: register.rows(context.file, context.year, ids), parent=self
        )
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(register.listing)
        self.button = Button(texts.ERASE_DO, self.go_on, "primary")
        self._lay_out()
        self.search.searched.connect(self._find)
        self.search.down_wanted.connect(self.table.setFocus)
        self.table.selected_changed.connect(self._enable)
        self._find("")
        self.search.setFocus()

    def go_on(self) -> None:
        """Hand over the row chosen."""
        chosen = self.table.current_id()
        if chosen is not None:
            found = self._register.rows(self._context.file, self._context.year, [chosen])
            self.accept()
            for row in found:
                self._erase(row)

    def _find(self, text: str) -> None:
        find, context = self._register.find, self._context
        self.table.show_ids(find(context.file, context.year, text) if text.strip() else [])
        self._enable()

    def _enable(self) -> None:
        self.button.setEnabled(len(self.table.selected_ids()) == 1)

    def _lay_out(self) -> None:
        intro = QLabel(self._register.intro)
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
        fit_screen(self, 106, ROWS_SHOWN + 7)
