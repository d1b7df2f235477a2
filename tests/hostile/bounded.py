"""Reads hostile files in a process of its own, with a limit on time and memory: a file may end a whole process.

`python -m tests.hostile.bounded READER FILE…` prints a line of JSON for each file: what the reader answered, the
seconds it took and the megabytes by which the process has grown.
"""

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.measuring import peak_memory
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, groups
from khuyenhoc_desktop.services.criteria.files import read_set_file
from khuyenhoc_desktop.services.handover.verify import verify_bundle
from khuyenhoc_desktop.services.importing.bodies import plan_units
from khuyenhoc_desktop.services.importing.clans import plan_clans
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.importing.persons import plan_persons
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.importing.tables import Options
from khuyenhoc_desktop.services.progress import finish

ROOT = Path(__file__).resolve().parents[2]
YEAR = 2026
MOST_SECONDS, MOST_MEGABYTES = 10, 300
_ADDRESS_SPACE = 4 << 30  # what a file that gets past every guard may take before it is stopped


def plan_with(plan):
    """A reader that plans an import of a list."""
    return lambda file, path: [one.code for one in finish(plan(file, YEAR, path, Options())).problems]


READERS = {
    "households": plan_with(plan_households),
    "persons": plan_with(plan_persons),
    "clans": plan_with(plan_clans),
    "units": plan_with(plan_units),
    "scores": lambda file, path: [
        one.code for one in finish(plan_scores(file, YEAR, "learning_family", path, Options())).problems
    ],
    "criteria": lambda _, path: [one.code for one in finish(read_set_file(path)).problems],
    "bundle": lambda _, path: [one.code for one in verify_bundle(path)],
}


def read_bounded(reader, paths):
    """What a reader answers to each file, in a child: {"code", "seconds", "megabytes"} by the file's name.

    A file with which the child dies has the code "died", and those after it are not tried.
    """
    command = [sys.executable, "-m", "tests.hostile.bounded", reader, *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    told = {one["file"]: one for one in map(json.loads, done.stdout.splitlines())}
    if done.returncode:
        first = next(path.name for path in paths if path.name not in told)
        told[first] = {"code": "died", "seconds": 0, "megabytes": 0, "why": done.stderr[-400:]}
    return told


def is_bounded(answer):
    """Whether a file was answered in time and without much memory."""
    return answer["seconds"] < MOST_SECONDS and answer["megabytes"] < MOST_MEGABYTES


def _limit():
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))


def _answer(file, read, path):
    try:
        found = read(file, path)
    except UserError as refusal:
        return refusal.code if refusal.cure else "no cure"
    except Exception as fault:
        return f"raised {type(fault).__name__}: {fault}"
    return found


def main(reader, *names):
    """Read every file, and tell."""
    _limit()
    with tempfile.TemporaryDirectory() as folder:
        file = communes.create_commune(Path(folder) / "xa", "99999", "An Học", "Tỉnh mẫu", YEAR, who="thử")
        groups.add_groups(file, [("Thôn Đông", "thôn"), ("Thôn Hạ", "thôn")], YEAR)
        before = peak_memory()
        for name in names:
            start = time.perf_counter()
            code = _answer(file, READERS[reader], Path(name))
            seconds = time.perf_counter() - start
            told = {"code": code, "seconds": seconds, "megabytes": peak_memory() - before, "file": Path(name).name}
            print(json.dumps(told), flush=True)
        file.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
