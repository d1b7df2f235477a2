"""The page: a list of the copies there are, and what can be done with them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import backup, backup_restore, backup_second
from khuyenhoc_desktop.services.backup import Copy
from khuyenhoc_desktop.services.backup_restore import Preview
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.left_files import room_taken
from khuyenhoc_desktop.services.progress import Job
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup import keeper, texts, words
from khuyenhoc_desktop.ui.beside import run_beside
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.lock.dialog import ask_password
from khuyenhoc_desktop.ui.lock.texts import COPY_INTRO
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.buttons import Button
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

OTHER_YES = 1  # of texts.OTHER_CHOICES


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list; `id` is its place in it."""

    id: int
    copy: Copy


class BackupPage(Page):
    """Makes copies of the commune's file and puts them back."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._lines: dict[int, Line] = {}
        self.model = IdsModel(_columns(), self._records, parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.empty = EmptyState("backup", texts.EMPTY_TITLE, texts.EMPTY_TEXT, [(texts.EMPTY_MAKE, self.make)])
        self.body = QStackedWidget()
        self.second, self.room = QLabel(), QLabel()
        self.room.setProperty("kind", "muted")
        self.change_second = Button(texts.CHANGE_SECOND, self.choose_second)
        self._lay_out()
        self.table.selected_changed.connect(self.actions_changed)
        context.backup_made.connect(self.reload)
        self.reload()

    def actions_shown(self) -> list[PageAction]:
        """Make a copy here or on a stick; put one back; rescue."""
        line = self.current()
        readable = line is not None and line.copy.facts is not None
        return [
            PageAction(texts.MAKE, self.make, "F5", True, texts.TIP_MAKE, primary=True),
            PageAction(texts.TO_USB, self.copy_to_usb, "", True, texts.TIP_TO_USB),
            PageAction(texts.RESTORE, self.restore, "", readable, texts.TIP_RESTORE),
            PageAction(texts.RESTORE_FILE, self.restore_file, "", True, texts.TIP_RESTORE_FILE),
            PageAction(texts.RESCUE, self.rescue, "", True, texts.TIP_RESCUE),
        ]

    def activate(self, **target: Any) -> None:
        """Copies may have come meanwhile; a copy that was opened from elsewhere is looked at."""
        self.reload()
        self.table.setFocus()
        copy = target.get("copy")
        if isinstance(copy, Path):
            self._look(copy, _changed_at(copy))

    def refresh(self, changes: Changes) -> None:
        """Other facts do not matter here."""
        if not changes.tables:
            self.reload()

    def current(self) -> Line | None:
        """The copy the keyboard is on."""
        current = self.table.current_id()
        return None if current is None else self._lines.get(current)

    def make(self) -> None:
        """Copy the file into the data folder's own folder of copies."""

        def done(path: Path) -> None:
            self.context.notices.status(texts.MADE.format(name=path.name))

        self._make(backup.backing_up, done)

    def copy_to_usb(self) -> None:
        """Copy the file to the stick or folder that was chosen, or ask for one."""
        second = backup_second.second_copy(self.context.file)
        if second.folder is not None and second.is_there:
            self._copy_to(second.folder)
        else:
            self.choose_second()

    def choose_second(self) -> None:
        """Ask for another stick or folder, and copy to it."""
        chosen = QFileDialog.getExistingDirectory(self, texts.USB_TITLE, self.context.settings.last_folder())
        if chosen:
            self.context.settings.set_last_folder(chosen)
            self._copy_to(Path(chosen))

    def restore(self) -> None:
        """Put the chosen copy back, after showing what differs."""
        line = self.current()
        if line is not None:
            self._look(line.copy.path, line.copy.made)

    def restore_file(self) -> None:
        """Put a copy from elsewhere back."""
        start = self.context.settings.last_folder()
        name, _ = QFileDialog.getOpenFileName(self, texts.FILE_TITLE, start, texts.FILES)
        if name:
            self._look(Path(name), _changed_at(Path(name)))

    def rescue(self) -> None:
        """Close the file and read it page by page."""
        if self.context.notices.ask(texts.RESCUE_TITLE, texts.RESCUE_TEXT, texts.RESCUE_YES, texts.ASK_NO):
            keeper.rescue(self.context)

    def reload(self) -> None:
        """Look into the folders again."""
        second = backup_second.second_copy(self.context.file)
        found = backup.copies_in(self.context.file.folder / backup.FOLDER)
        if second.folder is not None and second.is_there:
            found += backup.copies_in(second.folder)
        found.sort(key=lambda copy: copy.made, reverse=True)
        self._lines = {number: Line(number, copy) for number, copy in enumerate(found, start=1)}
        self.table.show_ids(list(self._lines))
        if self._lines and self.table.current_id() is None:
            self.table.selectRow(0)
        self.body.setCurrentWidget(self.table if self._lines else self.empty)
        self._tell_second(second)
        self.room.setText(words.room(room_taken(self.context.file.folder)))
        self.room.setVisible(bool(self._lines))
        self.actions_changed.emit()

    def _tell_second(self, second: backup_second.SecondCopy) -> None:
        now = datetime.now()
        if second.folder is None:
            told = texts.SECOND_NONE
        else:
            sentence = texts.SECOND_OLD if second.is_old(now) else texts.SECOND
            told = sentence.format(folder=second.folder, when=words.age(second.at, now))
        self.second.setText(told)
        self.second.setProperty("kind", "warn" if second.is_old(now) else "")
        self.second.style().polish(self.second)
        self.change_second.setVisible(second.folder is not None)

    def _lay_out(self) -> None:
        intro = QLabel(texts.INTRO)
        for label in (intro, self.second, self.room):
            label.setWordWrap(True)
        for part in (self.table, self.empty):
            self.body.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(self.second, 1)
        row.addWidget(self.change_second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(intro)
        layout.addLayout(row)
        layout.addWidget(self.body, 1)
        layout.addWidget(self.room)

    def _records(self, ids: list[int]) -> list[Line]:
        return [self._lines[number] for number in ids if number in self._lines]

    def _copy_to(self, folder: Path) -> None:
        def done(path: Path) -> None:
            self.context.notices.inform(texts.USB_DONE_TITLE, texts.USB_DONE.format(path=path))

        self._make(partial(backup_second.copying_to_second, folder=folder), done)

    def _make(self, making: Callable[[CommuneFile], Job[Path]], done: Callable[[Path], None]) -> None:
        def made(path: Path) -> None:
            self.context.backup_made.emit()
            done(path)

        self.context.lane.run(texts.WORKING, making, made)

    def _look(self, path: Path, made: datetime) -> None:
        """Ask for its password where it has one of its own, check it and compare it with now; then ask."""
        if not ask_password(path, COPY_INTRO):
            return

        def seen(preview: Preview) -> None:
            self._ask(path, made, preview)

        self.context.lane.run(texts.COMPARING, lambda file: backup_restore.preview(file, path), seen)

    def _ask(self, path: Path, made: datetime, seen: Preview) -> None:
        notices = self.context.notices
        other = seen.is_other_commune
        if other:
            names = {"copy": f"{seen.copy.kind} {seen.copy.name}", "now": f"{seen.now.kind} {seen.now.name}"}
            text = texts.OTHER_TEXT.format(**names)
            if notices.choose(texts.OTHER_TITLE, text, texts.OTHER_CHOICES) != OTHER_YES:
                return
        text = words.preview(path.name, made, seen)
        if notices.ask(texts.ASK_TITLE, text, texts.ASK_YES, texts.ASK_NO):
            folder = self.context.file.folder
            self.context.reopen(
                folder,
                lambda: run_beside(
                    texts.RESTORING, lambda: backup_restore.restoring(folder, path, other_commune=other)
                ),
            )


def _changed_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime)


def _columns() -> list[Column]:
    return [
        Column(texts.WHEN, lambda line: words.when(line.copy.made), width=17),
        Column(texts.WHY, lambda line: words.why(line.copy), width=25),
        Column(texts.STATE, lambda line: words.state(line.copy), width=15, colour=_colour),
        Column(texts.HOUSEHOLDS, lambda line: _count(line, "households"), width=8, right=True),
        Column(texts.SCORES, lambda line: _count(line, "scores"), width=10, right=True),
        Column(texts.SIZE, lambda line: words.size(line.copy.size), width=11, right=True),
        Column(texts.FILE, lambda line: line.copy.path.name, width=30, stretch=True),
    ]


def _count(line: Line, what: str) -> str:
    return format_count(getattr(line.copy.facts, what)) if line.copy.facts else ""


def _colour(line: Line) -> str | None:
    if line.copy.facts is None:
        return "error"
    return "ok" if line.copy.is_checked else "muted"
