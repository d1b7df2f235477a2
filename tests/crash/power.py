"""A computer whose power may be cut: of what was written but not synced, chance decides what is there.

Each write since the last sync is kept or lost; what was synced is there. Only what SQLite writes itself.
"""

from contextlib import contextmanager
from pathlib import Path

import apsw

from tests.crash.faulty_disk import DiskFile, FaultyDisk


class _Known:
    """A file's bytes as they were synced, and what was written since: (offset, bytes), or (size, None) cut off."""

    def __init__(self, name):
        self.synced = bytearray(Path(name).read_bytes() if Path(name).exists() else b"")
        self.pending = []

    def sync(self):
        for offset, data in self.pending:
            _put(self.synced, offset, data)
        self.pending.clear()


def _put(content, offset, data):
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


class _File(DiskFile):
    """Notes what is written and when it is synced."""

    def __init__(self, disk, name, flags):
        super().__init__(disk, name, flags)
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._known = disk.files.setdefault(path, _Known(path)) if path and not self._reads_only else None

    def xWrite(self, data, offset):
        written = super().xWrite(data, offset)
        self._note(offset, bytes(data))
        return written

    def xTruncate(self, size):
        cut = super().xTruncate(size)
        self._note(size, None)
        return cut

    def xSync(self, flags):
        super().xSync(flags)
        if self._known:
            self._known.sync()

    def _note(self, offset, data):
        if self._known:
            self._known.pending.append((offset, data))


class PoweredDisk(FaultyDisk):
    """A disk that knows what of each file has been synced; from write number `left` on, there is no power."""

    file = _File

    def __init__(self):
        super().__init__("powered")
        self.pulled_out = True
        self.files = {}

    def xDelete(self, name, sync_folder):
        self.reach()
        self.files.pop(name, None)
        return super().xDelete(name, sync_folder)

    def cut(self, rng):
        """What is found on the disk when the power is back."""
        for name, file in self.files.items():
            found = file.synced
            for offset, data in file.pending:
                if rng.random() < 0.5:
                    _put(found, offset, data)
            Path(name).write_bytes(found)
            Path(f"{name}-shm").unlink(missing_ok=True)


@contextmanager
def powered():
    """Inside, every database lies on a disk of a computer whose power may be cut."""
    disk = PoweredDisk()
    try:
        yield disk
    finally:
        disk.left, disk.gone = None, False
        disk.unregister()
