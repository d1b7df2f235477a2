"""Checking the whole commune file, and repairing what needs no decision as one action that can be undone.

The kinds of faults and their words stand in check_kinds.py. Nothing is ever deleted by a repair: rows that are
missing are put back from the journal, values are written as they should be, and the rest is for a person.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from khuyenhoc_desktop.domain.problems import Problem, UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services import check_facts, check_scores, check_structure
from khuyenhoc_desktop.services.check_findings import Finding, Spot, finding
from khuyenhoc_desktop.services.check_kinds import KINDS
from khuyenhoc_desktop.services.progress import Job, Progress, finish
from khuyenhoc_desktop.store import check_queries_repairs, integrity, journal
from khuyenhoc_desktop.store.as_stored import Reading
from khuyenhoc_desktop.store.commune_file import CommuneFile

__all__ = ["Finding", "Repair", "check", "checking", "repair", "repairing"]

CHECKING, REPAIRING = "Đang kiểm tra dữ liệu", "Đang sửa những lỗi sửa được"
_STEPS = 3
_THREADS = 2  # beside the one that grades; two cores are enough to gain by it
_Told = TypeVar("_Told")
# Nothing is written into a file whose pages or tables are damaged: a copy must take its place.
_RESTORE_FIRST = ("damaged", "schema_differs")


@dataclass(frozen=True, slots=True)
class Repair:
    """What a repair did: the kinds put right, those left for a person, its entry (None = no fact changed)."""

    repaired: list[Finding]
    left: list[Finding]
    journal_id: int | None


def check(file: CommuneFile) -> list[Problem]:
    """Everything wrong or doubtful in the file, errors first."""
    return [found.problem for found in finish(checking(file))]


def repair(file: CommuneFile) -> list[Problem]:
    """Put right what needs no decision; returns what is left for a person."""
    return [found.problem for found in finish(repairing(file)).left]


def checking(file: CommuneFile) -> Job[list[Finding]]:
    """Check the file: what asks the database runs beside the grading of all sheets, on threads of its own."""
    yield Progress(0, _STEPS, CHECKING)
    grave: list[Finding] = []
    try:
        grave += check_structure.schema(file)
        with ThreadPoolExecutor(_THREADS) as beside:
            levels = beside.submit(_beside, file, integrity.levels_as_stored)
            asked = [beside.submit(_beside, file, partial(_all_of, one)) for one in _ASKED]
            try:
                yield Progress(1, _STEPS, CHECKING)
                reading = Reading()
                recomputed = check_structure.derived(file, reading, levels.result)
                yield Progress(2, _STEPS, CHECKING)
                told = [*check_facts.score_probes(file, reading), *check_scores.scores(file, reading.cells)]
                told += [found for one in _TOLD_HERE for found in one(file)]
                found = [*grave, *(each for one in asked for each in one.result()), *recomputed, *told]
            finally:
                beside.shutdown(cancel_futures=True)  # whoever breaks off waits only for what has begun
    except UserError as refusal:
        if refusal.code != "corrupt":
            raise
        damage = check_structure.damage(file)
        if all(one.problem.code != "damaged" for one in damage):  # SQLite's own check looks at no letters
            damage.append(finding("damaged", KINDS["damaged"], [Spot(refusal.message)]))
        found = grave + damage
    except integrity.MISSING_TABLE:
        if not grave:  # every table is there: the fault is ours, and nothing may be called sound
            raise
        found = grave
    return sorted(found, key=lambda one: (not one.problem.is_error, list(KINDS).index(one.problem.code)))


def repairing(file: CommuneFile) -> Job[Repair]:
    """Put right what needs no decision, as one action, and check again.

    Raises:
        UserError: bad_criteria, when a criteria set must be loaded from its file first; changed_meanwhile.
    """
    last = _last_entry(file)
    found = yield from checking(file)
    repairable = [one for one in found if one.is_repairable]
    if not repairable or any(one.problem.code in _RESTORE_FIRST and not one.is_repairable for one in found):
        return Repair([], found, None)
    yield Progress(0, _STEPS, REPAIRING)
    if any(one.reindex for one in repairable):
        integrity.reindex(file)
    count = sum(one.count for one in repairable)
    with file.action("check.repair", f"Sửa {format_count(count)} lỗi dữ liệu sau khi kiểm tra") as action:
        _refuse_changed(file, last)
        check_queries_repairs.run(action, (fix for one in repairable for fix in one.fixes))
        integrity.rebuild_inside(action)
    left = yield from checking(file)
    return Repair(repairable, left, action.journal_id)


def _refuse_changed(file: CommuneFile, last: int) -> None:
    """What is put right is written as it was found: nothing typed since may be written over with it."""
    if _last_entry(file) != last:
        raise UserError(
            "changed_meanwhile",
            "Trong lúc kiểm tra, có việc khác vừa được ghi vào tệp nên chưa sửa lỗi nào.",
            "Sửa lại lần nữa. Những gì vừa ghi vẫn còn nguyên.",
        )


def _last_entry(file: CommuneFile) -> int:
    """0 also where the journal is damaged, which the check tells."""
    with suppress(UserError, integrity.MISSING_TABLE):
        return journal.newest_id(file)
    return 0


def _beside(file: CommuneFile, question: Callable[[CommuneFile], _Told]) -> _Told:
    """What a question tells on this other thread, over a connection of its own."""
    file.open_here()
    try:
        return question(file)
    finally:
        file.close()


def _all_of(question: Callable[[CommuneFile], Iterable[Finding]], file: CommuneFile) -> list[Finding]:
    return list(question(file))


# The longest first. A query of which few rows come lets the other threads work.
_ASKED: tuple[Callable[[CommuneFile], Iterable[Finding]], ...] = (
    check_structure.damage,
    check_facts.probes,
    check_facts.journal,
    check_structure.missing_rows,
)
# These read many rows: beside a thread that computes, each row would wait for its turn.
_TOLD_HERE: tuple[Callable[[CommuneFile], Iterable[Finding]], ...] = (
    check_structure.search_keys,
    check_facts.criteria,
    check_facts.texts,
    check_facts.group_names,
    check_facts.decisions,
    check_facts.settings,
    check_scores.titles,
)
