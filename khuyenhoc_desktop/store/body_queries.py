"""Clans and units, of which there are some hundreds: whole rows with where they stand in a year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from khuyenhoc_desktop.store import finding
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.standings import COLUMNS, JOINED, InYear, made

B = TypeVar("B", bound="BodyRow")


@dataclass(frozen=True, slots=True)
class BodyRow(InYear):
    """A clan or unit in a year.

    `group_id` is the thôn written down, `place_id` and `group` the one that stands for it in the year (after a
    merge another one).
    """

    code: str | None
    name: str
    head_name: str | None
    address: str | None
    group_id: int | None
    note: str | None
    valid_from: int
    valid_to: int | None
    deleted_at: str | None
    place_id: int | None
    group: str | None


_COLUMNS = (
    f"{COLUMNS}, x.code, x.name, x.head_name, x.address, x.group_id, x.note, x.valid_from, x.valid_to,"
    " x.deleted_at, g.id, g.name"
)
_JOINED = f"{JOINED} LEFT JOIN residential_group g ON g.id = coalesce(t.group_id, x.group_id)"


def read(
    file: CommuneFile, kind: type[B], table: str, more: str, year: int, ids: Sequence[int] | None = None
) -> list[B]:
    """These rows of a table in their order, with `more` columns; None: all, those in the wastebasket too."""
    sql = f"SELECT {_COLUMNS}, {more} FROM {table} x {_JOINED}"
    if ids is None:
        return [made(kind, row) for row in file.query(sql, (year,))]
    return finding.rows_of(file, kind, f"{sql} WHERE x.id IN (SELECT value FROM json_each(?2))", year, ids)


def not_ended(file: CommuneFile, table: str, year: int) -> list[tuple[int, str, str | None, int]]:
    """Id, name, code and first year of the clans or units that have not ended before a year."""
    sql = (
        f"SELECT id, name, code, valid_from FROM {table} WHERE deleted_at IS NULL"
        " AND (valid_to IS NULL OR valid_to >= ?)"
    )
    return [(a, b, c, d) for a, b, c, d in file.query(sql, (year,))]


def go_over(action: Action, followers: Iterable[tuple[str, str]], source: int, into: int) -> None:
    """Whoever names one of them in these columns (table, column) names another now."""
    for table, column in followers:
        action.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (into, source))
