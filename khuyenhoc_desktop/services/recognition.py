"""Registration, withdrawal and proposal for all titles; decisions stand in services/decisions.py."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services import workflow_preview as preview
from khuyenhoc_desktop.services.decisions import (
    Decision,
    Ruling,
    check_decision,
    correct_by_decision,
    decisions,
    delete_decision,
    edit_decision,
    find_decision,
    recognise_by_decision,
    rulings,
    set_recognised,
)
from khuyenhoc_desktop.services.subjects import SubjectRow
from khuyenhoc_desktop.services.workflow_preview import LeftOut, Preview
from khuyenhoc_desktop.store import assessment_queries, recognition_queries, workflow_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.recognition_queries import Mark
from khuyenhoc_desktop.store.workflow_queries import STAGE_EVENTS, Event

__all__ = [
    "Candidates",
    "Decision",
    "LeftOut",
    "Mark",
    "Preview",
    "RecognitionRow",
    "Ruling",
    "candidates",
    "check_decision",
    "correct_by_decision",
    "decisions",
    "delete_decision",
    "edit_decision",
    "find_decision",
    "like_last_year",
    "marks",
    "recognise_by_decision",
    "rows",
    "rulings",
    "set_proposed",
    "set_recognised",
    "set_registered",
    "to_be_recognised",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class RecognitionRow:
    """A subject with the day it registered (ISO, None = not known) and the number of its decision.

    `staged` is the event of its furthest stage, `sent_back` that of its last return, `withdrawn` that of its
    withdrawal; None where there was none.
    """

    subject: SubjectRow
    registered_on: str | None
    decision: str | None
    staged: Event | None
    sent_back: Event | None
    withdrawn: Event | None

    @property
    def id(self) -> int:
        """The subject's id."""
        return self.subject.id


@dataclass(frozen=True, slots=True)
class Candidates:
    """The subjects whose sheets reach the title, by what stands between them and a proposal.

    `not_verified` are, in the full round, those that review and verification have not reached, or were returned.
    """

    ready: list[int]
    not_registered: list[int]
    proposed: list[int]
    not_verified: list[int]


def rows(file: CommuneFile, year: int, ids: Sequence[int], title: str = LEARNING_FAMILY) -> list[RecognitionRow]:
    """The rows of these subjects (ask for a screenful at once)."""
    days = recognition_queries.registration_days(file, year, ids)
    latest = workflow_queries.latest_events(file, year, ids)
    numbers = recognition_queries.decision_numbers(file, year, title)
    return [
        RecognitionRow(
            row,
            days.get(row.id),
            numbers.get(row.decision_id or 0),
            latest.get((row.id, STAGE_EVENTS.get(row.stage, ""))),
            latest.get((row.id, "returned")),
            latest.get((row.id, "withdrawn")),
        )
        for row in subjects.rows(file, year, ids)
    ]


def marks(file: CommuneFile, year: int, ids: Sequence[int], title: str = LEARNING_FAMILY) -> list[Mark]:
    """How far each of these subjects is; those that are away or deleted that year are left out."""
    return recognition_queries.marks(file, year, title, ids)


def candidates(file: CommuneFile, year: int, title: str = LEARNING_FAMILY) -> Candidates:
    """Who has reached the title, before proposing them: only those who registered may be proposed."""
    reached = [mark for mark in recognition_queries.marks(file, year, title) if mark.reached]
    done = [mark for mark in reached if mark.proposed or mark.recognised is not None]
    waiting = [mark for mark in reached if not mark.proposed and mark.recognised is None]
    registered = [mark.id for mark in waiting if mark.registered]
    open_ones = set(preview.for_proposal(file, year, registered, title).taken)
    return Candidates(
        ready=[ident for ident in registered if ident in open_ones],
        not_registered=[mark.id for mark in waiting if not mark.registered],
        proposed=[mark.id for mark in done],
        not_verified=[ident for ident in registered if ident not in open_ones],
    )


def to_be_recognised(file: CommuneFile, year: int, title: str = LEARNING_FAMILY) -> list[int]:
    """The subjects that are proposed and about which nothing was decided yet."""
    found = recognition_queries.marks(file, year, title)
    return [mark.id for mark in found if mark.proposed and mark.recognised is None]


def like_last_year(file: CommuneFile, year: int, title: str = LEARNING_FAMILY) -> list[int]:
    """The subjects that had registered the year before, are still there and have not registered (or withdrawn)."""
    return recognition_queries.registered_before_not_now(file, year, title)


def set_registered(
    file: CommuneFile,
    year: int,
    ids: Sequence[int],
    registered: bool,
    on: date | None = None,
    *,
    title: str = LEARNING_FAMILY,
) -> None:
    """Note that subjects have (or have not) registered for the title, on a day if it is known.

    A day noted before stays where none is given now. Who withdraws is noted by withdraw(), with its day.
    """
    what = "Đăng ký" if registered else "Bỏ đăng ký"
    day = on.isoformat() if registered and on else None
    with file.action("registration", f"{what} {subjects.counted(title, len(ids))}, năm {year}") as action:
        assessment_queries.begin(action, year, title, ids)
        assessment_queries.register(action, year, ids, registered, day)


def withdraw(
    file: CommuneFile,
    year: int,
    ids: Sequence[int],
    on: date | None = None,
    note: str = "",
    *,
    title: str = LEARNING_FAMILY,
) -> Preview:
    """Note that subjects withdraw their registration; it stays on file as an event, a proposal goes with it.

    Returns whom it took and whom it left out. Raises:
        UserError: nobody_taken.
    """
    found = preview.for_withdrawal(file, year, ids, title)
    preview.refuse_nobody(found)
    count = subjects.counted(title, len(found.taken))
    with file.action("registration.withdraw", f"Rút đăng ký {count}, năm {year}") as action:
        assessment_queries.withdraw(action, year, found.taken)
        day = on.isoformat() if on else None
        workflow_queries.note_events(action, year, found.taken, "withdrawn", on=day, note=tidy(note) or None)
    return found


def set_proposed(
    file: CommuneFile,
    year: int,
    ids: Sequence[int],
    proposed: bool,
    on: date | None = None,
    *,
    title: str = LEARNING_FAMILY,
) -> None:
    """Put subjects on the list proposed for recognition (on a day, if one is given), or take them off it.

    Raises:
        UserError: not_proposable when in the full round one is not registered, verified and reached.
    """
    if proposed and preview.is_full(file):
        _refuse_unready(file, year, ids, title)
    what = "Đề nghị công nhận" if proposed else "Rút đề nghị công nhận"
    with file.action("proposal", f"{what} {subjects.counted(title, len(ids))}, năm {year}") as action:
        assessment_queries.begin(action, year, title, ids)
        assessment_queries.propose(action, year, ids, proposed)
        if proposed and on:
            workflow_queries.note_events(action, year, ids, "proposed", on=on.isoformat())


def _refuse_unready(file: CommuneFile, year: int, ids: Sequence[int], title: str) -> None:
    found = preview.for_proposal(file, year, ids, title)
    unready = [left for left in found.left_out if left.reason != "proposed"]
    if unready:
        raise UserError(
            "not_proposable",
            "Chưa đề nghị được: " + "; ".join(f"{len(left.ids)} {left.words}" for left in unready) + ".",
            "Làm xong các bước còn thiếu rồi đề nghị, hoặc bỏ các mục này ra khỏi danh sách chọn.",
        )
