"""The page: which sets there are and how they are used, and the whole of one to read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFileDialog, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import backup, criteria_sets, drafts
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.criteria import carrying, files, versions, what_if
from khuyenhoc_desktop.services.criteria.tables import SetTables
from khuyenhoc_desktop.services.criteria.what_if import WhatIf
from khuyenhoc_desktop.services.criteria.workbook import Imported
from khuyenhoc_desktop.services.criteria.writing import write_template
from khuyenhoc_desktop.services.drafts import Draft
from khuyenhoc_desktop.services.progress import Job
from khuyenhoc_desktop.services.sheet_sets import chosen
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.criteria import texts
from khuyenhoc_desktop.ui.criteria.compare_dialog import CompareDialog
from khuyenhoc_desktop.ui.criteria.confirm_dialog import ConfirmDialog
from khuyenhoc_desktop.ui.criteria.editor import EditorDialog, tables_of_draft
from khuyenhoc_desktop.ui.criteria.listing import Key, Listed, columns, key_of, listed
from khuyenhoc_desktop.ui.criteria.printing_blank import preview_blank
from khuyenhoc_desktop.ui.criteria.problems_dialog import ProblemsDialog
from khuyenhoc_desktop.ui.criteria.view import html_of, years_words
from khuyenhoc_desktop.ui.criteria.what_if_dialog import WhatIfDialog
from khuyenhoc_desktop.ui.drafts.offering import go_on, when
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.ids_model import IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

WATCHED = {
    *("criteria_set", "criteria_choice", "group_choice", "criteria_confirmation", "assessment_year"),
    *("assessment", "score"),
}


class CriteriaPage(Page):
    """Shows the sets kept in the file; loads, edits, compares, tries out, chooses, confirms, prints and saves."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._listed: dict[int, Listed] = {}
        self.model = IdsModel(columns(), lambda ids: [self._listed[i] for i in ids if i in self._listed])
        self.table = RecordTable(self.model)
        self.table.setSelectionMode(RecordTable.SelectionMode.SingleSelection)
        self.table.setAccessibleName(texts.LIST_NAME)
        self.view = QTextBrowser()
        self.view.setAccessibleName(texts.VIEW_NAME)
        self.dialog: ProblemsDialog | EditorDialog | CompareDialog | WhatIfDialog | ConfirmDialog | None = None
        self._lay_out()
        self._read()
        self.choose(self._chosen_key())
        self.table.current_id_changed.connect(lambda _: self._show())

    def actions_shown(self) -> list[PageAction]:
        """What can be done with the set shown, and loading others."""
        seen, year = self.current(), self.context.year
        some = seen is not None
        return [
            PageAction(texts.LOAD, self.load, "F5", True, texts.TIP_LOAD),
            PageAction(texts.EDIT, self.edit, "F2", some, texts.TIP_EDIT),
            PageAction(texts.COMPARE, self.compare, "", bool(self._others()), texts.TIP_COMPARE),
            PageAction(texts.WHAT_IF, self.try_out, "", some, texts.TIP_WHAT_IF),
            PageAction(
                texts.USE.format(year=year),
                self.use,
                "",
                some and self._is_usable(),
                texts.TIP_USE,
                primary=True,
            ),
            PageAction(texts.CONFIRM, self.confirm, "", bool(seen and seen.is_sample), texts.TIP_CONFIRM),
            PageAction(texts.PRINT, self.print_blank, "", some, texts.TIP_PRINT),
            PageAction(texts.SAVE, self.save, "", some, texts.TIP_SAVE),
            PageAction(texts.TEMPLATE, self.save_template, "", True, texts.TIP_TEMPLATE),
        ]

    def activate(self, **target: Any) -> None:
        """Go to the list; a draft that a run left is opened, `title` shows the set which that title uses."""
        self.table.setFocus()
        draft = target.get("draft")
        if isinstance(draft, Draft) and draft.kind == drafts.FORM:
            key = (draft.place.get("set"), draft.place.get("version"))
            known = next((one for row in self._listed.values() if (one := key_of(row.criteria_set)) == key), None)
            self.choose(known)
            go_on(self.context, draft, self.confirm if known else None)
        elif isinstance(draft, Draft):
            self._open_draft(draft)
        elif "title" in target:
            self.choose(self._chosen_key(str(target["title"])))

    def refresh(self, changes: Changes) -> None:
        """Sets may have come, be chosen or confirmed; sheets are filled."""
        if not changes.tables or changes.tables & WATCHED:
            self._read()
            self._show()

    def current(self) -> CriteriaSet | None:
        """The set shown."""
        row = self._row()
        return row.criteria_set if row else None

    def choose(self, key: Key | None) -> None:
        """Show this set, if the file has it."""
        at = next((row.id for row in self._listed.values() if key_of(row.criteria_set) == key), None)
        row = self.model.row_of(at if at is not None else 1)
        if row is not None:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._show()

    def load(self) -> None:
        """Choose a file, Excel or JSON, and keep its set."""
        start = self.context.settings.last_folder()
        name, _ = QFileDialog.getOpenFileName(self, texts.LOAD_TITLE, start, texts.FILES)
        if name:
            self.load_file(Path(name))

    def load_file(self, path: Path) -> None:
        """Keep the set of this file and show it; one with problems is refused with all of them."""
        self.context.settings.set_last_folder(path.parent)
        self.context.lane.run(
            texts.READING, lambda _file: files.read_set_file(path), lambda read: self._keep_read(path, read)
        )

    def edit(self) -> None:
        """Make a new version of the set shown, or go on with the draft of one."""
        seen = self.current()
        if seen is None:
            return
        draft = next((one for one in drafts.kept(self.context.file) if one.kind == drafts.CRITERIA), None)
        if draft is not None:
            text = texts.DRAFT_TEXT.format(name=draft.name, when=when(draft))
            picked = self.context.notices.choose(texts.DRAFT_TITLE, text, texts.DRAFT_CHOICES)
            if picked is None:
                return
            if picked == 0:
                self._open_draft(draft)
                return
            drafts.drop(self.context.file, draft)
        self._open_editor(versions.copy_tables(self.context.file, seen))

    def compare(self) -> None:
        """Compare the set shown with another of its title."""
        seen, others = self.current(), self._others()
        if seen is not None and others:
            self.dialog = CompareDialog(self.context, seen, others, self)
            self.dialog.open()

    def try_out(self) -> None:
        """Show whose results would change, without using anything."""
        self._preview(is_use=False)

    def use(self) -> None:
        """Show what using the set would change; from there it is used for the year."""
        self._preview(is_use=True)

    def confirm(self) -> None:
        """Keep who has compared the sample shown with its document."""
        seen = self.current()
        if seen is not None:
            self.dialog = ConfirmDialog(self.context, seen, self)
            self.dialog.open()

    def print_blank(self) -> None:
        """Show the blank sheet of the set as it will be printed."""
        seen = self.current()
        if seen is not None:
            preview_blank(self, self.context, seen)

    def save(self) -> None:
        """Write the set shown to a file."""
        seen = self.current()
        if seen is None:
            return
        path = self._ask_path(texts.SAVE_TITLE, f"{seen.set_id}-{seen.version}.xlsx", texts.SAVE_FILES)
        if path is not None:
            self._write(path, lambda: files.save_as(self.context.file, seen, path))

    def save_template(self) -> None:
        """Write the workbook to fill in."""
        path = self._ask_path(texts.TEMPLATE_TITLE, texts.TEMPLATE_NAME, texts.EXCEL_FILES)
        if path is not None:
            self._write(path, lambda: write_template(path))

    def changeEvent(self, event: QEvent) -> None:
        """Write the text anew in the colours and sizes of the theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "view"):
            self._show()

    def _lay_out(self) -> None:
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self.table)
        split.addWidget(self.view)
        split.setChildrenCollapsible(False)
        split.setSizes([400, 600])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.addWidget(split)

    def _row(self) -> Listed | None:
        ident = self.table.current_id()
        return self._listed.get(ident) if ident is not None else None

    def _read(self) -> None:
        file, seen = self.context.file, self.current()
        sets = criteria_sets.all_kept(file)
        confirmed = {key_of(one) for one in sets if one.is_sample and not criteria_sets.is_sample(file, one)}
        self._listed = {row.id: row for row in listed(sets, versions.uses(file), confirmed)}
        self.table.show_ids(list(self._listed))
        self.model.reread()
        if seen is not None:
            self.choose(key_of(seen))

    def _show(self) -> None:
        row = self._row()
        if row is not None:
            told = criteria_sets.confirmation(self.context.file, row.criteria_set)
            words = f"{told.words[:1].upper()}{told.words[1:]}." if told else ""
            self.view.setHtml(html_of(row.criteria_set, words, row.use))
        self.actions_changed.emit()

    def _chosen_key(self, title: str = LEARNING_FAMILY, group: str | None = None) -> Key | None:
        try:
            return key_of(chosen(self.context.file, title, self.context.year, group))
        except UserError:
            return None  # no set is chosen for this title yet

    def _is_usable(self) -> bool:
        """Whether the year uses another set, or has sheets filled with another that could be carried over."""
        seen, year = self.current(), self.context.year
        if seen is None or key_of(seen) != self._chosen_key(seen.title, seen.person_group):
            return seen is not None
        rows = (row for row in self._listed.values() if row.criteria_set in self._others())
        return any(row.use.sheets.get(year) and row.criteria_set.person_group == seen.person_group for row in rows)

    def _others(self) -> list[CriteriaSet]:
        """The other sets of the same title."""
        seen = self.current()
        every = [row.criteria_set for row in self._listed.values()]
        return [one for one in every if seen and one.title == seen.title and key_of(one) != key_of(seen)]

    def _keep_read(self, path: Path, read: Imported) -> None:
        try:
            self._was_kept(files.keep_read(self.context.file, path.name, read), texts.LOADED)
        except UserError as refusal:
            if not refusal.problems:
                self.context.notices.error(refusal)
                return
            mend = (lambda: self._open_editor(read.tables)) if files.is_workbook(path) else None
            self.dialog = ProblemsDialog(refusal, self, mend)
            self.dialog.open()

    def _was_kept(self, one: CriteriaSet, words: str) -> None:
        self._read()
        self.choose(key_of(one))
        self.context.notices.status(words.format(name=one.name, version=one.version))

    def _open_editor(self, tables: SetTables) -> EditorDialog:
        self.dialog = EditorDialog(self.context, tables, lambda one: self._was_kept(one, texts.KEPT), self)
        self.dialog.open()
        return self.dialog

    def _open_draft(self, draft: Draft) -> None:
        self._open_editor(tables_of_draft(draft)).take_over(draft)

    def _preview(self, *, is_use: bool) -> None:
        seen, year = self.current(), self.context.year
        if seen is None:
            return
        doubts = self._doubts(seen) if is_use else []
        use = (lambda carry: self._use(seen, carry)) if is_use else None

        def show(found: WhatIf) -> None:
            self.dialog = WhatIfDialog(self.context, found, use, doubts, self)
            self.dialog.open()

        self.context.lane.run(
            texts.WHAT_IF_JOB, lambda file: what_if.what_if(file, seen, year, with_decided=not is_use), show
        )

    def _use(self, seen: CriteriaSet, carry: bool) -> None:
        year = self.context.year
        named = {"year": year, "name": seen.name, "version": seen.version}
        if carry:
            self.context.lane.run(
                texts.CARRY.replace("&", ""),
                lambda file: _carrying(file, seen, year),
                lambda done: self.context.notices.status(texts.CARRIED.format(sheets=done.sheets, **named)),
            )
            return
        try:
            criteria_sets.choose(self.context.file, seen, year)
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.context.notices.status(texts.CHOSEN.format(**named))

    def _doubts(self, seen: CriteriaSet) -> list[str]:
        year = self.context.year
        doubts = [texts.USE_SAMPLE] if criteria_sets.is_sample(self.context.file, seen) else []
        if not seen.is_valid_in(year):
            doubts.append(texts.USE_INVALID.format(years=years_words(seen), year=year))
        return doubts

    def _ask_path(self, title: str, name: str, kinds: str) -> Path | None:
        start = Path(self.context.settings.last_folder() or Path.home()) / name
        chosen_name, chosen_kind = QFileDialog.getSaveFileName(self, title, str(start), kinds)
        if not chosen_name:
            return None
        path = Path(chosen_name)
        self.context.settings.set_last_folder(path.parent)
        ending = ".json" if "json" in chosen_kind else ".xlsx"
        return path if path.suffix.lower() in (".json", ".xlsx") else path.with_name(path.name + ending)

    def _write(self, path: Path, write: Callable[[], object]) -> None:
        try:
            write()
        except UserError as refusal:
            self.context.notices.error(refusal)
            return
        self.context.notices.status(texts.SAVED.format(path=path))


def _carrying(file: CommuneFile, seen: CriteriaSet, year: int) -> Job[carrying.Carried]:
    """A copy of the data first, unless one holds all; then the sheets."""
    yield from backup.ensure_backup(file, backup.CARRY)
    return (yield from carrying.choose_and_carry(file, seen, year))
