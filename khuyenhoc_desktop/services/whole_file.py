"""Writing a file that is there whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".tmp"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """The place to write a file to; it takes its own name when the block ends well, and nothing stays otherwise.

    Raises:
        OSError: it cannot take its name; what stood there before stays.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        with suppress(OSError):  # where the place is no folder at all there is nothing to clear away either
            unfinished.unlink(missing_ok=True)
