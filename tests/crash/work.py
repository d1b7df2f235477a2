"""Random work of an officer through the real services, told action by action on a pipe until the process dies."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import backup, communes
from khuyenhoc_desktop.store import action as action_module
from tests.crash import work_families, work_files, work_titles, work_years
from tests.crash.states import cheap_keys, show_passwords, state_of

ACTIONS = {**work_families.WEIGHTS, **work_titles.WEIGHTS, **work_years.WEIGHTS, **work_files.WEIGHTS}


class Officer(work_families.Families, work_titles.Lists, work_titles.Titles, work_years.Years, work_files.Files):
    """Does one random thing at a time; how often each comes, ACTIONS says."""

    before = ""

    def random_action(self):
        """Name and function of the next thing to do; what was taken back is often done again."""
        names, weights = zip(*ACTIONS.items(), strict=True)
        again = self.before == "undo" and self.rng.random() < 0.4
        self.before = "redo" if again else self.rng.choices(names, weights)[0]
        return self.before, getattr(self, self.before)


class ClockSetBack(datetime):
    """A clock that goes back by an hour each time it is looked at."""

    looks = 0

    @classmethod
    def now(cls, tz=None):
        cls.looks += 1
        return datetime.now(tz) - timedelta(hours=cls.looks)


def work(folder, seed, lists, pipe, *, clock_back=False):
    """Work for ever. Told on the pipe: ("begin", name), ("foreseen", state), ("done", state, file made or None).

    `lists` are files to import, by what they hold.
    """
    rng = random.Random(seed)
    if clock_back:
        action_module.datetime = backup.datetime = ClockSetBack
    with cheap_keys():
        show_passwords(Path(folder))
        file = communes.open_commune(Path(folder), who="Cán bộ thử")
        officer = Officer(file, rng, lists, lambda state: pipe.send(("foreseen", state, None)))
        pipe.send(("done", state_of(file), None))
        while True:
            name, act = officer.random_action()
            pipe.send(("begin", name, None))
            pipe.send(("done", *_outcome(officer, act)))


def _outcome(officer, act):
    try:
        made = act()
    except UserError:
        made = None  # refused, and so without any effect: the state told next says whether that is true
    return state_of(officer.file), str(made) if isinstance(made, Path) else None
