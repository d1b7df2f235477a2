"""Taking the personal data of a household with the persons in it, or of one person, out of facts and journal.

What stays: the row with its number, the years of residence, points, registrations and results, under a name that
tells nothing, and the year of birth of persons; so the figures of every year stay what they were, and locked years
need not be unlocked. Every entry of the journal is written anew as if the household or person had always had that
name: all of them can still be taken back, and nothing personal comes back.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import apsw

from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.action import BEGIN, Action
from khuyenhoc_desktop.store.changeset_rewriting import Value, rewritten
from khuyenhoc_desktop.store.changesets import packed, told_if_unreadable, unpacked
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.erasing_names import Head, same_name
from khuyenhoc_desktop.store.schema import SUBJECT_COLUMN

LEFT_OUT = "–"  # where a text may not be empty
OTHERS = "{} – người {}"
NAMES = {"household": "Hộ đã xóa dữ liệu {}", "person": "Người đã xóa dữ liệu {}"}
ENTRIES_A_STEP = 200
_ERASED = tuple(name.format("") for name in NAMES.values())
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
_YEAR_STAYS = {("person", "born")}  # whether he counts as a citizen rests on it, so the figures of all years do
_TEXTS = f"UPDATE score SET value = '{LEFT_OUT}' WHERE subject_id = ? AND indicator = ? AND typeof(value) = 'text'"
_ENTRIES = "SELECT id, summary, changeset FROM journal ORDER BY id"
_NEXT = "SELECT count(*) + 1 FROM {} WHERE {} LIKE ?"
_DRAFTS = "DELETE FROM memory WHERE substr(key, 1, 6) = 'draft.' AND (key LIKE '%.' || ?1 OR instr(value, ?2))"


class _Rules:
    """What becomes of a cell: the one rule for facts and journal."""

    def __init__(
        self,
        connection: apsw.Connection,
        subjects: Sequence[int],
        name: str,
        text_indicators: Collection[str],
        heads: Sequence[Head],
    ) -> None:
        # The persons of a household are told apart, or they would look like one that was entered twice.
        self.subjects = {one: OTHERS.format(name, place) if place else name for place, one in enumerate(subjects)}
        self.name, self.names = name, set[str]()
        self.texts = frozenset(text_indicators)
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        self.columns: dict[str, list[str]] = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            for table in (*_GOES, "score")
            if table in tables
        }
        self.events = _events(connection, subjects) if "workflow_event" in tables else frozenset[int]()
        self.heads = _Heads(connection, heads, subjects)

    def __call__(self, table: str, key: dict[int, Value], column: int, value: Value) -> Value:
        """The value to stand in the cell of a change; one of another subject stays."""
        if (table, key.get(0)) in self.heads.rows:
            return self.heads.instead(table, column, value)
        columns = self.columns.get(table)
        if columns is None or value is None:
            return value
        subject = key.get(SUBJECT_COLUMN[table])
        if subject not in self.subjects and not (table == "workflow_event" and key.get(0) in self.events):
            return value
        name = columns[column] if column < len(columns) else ""
        if name == _NAMED.get(table):
            self.names.add(str(value))
            return self.subjects[int(str(subject))]
        if table == "score":
            return LEFT_OUT if name == "value" and type(value) is str and key.get(3) in self.texts else value
        return self.instead(table, name, value) if name in _GOES[table] else value

    def instead(self, table: str, column: str, value: Value) -> str | None:
        """What stands in a column that goes."""
        if (table, column) in _YEAR_STAYS:
            return str(value)[:4]
        return LEFT_OUT if (table, column) in _NEVER_EMPTY else None


class _Heads:
    """Clans and units from whose heads the name goes as well."""

    def __init__(self, connection: apsw.Connection, heads: Sequence[Head], subjects: Sequence[int]) -> None:
        self.rows = {(head.table, head.id) for head in heads}
        self.names = _names(connection, subjects) if heads else []
        self.columns = {
            table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")].index("head_name")
            for table in {head.table for head in heads}
        }

    def instead(self, table: str, column: int, value: Value) -> Value:
        """What stands in a cell of such a row: nothing where it was the name."""
        is_name = column == self.columns[table] and isinstance(value, str)
        return None if is_name and any(same_name(str(value), name) for name in self.names) else value

    def empty(self, action: Action) -> None:
        """The name goes from the heads; who became head since they were looked for stays."""
        for table, number in self.rows:
            for (head,) in action.execute(f"SELECT head_name FROM {table} WHERE id = ?", (number,)):
                if self.instead(table, self.columns[table], head) is None:
                    action.execute(f"UPDATE {table} SET head_name = NULL WHERE id = ?", (number,))


def erase(
    file: CommuneFile,
    table: str,
    identity: int,
    summary: str,
    text_indicators: Sequence[str],
    heads: Sequence[Head] = (),
) -> Iterator[None]:
    """Erase, step by step, in one transaction; closing the iterator leaves everything as it was.

    `table` is household (the persons in it go too) or person; `heads` are the clans and units from whose heads the
    name goes as well.
    Answers to `text_indicators` are written by hand and may name somebody, so they go too.

    Raises:
        UserError: busy, disk_full …
    """
    with file.writing() as connection:
        subjects = [identity, *(_persons(connection, identity) if table == "household" else ())]
        next_one = _NEXT.format(table, _NAMED[table])
        number: Any = connection.execute(next_one, (NAMES[table].format("%"),)).fetchall()[0][0]
        name = NAMES[table].format(number)
        rules = _Rules(connection, subjects, name, text_indicators, heads)
        action = Action(connection, file.installation, file.who, f"{table}.erase", summary, BEGIN)
        with action.recording():
            for subject in subjects:
                _empty(action, rules, subject)
            rules.heads.empty(action)
        yield from _rewrite_journal(connection, rules)
        for subject in subjects:
            for known in rules.names:
                connection.execute(_DRAFTS, (str(subject), known))
    _empty_wal(file)
    if action.changes is not None:
        file.tell(action.changes)


def holds(copy: Path, table: str, identity: int) -> bool:
    """Whether a copy has the household or person by name, or in its journal; also when that cannot be read."""
    mark = identity.to_bytes(8, signed=True)
    named = f"SELECT {_NAMED[table]} FROM {table} WHERE id = ?"
    try:
        with closing(encryption.connect(copy)) as opened:
            found: Any = (
                opened.execute(named, (identity,)).fetchall() if opened.table_exists("main", table) else []
            )
            if found:
                return not str(found[0][0]).startswith(_ERASED)
            journal: Any = opened.execute("SELECT changeset FROM journal").fetchall()
            return any(mark in unpacked(row[0]) for row in journal)
    except Exception:  # damaged, or another password's: it may hold it
        return True


def _persons(connection: apsw.Connection, household: int) -> list[int]:
    if not connection.table_exists("main", "person"):
        return []
    found: Any = connection.execute("SELECT id FROM person WHERE household_id = ?", (household,)).fetchall()
    return [row[0] for row in found]


def _names(connection: apsw.Connection, subjects: Sequence[int]) -> list[str]:
    """What they are called before anything goes."""
    found: list[str] = []
    for table, column in _NAMED.items():
        for subject in subjects:
            told: Any = connection.execute(f"SELECT {column} FROM {table} WHERE id = ?", (subject,)).fetchall()
            found += [row[0] for row in told]
    return found


def _events(connection: apsw.Connection, subjects: Sequence[int]) -> frozenset[int]:
    """Events are told by numbers of their own; a change of one in the journal does not say whose it is."""
    marks = ", ".join("?" * len(subjects))
    sql = f"SELECT id FROM workflow_event WHERE subject_id IN ({marks})"
    found: Any = connection.execute(sql, tuple(subjects))
    return frozenset(row[0] for row in found)


def _empty(action: Action, rules: _Rules, subject: int) -> None:
    for table, columns in rules.columns.items():
        where = f"{columns[SUBJECT_COLUMN[table]]} = ?"
        if table in _NAMED:
            renamed = f"UPDATE {table} SET {_NAMED[table]} = ? WHERE {where}"
            action.execute(renamed, (rules.subjects[subject], subject))
        for column in set(_GOES.get(table, ())) & set(columns):
            filled = f"{table} WHERE {where} AND {column} IS NOT NULL"
            for (value,) in action.execute(f"SELECT DISTINCT {column} FROM {filled}", (subject,)):
                wanted = rules.instead(table, column, value)
                one = f"UPDATE {table} SET {column} = ? WHERE {where} AND {column} = ?"
                action.execute(one, (wanted, subject, value))
    action.executemany(_TEXTS, [(subject, code) for code in rules.texts])


def _rewrite_journal(connection: apsw.Connection, rules: _Rules) -> Iterator[None]:
    """Only entries in which an id of the subjects stands are read value by value."""
    marks = [subject.to_bytes(8, signed=True) for subject in rules.subjects]
    head_marks = [number.to_bytes(8, signed=True) for _, number in rules.heads.rows]
    touched: list[tuple[int, str]] = []
    entries: Any = connection.execute(_ENTRIES).fetchall()
    for place, (number, summary, kept) in enumerate(entries):
        if place % ENTRIES_A_STEP == 0:
            yield
        with told_if_unreadable(summary):  # it may hold the name: then nothing is said to be erased
            changeset = unpacked(kept)
        is_touched = any(mark in changeset for mark in marks)
        if not is_touched and not any(mark in changeset for mark in head_marks):
            continue
        touched += [(number, summary)] if is_touched else []
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
