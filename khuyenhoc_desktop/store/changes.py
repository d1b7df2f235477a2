"""What an action changed, for whoever shows it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Effect:
    """A derived indicator that an action changed: from `part` of `base` subjects to others."""

    subject: int
    year: int
    indicator: str
    part_before: int
    base_before: int
    part: int
    base: int


@dataclass(frozen=True, slots=True)
class Changes:
    """The tables and subjects that an action touched; `subjects` None means any of them.

    `effects` are the derived indicators of other subjects that changed by it.
    """

    tables: frozenset[str]
    subjects: frozenset[int] | None
    journal_id: int | None = None
    effects: tuple[Effect, ...] = ()


EVERYTHING = Changes(frozenset(), None)
