"""A migration of a later release, tried with the real runner: killed on its way, then brought to its end."""

import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import apsw

from khuyenhoc_desktop.services import communes
from khuyenhoc_desktop.store import connection, copies
from khuyenhoc_desktop.store.schema import SCHEMA_VERSION
from tests.crash.states import facts_digest

LATER = Path(__file__).parent / "migrations"
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


def _other_facts(raw, before):
    old = apsw.Connection(str(before / communes.FILE_NAME), flags=apsw.SQLITE_OPEN_READONLY)
    had = [row[1] for row in old.execute("PRAGMA table_info(household)")]

    def old_columns(sql):
        return list(raw.execute(sql.replace("* FROM household", f"{', '.join(had)} FROM household")))

    same = facts_digest(old_columns) == facts_digest(lambda sql: list(old.execute(sql)))
    old.close()
    return [] if same else ["lost: facts differ from those before the migration"]
