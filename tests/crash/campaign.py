"""The crash campaign: a process that works is killed at random moments; what it confirmed must all be there.

    python -m tests.crash.campaign COUNT [--seed N] [--keep FOLDER]

After each kill the file must open, pass the check, hold every confirmed action, and of the action under way either
all or nothing. One kill in ten hits a migration (of the first released version, or to a later one), one in ten the
making of a commune, one in ten a process whose clock goes back. What a killed process had written is kept by the
system, so this does not show a power cut; SQLite's synchronous=FULL stands for that.

With `--keep` a folder in which something was found stays there, to be looked into.
"""

import argparse
import contextlib
import multiprocessing
import os
import pickle
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from khuyenhoc_desktop.services.sample import make_sample
from khuyenhoc_desktop.store.encryption import KEYRING
from tests.crash import creating, migrating, work
from tests.crash.lists import write_lists
from tests.crash.states import judge

ROUNDS_A_COMMUNE = 20
LONGEST_LIFE = 1.2  # seconds that a process may work before it is killed
LONGEST_MIGRATION = 0.12
LONGEST_CREATION = 0.3


class Campaign:
    """Kills and their figures. Everything happens in `place`, a folder of its own."""

    def __init__(self, place, seed, keep=None):
        self.place, self.rng, self.keep = place, random.Random(seed), keep
        methods = multiprocessing.get_all_start_methods()
        self.processes = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            preloaded = ["tests.crash.work", "tests.crash.migrating", "tests.crash.creating"]
            self.processes.set_forkserver_preload(preloaded)
        self.figures, self.under_way, self.faults = Counter(), Counter(), []
        self.base, self.folder = place / "base", place / "xa"
        make_sample(self.base).close()
        self.lists = write_lists(place)

    def run(self, count):
        """So many kills."""
        for number in range(count):
            if number % ROUNDS_A_COMMUNE == 0:
                shutil.rmtree(self.folder, ignore_errors=True)
                shutil.copytree(self.base, self.folder)
            if number % 10 == 9:
                self.kill_a_migration(first_version=number % 20 == 9)
            elif number % 10 == 7:
                self.kill_a_creation()
            else:
                self.kill_at_work(clock_back=number % 10 == 4)
            self.figures["kills"] += 1
        KEYRING.forget_all()

    def kill_at_work(self, *, clock_back):
        """One life of a working process, and the judgement on what it left."""
        life = self.rng.random() ** 2 * LONGEST_LIFE
        told = self._live(life, work.work, self.rng.random(), self.lists, clock_back=clock_back)
        done = [at for at, message in enumerate(told) if message[0] == "done"]
        open_ones = told[done[-1] + 1 :]
        self.figures["confirmed actions"] += len(done) - 1
        self.figures["clock set back"] += clock_back
        name = open_ones[0][1] if open_ones else "between actions"
        self.under_way[name] += 1
        to_come = open_ones[-1][1] if open_ones and open_ones[-1][0] == "foreseen" else None
        made = [told[at][2] for at in done if told[at][2]]
        verdict = judge(self.folder, told[done[-1]][1], made, to_come)
        self.figures[f"action under way {verdict.kept}"] += bool(verdict.kept)
        self._note(name, verdict.faults, self.folder)

    def kill_a_migration(self, *, first_version):
        """A process that opens the file with a newer program is killed; the file is whole in either version."""
        folder = self._empty("older")
        if first_version:
            migrating.lay_first_version(folder)
        else:
            shutil.copytree(self.base, folder, dirs_exist_ok=True)
        before = shutil.copytree(folder, self._empty("before"), dirs_exist_ok=True)
        act, judged = (
            (migrating.open_first_version, migrating.judge_first_version)
            if first_version
            else (migrating.migrate, migrating.judge_migration)
        )
        self._live(self.rng.random() * LONGEST_MIGRATION, act, folder=folder)
        self.under_way["migration"] += 1
        version, faults = judged(folder, before)
        self.figures[f"migrations left at version {version}"] += 1
        self._note("migration", faults, folder)

    def kill_a_creation(self):
        """A process that makes a commune is killed; there is a whole one, or none and it can be made again."""
        folder = self._empty("new")
        self._live(self.rng.random() * LONGEST_CREATION, creating.create, folder=folder)
        self.under_way["creation"] += 1
        made, faults = creating.judge_creation(folder)
        self.figures[f"communes {'made' if made else 'not made'} when killed"] += 1
        self._note("creation", faults, folder)

    def _empty(self, name):
        folder = self.place / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        return folder

    def _live(self, life, target, *arguments, folder=None, **named):
        """Start a process, kill it after `life` seconds of work, and return all that it told."""
        ours, theirs = self.processes.Pipe(duplex=False)
        process = self.processes.Process(
            target=target, args=(str(folder or self.folder), *arguments, theirs), kwargs=named
        )
        process.start()
        theirs.close()
        told = [ours.recv()]
        self._listen(ours, told, time.monotonic() + life)
        process.kill()
        process.join()
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                told.append(ours.recv())
        ours.close()
        return told

    def _listen(self, pipe, told, until):
        """Keep the pipe empty, or the process would wait for us instead of working."""
        with contextlib.suppress(EOFError):
            while (left := until - time.monotonic()) > 0:
                if pipe.poll(left):
                    told.append(pipe.recv())

    def _note(self, name, faults, folder):
        self.figures["third states"] += sum(not fault.startswith("lost") for fault in faults)
        self.figures["lost confirmed actions"] += sum(fault.startswith("lost") for fault in faults)
        self.faults += [f"{name}: {fault}" for fault in faults]
        if faults and self.keep:
            shutil.copytree(folder, self.keep / f"{self.figures['kills']}-{name}")

    def report(self):
        """The figures, line by line."""
        lines = [f"{count:>7}  {name}" for name, count in self.figures.items()]
        hit = ", ".join(f"{name} {count}" for name, count in self.under_way.most_common())
        return "\n".join([*lines, f"killed during: {hit}", *self.faults[:50]])


def main():
    """Run a campaign; exit 1 when anything was lost or half done."""
    parser = argparse.ArgumentParser(prog="tests.crash.campaign")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--keep", type=Path)
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-crash-") as place:
        os.environ["KHUYENHOC_HOME"] = str(Path(place) / "home")
        campaign = Campaign(Path(place), chosen.seed, chosen.keep)
        for start in range(0, chosen.count, 100):
            campaign.run(min(100, chosen.count - start))
            print(f"-- after {campaign.figures['kills']}\n{campaign.report()}", flush=True)
    return 1 if campaign.faults else 0


if __name__ == "__main__":
    sys.exit(main())
