"""The editor of a percentage: typed as 70, 72,5 or 70 %."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.domain.text import format_points, parse_points, tidy
from khuyenhoc_desktop.ui.widgets.line_editors import LineEditor


class PercentEdit(LineEditor):
    """A percentage; value() is an integer of hundredths of a percent (7250 = 72,5 %), None when empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, longest=10)

    def read(self, typed: str) -> int | None:
        """The hundredths of a percent. Raises NumberError."""
        typed = tidy(typed).removesuffix("%").rstrip()
        return parse_points(typed) if typed else None

    def show_value(self, value: object) -> str:
        """The percentage with a decimal comma."""
        return format_points(value) if isinstance(value, int) else ""
