"""The texts that an .xlsx holds once and names in many cells: how much they are when every cell has its own.

The reader writes the text out in each cell, so a file of 100 kB may ask for all memory there is.
"""

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator

from khuyenhoc_desktop.services.importing.guard import MAX_CELLS, MAX_TEXT_BYTES, Room, bomb

_PART = "sharedstrings.xml"
_TEXT_START = re.compile(rb"<(?:\w+:)?si[\s>/]")
_VALUE_ENDS = (b"</v", b":v>", b":v ")
_PLAIN_VALUE = re.compile(rb">([^<>&]*)</(?:\w+:)?v[\s>]")
_OVERLAP = 64


def inspect_shared_texts(packed: zipfile.ZipFile, name: str, cells: int, room: Room) -> None:
    """Count the texts of all cells into the room; `cells` is how many cells there are at most.

    Raises:
        UserError: import.bomb.
    """
    from khuyenhoc_desktop.services.importing.zip_guard import unpacked

    shared = [part for part in packed.infolist() if part.filename.lower().endswith(_PART)]
    sizes = [_sizes(unpacked(packed, part, name), name) for part in shared]
    longest = max((size for each in sizes for size in each), default=0)
    if longest * cells <= MAX_TEXT_BYTES:
        return
    most = list(map(max, zip(*_level(sizes), strict=True)))
    for part in packed.infolist():
        room.take_texts(_named_bytes(unpacked(packed, part, name), most, longest))


def _sizes(chunks: Iterable[bytes], name: str) -> list[int]:
    """Bytes of each text, with its markup: from where it begins to where the next one does."""
    starts: list[int] = []
    end = 0
    for at, text in _overlapping(chunks):
        starts += [at + found.start() for found in _TEXT_START.finditer(text)]
        end = at + len(text)
        if end > MAX_TEXT_BYTES or len(starts) > MAX_CELLS:
            raise bomb(name)
    starts = sorted(set(starts))
    return [after - before for before, after in zip(starts, [*starts[1:], end], strict=True)]


def _named_bytes(chunks: Iterable[bytes], sizes: list[int], longest: int) -> int:
    """Bytes of the texts that the values of a part name; one written in a strange way may name the longest."""
    total = 0
    for _, text in _overlapping(chunks):
        values = Counter(_PLAIN_VALUE.findall(text))
        total += longest * max(sum(map(text.count, _VALUE_ENDS)) - values.total(), 0)
        total += sum(_size_of(value, sizes) * times for value, times in values.items())
    return total


def _size_of(value: bytes, sizes: list[int]) -> int:
    """The bytes of the text that a value names, if it is the number of one."""
    digits = value.strip().removeprefix(b"+")
    return sizes[int(digits)] if digits.isdigit() and len(digits) < 9 and int(digits) < len(sizes) else 0


def _overlapping(chunks: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each chunk with the end of the one before, and where that begins: nothing is cut in two."""
    at, tail = 0, b""
    for chunk in chunks:
        text = tail + chunk
        yield at, text
        tail = text[-_OVERLAP:]
        at += len(text) - len(tail)


def _level(sizes: list[list[int]]) -> list[list[int]]:
    longest = max(map(len, sizes))
    return [each + [0] * (longest - len(each)) for each in sizes]
