"""The floors: the same work done bare, by the library alone, on the same data.

Python's own sqlite3 must not open these files: two SQLite libraries in one process take each other's locks away.
"""

from pathlib import Path

import apsw

PRAGMAS = "PRAGMA journal_mode=wal; PRAGMA synchronous=2;"


def bare(path: Path) -> apsw.Connection:
    """A plain connection to a file."""
    connection = apsw.Connection(str(path))
    connection.execute(PRAGMAS)
    return connection


def first_page(path: Path, kind: str = "household") -> None:
    """The ids in stored order and one hundred rows, of households or persons."""
    connection = bare(path)
    ids = [row[0] for row in connection.execute(f"SELECT {kind}_id FROM {kind}_search ORDER BY sort_key")]
    marks = ", ".join("?" * 100)
    connection.execute(f"SELECT * FROM {kind} WHERE id IN ({marks})", ids[:100]).fetchall()
    connection.close()


def find(connection: apsw.Connection, words: list[str], kind: str = "household") -> None:
    """The plain query over the search index."""
    where = " AND ".join("instr(find, ?) > 0" for _ in words)
    connection.execute(f"SELECT {kind}_id FROM {kind}_search WHERE {where} ORDER BY sort_key", words).fetchall()


def save_sheet(connection: apsw.Connection, subject: int, turn: int) -> None:
    """Twelve rows changed in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE score SET value = ? WHERE subject_id = ? AND year = 2026", (turn * 100, subject))
    connection.execute("COMMIT")


def read_and_insert(workbook: Path, folder: Path) -> None:
    """Every row read by calamine and inserted as text into one table."""
    from python_calamine import CalamineWorkbook

    rows = list(CalamineWorkbook.from_path(str(workbook)).get_sheet_by_index(0).iter_rows())
    connection = bare(folder / "floor.db")
    connection.execute("CREATE TABLE IF NOT EXISTS t (a, b, c, d, e, f, g, h, i); BEGIN")
    connection.executemany(
        "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", [[str(v) for v in r[:9]] for r in rows]
    )
    connection.execute("COMMIT")
    connection.close()


def delete_rows(folder: Path) -> None:
    """The inserted rows taken out again."""
    connection = bare(folder / "floor.db")
    connection.execute("BEGIN; DELETE FROM t; COMMIT")
    connection.close()


def add_up(path: Path) -> None:
    """Sum and count of every sheet, by SQL alone, written to a table."""
    connection = bare(path)
    connection.execute(
        "CREATE TEMP TABLE sums AS SELECT subject_id, year, count(*) AS n, sum(value) AS total"
        " FROM score GROUP BY subject_id, year"
    )
    connection.close()


def count(path: Path) -> None:
    """The counts by group, by SQL alone."""
    connection = bare(path)
    connection.execute(
        "SELECT group_id, count(*), sum(recognised) FROM standing"
        " WHERE year = 2026 AND title = 'learning_family' GROUP BY group_id"
    ).fetchall()
    connection.close()


def write_workbook(path: Path, folder: Path) -> None:
    """The list of households with their twelve scores, written by XlsxWriter alone."""
    import xlsxwriter

    connection = bare(path)
    names = {row[0]: row[1] for row in connection.execute("SELECT id, head_name FROM household")}
    scores: dict[int, list[object]] = {}
    for subject, value in connection.execute("SELECT subject_id, value FROM score WHERE year = 2026"):
        scores.setdefault(subject, []).append(value)
    book = xlsxwriter.Workbook(str(folder / "floor.xlsx"), {"constant_memory": True})
    sheet = book.add_worksheet()
    for number, (subject, name) in enumerate(names.items()):
        sheet.write_row(number, 0, [number + 1, name, *scores.get(subject, [])])
    book.close()
    connection.close()


def copy(path: Path, target: Path) -> None:
    """VACUUM INTO."""
    target.unlink(missing_ok=True)
    connection = bare(path)
    connection.execute("VACUUM INTO ?", (str(target),))
    connection.close()


def copy_and_check(path: Path, folder: Path) -> None:
    """VACUUM INTO and SQLite's integrity check."""
    copy(path, folder / "floor-copy.db")
    integrity(folder / "floor-copy.db")


def integrity(path: Path) -> None:
    """SQLite's integrity check alone."""
    connection = bare(path)
    connection.pragma("integrity_check")
    connection.close()
