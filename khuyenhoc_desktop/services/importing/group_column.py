"""A column of thôn that is not filled in every row: merged downwards, or written once above its households."""

from khuyenhoc_desktop.domain.problems import Problem, warning
from khuyenhoc_desktop.domain.text import fold, format_count
from khuyenhoc_desktop.services.importing.group_names import group_key
from khuyenhoc_desktop.services.importing.header import text_of
from khuyenhoc_desktop.services.importing.tables import Table

_DITTO = frozenset({"nt", "nhu tren", '"', "''", "'", "”", "“", "〃", "//"})


def merged_cells(table: Table, column: int | None) -> dict[int, str]:
    """The text of each row that a cell of this column merged downwards covers."""
    found: dict[int, str] = {}
    for first, left, last, right in table.sheet.merges if column is not None else ():
        if column is not None and left <= column <= right and last > first and left < len(table.sheet.rows[first]):
            name = text_of(table.sheet.rows[first][left])
            if name:
                found |= dict.fromkeys(range(first, last + 1), name)
    return found


def repeated_groups(table: Table, column: int) -> dict[int, str]:
    """The thôn of the rows that say «nt» or a ditto mark for it: as in the row above."""
    found: dict[int, str] = {}
    last = ""
    for index in table.rows.data:
        name = _cell(table, index, column)
        if fold(name).strip(" .-") in _DITTO and name:
            found[index] = last
        else:
            last = name
    return found


def filled_groups(table: Table, column: int) -> dict[int, str]:
    """The thôn of the rows left empty below one that names it; nothing unless the column is plainly filled so.

    Plainly: the first row is filled, more rows are empty than filled, and no name comes twice. A few empty cells
    among filled ones are gaps, and what belongs in them is not for the program to say.
    """
    written = [(index, _cell(table, index, column)) for index in table.rows.data]
    filled = sum(bool(name) for _, name in written)
    if not written or not written[0][1] or filled * 2 > len(written):
        return {}
    if len({group_key(name) for _, name in written if name}) < filled:
        return {}
    found: dict[int, str] = {}
    last = ""
    for index, name in written:
        last = name or last
        if not name:
            found[index] = last
    return found


def _cell(table: Table, index: int, column: int) -> str:
    row = table.sheet.rows[index]
    return text_of(row[column]) if column < len(row) else ""


def groups_filled(rows: int) -> Problem:
    """Said once a sheet."""
    return warning(
        "group_filled",
        f"Cột thôn chỉ ghi ở hàng đầu mỗi thôn: {format_count(rows)} hàng trống được hiểu là cùng thôn với trên.",
        "Nếu không đúng, ghi tên thôn vào từng hàng rồi nhập lại.",
    )
