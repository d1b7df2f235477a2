"""Schema 2: the subjects and standings of all titles, stages of review, rulings, locked years. Frozen."""

from typing import Any

FACTS = """
CREATE TABLE unit (
    id INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL, kind TEXT NOT NULL, head_name TEXT, address TEXT,
    group_id INTEGER REFERENCES residential_group(id), staff_count INTEGER, learner_count INTEGER, note TEXT,
    valid_from INTEGER NOT NULL, valid_to INTEGER, deleted_at TEXT
) STRICT;
CREATE TABLE clan (
    id INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL, head_name TEXT, address TEXT,
    group_id INTEGER REFERENCES residential_group(id), note TEXT,
    valid_from INTEGER NOT NULL, valid_to INTEGER, deleted_at TEXT
) STRICT;
CREATE TABLE clan_household (
    household_id INTEGER PRIMARY KEY REFERENCES household(id), clan_id INTEGER NOT NULL REFERENCES clan(id)
) STRICT;
CREATE INDEX clan_household_clan ON clan_household (clan_id);
CREATE TABLE person (
    id INTEGER PRIMARY KEY, code TEXT, name TEXT NOT NULL, born TEXT, sex TEXT, person_group TEXT,
    household_id INTEGER REFERENCES household(id), group_id INTEGER REFERENCES residential_group(id),
    unit_id INTEGER REFERENCES unit(id), unit_role TEXT, clan_id INTEGER REFERENCES clan(id),
    personal_number TEXT, note TEXT, valid_from INTEGER NOT NULL, valid_to INTEGER, deleted_at TEXT
) STRICT;
CREATE INDEX person_household ON person (household_id) WHERE household_id IS NOT NULL;
CREATE INDEX person_unit ON person (unit_id) WHERE unit_id IS NOT NULL;
CREATE INDEX person_clan ON person (clan_id) WHERE clan_id IS NOT NULL;
CREATE INDEX person_residential_group ON person (group_id) WHERE group_id IS NOT NULL;
ALTER TABLE assessment ADD COLUMN stage INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assessment ADD COLUMN returned INTEGER NOT NULL DEFAULT 0;
ALTER TABLE decision ADD COLUMN kind TEXT NOT NULL DEFAULT 'recognise';
ALTER TABLE decision ADD COLUMN corrects INTEGER REFERENCES decision(id);
ALTER TABLE assessment_year ADD COLUMN locked_at TEXT;
ALTER TABLE assessment_year ADD COLUMN lock_reason TEXT;
ALTER TABLE assessment_year ADD COLUMN rolled_from INTEGER;
ALTER TABLE assessment_year ADD COLUMN base_age INTEGER;
CREATE TABLE ruling (
    subject_id INTEGER NOT NULL, year INTEGER NOT NULL, decision_id INTEGER NOT NULL REFERENCES decision(id),
    recognised INTEGER NOT NULL, note TEXT, PRIMARY KEY (subject_id, year, decision_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX ruling_decision ON ruling (decision_id);
CREATE TABLE workflow_event (
    id INTEGER PRIMARY KEY, subject_id INTEGER NOT NULL, year INTEGER NOT NULL, kind TEXT NOT NULL,
    stage INTEGER, happened_on TEXT, person TEXT, note TEXT
) STRICT;
CREATE INDEX workflow_event_subject ON workflow_event (subject_id, year);
CREATE TABLE deadline (
    year INTEGER NOT NULL, step TEXT NOT NULL, due_on TEXT NOT NULL, PRIMARY KEY (year, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE override (
    subject_id INTEGER NOT NULL, year INTEGER NOT NULL, indicator TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (subject_id, year, indicator)
) STRICT, WITHOUT ROWID;
CREATE TABLE frozen_measure (
    subject_id INTEGER NOT NULL, year INTEGER NOT NULL, indicator TEXT NOT NULL, part INTEGER NOT NULL,
    base INTEGER NOT NULL, PRIMARY KEY (subject_id, year, indicator)
) STRICT, WITHOUT ROWID;
CREATE TABLE group_choice (
    year INTEGER NOT NULL, person_group TEXT NOT NULL, set_id TEXT NOT NULL, version TEXT NOT NULL,
    PRIMARY KEY (year, person_group), FOREIGN KEY (set_id, version) REFERENCES criteria_set (set_id, version)
) STRICT, WITHOUT ROWID;
CREATE TABLE criteria_confirmation (
    set_id TEXT NOT NULL, version TEXT NOT NULL, confirmed_on TEXT NOT NULL, confirmed_by TEXT NOT NULL,
    document TEXT NOT NULL, note TEXT, PRIMARY KEY (set_id, version)
) STRICT, WITHOUT ROWID;
INSERT INTO ruling SELECT subject_id, year, decision_id, 1, NULL FROM assessment
    WHERE recognised = 1 AND decision_id IN (SELECT id FROM decision);
"""

DERIVED = """
DROP TABLE standing;
CREATE TABLE standing (
    year INTEGER NOT NULL, subject_id INTEGER NOT NULL, title TEXT NOT NULL, group_id INTEGER,
    counted INTEGER NOT NULL, registered INTEGER NOT NULL, entered INTEGER NOT NULL, missing INTEGER NOT NULL,
    total INTEGER, outcome TEXT NOT NULL, level INTEGER, proposed INTEGER NOT NULL, recognised INTEGER,
    decision_id INTEGER, stage INTEGER NOT NULL, returned INTEGER NOT NULL, PRIMARY KEY (year, subject_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX standing_group ON standing
    (year, title, group_id, counted, registered, outcome, proposed, recognised);
CREATE TABLE person_search (person_id INTEGER PRIMARY KEY, sort_key TEXT NOT NULL, find TEXT NOT NULL) STRICT;
CREATE INDEX person_search_sort ON person_search (sort_key, find);
CREATE TABLE measure (
    subject_id INTEGER NOT NULL, year INTEGER NOT NULL, indicator TEXT NOT NULL, part INTEGER NOT NULL,
    base INTEGER NOT NULL, PRIMARY KEY (subject_id, year, indicator)
) STRICT, WITHOUT ROWID;
INSERT OR REPLACE INTO memory VALUES ('derived.stale', '2');
PRAGMA user_version = 2;
"""


def up(_migrator: Any, db: Any) -> None:
    """Add what the other titles need. The derived rows are computed anew when the file is next opened."""
    db.connection().execute(FACTS)
    db.connection().execute(DERIVED)
