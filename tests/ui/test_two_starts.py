"""The whole program started twice over the same data, and again after it was killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khuyenhoc_desktop.ui.session import LOCK

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kills with SIGKILL")


def start(folder):
    return subprocess.Popen(
        [sys.executable, "main.py", "--data", str(folder)],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def holds(folder, process):
    """Wait until a process has taken the folder."""
    for _ in range(200):
        lines = (folder / LOCK).read_text("utf-8").splitlines() if (folder / LOCK).exists() else []
        if lines and lines[0] == str(process.pid):
            return True
        time.sleep(0.1)
    return False


def test_the_second_start_ends_at_once_and_a_killed_first_is_no_hindrance(sample):
    folder = sample.folder
    sample.close()
    first = start(folder)
    third = None
    try:
        assert holds(folder, first)
        assert start(folder).wait(30) == 0
        assert first.poll() is None
        first.send_signal(signal.SIGKILL)
        first.wait()
        third = start(folder)
        assert holds(folder, third)
        assert third.poll() is None
    finally:
        for process in (first, third):
            if process is not None and process.poll() is None:
                process.kill()
                process.wait()
