"""Whether a commune file is sound: SQLite's own check, references, minted ids, derived = recomputed."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import COMMUNE, COMMUNE_SUBJECT, HOUSEHOLD, KIND_OF, PERSON, TITLE_OF
from khuyenhoc_desktop.store import as_stored, derived, search_keys
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.as_stored import Reading
from khuyenhoc_desktop.store.commune_file import CommuneFile, Row
from khuyenhoc_desktop.store.connection import open_database
from khuyenhoc_desktop.store.schema import NAMED_BY, SAID_OF

# What a query raises when its table is not there.
MISSING_TABLE = apsw.SQLError

_INDEX_DAMAGE = re.compile(r"missing from index|wrong # of entries in index|non-unique entry in index", re.ASCII)
# What others than the migrations put into a file: SQLite itself, and the runner of the migrations.
_KEPT_BY_OTHERS = {"schema_migration", "sqlite_sequence"}

# Who is in none of the tables of subjects is missing from that of his title, or from the households. EXCEPT goes
# through both sides in the order they have, many times faster than looking each one up.
_SUBJECTS = " EXCEPT ".join(f"SELECT id FROM {kind}" for kind in TITLE_OF if kind != COMMUNE)
_LOST = " UNION ".join(
    f"SELECT * FROM (SELECT DISTINCT subject_id FROM {table} EXCEPT {_SUBJECTS})" for table in SAID_OF
)
_LOST_BY_TITLE = (
    "SELECT s.subject_id, (SELECT min(title) FROM assessment WHERE subject_id = s.subject_id)"
    f" FROM ({_LOST}) s WHERE s.subject_id <> {COMMUNE_SUBJECT}"
)
# What is found by is derived from these tables: it tells of rows of which nothing else does.
_FOUND_BY = {"household": ("household_search", "household_id"), "person": ("person_search", "person_id")}
_SETS_NAMED = (
    "SELECT * FROM (SELECT DISTINCT set_id, set_version FROM assessment WHERE set_id NOTNULL)"
    " UNION SELECT set_id, version FROM criteria_choice UNION SELECT set_id, version FROM group_choice"
    " UNION SELECT set_id, version FROM criteria_confirmation EXCEPT SELECT set_id, version FROM criteria_set"
)
_HOMELESS = "SELECT id FROM household EXCEPT SELECT household_id FROM residence"


def damage(file: CommuneFile) -> list[str]:
    """What SQLite's integrity check says, line by line; empty when all is well."""
    try:
        return [row[0] for row in file.query("PRAGMA integrity_check") if row[0] != "ok"]
    except UserError as refusal:
        if refusal.code != "corrupt":
            raise
        return [refusal.message]  # so damaged that it cannot even be looked through


def is_of_indexes_only(lines: list[str]) -> bool:
    """Whether damage is only of indexes, which can be made anew from their tables without touching a fact."""
    return bool(lines) and all(_INDEX_DAMAGE.search(line) for line in lines)


def schema_differences(file: CommuneFile) -> tuple[list[str], list[str]]:
    """Names of what is missing or altered in the schema, and of what is strange there (a trigger, a table)."""
    stored = _schema(file.query)
    own = _own_schema()
    missing = [name for name in own if stored.get(name) != own[name]]
    added = [name for name in stored if name not in own]
    return missing, added


def index_sql(name: str) -> str | None:
    """How to make an index of this program's schema; None when it is no index."""
    sql = _own_schema().get(name, "")
    return sql if sql.startswith("CREATE INDEX") else None


def missing_parents(file: CommuneFile) -> dict[str, list[Row]]:
    """By table: the keys that facts name and that are not there (scores without assessment: another kind)."""
    lost = file.query(_LOST_BY_TITLE)
    found = {table: _missing_from(file, table, lost) for table in (PERSON, *NAMED_BY)}
    found |= {"criteria_set": file.query(_SETS_NAMED), "residence": file.query(_HOMELESS)}
    return {table: rows for table, rows in found.items() if rows}


def _missing_from(file: CommuneFile, table: str, lost: list[Row]) -> list[Row]:
    """The ids that rows name and this table lacks, and the lost subjects that should be in it."""
    naming = [*NAMED_BY.get(table, ()), *([_FOUND_BY[table]] if table in _FOUND_BY else [])]
    named = " UNION ".join(
        f"SELECT {column} FROM {by} WHERE {column} NOTNULL AND {column} NOT IN (SELECT id FROM {table})"
        for by, column in naming
    )
    keys = {row[0] for row in file.query(named)}
    keys.update(ident for ident, title in lost if KIND_OF.get(title, HOUSEHOLD) == table)
    return [(key,) for key in sorted(keys)]


def reindex(file: CommuneFile) -> None:
    """Make every index anew from its table.

    Raises:
        UserError: corrupt, when the tables themselves turn out to be damaged.
    """
    with file.writing() as connection:
        try:
            connection.execute("REINDEX")
        except apsw.ConstraintError as fault:  # two rows of one key: not only the index was damaged
            raise apsw.CorruptError("two rows of one key") from fault


def rebuild_inside(action: Action) -> None:
    """Compute all that is derived anew, inside an action: it goes with it, or not at all."""
    try:
        derived.rebuild(action.connection, None)
    except apsw.ConstraintError as fault:
        raise apsw.CorruptError("two rows of one key") from fault


def levels_as_stored(file: CommuneFile) -> bool:
    """Whether all standings are stored as the facts give them, but for what grading the sheets gives."""
    with file.snapshot():
        return as_stored.levels_as_stored(file.connection_here())


def derived_differences(file: CommuneFile, reading: Reading, levels: Callable[[], bool]) -> list[tuple[str, int]]:
    """Table and subject of standings and measures that the facts do not give; `reading` takes what was met.

    `levels` tells what levels_as_stored gives, worked out on another thread meanwhile.
    """
    with file.snapshot():  # reads only: whoever types meanwhile is not held up
        if as_stored.sheets_as_stored(file.connection_here(), reading) and levels():
            return []
        return derived.figures_that_differ(file.connection_here(), None, reading)


def search_differences(file: CommuneFile) -> list[tuple[str, int]]:
    """Table and subject of search keys that the facts do not give."""
    with file.snapshot():
        return search_keys.differences(file.connection_here(), everywhere=True)


@lru_cache(maxsize=1)
def _own_schema() -> dict[str, str]:
    """The schema that this program's migrations make, by name."""
    with TemporaryDirectory(prefix="khuyenhoc-") as folder:
        database = open_database(Path(folder) / "fresh.db", create=True)
        try:
            return _schema(database.connection().execute)
        finally:
            database.close()


def _schema(query: Callable[[str], Iterable[Row]]) -> dict[str, str]:
    rows = query("SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_autoindex_%'")
    return {name: " ".join((sql or "").split()) for name, sql in rows if name not in _KEPT_BY_OTHERS}
