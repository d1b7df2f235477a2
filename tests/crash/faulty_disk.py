"""A disk that fails: an SQLite VFS that counts what is written and, from a chosen write on, refuses it.

Wal mode needs shared memory, which such a VFS cannot give; with exclusive locking SQLite does without.
"""

from contextlib import contextmanager
from unittest.mock import patch

import apsw

from khuyenhoc_desktop.store import connection


class FaultyDisk(apsw.VFS):
    """Everything goes to the real disk until `left` writes, syncs and truncations are done; None = never fails."""

    def __init__(self, name="faulty"):
        super().__init__(name, "", makedefault=True)
        self.base = next(one for one in apsw.vfs_names() if one != name)
        self.left = None
        self.fault = apsw.IOError
        self.sticky = True
        self.refused = 0

    def xOpen(self, name, flags):
        return _File(self, name, flags)

    def count(self):
        """One more thing is to be written; raises when the disk fails now."""
        if self.left is None:
            return
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.sticky):
            self.refused += 1
            raise self.fault("the disk fails")


class _File(apsw.VFSFile):
    def __init__(self, disk, name, flags):
        self._disk = disk
        super().__init__(disk.base, name, flags)

    def xWrite(self, data, offset):
        self._disk.count()
        return super().xWrite(data, offset)

    def xSync(self, flags):
        self._disk.count()
        return super().xSync(flags)

    def xTruncate(self, size):
        self._disk.count()
        return super().xTruncate(size)


@contextmanager
def faulty_disk():
    """Inside, every database lies on a disk that can be told to fail."""
    disk = FaultyDisk()
    with patch.object(connection, "PRAGMAS", {"locking_mode": "exclusive", **connection.PRAGMAS}):
        try:
            yield disk
        finally:
            disk.left = None
            disk.unregister()
