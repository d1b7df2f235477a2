"""Opening files: ours, newer, foreign, damaged, missing; a copy before a migration; saved means on the disk."""

import subprocess
import sys
import threading
import time

import apsw
import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, groups
from khuyenhoc_desktop.store import connection as connections
from khuyenhoc_desktop.store.schema import APPLICATION_ID, DERIVED_TABLES, FACT_TABLES, SCHEMA_VERSION


def refused(folder):
    with pytest.raises(UserError) as refusal:
        communes.open_commune(folder)
    assert refusal.value.message
    assert refusal.value.cure
    return refusal.value.code


def make(folder):
    communes.create_commune(folder, "99999", "Mẫu", "Tỉnh", 2026).close()
    return folder / communes.FILE_NAME


def test_a_new_file_carries_our_mark_and_version(tmp_path):
    assert connections.version_of(make(tmp_path)) == (APPLICATION_ID, SCHEMA_VERSION)


def test_every_table_is_fact_derived_or_named_here(commune):
    known = {*FACT_TABLES, *DERIVED_TABLES, "journal", "installation", "memory", "schema_migration"}
    tables = {row[0] for row in commune.query("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {t for t in tables if not t.startswith("sqlite_")} == known


def test_a_newer_file_is_refused_and_not_touched(tmp_path):
    path = make(tmp_path)
    raw = apsw.Connection(str(path))
    raw.pragma("user_version", SCHEMA_VERSION + 1)
    raw.close()
    before = path.read_bytes()
    assert refused(tmp_path) == "newer_file"
    assert path.read_bytes() == before


def test_another_programs_file_is_refused(tmp_path):
    raw = apsw.Connection(str(tmp_path / communes.FILE_NAME))
    raw.execute("CREATE TABLE theirs (x); INSERT INTO theirs VALUES (1)")
    raw.close()
    assert refused(tmp_path) == "foreign_file"


@pytest.mark.parametrize("content", [b"not a database at all, but long enough" * 40, b"PK\x03\x04" + bytes(2000)])
def test_what_is_no_database_is_refused(tmp_path, content):
    (tmp_path / communes.FILE_NAME).write_bytes(content)
    assert refused(tmp_path) == "corrupt"


def test_a_missing_file_is_refused_and_not_made(tmp_path):
    assert refused(tmp_path / "nowhere") == "not_found"
    assert not (tmp_path / "nowhere").exists()


def test_a_copy_is_made_before_an_older_file_is_migrated(tmp_path, monkeypatch):
    path = make(tmp_path)
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    for source in connections.MIGRATIONS.glob("0*.py"):
        (migrations / source.name).write_bytes(source.read_bytes())
    (migrations / "0099_next.py").write_text(
        "def up(migrator, db):\n"
        "    db.connection().execute('ALTER TABLE household ADD COLUMN extra TEXT; PRAGMA user_version = 3')\n"
    )
    monkeypatch.setattr(connections, "MIGRATIONS", migrations)
    monkeypatch.setattr(connections, "SCHEMA_VERSION", 3)
    file = communes.open_commune(tmp_path)
    assert "extra" in [row[1] for row in file.query("PRAGMA table_info(household)")]
    file.close()
    copies = list((tmp_path / "backups").glob("truoc-nang-cap-v2-*.db"))
    assert [connections.version_of(copy) for copy in copies] == [(APPLICATION_ID, 2)]
    assert connections.version_of(path) == (APPLICATION_ID, 3)


def test_a_migration_that_fails_leaves_the_file_as_it_was(tmp_path, monkeypatch):
    path = make(tmp_path)
    migrations = tmp_path / "migrations"
    migrations.mkdir()
    for source in connections.MIGRATIONS.glob("0*.py"):
        (migrations / source.name).write_bytes(source.read_bytes())
    (migrations / "0099_bad.py").write_text(
        "def up(migrator, db):\n"
        "    db.connection().execute('ALTER TABLE household ADD COLUMN extra TEXT')\n"
        "    raise RuntimeError('half way')\n"
    )
    monkeypatch.setattr(connections, "MIGRATIONS", migrations)
    monkeypatch.setattr(connections, "SCHEMA_VERSION", 3)
    with pytest.raises(RuntimeError):
        communes.open_commune(tmp_path)
    raw = apsw.Connection(str(path))
    assert raw.pragma("user_version") == 2
    assert "extra" not in [row[1] for row in raw.execute("PRAGMA table_info(household)")]
    raw.close()


def test_what_was_confirmed_survives_a_killed_process(tmp_path):
    make(tmp_path)
    script = (
        "import os, sys\nfrom pathlib import Path\n"
        "from khuyenhoc_desktop.services import communes, groups\n"
        "file = communes.open_commune(Path(sys.argv[1]))\n"
        "groups.add_group(file, 'Thôn Hạ', 'thôn', 2026)\n"
        "print('confirmed', flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert run.stdout == "confirmed\n"
    file = communes.open_commune(tmp_path)
    assert [group.name for group in groups.list_groups(file, 2026)] == ["Thôn Hạ"]
    assert file.value("PRAGMA synchronous") == 2
    file.close()


def test_a_writer_waits_for_the_other_thread(commune):
    started = threading.Event()

    def hold():
        commune.open_here()
        with commune.action("test", "Việc dài") as action:
            action.execute("INSERT INTO setting VALUES ('held', '1')")
            started.set()
            time.sleep(0.3)
        commune.close()

    thread = threading.Thread(target=hold)
    thread.start()
    started.wait(5)
    groups.add_group(commune, "Thôn Hạ", "thôn", 2026)
    thread.join()
    assert commune.value("SELECT value FROM setting WHERE key = 'held'") == "1"
    assert len(groups.list_groups(commune, 2026)) == 1


def test_a_thread_without_a_connection_is_told_so(commune):
    caught = []

    def stray():
        try:
            commune.query("SELECT 1")
        except Exception as fault:
            caught.append(type(fault).__name__)

    thread = threading.Thread(target=stray)
    thread.start()
    thread.join()
    assert caught == ["InterfaceError"]


def test_ids_of_two_installations_never_meet(tmp_path, monkeypatch):
    seen = set()
    for number in ("one", "two"):
        monkeypatch.setenv("KHUYENHOC_HOME", str(tmp_path / number))
        file = communes.create_commune(tmp_path / f"xa-{number}", "", "Mẫu", "Tỉnh", 2026)
        ids = groups.add_groups(file, [(f"Thôn {i}", "thôn") for i in range(50)], 2026)
        assert all(0 < i < 2**63 for i in ids)
        assert not seen & set(ids)
        seen |= set(ids)
        file.close()


def test_a_read_only_folder_is_told_in_words(tmp_path):
    path = make(tmp_path)
    file = communes.open_commune(tmp_path)
    file.query("PRAGMA query_only = 1")
    with pytest.raises(UserError) as refusal:
        groups.add_group(file, "Thôn Hạ", "thôn", 2026)
    assert refusal.value.code == "read_only"
    file.query("PRAGMA query_only = 0")
    file.close()
    assert path.exists()
