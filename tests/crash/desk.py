"""What every part of the random work needs: the open file, chance, and somebody to do something with."""

from functools import cached_property

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import KIND_OF
from khuyenhoc_desktop.services import bulk_entry, clans, communes, groups, households, subjects, units
from khuyenhoc_desktop.services.households import Query

MOST_YEARS = 5
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hữu Cường", "Phạm Thị Dũng", "Hoàng Văn Đạt", "Vũ Thị Quý")


class Desk:
    """`lists` are files to import, by what they hold; `tell` says on the pipe what an action is about to make.

    Refusals of the services are all right: the state told next says whether they were without effect.
    """

    def __init__(self, file, rng, lists, tell=lambda *_: None):
        self.file, self.rng, self.lists, self.tell = file, rng, lists, tell

    @property
    def year(self):
        """The newest year: one that an action has opened, another may have taken back or a restore left behind."""
        return max(communes.facts(self.file).years)

    @cached_property
    def out(self):
        folder = self.file.folder / "out"
        folder.mkdir(exist_ok=True)
        return folder

    def listed(self, kind):
        """A file to import, one of those of a kind."""
        found = self.lists.get(kind, ())
        if not found:
            raise UserError("no_lists", "There is nothing to import.", "Something else is done.")
        return self.rng.choice(found)

    def number(self, ending):
        return f"{self.rng.randint(1, 9)}/{ending}"

    def any_of(self, found, what="it"):
        """One of a list, or a refusal where there is none."""
        if not found:
            raise UserError("nothing_there", f"There is none of {what}.", "Something else is done.")
        return self.rng.choice(found)

    def few_of(self, found, most):
        return self.rng.sample(found, min(len(found), self.rng.randint(1, most)))

    def some(self, most, **which):
        """Households, at most so many."""
        ids = households.find_ids(self.file, Query(self.year, **which))
        if not ids:
            raise UserError("no_households", "All were taken back.", "Something else is done.")
        return self.few_of(ids, most)

    def group(self):
        return self.any_of(groups.list_groups(self.file, self.year), "thôn").id

    def clan(self):
        return self.any_of(clans.REGISTER.all_rows(self.file, self.year), "clans")

    def unit(self):
        return self.any_of(units.REGISTER.all_rows(self.file, self.year), "units")

    def people(self, most):
        ids = subjects.find_ids(self.file, subjects.Query(self.year, title="learning_citizen"))
        if not ids:
            raise UserError("nobody", "There are no citizens.", "Something else is done.")
        return self.few_of(ids, most)

    def any_subject(self, **which):
        """The title and id of somebody: a person, clan, unit, thôn or the commune itself."""
        titles = list(KIND_OF)
        for title in self.rng.sample(titles, len(titles)):
            if ids := subjects.find_ids(self.file, subjects.Query(self.year, title=title, **which)):
                return title, self.rng.choice(ids)
        raise UserError("nobody", "Nobody is so.", "Something else is done.")

    def answers(self, criteria_set):
        chosen = self.rng.sample(criteria_set.indicators, self.rng.randint(1, len(criteria_set.indicators)))
        found = {one.code: bulk_entry.best_answer(one) for one in chosen}
        return {
            code: self.rng.randrange(0, best // 100 + 1) * 100 if self.rng.random() < 0.7 else best
            for code, best in found.items()
            if isinstance(best, int)
        }
