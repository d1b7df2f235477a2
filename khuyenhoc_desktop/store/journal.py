"""The journal: what was done, and taking it back or doing it again by inverting changesets."""

import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.changes import Changes
from khuyenhoc_desktop.store.changesets import Cell, RowChange, inverted, read, source, told_if_unreadable
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.taking_back import ASK, SUBJECT, TAKE_BACK, InTheWay, Parent, apply_back, parents_of

_COLUMNS = "id, at, who, action, summary, kind, target, undone"
_LAST_DONE = "SELECT id FROM journal WHERE kind = 'do' AND NOT undone ORDER BY id DESC LIMIT 1"
_LAST_UNDO = (
    "SELECT id FROM journal WHERE kind = 'undo' AND NOT undone"
    " AND id > coalesce((SELECT id FROM journal WHERE kind = 'do' ORDER BY id DESC LIMIT 1), 0)"
    " ORDER BY id DESC LIMIT 1"
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
        super().__init__(
            "undo_conflict",
            f"Sau việc này đã có việc khác sửa đúng chỗ đó hoặc dựa vào đó: {_named(later)}.",
            "Chọn giữ giá trị mới, hoặc lấy lại giá trị cũ, hoặc thôi.",
        )
        self.later = later


class UndoBlocked(UserError):
    """Later entries depend on what would go, or removed what would be needed; `later` names them, newest first."""

    def __init__(self, later: list[Entry]) -> None:
        super().__init__(
            "undo_blocked",
            f"Việc này chưa hoàn tác được vì còn vướng việc làm sau: {_named(later)}.",
            "Vào Nhật ký, hoàn tác các việc làm sau đó trước, rồi hoàn tác việc này.",
        )
        self.later = later


def _named(later: list[Entry]) -> str:
    return "; ".join(f"«{entry.summary}»" for entry in later[:_LATER_ENTRIES_NAMED]) or "việc khác"


def entries(file: CommuneFile, limit: int, before: int | None, day: str | None = None) -> list[Entry]:
    """The newest entries first; `before` an id goes on from there; `day` ("2026-11-30") keeps that day only."""
    sql = f"SELECT {_COLUMNS} FROM journal WHERE id < ? AND at LIKE ? || '%' ORDER BY id DESC LIMIT ?"
    return [_entry(row) for row in file.query(sql, (before or 2**62, day or "", limit))]


def newest_id(file: CommuneFile) -> int:
    """The id of the last entry; 0 where there is none."""
    return int(file.value("SELECT coalesce(max(id), 0) FROM journal"))


def written_at(file: CommuneFile, entry_id: int) -> str | None:
    """When an entry was written (ISO), None where it is not in the journal."""
    at: str | None = file.value("SELECT at FROM journal WHERE id = ?", (entry_id,))
    return at


def entry(file: CommuneFile, entry_id: int) -> Entry:
    """One entry.

    Raises:
        UserError: no_entry.
    """
    row = file.row(f"SELECT {_COLUMNS} FROM journal WHERE id = ?", (entry_id,))
    if row is None:
        raise UserError("no_entry", f"Nhật ký không có dòng số {entry_id}.", "Chọn một dòng có trong Nhật ký.")
    return _entry(row)


def changes_of(file: CommuneFile, entry_id: int, limit: int | None = None) -> Iterator[RowChange]:
    """The row changes of an entry, one after another, the first `limit` of them.

    Raises:
        UserError: journal_unreadable.
    """
    with told_if_unreadable(entry(file, entry_id).summary):
        yield from islice(read(_changeset(file, entry_id)), limit)


def counts_of(file: CommuneFile, entry_id: int) -> dict[tuple[str, str], int]:
    """How many rows of each table an entry inserted, updated or deleted: (table, "INSERT") -> rows.

    Raises:
        UserError: journal_unreadable.
    """
    with told_if_unreadable(entry(file, entry_id).summary):
        rows = apsw.Changeset.iter(source(_changeset(file, entry_id)))
        return dict(Counter((change.name, change.op) for change in rows))


def next_undo(file: CommuneFile) -> Entry | None:
    """What Ctrl+Z would take back."""
    last = file.value(_LAST_DONE)
    return entry(file, last) if last else None


def next_redo(file: CommuneFile) -> Entry | None:
    """What Ctrl+Y would do again."""
    last = file.value(_LAST_UNDO)
    return entry(file, entry(file, last).target or last) if last else None


def undo(file: CommuneFile, entry_id: int, on_conflict: str = ASK) -> Entry:
    """Take an entry back, also one that is not the last.

    Where later work changed the same cells or depends on what would go: "ask" refuses and names it, "keep" leaves
    the later values, "take_back" puts the old values back (and removes what hangs on a subject that goes).

    Raises:
        UndoConflict: with "ask", when later work stands in the way. UndoBlocked: when no choice helps.
        UserError: not_undoable, journal_unreadable.
    """
    done = entry(file, entry_id)
    if done.kind != "do" or done.undone:
        raise _not_undoable(done)
    inverse = _inverse(file, done)
    with _later_work_named(file, entry_id), _marked(file, "undo", done) as action:
        apply_back(action, inverse, on_conflict)
        action.execute("UPDATE journal SET undone = 1 WHERE id = ?", (entry_id,))
    if action.changes is None:  # every later value was kept: no fact has changed, but the entry counts as undone
        file.tell(Changes(frozenset({"journal"}), frozenset()))
    return replace(done, undone=True)


def redo(file: CommuneFile) -> Entry:
    """Do again what was undone last.

    Raises:
        UserError: nothing_to_redo, journal_unreadable.
    """
    last = file.value(_LAST_UNDO)
    if last is None:
        raise UserError(
            "nothing_to_redo", "Không có việc nào để làm lại.", "Chỉ làm lại được ngay sau khi hoàn tác."
        )
    undone = entry(file, last)
    done = entry(file, undone.target or last)
    inverse = _inverse(file, undone)
    with _later_work_named(file, last), _marked(file, "redo", done) as action:
        apply_back(action, inverse, TAKE_BACK)
        action.execute("UPDATE journal SET undone = 1 WHERE id = ?", (last,))
        action.execute("UPDATE journal SET undone = 0 WHERE id = ?", (done.id,))
    return replace(done, undone=False)


def _marked(file: CommuneFile, kind: str, done: Entry) -> AbstractContextManager[Action]:
    return file.action(done.action, done.summary, kind=kind, target=done.id)


@contextmanager
def _later_work_named(file: CommuneFile, after: int) -> Iterator[None]:
    try:
        yield
    except InTheWay as found:
        later = _later_entries(file, found, after)
        raise (UndoBlocked if found.for_good else UndoConflict)(later) from found


def _later_entries(file: CommuneFile, found: InTheWay, after: int) -> list[Entry]:
    """The entries after this one that changed the same cells, or touched or used the same rows; newest first."""
    sql = (
        f"SELECT {_COLUMNS}, changeset FROM journal"
        " WHERE id > ? AND kind IN ('do', 'begin') AND NOT undone ORDER BY id DESC"
    )
    rows = found.parents | {(table, key) for table, key, column in found.cells if column is None}
    return [_entry(row[:-1]) for row in file.query(sql, (after,)) if _meets_any(row[-1], found.cells, rows)]


def _meets_any(kept: bytes, cells: set[Cell], rows: set[Parent]) -> bool:
    """An entry that cannot be read is not named; that something stands in the way is said all the same."""
    with suppress(zlib.error, apsw.CorruptError):
        return any(_meets(change, cells, rows) for change in read(kept))
    return False


def _meets(change: RowChange, cells: set[Cell], rows: set[Parent]) -> bool:
    if (change.table, change.key) in rows or (change.subject and (SUBJECT, (change.subject,)) in rows):
        return True
    return any(cell in cells for cell in change.cells) or not rows.isdisjoint(parents_of(change))


def _inverse(file: CommuneFile, of: Entry) -> bytes:
    with told_if_unreadable(of.summary):
        return inverted(_changeset(file, of.id))


def _changeset(file: CommuneFile, entry_id: int) -> bytes:
    changeset: bytes = file.value("SELECT changeset FROM journal WHERE id = ?", (entry_id,))
    return changeset


def _entry(row: tuple[Any, ...]) -> Entry:
    return Entry(row[0], row[1], row[2], row[3], row[4], row[5], row[6], bool(row[7]))


def _not_undoable(done: Entry) -> UserError:
    """Why a line cannot be taken back: it was already, or nothing can take it back (a beginning, an erasing)."""
    if done.undone:
        cure = "Dùng Làm lại (Ctrl+Y) nếu muốn làm lại việc này."
        return UserError("not_undoable", "Việc này đã được hoàn tác rồi.", cure)
    return UserError(
        "not_undoable", f"«{done.summary}» là việc không hoàn tác được.", "Chọn một việc khác trong Nhật ký."
    )


def nothing_to_undo() -> UserError:
    """The refusal when the journal has nothing left to take back."""
    return UserError("nothing_to_undo", "Không có việc nào để hoàn tác.", "Chưa làm gì, hoặc đã hoàn tác hết.")
