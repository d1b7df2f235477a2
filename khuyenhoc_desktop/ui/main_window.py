"""The main window: pages at the left, the page, its commands below, and the status line at the foot."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from khuyenhoc_desktop.services import backup, backup_second, communes, history
from khuyenhoc_desktop.services.changes import EVERYTHING, Changes
from khuyenhoc_desktop.ui import shell_texts, theme_tokens
from khuyenhoc_desktop.ui.backup.words import age
from khuyenhoc_desktop.ui.bottom_bar import BottomBar
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.header import Header
from khuyenhoc_desktop.ui.help_dialog import HelpDialog
from khuyenhoc_desktop.ui.navigation import Navigation
from khuyenhoc_desktop.ui.page import Page
from khuyenhoc_desktop.ui.page_stack import PageEntry, PageStack
from khuyenhoc_desktop.ui.preferences import Preferences
from khuyenhoc_desktop.ui.status_line import StatusLine
from khuyenhoc_desktop.ui.undoing import Undoing
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.year.banner import PAGE, LockBanner

__all__ = ["MainWindow", "PageEntry"]

FIRST_SIZE = (1240, 700)
ROOMY = 1600  # pixels; on a narrower screen the lists need all of it


class MainWindow(QMainWindow):
    """Shows `pages` (by name) over one open commune file; the first page is shown at once."""

    def __init__(self, context: Context, pages: Mapping[str, PageEntry], preferences: Preferences) -> None:
        super().__init__()
        self.context, self._preferences = context, preferences
        self._pages = pages
        self.undoing = Undoing(context, self)
        self.navigation = Navigation(pages)
        self.header, self.stack = Header(), PageStack(context, pages)
        self.lock_banner = LockBanner()
        self.bottom_bar = BottomBar(self._run)
        self.status_line = StatusLine(self.undoing.undo, self.undoing.redo, self.show_help)
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self._show_commune()
        self._show_state(self.last_saved())
        self.show_page(next(iter(pages)), {})
        self._come_back()

    def show_page(self, name: str, target: dict[str, Any]) -> None:
        """Show a page, unless the page shown now does not want to be left."""
        page = self._turn_to(name, target) if self._may_go(name) else None
        if self.stack.name:
            self.navigation.show_current(self.stack.name)
        if page is None:
            return
        self.header.set_title(page.title)
        self.lock_banner.show_over(name)
        self.setWindowTitle(f"{page.title} – {self.header.commune.text()} – {shell_texts.PROGRAM}")
        self._show_actions()
        _give_focus(page)

    def show_help(self) -> None:
        """F1: the guide's chapter for this page."""
        HelpDialog(self.stack.name, self).show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close when nothing is running and the page may be left; once the file is closed, nothing is asked."""
        page = self.stack.page()
        if not self.context.file.is_open_here():  # the system ends the program
            event.accept()
        elif self.context.lane.is_busy():
            self.context.notices.status(shell_texts.LANE_BUSY)
            event.ignore()
        elif page is not None and not page.leave():
            event.ignore()
        else:
            self._preferences.set_geometry(self.saveGeometry())
            event.accept()

    def _lay_out(self) -> None:
        right = _box(QVBoxLayout(), self.header, self.lock_banner, self.stack, self.bottom_bar)
        above = _box(QHBoxLayout(), self.navigation, right)
        whole = _box(QVBoxLayout(), above, self.status_line)
        right.layout().setStretchFactor(self.stack, 1)  # type: ignore[union-attr]
        above.layout().setStretchFactor(right, 1)  # type: ignore[union-attr]
        whole.layout().setStretchFactor(above, 1)  # type: ignore[union-attr]
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.navigation.wanted.connect(lambda name: self.show_page(name, {}))
        self.header.year_chosen.connect(self._choose_year)
        self.lock_banner.wanted.connect(lambda: self.show_page(PAGE, {"unlock": True}))
        self.stack.actions_changed.connect(self._show_actions)
        self.context.page_wanted.connect(self.show_page)
        self.context.changed.connect(self._changed)
        self.context.backup_made.connect(self._show_backup)
        self.context.year_changed.connect(self._year_changed)

    def _make_shortcuts(self) -> None:
        size = self._preferences.text_size
        grow, shrink = theme_tokens.STEP, -theme_tokens.STEP
        self._key(self.undoing.undo, "Ctrl+Z")
        self._key(self.undoing.redo, "Ctrl+Y", "Ctrl+Shift+Z")
        self._key(self.show_help, "F1")
        self._key(self.navigation.take_focus, "F6")
        self._key(lambda: self._set_size(size() + grow), "Ctrl++", "Ctrl+=")
        self._key(lambda: self._set_size(size() + shrink), "Ctrl+-")
        self._key(lambda: self._set_size(theme_tokens.SMALLEST), "Ctrl+0")
        for name, entry in self._pages.items():
            if entry.digit:
                self._key(lambda to=name: self.show_page(to, {}), f"Ctrl+{entry.digit}")

    def _key(self, run: Callable[..., object], *keys: str) -> None:
        for key in keys:
            QShortcut(QKeySequence(key), self).activated.connect(lambda: run())

    def _set_size(self, percent: int) -> None:
        self._preferences.set_text_size(percent)
        self.status_line.say(shell_texts.TEXT_SIZE.format(self._preferences.text_size()))

    def _turn_to(self, name: str, target: dict[str, Any]) -> Page | None:
        """The page now shown; None when it could not be made, which is told."""
        try:
            return self.stack.show_page(name, target)
        except Exception as fault:
            self.context.notices.error(fault)
            return None

    def _may_go(self, name: str) -> bool:
        page = self.stack.page()
        return page is None or name == self.stack.name or page.leave()

    def _run(self, command: Callable[[], object]) -> None:
        try:
            command()
        except Exception as fault:
            self.context.notices.error(fault)

    def _show_actions(self) -> None:
        page = self.stack.page()
        if page is not None:
            self.bottom_bar.show_actions(page.actions_shown())

    def _changed(self, changes: Changes) -> None:
        self._show_state(self.last_saved() if changes.journal_id is None else datetime.now())
        if not changes.tables or changes.tables & {"setting", "assessment_year"}:
            self._show_commune()
        self.stack.tell(changes)
        self._show_actions()

    def _choose_year(self, year: int) -> None:
        page = self.stack.page()
        if page is None or page.leave():
            self.context.set_year(year)
        else:
            self._show_commune()

    def _year_changed(self, _year: int) -> None:
        self._show_commune()
        self.stack.tell(EVERYTHING)
        self._show_actions()

    def _show_commune(self) -> None:
        commune = communes.facts(self.context.file)
        year = self.context.year
        self.header.set_commune(commune.full_name, commune.years, year, commune.locked)
        self.lock_banner.show_year(year, year in commune.locked)

    def _show_state(self, saved: datetime | None) -> None:
        file = self.context.file
        self.status_line.set_saved(saved)
        self.status_line.set_undo(history.can_undo(file), history.can_redo(file))
        self._show_backup()

    def _show_backup(self) -> None:
        self.status_line.set_backup(backup.last_backup(self.context.file.folder))
        second = backup_second.second_copy(self.context.file)
        self.status_line.set_second(age(second.at, datetime.now()))

    def last_saved(self) -> datetime | None:
        """When the last action was written; None in a file without one."""
        last = history.entries(self.context.file, 1)
        return datetime.fromisoformat(last[0].at) if last else None

    def _come_back(self) -> None:
        kept = self._preferences.geometry()
        if not kept.isEmpty() and self.restoreGeometry(kept):
            return
        self.resize(*FIRST_SIZE)
        if self.screen().availableGeometry().width() < ROOMY:
            self.setWindowState(Qt.WindowState.WindowMaximized)


def _box(layout: QHBoxLayout | QVBoxLayout, *parts: QWidget) -> QWidget:
    """The parts side by side, or one over the other, without gaps."""
    box = QWidget()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    box.setLayout(layout)
    for part in parts:
        layout.addWidget(part)
    return box


def _give_focus(page: QWidget) -> None:
    """Put the keyboard into the page, unless it has done so itself; where all is empty, on what leads on."""
    leads_on = [one.buttons[0] for one in page.findChildren(EmptyState) if one.buttons and one.isVisibleTo(page)]
    if leads_on:
        leads_on[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return
    focus = page.window().focusWidget()
    if focus is not None and page.isAncestorOf(focus):
        return
    inner = page.nextInFocusChain()
    while inner is not None and inner is not page and page.isAncestorOf(inner):
        if inner.focusPolicy() & Qt.FocusPolicy.TabFocus and inner.isEnabled() and not inner.isHidden():
            inner.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        inner = inner.nextInFocusChain()
