"""Random work of an officer through the real services, told action by action on a pipe until the process dies."""

import random
from datetime import date, datetime, timedelta
from pathlib import Path

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import KIND_OF, PERSON_GROUPS
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import (
    backup,
    bulk_entry,
    clans,
    communes,
    decisions,
    entry,
    groups,
    history,
    households,
    persons,
    recognition,
    subjects,
    units,
    workflow,
    year_frame,
    year_lock,
    year_roll,
)
from khuyenhoc_desktop.services.handover.bundle import export_bundle
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.sample import SAMPLE
from khuyenhoc_desktop.store import action as action_module
from tests.crash.states import state_of

MOST_YEARS = 5
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hữu Cường", "Phạm Thị Dũng", "Hoàng Văn Đạt", "Vũ Thị Quý")


class Officer:
    """Does one random thing at a time. `lists` are workbooks to import; refusals of the services are all right."""

    def __init__(self, file, rng, lists):
        self.file, self.rng, self.lists = file, rng, lists
        self.year = max(communes.facts(file).years)

    def random_action(self):
        """Name and function of the next thing to do."""
        names, weights = zip(*ACTIONS.items(), strict=True)
        name = self.rng.choices(names, weights)[0]
        return name, getattr(self, name)

    def some(self, most):
        ids = households.find_ids(self.file, Query(self.year))
        if not ids:
            raise UserError("no_households", "All were taken back.")
        return self.rng.sample(ids, min(len(ids), self.rng.randint(1, most)))

    def group(self):
        found = groups.list_groups(self.file, self.year)
        if not found:
            raise UserError("no_groups", "All were taken back.")
        return self.rng.choice(found).id

    def sheet(self):
        (household,) = self.some(1)
        sheet = entry.load_sheet(self.file, self.year, household)
        entry.save_sheet(self.file, self.year, household, {**sheet.answers, **self.answers(sheet.criteria_set)})

    def answers(self, criteria_set):
        chosen = self.rng.sample(criteria_set.indicators, self.rng.randint(1, len(criteria_set.indicators)))
        found = {one.code: bulk_entry.best_answer(one) for one in chosen}
        return {
            code: self.rng.randrange(0, best // 100 + 1) * 100 if self.rng.random() < 0.7 else best
            for code, best in found.items()
            if isinstance(best, int)
        }

    def bulk_fill(self):
        codes = [one.code for one in entry.criteria_for(self.file, "learning_family", self.year).indicators]
        plan = finish(
            bulk_entry.plan_best(self.file, bulk_entry.Place(self.year), dict.fromkeys(self.some(60), codes))
        )
        finish(bulk_entry.save_planned(self.file, bulk_entry.Place(self.year), plan.cells, "Điền cả thôn"))

    def bulk_empty(self):
        codes = [one.code for one in entry.criteria_for(self.file, "learning_family", self.year).indicators]
        plan = finish(
            bulk_entry.plan_empty(self.file, bulk_entry.Place(self.year), dict.fromkeys(self.some(20), codes))
        )
        finish(bulk_entry.save_planned(self.file, bulk_entry.Place(self.year), plan.cells, "Xóa điểm"))

    def import_list(self):
        finish(apply_plan(self.file, finish(plan_households(self.file, self.year, self.rng.choice(self.lists)))))

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

    def delete(self):
        households.delete(self.file, self.some(3), self.year)

    def register(self):
        recognition.set_registered(self.file, self.year, self.some(80), self.rng.random() < 0.8, date.today())

    def propose(self):
        recognition.set_proposed(self.file, self.year, self.some(60), self.rng.random() < 0.8)

    def recognise(self):
        number = f"{self.rng.randint(1, 9)}/QĐ-UBND"
        recognition.recognise_by_decision(self.file, self.year, number, None, "", self.some(50))

    def refuse(self):
        recognition.set_recognised(self.file, self.year, self.some(5), self.rng.choice((None, False)))

    def add_group(self):
        groups.add_group(self.file, f"Thôn {self.rng.randint(1, 999)}", "thôn", self.year)

    def merge(self):
        groups.merge_groups(self.file, self.group(), self.group(), self.year)

    def open_year(self):
        if len(communes.facts(self.file).years) < MOST_YEARS:
            communes.add_year(self.file, self.year + 1)
            self.year += 1

    def any_subject(self):
        """The title and id of somebody: a person, clan, unit, thôn or the commune itself."""
        title = self.rng.choice(list(KIND_OF))
        ids = subjects.find_ids(self.file, subjects.Query(self.year, title=title))
        if not ids:
            raise UserError("nobody", "Nobody strives for it.")
        return title, self.rng.choice(ids)

    def add_person(self):
        fields = PersonFields(
            name=self.rng.choice(NAMES), born=str(self.rng.randint(1940, 2012)), household_id=self.some(1)[0],
            person_group=self.rng.choice(list(PERSON_GROUPS)),
        )  # fmt: skip
        persons.add(self.file, self.year, fields)

    def add_clan(self):
        clans.add(self.file, ClanFields(name=f"Họ {self.rng.randint(1, 99)}", valid_from=self.year))

    def fill_clan(self):
        found = clans.all_rows(self.file, self.year)
        if found:
            chosen = self.rng.choice(found).id
            clans.add_households(self.file, chosen, self.some(5), year=self.year, take_over=True)

    def add_unit(self):
        fields = UnitFields(name=f"Trường {self.rng.randint(1, 99)}", kind="school", valid_from=self.year)
        units.add(self.file, fields)

    def staff(self):
        found = units.all_rows(self.file, self.year)
        ids = subjects.find_ids(self.file, subjects.Query(self.year, title="learning_citizen"))
        if found and ids:
            chosen = self.rng.choice(found).id
            persons.set_unit(self.file, self.rng.sample(ids, min(4, len(ids))), chosen, "staff", self.year)

    def sheet_of_anybody(self):
        _, subject = self.any_subject()
        sheet = entry.load_sheet(self.file, self.year, subject)
        answers = {**sheet.answers, **self.answers(sheet.criteria_set)}
        entry.save_sheet(self.file, self.year, subject, answers, self.rng.randint(1, 3))

    def register_anybody(self):
        title, subject = self.any_subject()
        recognition.set_registered(self.file, self.year, [subject], True, date.today(), title=title)

    def stage(self):
        title, _ = self.any_subject()
        ids = subjects.find_ids(self.file, subjects.Query(self.year, title=title, registered=True))
        if not ids:
            return
        subject = self.rng.choice(ids)
        workflow.declare_stage(self.file, self.year, [subject], 1, date.today(), "Bà Lan", title=title)

    def give_back(self):
        title, subject = self.any_subject()
        workflow.return_to(self.file, self.year, [subject], 1, "thiếu minh chứng", title=title)

    def recognise_anybody(self):
        title, subject = self.any_subject()
        number = f"{self.rng.randint(1, 9)}/QĐ-UBND"
        decisions.recognise_by_decision(self.file, self.year, number, None, "", [subject], title=title)

    def correct(self):
        title, _ = self.any_subject()
        found = decisions.decisions(self.file, self.year, title)
        if found:
            ids = subjects.find_ids(self.file, subjects.Query(self.year, title=title, recognised=True))
            chosen = self.rng.sample(ids, min(len(ids), 2))
            number = f"{self.rng.randint(1, 9)}/ĐC"
            decisions.correct_by_decision(
                self.file, self.year, title, number, None, "", chosen, False, corrects=found[0].id
            )

    def lock(self):
        """Lock the year before, or unlock it."""
        year = self.year - 1
        if year_frame.frame(self.file, year).is_locked:
            year_lock.unlock_year(self.file, year, "sửa lại")
        else:
            year_lock.lock_year(self.file, year, "đã nộp")

    def roll(self):
        if len(communes.facts(self.file).years) < MOST_YEARS:
            year_roll.roll_over(self.file, self.year, list(KIND_OF))
            self.year += 1

    def undo(self):
        choice = self.rng.choice(("ask", "keep", "take_back"))
        recent = [one.id for one in history.entries(self.file, 8)]
        history.undo(self.file, self.rng.choice([None, *recent]), choice)

    def redo(self):
        history.redo(self.file)

    def backup(self):
        return backup.make_backup(self.file)

    def export(self):
        return finish(export_bundle(self.file, self.year, self.file.folder / "out")).path


ACTIONS = {
    "sheet": 10, "bulk_fill": 4, "bulk_empty": 2, "import_list": 4, "import_scores": 4, "add": 3, "edit": 3,
    "move": 2, "away": 1, "delete": 1, "register": 3, "propose": 2, "recognise": 2, "refuse": 1, "add_group": 1,
    "merge": 1, "open_year": 2, "add_person": 4, "add_clan": 2, "fill_clan": 2, "add_unit": 2, "staff": 2,
    "sheet_of_anybody": 6, "register_anybody": 4, "stage": 4, "give_back": 2, "recognise_anybody": 4,
    "correct": 2, "lock": 2, "roll": 2, "undo": 6, "redo": 3,
    "backup": 2, "export": 1,
}  # fmt: skip


class ClockSetBack(datetime):
    """A clock that goes back by an hour each time it is looked at."""

    looks = 0

    @classmethod
    def now(cls, tz=None):
        cls.looks += 1
        return datetime.now(tz) - timedelta(hours=cls.looks)


def work(folder, seed, lists, pipe, *, clock_back=False):
    """Work for ever. Told on the pipe: ("begin", name), then ("done", state, file made or None)."""
    rng = random.Random(seed)
    if clock_back:
        action_module.datetime = backup.datetime = ClockSetBack
    file = communes.open_commune(Path(folder), who="Cán bộ thử")
    officer = Officer(file, rng, [Path(one) for one in lists])
    pipe.send(("done", state_of(file), None))
    while True:
        name, act = officer.random_action()
        pipe.send(("begin", name, None))
        pipe.send(("done", *_outcome(file, act)))


def _outcome(file, act):
    try:
        made = act()
    except UserError:
        made = None  # refused, and so without any effect: the state told next says whether that is true
    return state_of(file), str(made) if isinstance(made, Path) else None
