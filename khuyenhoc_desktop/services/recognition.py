"""Registration, proposal and recognition of households as learning families."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services.criteria_sets import LEARNING_FAMILY
from khuyenhoc_desktop.store import score_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of recognition. `decided_on` is an ISO date; `recognised` counts whom it recognises."""

    id: int
    number: str
    decided_on: str | None
    signer: str | None
    note: str | None
    recognised: int


def decisions(file: CommuneFile, year: int) -> list[Decision]:
    """The year's decisions, oldest first."""
    return [Decision(*row) for row in score_queries.decisions(file, year, LEARNING_FAMILY)]


def set_registered(
    file: CommuneFile, year: int, ids: Sequence[int], registered: bool, on: date | None = None
) -> None:
    """Note that households have (or have not) registered for the title, on a day if it is known."""
    what = "Đăng ký" if registered else "Bỏ đăng ký"
    day = on.isoformat() if registered and on else None
    with file.action("registration", f"{what} {len(ids)} hộ, năm {year}") as action:
        _make_assessments(action, year, ids)
        rows = [(int(registered), day, i, year) for i in ids]
        action.executemany(
            "UPDATE assessment SET registered = ?, registered_on = ? WHERE subject_id = ? AND year = ?", rows
        )


def register_like_last_year(file: CommuneFile, year: int) -> int:
    """Register every household that had registered the year before and is still there; returns how many."""
    ids = score_queries.registered_before_not_now(file, year)
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


def recognise_by_decision(
    file: CommuneFile, year: int, number: str, decided_on: date | None, signer: str, ids: Sequence[int]
) -> int:
    """Record a decision and recognise these households by it, as one action; returns the decision's id.

    A decision with this number in the year is used again. Raises:
        UserError: decision_number_missing.
    """
    number = tidy(number)
    if not number:
        raise UserError(
            "decision_number_missing", "Chưa có số quyết định.", "Gõ số quyết định, ví dụ 125/QĐ-UBND."
        )
    with file.action("recognition", f"Công nhận {len(ids)} hộ theo quyết định {number}, năm {year}") as action:
        decision = _decision(action, year, number, decided_on, signer)
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


def edit_decision(file: CommuneFile, decision: Decision) -> None:
    """Change a decision's number, date, signer or note."""
    with file.action("decision.edit", f"Sửa quyết định {decision.number}") as action:
        action.execute(
            "UPDATE decision SET number = ?, decided_on = ?, signer = ?, note = ? WHERE id = ?",
            (tidy(decision.number), decision.decided_on, decision.signer, decision.note, decision.id),
        )


def _make_assessments(action: Action, year: int, ids: Sequence[int]) -> None:
    action.executemany(
        "INSERT INTO assessment (subject_id, year, title) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(i, year, LEARNING_FAMILY) for i in ids],
    )


def _decision(action: Action, year: int, number: str, decided_on: date | None, signer: str) -> int:
    known = action.execute(
        "SELECT id FROM decision WHERE year = ? AND title = ? AND number = ?", (year, LEARNING_FAMILY, number)
    )
    if known:
        return int(known[0][0])
    decision = action.new_id()
    day = decided_on.isoformat() if decided_on else None
    action.execute(
        "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, NULL)",
        (decision, year, LEARNING_FAMILY, number, day, tidy(signer) or None),
    )
    return decision
