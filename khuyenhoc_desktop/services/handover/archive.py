"""The bundle as a zip: written the same byte for byte, closed with a seal, and opened with care.

The seal is the zip's comment: the SHA-256 of every byte before it. It finds any altered byte, also where a zip
program would not look; it proves no sender, for anyone can compute it anew (docs/bundle-format.md, 6).
"""

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from khuyenhoc_desktop.domain.problems import Problem, error

_SEAL = b"sha256:"
_SEAL_LENGTH = len(_SEAL) + 64
_BLOCK = 1 << 20
_FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
_REGULAR_FILE: Final = 0o100644 << 16
_QUICKLY: Final = 4  # of 9: half the time of the usual 6, a tenth larger
_END_OF_ZIP: Final = b"PK\x05\x06"
_END_OF_ZIP64: Final = b"PK\x06\x07"

MOST_BYTES: Final = 200 << 20
MOST_MEMBERS: Final = 100
MOST_UNPACKED: Final = 400 << 20
MOST_RATIO: Final = 200
_DIRECTORY_BYTES = 64 << 10
_SMALL = 1 << 20  # a small member may be packed as tight as it likes
_LIMITS: Final = {"csv": 150 << 20, "xlsx": 60 << 20, "html": 4 << 20, "json": 2 << 20}
_NAME = re.compile(
    r"(?:[a-z_-]+|(?:scores|criteria)/[A-Za-z0-9_]+-[A-Za-z0-9._-]+)\.(csv|xlsx|html|json)", re.ASCII
)


class BadBundleError(Exception):
    """The file cannot be looked into at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Digest:
    """Size and SHA-256 of a file."""

    bytes: int
    sha256: str


def digest(stream: IO[bytes]) -> Digest:
    """Size and SHA-256 of what is left in a stream."""
    sha, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        sha.update(block)
        size += len(block)
    return Digest(size, sha.hexdigest())


def digest_of(path: Path) -> Digest:
    """Size and SHA-256 of a file."""
    with path.open("rb") as stream:
        return digest(stream)


def pack(target: Path, folder: Path, names: list[str]) -> Iterator[int]:
    """Write the files of a folder into a sealed zip, in this order; yields how many are in."""
    with zipfile.ZipFile(target, "w") as out:
        for number, name in enumerate(names, 1):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system = 3  # the same on Windows, which would write 0
            entry.external_attr = _REGULAR_FILE
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, (folder / name).read_bytes(), compresslevel=_QUICKLY)
            yield number
        out.comment = bytes(_SEAL_LENGTH)
    with target.open("r+b") as written:
        seal = _SEAL + _sha_before_seal(written).encode()
        written.seek(-_SEAL_LENGTH, os.SEEK_END)
        written.write(seal)
        written.flush()
        os.fsync(written.fileno())


def is_sealed(stream: IO[bytes]) -> bool:
    """Whether the file ends in the seal of all that stands before it."""
    size = stream.seek(0, os.SEEK_END)
    if size <= _SEAL_LENGTH:
        return False
    stream.seek(-_SEAL_LENGTH, os.SEEK_END)
    return stream.read() == _SEAL + _sha_before_seal(stream).encode()


def open_bundle(stream: IO[bytes]) -> zipfile.ZipFile:
    """Open a zip whose directory is small and whose members are few, harmless and not too large.

    Raises:
        BadBundleError: not_a_bundle, bundle_too_large, bad_member, zip_bomb.
    """
    if stream.seek(0, os.SEEK_END) > MOST_BYTES:
        raise _too_large()
    _check_directory(stream)
    try:
        packed = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as fault:
        raise not_a_bundle() from fault
    _check_members(packed.infolist())
    return packed


def not_a_bundle() -> BadBundleError:
    """The refusal of what is no bundle, or one too damaged to open."""
    return BadBundleError(
        error(
            "not_a_bundle",
            "Tệp này không phải gói nộp, hoặc đã hỏng nặng nên không mở được.",
            "Chọn đúng tệp khuyenhoc-….zip; nếu đúng tệp đó thì xin nơi gửi gửi lại.",
        )
    )


def _sha_before_seal(stream: IO[bytes]) -> str:
    left = stream.seek(0, os.SEEK_END) - _SEAL_LENGTH
    stream.seek(0)
    sha = hashlib.sha256()
    while left > 0 and (block := stream.read(min(_BLOCK, left))):
        sha.update(block)
        left -= len(block)
    return sha.hexdigest()


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory of members too large to read, before anything reads it."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - (1 << 16) - 22))
    tail = stream.read()
    # Python's zipfile looks at the very end first, and for the last mark only then.
    at_end = tail[-22:-18] == _END_OF_ZIP and tail[-2:] == b"\x00\x00"
    place = len(tail) - 22 if at_end else tail.rfind(_END_OF_ZIP)
    if place < 0 or _END_OF_ZIP64 in tail[max(0, place - 20) : place]:
        raise not_a_bundle()
    directory = int.from_bytes(tail[place + 12 : place + 16], "little")
    if directory > _DIRECTORY_BYTES:
        raise _too_large()


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise _too_large()
    if len({name.casefold() for name in names}) < len(names):
        raise _bad_member("có hai tệp cùng tên")
    for member in members:
        _check_member(member)


def _check_member(member: zipfile.ZipInfo) -> None:
    name = member.orig_filename
    known = _NAME.fullmatch(name)
    if not known or ".." in name:
        raise _bad_member(f"có tệp tên lạ «{name[:60]}»")
    kind = member.external_attr >> 16 & 0o170000
    if kind not in (0, 0o100000) or member.flag_bits & 0x1:
        raise _bad_member(f"«{name}» là liên kết hoặc bị khóa mật khẩu")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _bad_member(f"«{name}» nén bằng cách lạ")
    if member.file_size > _LIMITS[known[1]]:
        raise _too_large()
    if member.file_size > max(_SMALL, MOST_RATIO * member.compress_size):
        raise BadBundleError(
            error(
                "zip_bomb",
                f"«{name}» nén chặt khác thường ({member.file_size} byte), không mở vì có thể làm treo máy.",
                "Không dùng tệp này; xin nơi gửi gửi lại gói nộp.",
            )
        )


def _bad_member(why: str) -> BadBundleError:
    return BadBundleError(
        error(
            "bad_member",
            f"Trong tệp nén {why}; gói nộp không bao giờ như vậy.",
            "Không mở tệp này bằng cách khác; xin nơi gửi gửi lại gói nộp.",
        )
    )


def _too_large() -> BadBundleError:
    return BadBundleError(
        error(
            "bundle_too_large",
            "Tệp lớn hoặc chứa nhiều hơn mọi gói nộp có thể có.",
            "Chọn đúng tệp khuyenhoc-….zip.",
        )
    )
