"""One user action while it runs: it writes facts, mints ids, and leaves a journal entry."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store import derived
from khuyenhoc_desktop.store.changes import Changes
from khuyenhoc_desktop.store.changesets import Packing, touched
from khuyenhoc_desktop.store.ids import mint
from khuyenhoc_desktop.store.schema import FACT_TABLES

EFFECTS_TOLD = 200
# The kind of entries that are never taken back: the first of a file, and erasing, which also takes names and notes
# out of locked years; their figures may not change by that either.
BEGIN = "begin"


def year_locked() -> UserError:
    """The refusal when something would change in a locked year."""
    return UserError(
        "year_locked",
        "Việc này làm thay đổi số liệu của một năm đã khóa nên chưa ghi.",
        "Nếu thật sự cần sửa, vào «Năm làm việc», mở khóa năm đó và ghi rõ lý do.",
    )


class Action:
    """What CommuneFile.action hands out. `journal_id` and `changes` are known after it has ended."""

    def __init__(
        self,
        connection: apsw.Connection,
        installation: int,
        who: str,
        name: str,
        summary: str,
        kind: str = "do",
        target: int | None = None,
    ) -> None:
        self.connection = connection
        self.name = name
        self.summary = summary
        self.kind = kind
        self.target = target
        self.journal_id: int | None = None
        self.changes: Changes | None = None
        self._installation = installation
        self._who = who

    def execute(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Run one statement; returns its rows."""
        return list(self.connection.execute(sql, params))

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Run one statement for many rows, the fast way."""
        self.connection.executemany(sql, rows)

    def new_id(self) -> int:
        """A minted id."""
        return self.new_ids(1)[0]

    def new_ids(self, count: int) -> list[int]:
        """`count` minted ids."""
        return list(mint(self.connection, self._installation, count))

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record the fact tables inside; at the end recompute what is derived and write the journal entry."""
        session = apsw.Session(self.connection, "main")
        try:
            for table in FACT_TABLES:
                session.attach(table)
            yield
            packing = Packing()
            session.changeset_stream(packing.take)
        finally:
            session.close()
        if kept := packing.kept():
            self._close(kept)

    def _close(self, changeset: bytes) -> None:
        what = touched(changeset)
        if self.kind != BEGIN:
            self._refuse_locked(what.dated | what.years)
        subjects = what.subjects | derived.graded_by_choice(self.connection, what.choices)
        try:
            effects = derived.rebuild(self.connection, subjects, what.years, moved_house=what.moved_house)
        except derived.LockedYear as locked:
            raise year_locked() from locked
        if derived.has_orphans(self.connection):
            raise UserError(
                "no_subject",
                "Người, hộ hoặc đơn vị này không còn trong tệp nên chưa ghi.",
                "Nạp lại danh sách rồi chọn mục khác.",
            )
        self.journal_id = self._write_entry(changeset)
        self.changes = Changes(what.tables, what.shown, self.journal_id, tuple(effects[:EFFECTS_TOLD]))

    def _refuse_locked(self, years: Collection[int]) -> None:
        """Facts that say something of a locked year do not change."""
        locked = self.execute("SELECT year FROM assessment_year WHERE locked_at IS NOT NULL")
        if not {year for (year,) in locked}.isdisjoint(years):
            raise year_locked()

    def _write_entry(self, changeset: bytes) -> int:
        now = datetime.now().isoformat(timespec="seconds")
        what = (self.name, self.summary, self.kind, self.target)
        self.connection.execute(
            "INSERT INTO journal (at, who, installation, action, summary, kind, target, changeset)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (now, self._who, self._installation, *what, changeset),
        )
        return self.connection.last_insert_rowid()
