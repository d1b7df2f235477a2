"""What one household or other subject adds to the counts of a summary."""

from typing import Final, Protocol

from khuyenhoc_desktop.domain.criteria import Outcome
from khuyenhoc_desktop.services.once import Once

MARKS: Final = ("total", "registered", "scored", "reached", "proposed", "recognised")
_REPEATED: Final = ("group_id", "registered_on", "set_id", "set_version", "outcome", "decision_id")
_COMPLETE = (Outcome.REACHED.value, Outcome.NOT_REACHED.value)


class Result(Protocol):
    """A subject's registration and result."""

    registered: bool
    outcome: str
    proposed: bool
    recognised: bool | None


def marks_of(result: Result) -> list[str]:
    """The counts that a subject adds one to."""
    flags = (
        True,
        result.registered,
        result.outcome in _COMPLETE,
        result.outcome == Outcome.REACHED.value,
        result.proposed,
        result.recognised is True,
    )
    return [mark for mark, flag in zip(MARKS, flags, strict=True) if flag]


def share(result: Result, once: Once) -> None:
    """Hold what many results have in common once: a hundred thousand of them are in memory together."""
    for name in _REPEATED:
        setattr(result, name, once[getattr(result, name)])
