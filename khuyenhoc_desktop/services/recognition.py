"""Registration, proposal and recognition of households as learning families."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import fold, format_date, tidy
from khuyenhoc_desktop.services import households
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.services.households import HouseholdRow
from khuyenhoc_desktop.store import recognition_queries, score_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.recognition_queries import Mark

__all__ = [
    "Candidates",
    "Decision",
    "Mark",
    "RecognitionRow",
    "candidates",
    "check_decision",
    "decisions",
    "delete_decision",
    "edit_decision",
    "find_decision",
    "like_last_year",
    "marks",
    "recognise_by_decision",
    "register_like_last_year",
    "rows",
    "set_proposed",
    "set_recognised",
    "set_registered",
    "to_be_recognised",
]


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of recognition. `decided_on` is an ISO date; `recognised` counts whom it recognises."""

    id: int
    number: str
    decided_on: str | None
    signer: str | None
    note: str | None
    recognised: int


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """A household with the day it registered (ISO, None = not known) and the number of its decision."""

    household: HouseholdRow
    registered_on: str | None
    decision: str | None

    @property
    def id(self) -> int:
        """The household's id."""
        return self.household.id


@dataclass(frozen=True, slots=True)
class Candidates:
    """The households whose sheets reach the title, by what stands between them and a proposal."""

    ready: list[int]
    not_registered: list[int]
    proposed: list[int]


def rows(file: CommuneFile, year: int, ids: Sequence[int]) -> list[RecognitionRow]:
    """The rows of these households (ask for a screenful at once)."""
    days = recognition_queries.registration_days(file, year, ids)
    numbers = {decision.id: decision.number for decision in decisions(file, year)}
    return [
        RecognitionRow(row, days.get(row.id), numbers.get(row.decision_id or 0))
        for row in households.rows(file, year, ids)
    ]


def marks(file: CommuneFile, year: int, ids: Sequence[int]) -> list[Mark]:
    """How far each of these households is; those that are away or deleted that year are left out."""
    return recognition_queries.marks(file, year, ids)


def candidates(file: CommuneFile, year: int) -> Candidates:
    """Who has reached the title, before proposing them: only those who registered may be proposed."""
    reached = [mark for mark in recognition_queries.marks(file, year) if mark.reached]
    done = [mark for mark in reached if mark.proposed or mark.recognised is not None]
    waiting = [mark for mark in reached if not mark.proposed and mark.recognised is None]
    return Candidates(
        ready=[mark.id for mark in waiting if mark.registered],
        not_registered=[mark.id for mark in waiting if not mark.registered],
        proposed=[mark.id for mark in done],
    )


def to_be_recognised(file: CommuneFile, year: int) -> list[int]:
    """The households that are proposed and about which nothing was decided yet."""
    found = recognition_queries.marks(file, year)
    return [mark.id for mark in found if mark.proposed and mark.recognised is None]


def like_last_year(file: CommuneFile, year: int) -> list[int]:
    """The households that had registered the year before, are still there and have not registered yet."""
    return score_queries.registered_before_not_now(file, year)


def decisions(file: CommuneFile, year: int) -> list[Decision]:
    """The year's decisions, oldest first."""
    return [Decision(*row) for row in score_queries.decisions(file, year, LEARNING_FAMILY)]


def find_decision(file: CommuneFile, year: int, number: str) -> Decision | None:
    """The year's decision of this number, however its capitals and marks are typed."""
    wanted = fold(number)
    return next((one for one in decisions(file, year) if fold(one.number) == wanted), None)


def set_registered(
    file: CommuneFile, year: int, ids: Sequence[int], registered: bool, on: date | None = None
) -> None:
    """Note that households have (or have not) registered for the title, on a day if it is known.

    A day noted before stays where none is given now.
    """
    what = "Đăng ký" if registered else "Bỏ đăng ký"
    day = on.isoformat() if registered and on else None
    with file.action("registration", f"{what} {len(ids)} hộ, năm {year}") as action:
        _make_assessments(action, year, ids)
        action.executemany(
            "UPDATE assessment SET registered = ?1, registered_on = iif(?1, coalesce(?2, registered_on), NULL)"
            " WHERE subject_id = ?3 AND year = ?4",
            [(int(registered), day, i, year) for i in ids],
        )


def register_like_last_year(file: CommuneFile, year: int) -> int:
    """Register every household that had registered the year before and is still there; returns how many."""
    ids = like_last_year(file, year)
    if ids:
        set_registered(file, year, ids, True)
    return len(ids)


def set_proposed(file: CommuneFile, year: int, ids: Sequence[int], proposed: bool) -> None:
    """Put households on the list proposed for recognition, or take them off it."""
    what = "Đề nghị công nhận" if proposed else "Rút đề nghị công nhận"
    with file.action("proposal", f"{what} {len(ids)} hộ, năm {year}") as action:
        _make_assessments(action, year, ids)
        rows = [(int(proposed), i, year) for i in ids]
        action.executemany("UPDATE assessment SET proposed = ? WHERE subject_id = ? AND year = ?", rows)


def check_decision(
    file: CommuneFile, year: int, number: str, decided_on: date | None, signer: str
) -> tuple[str, Decision | None]:
    """The number as it will stand, and the year's decision of that number if there is one.

    Raises:
        UserError: decision_number_missing; decision_differs when it is known with another date or signer.
    """
    number = _checked_number(number)
    known = find_decision(file, year, number)
    if known:
        _refuse_another(known, decided_on, signer)
    return (known.number if known else number), known


def recognise_by_decision(
    file: CommuneFile, year: int, number: str, decided_on: date | None, signer: str, ids: Sequence[int]
) -> int:
    """Record a decision and recognise these households by it, as one action; returns the decision's id.

    A decision with this number in the year is used again. Raises what check_decision raises.
    """
    number, known = check_decision(file, year, number, decided_on, signer)
    with file.action("recognition", f"Công nhận {len(ids)} hộ theo quyết định {number}, năm {year}") as action:
        decision = known.id if known else _new_decision(action, year, number, decided_on, signer)
        _make_assessments(action, year, ids)
        action.executemany(
            "UPDATE assessment SET recognised = 1, decision_id = ? WHERE subject_id = ? AND year = ?",
            [(decision, i, year) for i in ids],
        )
    return decision


def set_recognised(file: CommuneFile, year: int, ids: Sequence[int], recognised: bool | None) -> None:
    """Note households as not recognised (False), or as not yet decided (None); both drop the decision."""
    what = "Bỏ kết quả công nhận của" if recognised is None else "Không công nhận"
    value = None if recognised is None else int(recognised)
    with file.action("recognition", f"{what} {len(ids)} hộ, năm {year}") as action:
        _make_assessments(action, year, ids)
        action.executemany(
            "UPDATE assessment SET recognised = ?, decision_id = NULL WHERE subject_id = ? AND year = ?",
            [(value, i, year) for i in ids],
        )


def edit_decision(file: CommuneFile, year: int, decision: Decision) -> None:
    """Change a decision's number, date, signer or note.

    Raises:
        UserError: decision_number_missing; decision_exists when another of the year has this number; no_decision.
    """
    number = _checked_number(decision.number)
    known = find_decision(file, year, number)
    if known and known.id != decision.id:
        raise UserError(
            "decision_exists",
            f"Năm {year} đã có quyết định số {known.number}.",
            "Gõ số khác, hoặc sửa quyết định đã có.",
        )
    row = (number, decision.decided_on, _text(decision.signer), _text(decision.note), decision.id)
    with file.action("decision.edit", f"Sửa quyết định {number}") as action:
        sql = "UPDATE decision SET number = ?, decided_on = ?, signer = ?, note = ? WHERE id = ? RETURNING 1"
        if not action.execute(sql, row):
            raise UserError(
                "no_decision", f"Quyết định {number} không còn trong tệp.", "Nạp lại danh sách quyết định."
            )


def delete_decision(file: CommuneFile, decision: Decision) -> None:
    """Remove a decision by which nobody is recognised.

    Raises:
        UserError: decision_in_use.
    """
    count = recognition_queries.recognised_by(file, decision.id)
    if count:
        raise UserError(
            "decision_in_use",
            f"Quyết định {decision.number} đang công nhận {count} hộ nên không xóa được.",
            "Bỏ kết quả công nhận của các hộ đó trước, hoặc hoàn tác việc công nhận.",
        )
    with file.action("decision.delete", f"Xóa quyết định {decision.number}") as action:
        action.execute("DELETE FROM decision WHERE id = ?", (decision.id,))


def _make_assessments(action: Action, year: int, ids: Sequence[int]) -> None:
    action.executemany(
        "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(i, year, LEARNING_FAMILY) for i in ids],
    )


def _checked_number(number: str) -> str:
    number = tidy(number)
    if not number:
        raise UserError(
            "decision_number_missing", "Chưa có số quyết định.", "Gõ số quyết định, ví dụ 125/QĐ-UBND."
        )
    return number


def _refuse_another(known: Decision, decided_on: date | None, signer: str) -> None:
    """One number is one decision: what is said of it now must not quietly be lost."""
    other_day = decided_on is not None and decided_on.isoformat() != known.decided_on
    other_signer = bool(tidy(signer)) and fold(signer) != fold(known.signer or "")
    if other_day or other_signer:
        day = format_date(date.fromisoformat(known.decided_on)) if known.decided_on else "chưa ghi ngày"
        raise UserError(
            "decision_differs",
            f"Quyết định {known.number} đã có: {day}, {known.signer or 'chưa ghi người ký'}.",
            "Chọn quyết định đó trong danh sách, hoặc sửa nó ở «Quyết định», hoặc gõ số khác.",
        )


def _new_decision(action: Action, year: int, number: str, decided_on: date | None, signer: str) -> int:
    decision = action.new_id()
    day = decided_on.isoformat() if decided_on else None
    action.execute(
        "INSERT INTO decision (id, year, title, number, decided_on, signer) VALUES (?, ?, ?, ?, ?, ?)",
        (decision, year, LEARNING_FAMILY, number, day, _text(signer)),
    )
    return decision


def _text(typed: str | None) -> str | None:
    return tidy(typed or "") or None
