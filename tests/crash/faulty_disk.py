"""A disk that fails: an SQLite VFS that counts what is written and, from a chosen write on, refuses it.

What Python itself does to a database as a whole, bringing it to the disk and renaming it, is counted too. A disk
that is `gone` (a stick pulled out) refuses everything, also reading.
"""

import errno
import os
from contextlib import contextmanager
from unittest.mock import patch

import apsw


class DiskFile(apsw.VFSFile):
    """A file of such a disk."""

    def __init__(self, disk, name, flags):
        self._disk, self._reads_only = disk, bool(flags[0] & apsw.SQLITE_OPEN_READONLY)
        super().__init__(disk.base, name, flags)

    def xLock(self, level):
        """SQLite tries this at the last closing of a file opened for reading, and goes on where it cannot be."""
        if self._reads_only and level > apsw.SQLITE_LOCK_SHARED:
            raise apsw.BusyError("opened for reading")
        return super().xLock(level)

    def xRead(self, amount, offset):
        self._disk.reach()
        return super().xRead(amount, offset)

    def xWrite(self, data, offset):
        self._disk.count()
        return super().xWrite(data, offset)

    def xSync(self, flags):
        self._disk.count()
        return super().xSync(flags)

    def xTruncate(self, size):
        """Only of a disk that is gone: what else fails here, apsw cannot tell while it closes a copy."""
        self._disk.reach()
        return super().xTruncate(size)


class FaultyDisk(apsw.VFS):
    """Everything goes to the real disk until `left` writes and syncs are done; None = never fails.

    `sticky`: it goes on failing; `pulled_out`: from then on nothing can be read either. `written` counts what was
    written since it was last set to 0.
    """

    file = DiskFile

    def __init__(self, name="faulty", base=None):
        self.base = base or apsw.vfs_names()[0]
        super().__init__(name, self.base, makedefault=True)
        self.left = None
        self.fault = apsw.IOError
        self.sticky = True
        self.gone = self.pulled_out = False
        self.refused = self.written = 0

    def xOpen(self, name, flags):
        self.reach()
        return self.file(self, name, flags)

    def xAccess(self, name, flags):
        self.reach()
        return super().xAccess(name, flags)

    def reach(self):
        """Something is to be read."""
        if self.gone:
            self.refused += 1
            raise apsw.IOError("the disk is gone")

    def count(self):
        """One more thing is to be written; raises when the disk fails now."""
        self.reach()
        self.written += 1
        if self.left is None:
            return
        self.left -= 1
        if self.left == -1 or (self.left < 0 and self.sticky):
            self.refused += 1
            self.gone = self.pulled_out
            raise self.fault("the disk fails")

    def counted(self, real):
        """A function of Python's that writes, failing as the disk does."""

        def failing(*arguments, **named):
            try:
                self.count()
            except apsw.Error as fault:
                number = errno.ENOSPC if isinstance(fault, apsw.FullError) else errno.EIO
                raise OSError(number, os.strerror(number)) from fault
            return real(*arguments, **named)

        return failing


@contextmanager
def faulty_disk(base=None):
    """Inside, every database lies on a disk that can be told to fail."""
    disk = FaultyDisk(base=base)
    with (
        patch.object(os, "fsync", disk.counted(os.fsync)),
        patch.object(os, "replace", disk.counted(os.replace)),
    ):
        try:
            yield disk
        finally:
            disk.left, disk.gone = None, False
            disk.unregister()
