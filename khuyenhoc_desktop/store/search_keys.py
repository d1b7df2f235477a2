"""What households and persons are sorted by and found by: derived from their names, codes and addresses."""

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


def search_row(name: str, code: str | None, address: str | None, number: str | None) -> tuple[str, str]:
    """The sort key and the text to search in, for one household or person."""
    return name_sort_key(name), fold(f"{name}|{code or ''}|{address or ''}|{number or ''}")


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
