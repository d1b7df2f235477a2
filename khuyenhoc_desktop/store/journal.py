"""The journal: what was done, and taking it back or doing it again by inverting changesets."""

from collections import Counter
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Any

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.changes import Changes
from khuyenhoc_desktop.store.changesets import Cell, RowChange, read, row_change, unpacked
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.schema import SUBJECT_COLUMN

_COLUMNS = "id, at, who, action, summary, kind, target, undone"
_LAST_DONE = "SELECT id FROM journal WHERE kind = 'do' AND NOT undone ORDER BY id DESC LIMIT 1"
_LAST_UNDO = (
    "SELECT id FROM journal WHERE kind = 'undo' AND NOT undone"
    " AND id > coalesce((SELECT id FROM journal WHERE kind = 'do' ORDER BY id DESC LIMIT 1), 0)"
    " ORDER BY id DESC LIMIT 1"
)
# A household that goes must not leave scores behind: they are somebody's later work.
_ORPHANS = (
    "SELECT r.id FROM temp.removed r WHERE r.id IN (SELECT subject_id FROM score)"
    " OR r.id IN (SELECT subject_id FROM assessment)"
)
_LATER_ENTRIES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the journal. `kind` is do, undo or redo; `target` is the entry that was undone or redone."""

    id: int
    at: str
    who: str
    action: str
    summary: str
    kind: str
    target: int | None
    undone: bool


class UndoConflict(UserError):
    """Later entries changed the same cells; `later` names them, newest first."""

    def __init__(self, later: list[Entry]) -> None:
        names = "; ".join(f"«{entry.summary}»" for entry in later[:_LATER_ENTRIES_NAMED])
        super().__init__(
            "undo_conflict",
            f"Sau việc này đã có việc khác sửa đúng chỗ đó: {names or 'việc khác'}.",
            "Chọn giữ giá trị mới, hoặc lấy lại giá trị cũ, hoặc thôi.",
        )
        self.later = later


def entries(file: CommuneFile, limit: int, before: int | None, day: str | None = None) -> list[Entry]:
    """The newest entries first; `before` an id goes on from there; `day` ("2026-11-30") keeps that day only."""
    sql = f"SELECT {_COLUMNS} FROM journal WHERE id < ? AND at LIKE ? || '%' ORDER BY id DESC LIMIT ?"
    return [_entry(row) for row in file.query(sql, (before or 2**62, day or "", limit))]


def entry(file: CommuneFile, entry_id: int) -> Entry:
    """One entry.

    Raises:
        UserError: no_entry.
    """
    row = file.row(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (entry_id,))
    if row is None:
        raise UserError("no_entry", f"Nhật ký không có dòng số {entry_id}.", "Chọn một dòng có trong Nhật ký.")
    return _entry(row)


def changes_of(file: CommuneFile, entry_id: int, limit: int | None = None) -> Iterable[RowChange]:
    """The row changes of an entry, one after another, the first `limit` of them."""
    return islice(read(_changeset(file, entry_id)), limit)


def counts_of(file: CommuneFile, entry_id: int) -> dict[tuple[str, str], int]:
    """How many rows of each table an entry inserted, updated or deleted: (table, "INSERT") -> rows."""
    rows = apsw.Changeset.iter(_changeset(file, entry_id))
    return dict(Counter((change.name, change.op) for change in rows))


def next_undo(file: CommuneFile) -> Entry | None:
    """What Ctrl+Z would take back."""
    last = file.value(_LAST_DONE)
    return entry(file, last) if last else None


def next_redo(file: CommuneFile) -> Entry | None:
    """What Ctrl+Y would do again."""
    last = file.value(_LAST_UNDO)
    return entry(file, entry(file, last).target or last) if last else None


def undo(file: CommuneFile, entry_id: int, on_conflict: str = "ask") -> Entry:
    """Take an entry back, also one that is not the last.

    Where later work changed the same cells: "ask" refuses and names it, "keep" leaves the later values,
    "take_back" puts the old values back (and removes what hangs on a row that goes).

    Raises:
        UndoConflict: with "ask", when later work stands in the way. UserError: not_undoable.
    """
    done = entry(file, entry_id)
    if done.kind != "do" or done.undone:
        raise UserError(
            "not_undoable",
            "Việc này đã được hoàn tác rồi.",
            "Dùng Làm lại (Ctrl+Y) nếu muốn làm lại việc này.",
        )
    inverse = apsw.Changeset.invert(_changeset(file, entry_id))
    with _marked(file, "undo", done) as action:
        _apply(file, action, inverse, on_conflict, after=entry_id)
        action.execute("UPDATE journal SET undone = 1 WHERE id = ?", (entry_id,))
    if action.changes is None:  # every later value was kept: no fact has changed, but the entry counts as undone
        file.tell(Changes(frozenset({"journal"}), frozenset()))
    return done


def redo(file: CommuneFile) -> Entry:
    """Do again what was undone last.

    Raises:
        UserError: nothing_to_redo.
    """
    last = file.value(_LAST_UNDO)
    if last is None:
        raise UserError(
            "nothing_to_redo", "Không có việc nào để làm lại.", "Chỉ làm lại được ngay sau khi hoàn tác."
        )
    done = entry(file, entry(file, last).target or last)
    inverse = apsw.Changeset.invert(_changeset(file, last))
    with _marked(file, "redo", done) as action:
        _apply(file, action, inverse, "take_back", after=last)
        action.execute("UPDATE journal SET undone = 1 WHERE id = ?", (last,))
        action.execute("UPDATE journal SET undone = 0 WHERE id = ?", (done.id,))
    return done


def _marked(file: CommuneFile, kind: str, done: Entry) -> AbstractContextManager[Action]:
    return file.action(done.action, done.summary, kind=kind, target=done.id)


def _apply(file: CommuneFile, action: Action, changeset: bytes, on_conflict: str, after: int) -> None:
    cells: list[Cell] = []

    def decide(reason: int, change: apsw.TableChange) -> int:
        if reason == apsw.SQLITE_CHANGESET_FOREIGN_KEY:
            return apsw.SQLITE_CHANGESET_ABORT
        cells.extend(row_change(change).cells)
        return _decision(on_conflict, reason)

    removed = _note_removed_households(action, changeset)
    if removed and on_conflict == "take_back":
        _remove_what_hangs_on_removed(action)
    try:
        apsw.Changeset.apply(changeset, action.connection, conflict=decide)
    except (apsw.AbortError, apsw.ConstraintError) as refused:
        raise UndoConflict(_later_entries(file, cells or _whole(removed), after)) from refused
    orphans = action.execute(_ORPHANS) if removed else []
    if orphans:
        raise UndoConflict(_later_entries(file, _whole([row[0] for row in orphans]), after))


def _decision(on_conflict: str, reason: int) -> int:
    if on_conflict == "ask":
        return apsw.SQLITE_CHANGESET_ABORT
    replaceable = reason in (apsw.SQLITE_CHANGESET_DATA, apsw.SQLITE_CHANGESET_CONFLICT)
    if on_conflict == "take_back" and replaceable:
        return apsw.SQLITE_CHANGESET_REPLACE
    return apsw.SQLITE_CHANGESET_OMIT


def _note_removed_households(action: Action, changeset: bytes) -> list[int]:
    removed = [c.key[0] for c in read(changeset) if c.table == "household" and c.op == "DELETE"]
    action.execute("CREATE TEMP TABLE IF NOT EXISTS removed (id INTEGER PRIMARY KEY)")
    action.execute("DELETE FROM temp.removed")
    action.executemany("INSERT INTO temp.removed VALUES (?)", [(household,) for household in removed])
    return removed


def _remove_what_hangs_on_removed(action: Action) -> None:
    for table, column in (
        ("score", "subject_id"),
        ("assessment", "subject_id"),
        ("residence", "household_id"),
    ):
        action.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM temp.removed)")


def _whole(households: list[int]) -> list[Cell]:
    return [("household", (household,), None) for household in households]


def _later_entries(file: CommuneFile, cells: list[Cell], after: int) -> list[Entry]:
    sql = f"SELECT {_COLUMNS}, changeset FROM journal WHERE id > ? AND kind = 'do' AND NOT undone ORDER BY id DESC"
    wanted = set(cells)
    rows = {(table, key) for table, key, column in cells if column is None}
    subjects = {key[0] for table, key in rows if table in SUBJECT_COLUMN}
    return [
        _entry(row[:-1])
        for row in file.query(sql, (after,))
        if any(_meets(change, wanted, rows, subjects) for change in read(unpacked(row[-1])))
    ]


def _meets(change: RowChange, cells: set[Cell], rows: set[tuple[str, Any]], subjects: set[int]) -> bool:
    if change.subject in subjects or (change.table, change.key) in rows:
        return True
    return any(cell in cells for cell in change.cells)


def _changeset(file: CommuneFile, entry_id: int) -> bytes:
    return unpacked(file.value("SELECT changeset FROM journal WHERE id = ?", (entry_id,)))


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7]))


def nothing_to_undo() -> UserError:
    """The refusal when the journal has nothing left to take back."""
    return UserError("nothing_to_undo", "Không có việc nào để hoàn tác.", "Chưa làm gì, hoặc đã hoàn tác hết.")
