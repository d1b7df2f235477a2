"""Criteria sets: kept, confirmed, chosen for which years, and the sheets that are filled with them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.subjects import KIND_OF, LEARNING_CITIZEN
from khuyenhoc_desktop.store import measuring
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.measuring import Share
from khuyenhoc_desktop.store.scorers import STAGE_MARK

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A begun sheet: the set it is graded by (None = none known), its outcome, and its answers as one text."""

    subject: int
    group_id: int | None
    outcome: str
    key: Key | None
    is_filled: bool
    is_decided: bool
    text: str


def body(file: CommuneFile, set_id: str, version: str) -> str | None:
    """The text of a criteria set kept in the file."""
    sql = "SELECT body FROM criteria_set WHERE set_id = ? AND version = ?"
    text: str | None = file.value(sql, (set_id, version))
    return text


def name(file: CommuneFile, set_id: str, version: str) -> str | None:
    """What a set calls itself; None where it is not kept."""
    sql = "SELECT body ->> '$.name' FROM criteria_set WHERE set_id = ? AND version = ?"
    found: str | None = file.value(sql, (set_id, version))
    return found


def sha256(file: CommuneFile, set_id: str, version: str) -> str | None:
    """The sha256 that a criteria set had when it was loaded, whatever became of its text since."""
    sql = "SELECT sha256 FROM criteria_set WHERE set_id = ? AND version = ?"
    digest: str | None = file.value(sql, (set_id, version))
    return digest


def choice(file: CommuneFile, title: str, year: int) -> tuple[str, str] | None:
    """The criteria set (id, version) that a title uses in a year."""
    row = file.row("SELECT set_id, version FROM criteria_choice WHERE title = ? AND year = ?", (title, year))
    return (row[0], row[1]) if row else None


def titles_chosen(file: CommuneFile) -> set[str]:
    """The titles for which some year has a criteria set."""
    return {row[0] for row in file.query("SELECT DISTINCT title FROM criteria_choice")}


def all_sets(file: CommuneFile) -> list[tuple[str, str, str, str]]:
    """Id, version, sha256 and text of every set kept in the file."""
    return [(a, b, c, d) for a, b, c, d in file.query("SELECT * FROM criteria_set ORDER BY set_id, version")]


def sets_in_use(file: CommuneFile, title: str, year: int) -> list[tuple[str, str]]:
    """The sets (id, version) with which assessments of the year were filled."""
    sql = (
        "SELECT DISTINCT set_id, set_version FROM assessment"
        " WHERE title = ? AND year = ? AND set_id IS NOT NULL ORDER BY 1, 2"
    )
    return [(a, b) for a, b in file.query(sql, (title, year))]


def group_choice(file: CommuneFile, year: int, person_group: str) -> tuple[str, str] | None:
    """The criteria set (id, version) that the citizens of a group use in a year."""
    sql = "SELECT set_id, version FROM group_choice WHERE year = ? AND person_group = ?"
    row = file.row(sql, (year, person_group))
    return (row[0], row[1]) if row else None


def sets_of(file: CommuneFile, title: str, year: int, subjects: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The set (id, version) that each sheet is filled with: its own once begun, else the year's choice.

    For persons the set of their group stands before that of all. Who has none is left out.
    """
    group = "LEFT JOIN person p ON p.id = j.value LEFT JOIN group_choice g ON g.year = ?2 AND g.person_group ="
    own = f"{group} p.person_group" if title == LEARNING_CITIZEN else ""
    by_group = ("g.set_id,", "g.version,") if own else ("", "")
    sql = (
        f"SELECT j.value, coalesce(a.set_id, {by_group[0]} c.set_id),"
        f" coalesce(iif(a.set_id IS NULL, NULL, a.set_version), {by_group[1]} c.version)"
        " FROM json_each(?3) j LEFT JOIN assessment a ON a.subject_id = j.value AND a.year = ?2"
        f" LEFT JOIN criteria_choice c ON c.title = ?1 AND c.year = ?2 {own}"
    )
    found = file.query(sql, (title, year, json.dumps(list(subjects))))
    return {subject: (set_id, version) for subject, set_id, version in found if set_id and version}


def confirmation(file: CommuneFile, set_id: str, version: str) -> tuple[str, str, str, str | None] | None:
    """When, by whom and against which document a set was confirmed, with a note; None where it was not."""
    sql = (
        "SELECT confirmed_on, confirmed_by, document, note FROM criteria_confirmation"
        " WHERE set_id = ? AND version = ?"
    )
    row = file.row(sql, (set_id, version))
    return (row[0], row[1], row[2], row[3]) if row else None


def chosen_years(file: CommuneFile) -> list[tuple[str, str, int]]:
    """Set, version and year of every choice, for a title or a group of persons."""
    sql = (
        "SELECT set_id, version, year FROM criteria_choice UNION SELECT set_id, version, year FROM group_choice"
        " ORDER BY 3"
    )
    return [(a, b, c) for a, b, c in file.query(sql)]


def sheet_counts(file: CommuneFile) -> list[tuple[str, str, int, int]]:
    """Set, version, year and how many sheets are filled with it."""
    sql = (
        "SELECT set_id, set_version, year, count(*) FROM assessment WHERE set_id IS NOT NULL"
        " GROUP BY set_id, set_version, year"
    )
    return [(a, b, c, d) for a, b, c, d in file.query(sql)]


def score_counts(file: CommuneFile, key: Key) -> list[tuple[int, str, int]]:
    """Year, indicator and how many sheets filled with a set have a score there."""
    sql = (
        "SELECT a.year, s.indicator, count(DISTINCT s.subject_id) FROM assessment a"
        " JOIN score s ON s.subject_id = a.subject_id AND s.year = a.year"
        " WHERE a.set_id = ? AND a.set_version = ? GROUP BY a.year, s.indicator ORDER BY a.year"
    )
    return [(a, b, c) for a, b, c in file.query(sql, key)]


def sheets_for(file: CommuneFile, criteria_set: CriteriaSet, year: int) -> list[Sheet]:
    """The begun sheets of a year that would be graded by this set if all were carried over to it."""
    person, group, mine = "", "", ""
    params: list[Any] = [year, criteria_set.title]
    if criteria_set.title == LEARNING_CITIZEN:
        person = (
            " LEFT JOIN person p ON p.id = t.subject_id"
            " LEFT JOIN group_choice g ON g.year = t.year AND g.person_group = p.person_group"
        )
        group = "g.{0}, "
        mine = " AND p.person_group = ?3" if criteria_set.person_group else " AND g.set_id IS NULL"
        params += [criteria_set.person_group] if criteria_set.person_group else []
    sql = (
        "SELECT t.subject_id, t.group_id, t.outcome,"
        f" coalesce(a.set_id, {group.format('set_id')}c.set_id),"
        f" coalesce(iif(a.set_id IS NULL, NULL, a.set_version), {group.format('version')}c.version),"
        " a.set_id IS NOT NULL, a.recognised IS NOT NULL,"
        f" (SELECT group_concat(iif(s.stage = 1, '', s.stage || '{STAGE_MARK}') || s.indicator || char(31)"
        " || quote(s.value), char(30))"
        " FROM score s WHERE s.subject_id = t.subject_id AND s.year = t.year) AS sheet"
        " FROM standing t JOIN assessment a ON a.subject_id = t.subject_id AND a.year = t.year"
        f" LEFT JOIN criteria_choice c ON c.title = t.title AND c.year = t.year{person}"
        f" WHERE t.year = ?1 AND t.title = ?2 AND (a.registered OR sheet IS NOT NULL){mine}"
    )
    return [
        Sheet(
            row[0], row[1], row[2], (row[3], row[4]) if row[3] else None, bool(row[5]), bool(row[6]), row[7] or ""
        )
        for row in file.query(sql, params)
    ]


def overridden(file: CommuneFile, title: str, year: int) -> dict[int, set[str]]:
    """The derived indicators set by hand in a year, by subject."""
    found: dict[int, set[str]] = {}
    sql = (
        "SELECT v.subject_id, v.indicator FROM override v JOIN standing t"
        " ON t.subject_id = v.subject_id AND t.year = v.year WHERE v.year = ? AND t.title = ?"
    )
    for subject, indicator in file.query(sql, (year, title)):
        found.setdefault(subject, set()).add(indicator)
    return found


def shares(file: CommuneFile, title: str, year: int, codes: Sequence[str]) -> dict[str, dict[int, Share]]:
    """What each of these measures comes to now for the subjects of a title in a year."""
    if not codes:
        return {}
    with file.snapshot():
        here = file.connection_here()
        here.execute(
            "CREATE TEMP TABLE IF NOT EXISTS owner (id INTEGER PRIMARY KEY); DELETE FROM temp.owner;"
            f" INSERT INTO temp.owner SELECT subject_id FROM standing WHERE year = {year:d} AND title = '{title}'"
        )
        years = f"(SELECT * FROM assessment_year WHERE year = {year:d})"
        counted = {code: measuring.shares_of(here, KIND_OF[title], years, code) for code in codes}
    return {code: {subject: share for (subject, _), share in found.items()} for code, found in counted.items()}


def scores_of(file: CommuneFile, year: int, subject: int) -> Iterator[tuple[int, str, Any]]:
    """Stage, indicator and value of what stands on a sheet."""
    sql = "SELECT stage, indicator, value FROM score WHERE subject_id = ? AND year = ?"
    yield from ((stage, code, value) for stage, code, value in file.query(sql, (subject, year)))


def keep(action: Action, key: Key, sha256: str, text: str) -> None:
    """Keep a set; one that is there already only has a text mended that was altered or damaged in the file."""
    action.execute(
        "INSERT INTO criteria_set VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body"
        " WHERE sha256 = excluded.sha256 AND body <> excluded.body",
        (*key, sha256, text),
    )


def confirm(action: Action, key: Key, row: tuple[str, str, str, str | None]) -> None:
    """Write down when, by whom and against which document a set was confirmed, with a note."""
    action.execute("INSERT OR REPLACE INTO criteria_confirmation VALUES (?, ?, ?, ?, ?, ?)", (*key, *row))


def choose(action: Action, title: str, year: int, key: Key) -> None:
    """A title uses this set in a year."""
    action.execute(
        "INSERT INTO criteria_choice VALUES (?, ?, ?, ?) ON CONFLICT (title, year)"
        " DO UPDATE SET set_id = excluded.set_id, version = excluded.version",
        (title, year, *key),
    )


def choose_for_group(action: Action, person_group: str, year: int, key: Key) -> None:
    """The citizens of a group use this set in a year."""
    action.execute(
        "INSERT INTO group_choice VALUES (?, ?, ?, ?) ON CONFLICT (year, person_group)"
        " DO UPDATE SET set_id = excluded.set_id, version = excluded.version",
        (year, person_group, *key),
    )


def add_choices(action: Action, year: int, titles: Mapping[str, Key], person_groups: Mapping[str, Key]) -> None:
    """Choose sets by title and by group of persons, where nothing is chosen in the year yet."""
    rows = [(title, year, *key) for title, key in titles.items()]
    action.executemany("INSERT OR IGNORE INTO criteria_choice VALUES (?, ?, ?, ?)", rows)
    of_groups = [(year, group, *key) for group, key in person_groups.items()]
    action.executemany("INSERT OR IGNORE INTO group_choice VALUES (?, ?, ?, ?)", of_groups)


def carry_choices(action: Action, year: int) -> None:
    """Each title and group uses in a year the set of the newest year before it (or the oldest after).

    A choice made for the year beforehand stays.
    """
    for table, whose, row in (
        ("criteria_choice", "title", "c.title, ?1, c.set_id, c.version"),
        ("group_choice", "person_group", "?1, c.person_group, c.set_id, c.version"),
    ):
        action.execute(
            f"INSERT INTO {table} SELECT {row} FROM {table} c"
            f" WHERE c.year = (SELECT year FROM {table} WHERE {whose} = c.{whose}"
            " ORDER BY year > ?1, abs(year - ?1) LIMIT 1) ON CONFLICT DO NOTHING",
            (year,),
        )
