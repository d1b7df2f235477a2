"""The page: figures on top, the list of what was found with its places, and the three things to do."""

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import check
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.check import Finding, Repair
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.checkup import texts
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.handover.checks_view import ChecksView, short
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.figure_tiles import FigureTiles

KINDS_NAMED = 8  # in the question before repairing


class CheckupPage(Page):
    """Checks the whole file when it is shown first, and whenever it is asked to."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.findings: list[Finding] = []
        self._is_checked = False
        self.view = ChecksView()
        self.view.table.setAccessibleName(texts.TABLE_NAME)
        self.sound = EmptyState("ok", texts.UNCHECKED_TITLE, texts.UNCHECKED_TEXT)
        self.sound.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.tiles = FigureTiles((texts.TILE_REPAIRABLE, texts.TILE_ERRORS, texts.TILE_WARNINGS))
        self.body = QStackedWidget()
        self._lay_out()
        self.view.place_wanted.connect(self._go_to)
        self.view.chosen.connect(self._show_way)

    def actions_shown(self) -> list[PageAction]:
        """Check again, repair, go to the place."""
        found = self.view.current() if self.findings else None
        return [
            PageAction(texts.CHECK, self.check, "F5", True, texts.TIP_CHECK),
            PageAction(texts.REPAIR, self.repair, "F9", bool(self._repairable), texts.TIP_REPAIR, primary=True),
            PageAction(texts.GO, self.view.go, "F7", bool(found and found.page), texts.TIP_GO),
        ]

    def activate(self, **target: Any) -> None:
        """The first time the file is checked at once; later the list stands until it is asked for anew."""
        if not self._is_checked:
            self.check()
        if self.view.table.isVisibleTo(self):
            self.view.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Facts have changed: what was found may no longer hold, so the page looks anew when shown."""
        self._is_checked = False

    def check(self) -> None:
        """Look through the whole file."""
        self.context.lane.run(texts.CHECKING, check.checking, self._show)

    def repair(self) -> None:
        """Put right what needs no decision, after asking."""
        kinds = [f"• {short(found)}" for found in self._repairable]
        if len(kinds) > KINDS_NAMED:
            kinds[KINDS_NAMED:] = [texts.ASK_MORE.format(len(kinds) - KINDS_NAMED)]
        title = texts.ASK_TITLE.format(count=format_count(len(self._repairable)))
        text = texts.ASK_TEXT.format(what="\n".join(kinds))
        if self.context.notices.ask(title, text, texts.ASK_YES, texts.ASK_NO):
            self.context.lane.run(texts.REPAIRING, check.repairing, self._show_repair)

    @property
    def _repairable(self) -> list[Finding]:
        return [found for found in self.findings if found.is_repairable]

    def _show_repair(self, done: Repair) -> None:
        self._show(done.left)
        more = texts.DONE_ENTRY if done.journal_id else ""
        if done.left:
            more += texts.DONE_LEFT.format(format_count(len(done.left)))
        count = format_count(len(done.repaired))
        self.context.notices.inform(texts.DONE_TITLE, texts.DONE.format(repaired=count, left=more))

    def _show(self, findings: list[Finding]) -> None:
        self.findings = findings
        self._is_checked = True
        self.view.show_checks(findings)
        self.sound.set_words(texts.SOUND_TITLE, texts.SOUND_TEXT.format(when=f"{datetime.now():%H:%M %d/%m/%Y}"))
        self.body.setCurrentWidget(self.view if findings else self.sound)
        if self.isVisible():
            self._take_focus()
        repairable, warnings = len(self._repairable), 0
        for found in findings:
            warnings += not found.is_repairable and not found.problem.is_error
        figures = {
            texts.TILE_REPAIRABLE: format_count(repairable),
            texts.TILE_ERRORS: format_count(len(findings) - repairable - warnings),
            texts.TILE_WARNINGS: format_count(warnings),
        }
        self.tiles.show_figures(figures)
        self.actions_changed.emit()

    def _go_to(self, page: str, target: dict[str, Any]) -> None:
        """Show a place, in its own year."""
        place = dict(target)
        year = place.pop("year", None)
        if year is not None:
            self.context.set_year(year)
        if page:
            self.context.go_to(page, **place)

    def _take_focus(self) -> None:
        """The keyboard goes to what was found; where that is nothing, to the page itself."""
        (self.view.table if self.findings else self.sound).setFocus()

    def _show_way(self) -> None:
        """Some faults are of the file itself: there is no place to go to."""
        found = self.view.current()
        self.view.go_button.setVisible(bool(found and found.page))
        self.actions_changed.emit()

    def _lay_out(self) -> None:
        intro = QLabel(texts.INTRO)
        intro.setWordWrap(True)
        for part in (self.sound, self.view):
            self.body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(intro)
        layout.addWidget(self.tiles)
        layout.addWidget(self.body, 1)
