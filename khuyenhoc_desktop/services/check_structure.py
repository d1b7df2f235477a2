"""The check of the file itself: damage, schema, rows that are named and not there, what is derived."""

from collections.abc import Callable, Iterator

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import criteria_sets
from khuyenhoc_desktop.services.check_findings import Finding, Spot, finding
from khuyenhoc_desktop.services.check_kinds import KINDS
from khuyenhoc_desktop.store import check_queries_journal, integrity
from khuyenhoc_desktop.store import check_queries_repairs as repairs
from khuyenhoc_desktop.store.as_stored import Reading
from khuyenhoc_desktop.store.check_queries_repairs import Fix
from khuyenhoc_desktop.store.commune_file import CommuneFile, Row

_LINES_OF_DAMAGE = 20
# table -> the kind of fault when rows of it are missing, and what its keys are called
_MISSING = {
    "household": ("broken_reference", "hộ mã số {}"),
    "person": ("person_missing", "người mã số {}"),
    "clan": ("clan_missing", "dòng họ mã số {}"),
    "unit": ("unit_missing", "đơn vị mã số {}"),
    "residential_group": ("group_missing", "thôn mã số {}"),
    "decision": ("decision_missing", "quyết định mã số {}"),
    "criteria_set": ("criteria_missing", "{} bản {}"),
    "residence": ("residence_none", "hộ mã số {}"),
}


def damage(file: CommuneFile) -> list[Finding]:
    """What SQLite's own check says."""
    lines = integrity.damage(file)
    if not lines:
        return []
    spots = [Spot(line) for line in lines[:_LINES_OF_DAMAGE]]
    indexes_only = integrity.is_of_indexes_only(lines)
    code = "index_damaged" if indexes_only else "damaged"
    return [finding(code, KINDS[code], spots, count=len(lines), reindex=indexes_only)]


def schema(file: CommuneFile) -> Iterator[Finding]:
    """Tables and indexes that are missing, altered or strange."""
    missing, added = integrity.schema_differences(file)
    made = {name: sql for name in missing if (sql := integrity.index_sql(name))}
    if missing:
        fixes: list[Fix] = []
        if len(made) == len(missing):  # an index can be made again, a table cannot
            for name, sql in made.items():
                fixes += repairs.index(name, sql)
        yield finding("schema_differs", KINDS["schema_differs"], [Spot(name) for name in missing], fixes=fixes)
    if added:
        yield finding("schema_added", KINDS["schema_added"], [Spot(name) for name in added])


def missing_rows(file: CommuneFile) -> Iterator[Finding]:
    """What facts name and is not there; the journal often still has it."""
    found = integrity.missing_parents(file)
    known = _known(file, found) if found else {}
    for table, keys in found.items():
        code, words = _MISSING[table]
        kept = [key for key in keys if key in known.get(table, {})]
        lost = [key for key in keys if key not in known.get(table, {})]
        if kept:
            fixes = [fix for key in kept for fix in known[table][key]]
            yield finding(code, KINDS[code], [Spot(words.format(*key)) for key in kept], fixes=fixes)
        if lost:
            yield finding(code, KINDS[code], [Spot(words.format(*key)) for key in lost])


def derived(file: CommuneFile, reading: Reading, levels: Callable[[], bool]) -> list[Finding]:
    """What is derived, against what the facts give; `reading` takes what was met in the sheets read for it.

    `levels` tells what integrity.levels_as_stored gave on another thread. Nothing is recomputed where a criteria
    set cannot be read; that is told as a kind of its own.
    """
    try:
        differences = integrity.derived_differences(file, reading, levels)
    except UserError as refusal:
        if refusal.code != "bad_criteria":
            raise
        return []
    if not differences:
        return []
    return [finding("derived_differs", KINDS["derived_differs"], [], count=len(differences), rebuild=True)]


def search_keys(file: CommuneFile) -> list[Finding]:
    """What people are found by, against their names."""
    differences = integrity.search_differences(file)
    if not differences:
        return []
    return [finding("search_differs", KINDS["search_differs"], [], count=len(differences), rebuild=True)]


def _known(file: CommuneFile, found: dict[str, list[Row]]) -> dict[str, dict[Row, list[Fix]]]:
    """By table and key: how the missing row is put back, as the journal or the program has it."""
    wanted = {table: {key[0] for key in keys} for table, keys in found.items()}
    wanted["residence"] = {*wanted.get("residence", ()), *wanted.get("household", ())}
    rows = check_queries_journal.remembered(file, wanted)
    known: dict[str, dict[Row, list[Fix]]] = {}
    for (table, key), row in rows.items():
        owner = key[:1] if table == "residence" else key
        known.setdefault(table, {}).setdefault(owner, []).append(repairs.row_back(file, table, row))
    for key, fixes in known.get("residence", {}).items():  # where a household lived comes back with it
        if key in known.get("household", {}):
            known["household"][key] += fixes
    for text, criteria_set in criteria_sets.shipped():
        place = (criteria_set.set_id, criteria_set.version)
        if place in found.get("criteria_set", ()):
            row = (*place, criteria_set.sha256, text)
            known.setdefault("criteria_set", {})[place] = [repairs.row_back(file, "criteria_set", row)]
    return known
