"""Telling the records of a damaged file apart: to which table a record belongs is read from its columns alone.

The pages that say which page is whose may be lost. So the tables must differ in the number of their columns, in
their types, or in what else is known of them; tests/store/test_recovery_shapes.py holds them to it.
"""

from dataclasses import dataclass
from typing import Any

import apsw

from khuyenhoc_desktop.store.recovery_pages import Record, Value
from khuyenhoc_desktop.store.schema import COLUMNS_AT_FIRST, COUNTER_BITS, FACT_TABLES

RESCUED_TABLES = (*FACT_TABLES, "journal", "installation", "memory")
_TYPES: dict[str, tuple[type, ...]] = {
    "INTEGER": (int,),
    "TEXT": (str,),
    "BLOB": (bytes,),
    "ANY": (int, float, str, bytes),
}
# Tells a memory from a setting, which has the same columns.
_MEMORIES = ("backup.", "derived.", "draft.", "handover.", "import.")
# Tells the number of an installation from the minted id of a household, where the columns are alike.
_FIRST_MINTED = 1 << COUNTER_BITS


@dataclass(frozen=True, slots=True)
class Shape:
    """How the rows of a table lie in its pages. `alias`: the column that is the rowid, None without rowids.

    `columns` has of each its types, and whether NULL may stand there. Rows written before columns were added end
    with column `at_first`; the others are then as in `defaults`.
    """

    table: str
    columns: tuple[tuple[tuple[type, ...], bool], ...]
    alias: int | None
    at_first: int
    defaults: tuple[Value, ...]

    def fits(self, record: Record) -> bool:
        """Whether a record can be a row of this table."""
        rowid, values = record
        if len(values) not in (len(self.columns), self.at_first) or (rowid is None) != (self.alias is None):
            return False
        for number, (value, (types, nullable)) in enumerate(zip(values, self.columns, strict=False)):
            if value is None:
                if not nullable and number != self.alias:
                    return False
            elif type(value) not in types or number == self.alias or (type(value) is str and "\0" in value):
                return False
        return self._is_its_rowid(rowid)

    def row(self, record: Record) -> list[Value]:
        """The row, with its rowid in its place."""
        rowid, values = record
        if self.alias is not None:
            values[self.alias] = rowid
        return values + list(self.defaults[len(values) :])

    def _is_its_rowid(self, rowid: int | None) -> bool:
        if self.table == "installation":
            return rowid is not None and rowid < _FIRST_MINTED
        return self.table != "clan_household" or (rowid is not None and rowid >= _FIRST_MINTED)


def shapes(connection: apsw.Connection) -> list[Shape]:
    """The shapes of all tables that are rescued, as this program's schema makes them."""
    return [_shape(connection, table) for table in RESCUED_TABLES]


def is_memory(key: Value) -> bool:
    """Whether a key of the shape of settings is one of the memory."""
    return str(key).startswith(_MEMORIES)


def _shape(connection: apsw.Connection, table: str) -> Shape:
    told: Any = connection.execute(f"PRAGMA table_info({table})").fetchall()
    kinds: Any = connection.execute("SELECT wr FROM pragma_table_list(?)", (table,)).fetchall()
    columns = tuple((_TYPES[row[2]], not row[3] and not row[5]) for row in told)
    alias = None if kinds[0][0] else next(number for number, row in enumerate(told) if row[5])
    return Shape(table, columns, alias, COLUMNS_AT_FIRST.get(table, len(told)), tuple(map(_default, told)))


def _default(column: tuple[Any, ...]) -> Value:
    text: str | None = column[4]
    if text is None:
        return None
    return text[1:-1] if text[:1] == "'" else int(text)
