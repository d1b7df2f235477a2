"""Migrations of the first version, and to a later release: killed on their way, then brought to their end."""

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import apsw

from khuyenhoc_desktop.services import backup, check, communes
from khuyenhoc_desktop.store import connection, copies
from khuyenhoc_desktop.store.schema import SCHEMA_VERSION, fact_tables
from tests.crash.states import facts_digest

LATER = Path(__file__).parent / "migrations"
FIRST = Path(__file__).parents[1] / "db_versions" / "khuyenhoc-v1.db"
NEXT = SCHEMA_VERSION + 1


@contextmanager
def later_release():
    """Inside, the program is a later one whose schema has the next number."""
    with TemporaryDirectory(prefix="khuyenhoc-migrations-") as place:
        folder = Path(place) / "migrations"
        shutil.copytree(connection.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(LATER / "0099_later.py", folder)
        with (
            patch.object(connection, "MIGRATIONS", folder),
            patch.object(connection, "SCHEMA_VERSION", NEXT),
            patch.object(copies, "SCHEMA_VERSION", NEXT),
        ):
            yield


def migrate(folder, pipe):
    """Open a file with the later program; this process is meant to be killed meanwhile."""
    with later_release():
        pipe.send(("begin", "migration", None))
        communes.open_commune(Path(folder)).close()
        pipe.send(("done", None, None))


def judge_migration(folder, before):
    """The version in which a killed migration left the file, and what is wrong with it."""
    version, faults = _look(folder, before)
    with later_release():
        communes.open_commune(folder).close()
    again, more = _look(folder, before)
    faults += [f"after migrating again: {fault}" for fault in more]
    if again != NEXT:
        faults.append("third state: migrating again did not come to its end")
    return version, faults


def _look(folder, before):
    raw = apsw.Connection(str(folder / communes.FILE_NAME))
    version = raw.pragma("user_version")
    faults = []
    if raw.pragma("integrity_check") != "ok":
        faults.append("third state: not sound")
    columns = [row[1] for row in raw.execute("PRAGMA table_info(household)")]
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_schema")}
    whole = {"later_schema", "household_nickname"} <= tables and "nickname" in columns
    none = not {"later_schema", "household_nickname"} & tables and "nickname" not in columns
    if not (whole if version == NEXT else none):
        faults.append(f"third state: version {version} with half of a schema")
    if version == NEXT and raw.execute("SELECT 1 FROM household WHERE nickname IS NULL").fetchall():
        faults.append("third state: rows not filled")
    faults += _other_facts(raw, before)
    raw.close()
    return version, faults


def lay_first_version(folder):
    """The file of the first release, as it was found in the field."""
    shutil.copy(FIRST, folder / communes.FILE_NAME)


def open_first_version(folder, pipe):
    """Open it with this program; this process is meant to be killed meanwhile."""
    pipe.send(("begin", "migration", None))
    communes.open_commune(Path(folder)).close()
    pipe.send(("done", None, None))


def judge_first_version(folder, before):
    """As judge_migration; what is derived must be right too, and the copy made before whole."""
    version, faults = _look_at_first(folder, before)
    file = communes.open_commune(folder)
    faults += [f"check: {one.code}: {one.message}" for one in check.check(file) if one.is_error]
    file.close()
    again, more = _look_at_first(folder, before)
    faults += [f"after migrating again: {fault}" for fault in more]
    if again != SCHEMA_VERSION:
        faults.append("third state: migrating again did not come to its end")
    unsound = [one.name for one in (folder / "backups").glob("*.db") if not backup.is_sound(one)]
    return version, faults + [f"third state: {name} is not whole" for name in unsound]


def _look_at_first(folder, before):
    """Every fact of the first version, in the columns it had then, and the tables of one version or the other."""
    raw = apsw.Connection(str(folder / communes.FILE_NAME))
    old = apsw.Connection(str(before / communes.FILE_NAME), flags=apsw.SQLITE_OPEN_READONLY)
    version = raw.pragma("user_version")
    faults = [] if raw.pragma("integrity_check") == "ok" else ["third state: not sound"]
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    added = set(fact_tables(SCHEMA_VERSION)) - set(fact_tables(1))
    if tables & added != (added if version == SCHEMA_VERSION else set()):
        faults.append(f"third state: version {version} with half of a schema")
    for table in fact_tables(1):
        columns = ", ".join(row[1] for row in old.execute(f"PRAGMA table_info({table})"))
        sql = f"SELECT {columns} FROM {table}"
        if not set(old.execute(sql)) <= set(raw.execute(sql)):
            faults.append(f"lost: facts of {table}")
    raw.close()
    old.close()
    return version, faults


def _other_facts(raw, before):
    old = apsw.Connection(str(before / communes.FILE_NAME), flags=apsw.SQLITE_OPEN_READONLY)
    had = [row[1] for row in old.execute("PRAGMA table_info(household)")]

    def old_columns(sql):
        return list(raw.execute(sql.replace("* FROM household", f"{', '.join(had)} FROM household")))

    same = facts_digest(old_columns) == facts_digest(lambda sql: list(old.execute(sql)))
    old.close()
    return [] if same else ["lost: facts differ from those before the migration"]
