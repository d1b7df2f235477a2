"""Taking the personal data of one household, and of the persons in it, out of facts and journal for good.

What stays: the row with its number, the years of residence, points, registrations and results, under a name that
tells nothing; so the figures of every year stay what they were. Every entry of the journal is written anew as if
the household had always had that name: all of them can still be taken back, and nothing personal comes back.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import apsw

from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.changeset_rewriting import Value, rewritten
from khuyenhoc_desktop.store.changesets import packed, unpacked
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.schema import SUBJECT_COLUMN

NAME = "Hộ đã xóa dữ liệu {}"
LEFT_OUT = "–"  # where a text may not be empty
KIND = "begin"  # of its entry: like the first one of a file, it is never taken back
ENTRIES_A_STEP = 200
_NAMED = {"household": "head_name", "person": "name"}
# What goes, by table; a column that the file does not have yet is passed over.
_GOES = {
    "household": ("code", "born", "address", "personal_number", "note"),
    "person": ("code", "born", "sex", "personal_number", "note"),
    "assessment": ("note",),
    "ruling": ("note",),
    "workflow_event": ("person", "note"),
    "override": ("reason",),
}
_NEVER_EMPTY = {("override", "reason")}
_TEXTS = f"UPDATE score SET value = '{LEFT_OUT}' WHERE subject_id = ? AND indicator = ? AND typeof(value) = 'text'"
_ENTRIES = "SELECT id, summary, changeset FROM journal ORDER BY id"
_NEXT = "SELECT count(*) + 1 FROM household WHERE head_name LIKE ?"
_DRAFTS = "DELETE FROM memory WHERE substr(key, 1, 6) = 'draft.' AND (key LIKE '%.' || ?1 OR instr(value, ?2))"


class _Rules:
    """What becomes of a cell: the one rule for facts and journal."""

    def __init__(
        self, connection: apsw.Connection, subjects: Collection[int], name: str, text_indicators: Collection[str]
    ) -> None:
        self.subjects, self.name, self.names = frozenset(subjects), name, set[str]()
        self.texts = frozenset(text_indicators)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        self.columns: dict[str, list[str]] = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in (*_GOES, "score")
            if table in tables
        }

    def __call__(self, table: str, key: dict[int, Value], column: int, value: Value) -> Value:
        """The value to stand in the cell of a change; one of another subject stays."""
        columns = self.columns.get(table)
        if columns is None or value is None or key.get(SUBJECT_COLUMN[table]) not in self.subjects:
            return value
        name = columns[column] if column < len(columns) else ""
        if name == _NAMED.get(table):
            self.names.add(str(value))
            return self.name
        if table == "score":
            return LEFT_OUT if name == "value" and type(value) is str and key.get(3) in self.texts else value
        return self.instead(table, name) if name in _GOES[table] else value

    def instead(self, table: str, column: str) -> str | None:
        """What stands in a column that goes."""
        return LEFT_OUT if (table, column) in _NEVER_EMPTY else None


def erase(file: CommuneFile, household: int, summary: str, text_indicators: Sequence[str]) -> Iterator[None]:
    """Erase, step by step, in one transaction; closing the iterator leaves everything as it was.

    Answers to `text_indicators` are written by hand and may name somebody, so they go too.

    Raises:
        UserError: busy, disk_full …
    """
    with file.writing() as connection:
        subjects = [household, *_persons(connection, household)]
        name = NAME.format(connection.execute(_NEXT, (NAME.format("%"),)).fetchall()[0][0])
        rules = _Rules(connection, subjects, name, text_indicators)
        action = Action(connection, file.installation, file.who, "household.erase", summary, KIND)
        with action.recording():
            for subject in subjects:
                _empty(action, rules, subject)
        yield from _rewrite_journal(connection, rules)
        for subject in subjects:
            for known in rules.names:
                connection.execute(_DRAFTS, (str(subject), known))
    _empty_wal(file)
    if action.changes is not None:
        file.tell(action.changes)


def holds(copy: Path, household: int) -> bool:
    """Whether a copy has the household under its own name, or in its journal; also when that cannot be read."""
    mark = household.to_bytes(8, signed=True)
    try:
        with closing(encryption.connect(copy)) as opened:
            found: Any = opened.execute("SELECT head_name FROM household WHERE id = ?", (household,)).fetchall()
            if found:
                return not str(found[0][0]).startswith(NAME.format(""))
            journal: Any = opened.execute("SELECT changeset FROM journal").fetchall()
            return any(mark in unpacked(row[0]) for row in journal)
    except Exception:  # damaged, or another password's: it may hold it
        return True


def _persons(connection: apsw.Connection, household: int) -> list[int]:
    if not connection.table_exists("main", "person"):
        return []
    found: Any = connection.execute("SELECT id FROM person WHERE household_id = ?", (household,)).fetchall()
    return [row[0] for row in found]


def _empty(action: Action, rules: _Rules, subject: int) -> None:
    for table, columns in rules.columns.items():
        where = f"{columns[SUBJECT_COLUMN[table]]} = ?"
        if table in _NAMED:
            action.execute(f"UPDATE {table} SET {_NAMED[table]} = ? WHERE {where}", (rules.name, subject))
        for column in set(_GOES.get(table, ())) & set(columns):
            filled = f"{where} AND {column} IS NOT NULL"
            wanted = rules.instead(table, column)
            action.execute(f"UPDATE {table} SET {column} = ? WHERE {filled}", (wanted, subject))
    action.executemany(_TEXTS, [(subject, code) for code in rules.texts])


def _rewrite_journal(connection: apsw.Connection, rules: _Rules) -> Iterator[None]:
    """Only entries in which an id of the subjects stands are read value by value."""
    marks = [subject.to_bytes(8, signed=True) for subject in rules.subjects]
    touched: list[tuple[int, str]] = []
    entries: Any = connection.execute(_ENTRIES).fetchall()
    for place, (number, summary, kept) in enumerate(entries):
        if place % ENTRIES_A_STEP == 0:
            yield
        changeset = unpacked(kept)
        if not any(mark in changeset for mark in marks):
            continue
        touched.append((number, summary))
        fresh = rewritten(changeset, rules)
        if fresh != changeset:
            connection.execute("UPDATE journal SET changeset = ? WHERE id = ?", (packed(fresh), number))
    for number, summary in touched:
        told = _without_names(summary, rules)
        if told != summary:
            connection.execute("UPDATE journal SET summary = ? WHERE id = ?", (told, number))


def _without_names(summary: str, rules: _Rules) -> str:
    for name in sorted(rules.names - {rules.name}, key=len, reverse=True):
        summary = summary.replace(name, rules.name)
    return summary


def _empty_wal(file: CommuneFile) -> None:
    """What stood there goes into the file and out of the -wal, whose old pages still hold it."""
    with suppress(apsw.Error):
        file.connection_here().pragma("wal_checkpoint", "TRUNCATE")
