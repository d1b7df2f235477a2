"""The page: a list of the copies in the data folder, and the four things to do with them."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QVBoxLayout, QWidget

from khuyenhoc_desktop.domain.text import format_points
from khuyenhoc_desktop.services import backup, backup_restore
from khuyenhoc_desktop.services.changes import Changes
from khuyenhoc_desktop.services.communes import CommuneFile
from khuyenhoc_desktop.services.progress import Progress
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.backup import texts
from khuyenhoc_desktop.ui.context import Context
from khuyenhoc_desktop.ui.page import Page, PageAction
from khuyenhoc_desktop.ui.widgets.empty_state import EmptyState
from khuyenhoc_desktop.ui.widgets.ids_model import Column, IdsModel
from khuyenhoc_desktop.ui.widgets.record_table import RecordTable

MADE_A_COPY = Changes(frozenset({"backup"}), frozenset())  # no fact has changed, but the window shows the time
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy in the folder; `id` is its place in the list, `size` in bytes."""

    id: int
    path: Path
    made: datetime
    size: int


class BackupPage(Page):
    """Makes copies of the commune's file and puts them back."""

    title = texts.TITLE

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._copies: dict[int, Copy] = {}
        self.model = IdsModel(_columns(), self._records, parent=self)
        self.table = RecordTable(self.model)
        self.table.setAccessibleName(texts.TABLE_NAME)
        self.empty = EmptyState("backup", texts.EMPTY_TITLE, texts.EMPTY_TEXT, [(texts.EMPTY_MAKE, self.make)])
        self.body = QStackedWidget()
        self._lay_out()
        self.table.selected_changed.connect(self.actions_changed)
        self.reload()

    def actions_shown(self) -> list[PageAction]:
        """Make a copy here or on a stick; put one back."""
        some = self.current() is not None
        return [
            PageAction(texts.MAKE, self.make, "F5", True, texts.TIP_MAKE, primary=True),
            PageAction(texts.TO_USB, self.copy_to_usb, "", True, texts.TIP_TO_USB),
            PageAction(texts.RESTORE, self.restore, "", some, texts.TIP_RESTORE),
            PageAction(texts.RESTORE_FILE, self.restore_file, "", True, texts.TIP_RESTORE_FILE),
        ]

    def activate(self, **target: Any) -> None:
        """Copies may have come meanwhile."""
        self.reload()
        self.table.setFocus()

    def refresh(self, changes: Changes) -> None:
        """Other facts do not matter here; a copy that was made does."""
        if not changes.tables or "backup" in changes.tables:
            self.reload()

    def current(self) -> Copy | None:
        """The copy the keyboard is on."""
        current = self.table.current_id()
        return None if current is None else self._copies.get(current)

    def make(self) -> None:
        """Copy the file into the data folder's own folder of copies."""
        self._make(None, lambda path: self.context.notices.status(texts.MADE.format(name=path.name)))

    def copy_to_usb(self) -> None:
        """Copy the file to a folder that is asked for."""
        start = self.context.settings.last_folder()
        chosen = QFileDialog.getExistingDirectory(self, texts.USB_TITLE, start)
        if chosen:
            self.context.settings.set_last_folder(chosen)
            done = texts.USB_DONE
            self._make(
                Path(chosen),
                lambda path: self.context.notices.inform(texts.USB_DONE_TITLE, done.format(path=path)),
            )

    def restore(self) -> None:
        """Put the chosen copy back."""
        copy = self.current()
        if copy is not None:
            self._restore(copy.path, copy.made)

    def restore_file(self) -> None:
        """Put a copy from elsewhere back."""
        start = self.context.settings.last_folder()
        name, _ = QFileDialog.getOpenFileName(self, texts.FILE_TITLE, start, texts.FILES)
        if name:
            path = Path(name)
            self._restore(path, datetime.fromtimestamp(path.stat().st_mtime))

    def reload(self) -> None:
        """Look into the folder again."""
        found = backup.backups(self.context.file.folder)
        self._copies = {number: _copy(number, path) for number, path in enumerate(found, start=1)}
        self.table.show_ids(list(self._copies))
        if self._copies and self.table.current_id() is None:
            self.table.selectRow(0)
        self.body.setCurrentWidget(self.table if self._copies else self.empty)
        self.actions_changed.emit()

    def _lay_out(self) -> None:
        intro = QLabel(texts.INTRO)
        intro.setWordWrap(True)
        for part in (self.table, self.empty):
            self.body.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(12),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(intro)
        layout.addWidget(self.body, 1)

    def _records(self, ids: list[int]) -> list[Copy]:
        return [self._copies[number] for number in ids if number in self._copies]

    def _make(self, folder: Path | None, done: Callable[[Path], None]) -> None:
        def job(file: CommuneFile) -> Generator[Progress, None, Path]:
            yield Progress(0, 0, texts.WORKING)
            return backup.make_backup(file, folder)

        def made(path: Path) -> None:
            self.context.file.tell(MADE_A_COPY)
            done(path)

        self.context.lane.run(texts.WORKING, job, made)

    def _restore(self, path: Path, made: datetime) -> None:
        text = texts.ASK_TEXT.format(name=path.name, when=_when(made))
        if self.context.notices.ask(texts.ASK_TITLE, text, texts.ASK_YES, texts.ASK_NO):
            folder = self.context.file.folder
            self.context.reopen_wanted.emit(folder, lambda: backup_restore.restore(folder, path))


def _copy(number: int, path: Path) -> Copy:
    told = path.stat()
    return Copy(number, path, datetime.fromtimestamp(told.st_mtime), told.st_size)


def _columns() -> list[Column]:
    return [
        Column(texts.WHEN, lambda copy: _when(copy.made), width=22),
        Column(texts.SIZE, _size_words, width=14, right=True),
        Column(texts.FILE, lambda copy: copy.path.name, width=30, stretch=True),
    ]


def _size_words(copy: Copy) -> str:
    """The size in megabytes with one decimal, at least 0,1."""
    tenths = max(round(copy.size * 10 / MEGABYTE), 1)
    return texts.SIZE_WORDS.format(format_points(tenths * 10))


def _when(made: datetime) -> str:
    return f"{made:%d/%m/%Y %H:%M}"
