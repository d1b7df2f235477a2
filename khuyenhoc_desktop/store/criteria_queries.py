"""Reading how criteria sets are used: chosen for which years, by how many sheets, and the sheets themselves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.subjects import KIND_OF, LEARNING_CITIZEN
from khuyenhoc_desktop.store import measuring
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
