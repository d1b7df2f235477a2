"""Minted ids: the installation's number in the high bits, a counter in the low ones."""

from typing import Any

import apsw

from khuyenhoc_desktop.store.schema import COUNTER_BITS

# More than any file mints between two copies, and small enough for 65,000 restorings.
_LEAP = 1 << 24


def register_installation(connection: apsw.Connection, number: int) -> None:
    """Make the counter of this installation, unless the file has it already."""
    known = connection.execute("SELECT 1 FROM installation WHERE number = ?", (number,)).fetchall()
    if not known:
        connection.execute("INSERT OR IGNORE INTO installation VALUES (?, 1)", (number,))


def leap(connection: apsw.Connection) -> None:
    """Leave a gap in every counter: a copy put back must not mint again what was minted after it was made."""
    connection.execute("UPDATE installation SET next_counter = next_counter + ?", (_LEAP,))


def mint(connection: apsw.Connection, number: int, count: int) -> range:
    """`count` ids never used before; must stand inside the transaction that uses them."""
    after: Any = connection.execute(
        "UPDATE installation SET next_counter = next_counter + ? WHERE number = ? RETURNING next_counter",
        (count, number),
    ).fetchall()[0][0]
    first = (number << COUNTER_BITS) + after - count
    return range(first, first + count)
