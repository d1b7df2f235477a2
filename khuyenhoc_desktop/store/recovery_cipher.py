"""The pages of a damaged protected file, deciphered one by one by the driver's own cipher.

Every page is enciphered by itself, with its number in it and a tag over it (SQLite3 Multiple Ciphers, ChaCha20-
Poly1305): a page reads whatever became of the others, and one bit that is not as it was written is noticed. The
cipher sits below SQLite's trees, in the file object of a connection. So each page as it lies in the damaged file
(or in its -wal, which is enciphered alike) is laid at its place in a scratch database under the same key and read
back through that object. Only enciphered bytes ever stand in the scratch database.
"""

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

import apsw

from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.encryption import FileKey
from khuyenhoc_desktop.store.recovery_pages import Damaged, DamagedFile, Decipher

TRIED = 200  # pages that a key is tried on before it counts as wrong
_READ = 2  # the place of xRead in sqlite3_io_methods, after iVersion and xClose
_Read = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)


@contextmanager
def deciphering(key: FileKey, page_size: int) -> Iterator[Decipher]:
    """Hands out a function that deciphers a page: its number from 1 and its bytes in, its bytes out.

    The function raises Damaged for a page that was altered, or enciphered under another key.
    """
    with TemporaryDirectory(prefix="khuyenhoc-") as folder:
        scratch = Path(folder) / "scratch.db"
        with closing(encryption.make_empty(scratch, key, page_size)) as connection, scratch.open("rb+", 0) as raw:
            yield _Desk(connection, raw, page_size)


def deciphers(path: Path, key: FileKey) -> bool:
    """Whether a key deciphers any of the pages looked at, spread over the file: it is the file's key."""
    raw = DamagedFile(path)
    step = max(raw.count // TRIED, 1)
    with deciphering(key, raw.page_size) as decipher:
        return any(_is_read(decipher, raw, number) for number in range(1, raw.count + 1, step))


class _Desk:
    """A file object of SQLite's, and the bytes under it."""

    def __init__(self, connection: apsw.Connection, raw: BinaryIO, page_size: int) -> None:
        place = ctypes.c_void_p()
        connection.file_control("main", apsw.SQLITE_FCNTL_FILE_POINTER, ctypes.addressof(place))
        if not place.value:
            raise apsw.CantOpenError("the scratch database has no file")
        methods = ctypes.cast(place.value, ctypes.POINTER(ctypes.c_void_p))[0]
        self._read = _Read(ctypes.cast(methods, ctypes.POINTER(ctypes.c_void_p))[_READ] or 0)
        self._file, self._raw, self._size = place, raw, page_size
        self._page = ctypes.create_string_buffer(page_size)

    def __call__(self, number: int, page: bytes) -> bytes:
        at = (number - 1) * self._size
        if len(page) != self._size:
            raise Damaged("a page cut short")
        self._raw.seek(at)
        self._raw.write(page)
        if self._read(self._file, self._page, self._size, at):
            raise Damaged("cipher")
        return self._page.raw


def _is_read(decipher: Decipher, raw: DamagedFile, number: int) -> bool:
    try:
        return bool(decipher(number, raw.page(number)))
    except Damaged:
        return False
