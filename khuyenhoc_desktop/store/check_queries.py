"""The probes of the check: one query for each kind of fault that facts can have, and what puts it right.

Each query gives rows (label, household or other id, year, key ...): the label names the place to a person, `fix`
is run once for each row, with its columns after the first three. Written for 60,000 households with two million
scores: few read the scores at all.
"""

import json
from typing import NamedTuple

from khuyenhoc_desktop.store.commune_file import CommuneFile, Row


class Probe(NamedTuple):
    """How a kind of fault is found; `fix` is "" where a person must decide."""

    find: str
    fix: str = ""


# No date or year of birth may lie beyond this year: the clock's or the newest one kept, whichever is later.
_NOW = (
    "max(CAST(strftime('%Y', 'now', 'localtime') AS INTEGER),"
    " (SELECT coalesce(max(year), 0) FROM assessment_year))"
)
_SOUND_DAY = (
    "(date({0}) IS {0} AND {0} GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    f" AND CAST(substr({{0}}, 1, 4) AS INTEGER) BETWEEN 1990 AND {_NOW} + 1)"
)
_IS_DAY = "date({0}) IS {0} AND {0} GLOB '[12][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
_LIVING = "FROM household h WHERE h.deleted_at IS NULL"
_SHEETS = "FROM assessment a JOIN household h ON h.id = a.subject_id WHERE h.deleted_at IS NULL"
_LAST_RESIDENCE = "SELECT max(from_year) FROM residence WHERE household_id = h.id"


def _twins(column: str, *, shown: bool = True) -> str:
    """Households with the same value; a personal number is not shown."""
    value = f" || ' – ' || h.{column}" if shown else ""
    return (
        f"SELECT h.head_name{value}, h.id, NULL {_LIVING} AND h.{column} IN"
        f" (SELECT {column} FROM household WHERE deleted_at IS NULL AND {column} > ''"
        " GROUP BY 1 HAVING count(*) > 1)"
        f" ORDER BY h.{column}"
    )


_DAYS = " UNION ALL ".join(
    (
        "SELECT 'Quyết định ' || number, NULL, year FROM decision WHERE decided_on NOTNULL"
        f" AND NOT {_SOUND_DAY.format('decided_on')}",
        f"SELECT h.head_name, h.id, a.year {_SHEETS} AND a.registered_on NOTNULL"
        f" AND NOT {_SOUND_DAY.format('a.registered_on')}",
        "SELECT head_name, id, NULL FROM household WHERE deleted_at NOTNULL"
        " AND datetime(deleted_at) IS NOT replace(deleted_at, 'T', ' ')",
    )
)
_LEFT_BEHIND = """
SELECT h.head_name || ' – ' || g.name, h.id, g.valid_to + 1, h.id, max(g.valid_to + 1, r.from_year), g.merged_into
FROM residential_group g
JOIN residence r ON r.group_id = g.id JOIN household h ON h.id = r.household_id
WHERE g.valid_to < (SELECT max(year) FROM assessment_year) AND NOT r.away AND h.deleted_at IS NULL
AND g.merged_into IS {0} AND NOT EXISTS (SELECT 1 FROM residence n
    WHERE n.household_id = h.id AND n.from_year > r.from_year AND n.from_year <= g.valid_to + 1)
"""
_CIRCLES = """
WITH RECURSIVE walk (start, id, steps) AS (
    SELECT id, merged_into, 1 FROM residential_group WHERE merged_into NOTNULL
    UNION ALL SELECT w.start, g.merged_into, w.steps + 1 FROM walk w JOIN residential_group g ON g.id = w.id
    WHERE g.merged_into NOTNULL AND w.id <> w.start AND w.steps < 500)
SELECT DISTINCT g.name, g.id, NULL FROM walk w JOIN residential_group g ON g.id = w.start WHERE w.id = w.start
"""
_YEARS_NAMED = (
    "SELECT year FROM assessment UNION SELECT year FROM decision UNION SELECT year FROM target"
    " UNION SELECT year FROM criteria_choice"
)
_LAST_MARKS = "SELECT target, max(id) AS id FROM journal WHERE kind IN ('undo', 'redo') GROUP BY target"

PROBES: dict[str, Probe] = {
    "year_missing": Probe(
        f"SELECT 'Năm ' || year, NULL, NULL, year FROM ({_YEARS_NAMED}) WHERE year NOT IN"
        " (SELECT year FROM assessment_year) AND year BETWEEN 2015 AND 2100",
        "INSERT INTO assessment_year (year) VALUES (?)",
    ),
    "year_impossible": Probe(
        f"SELECT 'Năm ' || year, NULL, NULL FROM (SELECT year FROM assessment_year UNION {_YEARS_NAMED})"
        " WHERE year NOT BETWEEN 2015 AND 2100"
    ),
    "year_without_criteria": Probe(
        "SELECT 'Năm ' || year, NULL, NULL FROM assessment_year WHERE year NOT IN"
        " (SELECT year FROM criteria_choice WHERE title = 'learning_family')"
    ),
    "counter_behind": Probe(
        "SELECT 'Máy số ' || i.number, NULL, NULL, max(t.id & 0xFFFFFFFFFF) + 1, i.number FROM installation i JOIN"
        " (SELECT id FROM household UNION ALL SELECT id FROM residential_group"
        " UNION ALL SELECT id FROM decision) t"
        " ON t.id >> 40 = i.number GROUP BY i.number HAVING max(t.id & 0xFFFFFFFFFF) >= i.next_counter",
        "UPDATE installation SET next_counter = ? WHERE number = ?",
    ),
    "foreign_id": Probe(
        " UNION ALL ".join(
            f"SELECT {label}, {household}, NULL FROM {table} t WHERE t.id & 0xFFFFFFFFFF = 0"
            " OR NOT EXISTS (SELECT 1 FROM installation i WHERE i.number = t.id >> 40)"
            for table, label, household in (
                ("household", "head_name", "id"),
                ("residential_group", "name", "NULL"),
                ("decision", "number", "NULL"),
            )
        )
    ),
    "name_missing": Probe(
        f"SELECT coalesce(h.code, 'Mã số ' || h.id), h.id, NULL {_LIVING} AND trim(h.head_name) = ''"
    ),
    "counts_impossible": Probe(
        f"SELECT h.head_name, h.id, NULL {_LIVING} AND (h.member_count < 1 OR h.school_age_count < 0"
        " OR h.school_age_count > h.member_count)"
    ),
    "born_impossible": Probe(
        f"SELECT h.head_name || ' – ' || h.born, h.id, NULL {_LIVING} AND h.born NOTNULL AND NOT"
        f" ((h.born GLOB '[12][0-9][0-9][0-9]' OR {_IS_DAY.format('h.born')})"
        f" AND CAST(substr(h.born, 1, 4) AS INTEGER) BETWEEN 1900 AND {_NOW})"
    ),
    "number_impossible": Probe(
        f"SELECT h.head_name, h.id, NULL {_LIVING} AND h.personal_number NOTNULL AND"
        " (h.personal_number GLOB '*[^0-9]*' OR length(h.personal_number) NOT IN (9, 12))"
    ),
    "duplicate_code": Probe(_twins("code")),
    "duplicate_number": Probe(_twins("personal_number", shown=False)),
    "duplicate_household": Probe(
        "SELECT head_name || ' – ' || born, id, NULL FROM (SELECT h.head_name, h.born, h.id, count(*) OVER"
        " (PARTITION BY h.head_name, h.born, r.group_id) AS many FROM household h JOIN residence r"
        f" ON r.household_id = h.id AND r.from_year = ({_LAST_RESIDENCE})"
        " WHERE h.deleted_at IS NULL AND h.born NOTNULL AND NOT r.away) WHERE many > 1 ORDER BY head_name"
    ),
    "flag_impossible": Probe(
        "SELECT h.head_name, h.id, a.year, h.id, a.year FROM assessment a JOIN household h ON h.id = a.subject_id"
        " WHERE a.registered NOT IN (0, 1) OR a.proposed NOT IN (0, 1) OR a.recognised NOT IN (0, 1)",
        "UPDATE assessment SET registered = registered <> 0, proposed = proposed <> 0,"
        " recognised = recognised <> 0 WHERE subject_id = ? AND year = ?",
    ),
    "away_impossible": Probe(
        "SELECT h.head_name, h.id, r.from_year, h.id, r.from_year FROM residence r JOIN household h"
        " ON h.id = r.household_id WHERE r.away NOT IN (0, 1)",
        "UPDATE residence SET away = 1 WHERE household_id = ? AND from_year = ?",
    ),
    "date_impossible": Probe(_DAYS),
    "title_unknown": Probe(
        f"SELECT h.head_name || ' – ' || a.title, h.id, a.year {_SHEETS} AND a.title <> 'learning_family'"
        " UNION ALL SELECT 'Quyết định ' || number || ' – ' || title, NULL, year FROM decision"
        " WHERE title <> 'learning_family'"
    ),
    "target_impossible": Probe(
        "SELECT title || ' – năm ' || year, NULL, year FROM target WHERE percent NOT BETWEEN 0 AND 10000"
        " OR base NOT IN ('total', 'registered')"
    ),
    "recognised_without_decision": Probe(
        f"SELECT h.head_name, h.id, a.year {_SHEETS} AND a.recognised = 1 AND a.decision_id IS NULL"
    ),
    "decision_without_recognition": Probe(
        f"SELECT h.head_name, h.id, a.year {_SHEETS} AND a.recognised IS NOT 1 AND a.decision_id NOTNULL"
    ),
    "decision_mismatch": Probe(
        "SELECT h.head_name || ' – ' || d.number, h.id, a.year FROM assessment a JOIN decision d"
        " ON d.id = a.decision_id JOIN household h ON h.id = a.subject_id"
        " WHERE d.year <> a.year OR d.title <> a.title"
    ),
    "recognised_twice": Probe(
        "SELECT head_name || ' – ' || count(*) || ' hộ', id, year FROM (SELECT h.head_name, h.id, a.year,"
        f" h.personal_number AS number {_SHEETS} AND a.recognised = 1 AND h.personal_number > '')"
        " GROUP BY year, number HAVING count(*) > 1"
    ),
    "residence_gap": Probe(
        f"SELECT h.head_name, h.id, a.year {_SHEETS} AND a.year <"
        " (SELECT min(from_year) FROM residence WHERE household_id = h.id)"
    ),
    "group_circle": Probe(_CIRCLES),
    "group_years": Probe("SELECT name, id, NULL FROM residential_group WHERE valid_to < valid_from - 1"),
    "group_left_behind": Probe(
        _LEFT_BEHIND.format("NOT NULL"),
        "INSERT INTO residence VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET group_id = excluded.group_id",
    ),
    "group_ended": Probe(_LEFT_BEHIND.format("NULL")),
    "group_not_begun": Probe(
        "SELECT DISTINCT g.name, g.id, NULL FROM residential_group g JOIN residence r ON r.group_id = g.id"
        " WHERE r.from_year < g.valid_from"
        " AND EXISTS (SELECT 1 FROM assessment_year WHERE year >= r.from_year AND year < g.valid_from)"
    ),
    "journal_target": Probe(
        "SELECT j.summary, NULL, NULL FROM journal j WHERE j.kind IN ('undo', 'redo') AND NOT EXISTS"
        " (SELECT 1 FROM journal t WHERE t.id = j.target AND t.kind = 'do')"
        " UNION ALL SELECT summary, NULL, NULL FROM journal WHERE kind NOT IN ('do', 'undo', 'redo', 'begin')"
    ),
    "journal_mark": Probe(
        f"SELECT t.summary, NULL, NULL, t.id FROM ({_LAST_MARKS}) l JOIN journal u ON u.id = l.id"
        " JOIN journal t ON t.id = l.target WHERE u.kind = 'undo' AND NOT u.undone AND NOT t.undone",
        "UPDATE journal SET undone = 1 WHERE id = ?",
    ),
    "journal_gap": Probe(
        "SELECT missing || ' dòng', NULL, NULL FROM (SELECT max(coalesce(max(id), 0),"
        " (SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'journal')) - count(*) AS missing"
        " FROM journal) WHERE missing > 0"
    ),
    "score_stage": Probe(
        "SELECT DISTINCT h.head_name, h.id, s.year FROM score s JOIN household h ON h.id = s.subject_id"
        " WHERE s.stage <> 1"
    ),
    "score_without_assessment": Probe(
        "SELECT h.head_name, h.id, s.year, h.id, s.year FROM (SELECT DISTINCT subject_id, year FROM score) s"
        " JOIN household h ON h.id = s.subject_id WHERE NOT EXISTS"
        " (SELECT 1 FROM assessment a WHERE a.subject_id = s.subject_id AND a.year = s.year)",
        "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, 'learning_family')",
    ),
}  # fmt: skip


def found_by(file: CommuneFile, probe: Probe) -> list[Row]:
    """The rows that a probe finds."""
    return file.query(probe.find)


def column_names(file: CommuneFile, table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [row[0] for row in file.query("SELECT name FROM pragma_table_info(?)", (table,))]


_SET = "coalesce(a.set_id, c.set_id), coalesce(a.set_version, c.version)"
_SETS = (
    f"SELECT DISTINCT {_SET} FROM assessment a"
    " LEFT JOIN criteria_choice c ON c.title = a.title AND c.year = a.year"
)
_GRADED_BY = (
    " FROM score s JOIN assessment a ON a.subject_id = s.subject_id AND a.year = s.year"
    " LEFT JOIN criteria_choice c ON c.title = a.title AND c.year = a.year"
    " JOIN household h ON h.id = s.subject_id WHERE s.stage = 1"
)
_CELLS = (
    f"SELECT h.head_name, s.subject_id, s.year, {_SET}, s.indicator, quote(s.value) {_GRADED_BY}"
    f" AND ({_SET}, s.indicator, quote(s.value)) IN"
    " (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?))"
)


def sets_of_sheets(file: CommuneFile) -> list[tuple[str, str]]:
    """The criteria sets (id, version) by which sheets are graded."""
    return [(row[0], row[1]) for row in file.query(_SETS) if row[0] is not None and row[1] is not None]


def cells_holding(file: CommuneFile, values: list[tuple[str, str, str, str]]) -> list[Row]:
    """Name, household, year, and these four of the cells that hold them.

    `values` are (set id, version, indicator, SQL literal). Reads every score.
    """
    return file.query(_CELLS, (json.dumps(values),))


# What people have typed and the program keeps tidy: table, columns, the key.
TYPED = (
    ("household", ("head_name", "code", "address", "note"), ("id",)),
    ("residential_group", ("name",), ("id",)),
    ("decision", ("number", "signer", "note"), ("id",)),
    ("setting", ("value",), ("key",)),
)


def typed_texts(file: CommuneFile, table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    """Key and texts of every row of a table."""
    return file.query(f"SELECT {', '.join((*key, *columns))} FROM {table}")


def all_groups(file: CommuneFile) -> list[Row]:
    """Id, name, first and last year (None = open) of every residential group."""
    return file.query("SELECT id, name, valid_from, valid_to FROM residential_group")


def all_decisions(file: CommuneFile) -> list[Row]:
    """Year, title and number of every decision."""
    return file.query("SELECT year, title, number FROM decision ORDER BY year, title")


def criteria_rows(file: CommuneFile) -> list[Row]:
    """Id, version, sha256 and text of every criteria set, and the titles for which it is chosen, by commas."""
    return file.query(
        "SELECT s.set_id, s.version, s.sha256, s.body, (SELECT group_concat(DISTINCT title) FROM criteria_choice c"
        " WHERE c.set_id = s.set_id AND c.version = s.version) FROM criteria_set s"
    )
