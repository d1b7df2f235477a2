"""Meeting what was changed elsewhere while a form is being typed in: nothing typed is lost or silently wins."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Meeting:
    """Names of fields: `taken` are new in the file and untouched in the form; `conflicts` were changed in both."""

    taken: tuple[str, ...]
    conflicts: tuple[str, ...]

    @property
    def quiet(self) -> bool:
        """Whether the file brings nothing new."""
        return not self.taken and not self.conflicts


def meet(names: Iterable[str], base: Any, touched: set[str], typed: Any, stored: Any) -> Meeting:
    """Compare what the form began with, what is typed in it (fields `touched`) and what the file holds now."""
    new = [name for name in names if getattr(stored, name) != getattr(base, name)]
    taken = tuple(name for name in new if name not in touched)
    conflicts = tuple(n for n in new if n in touched and getattr(typed, n) != getattr(stored, n))
    return Meeting(taken, conflicts)
