"""The pages, made when first shown; those out of sight catch up with changes when they are shown again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from khuyenhoc_desktop.services.changes import EVERYTHING, Changes
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import Page

PageFactory = Callable[[Context], Page]


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of the window: its words in the navigation, its icon (resources/icons), and how to make it.

    `section` is the heading that it stands under, the first of its section; `digit` is what opens it with Ctrl
    (1 to 9; 0 = none).
    """

    text: str
    icon: str
    factory: PageFactory
    section: str = ""
    digit: int = 0


class PageStack(QStackedWidget):
    """Signals: actions_changed - the page shown has other commands now."""

    actions_changed = Signal()

    def __init__(self, context: Context, entries: Mapping[str, PageEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._entries = context, entries
        self._pages: dict[str, Page] = {}
        self._missed: dict[str, Changes] = {}
        self.name = ""

    def page(self) -> Page | None:
        """The page shown."""
        return self._pages.get(self.name)

    def show_page(self, name: str, target: Mapping[str, Any]) -> Page:
        """Show a page at a place in it. Raises what making it raises; then the old page stays."""
        page = self._pages.get(name) or self._make(name)
        self.name = name
        if name in self._missed:
            page.refresh(self._missed.pop(name))
        self.setCurrentWidget(page)
        page.activate(**target)
        return page

    def tell(self, changes: Changes) -> None:
        """Facts have changed: the page shown hears it now, the others when they are shown."""
        for name, page in self._pages.items():
            if name == self.name:
                page.refresh(changes)
            else:
                self._missed[name] = together(self._missed.get(name), changes)

    def _make(self, name: str) -> Page:
        page = self._entries[name].factory(self._context)
        page.actions_changed.connect(self._forward)
        self._pages[name] = page
        self.addWidget(page)
        return page

    def _forward(self) -> None:
        if self.sender() is self.page():
            self.actions_changed.emit()


def together(one: Changes | None, other: Changes) -> Changes:
    """Two changes as one; no tables means all of them."""
    if one is None:
        return other
    if not one.tables or not other.tables:
        return EVERYTHING
    some = None if one.subjects is None or other.subjects is None else one.subjects | other.subjects
    return Changes(one.tables | other.tables, some, other.journal_id)
