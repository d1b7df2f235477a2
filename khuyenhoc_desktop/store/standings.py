"""Where a subject stands in a year: the columns, joins and fields that the rows of all kinds of subjects share."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

R = TypeVar("R", bound="InYear")


@dataclass(frozen=True, slots=True)
class InYear:
    """A subject in a year. `total` in hundredths of a point; None = nothing scored.

    `present` is False where it is not there in that year: ended, not yet there, away or in the wastebasket.
    `counted`: it counts in the figures of its title. `outcome` is one of empty, incomplete, reached, not_reached;
    `stage` the furthest stage declared done (0 none). `recognised` and `last_recognised` (the year before) are
    True, False or None (not decided).
    """

    id: int
    present: bool
    counted: bool
    registered: bool
    entered: int
    missing: int
    total: int | None
    outcome: str
    level: int | None
    proposed: bool
    recognised: bool | None
    decision_id: int | None
    stage: int
    returned: bool
    last_total: int | None
    last_recognised: bool | None


# Of a subject x in the year ?1: the fields of InYear in their order.
COLUMNS = """x.id, t.year IS NOT NULL, coalesce(t.counted, 0), coalesce(t.registered, 0), coalesce(t.entered, 0),
       coalesce(t.missing, 0), t.total, coalesce(t.outcome, 'empty'), t.level, coalesce(t.proposed, 0),
       t.recognised, t.decision_id, coalesce(t.stage, 0), coalesce(t.returned, 0), l.total, l.recognised"""
JOINED = """LEFT JOIN standing t ON t.year = ?1 AND t.subject_id = x.id
LEFT JOIN standing l ON l.year = ?1 - 1 AND l.subject_id = x.id"""
_FLAGS = (1, 2, 3, 9, 13)
_DECISIONS = (10, 15)


def made(kind: type[R], row: Sequence[Any]) -> R:
    """One of this kind out of a row that begins with COLUMNS."""
    fields = list(row)
    for place in _FLAGS:
        fields[place] = bool(fields[place])
    for place in _DECISIONS:
        fields[place] = None if fields[place] is None else bool(fields[place])
    return kind(*fields)
