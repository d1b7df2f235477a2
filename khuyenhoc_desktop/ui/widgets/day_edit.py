"""The editor of a day: typed as 01122026 or 1/12/2026, shown as 01/12/2026."""

from datetime import date

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.text import format_date, parse_date, tidy
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor


class DayEdit(LineEditor):
    """A day; value() is a date, or None when empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, longest=20)

    def read(self, typed: str) -> date | None:
        """The day. Raises DateError."""
        typed = tidy(typed)
        return parse_date(typed) if typed else None

    def show_value(self, value: object) -> str:
        """The day as officers write it."""
        return format_date(value) if isinstance(value, date) else ""
