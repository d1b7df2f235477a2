"""Taking everything that tells of a person or a place out of a copy of the commune file; figures stay.

The copy is worked on under a key made up for the moment, so that what is deleted afterwards was never readable.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from secrets import token_bytes

import apsw

from khuyenhoc_desktop.store import derived, encryption
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.encryption import KEY_BYTES, SALT_BYTES, FileKey
from khuyenhoc_desktop.store.errors import told_in_words

# What may be taken over as it is: numbers, dates, codes. All else is emptied or made up below.
_EMPTIED = (
    "UPDATE household SET code = NULL, born = substr(born, 1, 4), address = NULL, personal_number = NULL,"
    " note = NULL",
    "UPDATE decision SET number = 'QĐ ' || rowid % 1000 || '/' || year, signer = NULL, note = NULL",
    "UPDATE person SET code = NULL, born = substr(born, 1, 4), personal_number = NULL, note = NULL",
    "UPDATE unit SET code = NULL, head_name = NULL, address = NULL, note = NULL",
    "UPDATE clan SET code = NULL, head_name = NULL, address = NULL, note = NULL",
    "UPDATE assessment SET note = NULL",
    "UPDATE assessment_year SET note = NULL, lock_reason = NULL",
    "UPDATE ruling SET note = NULL",
    "UPDATE workflow_event SET person = NULL, note = NULL",
    "UPDATE override SET reason = '–'",
    "UPDATE criteria_confirmation SET confirmed_by = '–', note = NULL",
    "DELETE FROM journal",
    "DELETE FROM memory",
    "DELETE FROM setting",
)


def write_anonymous(
    file: CommuneFile,
    target: Path,
    made_up: Callable[[int], str],
    settings: dict[str, str],
    text_indicators: Sequence[str],
) -> Iterator[None]:
    """Write a plain copy without persons, step by step; closing the iterator leaves nothing behind.

    `made_up` gives the name of the household of a place in the list; `settings` are the commune's facts in the
    copy; answers to `text_indicators` are written by hand and may name somebody, so they are emptied.

    Raises:
        UserError: disk_full, read_only …
    """
    working = file.path.with_name(file.path.name + ".anonymous")
    key = FileKey(token_bytes(SALT_BYTES), token_bytes(KEY_BYTES))
    try:
        with told_in_words():
            working.unlink(missing_ok=True)
            source = file.connection_here()
            source.execute("VACUUM INTO ?", (encryption.target_name(working, key),))
            yield
            with closing(encryption.connect(working, write=True, key=key)) as copy:
                with copy:
                    _take_out(copy, made_up, settings, text_indicators)
                yield
                copy.execute("VACUUM INTO ?", (encryption.target_name(target, None),))
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                working.with_name(working.name + ending).unlink(missing_ok=True)


def _take_out(
    copy: apsw.Connection,
    made_up: Callable[[int], str],
    settings: dict[str, str],
    text_indicators: Sequence[str],
) -> None:
    for statement in _EMPTIED:
        copy.execute(statement)
    for table, column in (("household", "head_name"), ("person", "name")):
        ids = [row[0] for row in copy.execute(f"SELECT id FROM {table} ORDER BY id")]
        names = [(made_up(place), identity) for place, identity in enumerate(ids)]
        copy.executemany(f"UPDATE {table} SET {column} = ? WHERE id = ?", names)
    for table, word in (("unit", "Đơn vị"), ("clan", "Dòng họ")):
        ids = [row[0] for row in copy.execute(f"SELECT id FROM {table} ORDER BY id")]
        named = [(f"{word} {place}", identity) for place, identity in enumerate(ids, 1)]
        copy.executemany(f"UPDATE {table} SET name = ? WHERE id = ?", named)
    groups = copy.execute("SELECT id, kind FROM residential_group ORDER BY id").fetchall()
    renamed = [(f"{str(kind).capitalize()} {place}", identity) for place, (identity, kind) in enumerate(groups, 1)]
    copy.executemany("UPDATE residential_group SET name = ? WHERE id = ?", renamed)
    copy.executemany("INSERT INTO setting VALUES (?, ?)", settings.items())
    emptied = "UPDATE score SET value = '–' WHERE indicator = ? AND typeof(value) = 'text'"
    copy.executemany(emptied, [(code,) for code in text_indicators])
    derived.rebuild(copy, None)
