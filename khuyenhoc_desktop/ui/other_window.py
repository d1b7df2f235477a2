"""The window of another run of the program: starting it a second time leads back to the first."""

import sys

from PySide6.QtCore import QLockFile

RESTORE = 9  # SW_RESTORE


def bring_to_front(lock: QLockFile) -> bool:
    """Show the window of the process that holds the lock; False when that cannot be done (only Windows can)."""
    holder: int = lock.getLockInfo()[0]
    if sys.platform == "win32":
        return _show_window_of(holder)
    return False


if sys.platform == "win32":

    def _show_window_of(process: int) -> bool:
        """Bring the topmost window of a process (a dialog stands above its window) before the others."""
        import ctypes
        from ctypes.wintypes import DWORD, HWND

        user32 = ctypes.windll.user32
        user32.FindWindowExW.restype = HWND
        owner, window = DWORD(), user32.FindWindowExW(None, None, None, None)
        while window:
            user32.GetWindowThreadProcessId(HWND(window), ctypes.byref(owner))
            if owner.value == process and user32.IsWindowVisible(HWND(window)):
                break
            window = user32.FindWindowExW(None, HWND(window), None, None)
        if window and user32.IsIconic(HWND(window)):
            user32.ShowWindow(HWND(window), RESTORE)
        return bool(window and user32.SetForegroundWindow(HWND(window)))
