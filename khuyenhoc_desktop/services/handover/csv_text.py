"""CSV files of the bundle: UTF-8 without a mark, commas, CR LF, quotes only where needed (RFC 4180)."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import IO

from khuyenhoc_desktop.services.handover.schema import Table, Value

LONGEST_LINE = 64 * 1024


class BadCsvError(ValueError):
    """The file is no CSV that this program writes; the text says why, in Vietnamese."""


def write_csv(path: Path, header: list[str], lines: Iterable[Sequence[Value]]) -> int:
    """Write a table's lines; returns how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        for count, line in enumerate(lines, 1):  # noqa: B007 the last one is how many there are
            writer.writerow(line)
    return count


def as_texts(table: Table, rows: Iterable[list[Value]]) -> Iterator[list[Value]]:
    """The rows, every value that the CSV writer would write otherwise made a text in its place."""
    writes = [(place, field.write) for place, field in enumerate(table.fields) if not field.is_plain]
    for row in rows:
        for place, write in writes:
            row[place] = write(row[place])
        yield row


def read_csv(stream: IO[str], header: list[str], most_rows: int) -> Iterator[tuple[int, list[str]]]:
    """Line number (as in a spreadsheet) and texts of each row, with limits on everything.

    Raises:
        BadCsvError: another header, a row of another width, too long a line, too many rows, bad quotes.
    """
    rows = csv.reader(_lines(stream), strict=True)
    try:
        if next(rows, None) != header:
            raise BadCsvError("dòng đầu không phải tên các cột đã quy định")
        for number, row in enumerate(rows, 2):
            if len(row) != len(header):
                raise BadCsvError(f"dòng {number} có {len(row)} ô, phải có {len(header)} ô")
            if number > most_rows + 1:
                raise BadCsvError(f"có hơn {most_rows} dòng")
            yield number, row
    except (csv.Error, UnicodeDecodeError) as fault:
        raise BadCsvError("không phải CSV mã UTF-8 đọc được") from fault


def _lines(stream: IO[str]) -> Iterator[str]:
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise BadCsvError("có dòng quá dài")
        yield line
