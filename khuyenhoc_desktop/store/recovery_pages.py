"""Reading the records of a damaged database page by page, as the SQLite file format lays them down.

The driver comes without SQLite's recover extension, and reading through SQL stops at the first bad page of a tree.
So every leaf page is read by itself, whatever the pages above it look like: the file may be truncated, its first
page zeroed, its interior pages torn. Freed pages are blanked by this SQLite (SECURE_DELETE), so what is found is
what was last written. Format: https://www.sqlite.org/fileformat2.html
"""

import mmap
import struct
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

USUAL_PAGE = 4096
CIPHER_RESERVES = 32  # bytes at the end of each page; they stay reserved when a password is taken away
_FIRST_BYTES = frozenset((0, 2, 5, 10, 13))  # of a plain page: its kind, or the next page of a chain
INDEX_INTERIOR, INDEX_LEAF, TABLE_LEAF = 2, 10, 13
_HEADER = 100  # bytes of page 1 before its own page header
_WAL_MAGIC = (0x377F0682, 0x377F0683)  # the last bit: checksums over big-endian words
_WAL_HEADER, _FRAME_HEADER = 32, 24
_INT_BYTES = (0, 1, 2, 3, 4, 6, 8)

Value = int | float | str | bytes | None
# Deciphers a page of a protected file: its number and its bytes as they lie in the file; raises Damaged.
Decipher = Callable[[int, bytes], bytes]
# A record: its rowid (None in a page of a table without rowids), and its values.
Record = tuple[int | None, list[Value]]


class Damaged(ValueError):
    """A page or cell that does not follow the format."""


class DamagedFile:
    """The pages of a database file, with what its -wal has committed over them.

    Those of a protected file need `decipher`; without it they are handed out as they lie there.
    """

    def __init__(self, path: Path, decipher: Decipher | None = None) -> None:
        self._content = _content(path)
        self._decipher = decipher
        head = self._content[:_HEADER]
        # These bytes are the same in every database, and plain in a protected one; a torn header must not
        # give a wrong page size.
        sound = len(head) == _HEADER and head[21:24] == b"\x40\x20\x20" and head[20] in (0, CIPHER_RESERVES)
        self.page_size = _page_size(head) if sound else USUAL_PAGE
        wal = path.with_name(path.name + "-wal")
        self._overlay = _committed(_content(wal), self.page_size) if wal.is_file() else {}
        own = -(-len(self._content) // self.page_size)
        self.count = max([own, *self._overlay])
        self._usable = self.page_size - (head[20] if sound else self._reserved())

    def page(self, number: int) -> bytes:
        """A page by its number, from 1; shorter or empty where the file ends early.

        Raises:
            Damaged: it cannot be deciphered.
        """
        page = self._raw(number)
        return self._decipher(number, page) if self._decipher and page else page

    def is_noise(self) -> bool:
        """Whether most pages are none that SQLite writes: a protected file, or rubbish."""
        pages = [page for number in range(2, self.count + 1) if any(page := self._raw(number)[:64])]
        return sum(page[0] in _FIRST_BYTES for page in pages) * 2 < len(pages)

    def _raw(self, number: int) -> bytes:
        if number in self._overlay:
            return self._overlay[number]
        return self._content[(number - 1) * self.page_size : number * self.page_size]

    def _reserved(self) -> int:
        """Without a sound header: cells lie against the end of a page, unless bytes are reserved there."""
        if self._decipher:
            return CIPHER_RESERVES
        leaves = (page for number in range(2, self.count + 1) if (page := self._raw(number))[:1] == b"\r")
        return 0 if any(any(page[-CIPHER_RESERVES:]) for page in leaves) else CIPHER_RESERVES

    def records(self, number: int) -> list[Record | None]:
        """The records of a leaf (or of an index's inner page); None for each that cannot be read or trusted.

        Raises:
            Damaged: it cannot be deciphered, or its own header is not sound. Pages of other kinds have no records.
        """
        page, start = self.page(number), _HEADER if number == 1 else 0
        kind = page[start] if len(page) > start + 8 else 0
        if kind not in (INDEX_INTERIOR, INDEX_LEAF, TABLE_LEAF):
            return []
        count = int.from_bytes(page[start + 3 : start + 5])
        first = start + (12 if kind == INDEX_INTERIOR else 8)
        if first + 2 * count > len(page):
            raise Damaged("cell pointers")
        places = struct.unpack_from(f">{count}H", page, first)
        found = [self._cell_or_none(page, place, kind) for place in places]
        return _trusted(places, found) if None in found else found

    def _cell_or_none(self, page: bytes, at: int, kind: int) -> Record | None:
        try:
            return self._cell(page, at, kind)
        except (Damaged, IndexError, UnicodeDecodeError, struct.error):
            return None

    def _cell(self, page: bytes, at: int, kind: int) -> Record:
        if at < 8 or at >= len(page):
            raise Damaged("cell outside its page")
        at += 4 if kind == INDEX_INTERIOR else 0
        size, at = _varint(page, at)
        rowid = None
        if kind == TABLE_LEAF:
            rowid, at = _varint(page, at)
            rowid -= (rowid >> 63) << 64
        return rowid, _values(self._payload(page, at, size, kind))

    def _payload(self, page: bytes, at: int, size: int, kind: int) -> bytes:
        usable = self._usable
        most = usable - 35 if kind == TABLE_LEAF else (usable - 12) * 64 // 255 - 23
        if size <= most:
            payload = page[at : at + size]
        else:
            least = (usable - 12) * 32 // 255 - 23
            local = least + (size - least) % (usable - 4)
            local = local if local <= most else least
            chain = int.from_bytes(page[at + local : at + local + 4])
            payload = page[at : at + local] + self._overflow(chain, size - local)
        if len(payload) != size or not size:
            raise Damaged("payload")
        return payload

    def _overflow(self, number: int, size: int) -> bytes:
        parts, seen = [], set()
        while size > 0:
            if not 0 < number <= self.count or number in seen:
                raise Damaged("overflow chain")
            seen.add(number)
            page = self.page(number)
            parts.append(page[4 : min(4 + size, self._usable)])
            size -= self._usable - 4
            number = int.from_bytes(page[:4])
        return b"".join(parts)


def _content(path: Path) -> bytes:
    """The bytes of a file, mapped rather than read where the system can."""
    with path.open("rb") as stream:
        try:
            return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)  # type: ignore[return-value]
        except (ValueError, OSError):
            return stream.read()


def _trusted(places: tuple[int, ...], found: list[Record | None]) -> list[Record | None]:
    """Without the records that end where an unreadable one begins: their last bytes may be torn too."""
    order = sorted(range(len(places)), key=places.__getitem__)
    for this, following in pairwise(order):
        if found[following] is None:
            found[this] = None
    return found


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18])
    size = 65536 if size == 1 else size
    return size if size >= 512 and not size & (size - 1) else USUAL_PAGE


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """A number of one to nine bytes, and where it ends."""
    value = data[at]
    if value < 128:
        return value, at + 1
    value &= 127
    for place in range(at + 1, at + 8):
        byte = data[place]
        value = value << 7 | byte & 127
        if byte < 128:
            return value, place + 1
    return value << 8 | data[at + 8], at + 9


def _values(payload: bytes) -> list[Value]:
    """The values of a record."""
    head, at = _varint(payload, 0)
    if head > len(payload):
        raise Damaged("record header")
    body, values = head, []
    while at < head:
        kind, at = _varint(payload, at)
        value, body = _value(payload, body, kind)
        values.append(value)
    if body != len(payload):
        raise Damaged("record body")
    return values


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind < 7:
        end = at + _INT_BYTES[kind]
        return int.from_bytes(payload[at:end], signed=True), end
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    end = at + (kind - 12) // 2
    if kind < 12 or end > len(payload):
        raise Damaged("value")
    content = payload[at:end]
    return (content.decode() if kind & 1 else content), end


def _committed(wal: bytes, page_size: int) -> dict[int, bytes]:
    """The pages of a -wal up to its last whole transaction, as SQLite itself would take them."""
    if len(wal) < _WAL_HEADER or int.from_bytes(wal[:4]) not in _WAL_MAGIC:
        return {}
    words = ">" if wal[3] & 1 else "<"
    sums = _checksum(wal[:24], words, (0, 0))
    if sums != struct.unpack(">2I", wal[24:32]) or int.from_bytes(wal[8:12]) != page_size:
        return {}
    salts = wal[16:24]
    pending: dict[int, bytes] = {}
    committed: dict[int, bytes] = {}
    step = _FRAME_HEADER + page_size
    for at in range(_WAL_HEADER, len(wal) - step + 1, step):
        head, page = wal[at : at + _FRAME_HEADER], wal[at + _FRAME_HEADER : at + step]
        sums = _checksum(page, words, _checksum(head[:8], words, sums))
        if head[8:16] != salts or sums != struct.unpack(">2I", head[16:24]):
            break
        pending[int.from_bytes(head[:4])] = bytes(page)
        if any(head[4:8]):  # the last frame of a transaction
            committed |= pending
            pending = {}
    return committed


def _checksum(data: bytes, words: str, start: tuple[int, int]) -> tuple[int, int]:
    one, two = start
    for first, second in struct.iter_unpack(f"{words}2I", data):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
