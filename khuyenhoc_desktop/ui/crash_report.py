"""The report on a fault of ours: where it came from and what the program runs on, never what a record held."""

import hashlib
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import qVersion

from khuyenhoc_desktop import __version__, logs

LOG_LINES = 60
FILE_NAME = "bao-cao-loi-{code}-{at:%Y%m%d-%H%M}.txt"


def code_of(error: BaseException) -> str:
    """A short code that is the same whenever the same fault comes from the same place: «KH-3F9A21»."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    told = [type(error).__name__, *(f"{Path(frame.filename).name}:{frame.name}" for frame in frames)]
    return f"KH-{hashlib.sha256(' '.join(told).encode()).hexdigest()[:6].upper()}"


def report(error: BaseException, at: datetime, log_file: Path | None = None) -> str:
    """The whole text: code, versions, the way through the program, the last lines of the log."""
    lines = [
        f"Khuyến học {__version__}, mã lỗi {code_of(error)}, {at:%d/%m/%Y %H:%M:%S}",
        f"{platform.platform()}; Python {platform.python_version()} ({_bits()} bit); Qt {qVersion()}",
        "",
        logs.private_stack(error),
    ]
    last = _end_of(log_file) if log_file else ""
    return "\n".join([*lines, "", "Nhật ký lỗi:", last]) if last else "\n".join(lines)


def _end_of(log_file: Path) -> str:
    try:
        return "\n".join(log_file.read_text("utf-8", "replace").splitlines()[-LOG_LINES:])
    except OSError:
        return ""


def _bits() -> int:
    return sys.maxsize.bit_length() + 1
