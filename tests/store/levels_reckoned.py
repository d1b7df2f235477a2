"""The standings and measures of all titles, reckoned slowly in plain Python straight from the facts.

Nothing of the store is used: who is where, who counts, which set grades whom and what is measured is worked out
anew, subject by subject. Only what a single sheet is worth is asked of the domain.
"""

from collections import namedtuple

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import parse_criteria_set
from khuyenhoc_desktop.domain.measures import measured_answer
from khuyenhoc_desktop.domain.scoring import scorer

TITLES = {
    "person": "learning_citizen",
    "household": "learning_family",
    "clan": "learning_clan",
    "unit": "learning_unit",
    "residential_group": "learning_community",
    "commune": "commune_learning_community",
}
TABLES = (
    "assessment_year", "residential_group", "household", "residence", "unit", "clan", "clan_household", "person",
    "criteria_choice", "group_choice", "assessment", "score", "override", "frozen_measure",
)  # fmt: skip
EMPTY = (0, 0, None, "empty", None)
Standing = namedtuple(
    "Standing",
    "year subject title group counted registered entered missing total outcome level proposed recognised decision"
    " stage returned",
)


class Facts:
    """All facts of a file, by table and key."""

    def __init__(self, file):
        for name in TABLES:
            columns = [row[0] for row in file.query("SELECT name FROM pragma_table_info(?)", (name,))]
            setattr(
                self, name, [dict(zip(columns, row, strict=True)) for row in file.query(f"SELECT * FROM {name}")]
            )
        self.groups = {one["id"]: one for one in self.residential_group}
        self.homes = {one["id"]: one for one in self.household}
        self.sheets = {(one["subject_id"], one["year"]): one for one in self.assessment}
        self.sets = {
            (set_id, version): parse_criteria_set(body)[0]
            for set_id, version, body in file.query("SELECT set_id, version, body FROM criteria_set")
        }

    def lives_in(self, household, year):
        before = [one for one in self.residence if one["household_id"] == household and one["from_year"] <= year]
        last = max(before, key=lambda one: one["from_year"], default=None)
        return None if last is None or last["away"] else last["group_id"]

    def heir(self, group, year):
        while group is not None:
            one = self.groups[group]
            if one["valid_to"] is None or one["valid_to"] >= year or one["merged_into"] is None:
                return group
            group = one["merged_into"]
        return None

    def is_valid(self, one, year):
        return (
            one.get("deleted_at") is None
            and one["valid_from"] <= year
            and (one["valid_to"] is None or year <= one["valid_to"])
        )

    def person_is(self, one, year):
        """(is there, thôn)."""
        if not self.is_valid(one, year):
            return False, None
        if one["household_id"] is None:
            return True, self.heir(one["group_id"], year)
        group = self.lives_in(one["household_id"], year)
        return self.homes[one["household_id"]]["deleted_at"] is None and group is not None, group

    def set_of(self, subject, year, title, person_group=None):
        sheet = self.sheets.get((subject, year))
        if sheet and sheet["set_id"]:
            return sheet["set_id"], sheet["set_version"]
        for one in self.group_choice:
            if title == "learning_citizen" and (one["year"], one["person_group"]) == (year, person_group):
                return one["set_id"], one["version"]
        for one in self.criteria_choice:
            if (one["title"], one["year"]) == (title, year):
                return one["set_id"], one["version"]
        return None

    def answers(self, subject, year):
        rows = [one for one in self.score if (one["subject_id"], one["year"]) == (subject, year)]
        rows.sort(key=lambda one: one["stage"])
        return {one["indicator"]: NA if one["value"] is None else one["value"] for one in rows}


def reckoned(file):
    """(all standings, all measures), as sets of tuples in the columns' order."""
    facts = Facts(file)
    standings, measures = set(), set()
    for year in facts.assessment_year:
        one = Year(facts, year)
        one.reckon()
        standings |= {tuple(each) for each in one.found.values()}
        measures |= one.measures
    return standings, measures


class Year:
    """One year, reckoned level by level."""

    def __init__(self, facts, row):
        self.facts = facts
        self.year = row["year"]
        self.locked = row["locked_at"] is not None
        self.base_age = row["base_age"] or 18
        self.found = {}
        self.measures = set()

    def reckon(self):
        facts, year = self.facts, self.year
        for one in facts.person:
            there, group = facts.person_is(one, year)
            if there:
                adult = one["born"] is not None and year - int(one["born"][:4]) >= self.base_age
                self.stand("person", one["id"], group, int(adult and group is not None), one["person_group"])
        for one in facts.household:
            group = facts.lives_in(one["id"], year)
            if one["deleted_at"] is None and group is not None:
                self.stand("household", one["id"], group)
        for kind in ("clan", "unit"):
            for one in getattr(facts, kind):
                if facts.is_valid(one, year):
                    self.stand(kind, one["id"], facts.heir(one["group_id"], year))
        for one in facts.residential_group:
            if facts.is_valid(one, year):
                self.stand("residential_group", one["id"], one["id"])
        self.stand("commune", 1, None)

    def stand(self, kind, subject, group, counted=1, person_group=None):
        title = TITLES[kind]
        sheet = self.facts.sheets.get((subject, self.year))
        key = self.facts.set_of(subject, self.year, title, person_group)
        criteria_set = self.facts.sets.get(key)
        measured = {}
        for indicator in criteria_set.indicators if criteria_set else ():
            if indicator.measure:
                measured[indicator] = self.share(kind, subject, indicator.measure)
        if self.locked:
            for one in self.facts.frozen_measure:
                if (one["subject_id"], one["year"]) == (subject, self.year) and measured:
                    indicator = next(each for each in measured if each.code == one["indicator"])
                    measured[indicator] = (one["part"], one["base"])
        self.measures |= {(subject, self.year, one.code, *share) for one, share in measured.items()}
        result = self.result(subject, sheet, criteria_set, measured)
        marks = (
            [sheet[each] for each in ("proposed", "recognised", "decision_id", "stage", "returned")]
            if sheet
            else []
        )
        marks = marks or [0, None, None, 0, 0]
        registered = sheet["registered"] if sheet else 0
        self.found[subject] = Standing(self.year, subject, title, group, counted, registered, *result, *marks)

    def result(self, subject, sheet, criteria_set, measured):
        answers = self.facts.answers(subject, self.year)
        if sheet is None or criteria_set is None or not (answers or (measured and sheet["registered"])):
            return EMPTY
        by_hand = {
            one["indicator"]
            for one in self.facts.override
            if (one["subject_id"], one["year"]) == (subject, self.year)
        }
        for indicator, share in measured.items():
            if indicator.code not in by_hand:
                answers.pop(indicator.code, None)
                value = measured_answer(indicator, *share)
                if value is not None:
                    answers[indicator.code] = value
        entered, missing, total, outcome, level = scorer(criteria_set).outcome(answers)
        return entered, missing, total, outcome.value, level

    def share(self, kind, subject, code):
        who, _, state = code.rpartition("_")
        there = [self.found[each] for each in self.counted_of(kind, subject, who) if each in self.found]
        if who not in ("staff", "learners"):
            there = [each for each in there if each.counted]
        part = [
            each
            for each in there
            if (each.recognised == 1 if state == "recognised" else each.outcome == "reached")
        ]
        return len(part), len(there)

    def counted_of(self, kind, subject, who):
        """The ids of those that a measure counts for a subject, there or not."""
        facts = self.facts
        in_clan = {one["household_id"] for one in facts.clan_household if one["clan_id"] == subject}
        if kind == "unit":
            role = {"staff": "staff", "learners": "learner"}[who]
            return {one["id"] for one in facts.person if (one["unit_id"], one["unit_role"]) == (subject, role)}
        if kind == "household":
            return {one["id"] for one in facts.person if one["household_id"] == subject}
        if kind == "clan" and who == "families":
            return in_clan
        if kind == "clan":
            return {
                one["id"] for one in facts.person if one["clan_id"] == subject or one["household_id"] in in_clan
            }
        title = {"adults": "learning_citizen", "families": "learning_family", "clans": "learning_clan",
                 "units": "learning_unit", "communities": "learning_community"}[who]  # fmt: skip
        of_title = [each for each in self.found.values() if each.title == title]
        return {each.subject for each in of_title if kind == "commune" or each.group == subject}
