"""Whatever officers do, in whatever order: standings and measures of all titles are as reckoned from nothing."""

import contextlib
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import (
    check,
    communes,
    decisions,
    groups,
    history,
    households,
    year_lock,
    year_roll,
)
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.store.facts import dump, dump_derived
from tests.store.levels_reckoned import TITLES, Facts, reckoned

YEARS = (2025, 2026, 2027)
_BEGIN = "INSERT OR IGNORE INTO assessment (subject_id, year, title) VALUES (?, ?, ?)"
_SCORE = "INSERT INTO score VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
_PERSON = (
    "INSERT INTO person (id, name, born, person_group, household_id, group_id, valid_from)"
    " VALUES (?, ?, ?, ?, ?, ?, 2020)"
)
GROUPS = ("farmer", "worker", "official", "learner", None)


class World:
    """A small commune in which every title has somebody; what is done in it is chosen by numbers."""

    def __init__(self, folder):
        self.file = communes.create_commune(Path(folder), "99999", "Mẫu", "Tỉnh Mẫu", YEARS[0])
        communes.add_year(self.file, YEARS[1])
        self.groups = groups.add_groups(self.file, [(f"Thôn {i}", "thôn") for i in range(3)], YEARS[0])
        self.homes = [
            households.add(
                self.file, YEARS[0], self.groups[i % 2], HouseholdFields(head_name=f"Nguyễn Văn {name}")
            )
            for i, name in enumerate("ABC")
        ]
        with self.file.action("test.begin", "Bắt đầu") as act:
            self.people, self.clans, self.units = list(act.new_ids(5)), list(act.new_ids(2)), list(act.new_ids(2))
            for place, one in enumerate(self.people):
                home = self.homes[place % 3] if place < 4 else None
                thon = None if home else self.groups[0]
                act.execute(_PERSON, (one, f"Lê Thị {place}", str(1990 + 6 * place), GROUPS[place], home, thon))
            clan = "INSERT INTO clan (id, name, group_id, valid_from) VALUES (?, ?, ?, 2020)"
            act.executemany(clan, [(one, f"Họ {one}", self.groups[0]) for one in self.clans])
            unit = "INSERT INTO unit (id, name, kind, group_id, valid_from) VALUES (?, ?, 'school', ?, 2020)"
            act.executemany(unit, [(one, f"Trường {one}", self.groups[1]) for one in self.units])
            act.execute("INSERT INTO clan_household VALUES (?, ?)", (self.homes[0], self.clans[0]))
        self.subjects = {
            "person": self.people, "household": self.homes, "clan": self.clans, "unit": self.units,
            "residential_group": self.groups, "commune": [1],
        }  # fmt: skip

    def sql(self, statement, *params):
        with self.file.action("test.act", statement[:40]) as act:
            act.execute(statement, params)

    def act(self, kind, who, number):
        year = YEARS[number % len(YEARS)]
        if kind in ("choose", "age", *SAID) and year not in communes.facts(self.file).years:
            return
        kinds = list(TITLES)
        subject_kind = kinds[number % len(kinds)]
        subject = self.subjects[subject_kind][who % len(self.subjects[subject_kind])]
        with contextlib.suppress(UserError):  # a refusal in words is fine; anything else is a fault
            if kind in PLACES:
                PLACES[kind](self, who, number, year)
            elif kind in SAID:
                SAID[kind](self, subject, subject_kind, number, year)
            else:
                YEARLY[kind](self, who, number, year)


def score(world, subject, kind, number, year):
    """A whole sheet, or a cell of it, of some stage; good, bad and "not applicable"."""
    facts = Facts(world.file)
    person_group = next((one["person_group"] for one in facts.person if one["id"] == subject), None)
    criteria_set = facts.sets.get(facts.set_of(subject, year, TITLES[kind], person_group))
    if criteria_set is None:
        return
    chosen = criteria_set.indicators[: (99, 99, 4, 1)[number // 3 % 4]]
    with world.file.action("test.score", "Chấm điểm") as act:
        act.execute(_BEGIN, (subject, year, TITLES[kind]))
        for one in chosen:
            best = {"yes_no": 100, "percent": 9500, "count": 900}.get(str(one.kind), one.max_points)
            value = None if one.allow_na and number % 7 == 0 else best if number % 5 else best // 200 * 100
            act.execute(_SCORE, (subject, year, 1 + number // 7 % 3, one.code, value))


def unscore(world, subject, kind, number, year):
    world.sql("DELETE FROM score WHERE subject_id = ? AND year = ? AND stage = ?", subject, year, 1 + number % 3)


def register(world, subject, kind, number, year):
    with world.file.action("test.register", "Đăng ký") as act:
        act.execute(_BEGIN, (subject, year, TITLES[kind]))
        act.execute(
            "UPDATE assessment SET registered = ?, stage = ?, returned = ? WHERE subject_id = ? AND year = ?",
            (number % 3 > 0, number % 4, number % 2, subject, year),
        )


def recognise(world, subject, kind, number, year):
    title = TITLES[kind]
    decisions.recognise_by_decision(world.file, year, f"{number % 4}/QĐ", None, "", [subject], title=title)


def revoke(world, subject, kind, number, year):
    found = decisions.decisions(world.file, year, TITLES[kind])
    if found:
        decisions.correct_by_decision(
            world.file, year, TITLES[kind], f"S{number % 3}/QĐ", None, "", [subject], bool(number % 2),
            corrects=found[0].id,
        )  # fmt: skip


def refuse(world, subject, kind, number, year):
    decisions.set_recognised(world.file, year, [subject], (None, False)[number % 2], title=TITLES[kind])


def override(world, subject, kind, number, year):
    """A derived indicator set by hand, or no more."""
    facts = Facts(world.file)
    criteria_set = facts.sets.get(facts.set_of(subject, year, TITLES[kind]))
    code = next((one.code for one in criteria_set.indicators if one.measure), None) if criteria_set else None
    if code is None:
        return
    with world.file.action("test.override", "Ghi tay") as act:
        act.execute(_BEGIN, (subject, year, TITLES[kind]))
        if number % 3:
            act.execute("INSERT OR REPLACE INTO override VALUES (?, ?, ?, 'vì')", (subject, year, code))
            act.execute(_SCORE, (subject, year, 1, code, 8000))
        else:
            act.execute("DELETE FROM override WHERE subject_id = ? AND year = ?", (subject, year))


SAID = {
    "score": score, "unscore": unscore, "register": register, "recognise": recognise, "revoke": revoke,
    "refuse": refuse, "override": override,
}  # fmt: skip


def person_place(world, who, number, year):
    """Into a household, into a thôn, or to nowhere in the commune."""
    home = (*world.homes, None)[number % 4]
    thon = None if home else (*world.groups, None)[number // 4 % 4]
    world.sql("UPDATE person SET household_id = ?, group_id = ? WHERE id = ?", home, thon, world.people[who % 5])


def person_belongs(world, who, number, year):
    unit = (*world.units, None)[number % 3]
    role = None if unit is None else ("staff", "learner")[number // 3 % 2]
    clan = (*world.clans, None)[number // 6 % 3]
    sql = "UPDATE person SET unit_id = ?, unit_role = ?, clan_id = ? WHERE id = ?"
    world.sql(sql, unit, role, clan, world.people[who % 5])


def person_facts(world, who, number, year):
    born = (None, "2008", "2009-05-01", "1950", "2007-12-31")[number % 5]
    sql = "UPDATE person SET born = ?, person_group = ?, valid_from = ?, valid_to = ? WHERE id = ?"
    last = (None, 2025, 2026)[number // 5 % 3]
    world.sql(sql, born, GROUPS[number // 3 % 5], (2020, 2026)[number // 15 % 2], last, world.people[who % 5])


def person_new(world, who, number, year):
    with world.file.action("test.person", "Thêm người") as act:
        one = act.new_id()
        act.execute(_PERSON, (one, "Vũ Văn Mới", "1985", GROUPS[number % 5], world.homes[who % 3], None))
    world.people[who % 5] = one


def wastebasket(world, who, number, year):
    table, ids = (("person", world.people), ("clan", world.clans), ("unit", world.units))[number % 3]
    deleted = (None, "2026-01-01T08:00:00")[number // 3 % 2]
    world.sql(f"UPDATE {table} SET deleted_at = ? WHERE id = ?", deleted, ids[who % len(ids)])


def seat(world, who, number, year):
    table, ids = (("clan", world.clans), ("unit", world.units))[number % 2]
    thon, last = (*world.groups, None)[number // 2 % 4], (None, 2025)[number // 8 % 2]
    world.sql(f"UPDATE {table} SET group_id = ?, valid_to = ? WHERE id = ?", thon, last, ids[who % 2])


def clan_of_home(world, who, number, year):
    home = world.homes[who % 3]
    if number % 3 == 2:
        world.sql("DELETE FROM clan_household WHERE household_id = ?", home)
    else:
        world.sql("INSERT OR REPLACE INTO clan_household VALUES (?, ?)", home, world.clans[number % 3])


def merge(world, who, number, year):
    groups.merge_groups(world.file, world.groups[number % 3], world.groups[(number + 1) % 3], year)


PLACES = {
    "person place": person_place, "person belongs": person_belongs, "person facts": person_facts,
    "person new": person_new, "wastebasket": wastebasket, "seat": seat, "clan of home": clan_of_home,
    "merge": merge,
    "move": lambda w, who, n, y: households.move(w.file, [w.homes[who % 3]], w.groups[n % 3], y),
    "away": lambda w, who, n, y: households.set_away(w.file, [w.homes[who % 3]], y),
    "return": lambda w, who, n, y: households.set_returned(w.file, [w.homes[who % 3]], w.groups[n % 3], y),
    "delete": lambda w, who, n, y: households.delete(w.file, [w.homes[who % 3]], y),
    "restore": lambda w, who, n, y: households.restore(w.file, [w.homes[who % 3]], y),
}  # fmt: skip


def choose(world, who, number, year):
    """Another set for a group of persons, or the other set of families, which has a measure."""
    if number % 2:
        keys = world.file.query(
            "SELECT set_id, version FROM criteria_set WHERE set_id LIKE 'cong_dan%' ORDER BY 1"
        )
        world.sql(
            "INSERT OR REPLACE INTO group_choice VALUES (?, ?, ?, ?)",
            year,
            GROUPS[who % 4],
            *keys[number % len(keys)],
        )
    else:
        keys = world.file.query("SELECT set_id, version FROM criteria_set WHERE set_id = 'gia_dinh_hoc_tap'")
        sql = "INSERT OR REPLACE INTO criteria_choice VALUES ('learning_family', ?, ?, ?)"
        world.sql(sql, year, *keys[who % len(keys)])


YEARLY = {
    "choose": choose,
    "open year": lambda w, who, n, y: communes.add_year(w.file, y),
    "roll": lambda w, who, n, y: year_roll.roll_over(w.file, y, list(TITLES.values())[: who % 7]),
    "age": lambda w, who, n, y: w.sql(f"UPDATE assessment_year SET base_age = {15 + n % 4} WHERE year = ?", y),
    "lock": lambda w, who, n, y: year_lock.lock_year(w.file, y),
    "unlock": lambda w, who, n, y: year_lock.unlock_year(w.file, y, "sửa"),
    "undo": lambda w, who, n, y: history.undo(w.file),
    "undo one": lambda w, who, n, y: history.undo(w.file, 1 + n, ("ask", "keep", "take_back")[who % 3]),
    "redo": lambda w, who, n, y: history.redo(w.file),
}  # fmt: skip
# Scores and recognition come often: figures rest on them.
KINDS = (*("score", "recognise") * 3, *SAID, *PLACES, *YEARLY)
ACTS = st.tuples(st.sampled_from(KINDS), st.integers(0, 29), st.integers(0, 59))
# What an officer is warned of, and what only undoing one thing among others can leave behind.
DOUBTS = {"not_scored", "duplicate_household", "residence_gap", "group_left_behind", "group_ended",
          "group_not_begun", "belongs_to_deleted", "duplicate_person", "recognised_without_decision",
          "override_without_score",
          "group_years"}  # fmt: skip


def assert_as_reckoned(file):
    standings, measures = reckoned(file)
    assert set(file.query("SELECT * FROM standing")) == standings
    assert set(file.query("SELECT * FROM measure")) == measures
    before = dump_derived(file)
    file.rebuild_derived()
    assert dump_derived(file) == before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(ACTS, min_size=1, max_size=25))
def test_any_actions_in_any_order_give_what_the_facts_give(acts):
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        for act in acts:
            world.act(*act)
            standings, measures = reckoned(world.file)
            assert set(world.file.query("SELECT * FROM standing")) == standings, act
            assert set(world.file.query("SELECT * FROM measure")) == measures, act
        assert_as_reckoned(world.file)
        assert {one.code for one in check.check(world.file)} <= DOUBTS
        world.file.close()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(acts=st.lists(ACTS.filter(lambda act: "undo" not in act[0] and act[0] != "redo"), min_size=1, max_size=12))
def test_all_of_it_is_taken_back_and_done_again(acts):
    with tempfile.TemporaryDirectory() as folder:
        world = World(folder)
        states = [dump(world.file)]
        for act in acts:
            world.act(*act)
            if dump(world.file) != states[-1]:
                states.append(dump(world.file))
        for before in reversed(states[:-1]):
            history.undo(world.file)
            assert dump(world.file) == before
        assert_as_reckoned(world.file)
        for after in states[1:]:
            history.redo(world.file)
            assert dump(world.file) == after
        assert_as_reckoned(world.file)
        world.file.close()
