"""What households and persons are sorted by and found by: derived from their names, codes and addresses."""

from functools import lru_cache

import apsw

from khuyenhoc_desktop.domain.text import fold, name_sort_key

# Table, its key, and where names come from.
_SEARCHES = (
    (
        "household_search",
        "household_id",
        "SELECT id, head_name, code, address, personal_number FROM household",
    ),
    ("person_search", "person_id", "SELECT id, name, code, NULL, personal_number FROM person"),
)


# Names repeat among the people of a commune, and a recompute meets each of them hundreds of thousands of times.
_NAMES_REMEMBERED = 30_000


def search_row(name: str, code: str | None, address: str | None, number: str | None) -> tuple[str, str]:
    """The sort key and the text to search in, for one household or person."""
    key, folded = _of_name(name)
    return key, f"{folded}|{_folded(code)}|{_folded(address)}|{_folded(number)}"


@lru_cache(maxsize=_NAMES_REMEMBERED)
def _of_name(name: str) -> tuple[str, str]:
    return name_sort_key(name), fold(name)


def _folded(text: str | None) -> str:
    if not text:
        return ""
    if text.isascii() and text.isalnum():  # codes and numbers: what fold makes of them, at once
        return text.lower().replace("y", "i")
    return fold(text)


def write(connection: apsw.Connection, *, everywhere: bool) -> None:
    """Write the search keys of all, or of those in temp.touched; where they stand already, nothing is written."""
    for table, key, source in _SEARCHES:
        gone, stale = _stale(connection, table, key, source, everywhere=everywhere)
        connection.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(i,) for i in gone])
        connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?)", stale)


def differences(connection: apsw.Connection, *, everywhere: bool) -> list[tuple[str, int]]:
    """Table and id of each stored key, of all or of those in temp.touched, that the facts do not give."""
    found: list[tuple[str, int]] = []
    for table, key, source in _SEARCHES:
        gone, stale = _stale(connection, table, key, source, everywhere=everywhere)
        found += [(table, i) for i in (*gone, *(row[0] for row in stale))]
    return found


def _stale(
    connection: apsw.Connection, table: str, key: str, source: str, *, everywhere: bool
) -> tuple[list[int], list[tuple[int, str, str]]]:
    """The ids of keys stored for nobody, and the rows that are missing or stored otherwise."""
    where = "" if everywhere else " WHERE {} IN (SELECT id FROM temp.touched)"
    nobody = f"SELECT {key} FROM {table}{where.format(key)}{' AND' if where else ' WHERE'} NOT EXISTS"
    nobody += f" (SELECT 1 FROM ({source}) x WHERE x.id = {key})"
    both = (
        f"SELECT x.*, s.sort_key, s.find FROM ({source}{where.format('id')}) x"
        f" LEFT JOIN {table} s ON s.{key} = x.id"
    )
    stale = [
        (i, *fresh)
        for i, name, code, address, number, sort_key, find in connection.execute(both)
        if (fresh := search_row(name, code, address, number)) != (sort_key, find)
    ]
    return [row[0] for row in connection.execute(nobody)], stale
