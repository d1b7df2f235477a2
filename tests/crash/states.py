"""What a commune file holds, as short digests, and the judgement on a file that a killed process left behind."""

import hashlib
import zipfile
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import apsw

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, backup_restore, check, communes
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.store import encryption
from khuyenhoc_desktop.store.changesets import unpacked
from khuyenhoc_desktop.store.schema import FACT_TABLES

PASSWORDS = ("ruộng lúa xanh mướt", "sông Đáy mùa nước lên")
PAPERS = ("out/*.docx", "out/*.xlsx", "mau-van-ban/*.docx")
_PUT_THERE = "text_untidy"  # the work itself writes such texts, for the repair to find
_ENTRIES = "SELECT id, at, who, action, summary, kind, target, changeset FROM journal WHERE id <= ? ORDER BY id"


@dataclass(frozen=True)
class State:
    """Facts and journal at one moment. `undone` are the entries marked as taken back."""

    last_entry: int
    facts: str
    entries: str
    undone: frozenset


@dataclass(frozen=True)
class Foreseen(State):
    """What an action that the journal does not tell of will leave behind; `entries` are those up to `upto`."""

    upto: int


@dataclass(frozen=True)
class Verdict:
    """What became of a file. `kept` tells how the action under way ended: "not begun", "whole" or ""."""

    faults: tuple
    kept: str = ""


def state_of(file):
    """The state of an open commune file."""
    last = file.value("SELECT coalesce(max(id), 0) FROM journal")
    return State(last, facts_digest(file.query), entries_digest(file.query, last), undone_entries(file.query))


def foreseen(file, but_last=0):
    """The state that is to come, as an open file shows it; the last entries may still differ in their time."""
    now = state_of(file)
    upto = now.last_entry - but_last
    return Foreseen(now.last_entry, now.facts, entries_digest(file.query, upto), now.undone, upto)


def foreseen_in(path):
    """The state that is to come, as it stands in a copy."""
    with closing(encryption.connect(path)) as copy:

        def query(sql, params=()):
            return list(copy.execute(sql, params))

        last = query("SELECT coalesce(max(id), 0) FROM journal")[0][0]
        return Foreseen(last, facts_digest(query), entries_digest(query, last), undone_entries(query), last)


@contextmanager
def cheap_keys():
    """Inside, the key of a password takes no time; a campaign is not for guessing passwords."""
    with patch.multiple(encryption, _OPERATIONS=1, _MEMORY=8192):
        yield


def show_passwords(folder):
    """Give this process the keys of every database in a folder: each is under one of the passwords, or plain."""
    for path in folder.rglob("*.db*"):
        salt = encryption.salt_of(path)
        if salt and encryption.KEYRING.find(salt) is None:
            for password in PASSWORDS:
                encryption.opens(path, encryption.derive(password, salt))


def facts_digest(query):
    """One digest of every row of every fact table."""
    found = hashlib.sha256()
    for table in FACT_TABLES:
        for row in sorted(map(repr, query(f"SELECT * FROM {table}"))):
            found.update(f"{table}{row}\n".encode())
    return found.hexdigest()


def entries_digest(query, last):
    """One digest of the journal up to an entry, with all that it remembers."""
    found = hashlib.sha256()
    for row in query(_ENTRIES, (last,)):
        found.update(repr(row).encode())
    return found.hexdigest()


def undone_entries(query):
    return frozenset(row[0] for row in query("SELECT id FROM journal WHERE undone"))


def judge(folder, confirmed, files, to_come=None):
    """Open what was left behind; it must hold all that was confirmed, and of what was under way all or nothing.

    `confirmed` is the state after the last confirmed action, `files` the backups and bundles confirmed; `to_come`
    is what the action under way was to leave, where its journal entry does not tell.
    """
    with cheap_keys():
        show_passwords(folder)
        backup_restore.finish_interrupted(folder)
        try:
            file = communes.open_commune(folder)
        except UserError as refusal:
            return Verdict((f"lost: it does not open: {refusal.code}",))
        try:
            problems = [one for one in check.check(file) if one.is_error and one.code != _PUT_THERE]
            now = state_of(file)
            if to_come and _is_come(file, now, to_come):
                more, kept = [], "whole"
            else:
                more, kept = _compare(file, now, confirmed)
        finally:
            file.close()
        faults = [f"check: {problem.code}: {problem.message}" for problem in problems]
        return Verdict((*faults, *more, *faults_of_files(folder, files)), kept)


def _is_come(file, now, to_come):
    return (now.last_entry, now.facts, now.undone, entries_digest(file.query, to_come.upto)) == (
        to_come.last_entry,
        to_come.facts,
        to_come.undone,
        to_come.entries,
    )


def _compare(file, now, confirmed):
    extra = now.last_entry - confirmed.last_entry
    if extra < 0:
        return [f"lost: {-extra} confirmed entries are gone"], ""
    if entries_digest(file.query, confirmed.last_entry) != confirmed.entries:
        return ["lost: the confirmed entries are not as they were"], ""
    if extra > 1:
        return [f"third state: {extra} entries beyond the confirmed ones"], ""
    if len(now.undone ^ confirmed.undone) > 1 + extra:
        return ["third state: marks of undone entries"], ""
    facts = _facts_before_last(file) if extra else now.facts
    if facts != confirmed.facts:
        return ["third state: the facts are neither as before nor as after the action under way"], ""
    return [], "whole" if extra else "not begun"


def _facts_before_last(file):
    """The facts without the last entry: it is taken back for a moment, nothing may be in its way."""
    with closing(encryption.connect(file.path, write=True)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        kept = connection.execute("SELECT changeset FROM journal ORDER BY id DESC LIMIT 1").fetchall()[0][0]
        try:
            apsw.Changeset.apply(apsw.Changeset.invert(unpacked(kept)), connection)
            return facts_digest(lambda sql: list(connection.execute(sql)))
        except apsw.AbortError:
            return "the last entry does not fit the facts"
        finally:
            connection.execute("ROLLBACK")


def faults_of_files(folder, files):
    """Confirmed files must be there; whatever bears the name of a backup, bundle or paper must be sound."""
    found = [f"lost: {name} was confirmed and is not there" for name in files if not Path(name).exists()]
    backups = [path for one in ("backups", "out") for path in (folder / one).glob("*.db") if not _is_sound(path)]
    bundles = {path: told for path in (folder / "out").glob("*.zip") if (told := verify_bundle(path))}
    papers = [path for one in PAPERS for path in folder.glob(one)]
    papers = [path for path in papers if not _is_whole(path)]
    found += [f"third state: {path.name} is not whole" for path in (*backups, *papers)]
    return found + [f"third state: {path.name}: {told[0].message}" for path, told in bundles.items()]


def _is_sound(path):
    """A copy that does not even open is none."""
    try:
        return backup.is_sound(path)
    except UserError:
        return False


def _is_whole(path):
    try:
        with zipfile.ZipFile(path) as packed:
            return packed.testzip() is None
    except zipfile.BadZipFile:
        return False
