"""Measures: the shares that derived indicators stand for, counted over the standings of the levels below."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

import apsw

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet, Indicator
from khuyenhoc_desktop.domain.measures import measured_answer
from khuyenhoc_desktop.domain.subjects import (
    CLAN,
    COMMUNE,
    HOUSEHOLD,
    LEARNING_CITIZEN,
    LEARNING_CLAN,
    LEARNING_COMMUNITY,
    LEARNING_FAMILY,
    LEARNING_UNIT,
    RESIDENTIAL_GROUP,
    UNIT,
)
from khuyenhoc_desktop.store.scorers import Scorers, parsed

# A sheet with derived indicators: year, subject, set and version.
Sheet = tuple[int, int, str, str]

# Criteria sets by id and version.
Sets = dict[tuple[str, str], CriteriaSet]

_STATES = {"recognised": "coalesce(s.recognised, 0) = 1", "reached": "s.outcome = 'reached'"}
_OWNERS = "temp.owner o CROSS JOIN {years} y"
_OF_GROUP = (
    _OWNERS
    + " CROSS JOIN standing s ON s.year = y.year AND s.title = '{title}' AND s.group_id = o.id AND s.counted = 1"
)
# Staff living elsewhere have no thôn and are not counted; clans and units without one are.
_OF_COMMUNE = _OWNERS + " CROSS JOIN standing s ON s.year = y.year AND s.title = '{title}' AND s.counted = 1"
# Counted persons and households have a thôn. Said so, it leads SQLite to the index it has; of its own it would
# make one of all standings for this one question.
_LIVING_IN_COMMUNE = _OF_COMMUNE + " AND s.group_id > 0"
_THERE = " CROSS JOIN standing s ON s.year = y.year AND s.subject_id = {subject}"
_OF_UNIT = _OWNERS + " CROSS JOIN person p ON p.unit_id = o.id AND p.unit_role = '{role}'"
_CLAN_ADULTS = (
    _OWNERS + " CROSS JOIN (SELECT x.id AS owner, p.id FROM temp.owner x JOIN person p ON p.clan_id = x.id UNION"
    " SELECT x.id, p.id FROM temp.owner x JOIN clan_household c ON c.clan_id = x.id"
    " JOIN person p ON p.household_id = c.household_id) p ON p.owner = o.id"
)

# By kind of subject, and by whom the measure counts: what stands in FROM.
_COUNTED = {
    (HOUSEHOLD, "adults"): (
        _OWNERS + " CROSS JOIN person p ON p.household_id = o.id" + _THERE.format(subject="p.id AND s.counted")
    ),
    (CLAN, "adults"): _CLAN_ADULTS + _THERE.format(subject="p.id AND s.counted"),
    (CLAN, "families"): (
        _OWNERS + " CROSS JOIN clan_household c ON c.clan_id = o.id" + _THERE.format(subject="c.household_id")
    ),
    (UNIT, "staff"): _OF_UNIT.replace("{role}", "staff") + _THERE.format(subject="p.id"),
    (UNIT, "learners"): _OF_UNIT.replace("{role}", "learner") + _THERE.format(subject="p.id"),
    (RESIDENTIAL_GROUP, "adults"): _OF_GROUP.replace("{title}", LEARNING_CITIZEN),
    (RESIDENTIAL_GROUP, "families"): _OF_GROUP.replace("{title}", LEARNING_FAMILY),
    (RESIDENTIAL_GROUP, "clans"): _OF_GROUP.replace("{title}", LEARNING_CLAN),
    (RESIDENTIAL_GROUP, "units"): _OF_GROUP.replace("{title}", LEARNING_UNIT),
    (COMMUNE, "adults"): _LIVING_IN_COMMUNE.replace("{title}", LEARNING_CITIZEN),
    (COMMUNE, "families"): _LIVING_IN_COMMUNE.replace("{title}", LEARNING_FAMILY),
    (COMMUNE, "clans"): _OF_COMMUNE.replace("{title}", LEARNING_CLAN),
    (COMMUNE, "units"): _OF_COMMUNE.replace("{title}", LEARNING_UNIT),
    (COMMUNE, "communities"): _OF_COMMUNE.replace("{title}", LEARNING_COMMUNITY),
}


class Share(NamedTuple):
    """The numbers behind a measure: `part` of `base` subjects."""

    part: int
    base: int


def measured_sets(connection: apsw.Connection) -> dict[str, Sets]:
    """The sets kept in the file that have derived indicators, by title."""
    found: dict[str, Sets] = {}
    sql = "SELECT set_id, version, body FROM criteria_set WHERE instr(body, '\"measure\"')"
    for set_id, version, body in connection.execute(sql):
        criteria_set = parsed(body)
        if criteria_set.measured:
            found.setdefault(criteria_set.title, {})[set_id, version] = criteria_set
    return found


def used(connection: apsw.Connection, sets: dict[str, Sets]) -> dict[str, Sets]:
    """Those of the sets that a year or a sheet uses."""
    keys = set(connection.execute("SELECT set_id, version FROM criteria_choice"))
    keys.update(connection.execute("SELECT DISTINCT set_id, set_version FROM assessment"))
    found = {title: {key: one for key, one in kept.items() if key in keys} for title, kept in sets.items()}
    return {title: kept for title, kept in found.items() if kept}


def count_reached(sets: dict[str, Sets]) -> bool:
    """Whether a measure of these sets goes by the sheets that reach their title, not only by who is recognised."""
    codes = (i.measure or "" for of_title in sets.values() for one in of_title.values() for i in one.measured)
    return any(code.endswith("_reached") for code in codes)


def measure(
    connection: apsw.Connection,
    kind: str,
    years: str,
    sheets: list[Sheet],
    sets: Sets,
) -> None:
    """Fill temp.measured with the share of each derived indicator of these sheets.

    In a locked year it is what was kept when the year was locked.
    """
    connection.execute("DELETE FROM temp.owner")
    connection.executemany("INSERT OR IGNORE INTO temp.owner VALUES (?)", [(sheet[1],) for sheet in sheets])
    codes = {i.measure for sheet in {s[2:] for s in sheets} for i in sets[sheet].measured if i.measure}
    shares = {code: shares_of(connection, kind, years, code) for code in codes}
    rows = [
        (subject, year, i.code, *shares[i.measure or ""].get((subject, year), (0, 0)))
        for year, subject, *key in sheets
        for i in sets[key[0], key[1]].measured
    ]
    connection.executemany("INSERT OR REPLACE INTO temp.measured VALUES (?, ?, ?, ?, ?)", rows)
    connection.execute(
        "INSERT OR REPLACE INTO temp.measured SELECT f.* FROM temp.owner o"
        " CROSS JOIN frozen_measure f ON f.subject_id = o.id"
        f" WHERE f.year IN (SELECT y.year FROM {years} y WHERE y.locked_at IS NOT NULL)"
    )


def shares_of(connection: apsw.Connection, kind: str, years: str, code: str) -> dict[tuple[int, int], Share]:
    """The share that a measure comes to for the subjects in temp.owner, by subject and year."""
    who, _, state = code.rpartition("_")
    counted = _COUNTED.get((kind, who))
    if counted is None or state not in _STATES:
        return {}
    sums = f"sum({_STATES[state]}), count(*)"
    sql = f"SELECT o.id, y.year, {sums} FROM {counted.format(years=years)} GROUP BY o.id, y.year"
    return {(owner, year): Share(part, base) for owner, year, part, base in connection.execute(sql)}


def grade(connection: apsw.Connection, scorers: Scorers, sheets: Iterable[Sheet]) -> None:
    """Grade the begun ones of the sheets just measured anew, with their derived indicators, into temp.graded."""
    answers = _answers(connection)
    shares = _measured(connection)
    by_hand = set(connection.execute(_BY_HAND))
    begun = set(connection.execute(_BEGUN))
    rows = []
    for year, subject, set_id, version in sheets:
        scorer = scorers.scorer(set_id, version)
        if scorer is None or (subject, year) not in begun:
            continue
        given = answers.get((subject, year), {})
        for indicator in scorer.criteria_set.measured:
            key = (subject, year, indicator.code)
            if key not in by_hand:
                _set(given, indicator, measured_answer(indicator, *shares.get(key, Share(0, 0))))
        rows.append((subject, year, *scorer.outcome(given)))
    connection.executemany("INSERT OR REPLACE INTO temp.graded VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def _set(answers: dict[str, Answer], indicator: Indicator, value: Answer | None) -> None:
    answers.pop(indicator.code, None)
    if value is not None:
        answers[indicator.code] = value


_BY_HAND = (
    "SELECT v.subject_id, v.year, v.indicator FROM temp.owner o CROSS JOIN override v ON v.subject_id = o.id"
)
_BEGUN = (
    "SELECT a.subject_id, a.year FROM temp.owner o CROSS JOIN assessment a ON a.subject_id = o.id"
    " WHERE a.registered OR EXISTS (SELECT 1 FROM score WHERE subject_id = a.subject_id AND year = a.year)"
)


def _answers(connection: apsw.Connection) -> dict[tuple[int, int], dict[str, Answer]]:
    """What stands on the owners' sheets: of each indicator the value of the furthest stage that has one."""
    found: dict[tuple[int, int], dict[str, Answer]] = {}
    sql = (
        "SELECT s.subject_id, s.year, s.indicator, s.value FROM temp.owner o"
        " CROSS JOIN score s ON s.subject_id = o.id ORDER BY s.subject_id, s.year, s.stage"
    )
    for subject, year, code, value in connection.execute(sql):
        found.setdefault((subject, year), {})[code] = NA if value is None else value
    return found


def _measured(connection: apsw.Connection) -> dict[tuple[int, int, str], Share]:
    rows = connection.execute("SELECT subject_id, year, indicator, part, base FROM temp.measured")
    return {(subject, year, code): Share(part, base) for subject, year, code, part, base in rows}


def sheets_of(
    connection: apsw.Connection, title: str, presence: str, keys: Collection[tuple[str, str]]
) -> list[Sheet]:
    """The sheets (begun or not) of those present whose set is one of these."""
    marks = ", ".join("(?, ?)" for _ in keys)
    sql = (
        "SELECT * FROM (SELECT f.year, f.subject_id, coalesce(a.set_id, c.set_id) AS set_id,"
        f" coalesce(a.set_version, c.version) AS version FROM ({presence}) f"
        " LEFT JOIN assessment a ON a.subject_id = f.subject_id AND a.year = f.year"
        f" LEFT JOIN criteria_choice c ON c.title = '{title}' AND c.year = f.year)"
        f" WHERE (set_id, version) IN (VALUES {marks})"
    )
    return list(connection.execute(sql, [text for key in keys for text in key]))
