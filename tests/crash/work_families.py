"""The random work on households, thôn and the family title."""

from datetime import date

from khuyenhoc_desktop.services import bulk_entry, decisions, entry, groups, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.sample import SAMPLE
from tests.crash.desk import NAMES, Desk


class Families(Desk):
    def sheet(self):
        (household,) = self.some(1)
        sheet = entry.load_sheet(self.file, self.year, household)
        entry.save_sheet(self.file, self.year, household, {**sheet.answers, **self.answers(sheet.criteria_set)})

    def cells(self):
        chosen = entry.criteria_for(self.file, "learning_family", self.year)
        cells = {(one, code): value for one in self.some(5) for code, value in self.answers(chosen).items()}
        entry.save_cells(self.file, self.year, cells, "Chấm trong bảng")

    def bulk_fill(self):
        self.bulk(bulk_entry.plan_best, self.some(60), "Điền cả thôn")

    def bulk_empty(self):
        self.bulk(bulk_entry.plan_empty, self.some(20), "Xóa điểm")

    def bulk(self, planned, ids, what):
        codes = [one.code for one in entry.criteria_for(self.file, "learning_family", self.year).indicators]
        place = bulk_entry.Place(self.year)
        plan = finish(planned(self.file, place, dict.fromkeys(ids, codes)))
        finish(bulk_entry.save_planned(self.file, place, plan.cells, what))

    def import_list(self):
        plan = finish(plan_households(self.file, self.year, self.listed("households")))
        finish(apply_plan(self.file, plan))

    def import_scores(self):
        path = SAMPLE / self.rng.choice(("diem-2025.xlsx", "diem-2026.xlsx"))
        finish(apply_plan(self.file, finish(plan_scores(self.file, self.year, "learning_family", path))))

    def add(self):
        fields = HouseholdFields(head_name=self.rng.choice(NAMES), born=str(self.rng.randint(1940, 2005)))
        households.add(self.file, self.year, self.group(), fields)

    def edit(self):
        row = households.get(self.file, self.some(1)[0], self.year)
        fields = households.fields_of(row)
        households.edit(
            self.file, row.id, HouseholdFields(fields.code, fields.head_name, note=str(self.rng.random()))
        )

    def move(self):
        households.move(self.file, self.some(10), self.group(), self.year)

    def away(self):
        households.set_away(self.file, self.some(3), self.year)

    def come_back(self):
        households.set_returned(self.file, self.some(3, state="away"), self.group(), self.year)

    def delete(self):
        households.delete(self.file, self.some(3), self.year)

    def restore_household(self):
        households.restore(self.file, self.some(3, state="deleted"), self.year)

    def register(self):
        recognition.set_registered(self.file, self.year, self.some(80), self.rng.random() < 0.8, date.today())

    def register_again(self):
        again = recognition.like_last_year(self.file, self.year)
        recognition.set_registered(self.file, self.year, again, True)

    def withdraw(self):
        ids = households.find_ids(self.file, Query(self.year, registered=True, recognised=None))
        recognition.withdraw(self.file, self.year, ids[:3], None, "chuyển đi")

    def propose(self):
        recognition.set_proposed(self.file, self.year, self.some(60), self.rng.random() < 0.8)

    def recognise(self):
        number = self.number("QĐ-UBND")
        decisions.recognise_by_decision(self.file, self.year, number, None, "", self.some(50))

    def refuse(self):
        decisions.set_recognised(self.file, self.year, self.some(5), self.rng.choice((None, False)))

    def add_group(self):
        groups.add_group(self.file, f"Thôn {self.rng.randint(1, 999)}", "thôn", self.year)

    def edit_group(self):
        row = self.any_of(groups.list_groups(self.file, self.year), "thôn")
        name = f"{row.name.split(' (')[0]} ({self.rng.randint(1, 99)})"
        groups.edit_group(self.file, row.id, name, row.kind, row.valid_from, row.valid_to, self.year)

    def delete_group(self):
        empty = [row.id for row in groups.list_groups(self.file, self.year) if not row.households]
        groups.delete_group(self.file, self.any_of(empty, "thôn without households"), self.year)

    def merge(self):
        groups.merge_groups(self.file, self.group(), self.group(), self.year)


WEIGHTS = {
    "sheet": 8, "cells": 3, "bulk_fill": 4, "bulk_empty": 2, "import_list": 4, "import_scores": 4, "add": 3,
    "edit": 3, "move": 2, "away": 2, "come_back": 2, "delete": 2, "restore_household": 2, "register": 3,
    "register_again": 1, "withdraw": 2, "propose": 2, "recognise": 2, "refuse": 1, "add_group": 2, "edit_group": 1,
    "delete_group": 1, "merge": 1,
}  # fmt: skip
