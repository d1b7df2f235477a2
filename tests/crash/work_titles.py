"""The random work on citizens, clans, units and all titles: lists, sheets, stages, decisions, values by hand."""

from dataclasses import replace
from datetime import date

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import clans, decisions, entry, overrides, persons, recognition, units, workflow
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.tables import EVERY_DOUBT, NO_HOUSEHOLD, Options
from khuyenhoc_desktop.services.progress import finish
from tests.crash.desk import NAMES, Desk

ALONE = Options(households={EVERY_DOUBT: NO_HOUSEHOLD})


class Lists(Desk):
    """Citizens, clans and units as records."""

    def add_person(self):
        fields = PersonFields(
            name=self.rng.choice(NAMES), born=str(self.rng.randint(1940, 2012)), household_id=self.some(1)[0],
            person_group=self.rng.choice(list(PERSON_GROUPS)),
        )  # fmt: skip
        persons.add(self.file, self.year, fields)

    def edit_person(self):
        row = persons.get(self.file, self.people(1)[0], self.year)
        persons.edit(self.file, row.id, replace(persons.fields_of(row), note=str(self.rng.random())))

    def regroup(self):
        persons.set_person_group(self.file, self.people(6), self.rng.choice(list(PERSON_GROUPS)), self.year)

    def staff(self):
        role = self.rng.choice(("staff", "learner"))
        persons.set_unit(self.file, self.people(4), self.unit().id, role, self.year)

    def own_clan(self):
        persons.set_clan(self.file, self.people(3), self.clan().id, self.year)

    def move_in(self):
        row = persons.get(self.file, self.people(1)[0], self.year)
        moved = replace(persons.fields_of(row), household_id=self.some(1)[0], group_id=None)
        persons.edit(self.file, row.id, moved)

    def leave(self):
        persons.set_left(self.file, self.people(2), self.year)

    def stay_after_all(self):
        gone = persons.find_ids(self.file, persons.Query(self.year, state="gone"))
        persons.set_returned(self.file, [self.any_of(gone, "who left")], self.year)

    def delete_persons(self):
        persons.delete(self.file, self.people(2), self.year)

    def restore_person(self):
        deleted = persons.find_ids(self.file, persons.Query(self.year, state="deleted"))
        persons.restore(self.file, [self.any_of(deleted, "deleted citizens")], self.year)

    def add_clan(self):
        clans.REGISTER.add(self.file, ClanFields(name=f"Họ {self.rng.randint(1, 99)}", valid_from=self.year))

    def edit_clan(self):
        row = self.clan()
        clans.REGISTER.edit(
            self.file, row.id, replace(clans.REGISTER.fields_of(row), head_name=self.rng.choice(NAMES))
        )

    def delete_clan(self):
        clans.REGISTER.delete(self.file, [self.clan().id])

    def restore_clan(self):
        clans.REGISTER.restore(
            self.file, [self.any_of(clans.REGISTER.find_ids(self.file, Query(self.year, state="deleted")))]
        )

    def merge_clans(self):
        clans.REGISTER.merge(self.file, self.clan().id, self.clan().id)

    def fill_clan(self):
        clans.add_households(self.file, self.clan().id, self.some(5), year=self.year, take_over=True)

    def set_clan(self):
        clans.set_households(self.file, self.clan().id, self.some(8), year=self.year, take_over=True)

    def empty_clan(self):
        chosen = self.clan().id
        few = self.few_of(self.any_of([clans.member_ids(self.file, chosen)]), 3)
        clans.remove_households(self.file, chosen, few, year=self.year)

    def add_unit(self):
        fields = UnitFields(name=f"Trường {self.rng.randint(1, 99)}", kind="school", valid_from=self.year)
        units.REGISTER.add(self.file, fields)

    def edit_unit(self):
        row = self.unit()
        units.REGISTER.edit(
            self.file, row.id, replace(units.REGISTER.fields_of(row), learner_count=self.rng.randint(1, 400))
        )

    def delete_unit(self):
        units.REGISTER.delete(self.file, [self.unit().id])

    def restore_unit(self):
        units.REGISTER.restore(
            self.file, [self.any_of(units.REGISTER.find_ids(self.file, Query(self.year, state="deleted")))]
        )

    def merge_units(self):
        units.REGISTER.merge(self.file, self.unit().id, self.unit().id)

    def import_persons(self):
        self.imported(plan_persons, "persons")

    def import_clans(self):
        self.imported(plan_clans, "clans")

    def import_members(self):
        self.imported(plan_clans, "members")

    def import_units(self):
        self.imported(plan_units, "units")

    def imported(self, planned, kind):
        plan = finish(planned(self.file, self.year, self.listed(kind), ALONE))
        finish(apply_plan(self.file, plan))


class Titles(Desk):
    """Sheets, stages and decisions of every title."""

    def sheet_of_anybody(self):
        _, subject = self.any_subject()
        sheet = entry.load_sheet(self.file, self.year, subject)
        answers = {**sheet.answers, **self.answers(sheet.criteria_set)}
        entry.save_sheet(self.file, self.year, subject, answers, self.rng.randint(1, 3))

    def set_by_hand(self):
        _, subject = self.any_subject()
        sheet = entry.load_sheet(self.file, self.year, subject)
        code = self.any_of(sorted(sheet.measured), "derived indicators")
        overrides.set_override(self.file, self.year, subject, code, self.rng.randint(1, 90) * 100, "đếm lại")

    def let_be_computed(self):
        known = self.file.query("SELECT subject_id, indicator FROM override WHERE year = ?", (self.year,))
        overrides.drop_override(self.file, self.year, *self.any_of(known, "values by hand"))

    def register_anybody(self):
        title, subject = self.any_subject()
        recognition.set_registered(self.file, self.year, [subject], True, date.today(), title=title)

    def propose_anybody(self):
        title, subject = self.any_subject(registered=True)
        recognition.set_proposed(self.file, self.year, [subject], True, date.today(), title=title)

    def withdraw_anybody(self):
        title, subject = self.any_subject(registered=True)
        recognition.withdraw(self.file, self.year, [subject], date.today(), "xin thôi", title=title)

    def stage(self):
        title, subject = self.any_subject(registered=True, outcome=self.rng.choice(("reached", "not_reached")))
        workflow.declare_stage(
            self.file, self.year, [subject], self.rng.randint(1, 3), date.today(), "Bà Lan", title=title
        )

    def give_back(self):
        stage = self.rng.randint(1, 3)
        title, subject = self.any_subject(stage=stage)
        workflow.return_to(self.file, self.year, [subject], stage, "thiếu minh chứng", title=title)

    def mode(self):
        workflow.set_mode(self.file, self.rng.choice(("simple", "full")))

    def recognise_anybody(self):
        title, subject = self.any_subject()
        number = self.number("QĐ-UBND")
        decisions.recognise_by_decision(self.file, self.year, number, None, "", [subject], title=title)

    def note_decision(self):
        """One that names nobody yet."""
        title, _ = self.any_subject()
        decisions.recognise_by_decision(self.file, self.year, self.number("QĐ-TT"), None, "", [], title=title)

    def correct(self):
        title, subject = self.any_subject(recognised=True)
        first = self.any_of(decisions.decisions(self.file, self.year, title), "decisions")
        number = self.number("ĐC")
        decisions.correct_by_decision(
            self.file, self.year, title, number, None, "", [subject], False, corrects=first.id
        )

    def edit_decision(self):
        title, _ = self.any_subject()
        known = self.any_of(decisions.decisions(self.file, self.year, title), "decisions")
        decisions.edit_decision(self.file, self.year, replace(known, signer=self.rng.choice(NAMES)), title)

    def delete_decision(self):
        every = [one for title in self.titles() for one in decisions.decisions(self.file, self.year, title)]
        decisions.delete_decision(self.file, self.any_of(every, "decisions"))

    def titles(self):
        return [row[0] for row in self.file.query("SELECT DISTINCT title FROM decision")]


WEIGHTS = {
    "add_person": 3, "edit_person": 2, "regroup": 1, "staff": 2, "own_clan": 1, "move_in": 1, "leave": 2,
    "stay_after_all": 2, "delete_persons": 2, "restore_person": 2, "add_clan": 2, "edit_clan": 1, "delete_clan": 1,
    "restore_clan": 2, "merge_clans": 1, "fill_clan": 2, "set_clan": 1, "empty_clan": 1, "add_unit": 2,
    "edit_unit": 1, "delete_unit": 1, "restore_unit": 2, "merge_units": 1, "import_persons": 3, "import_clans": 2,
    "import_members": 2, "import_units": 2, "sheet_of_anybody": 6, "set_by_hand": 4, "let_be_computed": 2,
    "register_anybody": 4, "propose_anybody": 2, "withdraw_anybody": 2, "stage": 4, "give_back": 2, "mode": 1,
    "recognise_anybody": 4, "note_decision": 1, "correct": 3, "edit_decision": 2, "delete_decision": 2,
}  # fmt: skip
