"""How long services tell how far they are: generators that yield Progress and return their result."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is: `done` of `total` steps (total 0 = not known yet), and what it does, in Vietnamese."""

    done: int
    total: int
    text: str


Job = Generator[Progress, None, T]


def finish(job: Job[T]) -> T:
    """Run a job to its end and return its result."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value  # type: ignore[no-any-return]
