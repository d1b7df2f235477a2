"""Text for cells of a spreadsheet that is read by others: a name must not become a formula there."""

from typing import Final

# A spreadsheet takes a cell that begins so for a formula; an apostrophe before it keeps it text.
RISKY: Final = ("=", "+", "-", "@", "'", "\t", "\r", "\n")


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe stands before a risky first letter."""
    return f"'{text}" if text.startswith(RISKY) else text


def pasteable(text: str) -> str:
    """A cell for the clipboard: on one line, no formula; a number with its sign stays a number."""
    line = " ".join(text.split())
    return line if line.lstrip("+-").rstrip("% ").replace(",", "").replace(".", "").isdecimal() else guarded(line)
