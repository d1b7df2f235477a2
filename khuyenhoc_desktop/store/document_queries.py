"""What the papers are filled with: the subjects of a title in a year with their names, decisions and sets."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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


@dataclass(frozen=True, slots=True)
class Sought:
    """The counted subjects of a title in a year: by their standing (`who`), of a thôn, or just these ids.

    With `decision_id` only those whose latest decision it is.
    """

    title: str
    year: int
    who: str = "all"
    group_id: int | None = None
    ids: Sequence[int] | None = None
    decision_id: int | None = None


def subject_lines(file: CommuneFile, sought: Sought) -> list[SubjectLine]:
    """Those sought, unsorted."""
    kind = KIND_OF[sought.title]
    where, values = _conditions(sought)
    join = "" if kind == COMMUNE else f"CROSS JOIN {kind} x ON x.id = s.subject_id"
    sql = _LINES.format(names=_NAMES.get(kind, _COMMUNE_NAME), join=join, where=where)
    return [SubjectLine(*row) for row in file.query(sql, values)]


def count(file: CommuneFile, sought: Sought) -> int:
    """How many are sought."""
    where, values = _conditions(sought)
    found: int = file.value(f"SELECT count(*) FROM standing s WHERE {where}", values)
    return found


def _conditions(sought: Sought) -> tuple[str, list[Any]]:
    where = "s.year = ? AND s.title = ? AND s.counted"
    values: list[Any] = [sought.year, sought.title]
    if sought.ids is None:
        where += _WHO.get(sought.who, "")
    else:
        where += _IDS
        values.append(json.dumps(list(sought.ids)))
    for column, wanted in (("group_id", sought.group_id), ("decision_id", sought.decision_id)):
        if wanted is not None:
            where += f" AND s.{column} = ?"
            values.append(wanted)
    return where, values


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
