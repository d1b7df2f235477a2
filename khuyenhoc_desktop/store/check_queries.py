"""The probes of the check: one query for each kind of fault that facts can have, and what puts it right.

Written for 60,000 households with two million scores: few read the scores at all.
"""

import json

from khuyenhoc_desktop.domain.subjects import LEARNING_CITIZEN
from khuyenhoc_desktop.store.check_probes import NAME, SOUND_BIRTH, SOUND_DAY, SOUND_NUMBER, Probe, sheets
from khuyenhoc_desktop.store.check_queries_sheets import PROBES_OF_SHEETS
from khuyenhoc_desktop.store.check_queries_subjects import PROBES_OF_SUBJECTS
from khuyenhoc_desktop.store.commune_file import CommuneFile, Row

_LIVING = "FROM household h WHERE h.deleted_at IS NULL"
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


_SHARED_NUMBERS = (
    "SELECT personal_number FROM household WHERE deleted_at IS NULL AND personal_number > ''"
    " GROUP BY 1 HAVING count(*) > 1"
)
_ALIKE = (
    "SELECT head_name, born FROM household WHERE deleted_at IS NULL AND born NOTNULL"
    " GROUP BY 1, 2 HAVING count(*) > 1"
)
_DAYS = " UNION ALL ".join(
    (
        "SELECT 'Quyết định ' || number, NULL, year FROM decision WHERE decided_on NOTNULL"
        f" AND NOT {SOUND_DAY.format('decided_on')}",
        sheets(f"a.registered_on NOTNULL AND NOT {SOUND_DAY.format('a.registered_on')}"),
        f"SELECT {NAME.format('subject_id')}, subject_id, year FROM workflow_event WHERE happened_on NOTNULL"
        f" AND NOT {SOUND_DAY.format('happened_on')}",
        f"SELECT 'Hạn của năm ' || year, NULL, year FROM deadline WHERE NOT {SOUND_DAY.format('due_on')}",
        "SELECT 'Lúc khóa năm ' || year, NULL, year FROM assessment_year WHERE datetime(locked_at) IS NOT"
        " replace(locked_at, 'T', ' ')",
        *(
            f"SELECT {NAME.format('id')}, id, NULL FROM {table} WHERE deleted_at NOTNULL"
            " AND datetime(deleted_at) IS NOT replace(deleted_at, 'T', ' ')"
            for table in ("household", "person", "clan", "unit")
        ),
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
_YEARS_NAMED = " UNION ".join(
    f"SELECT year FROM {table}"
    for table in (
        "assessment", "decision", "target", "criteria_choice", "group_choice", "ruling", "workflow_event",
        "deadline",
    )
)  # fmt: skip
_MINTED = (
    ("household", "head_name", "id"),
    ("residential_group", "name", "NULL"),
    ("decision", "number", "NULL"),
    ("person", "name", "id"),
    ("clan", "name", "id"),
    ("unit", "name", "id"),
    ("workflow_event", "kind", "subject_id"),
)
# The last id that an installation has minted for each table: the end of its range, found at once.
_LAST_MINTED = ", ".join(
    f"(SELECT coalesce(max(id), 0) FROM {table}"
    " WHERE id BETWEEN i.number << 40 AND (i.number << 40) + 0xFFFFFFFFFF)"
    for table, _, _ in _MINTED
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
        "SELECT 'Máy số ' || number, NULL, NULL, (last & 0xFFFFFFFFFF) + 1, number"
        f" FROM (SELECT i.number, i.next_counter, max({_LAST_MINTED}) AS last FROM installation i)"
        " WHERE last & 0xFFFFFFFFFF >= next_counter",
        "UPDATE installation SET next_counter = ? WHERE number = ?",
    ),
    "foreign_id": Probe(
        " UNION ALL ".join(
            f"SELECT {label}, {household}, NULL FROM {table} t WHERE t.id & 0xFFFFFFFFFF = 0"
            " OR NOT EXISTS (SELECT 1 FROM installation i WHERE i.number = t.id >> 40)"
            for table, label, household in _MINTED
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
        f"SELECT h.head_name || ' – ' || h.born, h.id, NULL {_LIVING} AND h.born NOTNULL"
        f" AND NOT {SOUND_BIRTH.format('h.born')}"
    ),
    "number_impossible": Probe(
        f"SELECT h.head_name, h.id, NULL {_LIVING} AND h.personal_number NOTNULL"
        f" AND NOT {SOUND_NUMBER.format('h.personal_number')}"
    ),
    "duplicate_code": Probe(_twins("code")),
    "duplicate_number": Probe(_twins("personal_number", shown=False)),
    "duplicate_household": Probe(
        f"SELECT head_name || ' – ' || born, id, NULL FROM (SELECT h.head_name, h.born, h.id, count(*) OVER"
        f" (PARTITION BY h.head_name, h.born, r.group_id) AS many FROM ({_ALIKE}) d CROSS JOIN household h"
        " ON h.head_name = d.head_name AND h.born = d.born JOIN residence r"
        f" ON r.household_id = h.id AND r.from_year = ({_LAST_RESIDENCE})"
        " WHERE h.deleted_at IS NULL AND NOT r.away) WHERE many > 1 ORDER BY head_name"
    ),
    "away_impossible": Probe(
        "SELECT h.head_name, h.id, r.from_year, h.id, r.from_year FROM residence r JOIN household h"
        " ON h.id = r.household_id WHERE r.away NOT IN (0, 1)",
        "UPDATE residence SET away = 1 WHERE household_id = ? AND from_year = ?",
    ),
    "date_impossible": Probe(_DAYS),
    "target_impossible": Probe(
        "SELECT title || ' – năm ' || year, NULL, year FROM target WHERE percent NOT BETWEEN 0 AND 10000"
        " OR base NOT IN ('total', 'registered')"
    ),
    "recognised_twice": Probe(
        "SELECT head_name || ' – ' || count(*) || ' hộ', id, year FROM (SELECT h.head_name, h.id, a.year,"
        " h.personal_number AS number FROM household h JOIN assessment a ON a.subject_id = h.id"
        f" WHERE h.deleted_at IS NULL AND a.recognised = 1 AND h.personal_number IN ({_SHARED_NUMBERS}))"
        " GROUP BY year, number HAVING count(*) > 1"
    ),
    "residence_gap": Probe(
        "SELECT h.head_name, h.id, a.year FROM (SELECT household_id AS id, min(from_year) AS since FROM residence"
        " GROUP BY household_id HAVING since > (SELECT min(year) FROM assessment_year)) r"
        " CROSS JOIN household h ON h.id = r.id"
        " CROSS JOIN assessment a ON a.subject_id = h.id AND a.year < r.since"
        " WHERE h.deleted_at IS NULL"
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
} | PROBES_OF_SHEETS | PROBES_OF_SUBJECTS  # fmt: skip


def found_by(file: CommuneFile, probe: Probe) -> list[Row]:
    """The rows that a probe finds."""
    return file.query(probe.find)


def column_names(file: CommuneFile, table: str) -> list[str]:
    """The names of a table's columns, in order."""
    return [row[0] for row in file.query("SELECT name FROM pragma_table_info(?)", (table,))]


_SET = "coalesce(a.set_id, g.set_id, c.set_id), coalesce(a.set_version, g.version, c.version)"
_CELLS = (
    f"SELECT {NAME.format('s.subject_id')}, s.subject_id, s.year, s.stage, {_SET}, s.indicator, quote(s.value)"
    " FROM score s JOIN assessment a ON a.subject_id = s.subject_id AND a.year = s.year"
    " LEFT JOIN person p ON p.id = s.subject_id"
    " LEFT JOIN group_choice g ON g.year = s.year AND g.person_group = p.person_group"
    " LEFT JOIN criteria_choice c ON c.title = a.title AND c.year = a.year"
    f" WHERE ({_SET}, s.indicator, quote(s.value)) IN"
    " (SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?))"
)


def sets_of_titles(file: CommuneFile) -> list[tuple[str, str, str]]:
    """The title, set id and version of every kind of sheet that was begun."""
    rows = file.query("SELECT DISTINCT title, set_id, set_version FROM assessment WHERE set_id NOTNULL")
    return [(row[0], row[1], row[2]) for row in rows]


def sheets_filled_with(file: CommuneFile, title: str, set_id: str, version: str) -> list[Row]:
    """Name, subject and year of the sheets of a title that are filled with a set."""
    where = "a.title = ? AND a.set_id = ? AND a.set_version = ?"
    return file.query(sheets(where), (title, set_id, version))


def cells_holding(file: CommuneFile, values: list[tuple[str, str, str, str]]) -> list[Row]:
    """Name, subject, year, stage, and these four of the cells that hold them.

    `values` are (set id, version, indicator, SQL literal). Reads every score.
    """
    return file.query(_CELLS, (json.dumps(values),))


# What people have typed and the program keeps tidy: table, columns, the key.
TYPED = (
    ("household", ("head_name", "code", "address", "note"), ("id",)),
    ("person", ("name", "code", "note"), ("id",)),
    ("clan", ("name", "code", "head_name", "address", "note"), ("id",)),
    ("unit", ("name", "code", "head_name", "address", "note"), ("id",)),
    ("workflow_event", ("person", "note"), ("id",)),
    ("residential_group", ("name",), ("id",)),
    ("decision", ("number", "signer", "note"), ("id",)),
    ("setting", ("value",), ("key",)),
)


def typed_texts(file: CommuneFile, table: str, columns: tuple[str, ...], key: tuple[str, ...]) -> list[Row]:
    """Key and texts of every row of a table."""
    return file.query(f"SELECT {', '.join((*key, *columns))} FROM {table}")


def all_typed(file: CommuneFile, table: str, columns: tuple[str, ...], between: str) -> str:
    """All texts of a table in one, with a mark between."""
    one = f"concat_ws('{between}', {', '.join(columns)})"
    return file.value(f"SELECT group_concat({one}, '{between}') FROM {table}") or ""


def all_groups(file: CommuneFile) -> list[Row]:
    """Id, name, first and last year (None = open) of every residential group."""
    return file.query("SELECT id, name, valid_from, valid_to FROM residential_group")


def all_decisions(file: CommuneFile) -> list[Row]:
    """Year, title and number of every decision."""
    return file.query("SELECT year, title, number FROM decision ORDER BY year, title")


def criteria_rows(file: CommuneFile) -> list[Row]:
    """Id, version, sha256 and text of every criteria set, and the titles for which it is chosen, by commas."""
    return file.query(
        "SELECT s.set_id, s.version, s.sha256, s.body, (SELECT group_concat(DISTINCT title) FROM"
        " (SELECT title, set_id, version FROM criteria_choice"
        f" UNION SELECT '{LEARNING_CITIZEN}', set_id, version FROM group_choice) c"
        " WHERE c.set_id = s.set_id AND c.version = s.version) FROM criteria_set s"
    )
