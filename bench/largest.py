"""The largest imports there can be, each in a process of its own with Qt loaded, for its time and its memory."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bench.citizens import write_citizens
from bench.data import YEAR, add_households, people
from bench.measuring import Figure, milliseconds, peak_memory
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import communes, criteria_sets, groups, history
from khuyenhoc_desktop.services.communes import CommuneFile, open_commune
from khuyenhoc_desktop.services.progress import finish

HOUSEHOLDS, CITIZENS = 60_000, 150_000
MOST_MEMORY = 300
_POINTS = 5
_PERSONS, _SCORES = "persons.xlsx", "scores.xlsx"


def largest(folder: Path) -> Iterator[Figure]:
    """Each with its peak of memory; what is imported is made by another process."""
    place = folder / "largest"
    shutil.rmtree(place, ignore_errors=True)
    _run("make", place)
    for step, name in _NAMES.items():
        told = json.loads(_run(step, place))
        yield Figure(name, "ms", told["ms"], None, None)
        yield Figure("peak memory of it", "MB", told["MB"], MOST_MEMORY, None)
    shutil.rmtree(place)


def _run(step: str, place: Path) -> str:
    command = [sys.executable, "-m", "bench.largest", step, str(place)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def _make(place: Path) -> None:
    file = communes.create_commune(place, "99995", "Nhập", "Tỉnh mẫu", YEAR)
    add_households(file, HOUSEHOLDS, groups.add_groups(file, [("Thôn 1", "thôn"), ("Thôn 2", "thôn")], YEAR))
    numbers = [one.number for one in criteria_sets.chosen(file, LEARNING_FAMILY, YEAR).indicators]
    file.close()
    write_citizens(place / _PERSONS, CITIZENS, HOUSEHOLDS)
    _write_scores(place / _SCORES, numbers)


def _write_scores(path: Path, numbers: list[str]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Điểm")
    sheet.write_row(0, 0, ["STT", "Mã hộ", "Họ và tên chủ hộ", *numbers])
    for row, (name, *_) in enumerate(people(HOUSEHOLDS)):
        sheet.write_row(row + 1, 0, [row + 1, f"H{row:05d}", name, *[_POINTS] * len(numbers)])
    book.close()


def _import_persons(file: CommuneFile) -> None:
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.persons import plan_persons

    finish(apply_plan(file, finish(plan_persons(file, YEAR, file.folder / _PERSONS))))


def _import_scores(file: CommuneFile) -> None:
    from khuyenhoc_desktop.services.importing.applying import apply_plan
    from khuyenhoc_desktop.services.importing.scores import plan_scores

    finish(apply_plan(file, finish(plan_scores(file, YEAR, LEARNING_FAMILY, file.folder / _SCORES))))


_NAMES = {
    "persons": f"import {CITIZENS:,} citizens",
    "scores": f"import {HOUSEHOLDS:,} × 12 scores",
    "undo": "undo of it",
}
_STEPS: Mapping[str, Callable[[CommuneFile], object]] = {
    "persons": _import_persons,
    "scores": _import_scores,
    "undo": history.undo,
}


def _told(step: str, place: Path) -> str:
    import PySide6.QtWidgets  # noqa: F401 as in the window

    file = open_commune(place)
    time = milliseconds(lambda: _STEPS[step](file))
    file.close()
    return json.dumps({"ms": time, "MB": peak_memory()})


if __name__ == "__main__":
    chosen, where = sys.argv[1], Path(sys.argv[2])
    if chosen == "make":
        _make(where)
    else:
        print(_told(chosen, where))
