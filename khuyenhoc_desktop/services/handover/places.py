"""A thing found before handing up, with the places to go to."""

from dataclasses import dataclass, field
from typing import Any, Final

from khuyenhoc_desktop.domain.problems import Problem

# So many places are named for each kind; the rest are counted.
NAMED_PLACES: Final = 10


@dataclass(frozen=True, slots=True)
class Place:
    """One of the places that a check names, and where to jump to it (Context.go_to)."""

    text: str
    page: str
    target: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of thing missing or contradictory. `page` and `target` lead to the first place; `count` is of all.

    Errors stop the export; warnings are for the officer to decide.
    """

    problem: Problem
    page: str
    target: dict[str, Any]
    count: int = 1
    places: tuple[Place, ...] = ()
