"""Giving a closed file another key, or none: written anew beside it, checked, and only then put in its place."""

import os
from contextlib import suppress
from pathlib import Path

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.encryption import FileKey
from khuyenhoc_desktop.store.errors import told_in_words
from khuyenhoc_desktop.store.schema import DERIVED_TABLES, FACT_TABLES

ENDING = ".rekey"
_COUNTED = (*FACT_TABLES, *DERIVED_TABLES, "journal", "installation", "memory")


def change_key(path: Path, key: FileKey | None) -> None:
    """Write a closed file anew under a key (None: plain) and put it in place of the old; its times stay.

    Raises:
        UserError: password_needed; key_not_changed when the copy does not hold what the file holds; disk_full … ;
        then the file stands as it was.
    """
    fresh = path.with_name(path.name + ENDING)
    times = path.stat()
    try:
        with told_in_words():
            fresh.unlink(missing_ok=True)
            before = _write_anew(path, fresh, key)
            _refuse_difference(before, fresh, path)
        with fresh.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.utime(fresh, ns=(times.st_atime_ns, times.st_mtime_ns))
        fresh.replace(path)
    except OSError as fault:
        raise _not_changed(path) from fault
    finally:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)


def _write_anew(path: Path, fresh: Path, key: FileKey | None) -> list[int]:
    """Copy under the new key; what the file holds. Its -wal is folded in and gone afterwards."""
    connection = encryption.connect(path, write=True)
    try:
        connection.pragma("wal_checkpoint", "TRUNCATE")
        held = _held(connection)
        connection.execute("VACUUM INTO ?", (encryption.target_name(fresh, key),))
    finally:
        connection.close()
    if key is not None:
        encryption.KEYRING.add(key)
    return held


def _refuse_difference(before: list[int], fresh: Path, path: Path) -> None:
    connection = encryption.connect(fresh)
    try:
        if connection.pragma("integrity_check") != "ok" or _held(connection) != before:
            raise _not_changed(path)
    finally:
        connection.close()


def _held(connection: apsw.Connection) -> list[int]:
    """Marks and row counts, to compare by."""
    tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    counts = [
        connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
        for table in _COUNTED
        if table in tables
    ]
    return [connection.pragma("application_id"), connection.pragma("user_version"), *counts]


def _not_changed(path: Path) -> UserError:
    return UserError(
        "key_not_changed",
        f"Không đổi được mật khẩu của tệp {path.name}. Tệp vẫn như cũ.",
        "Xem ổ đĩa còn chỗ trống và không có cửa sổ Khuyến học khác đang mở, rồi làm lại.",
    )
