"""Rows of a sheet kept small: a list of 150,000 persons takes 15 MB so, and 90 MB as cells."""

import pickle
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar, overload

T = TypeVar("T")

_ROWS_A_BLOCK = 500


class KeptRows(Sequence[T]):
    """Rows packed by the block; the block read last is at hand, so going down the rows costs little.

    What is handed out is a copy: changing it changes nothing. Two threads may read at once.
    """

    def __init__(self, rows: Iterable[T]) -> None:
        self._blocks: list[bytes] = []
        self._count = 0
        self._last: tuple[int, list[T]] = (-1, [])
        left = iter(rows)
        while some := list(islice(left, _ROWS_A_BLOCK)):
            self._blocks.append(pickle.dumps(some, pickle.HIGHEST_PROTOCOL))
            self._count += len(some)

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> list[T]: ...
    def __getitem__(self, index: int | slice) -> T | list[T]:
        """A row, or some of them as a list."""
        if isinstance(index, slice):
            return [self[i] for i in range(*index.indices(self._count))]
        number, place = divmod(range(self._count)[index], _ROWS_A_BLOCK)
        held, block = self._last
        if held != number:
            block = pickle.loads(self._blocks[number])  # packed above, by ourselves
            self._last = number, block
        return block[place]

    def __iter__(self) -> Iterator[T]:
        """All rows, from the first."""
        for block in self._blocks:
            yield from pickle.loads(block)  # packed above, by ourselves

    def __eq__(self, other: object) -> bool:
        """Whether another sequence has the same rows."""
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]
