"""Blocks of cells as the clipboard has them: rows in lines, cells between tabs, as Excel writes and reads them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

Block = list[list[str]]


def read_block(text: str) -> Block:
    """The cells of a text from the clipboard; every row is as wide as the widest. [] when there is nothing."""
    text = text.replace("\x00", "")
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t"))
    except csv.Error:  # a cell of more than 131,072 letters: no table of scores
        rows = [line.split("\t") for line in text.splitlines()]
    while rows and not any(cell.strip() for cell in rows[-1]):
        rows.pop()
    width = max(map(len, rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def write_block(rows: Iterable[Sequence[str]]) -> str:
    """The text for the clipboard; a cell with a tab, quote or line break in it is quoted."""
    out = StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def tiled(block: Block, height: int, width: int) -> Block:
    """The block repeated over a selection of whole multiples of its size; else the block itself, as in Excel."""
    rows, columns = len(block), len(block[0])
    if (height, width) == (rows, columns) or height % rows or width % columns:
        return block
    return [[block[r % rows][c % columns] for c in range(width)] for r in range(height)]
