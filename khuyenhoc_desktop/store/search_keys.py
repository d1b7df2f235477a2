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
_NAMES_REMEMBERED = 100_000


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
    """Write the search keys of all, or of those in temp.touched."""
    for table, key, source in _SEARCHES:
        chosen = "" if everywhere else " WHERE id IN (SELECT id FROM temp.touched)"
        gone = "" if everywhere else f" WHERE {key} IN (SELECT id FROM temp.touched)"
        connection.execute(f"DELETE FROM {table}{gone}")
        rows = [(i, *search_row(*rest)) for i, *rest in connection.execute(source + chosen)]
        connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?)", rows)


def differences(connection: apsw.Connection, *, everywhere: bool) -> list[tuple[str, int]]:
    """Table and id of each stored key, of all or of those in temp.touched, that the facts do not give."""
    found: list[tuple[str, int]] = []
    for table, key, source in _SEARCHES:
        where = "" if everywhere else " WHERE {} IN (SELECT id FROM temp.touched)"
        stored = {row[0]: row[1:] for row in connection.execute(f"SELECT * FROM {table}{where.format(key)}")}
        fresh = {i: search_row(*rest) for i, *rest in connection.execute(source + where.format("id"))}
        found += [(table, i) for i in stored.keys() | fresh.keys() if stored.get(i) != fresh.get(i)]
    return found
