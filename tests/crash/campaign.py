"""The crash campaign: a process that works is killed at random moments; what it confirmed must all be there.

    python -m tests.crash.campaign COUNT [--seed N]

After each kill the file must open, pass the check, hold every confirmed action, and of the action under way either
all or nothing. One kill in ten hits a migration, one in ten a process whose clock goes back. What a killed process
had written is kept by the system, so this does not show a power cut; SQLite's synchronous=FULL stands for that.
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

import xlsxwriter

from khuyenhoc_desktop.services.sample import make_sample
from tests.crash import migrating, work
from tests.crash.states import judge

ROUNDS_A_COMMUNE = 20
LONGEST_LIFE = 1.2  # seconds that a process may work before it is killed
LONGEST_MIGRATION = 0.12


class Campaign:
    """Kills and their figures. Everything happens in `place`, a folder of its own."""

    def __init__(self, place, seed):
        self.place, self.rng = place, random.Random(seed)
        methods = multiprocessing.get_all_start_methods()
        self.processes = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
        if "forkserver" in methods:
            self.processes.set_forkserver_preload(["tests.crash.work", "tests.crash.migrating"])
        self.figures, self.under_way, self.faults = Counter(), Counter(), []
        self.base, self.folder = place / "base", place / "xa"
        make_sample(self.base).close()
        self.lists = [str(_write_list(place / f"ds-{number}.xlsx", number)) for number in range(4)]

    def run(self, count):
        """So many kills."""
        for number in range(count):
            if number % ROUNDS_A_COMMUNE == 0:
                shutil.rmtree(self.folder, ignore_errors=True)
                shutil.copytree(self.base, self.folder)
            if number % 10 == 9:
                self.kill_a_migration()
            else:
                self.kill_at_work(clock_back=number % 10 == 4)
            self.figures["kills"] += 1

    def kill_at_work(self, *, clock_back):
        """One life of a working process, and the judgement on what it left."""
        life = self.rng.random() ** 2 * LONGEST_LIFE
        told = self._live(life, work.work, self.rng.random(), self.lists, clock_back=clock_back)
        done = [message for message in told if message[0] == "done"]
        self.figures["confirmed actions"] += len(done) - 1
        self.figures["clock set back"] += clock_back
        name = told[-1][1] if told[-1][0] == "begin" else "between actions"
        self.under_way[name] += 1
        verdict = judge(self.folder, done[-1][1], [made for _, _, made in done if made])
        self.figures[f"action under way {verdict.kept}"] += bool(verdict.kept)
        self._note(name, verdict.faults)

    def kill_a_migration(self):
        """A process that opens the file with a newer program is killed; the file is whole in either version."""
        folder = self.place / "older"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.base, folder)
        self._live(self.rng.random() * LONGEST_MIGRATION, migrating.migrate, folder=folder)
        self.under_way["migration"] += 1
        version, faults = migrating.judge_migration(folder, self.base)
        self.figures[f"migrations left at version {version}"] += 1
        self._note("migration", faults)

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

    def _note(self, name, faults):
        self.figures["third states"] += sum(not fault.startswith("lost") for fault in faults)
        self.figures["lost confirmed actions"] += sum(fault.startswith("lost") for fault in faults)
        self.faults += [f"{name}: {fault}" for fault in faults]

    def report(self):
        """The figures, line by line."""
        lines = [f"{count:>7}  {name}" for name, count in self.figures.items()]
        hit = ", ".join(f"{name} {count}" for name, count in self.under_way.most_common())
        return "\n".join([*lines, f"killed during: {hit}", *self.faults[:50]])


def _write_list(path, number):
    """A workbook with a list of 120 households, some of them the same in every list."""
    rows = [
        (place, f"{work.NAMES[place % 6]} {'Minh Tâm' if place % 2 else 'Hòa'}", 1940 + place % 60, place % 7 + 1)
        for place in range(number * 40, number * 40 + 120)
    ]
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, ("STT", "Họ và tên chủ hộ", "Năm sinh", "Số khẩu", "Thôn"))
    for line, row in enumerate(rows, 1):
        sheet.write_row(line, 0, (*row, f"Thôn Mới {line % 3 + 1}"))
    book.close()
    return path


def main():
    """Run a campaign; exit 1 when anything was lost or half done."""
    parser = argparse.ArgumentParser(prog="tests.crash.campaign")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    chosen = parser.parse_args()
    print(f"seed {chosen.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="khuyenhoc-crash-") as place:
        os.environ["KHUYENHOC_HOME"] = str(Path(place) / "home")
        campaign = Campaign(Path(place), chosen.seed)
        for start in range(0, chosen.count, 100):
            campaign.run(min(100, chosen.count - start))
            print(f"-- after {campaign.figures['kills']}\n{campaign.report()}", flush=True)
    return 1 if campaign.faults else 0


if __name__ == "__main__":
    sys.exit(main())
