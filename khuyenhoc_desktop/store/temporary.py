"""The temporary tables of a connection that recompute what is derived: emptied each time."""

import apsw

from khuyenhoc_desktop.store.levels import HEIRS


def make_temporary_tables(connection: apsw.Connection) -> None:
    """Make or empty them, and note which thôn stands for which in which year."""
    connection.execute(
        "CREATE TEMP TABLE IF NOT EXISTS touched (id INTEGER PRIMARY KEY, above INTEGER NOT NULL DEFAULT 0);"
        "CREATE TEMP TABLE IF NOT EXISTS touched_year (year INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS moved_year (year INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY);"
        "CREATE TEMP TABLE IF NOT EXISTS graded (subject_id INTEGER, year INTEGER, entered INTEGER,"
        " missing INTEGER, total INTEGER, outcome TEXT, level INTEGER, PRIMARY KEY (subject_id, year))"
        " WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS measured (subject_id INTEGER, year INTEGER, indicator TEXT, part INTEGER,"
        " base INTEGER, PRIMARY KEY (subject_id, year, indicator)) WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS heir (year INTEGER, group_id INTEGER, heir INTEGER,"
        " PRIMARY KEY (year, group_id)) WITHOUT ROWID;"
        "CREATE TEMP TABLE IF NOT EXISTS before (year INTEGER, subject_id INTEGER, group_id INTEGER,"
        " counted INTEGER, recognised INTEGER, reached INTEGER);"
        "CREATE TEMP TABLE IF NOT EXISTS moved (year INTEGER, subject_id INTEGER, group_id INTEGER);"
        "DELETE FROM temp.touched; DELETE FROM temp.touched_year; DELETE FROM temp.moved_year;"
        "DELETE FROM temp.graded; DELETE FROM temp.heir"
    )
    connection.execute(HEIRS)
