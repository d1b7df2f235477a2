"""Files sent away under a passphrase: a copy, a bundle, any file in a box of its own (.khb).

The key is Argon2id over passphrase and salt, with its cost in the box; the content goes in pieces of one megabyte
through libsodium's secret stream (XChaCha20-Poly1305), so that a large file needs little memory, and a piece that
was altered, left out, put elsewhere or cut off at the end is noticed. The file's name is inside, too.
"""

import os
import struct
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes
from typing import BinaryIO

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.services.whole_file import whole_file

ENDING = ".khb"
MARK = b"KHHOP1\r\n"  # a transfer that alters line ends is noticed at once
_HEAD = struct.Struct("<8s16sII24s")  # mark, salt, operations, memory in MiB, header of the stream
_SALT_BYTES = 16
_OPERATIONS, _MEMORY_MB = 16, 128
_MOST_OPERATIONS, _MOST_MEMORY_MB = 32, 256  # a box from elsewhere may cost four times as much as ours
_PIECE = 1 << 20
_OVERHEAD = 17
_LONGEST_NAME = 200
_DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(10))}
SEALING, OPENING = "Đang đóng gói có mật khẩu", "Đang mở gói"


def seal(source: Path, target: Path, passphrase: str) -> Job[Path]:
    """Put a file into a box at `target` (.khb); returns it. Closing the job leaves nothing behind.

    Raises:
        UserError: cannot_read, cannot_write.
    """
    target = target if target.suffix.lower() == ENDING else target.with_name(target.name + ENDING)
    try:
        with whole_file(target) as unfinished, source.open("rb") as reading, unfinished.open("wb") as writing:
            size = os.fstat(reading.fileno()).st_size
            for done in _seal_stream(reading, writing, source.name, passphrase):
                yield Progress(done, size, SEALING)
            writing.flush()
            os.fsync(writing.fileno())
    except OSError as fault:
        raise _cannot(source, target) from fault
    return target


def unseal(box: Path, folder: Path, passphrase: str) -> Job[Path]:
    """Take the file out of a box into a folder, under a name not taken yet; returns it.

    Nothing of a box that turns out to be damaged is left behind.

    Raises:
        UserError: not_a_box, wrong_passphrase, box_damaged, cannot_read, cannot_write.
    """
    unfinished = folder / f".{token_bytes(6).hex()}.tmp"
    try:
        with box.open("rb") as reading:
            pieces = _pieces_of(reading, passphrase)
            name = _safe_name(next(pieces))
            size, done = os.fstat(reading.fileno()).st_size, 0
            with unfinished.open("xb") as writing:
                for piece in pieces:
                    writing.write(piece)
                    done += len(piece)
                    yield Progress(done, size, OPENING)
        target = _free(folder / name)
        unfinished.replace(target)
        return target
    except OSError as fault:
        raise _cannot(box, folder) from fault
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def _seal_stream(reading: BinaryIO, writing: BinaryIO, name: str, passphrase: str) -> Iterator[int]:
    from nacl import bindings

    salt, state = token_bytes(_SALT_BYTES), bindings.crypto_secretstream_xchacha20poly1305_state()
    key = _key(passphrase, salt, _OPERATIONS, _MEMORY_MB)
    header = bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    head = _HEAD.pack(MARK, salt, _OPERATIONS, _MEMORY_MB, header)
    writing.write(head)
    push = bindings.crypto_secretstream_xchacha20poly1305_push
    more, last = (
        bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE,
        bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    )
    named = name.encode().ljust(_PIECE // 1024, b"\0")[: _PIECE // 1024]
    writing.write(push(state, named, head, more))
    done, piece = 0, reading.read(_PIECE)
    while True:
        following = reading.read(_PIECE)
        writing.write(push(state, piece, None, more if following else last))
        done += len(piece)
        yield done
        if not following:
            return
        piece = following


def _pieces_of(reading: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The name's piece, then those of the content."""
    from nacl import bindings
    from nacl.exceptions import CryptoError

    head = reading.read(_HEAD.size)
    salt, operations, memory, header = _read_head(head)
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    key = _key(passphrase, salt, operations, memory)
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, key)
    pull, last = (
        bindings.crypto_secretstream_xchacha20poly1305_pull,
        bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL,
    )
    try:
        named, _ = pull(state, reading.read(_PIECE // 1024 + _OVERHEAD), head)
    except (CryptoError, ValueError) as fault:
        raise _wrong() from fault
    yield named
    try:
        tag = None
        while tag != last:
            piece, tag = pull(state, reading.read(_PIECE + _OVERHEAD), None)
            yield piece
    except (CryptoError, ValueError) as fault:
        raise _damaged() from fault
    if reading.read(1):
        raise _damaged()


def _read_head(head: bytes) -> tuple[bytes, int, int, bytes]:
    if len(head) < _HEAD.size or not head.startswith(MARK):
        raise UserError(
            "not_a_box",
            "Tệp này không phải gói có mật khẩu (.khb) của chương trình Khuyến học.",
            "Chọn đúng tệp .khb; nếu tệp nhận qua thư điện tử, tải lại tệp đính kèm.",
        )
    _, salt, operations, memory, header = _HEAD.unpack(head)
    if not (1 <= operations <= _MOST_OPERATIONS and 8 <= memory <= _MOST_MEMORY_MB):
        raise _damaged()
    return salt, operations, memory, header


def _key(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id

    secret = unicodedata.normalize("NFC", passphrase).encode()
    return argon2id.kdf(32, secret, salt, opslimit=operations, memlimit=memory << 20)


def _safe_name(piece: bytes) -> str:
    """The name inside, without any folder: a box writes only where it is told to, and to no device of Windows.

    Letters that turn the writing direction go too: «exe.txt» may be read for «txt.exe».
    """
    told = piece.rstrip(b"\0").decode("utf-8", "replace")
    name = told.replace("\\", "/").rsplit("/", 1)[-1].strip(" .")
    clean = "".join("_" if letter in '<>:"|?*' or not letter.isprintable() else letter for letter in name)
    clean = clean[-_LONGEST_NAME:].lstrip(" .") or "tep-trong-goi"
    return f"_{clean}" if clean.split(".")[0].strip().upper() in _DEVICES else clean


def _free(path: Path) -> Path:
    names = [path, *(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


def _wrong() -> UserError:
    return UserError(
        "wrong_passphrase",
        "Mật khẩu của gói không đúng, hoặc gói đã bị sửa.",
        "Hỏi lại người gửi mật khẩu; để ý chữ hoa, chữ thường và dấu tiếng Việt.",
    )


def _damaged() -> UserError:
    return UserError(
        "box_damaged",
        "Gói bị hỏng hoặc bị cắt cụt nên không lấy được tệp bên trong.",
        "Xin người gửi gửi lại gói. Chưa có tệp nào được ghi ra.",
    )


def _cannot(source: Path, target: Path) -> UserError:
    return UserError(
        "cannot_write",
        f"Không đọc được {source.name} hoặc không ghi được vào {target.parent}.",
        "Xem USB còn cắm và còn chỗ trống, tệp không đang mở ở chương trình khác, rồi làm lại.",
    )
