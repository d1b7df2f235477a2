"""What every page of the main window is: a title, actions for the bottom bar, what to do on changes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.ui.context import Context


@dataclass(frozen=True, slots=True)
class PageAction:
    """One button of the bottom bar.

    `text` is Vietnamese with its Alt letter marked by &; `shortcut` is Qt's portable text ("F5", "Ctrl+S")
    or "".
    """

    text: str
    run: Callable[[], object]
    shortcut: str = ""
    enabled: bool = True
    tip: str = ""
    primary: bool = False


class Page(QWidget):
    """A page of the main window.

    Signals: actions_changed - the bottom bar must be built anew (a selection or a state has changed).
    """

    actions_changed = Signal()
    title = ""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context

    def actions_shown(self) -> list[PageAction]:
        """The buttons of the bottom bar, in order."""
        return []

    def activate(self, **target: Any) -> None:
        """The page is being shown; `target` names a place in it to go to (a household, an indicator)."""

    def refresh(self, changes: Changes) -> None:
        """Facts have changed; never touch what is being typed."""

    def leave(self) -> bool:
        """Whether the page may be left now; a page with unsaved input asks first."""
        return True
