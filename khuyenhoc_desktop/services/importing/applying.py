"""Applies a plan: one action in the journal, undone as one; nothing at all when nothing changes."""

from collections.abc import Sequence
from typing import Any

from khuyenhoc_desktop.domain.household import HouseholdFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import format_count
from khuyenhoc_desktop.services.importing import memory
from khuyenhoc_desktop.services.importing.group_book import GroupRef
from khuyenhoc_desktop.services.importing.households import HouseholdWrites
from khuyenhoc_desktop.services.importing.plan import ImportPlan, ImportResult, journal_mark, result_of
from khuyenhoc_desktop.services.progress import Job, Progress
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

_ROWS_A_STEP = 2_000
_INSERT = "INSERT INTO household VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)"
_UPDATE = (
    "UPDATE household SET code = ?, head_name = ?, born = ?, member_count = ?, school_age_count = ?, address = ?,"
    " personal_number = ?, note = ? WHERE id = ?"
)
_RESIDE = (
    "INSERT INTO residence VALUES (?, ?, ?, 0) ON CONFLICT DO UPDATE SET group_id = excluded.group_id, away = 0"
)


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
        else:
            from khuyenhoc_desktop.services.importing.scores import write_scores

            yield from write_scores(action, plan)
        yield Progress(1, 1, "Đang ghi nhật ký và tính lại")
    return result_of(plan, action.journal_id)


def _summary(plan: ImportPlan) -> str:
    what = "hộ" if plan.what == "households" else "phiếu điểm"
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
    ids = action.new_ids(len(writes.new))
    rows = [(i, *_values(fields)) for i, (fields, _) in zip(ids, writes.new, strict=True)]
    homes = [(i, year, _id(groups, ref)) for i, (_, ref) in zip(ids, writes.new, strict=True)]
    homes += [(i, year, _id(groups, ref)) for i, ref in writes.moved]
    changed = [(*_values(fields), i) for i, fields in writes.changed]
    total = len(rows) + len(changed) + len(homes)
    done = 0
    for sql, some in ((_INSERT, rows), (_UPDATE, changed), (_RESIDE, homes)):
        yield from _in_steps(action, sql, some, done, total)
        done += len(some)


def _in_steps(action: Action, sql: str, rows: Sequence[tuple[Any, ...]], done: int, total: int) -> Job[None]:
    for start in range(0, len(rows), _ROWS_A_STEP):
        yield Progress(done + start, total, "Đang ghi các hộ")
        action.executemany(sql, rows[start : start + _ROWS_A_STEP])


def _make_groups(action: Action, writes: HouseholdWrites, year: int) -> dict[str, int]:
    ids = dict(zip(writes.groups, action.new_ids(len(writes.groups)), strict=True))
    rows = [(ids[key], name, kind, year) for key, (name, kind) in writes.groups.items()]
    action.executemany("INSERT INTO residential_group VALUES (?, ?, ?, NULL, ?, NULL, NULL)", rows)
    return ids


def _id(groups: dict[str, int], ref: GroupRef) -> int:
    return groups[ref] if isinstance(ref, str) else ref


def _values(fields: HouseholdFields) -> tuple[Any, ...]:
    return (
        fields.code,
        fields.head_name,
        fields.born,
        fields.member_count,
        fields.school_age_count,
        fields.address,
        fields.personal_number,
        fields.note,
    )
