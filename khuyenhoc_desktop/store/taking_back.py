"""Applying an inverted changeset without losing, hiding or leaving hanging what was done later.

Three things must not happen: a cell that was changed later silently gets its old value; a row goes on which later
rows depend (a household or person with scores, a thôn with households, a decision that recognises, a year with
registrations, a criteria set with sheets); a sheet loses the row that says with which set it is filled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import apsw

from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.changesets import Cell, RowChange, read, row_change, source
from khuyenhoc_desktop.store.residing import come_back
from khuyenhoc_desktop.store.schema import SUBJECT_COLUMN

ASK, KEEP, TAKE_BACK = "ask", "keep", "take_back"

# A row that others depend on: table and key. SUBJECT stands for whichever table of subjects has that id.
Parent = tuple[str, tuple[Any, ...]]
SUBJECT = "subject"

# Whether a parent that is gone is still needed. The order is that of putting back: years bring their choices.
_NEEDED = {
    "assessment_year": (
        "SELECT EXISTS (SELECT 1 FROM assessment WHERE year = ?1)"
        " OR EXISTS (SELECT 1 FROM decision WHERE year = ?1)"
        " OR EXISTS (SELECT 1 FROM target WHERE year = ?1)"
        " OR EXISTS (SELECT 1 FROM criteria_choice WHERE year = ?1)"
        " OR EXISTS (SELECT 1 FROM group_choice WHERE year = ?1)"
        " OR EXISTS (SELECT 1 FROM deadline WHERE year = ?1)"
    ),
    "residential_group": (
        "SELECT EXISTS (SELECT 1 FROM residence WHERE group_id = ?1)"
        " OR EXISTS (SELECT 1 FROM residential_group WHERE merged_into = ?1)"
        " OR EXISTS (SELECT 1 FROM person WHERE group_id = ?1)"
        " OR EXISTS (SELECT 1 FROM clan WHERE group_id = ?1)"
        " OR EXISTS (SELECT 1 FROM unit WHERE group_id = ?1)"
    ),
    "decision": (
        "SELECT EXISTS (SELECT 1 FROM assessment WHERE decision_id = ?1)"
        " OR EXISTS (SELECT 1 FROM ruling WHERE decision_id = ?1)"
        " OR EXISTS (SELECT 1 FROM decision WHERE corrects = ?1)"
    ),
    "criteria_set": (
        "SELECT EXISTS (SELECT 1 FROM criteria_choice WHERE set_id = ?1 AND version = ?2)"
        " OR EXISTS (SELECT 1 FROM group_choice WHERE set_id = ?1 AND version = ?2)"
        " OR EXISTS (SELECT 1 FROM assessment WHERE set_id = ?1 AND set_version = ?2)"
    ),
}
# What a year brings with it, and where in the key the year stands.
_CHOICES = {"criteria_choice": 1, "group_choice": 0}
_GONE = "SELECT NOT EXISTS (SELECT 1 FROM {0} WHERE {1})"
_KEY = {"criteria_set": "set_id = ?1 AND version = ?2", "assessment_year": "year = ?1"}
# Tables of subjects with lists of their own; what hangs on a row of them goes with it, or stands in its way.
_SUBJECTS = ("household", "person", "clan", "unit")
_HANGING = (
    ("score", "subject_id"),
    ("override", "subject_id"),
    ("frozen_measure", "subject_id"),
    ("workflow_event", "subject_id"),
    ("ruling", "subject_id"),
    ("assessment", "subject_id"),
    ("residence", "household_id"),
    ("clan_household", "household_id"),
    ("clan_household", "clan_id"),
)
# What is set for a year goes with it; what is said of subjects in it stands in its way.
_SET_FOR_YEAR = ("criteria_choice", "group_choice", "deadline")
# Who belongs to a subject that goes stays, but belongs to it no more.
_BELONGING = (("person", "household_id"), ("person", "clan_id"), ("person", "unit_id"))
# Something of a subject that should go is still there: it was changed later, or scored, or moved.
_SUBJECTS_WITH_LATER_WORK = " UNION ".join(
    f"SELECT r.id FROM temp.removed r WHERE EXISTS (SELECT 1 FROM {table} WHERE {column} = r.id)"
    for table, column in (*((table, "id") for table in _SUBJECTS), *_HANGING, *_BELONGING)
)
_SCORED = "EXISTS (SELECT 1 FROM score WHERE subject_id = ?1 AND year = ?2)"
_KEEP_SHEET = (
    f"INSERT OR IGNORE INTO assessment (subject_id, year, title) SELECT ?1, ?2, ?3 WHERE ?3 NOTNULL AND {_SCORED}"
)
_SET_NOW = "SELECT subject_id, year, set_id, set_version FROM assessment WHERE subject_id = ? AND year = ?"
_KEEP_SET = (
    "UPDATE assessment SET set_id = ?3, set_version = ?4"
    f" WHERE subject_id = ?1 AND year = ?2 AND set_id IS NULL AND {_SCORED}"
)
# The sheets whose result changed, and what rulings must follow it: no decision speaks any more; that one no more;
# one speaks whose ruling no entry has (those of the first release were made by the migration).
_DECISION = 9
_ASKED_OF_SHEETS = (2, _DECISION)  # its title, and the decision
_SPEAKS = "(SELECT decision_id FROM assessment WHERE subject_id = ?1 AND year = ?2)"
_SILENCED = (
    "DELETE FROM ruling WHERE subject_id = ?1 AND year = ?2"
    f" AND ({_SPEAKS} IS NULL OR (decision_id = ?3 AND decision_id IS NOT {_SPEAKS}))"
)
_SPOKEN = (
    "INSERT OR IGNORE INTO ruling SELECT subject_id, year, decision_id, recognised, NULL FROM assessment"
    " WHERE subject_id = ?1 AND year = ?2 AND recognised NOTNULL AND decision_id IN (SELECT id FROM decision)"
)


class InTheWay(Exception):
    """Later work stands in the way: the cells changed later, the rows depended on. `for_good`: no choice helps."""

    def __init__(self, cells: Sequence[Cell], parents: Sequence[Parent], *, for_good: bool = False) -> None:
        super().__init__()
        self.cells = set(cells)
        self.parents = set(parents)
        self.for_good = for_good


@dataclass(slots=True)
class _Watched:
    """What an inverted changeset takes away that others may depend on, and the sheets that it unbinds."""

    removed: dict[str, list[RowChange]] = field(default_factory=dict)
    subjects: list[tuple[int]] = field(default_factory=list)
    choices: list[RowChange] = field(default_factory=list)
    sheets: list[RowChange] = field(default_factory=list)
    homes: set[int] = field(default_factory=set)  # households that live again where they lived
    sets: list[tuple[Any, ...]] = field(default_factory=list)  # with which the sheets are filled now

    def note(self, change: apsw.TableChange) -> None:
        """Look at one change."""
        if change.name == "assessment":
            self.sheets.append(_sheet(change))
        elif change.op != "DELETE":
            if change.name == "residence":
                self.homes.update(row_change(change).key[:1])
        elif change.name in _SUBJECTS:  # thousands where an import is taken back: their ids are enough
            self.subjects.append((change.old[0],))  # type: ignore[index,arg-type]
        elif change.name in _NEEDED:
            self.removed.setdefault(change.name, []).append(row_change(change))
        elif change.name in _CHOICES:
            self.choices.append(row_change(change))


def _sheet(change: apsw.TableChange) -> RowChange:
    """What is asked of a sheet that changes; an import of scores has sixty thousand of them."""
    row = row_change(change)
    kept = {column: row.old[column] for column in _ASKED_OF_SHEETS if column in row.old}
    return RowChange(row.table, row.op, row.key, kept, {})


def apply_back(action: Action, changeset: bytes, on_conflict: str) -> None:
    """Apply an inverted changeset, packed as the journal's are, inside an action.

    Where later work stands in the way: "ask" raises, "keep" leaves what was done later and all it depends on,
    "take_back" puts the old values back and removes what hangs on a subject or year that goes.

    Raises:
        InTheWay.
    """
    watched = _Watched()
    for change in apsw.Changeset.iter(source(changeset)):
        watched.note(change)
    _note_removed_subjects(action, watched)
    _note_sets(action, watched)
    if on_conflict == TAKE_BACK:
        _remove_what_hangs_on_removed(action, watched)
    references_broken = _apply(action, changeset, on_conflict)
    come_back(action, watched.homes)
    decided = _decided(watched.sheets)
    action.executemany(_SILENCED, decided)
    _settle(action, changeset, watched, on_conflict)
    action.executemany(_SPOKEN, [row[:2] for row in decided])  # now that decisions still needed are back
    if references_broken and action.execute("PRAGMA foreign_key_check"):
        raise InTheWay([], _referred_to(action, changeset), for_good=True)


def _apply(action: Action, changeset: bytes, on_conflict: str) -> bool:
    """Whether references were broken by it (they are looked at after, when all is known)."""
    cells: list[Cell] = []
    broken: list[int] = []

    def decide(reason: int, change: apsw.TableChange) -> int:
        if reason == apsw.SQLITE_CHANGESET_FOREIGN_KEY:
            broken.append(reason)
            return apsw.SQLITE_CHANGESET_OMIT
        cells.extend(row_change(change).cells)
        return _decision(on_conflict, reason)

    try:
        apsw.Changeset.apply(source(changeset), action.connection, conflict=decide)
    except (apsw.AbortError, apsw.ConstraintError) as refused:
        raise InTheWay(cells, []) from refused
    return bool(broken)


def _decision(on_conflict: str, reason: int) -> int:
    if on_conflict == ASK:
        return apsw.SQLITE_CHANGESET_ABORT
    replaceable = reason in (apsw.SQLITE_CHANGESET_DATA, apsw.SQLITE_CHANGESET_CONFLICT)
    if on_conflict == TAKE_BACK and replaceable:
        return apsw.SQLITE_CHANGESET_REPLACE
    return apsw.SQLITE_CHANGESET_OMIT


def _settle(action: Action, changeset: bytes, watched: _Watched, on_conflict: str) -> None:
    """Look after what later work depends on: put it back, or say that it stands in the way."""
    action.execute("PRAGMA defer_foreign_keys = 1")  # to the end of the transaction: rows come back in any order
    subjects = [row[0] for row in action.execute(_SUBJECTS_WITH_LATER_WORK)] if watched.subjects else []
    if subjects and on_conflict != KEEP:
        raise InTheWay([], [(SUBJECT, (i,)) for i in subjects])
    _put_back_subjects(action, changeset, set(subjects))
    _keep_sheets(action, watched)
    while needed := _needed(action, watched):
        if on_conflict != KEEP:
            parents = [(change.table, change.key) for change in needed]
            raise InTheWay([], parents, for_good=on_conflict == TAKE_BACK)
        for change in needed:
            _put_back(action, change)
            _put_back_choices(action, watched, change)


def _needed(action: Action, watched: _Watched) -> list[RowChange]:
    """The rows of the first table that went although something depends on them."""
    for table, needed in _NEEDED.items():
        gone = _GONE.format(table, _KEY.get(table, "id = ?1"))
        found = [
            change
            for change in watched.removed.get(table, ())
            if action.execute(gone, change.key)[0][0] and action.execute(needed, change.key)[0][0]
        ]
        if found:
            return found
    return []


def _put_back_subjects(action: Action, changeset: bytes, subjects: set[int]) -> None:
    if not subjects:
        return
    for change in apsw.Changeset.iter(source(changeset)):
        if change.op == "DELETE" and change.name in SUBJECT_COLUMN:
            row = row_change(change)
            if row.subject in subjects:
                _put_back(action, row)


def _put_back_choices(action: Action, watched: _Watched, year: RowChange) -> None:
    """The criteria sets of a year that stays."""
    for choice in watched.choices:
        if year.table == "assessment_year" and choice.key[_CHOICES[choice.table]] == year.key[0]:
            _put_back(action, choice)


def _put_back(action: Action, change: RowChange) -> None:
    columns = action.execute(f"PRAGMA table_info({change.table})")  # an old changeset has fewer than there are now
    names = ", ".join(columns[column][1] for column in sorted(change.old))
    values = [change.old[column] for column in sorted(change.old)]
    marks = ", ".join("?" * len(values))
    action.execute(f"INSERT OR IGNORE INTO {change.table} ({names}) VALUES ({marks})", values)


def _note_sets(action: Action, watched: _Watched) -> None:
    found = (row for change in watched.sheets for row in action.execute(_SET_NOW, change.key))
    watched.sets = [row for row in found if row[2] is not None]


def _keep_sheets(action: Action, watched: _Watched) -> None:
    """A sheet on which later scores stand keeps its assessment, and the set it is filled with."""
    rows = [(*change.key, change.old.get(2)) for change in watched.sheets if change.op == "DELETE"]
    action.executemany(_KEEP_SHEET, rows)
    action.executemany(_KEEP_SET, watched.sets)


def _decided(sheets: list[RowChange]) -> list[tuple[Any, ...]]:
    """The sheets whose result may have changed: what decisions say of somebody goes and comes with his result."""
    return [
        (*change.key, change.old.get(_DECISION))
        for change in sheets
        if change.op != "UPDATE" or _DECISION in change.old
    ]


def _note_removed_subjects(action: Action, watched: _Watched) -> None:
    action.execute("CREATE TEMP TABLE IF NOT EXISTS removed (id INTEGER PRIMARY KEY)")
    action.execute("DELETE FROM temp.removed")
    action.executemany("INSERT INTO temp.removed VALUES (?)", watched.subjects)


def _remove_what_hangs_on_removed(action: Action, watched: _Watched) -> None:
    for table, column in _HANGING:
        action.execute(f"DELETE FROM {table} WHERE {column} IN (SELECT id FROM temp.removed)")
    for table, column in _BELONGING:
        action.execute(f"UPDATE {table} SET {column} = NULL WHERE {column} IN (SELECT id FROM temp.removed)")
    for table in _SET_FOR_YEAR:
        years = [year.key for year in watched.removed.get("assessment_year", ())]
        action.executemany(f"DELETE FROM {table} WHERE year = ?", years)


# By table: the parent that a row names, and the columns that name it.
_REFERENCES: dict[str, tuple[tuple[str, tuple[int, ...]], ...]] = {
    "residential_group": (("residential_group", (6,)),),
    "residence": (("residential_group", (2,)), (SUBJECT, (0,))),
    "unit": (("residential_group", (6,)),),
    "clan": (("residential_group", (5,)),),
    "clan_household": ((SUBJECT, (0,)), (SUBJECT, (1,))),
    "person": ((SUBJECT, (6,)), ("residential_group", (7,)), (SUBJECT, (8,)), (SUBJECT, (10,))),
    "group_choice": (("assessment_year", (0,)), ("criteria_set", (2, 3))),
    "ruling": ((SUBJECT, (0,)), ("assessment_year", (1,)), ("decision", (2,))),
    "override": ((SUBJECT, (0,)), ("assessment_year", (1,))),
    "frozen_measure": ((SUBJECT, (0,)), ("assessment_year", (1,))),
    "workflow_event": ((SUBJECT, (1,)), ("assessment_year", (2,))),
    "deadline": (("assessment_year", (0,)),),
    "criteria_choice": (("assessment_year", (1,)), ("criteria_set", (2, 3))),
    "decision": (("assessment_year", (1,)), ("decision", (8,))),
    "assessment": (
        (SUBJECT, (0,)),
        ("assessment_year", (1,)),
        ("criteria_set", (3, 4)),
        ("decision", (9,)),
    ),
    "score": ((SUBJECT, (0,)),),
    "target": (("assessment_year", (0,)),),
}


def parents_of(change: RowChange) -> list[Parent]:
    """The rows that a made or changed row depends on."""
    if change.op == "DELETE":
        return []
    values = change.old | change.new
    return [
        (parent, tuple(values.get(column) for column in columns))
        for parent, columns in _REFERENCES.get(change.table, ())
    ]


def _referred_to(action: Action, changeset: bytes) -> list[Parent]:
    """What rows of the changeset name and is not there."""
    named = {parent for change in read(changeset) for parent in parents_of(change)}
    return [
        (table, key)
        for table, key in named
        if table != SUBJECT
        and None not in key
        and action.execute(_GONE.format(table, _KEY.get(table, "id = ?1")), key)[0][0]
    ]
