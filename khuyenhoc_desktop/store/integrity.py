"""Whether a commune file is sound: SQLite's own check, references, minted ids, derived = recomputed."""

from pathlib import Path

import apsw

from khuyenhoc_desktop.store import derived, encryption
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.connection import version_of
from khuyenhoc_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION

_MINTED_TABLES = ("residential_group", "household", "decision")
_ORPHANS = (
    "SELECT DISTINCT subject_id FROM {table} t"
    " WHERE NOT EXISTS (SELECT 1 FROM household h WHERE h.id = t.subject_id)"
)
_WITHOUT_SET = (
    "SELECT subject_id FROM assessment a WHERE set_id NOTNULL AND NOT EXISTS"
    " (SELECT 1 FROM criteria_set c WHERE c.set_id = a.set_id AND c.version = a.set_version)"
)


def copy_is_sound(path: Path) -> bool:
    """Whether a copy opens, is ours, is not newer than this program, and passes SQLite's integrity check.

    Raises:
        UserError: password_needed when the copy is protected and its password was not given yet.
    """
    try:
        application, version = version_of(path)
        if application != APPLICATION_ID or not 0 < version <= SCHEMA_VERSION:
            return False
        connection = encryption.connect(path)
        try:
            return bool(connection.pragma("integrity_check") == "ok")
        finally:
            connection.close()
    except apsw.Error:
        return False


def damage(file: CommuneFile) -> list[str]:
    """What SQLite's integrity check says, line by line; empty when all is well."""
    return [row[0] for row in file.query("PRAGMA integrity_check") if row[0] != "ok"]


def broken_references(file: CommuneFile) -> list[tuple[str, int]]:
    """Table and row of facts that point at something that is not there."""
    found = [(row[0], row[1] or 0) for row in file.query("PRAGMA foreign_key_check")]
    for table in ("assessment", "score"):
        found += [(table, row[0]) for row in file.query(_ORPHANS.format(table=table))]
    found += [("assessment", row[0]) for row in file.query(_WITHOUT_SET)]
    return found


def foreign_ids(file: CommuneFile) -> list[tuple[str, int]]:
    """Table and id of rows whose id no installation of this file can have minted yet."""
    sql = (
        "SELECT t.id FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM installation i"
        " WHERE t.id >> 40 = i.number AND t.id & 0xFFFFFFFFFF BETWEEN 1 AND i.next_counter - 1)"
    )
    return [(table, row[0]) for table in _MINTED_TABLES for row in file.query(sql.format(table=table))]


def derived_differences(file: CommuneFile) -> list[tuple[str, int]]:
    """Table and household of derived rows that differ from what the facts give."""
    with file.writing() as connection:
        return derived.differences(connection)
