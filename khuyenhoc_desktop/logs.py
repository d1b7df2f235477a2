"""The program's log: what went wrong and where, never what a person's record held."""

import faulthandler
import logging
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

FILE_NAME = "khuyenhoc.log"
NATIVE_NAME = "khuyenhoc-native.log"
MOST_BYTES = 1_000_000
KEPT = 3
TOLD = (ImportError, MemoryError)  # their words come from the system, not from a record


class PrivateFormatter(logging.Formatter):
    """Writes exceptions by kind, code and place; their messages may quote names or numbers, so they stay out."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """The line; an exception's text that another handler has kept in the record is not used."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: object) -> str:
        """The kind of the exception and the lines of our code it went through."""
        error = ei[1] if isinstance(ei, tuple) else None
        return private_stack(error) if isinstance(error, BaseException) else ""


def private_stack(error: BaseException) -> str:
    """Where an exception came from, without its message (except the system's own words)."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([*lines, f"  {type(error).__name__} {_said(error)}".rstrip()])


def _said(error: BaseException) -> str:
    """What may be told of the message: of a system error not the path, in which a name may stand."""
    if isinstance(error, OSError):
        return f"{error.errno} {error.strerror}" if error.errno is not None else ""
    return str(error) if isinstance(error, TOLD) else str(getattr(error, "code", ""))


def start_native_log(folder: Path) -> TextIO | None:
    """Where Qt or SQLite themselves break down, write the way there (files and lines, no values) before the end.

    Returns the open file, which must be kept; None where it cannot be written.
    """
    path = folder / NATIVE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            path.unlink()
        stream = path.open("a", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(stream)
    return stream


def end_native_log(stream: TextIO | None) -> None:
    """Close what start_native_log opened."""
    if stream is not None:
        faulthandler.disable()
        stream.close()


def start_logging(folder: Path) -> Path:
    """Write warnings and worse into a file in the folder, which turns over by itself; the file's path.

    Where the folder cannot be written the program works without a log.
    """
    path = folder / FILE_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8", delay=True)
    except OSError:
        return path
    handler.setFormatter(PrivateFormatter())
    handler.setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    logging.getLogger("khuyenhoc_desktop").setLevel(logging.INFO)
    return path
