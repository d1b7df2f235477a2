"""The standings against an independent, slow reckoning in plain Python over the facts, after any actions."""

import contextlib
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import (
    check,
    communes,
    criteria_sets,
    entry,
    groups,
    history,
    households,
    recognition,
)
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.criteria_files import load_set

YEARS = (2025, 2026, 2027, 2024)  # the order in which they are opened

STORED = (
    "SELECT year, subject_id, group_id, registered, entered, missing, total, outcome, proposed, recognised,"
    " decision_id FROM standing WHERE title = 'learning_family'"
)


def reckoned(file):
    """Every standing, year by year and household by household, straight from the facts."""
    years = [year for (year,) in file.query("SELECT year FROM assessment_year")]
    sets = file.query("SELECT set_id, version, body FROM criteria_set")
    bodies = {(set_id, version): json.loads(text) for set_id, version, text in sets}
    found = set()
    for year in years:
        for (household,) in file.query("SELECT id FROM household WHERE deleted_at IS NULL"):
            group = lives_in(file, household, year)
            if group is not None:
                found.add((year, household, group, *result_of(file, bodies, household, year)))
    return found


def lives_in(file, household, year):
    sql = "SELECT from_year, group_id, away FROM residence WHERE household_id = ? ORDER BY from_year"
    group = None
    for from_year, group_id, away in file.query(sql, (household,)):
        if from_year <= year:
            group = None if away else group_id
    return group


def result_of(file, bodies, household, year):
    row = file.row("SELECT * FROM assessment WHERE subject_id = ? AND year = ?", (household, year))
    if row is None:
        return (0, 0, 0, None, "empty", 0, None, None)
    _, _, title, set_id, version, registered, _, proposed, recognised, decision, *_ = row
    scores = file.query("SELECT indicator, value FROM score WHERE subject_id = ? AND year = ?", (household, year))
    if set_id is None:
        sql = "SELECT set_id, version FROM criteria_choice WHERE title = ? AND year = ?"
        set_id, version = file.row(sql, (title, year))
    return (registered, *graded(bodies[set_id, version], dict(scores)), proposed, recognised, decision)


def graded(body, answers):
    """Entered, missing, total, outcome; points in hundredths. "Not applicable" takes its points off both sides."""
    if not answers:
        return 0, 0, None, "empty"
    indicators = [one for criterion in body["criteria"] for one in criterion["indicators"]]
    missing = [one for one in indicators if one["code"] not in answers]
    total = sum(value for value in answers.values() if value is not None)
    applicable = sum(one["max_points"] for one in indicators if answers.get(one["code"], 0) is not None)
    whole = sum(one["max_points"] for one in indicators)
    reached = total * whole >= body["rules"]["min_total"] * 100 * applicable
    outcome = "incomplete" if missing else "reached" if reached else "not_reached"
    return len(answers), len(missing), total, outcome


def newer_sets(file, folder):
    """The shipped set and one that asks for less, so that another choice gives another outcome."""
    text = next(text for text, one in criteria_sets.shipped() if one.title == LEARNING_FAMILY)
    body = json.loads(text) | {"version": "2099.1"}
    body["rules"]["min_total"] = 20
    body["examples"] = [one for one in body["examples"] if one["total"] in (0, 80, 100)]
    path = Path(folder) / "moi.json"
    path.write_bytes(json.dumps(body).encode())
    return [entry.criteria_for(file, LEARNING_FAMILY, YEARS[0]), load_set(file, path)]


def all_answers(sets, number):
    """A whole sheet, half of it or a cell of it, with good and bad points and "not applicable"."""
    answers = {}
    for place, one in enumerate(sets[0].indicators[: (40, 6, 1)[number % 3]]):
        answers[one.code] = one.max_points * (number // 3 % 3) // 2
        if one.allow_na and (number + place) % 5 == 0:
            answers[one.code] = NA
    return answers


class World:
    """A small commune and what an officer may do in it; each act is chosen by numbers."""

    def __init__(self, folder):
        self.file = communes.create_commune(Path(folder), "99999", "Mẫu", "Tỉnh Mẫu", YEARS[0])
        self.groups = groups.add_groups(self.file, [(f"Thôn {i}", "thôn") for i in range(3)], YEARS[0])
        self.households = [
            households.add(self.file, YEARS[0], self.groups[0], HouseholdFields(head_name=f"Nguyễn Văn {name}"))
            for name in "ABC"
        ]
        self.sets = newer_sets(self.file, folder)

    def act(self, kind, who, number):
        file, year = self.file, YEARS[number % 4]
        one = self.households[who % 3]  # also when it was taken back meanwhile
        group, other = self.groups[number % 3], self.groups[(number + 1) % 3]
        acts = {
            "open year": lambda: communes.add_year(file, YEARS[1 + number % 3]),
            "choose": lambda: criteria_sets.choose(file, self.sets[who % 2], year),
            "score": lambda: entry.save_sheet(file, year, one, all_answers(self.sets, number)),
            "add": lambda: households.add(file, year, group, HouseholdFields(head_name="Lê Thị Dung")),
            "move": lambda: households.move(file, [one], group, year),
            "away": lambda: households.set_away(file, [one], year),
            "return": lambda: households.set_returned(file, [one], group, year),
            "delete": lambda: households.delete(file, [one], year),
            "restore": lambda: households.restore(file, [one], year),
            "merge": lambda: groups.merge_groups(file, group, other, year),
            "rename": lambda: groups.edit_group(file, group, f"Thôn {who}", "thôn", YEARS[-1], None, year),
            "register": lambda: recognition.set_registered(file, year, [one], bool(who % 2)),
            "propose": lambda: recognition.set_proposed(file, year, [one], bool(who % 2)),
            "recognise": lambda: recognition.recognise_by_decision(file, year, f"{who}/QĐ", None, "", [one]),
            "refuse": lambda: recognition.set_recognised(file, year, [one], (None, False)[who % 2]),
            "undo": lambda: history.undo(file),
            "undo one": lambda: history.undo(file, 1 + number, ("ask", "keep", "take_back")[who % 3]),
            "redo": lambda: history.redo(file),
        }
        with contextlib.suppress(UserError):  # a refusal in words is fine; anything else is a fault
            acts[kind]()

    KINDS = (
        "open year", "choose", "score", "add", "move", "away", "return", "delete", "restore", "merge", "rename",
        "register", "propose", "recognise", "refuse", "undo", "undo one", "redo",
    )  # fmt: skip


NEVER = {
    "damaged", "derived_differs", "broken_reference", "group_missing", "decision_missing", "criteria_missing",
    "score_without_assessment", "residence_none", "journal_unreadable", "journal_target", "journal_mark",
    "counter_behind", "foreign_id",
}  # fmt: skip
STEPS = st.lists(st.tuples(st.sampled_from(World.KINDS), st.integers(0, 7), st.integers(0, 40)), max_size=25)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS)
def test_the_standings_are_what_the_facts_give(steps):
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        for step in steps:
            world.act(*step)
            assert set(world.file.query(STORED)) == reckoned(world.file)
        found = {problem.code for problem in check.check(world.file)}
        assert not found & NEVER  # the acts also take years not opened and thôn that have ended: told as such
        world.file.close()
