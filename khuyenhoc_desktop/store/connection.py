"""Opening the commune file: whose it is, which version, migrations with a copy first."""

from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import apsw
from playhouse.apsw_ext import APSWDatabase

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.derived import rebuild
from khuyenhoc_desktop.store.errors import told_in_words
from khuyenhoc_desktop.store.ids import leap
from khuyenhoc_desktop.store.places import fit_for_a_log, is_there, refuse_bad_place, refuse_unfit
from khuyenhoc_desktop.store.schema import APPLICATION_ID, SCHEMA_VERSION, fact_tables

MIGRATIONS = Path(__file__).parent / "migrations"
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL: what was confirmed is on the disk, also after a power cut
    "foreign_keys": 1,
    "temp_store": 2,
}

# kB of pages in memory. The system keeps pages too, but enciphered ones: lists would take twice as long then.
_PAGES_KEPT, _DECIPHERED_KEPT = 8_000, 32_000


def open_database(path: Path, *, create: bool) -> APSWDatabase:
    """Open or create the commune file and bring it to this program's schema.

    Raises:
        UserError: not_found, newer_file, foreign_file, password_needed, path_too_long, network_drive, unfit_drive,
            or a fault of the disk (store/errors.py).
    """
    refuse_bad_place(path)
    if not create and not is_there(path):
        raise UserError(
            "not_found",
            f"Không tìm thấy tệp dữ liệu {path}.",
            "Chọn lại thư mục dữ liệu, hoặc tạo tệp mới cho xã.",
        )
    with told_in_words(), fit_for_a_log(path):
        if not create:
            _refuse_others(path)
        database = _with_its_key(path, create=create)
        try:
            database.connect()
            refuse_unfit(database.connection())
            _migrate(database, path)
            _make_derived(database)
        except BaseException:
            database.close()  # a file that does not open must not stay locked: a backup is to take its place
            raise
    return database


def _with_its_key(path: Path, *, create: bool) -> APSWDatabase:
    """The database with the pragmas each connection begins with; in a protected file the key comes first.

    A file that is gone meanwhile must not come again as an empty one, only because another thread looks into it.
    """
    key = encryption.key_for(path)
    kept = _DECIPHERED_KEPT if key else _PAGES_KEPT
    pragmas = dict(encryption.key_pragmas(key)) | PRAGMAS | {"cache_size": -kept}
    flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_URI | (apsw.SQLITE_OPEN_CREATE if create else 0)
    return APSWDatabase(str(path), pragmas=pragmas, autoconnect=False, timeout=5, flags=flags)


def version_of(path: Path) -> tuple[int, int]:
    """The application id and the schema version written in a SQLite file.

    Raises:
        UserError: password_needed.
    """
    connection = encryption.connect(path)
    try:
        return connection.pragma("application_id"), connection.pragma("user_version")
    finally:
        connection.close()


def copy_to(database: APSWDatabase, target: Path) -> None:
    """Write a whole, consistent copy of the open file (also while it is being used)."""
    with told_in_words():
        name = encryption.copy_name(Path(database.database), target)
        database.connection().execute("VACUUM INTO ?", (name,))


def copy_back(backup: Path, target: Path, key: encryption.FileKey | None) -> None:
    """Write a whole copy of a closed file, with what stands in a -wal beside it; its ids go on after a gap.

    The copy is under `key` (None: plain), whatever the backup is under.
    """
    with told_in_words():
        source = encryption.connect(backup)
        if key is not None:
            encryption.KEYRING.add(key)
        try:
            source.execute("VACUUM INTO ?", (encryption.target_name(target, key),))
        finally:
            source.close()
        copy = encryption.connect(target, write=True)
        try:
            leap(copy)
        finally:
            copy.close()


def fold_wal(path: Path) -> None:
    """Bring what stands in the -wal into the file itself, so that it can be moved as one; a damaged one stays."""
    with suppress(apsw.Error, UserError):  # also one whose password is not known
        connection = encryption.connect(path, write=True)
        try:
            connection.pragma("wal_checkpoint", "TRUNCATE")
        finally:
            connection.close()


def is_open_elsewhere(path: Path) -> bool:
    """Whether somebody has the file open: only a file's last connection may leave its write-ahead log."""
    if not path.exists():
        return False
    try:
        connection = encryption.connect(path, write=True)
        try:
            for mode in ("delete", PRAGMAS["journal_mode"]):
                connection.pragma("journal_mode", mode)
        finally:
            connection.close()
    except apsw.BusyError:
        return True
    except (apsw.Error, UserError):  # damaged, or its password is not known: nobody has it open either
        return False
    return False


def _refuse_others(path: Path) -> None:
    if not path.stat().st_size:
        raise apsw.NotADBError("the file is empty")
    _take_back_what_was_cut_off(path)
    application, version = version_of(path)
    if application != APPLICATION_ID:
        raise UserError(
            "foreign_file",
            f"{path.name} không phải là tệp dữ liệu của chương trình Khuyến học.",
            "Chọn đúng tệp khuyenhoc.db của xã.",
        )
    if version > SCHEMA_VERSION:
        raise UserError(
            "newer_file",
            "Tệp dữ liệu này do bản chương trình mới hơn ghi ra.",
            "Cài bản chương trình mới nhất trên máy này rồi mở lại. Tệp không bị thay đổi gì.",
        )
    _refuse_altered(path, version)


def _take_back_what_was_cut_off(path: Path) -> None:
    """A restored file gets its write-ahead log at its first opening; cut off there, only writing takes it back."""
    try:
        version_of(path)
    except apsw.ReadOnlyError as fault:
        if getattr(fault, "extendedresult", 0) != apsw.SQLITE_READONLY_ROLLBACK:
            raise
        with closing(encryption.connect(path, write=True)) as connection:
            connection.pragma("schema_version")


def _refuse_altered(path: Path, version: int) -> None:
    """A file of ours whose tables are gone is damaged; one with commands planted in it must never run them."""
    connection = encryption.connect(path)
    try:
        if has_planted_commands(connection):
            raise UserError(
                "altered_file",
                f"{path.name} có lệnh lạ do chương trình khác đặt vào, có thể làm sai số liệu, nên không mở.",
                "Phục hồi bản sao lưu trước đó. Tệp này không bị thay đổi gì; giữ lại để người hỗ trợ xem.",
            )
        if version < 1 or lacks_tables(connection, version):
            raise apsw.CorruptError("tables are missing")
    finally:
        connection.close()


def has_planted_commands(connection: apsw.Connection) -> bool:
    """Whether the schema has triggers or views: this program never makes any, and they run by themselves."""
    sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view'))"
    return bool(connection.execute(sql).fetchall()[0][0])


def lacks_tables(connection: apsw.Connection, version: int) -> bool:
    """Whether tables without which nothing works are missing (those that are derived can be made anew)."""
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema")}
    return not {*fact_tables(version), "journal", "installation"} <= names


def _migrate(database: APSWDatabase, path: Path) -> None:
    version = database.connection().pragma("user_version")
    if version == SCHEMA_VERSION:
        return
    if version:
        _copy_before_migration(database, path, version)
    from playhouse.migrations import Runner

    # The runner notes its date as a datetime, which apsw binds only when told how.
    database.connection().convert_binding = lambda _cursor, _number, value: str(value)
    Runner(database, str(MIGRATIONS)).up()


def _make_derived(database: APSWDatabase) -> None:
    """Compute what is derived anew where a migration has left its tables empty, also when it was cut off there."""
    if not database.execute_sql("SELECT 1 FROM memory WHERE key = 'derived.stale'").fetchall():
        return
    with database.atomic("IMMEDIATE"):
        rebuild(database.connection(), None)
        database.execute_sql("DELETE FROM memory WHERE key = 'derived.stale'")


def _copy_before_migration(database: APSWDatabase, path: Path, version: int) -> None:
    """A start stopped half way may be tried again within the same second: its copy must not be in the way.

    Only a whole copy bears the name of one.
    """
    folder = path.parent / "backups"
    folder.mkdir(exist_ok=True)
    target = folder / f"truoc-nang-cap-v{version}-{datetime.now():%Y%m%d-%H%M%S}.db"
    unfinished = target.with_suffix(".tmp")
    unfinished.unlink(missing_ok=True)
    copy_to(database, unfinished)
    unfinished.replace(target)
