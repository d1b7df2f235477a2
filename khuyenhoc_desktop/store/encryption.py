"""The password of a commune file: the key it gives, and opening files under that key.

A protected file carries the salt of its key in its first 16 bytes (the place SQLite3 Multiple Ciphers keeps
it), and so does every copy made of it: a copy on a stick opens with the program, the password and nothing else.
The key is Argon2id over password and salt; SQLite gets it as a raw key, with the cipher ChaCha20-Poly1305 over
every page.
"""

import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_bytes
from urllib.parse import quote

import apsw

from khuyenhoc_desktop.domain.problems import UserError

PLAIN = b"SQLite format 3\x00"
CIPHER = "chacha20"
SALT_BYTES, KEY_BYTES = 16, 32
# Bytes 16 to 23 of SQLite's header are not encrypted; of these 21 to 23 are the same in every database.
_HEADER, _FIXED = 24, b"\x40\x20\x20"
# About half a second on an office computer: guessing is slow, opening is not.
_OPERATIONS, _MEMORY = 16, 128 << 20
_READ_WRITE = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE | apsw.SQLITE_OPEN_URI

PASSWORD_NEEDED = (
    "password_needed",
    "Tệp dữ liệu này có mật khẩu.",
    "Gõ mật khẩu để mở. Quên mật khẩu thì gõ mã khôi phục in trên tờ giấy cất riêng.",
)


@dataclass(frozen=True, slots=True)
class FileKey:
    """A key with the salt that stands at the head of the files it opens."""

    salt: bytes
    key: bytes = field(repr=False)

    @property
    def raw(self) -> str:
        """As SQLite3 Multiple Ciphers takes it."""
        return f"raw:{self.key.hex()}{self.salt.hex()}"


class Keyring:
    """The keys that were shown in this run of the program, by salt; they are never written anywhere.

    One for the whole run, because copies, checks and the lane's thread open files far from any dialog, and a file
    says by its salt which key is its own.
    """

    def __init__(self) -> None:
        self._keys: dict[bytes, FileKey] = {}

    def add(self, key: FileKey) -> None:
        """Remember a key."""
        self._keys[key.salt] = key

    def find(self, salt: bytes) -> FileKey | None:
        """The key for a salt."""
        return self._keys.get(salt)

    def all(self) -> list[FileKey]:
        """Every key, the last one first."""
        return list(reversed(self._keys.values()))

    def forget_all(self) -> None:
        """Forget every key."""
        self._keys.clear()


KEYRING = Keyring()


def derive(password: str, salt: bytes) -> FileKey:
    """The key of a password; letters typed in whichever Unicode form give the same. Takes about half a second."""
    from nacl.pwhash import argon2id

    secret = unicodedata.normalize("NFC", password).encode()
    key = argon2id.kdf(KEY_BYTES, secret, salt, opslimit=_OPERATIONS, memlimit=_MEMORY)
    return FileKey(salt, key)


def new_key(password: str) -> FileKey:
    """The key of a password under a salt never used before."""
    return derive(password, token_bytes(SALT_BYTES))


def salt_of(path: Path) -> bytes | None:
    """The salt of a protected database; None for a plain one, an empty one, or what is no database."""
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEADER)
    except OSError:
        return None
    if len(head) < _HEADER or head.startswith(PLAIN) or head[21:24] != _FIXED or head[18] not in (1, 2):
        return None
    return head[:SALT_BYTES]


def key_for(path: Path) -> FileKey | None:
    """The key a database needs; None for a plain one.

    Raises:
        UserError: password_needed when it is protected and its key was not shown yet.
    """
    salt = salt_of(path)
    if salt is None:
        return None
    found = KEYRING.find(salt)
    if found is None:
        raise UserError(*PASSWORD_NEEDED, place=path.name)
    return found


def key_pragmas(key: FileKey | None) -> list[tuple[str, str]]:
    """What must be said to a connection before anything else."""
    return [("cipher", f"'{CIPHER}'"), ("key", f"'{key.raw}'")] if key else []


def connect(path: Path, *, write: bool = False, key: FileKey | None = None) -> apsw.Connection:
    """A bare connection to a database, protected or plain.

    Raises:
        UserError: password_needed. apsw.Error: what SQLite says; NotADBError also for a wrong key.
    """
    key = key or key_for(path)
    flags = _READ_WRITE if write else apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    connection = apsw.Connection(str(path), flags=flags)
    for name, value in key_pragmas(key):
        connection.execute(f"PRAGMA {name} = {value}")
    return connection


def make_empty(path: Path, key: FileKey, page_size: int = 4096) -> apsw.Connection:
    """A new database under a key, without a table; no byte of it was ever plain on the disk."""
    connection = connect(path, write=True, key=key)
    connection.pragma("page_size", page_size)
    connection.execute("CREATE TABLE first_page (x); DROP TABLE first_page")
    return connection


def opens(path: Path, key: FileKey) -> bool:
    """Whether a key opens a database; a good one is remembered. A damaged first page also says no."""
    connection = connect(path, key=key)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    except apsw.Error:
        return False
    finally:
        connection.close()
    KEYRING.add(key)
    return True


def target_name(target: Path, key: FileKey | None) -> str:
    """The name VACUUM INTO takes, so that the copy has this key and this salt (None: it is plain)."""
    place = quote(target.absolute().as_posix())
    rooted = place if place.startswith("/") else f"/{place}"
    wanted = f"?cipher={CIPHER}&key={quote(key.raw)}" if key else "?key="
    return f"file://{rooted}{wanted}"


def copy_name(source: Path, target: Path) -> str:
    """The name VACUUM INTO takes for a copy that is protected as its source is."""
    key = key_for(source)
    return target_name(target, key) if key else str(target)
