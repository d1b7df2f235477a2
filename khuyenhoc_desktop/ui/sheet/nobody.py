"""What sheet and grid show when nobody is there at all whose title could be scored."""

from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.sheet.texts import EMPTY
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState


class NobodyThere(EmptyState):
    """Says who is missing, and leads to the page where they are entered."""

    def __init__(self, icon: str, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(icon, "", "", [("", self._go)], parent)
        self._context, self._page = context, ""

    def show_kind(self, kind: str) -> None:
        """Speak of subjects of a kind."""
        title, text, button, self._page = EMPTY[kind]
        self.set_words(title, text)
        self.buttons[0].setText(button)

    def _go(self) -> None:
        self._context.go_to(self._page)
