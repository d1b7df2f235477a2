"""The page «Kiểm tra và Nộp»: check, put right, make the bundle, check any bundle."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QLabel,
    QStackedLayout,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.handover import exports
from khuyenhoc_desktop.services.handover.checks import check_before_export
from khuyenhoc_desktop.services.handover.exports import Export, exporting
from khuyenhoc_desktop.services.handover.places import Check
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.handover import choosing, texts
from khuyenhoc_desktop.ui.handover.bundles_view import BundlesView
from khuyenhoc_desktop.ui.handover.checks_view import ChecksView, short
from khuyenhoc_desktop.ui.handover.verdict_dialog import VerdictDialog
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.figure_tiles import FigureTiles
from khuyenhoc_desktop.ui.widgets.scrolled import fill

FOLDER = "handover/folder"
ROWS_SEEN = 8  # as high as so many rows at least; where the screen has less, the page scrolls
SAMPLE_CODE = "sample_criteria"


class HandoverPage(Page):
    """What is still wrong, and the bundle for the upper level."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.checks: list[Check] = []
        self._focus_wanted = False
        self.checks_view, self.bundles = ChecksView(), BundlesView()
        self.sample = QLabel(texts.SAMPLE)
        self.tiles = FigureTiles((texts.TILE_ERRORS, texts.TILE_WARNINGS, texts.TILE_BUNDLES))
        self._lay_out()
        self.checks_view.place_wanted.connect(self.context.page_wanted)
        self.checks_view.chosen.connect(self.actions_changed)
        self.bundles.folder_wanted.connect(self.change_folder)
        self.bundles.opened.connect(self.open_folder)
        self.tabs.currentChanged.connect(lambda _place: self.actions_changed.emit())

    def actions_shown(self) -> list[PageAction]:
        """Check again, go to the place, make the bundle, open its folder, check any bundle."""
        to_go = self._on_checks() and self.checks_view.current() is not None
        some = self.bundles.current() is not None
        return [
            PageAction(texts.CHECK_AGAIN, self.check, "F5", True, texts.TIP_CHECK),
            PageAction(texts.GO_ACTION, self.checks_view.go, "F7", to_go, texts.TIP_GO),
            PageAction(texts.EXPORT, self.export, "F9", True, texts.TIP_EXPORT, primary=True),
            PageAction(texts.OPEN_FOLDER, self.open_folder, "", some, texts.TIP_OPEN),
            PageAction(texts.VERIFY, self.verify, "", True, texts.TIP_VERIFY),
        ]

    def activate(self, **target: Any) -> None:
        """Check anew each time the page is shown; the keyboard goes to what was found, or a bundle is verified."""
        bundle = target.get("bundle")
        self._focus_wanted = bundle is None
        self.check()
        if isinstance(bundle, Path):
            self.verify_file(bundle)

    def refresh(self, changes: Changes) -> None:
        """Facts have changed: check anew; a page out of sight does so when it is shown."""
        if self.isVisible():
            self.check()

    def check(self) -> None:
        """Look for what is missing or contradictory."""
        year = self.context.year

        def job(file: CommuneFile) -> Job[list[Check]]:
            yield Progress(0, 0, texts.CHECKING)
            return check_before_export(file, year)

        self.context.lane.run(texts.CHECKING, job, self._show_checks)

    def export(self) -> None:
        """Make the bundle; with open questions the user decides first, with errors it is refused."""
        if not self._may_export():
            return
        folder = self._folder()
        if folder is None:
            return
        year = self.context.year
        self.context.lane.run(texts.EXPORTING, lambda file: exporting(file, year, folder), self._exported)

    def change_folder(self) -> None:
        """Choose where bundles go."""
        self._ask_folder()

    def open_folder(self) -> None:
        """Show the chosen bundle's folder in the system's file manager."""
        export = self.bundles.current()
        if export is None:
            return
        folder = export.file.parent
        if folder.is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        else:
            gone = texts.FOLDER_GONE.format(folder)
            self.context.notices.error(UserError("folder_gone", gone, texts.FOLDER_GONE_CURE))

    def verify(self) -> None:
        """Check any bundle, also one from another commune."""
        path = choosing.ask_bundle(self, self.context.settings.value(FOLDER) or str(Path.home()))
        if path is not None:
            self.verify_file(path)

    def verify_file(self, path: Path) -> None:
        """Check this bundle and show the verdict."""
        from khuyenhoc_desktop.services.handover.verify import verifying

        self.context.lane.run(
            texts.VERIFYING, lambda _file: verifying(path), lambda problems: self._show_verdict(path, problems)
        )

    def _may_export(self) -> bool:
        errors = [check.problem.message for check in self.checks if check.problem.is_error]
        if errors:
            refusal = texts.NOT_READY.format(count=format_count(len(errors)), first=errors[0])
            cure = self.checks[0].problem.cure
            self.context.notices.error(UserError("not_ready", refusal, cure))
            self.tabs.setCurrentIndex(0)
            return False
        if not self.checks:
            return True
        count = format_count(len(self.checks))
        text = texts.OPEN_TEXT.format(count=count, first=short(self.checks[0]))
        return self.context.notices.ask(texts.OPEN_TITLE.format(count=count), text, texts.OPEN_YES, texts.OPEN_NO)

    def _folder(self) -> Path | None:
        """The folder remembered, if it is there; else the one chosen now."""
        kept = self.context.settings.value(FOLDER)
        return Path(kept) if kept and Path(kept).is_dir() else self._ask_folder()

    def _ask_folder(self) -> Path | None:
        kept = self.context.settings.value(FOLDER) or self.context.settings.last_folder()
        folder = choosing.ask_folder(self, kept or str(Path.home()))
        if folder is not None:
            self.context.settings.set_value(FOLDER, str(folder))
            self.bundles.show_folder(str(folder))
        return folder

    def _exported(self, export: Export) -> None:
        self._show_exports()
        self.bundles.show_result(export)
        self.tabs.setCurrentIndex(1)
        self.bundles.table.setFocus()
        self.actions_changed.emit()

    def _show_verdict(self, path: Path, problems: list[Problem]) -> None:
        VerdictDialog(path, problems, self).show()

    def _show_checks(self, checks: list[Check]) -> None:
        self.checks = checks
        self.checks_view.show_checks(checks)
        self._no_checks.set_words(texts.NOTHING_TITLE, texts.NOTHING_TEXT.format(year=self.context.year))
        self._checks_stack.setCurrentIndex(0 if checks else 1)
        self.sample.setVisible(any(check.problem.code == SAMPLE_CODE for check in checks))
        self._show_exports()
        self._take_focus()
        self.actions_changed.emit()

    def _take_focus(self) -> None:
        """The check runs on the lane: the keyboard goes to its list once, when it is there."""
        if self._focus_wanted and self._on_checks():
            self.checks_view.table.setFocus()
        self._focus_wanted = False

    def _show_exports(self) -> None:
        file, year = self.context.file, self.context.year
        made = exports.exports(file, year)
        changed = bool(made) and exports.has_changed_since(file, made[0])
        self.bundles.show_exports(made, year, changed=changed)
        self.bundles.show_folder(self.context.settings.value(FOLDER))
        errors = sum(check.problem.is_error for check in self.checks)
        figures = {
            texts.TILE_ERRORS: format_count(errors),
            texts.TILE_WARNINGS: format_count(len(self.checks) - errors),
            texts.TILE_BUNDLES: format_count(len({one.sequence for one in made})),
        }
        self.tiles.show_figures(figures, year=year)

    def _on_checks(self) -> bool:
        return self.tabs.currentIndex() == 0 and bool(self.checks)

    def _lay_out(self) -> None:
        self.sample.setProperty("kind", "notice")
        self.sample.setWordWrap(True)
        self.sample.hide()
        self.tabs = QTabWidget()
        self.tabs.addTab(self._checks_tab(), texts.TAB_CHECKS)
        self.tabs.addTab(self.bundles, texts.TAB_BUNDLES)
        self.tabs.setMinimumHeight(theme.row_height() * ROWS_SEEN)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(8))
        layout.setSpacing(theme.px(8))
        layout.addWidget(self.tiles)
        layout.addWidget(self.sample)
        layout.addWidget(self.tabs, 1)
        fill(self, inside)

    def _checks_tab(self) -> QWidget:
        body = QWidget()
        self._checks_stack = QStackedLayout(body)
        self._no_checks = EmptyState("ok", texts.NOTHING_TITLE, "")
        self._checks_stack.addWidget(self.checks_view)
        self._checks_stack.addWidget(self._no_checks)
        return body
