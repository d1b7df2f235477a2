"""The open commune file: reading, and actions that are journaled. One object, one connection a thread."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import apsw
import peewee

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.changes import Changes
from khuyenhoc_desktop.store.connection import open_database
from khuyenhoc_desktop.store.derived import rebuild
from khuyenhoc_desktop.store.errors import in_words, told_in_words
from khuyenhoc_desktop.store.ids import register_installation
from khuyenhoc_desktop.store.places import refuse_gone

FILE_NAME = "khuyenhoc.db"

Row = tuple[Any, ...]


class CommuneFile:
    """A commune's data folder, opened. `listeners` are told of every action after it is on the disk."""

    def __init__(
        self, folder: Path, installation: int, who: str, *, create: bool = False, name: str = FILE_NAME
    ) -> None:
        self.folder = folder
        self.path = folder / name
        self.installation = installation
        self.who = who
        self.listeners: list[Callable[[Changes], None]] = []
        self._database = open_database(self.path, create=create)
        try:
            with told_in_words():
                register_installation(self._here(), installation)
        except BaseException:
            self.close()
            raise

    def open_here(self) -> None:
        """Give the calling thread a connection of its own."""
        with told_in_words():
            self._database.connect(reuse_if_open=True)

    def close(self) -> None:
        """Close the calling thread's connection; a disk that fails now loses nothing that was confirmed."""
        if self._database.is_closed():
            return
        try:
            self._database.close()
        except peewee.OperationalError as fault:
            if in_words(fault) is None:
                raise

    def close_as_one(self) -> None:
        """Bring what stands in the -wal into the file itself and close, so that it can be moved.

        Raises:
            UserError: disk_full, disk_fault … ; closing alone would not tell.
        """
        self.query("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()

    def is_open_here(self) -> bool:
        """Whether the calling thread has a connection."""
        return not self._database.is_closed()

    def query(self, sql: str, params: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query."""
        with told_in_words():
            return list(self._here().execute(sql, params))

    def each(self, sql: str, params: Sequence[Any] = ()) -> Iterator[Row]:
        """The rows of a long query one at a time; inside a snapshot or an action they are of one state."""
        with told_in_words():
            yield from self._here().execute(sql, params)

    def _here(self) -> apsw.Connection:
        """This thread's connection; a thread that has opened none is a fault of ours, not to be hidden."""
        if self._database.is_closed():
            raise peewee.InterfaceError("this thread has not opened the file (open_here)")
        connection: apsw.Connection = self._database.connection()
        return connection

    def row(self, sql: str, params: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        rows = self.query(sql, params)
        return rows[0] if rows else None

    def value(self, sql: str, params: Sequence[Any] = ()) -> Any:
        """The first value of a query, or None."""
        row = self.row(sql, params)
        return row[0] if row else None

    def select(self, query: peewee.Query) -> list[Row]:
        """All rows of a query built with the models of store/tables.py."""
        sql, params = query.sql()
        return self.query(sql, params)

    @contextmanager
    def action(self, name: str, summary: str, *, kind: str = "do", target: int | None = None) -> Iterator[Action]:
        """One user action: one immediate transaction and one journal entry, or nothing at all.

        `name` is a stable code ("household.add"), `summary` the Vietnamese line of the history page; it may
        still be changed inside through `action.summary`. An action that changes no fact leaves no entry.
        `kind` and `target` are the journal's own, for undo and redo.

        Raises:
            UserError: disk_full, read_only, busy … ; whatever is raised inside rolls all back.
            RuntimeError: inside another action or a snapshot: it would not be one transaction with one entry.
        """
        if self._here().in_transaction:
            raise RuntimeError(f"the action {name} was begun inside another transaction")
        with told_in_words():
            action = Action(self._here(), self.installation, self.who, name, summary, kind, target)
            with self._database.atomic("IMMEDIATE"), action.recording():
                yield action
                refuse_gone(self.path)
        if action.changes is not None:
            self.tell(action.changes)

    def tell(self, changes: Changes) -> None:
        """Tell the listeners what has changed."""
        for listener in list(self.listeners):
            listener(changes)

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """An immediate transaction over what is not a fact (derived tables, memory); the store's own use."""
        with told_in_words(), self._database.atomic("IMMEDIATE"):
            yield self._here()
            refuse_gone(self.path)

    def remembered(self, key: str) -> str | None:
        """A choice that this file remembers outside the facts (a matching of columns, say)."""
        value: str | None = self.value("SELECT value FROM memory WHERE key = ?", (key,))
        return value

    def remember(self, key: str, value: str) -> None:
        """Remember a choice outside the facts and the journal."""
        with self.writing() as connection:
            connection.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (key, value))

    def all_remembered(self, beginning: str) -> dict[str, str]:
        """The choices whose keys begin so."""
        sql = "SELECT key, value FROM memory WHERE substr(key, 1, ?) = ?"
        return dict(self.query(sql, (len(beginning), beginning)))

    def forget(self, key: str) -> None:
        """Remember a choice no longer."""
        with self.writing() as connection:
            connection.execute("DELETE FROM memory WHERE key = ?", (key,))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the file, whatever the other thread writes meanwhile."""
        with told_in_words(), self._database.atomic("DEFERRED"):
            yield

    def rebuild_derived(self) -> None:
        """Compute every derived table anew from the facts."""
        with self.writing() as connection:
            rebuild(connection, None)

    def connection_here(self) -> apsw.Connection:
        """This thread's connection; the store's own use, inside snapshot() or writing()."""
        return self._here()
