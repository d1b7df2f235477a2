"""How long the texts are that an .xls holds once (SST) and names in many cells ([MS-XLS] 2.4.265, 2.5.293)."""

import struct

_WIDE, _EXTENDED, _RICH = 1, 4, 8


def text_sizes(records: list[bytes]) -> list[int]:
    """Letters of each text of the SST record and those that continue it.

    Raises:
        struct.error, IndexError: the records are broken.
    """
    reader = _Reader(records)
    _, count = struct.unpack("<II", reader.take(8))
    sizes = []
    for _ in range(min(count, sum(map(len, records)) // 3)):
        letters, flags = struct.unpack("<HB", reader.take(3))
        runs = struct.unpack("<H", reader.take(2))[0] if flags & _RICH else 0
        extra = struct.unpack("<I", reader.take(4))[0] if flags & _EXTENDED else 0
        reader.skip_letters(letters, flags)
        reader.take(runs * 4 + extra)
        sizes.append(letters)
    return sizes


class _Reader:
    """A place in the records; bytes go on in the next, letters do so behind a byte of flags of their own."""

    def __init__(self, records: list[bytes]) -> None:
        self._records, self._number, self._at = records, 0, 0

    def take(self, size: int) -> bytes:
        """The next bytes."""
        found = self._here(size)
        while len(found) < size:
            self._next()
            found += self._here(size - len(found))
        return found

    def skip_letters(self, count: int, flags: int) -> None:
        """Pass over letters of one or two bytes."""
        while True:
            width = 2 if flags & _WIDE else 1
            count -= len(self._here(count * width)) // width
            if count <= 0:
                return
            self._next()
            flags = self._here(1)[0]

    def _here(self, size: int) -> bytes:
        found = self._records[self._number][self._at : self._at + size]
        self._at += len(found)
        return found

    def _next(self) -> None:
        self._number, self._at = self._number + 1, 0
