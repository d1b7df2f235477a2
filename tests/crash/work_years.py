"""The random work on the commune and its years: criteria sets, frames, targets, locking, going over, undo."""

from dataclasses import replace
from datetime import date

from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import (
    check,
    communes,
    criteria_sets,
    drafts,
    history,
    summary,
    year_frame,
    year_lock,
    year_roll,
)
from khuyenhoc_desktop.services.criteria.carrying import choose_and_carry
from khuyenhoc_desktop.services.criteria.files import keep_read, read_set_file
from khuyenhoc_desktop.services.documents import office
from khuyenhoc_desktop.services.progress import finish
from tests.crash.desk import MOST_YEARS, NAMES, Desk
from tests.criteria_files import copy_of

DECOMPOSED = "Xo\u0301m Tra\u0323i"
MOST_SETS = 30


class Years(Desk):
    def a_set(self):
        return self.rng.choice(criteria_sets.all_kept(self.file))

    def choose_set(self):
        criteria_sets.choose(self.file, self.a_set(), self.year)

    def carry_sheets(self):
        finish(choose_and_carry(self.file, self.a_set(), self.year))

    def confirm_set(self):
        day = date.today().isoformat()
        told = criteria_sets.Confirmation(day, self.rng.choice(NAMES), "242/QĐ-KHVN", str(self.rng.random()))
        criteria_sets.confirm(self.file, self.a_set(), told)

    def import_set(self):
        """One out of Excel, or a new version of one that is kept."""
        path = self.listed("criteria")
        keep_read(self.file, path.name, finish(read_set_file(path)))

    def new_version(self):
        if len(criteria_sets.all_kept(self.file)) < MOST_SETS:
            built = copy_of(self.file, self.a_set(), f"2030.{self.rng.randint(1, 99)}")
            criteria_sets.keep_set(self.file, built.criteria_set, built.text)

    def commune(self):
        now = communes.facts(self.file)
        communes.set_facts(self.file, replace(now, chairman=f"Bà {self.rng.randint(1, 99)}"))

    def signers(self):
        office.set_signers(self.file, office.Signers(committee_chairman=self.rng.choice(NAMES)))

    def target(self):
        aim = Target(self.rng.randint(1, 100) * 100, self.rng.choice(("total", "registered")))
        summary.set_target(self.file, self.year, aim, self.rng.choice(list(KIND_OF)))

    def deadlines(self):
        day = date(self.year, self.rng.randint(1, 12), 15)
        steps = self.few_of(list(year_frame.STEPS), 3)
        year_frame.set_deadlines(self.file, self.year, {one: self.rng.choice((day, None)) for one in steps})

    def base_age(self):
        year_frame.set_base_age(self.file, self.year, self.rng.randint(15, 18))

    def lock(self):
        """Lock the year before, or unlock it; much cannot be done while it is locked."""
        year = self.year - 1
        if year_frame.frame(self.file, year).is_locked:
            year_lock.unlock_year(self.file, year, "sửa lại")
        else:
            year_lock.lock_year(self.file, year, "đã nộp")

    def roll(self):
        if len(communes.facts(self.file).years) < MOST_YEARS:
            year_roll.roll_over(self.file, self.year, list(KIND_OF))

    def open_year(self):
        if len(communes.facts(self.file).years) < MOST_YEARS:
            communes.add_year(self.file, self.year + 1)

    def draft(self):
        one = drafts.Draft(drafts.HOUSEHOLD, self.year, self.some(1)[0], "Hộ", {"note": "dở"}, {"note": ""})
        drafts.keep(self.file, one)
        if self.rng.random() < 0.5:
            drafts.drop(self.file, one)

    def untidy(self):
        """A text as another program would write it, for the repair to find."""
        with self.file.action("test.untidy", "Chữ không đúng chuẩn") as action:
            action.execute("UPDATE household SET address = ? WHERE id = ?", (DECOMPOSED, self.some(1)[0]))

    def repair(self):
        finish(check.repairing(self.file))

    def undo(self):
        choice = self.rng.choice(("ask", "keep", "take_back"))
        recent = [one.id for one in history.entries(self.file, 8)]
        history.undo(self.file, self.rng.choice([None, *recent]), choice)

    def redo(self):
        history.redo(self.file)


WEIGHTS = {
    "choose_set": 2, "carry_sheets": 2, "confirm_set": 1, "import_set": 2, "new_version": 1, "commune": 1,
    "signers": 1, "target": 1, "deadlines": 2, "base_age": 1, "lock": 3, "roll": 2, "open_year": 2, "draft": 2,
    "untidy": 1, "repair": 2, "undo": 8, "redo": 4,
}  # fmt: skip
