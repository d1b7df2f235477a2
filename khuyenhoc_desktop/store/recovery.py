"""A new commune file out of what can be read of a damaged one; a backup carried on by the damaged one's journal.

Nothing here writes to the damaged file, nor opens it through SQLite.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

from khuyenhoc_desktop.store import derived, encryption
from khuyenhoc_desktop.store.changesets import unpacked
from khuyenhoc_desktop.store.connection import copy_back, open_database
from khuyenhoc_desktop.store.encryption import KEYRING, FileKey
from khuyenhoc_desktop.store.errors import told_in_words
from khuyenhoc_desktop.store.recovery_cipher import deciphering
from khuyenhoc_desktop.store.recovery_gaps import close_gaps, give_rulings, raise_counters
from khuyenhoc_desktop.store.recovery_pages import Damaged, DamagedFile, Record, Value
from khuyenhoc_desktop.store.recovery_shapes import Shape, is_memory, shapes

PAGES_A_STEP = 500
_NEWER = (
    "SELECT id, at, who, installation, action, summary, kind, target, undone, changeset FROM journal WHERE id > ?"
)


@dataclass(slots=True)
class Salvage:
    """What reading a damaged file gave: pages looked at and unsound ones, records unsound, rows by table."""

    pages: int = 0
    bad_pages: int = 0
    bad_records: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)  # rows put in for lost ones that others name


def salvage(
    damaged: Path, target: Path, backup: Path | None, result: Salvage, key: FileKey | None = None
) -> Iterator[tuple[int, int]]:
    """Write what can be read into a new commune file, step by step (page, pages); fills in `result`.

    With the `key` of a protected file the new one is under it from its first byte. Rows that others name and that
    are lost come from `backup`, or are put in as unreadable, so that nothing hangs.

    Raises:
        UserError: disk_full, disk_fault …
    """
    with told_in_words():
        if key is not None:
            KEYRING.add(key)
            encryption.make_empty(target, key).close()
        open_database(target, create=True).close()
        with _pages_of(damaged, key) as pages, closing(encryption.connect(target, write=True)) as new:
            new.execute("BEGIN IMMEDIATE; DELETE FROM installation")
            yield from _copy_rows(pages, new, result)
            result.filled = close_gaps(new, backup)
            raise_counters(new)
            derived.rebuild(new, None)
            new.execute("COMMIT")


def roll_forward(backup: Path, salvaged: Path, target: Path) -> int:
    """Copy a backup and do again what the salvaged journal says was done after it; protected as the salvaged is.

    Returns how many entries were done again; the first that is missing or does not fit ends it.

    Raises:
        UserError: disk_full, disk_fault …
    """
    copy_back(backup, target, encryption.key_for(salvaged) or encryption.key_for(backup))
    open_database(target, create=False).close()  # a copy made by an earlier release gets today's tables first
    with (
        told_in_words(),
        closing(encryption.connect(salvaged, write=True)) as source,
        closing(encryption.connect(target, write=True)) as new,
    ):
        last: Any = new.execute("SELECT coalesce(max(id), 0) FROM journal").fetchall()[0][0]
        later: Any = source.execute(f"{_NEWER} ORDER BY id", (last,)).fetchall()
        new.execute("BEGIN IMMEDIATE")
        done = 0
        for entry in later:
            if entry[0] != last + 1 or not _done_again(new, entry):
                break
            last, done = entry[0], done + 1
        _take_over_marks(source, new)
        give_rulings(new)
        raise_counters(new)
        derived.rebuild(new, None)
        new.execute("COMMIT")
    return done


def same_line(backup: Path, salvaged: Path) -> bool:
    """Whether the journal of a backup is the beginning of the salvaged one, as far as that can be read."""
    sql = "SELECT id, at, summary FROM journal"
    with closing(encryption.connect(backup)) as old:
        known = set(old.execute(sql))
    last = max((entry[0] for entry in known), default=0)
    with closing(encryption.connect(salvaged)) as new:
        return set(new.execute(f"{sql} WHERE id <= ?", (last,))) <= known


def missing_entries(salvaged: Path) -> int:
    """How many entries of the journal are gaps between those that could be read."""
    with closing(encryption.connect(salvaged)) as file:
        found: Any = file.execute("SELECT coalesce(max(id), 0) - count(*) FROM journal").fetchall()
        return int(found[0][0])


@contextmanager
def _pages_of(damaged: Path, key: FileKey | None) -> Iterator[DamagedFile]:
    if key is None:
        yield DamagedFile(damaged)
        return
    with deciphering(key, DamagedFile(damaged).page_size) as decipher:
        yield DamagedFile(damaged, decipher)


def _copy_rows(damaged: DamagedFile, new: apsw.Connection, result: Salvage) -> Iterator[tuple[int, int]]:
    known = shapes(new)
    result.pages = damaged.count
    for number in range(1, damaged.count + 1):
        if number % PAGES_A_STEP == 1:
            yield number, damaged.count
        try:
            records = damaged.records(number)
        except Damaged:
            result.bad_pages += 1
            continue
        result.bad_records += records.count(None)
        shape = next((one for one in known for record in records if record and one.fits(record)), None)
        if shape is not None:
            _write_rows(new, shape, records, result)


def _write_rows(new: apsw.Connection, shape: Shape, records: Sequence[Record | None], result: Salvage) -> None:
    rows = [shape.row(record) for record in records if record and shape.fits(record)]
    result.bad_records += len(records) - records.count(None) - len(rows)
    table = shape.table
    if table == "setting":
        memories = [row for row in rows if is_memory(row[0])]
        _insert(new, "memory", memories, result)
        rows = [row for row in rows if row not in memories]
    _insert(new, table, rows, result)


def _insert(new: apsw.Connection, table: str, rows: list[list[Value]], result: Salvage) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        new.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", rows)
        result.rows[table] += len(rows)


def _done_again(new: apsw.Connection, entry: tuple[Any, ...]) -> bool:
    try:
        with new:
            if entry[-1]:
                apsw.Changeset.apply(unpacked(entry[-1]), new, conflict=lambda *_: apsw.SQLITE_CHANGESET_ABORT)
            new.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry)
    except (apsw.Error, ValueError):
        return False
    return True


def _take_over_marks(source: apsw.Connection, new: apsw.Connection) -> None:
    """Which entries were undone, and what memory there is."""
    undone = [(row[0],) for row in source.execute("SELECT id FROM journal WHERE undone")]
    new.executemany("UPDATE journal SET undone = 1 WHERE id = ?", undone)
    kept = source.execute("SELECT number, next_counter FROM installation").fetchall()
    new.executemany("INSERT OR IGNORE INTO installation VALUES (?, ?)", kept)
    new.executemany("UPDATE installation SET next_counter = max(next_counter, ?2) WHERE number = ?1", kept)
