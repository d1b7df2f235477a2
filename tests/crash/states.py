"""What a commune file holds, as short digests, and the judgement on a file that a killed process left behind."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import apsw

from khuyenhoc_desktop.services import backup, check, communes
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.store.changesets import unpacked
from khuyenhoc_desktop.store.schema import FACT_TABLES

_ENTRIES = "SELECT id, at, who, action, summary, kind, target, changeset FROM journal WHERE id <= ? ORDER BY id"


@dataclass(frozen=True)
class State:
    """Facts and journal at one moment. `undone` are the entries marked as taken back."""

    last_entry: int
    facts: str
    entries: str
    undone: frozenset


@dataclass(frozen=True)
class Verdict:
    """What became of a file. `kept` tells how the action under way ended: "not begun", "whole" or ""."""

    faults: tuple
    kept: str = ""


def state_of(file):
    """The state of an open commune file."""
    last = file.value("SELECT coalesce(max(id), 0) FROM journal")
    return State(last, facts_digest(file.query), entries_digest(file.query, last), undone_entries(file.query))


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


def judge(folder, confirmed, files):
    """Open what was left behind; it must hold all that was confirmed, and of what was under way all or nothing.

    `confirmed` is the state after the last confirmed action, `files` the backups and bundles confirmed.
    """
    file = communes.open_commune(folder)
    try:
        faults = [f"check: {problem.code}: {problem.message}" for problem in check.check(file) if problem.is_error]
        now = state_of(file)
        more, kept = _compare(file, now, confirmed)
    finally:
        file.close()
    return Verdict((*faults, *more, *_faults_of_files(folder, files)), kept)


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
    """The facts without the last entry: it is taken back in a copy in memory, nothing may be in its way."""
    copy = apsw.Connection(":memory:")
    source = apsw.Connection(str(file.path), flags=apsw.SQLITE_OPEN_READONLY)
    with copy.backup("main", source, "main") as backup:
        backup.step()
    source.close()
    kept = copy.execute("SELECT changeset FROM journal ORDER BY id DESC LIMIT 1").fetchall()[0][0]
    try:
        apsw.Changeset.apply(apsw.Changeset.invert(unpacked(kept)), copy)
    except apsw.AbortError:
        return "the last entry does not fit the facts"
    finally:
        digest = facts_digest(lambda sql: list(copy.execute(sql)))
        copy.close()
    return digest


def _faults_of_files(folder, files):
    """Confirmed files must be there; whatever bears the name of a backup or a bundle must be sound."""
    found = [f"lost: {name} was confirmed and is not there" for name in files if not Path(name).exists()]
    backups = [path for path in (folder / "backups").glob("*.db") if not backup.is_sound(path)]
    bundles = {path: told for path in (folder / "out").glob("*.zip") if (told := verify_bundle(path))}
    found += [f"third state: {path.name} is not whole" for path in backups]
    return found + [f"third state: {path.name}: {told[0].message}" for path, told in bundles.items()]
