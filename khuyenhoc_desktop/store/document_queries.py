"""What the papers are filled with: the subjects of a title in a year with their names, answers and sets."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    HOUSEHOLD,
    KIND_OF,
    PERSON,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.store.commune_file import CommuneFile


class SubjectLine(NamedTuple):
    """A subject in a year. `head` is who speaks for it, `sort` a person's group or a unit's kind (codes).

    `total` is in hundredths of a point, `adults` None where no persons are kept. A tuple: there may be 150,000.
    """

    id: int
    code: str | None
    name: str
    head: str | None
    born: str | None
    sex: str | None
    sort: str | None
    address: str | None
    members: int | None
    children: int | None
    adults: int | None
    group_id: int | None
    registered: int
    outcome: str
    total: int | None
    level: int | None
    proposed: int
    recognised: int | None
    decision_id: int | None
    registered_on: str | None
    note: str | None


_ADULTS = (
    "(SELECT nullif(count(*), 0) FROM person p CROSS JOIN standing t ON t.year = s.year AND t.subject_id = p.id"
    " AND t.counted WHERE p.household_id = x.id)"
)
# code, name, head, born, sex, sort, address, members, children, adults of each kind of subject, from x
_NAMES = {
    HOUSEHOLD: "x.code, x.head_name, NULL, x.born, NULL, NULL, x.address, x.member_count, x.school_age_count, "
    + _ADULTS,
    PERSON: "x.code, x.name, NULL, x.born, x.sex, x.person_group,"
    " (SELECT h.address FROM household h WHERE h.id = x.household_id), NULL, NULL, NULL",
    CLAN: "x.code, x.name, x.head_name, NULL, NULL, NULL, x.address,"
    " (SELECT count(*) FROM clan_household c WHERE c.clan_id = x.id), NULL, NULL",
    UNIT: "x.code, x.name, x.head_name, NULL, NULL, x.kind, x.address, x.staff_count, x.learner_count, NULL",
    RESIDENTIAL_GROUP: "NULL, x.name, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL",
}
_COMMUNE_NAME = (
    "NULL, (SELECT k.value || ' ' || n.value FROM setting k, setting n WHERE k.key = 'commune.kind'"
    " AND n.key = 'commune.name'), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL"
)
_LINES = """
SELECT s.subject_id, {names}, s.group_id, s.registered, s.outcome, s.total, s.level, s.proposed, s.recognised,
       s.decision_id, a.registered_on, a.note
FROM standing s {join}
LEFT JOIN assessment a ON a.subject_id = s.subject_id AND a.year = s.year
WHERE {where}
"""
# Codes of services/documents/kinds.py -> whom they mean.
_WHO = {
    "registered": " AND s.registered",
    "reached": " AND s.outcome = 'reached'",
    "proposed": " AND s.proposed",
    "recognised": " AND s.recognised = 1",
}
_IDS = " AND s.subject_id IN (SELECT value FROM json_each(?))"


def subject_lines(
    file: CommuneFile,
    title: str,
    year: int,
    *,
    who: str = "all",
    group_id: int | None = None,
    ids: Sequence[int] | None = None,
    decision_id: int | None = None,
) -> list[SubjectLine]:
    """The counted subjects of a title in a year, unsorted: by their standing, of a thôn, or just these ids.

    With `decision_id` only those whose latest decision it is.
    """
    kind = KIND_OF[title]
    where, values = _sought(title, year, who, group_id, ids, decision_id)
    join = "" if kind == COMMUNE else f"CROSS JOIN {kind} x ON x.id = s.subject_id"
    sql = _LINES.format(names=_NAMES.get(kind, _COMMUNE_NAME), join=join, where=where)
    return [SubjectLine(*row) for row in file.query(sql, values)]


def count(
    file: CommuneFile,
    title: str,
    year: int,
    *,
    who: str = "all",
    group_id: int | None = None,
    ids: Sequence[int] | None = None,
    decision_id: int | None = None,
) -> int:
    """How many subjects subject_lines would give."""
    where, values = _sought(title, year, who, group_id, ids, decision_id)
    found: int = file.value(f"SELECT count(*) FROM standing s WHERE {where}", values)
    return found


def _sought(
    title: str,
    year: int,
    who: str,
    group_id: int | None,
    ids: Sequence[int] | None,
    decision_id: int | None,
) -> tuple[str, list[Any]]:
    where = "s.year = ? AND s.title = ? AND s.counted" + (_IDS if ids is not None else _WHO.get(who, ""))
    values: list[Any] = [year, title, *([json.dumps(list(ids))] if ids is not None else [])]
    for column, wanted in (("group_id", group_id), ("decision_id", decision_id)):
        if wanted is not None:
            where += f" AND s.{column} = ?"
            values.append(wanted)
    return where, values


class Answers(NamedTuple):
    """The answers of a subject by stage (1 self, 2 reviewed, 3 verified), and its measures (part, base)."""

    by_stage: dict[int, dict[str, Answer]]
    measures: dict[str, tuple[int, int]]


def answers(file: CommuneFile, year: int, ids: Sequence[int]) -> dict[int, Answers]:
    """What was entered and measured for these subjects."""
    found = {subject: Answers({}, {}) for subject in ids}
    wanted = (year, json.dumps(list(ids)))
    among = " WHERE year = ? AND subject_id IN (SELECT value FROM json_each(?))"
    for subject, stage, code, value in file.query(
        f"SELECT subject_id, stage, indicator, value FROM score{among}", wanted
    ):
        found[subject].by_stage.setdefault(stage, {})[code] = NA if value is None else value
    for subject, code, part, base in file.query(
        f"SELECT subject_id, indicator, part, base FROM measure{among}", wanted
    ):
        found[subject].measures[code] = (part, base)
    return found


_SETS = """
SELECT j.value, coalesce(a.set_id, g.set_id, c.set_id), coalesce(a.set_version, g.version, c.version)
FROM json_each(?1) j
LEFT JOIN assessment a ON a.subject_id = j.value AND a.year = ?2
LEFT JOIN person p ON p.id = j.value
LEFT JOIN group_choice g ON g.year = ?2 AND g.person_group = p.person_group
LEFT JOIN criteria_choice c ON c.title = ?3 AND c.year = ?2
"""


def sets_of(file: CommuneFile, title: str, year: int, ids: Sequence[int]) -> dict[int, tuple[str, str] | None]:
    """The set (id, version) with which each sheet was filled, or would be."""
    rows = file.query(_SETS, (json.dumps(list(ids)), year, title))
    return {subject: (set_id, version) if set_id else None for subject, set_id, version in rows}


def sets_to_fill(file: CommuneFile, title: str, year: int) -> list[tuple[str, str]]:
    """The sets (id, version) a title uses in a year: those of the groups of persons, else the title's one."""
    of_groups = "SELECT DISTINCT set_id, version FROM group_choice WHERE year = ? ORDER BY 1"
    found = file.query(of_groups, (year,)) if KIND_OF[title] == PERSON else []
    sql = "SELECT set_id, version FROM criteria_choice WHERE title = ? AND year = ?"
    return [(a, b) for a, b in found or file.query(sql, (title, year))]


class DecisionLine(NamedTuple):
    """A decision of recognition."""

    id: int
    number: str
    decided_on: str | None
    signer: str | None


def decisions(file: CommuneFile, title: str, year: int) -> list[DecisionLine]:
    """The decisions by which a title is given in a year (also by way of correction), oldest first."""
    sql = (
        "SELECT id, number, decided_on, signer FROM decision WHERE title = ? AND year = ? AND kind <> 'revoke'"
        " ORDER BY decided_on, id"
    )
    return [DecisionLine(*row) for row in file.query(sql, (title, year))]


def is_confirmed(file: CommuneFile, set_id: str, version: str) -> bool:
    """Whether somebody has confirmed a set against its document."""
    sql = "SELECT 1 FROM criteria_confirmation WHERE set_id = ? AND version = ?"
    return file.value(sql, (set_id, version)) is not None
