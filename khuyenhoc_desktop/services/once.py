"""The same object for equal values: of sixty thousand outcomes read from a file five are kept."""

from collections.abc import Hashable


class Once(dict[Hashable, Hashable]):
    """`once[value]` is the first value equal to it that was asked for. Not for mixtures of 1, 1.0 and True."""

    def __missing__(self, value: Hashable) -> Hashable:
        """Keep a value met for the first time."""
        self[value] = value
        return value
