"""Applies a plan: one action in the journal, undone as one; nothing at all when nothing changes."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from functools import partial
from typing import Any

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.person import PersonFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import HOUSEHOLD, PERSON
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing import memory
from khuyenhoc_desktop.services.importing.group_book import GroupRef
from khuyenhoc_desktop.services.importing.households import HouseholdWrites
from khuyenhoc_desktop.services.importing.persons import PersonWrites
from khuyenhoc_desktop.services.importing.plan import ImportPlan, ImportResult, journal_mark, result_of
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store import group_queries, record_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.record_queries import columns_of
from khuyenhoc_desktop.store.residing import follow_merges, live_in, reside

_ROWS_A_STEP = 2_000
_WRITTEN_BY_THEMSELVES = {"clans": "dòng họ", "units": "đơn vị", "clan_members": "hộ của dòng họ"}
_WHAT = {"households": "hộ", "persons": "công dân", **_WRITTEN_BY_THEMSELVES}
_HOUSEHOLD = columns_of(HouseholdFields)
_PERSON = (*columns_of(PersonFields), "valid_from")
_PERSONS_SAID = "Đang ghi các công dân"
_PLACES = ("household_id", "group_id")
_Write = Callable[[Sequence[tuple[Any, ...]]], None]


def apply_plan(file: CommuneFile, plan: ImportPlan) -> Job[ImportResult]:
    """Write the good rows of a plan as one action; closing the job before its end leaves the file as it was.

    Raises UserError import.stale when the file has changed since the plan was made.
    """
    for mapping in plan.survey.mappings:
        memory.remember_mapping(file, mapping)
    if plan.writes.is_empty:
        return result_of(plan, None)
    with file.action(f"import.{plan.what}", _summary(plan)) as action:
        _refuse_stale(file, plan)
        if plan.what == "households":
            yield from _write_households(action, plan.writes, plan.year)
        elif plan.what == "persons":
            yield from _write_persons(action, plan.writes, plan.year)
        elif plan.what in _WRITTEN_BY_THEMSELVES:
            yield from plan.writes.write(action, plan.year)
        else:
            from khuyenhoc_desktop.services.importing.scores import write_scores

            yield from write_scores(action, plan)
        yield Progress(1, 1, "Đang ghi nhật ký và tính lại")
    return result_of(plan, action.journal_id)


def _summary(plan: ImportPlan) -> str:
    what = _WHAT.get(plan.what, "phiếu điểm")
    return f"Nhập {format_count(plan.new + plan.updated)} {what} từ tệp {plan.path.name}"


def _refuse_stale(file: CommuneFile, plan: ImportPlan) -> None:
    if journal_mark(file) != plan.journal_mark:
        raise UserError(
            "import.stale",
            "Dữ liệu đã thay đổi sau khi kiểm tra tệp này nên chưa nhập.",
            "Bấm Kiểm tra lại, xem kết quả rồi nhập.",
        )


def _write_households(action: Action, writes: HouseholdWrites, year: int) -> Job[None]:
    groups = _make_groups(action, writes, year)
    rows, homes = _new_households(action, writes.new, groups, year)
    homes += [(i, year, _id(groups, ref)) for i, ref in writes.moved]
    changed = [(*astuple(fields), i) for i, fields in writes.changed]
    total = len(rows) + len(changed) + len(homes)
    done = 0
    steps: tuple[tuple[_Write, list[tuple[Any, ...]]], ...] = (
        (partial(record_queries.add, action, HOUSEHOLD, _HOUSEHOLD), rows),
        (partial(record_queries.change, action, HOUSEHOLD, _HOUSEHOLD), changed),
        (partial(live_in, action), homes),
    )
    for write, some in steps:
        yield from _in_steps(write, some, done, total, "Đang ghi các hộ")
        done += len(some)
    follow_merges(action, [home[0] for home in homes])


def _new_households(
    action: Action, new: Sequence[tuple[HouseholdFields, GroupRef]], groups: dict[str, int], year: int
) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """The rows of new households, and where they live from this year on."""
    ids = action.new_ids(len(new))
    rows = [(i, *astuple(fields)) for i, (fields, _) in zip(ids, new, strict=True)]
    return rows, [(i, year, _id(groups, ref)) for i, (_, ref) in zip(ids, new, strict=True)]


def _write_persons(action: Action, writes: PersonWrites, year: int) -> Job[None]:
    groups = _make_groups(action, writes, year)
    made, homes = _new_households(action, list(writes.households.values()), groups, year)
    record_queries.add(action, HOUSEHOLD, _HOUSEHOLD, made)
    reside(action, homes)
    refs = groups | {key: row[0] for key, row in zip(writes.households, made, strict=True)}
    total = len(writes.new) + len(writes.changed)
    for start in range(0, len(writes.new), _ROWS_A_STEP):
        yield Progress(start, total, _PERSONS_SAID)
        rows = _person_rows(action, writes.new[start : start + _ROWS_A_STEP], refs, year)
        record_queries.add(action, PERSON, _PERSON, rows)
    yield from _change_persons(action, writes, refs, total)


def _change_persons(action: Action, writes: PersonWrites, refs: dict[str, int], total: int) -> Job[None]:
    """Changed values, those of the same columns together."""
    by_columns: defaultdict[tuple[str, ...], list[tuple[Any, ...]]] = defaultdict(list)
    for i, values in writes.changed:
        placed = (refs.get(v, v) if name in _PLACES else v for name, v in values.items())
        by_columns[tuple(values)].append((*placed, i))
    done = len(writes.new)
    for columns, rows in by_columns.items():
        write = partial(record_queries.change, action, PERSON, columns)
        yield from _in_steps(write, rows, done, total, _PERSONS_SAID)
        done += len(rows)


def _person_rows(
    action: Action,
    new: Sequence[tuple[PersonFields, int | str | None, int | str | None]],
    refs: dict[str, int],
    year: int,
) -> list[tuple[Any, ...]]:
    """The rows of new persons, their places by id."""
    ids = action.new_ids(len(new))
    placed = (
        (i, replace(person, household_id=refs.get(home, home), group_id=refs.get(group, group)))  # type: ignore[arg-type]
        for i, (person, home, group) in zip(ids, new, strict=True)
    )
    return [(i, *astuple(person), year) for i, person in placed]


def _in_steps(write: _Write, rows: Sequence[tuple[Any, ...]], done: int, total: int, said: str) -> Job[None]:
    for start in range(0, len(rows), _ROWS_A_STEP):
        yield Progress(done + start, total, said)
        write(rows[start : start + _ROWS_A_STEP])


def _make_groups(action: Action, writes: HouseholdWrites | PersonWrites, year: int) -> dict[str, int]:
    ids = dict(zip(writes.groups, action.new_ids(len(writes.groups)), strict=True))
    rows = [(ids[key], name, kind, year) for key, (name, kind) in writes.groups.items()]
    group_queries.add(action, rows)
    return ids


def _id(groups: dict[str, int], ref: GroupRef) -> int:
    return groups[ref] if isinstance(ref, str) else ref
