"""Whole copies of the commune file: written from one snapshot, told from inside, and checked before they count.

How a copy is checked within a second also at 60,000 households: the copy is made page by page inside one read
transaction, in which the rows of every table are also counted and the standings added up. The copy is opened by
itself: SQLite's integrity check (its two halves side by side), the schema as in the source, the same counts and
sums, broken references, and the derived rows of 300 households drawn at random recomputed from their facts. A
thorough check recomputes all of them (about two seconds more at that size); services/backup.py asks for it once a
day.
"""

import json
from collections.abc import Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import apsw

from khuyenhoc_desktop.store import derived, encryption
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.connection import has_planted_commands, lacks_tables
from khuyenhoc_desktop.store.errors import told_in_words
from khuyenhoc_desktop.store.schema import APPLICATION_ID, DERIVED_TABLES, FACT_TABLES, SCHEMA_VERSION

PAGES_A_STEP = 4000
PAGES_KEPT = 64_000  # kB of pages of a protected file that stay in memory while it is copied or checked
_THREADS = 2  # beside the one that counts
SAMPLE = 300  # households whose derived rows are recomputed in every copy
FACTS_KEY, RESTORED_KEY = "backup.facts", "backup.restored_at"
SOME, ALL = "some", "all"  # how much of what is derived was recomputed
_COUNTED = (*FACT_TABLES, *DERIVED_TABLES, "journal", "installation")
_SUMS = "SELECT total(registered), total(total), total(recognised) FROM standing"
# What a copy is told by: tables that a copy of an earlier release has not are counted as empty.
_REGISTERS = ("household", "person", "clan", "unit")
_SCHEMA = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
_DRAWN = "SELECT id FROM household ORDER BY random() LIMIT ?"


Steps = Generator[None, None, None]


class UnsoundCopy(Exception):
    """A copy that cannot be trusted; the argument says what was found."""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """What a copy holds. `entry` is its last journal entry (0 = none), `entry_at` when that was made (ISO).

    `reason`, `made_at` (ISO) and `recomputed` ("some", "all") are "" for a file that was not written as a copy.
    """

    code: str
    name: str
    kind: str
    households: int
    scores: int
    years: tuple[int, ...]
    entry: int
    entry_at: str
    reason: str = ""
    made_at: str = ""
    recomputed: str = ""
    persons: int = 0
    clans: int = 0
    units: int = 0


def write_copy(file: CommuneFile, target: Path, reason: str, made_at: str, *, thorough: bool) -> Steps:
    """Write a checked copy step by step; closing the iterator leaves it unfinished.

    Raises:
        UnsoundCopy: what was written is not what was read. UserError: disk_full, disk_fault, corrupt …
    """
    key = encryption.key_for(file.path)
    with file.snapshot(), _deciphered_once(file.connection_here(), key) as source:
        facts = _facts(source, reason, made_at, ALL if thorough else SOME)
        yield
        yield from _copy_pages(source, target, key)
        _note(target, facts)
        yield
        yield from check_copy(target, source, thorough=thorough)


def check_copy(path: Path, source: apsw.Connection | None = None, *, thorough: bool = False) -> Iterator[None]:
    """Open a copy and check it, step by step; also against its source, which must stand still meanwhile.

    Raises:
        UnsoundCopy. UserError: password_needed.
    """
    try:
        with closing(_opened(path)) as copy, ThreadPoolExecutor(_THREADS) as beside:
            looked = [beside.submit(_look, path, *asked) for asked in _integrity_checks(copy)]
            yield
            _refuse(bool(copy.execute("PRAGMA foreign_key_check").fetchall()), "references")
            _refuse(source is not None and _figures(copy) != _figures(source), "figures")
            yield
            if copy.pragma("user_version") == SCHEMA_VERSION:
                _refuse(_derived_differ(copy, thorough), "derived")
            yield
            _refuse(not all(look.result() for look in looked), "integrity_check")
    except apsw.Error as fault:
        raise UnsoundCopy(type(fault).__name__) from fault


def _integrity_checks(copy: apsw.Connection) -> list[list[str]]:
    """SQLite's integrity check in two halves that take as long: all pages, and every index against its table."""
    tables: Any = copy.execute("SELECT DISTINCT tbl_name FROM sqlite_schema WHERE type = 'index'")
    return [[f'PRAGMA integrity_check("{name}")' for (name,) in tables], ["PRAGMA quick_check"]]


def _look(path: Path, *asked: str) -> bool:
    """Whether all these checks say "ok"; for a thread of its own."""
    with closing(_opened(path)) as opened, _deciphered_once(opened, encryption.key_for(path)) as copy:
        return all(copy.execute(check).fetchall() == [("ok",)] for check in asked)


def facts_of(path: Path) -> CopyFacts:
    """What a copy, or a commune file at rest, holds. Also of older schema versions.

    Raises:
        UnsoundCopy: it cannot be opened or is not ours. UserError: password_needed.
    """
    try:
        with closing(_opened(path)) as copy:
            noted = copy.execute("SELECT value FROM memory WHERE key = ?", (FACTS_KEY,)).fetchall()
            last = copy.execute("SELECT coalesce(max(id), 0) FROM journal").fetchall()[0][0]
            if noted:
                told = json.loads(str(noted[0][0]))
                facts = CopyFacts(**{**told, "years": tuple(told["years"])})
                if facts.entry == last:
                    return facts
            return _facts(copy)
    except (apsw.Error, ValueError, TypeError, KeyError) as fault:
        raise UnsoundCopy(type(fault).__name__) from fault


def last_entry_mark(file: CommuneFile) -> tuple[int, str]:
    """Number and time (ISO) of the last journal entry, (0, "") = none."""
    row = file.row("SELECT id, at FROM journal ORDER BY id DESC LIMIT 1")
    return (row[0], row[1]) if row else (0, "")


def current_facts(file: CommuneFile) -> CopyFacts:
    """What the open commune file holds now."""
    with file.snapshot():
        return _facts(file.connection_here())


def mark_restored(path: Path, at: str) -> None:
    """Take the note out of a copy that becomes the commune file, and note when that was (ISO)."""
    with told_in_words(), closing(encryption.connect(path, write=True)) as copy:
        copy.execute("DELETE FROM memory WHERE key = ?", (FACTS_KEY,))
        if copy.pragma("user_version") == SCHEMA_VERSION:
            copy.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (RESTORED_KEY, at))


def restored_at(path: Path) -> str:
    """When a commune file was put in its place last (ISO), "" = never."""
    with closing(_opened(path)) as file:
        found = file.execute("SELECT value FROM memory WHERE key = ?", (RESTORED_KEY,)).fetchall()
        return str(found[0][0]) if found else ""


def _opened(path: Path) -> apsw.Connection:
    """A copy opened for reading only.

    Raises:
        UnsoundCopy: not ours, or made by a newer program. UserError: password_needed. apsw.Error.
    """
    copy = encryption.connect(path)
    try:
        version = copy.pragma("user_version")
        _refuse(copy.pragma("application_id") != APPLICATION_ID, "not ours")
        _refuse(not 0 < version <= SCHEMA_VERSION, "version")
        _refuse(has_planted_commands(copy) or lacks_tables(copy, version), "schema")
    except BaseException:
        copy.close()
        raise
    return copy


@contextmanager
def _deciphered_once(connection: apsw.Connection, key: encryption.FileKey | None) -> Iterator[apsw.Connection]:
    """Let a connection keep every page it reads: deciphering one takes longer than finding it again in memory."""
    before = connection.pragma("cache_size")
    connection.pragma("cache_size", -PAGES_KEPT if key else before)
    try:
        yield connection
    finally:
        connection.pragma("cache_size", before)
        connection.pragma("shrink_memory")


def _copy_pages(source: apsw.Connection, target: Path, key: encryption.FileKey | None) -> Iterator[None]:
    with told_in_words(), closing(encryption.connect(target, write=True, key=key)) as copy:
        with copy.backup("main", source, "main") as backup:
            while not backup.done:
                backup.step(PAGES_A_STEP)
                yield
        copy.pragma("journal_mode", "delete")  # so that it opens from a stick that cannot be written


def _note(target: Path, facts: CopyFacts) -> None:
    """Write into the copy what it holds: it is told at once, wherever the copy is carried."""
    with told_in_words(), closing(encryption.connect(target, write=True)) as copy:
        told = json.dumps(asdict(facts), ensure_ascii=False)
        copy.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (FACTS_KEY, told))


def _figures(connection: apsw.Connection) -> tuple[Any, ...]:
    """The schema, the rows of every table and the sums of the standings."""
    counts = [connection.execute(f"SELECT count(*) FROM {table}").fetchall() for table in _COUNTED]
    return (connection.execute(_SCHEMA).fetchall(), counts, connection.execute(_SUMS).fetchall())


def _facts(connection: apsw.Connection, reason: str = "", made_at: str = "", recomputed: str = "") -> CopyFacts:
    entry: Any = connection.execute("SELECT id, at FROM journal ORDER BY id DESC LIMIT 1").fetchall() or [(0, "")]
    settings: Any = dict(connection.execute("SELECT key, value FROM setting"))
    counts = {table: _living(connection, table) for table in _REGISTERS}
    scores: Any = connection.execute("SELECT count(*) FROM score").fetchall()
    return CopyFacts(
        code=settings.get("commune.code") or "",
        name=settings.get("commune.name") or "",
        kind=settings.get("commune.kind") or "xã",
        households=counts["household"],
        scores=scores[0][0],
        years=tuple(row[0] for row in connection.execute("SELECT year FROM assessment_year ORDER BY year")),
        entry=entry[0][0],
        entry_at=entry[0][1],
        reason=reason,
        made_at=made_at,
        recomputed=recomputed,
        persons=counts["person"],
        clans=counts["clan"],
        units=counts["unit"],
    )


def _living(connection: apsw.Connection, table: str) -> int:
    """How many there are, the wastebasket apart."""
    if not connection.table_exists("main", table):
        return 0
    found: Any = connection.execute(f"SELECT count(*) FROM {table} WHERE deleted_at IS NULL").fetchall()
    return int(found[0][0])


def _derived_differ(copy: apsw.Connection, thorough: bool) -> bool:
    if thorough:
        return bool(derived.differences(copy))
    drawn = [row[0] for row in copy.execute(_DRAWN, (SAMPLE,))]
    return bool(derived.differences(copy, drawn))


def _refuse(found: bool, what: str) -> None:
    if found:
        raise UnsoundCopy(what)
