"""A table model for long lists: it knows the ids of all rows, and the records of those that are looked at."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.widgets.fitting import halves

BLOCK = 100  # records read at once
KEPT_BLOCKS = 100  # blocks remembered
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
Index = QModelIndex | QPersistentModelIndex
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, the text of a record in it, and how it looks.

    `sort` is the key sent with sort_wanted ("" = cannot be sorted by), `width` is in letters, `colour`
    names a theme role for a record ("ok", "warn" … or None), `stretch` takes the room that is left, `two_lines`
    breaks a title that is longer than what stands below it.
    """

    title: str
    text: Callable[[Any], str]
    sort: str = ""
    width: int = 12
    right: bool = False
    stretch: bool = False
    colour: Callable[[Any], str | None] | None = None
    two_lines: bool = False

    @property
    def heading(self) -> str:
        """The title as it stands above the column."""
        return "\n".join(halves(self.title)) if self.two_lines else self.title


class IdsModel(QAbstractTableModel):
    """Rows by id. `load` reads the records of some ids (in any order, those that are gone left out)."""

    def __init__(
        self,
        columns: Sequence[Column],
        load: Callable[[list[int]], Iterable[Any]],
        ident: Callable[[Any], int] = attrgetter("id"),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = list(columns)
        self._load, self._ident = load, ident
        self._ids: list[int] = []
        self._rows: dict[int, int] | None = None
        self._blocks: dict[int, dict[int, Any]] = {}

    def set_ids(self, ids: Sequence[int]) -> None:
        """Show these ids, in this order."""
        self.beginResetModel()
        self._ids, self._rows = list(ids), None
        self._blocks.clear()
        self.endResetModel()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns for the same rows."""
        self.beginResetModel()
        self.columns = list(columns)
        self.endResetModel()

    def reread(self) -> None:
        """The same ids, but read their records anew (facts have changed)."""
        self._blocks.clear()
        if self._ids and self.columns:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, len(self.columns) - 1))

    def ids(self) -> list[int]:
        """All ids, in order."""
        return list(self._ids)

    def id_at(self, row: int) -> int | None:
        """The id of a row; None outside."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, ident: int) -> int | None:
        """The row of an id; None when it is not shown."""
        if self._rows is None:
            self._rows = {one: row for row, one in enumerate(self._ids)}
        return self._rows.get(ident)

    def record(self, row: int) -> Any | None:
        """The record of a row; None when it is gone, outside, or could not be read."""
        ident = self.id_at(row)
        return None if ident is None else self._block(row // BLOCK).get(ident)

    def records(self, rows: Sequence[int]) -> list[Any]:
        """The records of many rows, read at one go and not remembered. Raises what `load` raises."""
        ids = [self._ids[row] for row in rows]
        found = {self._ident(record): record for record in self._load(ids)}
        return [found[ident] for ident in ids if ident in found]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell. It never raises: what fails is logged once for its block and shown empty."""
        try:
            return self._cell(index, role)
        except Exception:
            log.exception("a cell could not be shown")
            return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Qt: the titles, and the row numbers from 1."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Qt.ItemDataRole.DisplayRole else None
        if not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].heading
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if self.columns[section].right else LEFT
        return None

    def _cell(self, index: Index, role: int) -> Any:
        if not index.isValid() or not 0 <= index.column() < len(self.columns):
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if column.right else LEFT
        if role == Qt.ItemDataRole.UserRole:
            return self.id_at(index.row())
        if role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.ForegroundRole,
        ):
            return None
        record = self.record(index.row())
        if record is None:
            return None
        if role == Qt.ItemDataRole.ForegroundRole:
            name = column.colour(record) if column.colour else None
            return theme.colour(name) if name else None
        return column.text(record)

    def _block(self, number: int) -> dict[int, Any]:
        block = self._blocks.get(number)
        if block is None:
            if len(self._blocks) >= KEPT_BLOCKS:
                del self._blocks[next(iter(self._blocks))]
            block = self._blocks[number] = {}  # stays empty when reading fails: asked once, not per cell
            wanted = self._ids[number * BLOCK : (number + 1) * BLOCK]
            block.update((self._ident(record), record) for record in self._load(wanted))
        return block
