"""The history page's services: what was done, in words; taking back and doing again."""

from datetime import date

from khuyenhoc_desktop.domain.text import fold, format_count
from khuyenhoc_desktop.services.history_words import Words, counted
from khuyenhoc_desktop.store import journal
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.journal import Entry, UndoBlocked, UndoConflict

__all__ = [
    "Entry",
    "UndoBlocked",
    "UndoConflict",
    "can_redo",
    "can_undo",
    "describe",
    "entries",
    "entry",
    "redo",
    "undo",
]

ASK, KEEP, TAKE_BACK = "ask", "keep", "take_back"
MANY = 12  # rows from which on an entry is told in counts first
_READ_AT_ONCE = 500


def entries(
    file: CommuneFile, limit: int = 200, before: int | None = None, *, text: str = "", day: date | None = None
) -> list[Entry]:
    """The newest entries first; `before` an id goes on from there.

    `text` keeps those whose line or officer has all its words, with or without marks; `day` those of one day.
    """
    words = fold(text).split()
    on = day.isoformat() if day else None
    found: list[Entry] = []
    while len(found) < limit:
        some = journal.entries(file, _READ_AT_ONCE if words else limit - len(found), before, on)
        found += [entry for entry in some if _has(entry, words)]
        if not words or not some:
            break
        before = some[-1].id
    return found[:limit]


def entry(file: CommuneFile, entry_id: int) -> Entry:
    """One entry.

    Raises:
        UserError: no_entry.
    """
    return journal.entry(file, entry_id)


def describe(file: CommuneFile, entry_id: int, limit: int = 200) -> list[str]:
    """What an entry changed, in words ("Hộ Nguyễn Văn A: Số khẩu: 4 → 5"), at most `limit` rows of it.

    A large one begins with counts ("Thêm mới 3.200 hộ") and ends with how many rows are not told.
    """
    counts = journal.counts_of(file, entry_id)
    rows = sum(counts.values())
    words = Words(file)
    told = [line for change in journal.changes_of(file, entry_id, limit) for line in words.of(change)]
    rest = [f"… và {format_count(rows - limit)} dòng thay đổi nữa."] if rows > limit else []
    return [*(counted(counts) if rows > MANY else []), *told, *rest]


def can_undo(file: CommuneFile) -> str | None:
    """What Ctrl+Z would take back, or None."""
    entry = journal.next_undo(file)
    return entry.summary if entry else None


def can_redo(file: CommuneFile) -> str | None:
    """What Ctrl+Y would do again, or None."""
    entry = journal.next_redo(file)
    return entry.summary if entry else None


def undo(file: CommuneFile, entry_id: int | None = None, on_conflict: str = ASK) -> Entry:
    """Take back the last action, or a chosen one.

    Raises:
        UndoConflict: when on_conflict is ASK and later work touched the same cells or depends on what would go.
        UndoBlocked: when later work must be taken back first, whatever is chosen.
        UserError: nothing_to_undo, not_undoable.
    """
    if entry_id is None:
        last = journal.next_undo(file)
        if last is None:
            raise journal.nothing_to_undo()
        entry_id = last.id
    return journal.undo(file, entry_id, on_conflict)


def redo(file: CommuneFile) -> Entry:
    """Do again what was taken back last.

    Raises:
        UserError: nothing_to_redo.
    """
    return journal.redo(file)


def _has(entry: Entry, words: list[str]) -> bool:
    folded = fold(f"{entry.summary} {entry.who}") if words else ""
    return all(word in folded for word in words)
