"""The journal as a table that grows: the newest entries first, older ones read when one scrolls to them."""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from khuyenhoc_desktop.services.history import Entry
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.history import texts
from khuyenhoc_desktop.ui.widgets.ids_model import LEFT, Index

PAGE = 200  # entries read at once
log = logging.getLogger(__name__)
# limit, before (None = from the newest) -> entries
Read = Callable[[int, int | None], list[Entry]]


class JournalModel(QAbstractTableModel):
    """Entries of the journal; `read` gets them, newest first."""

    def __init__(self, read: Read, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read = read
        self._entries: list[Entry] = []
        self._ended = False

    def reload(self) -> None:
        """Read anew from the newest on, as many as were shown."""
        wanted = max(len(self._entries), PAGE)
        entries = self._read(wanted, None)
        self.beginResetModel()
        self._entries, self._ended = entries, len(entries) < wanted
        self.endResetModel()

    def restart(self) -> None:
        """Read the newest page; what is sought has changed."""
        self._entries = []
        self.reload()

    def entry(self, row: int) -> Entry | None:
        """The entry of a row."""
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def row_of(self, entry_id: int | None) -> int | None:
        """The row of an entry among those that were read."""
        return next((row for row, one in enumerate(self._entries) if one.id == entry_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many entries were read."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: when, what, state, who."""
        return 0 if parent.isValid() else len(texts.COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        """Qt: whether there are older entries."""
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: Index) -> None:
        """Qt: read older entries."""
        if not self.canFetchMore(parent):
            return
        try:
            more = self._read(PAGE, self._entries[-1].id if self._entries else None)
        except Exception:
            log.exception("older entries could not be read")
            more = []
        self._ended = len(more) < PAGE
        if more:
            first = len(self._entries)
            self.beginInsertRows(QModelIndex(), first, first + len(more) - 1)
            self._entries += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        entry = self.entry(index.row()) if index.isValid() else None
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return _WORDS[index.column()](entry)
        if role == Qt.ItemDataRole.UserRole:
            return entry.id
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("muted") if entry.undone or entry.kind != "do" else None
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the titles."""
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(texts.COLUMNS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return texts.COLUMNS[section]
        return LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None


def when_words(entry: Entry) -> str:
    """«01/12/2026 14:03»."""
    return f"{datetime.fromisoformat(entry.at):%d/%m/%Y %H:%M}"


def what_words(entry: Entry) -> str:
    """What was done; of an undo, what it took back."""
    return texts.DOING.get(entry.kind, "{}").replace("{}", entry.summary)


def state_words(entry: Entry) -> str:
    """Whether it was taken back since, or cannot be."""
    if entry.kind == "begin":
        return texts.CANNOT_UNDO
    return texts.UNDONE if entry.undone and entry.kind == "do" else ""


_WORDS = (when_words, what_words, state_words, lambda entry: entry.who)
