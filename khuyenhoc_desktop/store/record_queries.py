"""The records of the registers (household, person, clan, unit), whatever their fields: writing, naming them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, fields
from typing import Any

from khuyenhoc_desktop.domain.subjects import HOUSEHOLD
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

Rows = Iterable[tuple[Any, ...]]


def name_of(file: CommuneFile, table: str, record_id: int) -> str | None:
    """The name of a record (of a household that of its head); None when it is not on file."""
    column = "head_name" if table == HOUSEHOLD else "name"
    name: str | None = file.value(f"SELECT {column} FROM {table} WHERE id = ?", (record_id,))
    return name


def is_on_file(file: CommuneFile, table: str, record_id: int) -> bool:
    """Whether a record is on file, be it in the wastebasket."""
    return file.value(f"SELECT 1 FROM {table} WHERE id = ?", (record_id,)) is not None


def columns_of(made: type[Any]) -> tuple[str, ...]:
    """The columns in which the fields of a record are kept."""
    return tuple(field.name for field in fields(made))


def add(action: Action, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Write new records: (id, *values of these columns)."""
    marks = ", ".join("?" * (len(columns) + 1))
    action.executemany(f"INSERT INTO {table} (id, {', '.join(columns)}) VALUES ({marks})", rows)


def change(action: Action, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Write (*values of these columns, id) of records on file."""
    action.executemany(f"UPDATE {table} SET {_set(columns)} WHERE id = ?", rows)


def edit(action: Action, table: str, record_id: int, record: Any) -> bool:
    """Write all fields of a record; whether it is on file. Columns that stay the same are no change."""
    sql = f"UPDATE {table} SET {_set(columns_of(type(record)))} WHERE id = ? RETURNING 1"
    return bool(action.execute(sql, (*astuple(record), record_id)))


def put(action: Action, table: str, ids: Sequence[int], values: Mapping[str, int | str | None]) -> None:
    """Give all these records the same values."""
    change(action, table, list(values), ((*values.values(), i) for i in ids))


def set_deleted(action: Action, table: str, ids: Sequence[int], at: str | None) -> None:
    """Put records into the wastebasket at a time (ISO), or take them out of it (None)."""
    put(action, table, ids, {"deleted_at": at})


def _set(columns: Sequence[str]) -> str:
    return ", ".join(f"{column} = ?" for column in columns)
