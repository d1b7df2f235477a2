"""The page: what to print, what it will hold, and the ways to get it on paper or into a file."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.documents import making
from khuyenhoc_desktop.services.documents.kinds import DOCX, KINDS, LAYOUTS, PDF, WHO, XLSX
from khuyenhoc_desktop.services.documents.making import Outlook, Paper
from khuyenhoc_desktop.services.documents.request import Request, file_stem
from khuyenhoc_desktop.services.documents.word import copy_templates
from khuyenhoc_desktop.services.documents.words import words_of
from khuyenhoc_desktop.services.progress import Job
from khuyenhoc_desktop.ui import printing, theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.documents import texts
from khuyenhoc_desktop.ui.documents.choosing import ChoosingCard
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.settings.card import Card
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# More than this is painted too slowly while somebody waits before a preview; a PDF is made beside the work.
MOST_PIECES, MOST_LINES = 300, 6000


class DocumentsPage(Page):
    """Papers of the year: preview, printer, Word, PDF, Excel."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.choosing = ChoosingCard(context)
        self.holds = Card(texts.HOLDS)
        self.about, self.count, self.lacking, self.refusal = QLabel(), QLabel(), QLabel(), QLabel()
        self.to_settings = Button(texts.TO_SETTINGS, lambda: context.go_to("settings", part="documents"))
        self._outlook: Outlook | None = None
        self._lay_out()
        self.choosing.changed.connect(self.show_outlook)
        self.show_outlook()

    def actions_shown(self) -> list[PageAction]:
        """Preview, print, and the files there are of the kind."""
        kind = KINDS[self.choosing.request().kind]
        some = self._outlook is not None and (self._outlook.count > 0 or not kind.who)
        files = [
            PageAction(texts.WORD, lambda: self.save(DOCX), "", some, texts.TIP_WORD),
            PageAction(texts.PDF, lambda: self.save(PDF), "", some, texts.TIP_PDF),
        ]
        if XLSX in kind.formats:
            files.append(PageAction(texts.EXCEL, lambda: self.save(XLSX), "", some, texts.TIP_EXCEL))
        return [
            PageAction(texts.PREVIEW, self.preview, "F9", some, texts.TIP_PREVIEW, primary=True),
            PageAction(texts.PRINT, self.print_out, "Ctrl+P", some, texts.TIP_PRINT),
            *files,
            PageAction(texts.TEMPLATES, self.show_templates, "", True, texts.TIP_TEMPLATES),
        ]

    def activate(self, **target: Any) -> None:
        """Choose what another page asks for (kind=, title=, group=, ids=)."""
        if target:
            ids = target.get("ids")
            self.choosing.choose(
                target.get("kind"), target.get("title"), target.get("group"), None if ids is None else tuple(ids)
            )
        self.choosing.kind.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Facts have changed: count again."""
        self.choosing.refresh()

    def show_outlook(self) -> None:
        """Say what the paper would hold and what it lacks."""
        request = self.choosing.request()
        kind = KINDS[request.kind]
        self.about.setText(texts.ABOUT[kind.code])
        try:
            self._outlook = making.outlook(self.context.file, request)
            self.refusal.setText("")
        except UserError as refusal:
            self._outlook = None
            self.refusal.setText(f"{refusal.message} {refusal.cure}")
        self.refusal.setVisible(self._outlook is None)
        self._show_count(request)
        lacking = self._outlook.lacking if self._outlook else ()
        self.lacking.setText(texts.LACKING.format(what="; ".join(lacking)))
        self.lacking.setVisible(bool(lacking))
        self.to_settings.setVisible(bool(lacking))
        self.actions_changed.emit()

    def preview(self) -> None:
        """Show the pages as they will be printed."""
        self._with_paper(self._show_preview)

    def print_out(self) -> None:
        """Ask for a printer and print."""
        self._with_paper(self._print)

    def save(self, ending: str) -> None:
        """Ask for a file and write it on the lane."""
        request = self.choosing.request()
        path = self._ask_path(f"{file_stem(self.context.file, request)}.{ending}", ending)
        if path is not None:
            self.context.lane.run(texts.SAVING, lambda file: _saving(file, request, path, ending), self._saved)

    def show_templates(self) -> None:
        """Copy the templates to where the office may edit them, and open that folder."""
        try:
            folder = copy_templates(LAYOUTS, self.context.file.folder)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        text = texts.TEMPLATES_TEXT.format(folder=folder)
        if self.context.notices.ask(texts.TEMPLATES_TITLE, text, texts.TEMPLATES_YES, texts.TEMPLATES_NO):
            self._open(folder)

    def _show_count(self, request: Request) -> None:
        kind = KINDS[request.kind]
        if self._outlook is None or not kind.who:
            words = texts.BLANK if request.kind in texts.WITHOUT_FIGURES else texts.WHOLE.format(year=request.year)
            self.count.setText("" if self._outlook is None else words)
            return
        pattern = texts.COUNT if self._outlook.count else texts.NONE
        subjects = words_of(request.title)[0]
        who = WHO[request.wanted] if request.ids is None else self.choosing.who.currentText()
        self.count.setText(
            pattern.format(count=format_count(self._outlook.count), subjects=subjects, who=who.lower())
        )

    def _with_paper(self, use: Callable[[Paper], None]) -> None:
        request = self.choosing.request()
        self.context.lane.run(texts.MAKING, lambda file: making.prepare(file, request), use)

    def _show_preview(self, paper: Paper) -> None:
        if self._is_short(paper):
            printing.preview(self, paper.title, lambda printer: _paint(printer, paper), set_up=_page_of(paper))

    def _print(self, paper: Paper) -> None:
        if self._is_short(paper):
            printing.print_out(self, paper.title, lambda printer: _paint(printer, paper), set_up=_page_of(paper))

    def _is_short(self, paper: Paper) -> bool:
        if paper.piece_count <= MOST_PIECES and paper.content.count <= MOST_LINES:
            return True
        told = texts.TOO_LONG.format(count=format_count(max(paper.piece_count, paper.content.count)))
        self.context.notices.error(UserError("too_long_to_preview", told, texts.TOO_LONG_CURE))
        return False

    def _ask_path(self, name: str, ending: str) -> Path | None:
        folder = self.context.settings.last_folder() or str(Path.home())
        chosen, _ = QFileDialog.getSaveFileName(self, texts.SAVE_AS, str(Path(folder) / name), texts.FILES[ending])
        if not chosen:
            return None
        path = Path(chosen)
        self.context.settings.set_last_folder(path.parent)
        return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")

    def _saved(self, path: Path) -> None:
        chosen = self.context.notices.choose(
            texts.SAVED_TITLE, texts.SAVED_TEXT.format(name=path.name), texts.SAVED_CHOICES
        )
        if chosen in (0, 1):
            self._open(path if chosen == 0 else path.parent)

    def _open(self, path: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            told = texts.CANNOT_OPEN.format(name=path.name)
            cure = texts.CANNOT_OPEN_CURE.format(folder=path.parent)
            self.context.notices.error(UserError("cannot_open", told, cure))

    def _lay_out(self) -> None:
        self.lacking.setProperty("kind", "warn")
        self.refusal.setProperty("kind", "error")
        self.count.setProperty("kind", "heading")
        for label in (self.count, self.about, self.refusal, self.lacking):
            label.setWordWrap(True)
            self.holds.put(label)
        row = QHBoxLayout()
        row.addWidget(self.to_settings)
        row.addStretch(1)
        self.holds.put(row)
        both = QWidget()
        inside = QHBoxLayout(both)
        inside.setContentsMargins(*(theme.px(12),) * 4)
        inside.setSpacing(theme.px(12))
        for card in (self.choosing, self.holds):
            column = QVBoxLayout()
            column.addWidget(card)
            column.addStretch(1)
            inside.addLayout(column, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(both))


def _saving(file: CommuneFile, request: Request, path: Path, ending: str) -> Job[Path]:
    if ending == PDF:
        from khuyenhoc_desktop.ui.documents.painting import write_pdf

        paper = yield from making.prepare(file, request)
        return (yield from write_pdf(paper, path))
    save = making.save_xlsx if ending == XLSX else making.save_word
    return (yield from save(file, request, path))


def _paint(printer: "QPrinter", paper: Paper) -> None:
    from khuyenhoc_desktop.ui.documents.painting import paint_at_once

    paint_at_once(printer, paper)


def _page_of(paper: Paper) -> Callable[["QPrinter"], None]:
    from khuyenhoc_desktop.ui.documents.painting import set_page

    return lambda printer: set_page(printer, paper.layout.page)
