"""The list of sheets worked through, and where in it one is. It stays as it is until asked for anew."""

from collections.abc import Sequence


class Position:
    """A place in a list of ids. The list does not shrink while sheets are filled in, so "next" stays next."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.current: int | None = None
        self._place = 0

    def set_ids(self, ids: Sequence[int]) -> None:
        """Another list; the current subject keeps its place if it is in it."""
        self.ids = list(ids)
        if self.current in self.ids:
            self._place = self.ids.index(self.current)

    def go(self, subject: int) -> None:
        """Go to a subject, whether or not it is in the list."""
        self.current = subject
        if subject in self.ids:
            self._place = self.ids.index(subject)

    @property
    def number(self) -> int | None:
        """The place in the list, counted from 1; None when the subject is not in it."""
        there = self._place < len(self.ids) and self.ids[self._place] == self.current
        return self._place + 1 if there else None

    def beside(self, step: int) -> int | None:
        """The subject after (1) or before (-1) this one; None at the end."""
        gone = self.number is None  # then what stood after it has moved up into its place
        place = self._place + step - (1 if gone and step > 0 else 0)
        return self.ids[place] if 0 <= place < len(self.ids) else None
