"""The first schema: facts, derived tables, journal. Frozen: later changes are migrations of their own."""

from typing import Any

SCHEMA = """
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE assessment_year (year INTEGER PRIMARY KEY, note TEXT) STRICT;
CREATE TABLE residential_group (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL, sort_no INTEGER,
    valid_from INTEGER NOT NULL, valid_to INTEGER, merged_into INTEGER REFERENCES residential_group(id)
) STRICT;
CREATE TABLE household (
    id INTEGER PRIMARY KEY, code TEXT, head_name TEXT NOT NULL, born TEXT,
    member_count INTEGER, school_age_count INTEGER, address TEXT, personal_number TEXT, note TEXT,
    deleted_at TEXT
) STRICT;
CREATE TABLE residence (
    household_id INTEGER NOT NULL REFERENCES household(id), from_year INTEGER NOT NULL,
    group_id INTEGER NOT NULL REFERENCES residential_group(id), away INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (household_id, from_year)
) STRICT, WITHOUT ROWID;
CREATE INDEX residence_group ON residence (group_id);
CREATE TABLE criteria_set (
    set_id TEXT NOT NULL, version TEXT NOT NULL, sha256 TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (set_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE criteria_choice (
    title TEXT NOT NULL, year INTEGER NOT NULL, set_id TEXT NOT NULL, version TEXT NOT NULL,
    PRIMARY KEY (title, year), FOREIGN KEY (set_id, version) REFERENCES criteria_set (set_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE decision (
    id INTEGER PRIMARY KEY, year INTEGER NOT NULL, title TEXT NOT NULL, number TEXT NOT NULL,
    decided_on TEXT, signer TEXT, note TEXT
) STRICT;
CREATE TABLE assessment (
    subject_id INTEGER NOT NULL, year INTEGER NOT NULL, title TEXT NOT NULL,
    set_id TEXT, set_version TEXT,
    registered INTEGER NOT NULL DEFAULT 0, registered_on TEXT, proposed INTEGER NOT NULL DEFAULT 0,
    recognised INTEGER, decision_id INTEGER REFERENCES decision(id), note TEXT,
    PRIMARY KEY (subject_id, year)
) STRICT, WITHOUT ROWID;
CREATE INDEX assessment_decision ON assessment (decision_id);
CREATE TABLE score (
    subject_id INTEGER NOT NULL, year INTEGER NOT NULL, stage INTEGER NOT NULL, indicator TEXT NOT NULL,
    value ANY, PRIMARY KEY (subject_id, year, stage, indicator)
) STRICT, WITHOUT ROWID;
CREATE TABLE target (
    year INTEGER NOT NULL, title TEXT NOT NULL, percent INTEGER NOT NULL, base TEXT NOT NULL,
    PRIMARY KEY (year, title)
) STRICT, WITHOUT ROWID;

CREATE TABLE standing (
    year INTEGER NOT NULL, household_id INTEGER NOT NULL, group_id INTEGER NOT NULL,
    registered INTEGER NOT NULL, entered INTEGER NOT NULL, missing INTEGER NOT NULL, total INTEGER,
    outcome TEXT NOT NULL, proposed INTEGER NOT NULL, recognised INTEGER, decision_id INTEGER,
    PRIMARY KEY (year, household_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_group ON standing (year, group_id, registered, outcome, proposed, recognised);
CREATE TABLE household_search (
    household_id INTEGER PRIMARY KEY, sort_key TEXT NOT NULL, find TEXT NOT NULL
) STRICT;
CREATE INDEX household_search_sort ON household_search (sort_key, find);

CREATE TABLE journal (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, who TEXT NOT NULL, installation INTEGER NOT NULL,
    action TEXT NOT NULL, summary TEXT NOT NULL, kind TEXT NOT NULL, target INTEGER,
    undone INTEGER NOT NULL DEFAULT 0, changeset BLOB NOT NULL
) STRICT;
CREATE TABLE installation (number INTEGER PRIMARY KEY, next_counter INTEGER NOT NULL) STRICT;
CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
PRAGMA application_id = 1263029348;
PRAGMA user_version = 1;
"""


def up(_migrator: Any, db: Any) -> None:
    """Make every table of the first released schema."""
    db.connection().execute(SCHEMA)
