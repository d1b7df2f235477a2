"""The persons of a household under its form; each leads to his own form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_birth, format_count
from khuyenhoc_desktop.services import persons
from khuyenhoc_desktop.services.persons import PersonRow
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.households import texts
from khuyenhoc_desktop.ui.widgets.buttons import Button

MOST = 20


class Members(QWidget):
    """Hidden where no person of the household is on file."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._shown: list[PersonRow] = []
        self.title = QLabel()
        self.buttons: list[Button] = []
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self.title)
        self.hide()

    def show_household(self, household_id: int | None) -> None:
        """Show who belongs to a household, the oldest first."""
        file, year = self._context.file, self._context.year
        rows = persons.of_household(file, household_id, year) if household_id is not None else []
        self.setVisible(bool(rows))
        if rows == self._shown:
            return
        self._shown = rows
        self.title.setText(texts.MEMBERS_TITLE.format(count=format_count(len(rows))))
        for button in self.buttons:
            self._lines.removeWidget(button)
            button.deleteLater()
        self.buttons = [self._button(row) for row in rows[:MOST]]
        for button in self.buttons:
            self._lines.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _button(self, row: PersonRow) -> Button:
        parts = [row.name, format_birth(row.born), "" if row.present else texts.MEMBER_GONE]
        words = ", ".join(part for part in parts if part)
        button = Button(words, lambda: self._context.go_to("persons", person=row.id), "flat")
        button.setToolTip(f"{words}\n{texts.MEMBER_TIP}")
        button.setMinimumWidth(1)  # a long name does not push the fields out of sight
        return button
