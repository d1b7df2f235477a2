"""Reading Windows program files (PE, 64-bit): which DLLs they import, what they export, their version."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

EXPORTS, IMPORTS, DELAYED = 0, 1, 13  # places in the table of data directories
IMPORT_ENTRY, DELAYED_ENTRY = 20, 32  # bytes
VERSION_MARK = b"\xbd\x04\xef\xfe"
AMD64 = 0x8664
WINDOW, CONSOLE = 2, 3  # subsystems: without and with a console


@dataclass(frozen=True)
class Section:
    """Where a part of the file lies in memory and in the file."""

    address: int
    size: int
    offset: int


class ProgramFile:
    """A PE file, read as a whole."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        (start,) = struct.unpack_from("<I", data, 0x3C)
        if data[:2] != b"MZ" or data[start : start + 4] != b"PE\0\0":
            raise ValueError("no Windows program file")
        self.machine, sections, self._optional_size = struct.unpack_from("<HH12xH", data, start + 4)
        self._optional = start + 24
        (self.subsystem,) = struct.unpack_from("<H", data, self._optional + 68)
        table = self._optional + self._optional_size
        self._sections = [self._section(table + 40 * number) for number in range(sections)]

    def imports(self) -> list[str]:
        """The names of the DLLs that Windows loads with this file, at once or at the first call."""
        return sorted({*self._names(IMPORTS, IMPORT_ENTRY, 12), *self._names(DELAYED, DELAYED_ENTRY, 4)})

    def exports(self) -> list[str]:
        """The names that the file exports."""
        address, _ = self._directory(EXPORTS)
        if not address:
            return []
        count, _, names = struct.unpack_from("<3I", self._data, self._offset(address) + 24)
        places = struct.unpack_from(f"<{count}I", self._data, self._offset(names))
        return [self._text(place) for place in places]

    def file_version(self) -> tuple[int, int, int, int]:
        """The four numbers of the file version; ValueError when there is none."""
        at = self._data.index(VERSION_MARK)
        high, low = struct.unpack_from("<II", self._data, at + 8)
        return high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF

    def _section(self, at: int) -> Section:
        size, address, stored, offset = struct.unpack_from("<8xIIII", self._data, at)
        return Section(address, max(size, stored), offset)

    def _directory(self, number: int) -> tuple[int, int]:
        """Address and size of a data directory (they begin 112 bytes into a 64-bit optional header)."""
        address, size = struct.unpack_from("<II", self._data, self._optional + 112 + 8 * number)
        return address, size

    def _offset(self, address: int) -> int:
        for section in self._sections:
            if section.address <= address < section.address + section.size:
                return address - section.address + section.offset
        raise ValueError(f"address {address:#x} lies in no section")

    def _text(self, address: int) -> str:
        start = self._offset(address)
        return self._data[start : self._data.index(b"\0", start)].decode("ascii")

    def _names(self, directory: int, entry: int, name_at: int) -> Iterator[str]:
        address, _ = self._directory(directory)
        if not address:
            return
        at = self._offset(address)
        while place := struct.unpack_from("<I", self._data, at + name_at)[0]:
            yield self._text(place)
            at += entry


def read(path: Path) -> ProgramFile:
    """Read a program file."""
    return ProgramFile(path.read_bytes())


def python_version(dll: Path) -> str:
    """The version of a python3XX.dll: 3.11.7 from the file version 3.11.7150.1013."""
    major, minor, patch, _ = read(dll).file_version()
    return f"{major}.{minor}.{patch // 1000}"
