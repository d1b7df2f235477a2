"""The history page's services: what was done, in words; taking back and doing again."""

from khuyenhoc_desktop.services.history_words import Words
from khuyenhoc_desktop.store import journal
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.journal import Entry, UndoConflict

__all__ = ["Entry", "UndoConflict", "can_redo", "can_undo", "describe", "entries", "redo", "undo"]

ASK, KEEP, TAKE_BACK = "ask", "keep", "take_back"


def entries(file: CommuneFile, limit: int = 200, before: int | None = None) -> list[Entry]:
    """The newest entries first; `before` an id goes on from there."""
    return journal.entries(file, limit, before)


def describe(file: CommuneFile, entry_id: int, limit: int = 200) -> list[str]:
    """What an entry changed, in words ("Hộ Nguyễn Văn A: Số khẩu: 4 → 5"), at most `limit` lines."""
    return Words(file).lines(journal.changes_of(file, entry_id), limit)


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
        UndoConflict: when on_conflict is ASK and later work touched the same cells.
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
