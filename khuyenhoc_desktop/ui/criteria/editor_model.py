"""The tables of a set as Qt models: every cell is text that may be typed, problems shown at their cells."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCompleter, QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from khuyenhoc_desktop.domain.spelling import nfc
from khuyenhoc_desktop.services.criteria.choices import choices_of
from khuyenhoc_desktop.services.criteria.tables import (
    ANSWER,
    EXAMPLES,
    RULES,
    Heading,
    Row,
    SetTables,
    Spot,
    headings,
)
from khuyenhoc_desktop.ui import theme
from khuyenhoc_desktop.ui.criteria import texts

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
VALUE = 1  # the column of the rules in which is typed


class TableModel(QAbstractTableModel):
    """One table of the set being edited; of the rules each row is one of them."""

    def __init__(self, tables: SetTables, table: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = table
        self._tables = tables
        self._problems: Mapping[Spot, str] = {}
        self._heads = headings(tables, table)

    @property
    def rows(self) -> list[Row]:
        """The rows of criteria or examples."""
        return self._tables.examples if self.table == EXAMPLES else self._tables.lines

    def spot(self, index: Index) -> Spot:
        """The cell of an index."""
        if self.table == RULES:
            return Spot(RULES, 0, self._heads[index.row()].key)
        return Spot(self.table, index.row(), self._heads[index.column()].key)

    def index_of(self, spot: Spot) -> QModelIndex:
        """Where a cell is shown; the beginning of its row where its column is not."""
        keys = [head.key for head in self._heads]
        at = keys.index(spot.key) if spot.key in keys else 0
        return self.index(at, VALUE) if self.table == RULES else self.index(spot.row, at)

    def heading(self, index: Index) -> Heading:
        """What a cell is about."""
        return self._heads[index.row() if self.table == RULES else index.column()]

    def show_problems(self, problems: Mapping[Spot, str]) -> None:
        """The cells with a problem, and what it is."""
        self._problems = problems
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Role.BackgroundRole, Role.ToolTipRole])

    def read_again(self) -> None:
        """Columns may have come or gone (codes, levels)."""
        heads = headings(self._tables, self.table)
        if heads != self._heads:
            self.beginResetModel()
            self._heads = heads
            self.endResetModel()

    def insert(self, at: int) -> None:
        """An empty row."""
        self.beginInsertRows(QModelIndex(), at, at)
        self.rows.insert(at, {})
        self.endInsertRows()

    def remove(self, at: int) -> None:
        """Take a row away; the worked examples no longer answer an indicator that goes."""
        if self.table != EXAMPLES and self.rows[at].get("indicator"):
            for example in self._tables.examples:
                example.pop(f"{ANSWER}{self.rows[at].get('code', '')}", None)
        self.beginRemoveRows(QModelIndex(), at, at)
        del self.rows[at]
        self.endRemoveRows()

    def move(self, at: int, to: int) -> None:
        """Let two neighbouring rows change places."""
        self.rows[at], self.rows[to] = self.rows[to], self.rows[at]
        self.dataChanged.emit(self.index(min(at, to), 0), self.index(max(at, to), self.columnCount() - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many rows."""
        if parent.isValid():
            return 0
        return len(self._heads) if self.table == RULES else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt: how many columns."""
        if parent.isValid():
            return 0
        return len(texts.RULE_HEADS) if self.table == RULES else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """Qt: the headings, with how to fill in as the tip, and the row numbers from 1."""
        if orientation == Qt.Orientation.Vertical:
            return section + 1 if role == Role.DisplayRole else None
        if self.table == RULES:
            return texts.RULE_HEADS[section] if role == Role.DisplayRole else None
        if not 0 <= section < len(self._heads):
            return None
        head = self._heads[section]
        return {Role.DisplayRole: head.words, Role.ToolTipRole: head.about}.get(Role(role))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Qt: which cells may be typed in."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        is_typed = self.table != RULES or index.column() == VALUE
        return flags | Qt.ItemFlag.ItemIsEditable if is_typed else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Qt: a cell."""
        if not index.isValid() or not 0 <= index.row() < self.rowCount():
            return None
        if self.table == RULES and index.column() != VALUE:
            head = self._heads[index.row()]
            return (head.words if index.column() == 0 else head.about) if role == Role.DisplayRole else None
        return self._cell(index, role)

    def _cell(self, index: Index, role: int) -> Any:
        spot = self.spot(index)
        if role in (Role.DisplayRole, Role.EditRole):
            return self._tables.text(spot)
        if role == Role.ToolTipRole:
            return self._problems.get(spot) or self._tables.text(spot) or self.heading(index).about
        if role == Role.BackgroundRole and spot in self._problems:
            return theme.colour("error_soft")
        if role == Role.FontRole and self.table != RULES and self.rows[index.row()].get("criterion"):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Qt: what was typed in a cell; an empty text takes the cell away."""
        if role != Role.EditRole or not index.isValid():
            return False
        spot, text = self.spot(index), nfc(str(value)).strip()
        row = self._tables.rules if spot.table == RULES else self.rows[spot.row]
        if row.get(spot.key, "") == text:
            return False
        if spot.key == "code" and row.get("indicator") and text:
            self._rename_answers(row.get("code", ""), text)
        if text:
            row[spot.key] = text
        else:
            row.pop(spot.key, None)
        self.dataChanged.emit(index, index)
        return True

    def _rename_answers(self, old: str, new: str) -> None:
        """The worked examples go with an indicator whose code is typed anew."""
        for example in self._tables.examples:
            if old and f"{ANSWER}{old}" in example:
                example[f"{ANSWER}{new}"] = example.pop(f"{ANSWER}{old}")


class CellDelegate(QStyledItemDelegate):
    """A line to type in, with what may be chosen offered below it. Signals: typing - a cell (Spot), its text."""

    typing = Signal(object, str)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Qt: the editor of a cell."""
        model: QAbstractItemModel = index.model()
        line = QLineEdit(parent)
        line.setFrame(False)
        if isinstance(model, TableModel):
            head = model.heading(index)
            line.setAccessibleName(head.words)
            spot = model.spot(index)
            line.textChanged.connect(lambda text: self.typing.emit(spot, text))
            offered = choices_of(model.table, head.key)
            if offered:
                completer = QCompleter(list(offered), line)
                completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
                completer.setFilterMode(Qt.MatchFlag.MatchContains)
                line.setCompleter(completer)
        return line
