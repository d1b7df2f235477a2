"""What an action changed, for whoever shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Changes:
    """The tables and subjects (households) that an action touched; `subjects` None means any of them."""

    tables: frozenset[str]
    subjects: frozenset[int] | None
    journal_id: int | None = None


EVERYTHING = Changes(frozenset(), None)
