"""Decisions and what they said of whom. What a decision has said is never overwritten: another one corrects it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.text import fold, format_date, tidy
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services import workflow_preview as preview
from khuyenhoc_desktop.store import assessment_queries, recognition_queries, workflow_queries
from khuyenhoc_desktop.store.action import Action
from khuyenhoc_desktop.store.commune_file import CommuneFile

RECOGNISE, CORRECT, REVOKE = "recognise", "correct", "revoke"
KINDS: Final = {RECOGNISE: "Công nhận", CORRECT: "Điều chỉnh", REVOKE: "Thôi công nhận"}


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision. `decided_on` is an ISO date; `recognised` counts whom it recognises now, `named` whom it names.

    `kind` is a key of KINDS; `corrects` is the id of the decision that it corrects.
    """

    id: int
    number: str
    decided_on: str | None
    signer: str | None
    note: str | None
    recognised: int
    kind: str = RECOGNISE
    corrects: int | None = None
    named: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one decision said of a subject. `corrects` is the number of the decision that it corrects."""

    year: int
    recognised: bool
    note: str | None
    number: str
    decided_on: str | None
    signer: str | None
    kind: str
    corrects: str | None


def decisions(file: CommuneFile, year: int, title: str = LEARNING_FAMILY) -> list[Decision]:
    """The year's decisions about a title, oldest first."""
    return [Decision(*row) for row in recognition_queries.decisions(file, year, title)]


def find_decision(file: CommuneFile, year: int, number: str, title: str = LEARNING_FAMILY) -> Decision | None:
    """The year's decision of this number, however its capitals and marks are typed."""
    wanted = fold(number)
    return next((one for one in decisions(file, year, title) if fold(one.number) == wanted), None)


def title_of(file: CommuneFile, decision_id: int) -> str | None:
    """The title that a decision is about; None when it is no longer on file."""
    return recognition_queries.title_of_decision(file, decision_id)


def rulings(file: CommuneFile, subject_id: int) -> list[Ruling]:
    """What decisions of all years said of a subject, the newest first."""
    rows = recognition_queries.rulings(file, subject_id)
    return [Ruling(row[0], bool(row[1]), *row[2:]) for row in rows]


def check_decision(
    file: CommuneFile,
    year: int,
    number: str,
    decided_on: date | None,
    signer: str,
    title: str = LEARNING_FAMILY,
) -> tuple[str, Decision | None]:
    """The number as it will stand, and the year's decision of that number if there is one.

    Raises:
        UserError: decision_number_missing; decision_differs when it is known with another date or signer.
    """
    number = _checked_number(number)
    known = find_decision(file, year, number, title)
    if known:
        _refuse_another(known, decided_on, signer)
    return (known.number if known else number), known


def recognise_by_decision(
    file: CommuneFile,
    year: int,
    number: str,
    decided_on: date | None,
    signer: str,
    ids: Sequence[int],
    *,
    title: str = LEARNING_FAMILY,
) -> int:
    """Record a decision and recognise these subjects by it, as one action; returns the decision's id.

    A decision with this number in the year is used again. Raises what check_decision raises, and:
        UserError: decided_already when another decision has said something of one of them; decision_corrects.
    """
    number, known = check_decision(file, year, number, decided_on, signer, title)
    if known and known.kind != RECOGNISE:
        raise UserError(
            "decision_corrects",
            f"Quyết định {known.number} là quyết định điều chỉnh, không phải quyết định công nhận.",
            "Gõ số khác, hoặc dùng «Điều chỉnh sau quyết định».",
        )
    _refuse_decided(file, year, ids, but=known.id if known else None)
    count = subjects.counted(title, len(ids))
    with file.action("recognition", f"Công nhận {count} theo quyết định {number}, năm {year}") as action:
        decision = known.id if known else _new(action, year, title, number, decided_on, signer, RECOGNISE)
        _rule(action, year, title, ids, decision, recognised=True)
    return decision


def set_recognised(
    file: CommuneFile, year: int, ids: Sequence[int], recognised: bool | None, *, title: str = LEARNING_FAMILY
) -> None:
    """Note subjects as not recognised (False), or as not yet decided (None), where no decision has spoken.

    Raises:
        UserError: decided_already.
    """
    _refuse_decided(file, year, ids)
    count = subjects.counted(title, len(ids))
    what = "Bỏ kết quả công nhận của" if recognised is None else "Không công nhận"
    with file.action("recognition", f"{what} {count}, năm {year}") as action:
        assessment_queries.begin(action, year, title, ids)
        assessment_queries.set_result(action, year, ids, recognised, None)


def correct_by_decision(
    file: CommuneFile,
    year: int,
    title: str,
    number: str,
    decided_on: date | None,
    signer: str,
    ids: Sequence[int],
    recognised: bool,
    *,
    corrects: int,
    note: str = "",
) -> preview.Preview:
    """Correct a decision by another: recognise whom it forgot, or revoke; what the first said stays on file.

    A correcting decision of this number is used again (it may add some and revoke others). Returns whom it took
    and whom it left out. Raises what check_decision raises, and:
        UserError: decision_exists when the number is an ordinary decision's; no_decision; nobody_taken;
        decided_already when this very decision has named one of them.
    """
    number, known = check_decision(file, year, number, decided_on, signer, title)
    first = _corrected(file, year, title, corrects, known, ids)
    found = preview.for_correction(file, year, ids, recognised, title)
    preview.refuse_nobody(found)
    kind, said = (CORRECT, "thêm công nhận") if recognised else (REVOKE, "thôi công nhận")
    count = subjects.counted(title, len(found.taken))
    summary = f"Quyết định {number} điều chỉnh {first.number}: {said} {count}, năm {year}"
    with file.action("recognition.correct", summary) as action:
        decision = known.id if known else _new(action, year, title, number, decided_on, signer, kind, corrects)
        if known and known.kind != kind:
            recognition_queries.set_kind(action, decision, CORRECT)
        _rule(action, year, title, found.taken, decision, recognised=recognised, note=note)
        day = decided_on.isoformat() if decided_on else None
        workflow_queries.note_events(action, year, found.taken, "corrected", None, day, _text(signer), _text(note))
    return found


def _corrected(
    file: CommuneFile, year: int, title: str, corrects: int, known: Decision | None, ids: Sequence[int]
) -> Decision:
    """The decision that is corrected; `known` is the correcting one, where it is on file already."""
    first = next((one for one in decisions(file, year, title) if one.id == corrects), None)
    if first is None:
        raise _gone("cần điều chỉnh")
    if known and known.corrects != corrects:
        raise _exists(year, known)
    if known:
        _refuse(recognition_queries.named_among(file, known.id, ids))
    return first


def edit_decision(file: CommuneFile, year: int, decision: Decision, title: str = LEARNING_FAMILY) -> None:
    """Change a decision's number, date, signer or note, where they were mistyped.

    Raises:
        UserError: decision_number_missing; decision_exists when another of the year has this number; no_decision.
    """
    number = _checked_number(decision.number)
    known = find_decision(file, year, number, title)
    if known and known.id != decision.id:
        raise _exists(year, known)
    row = (number, decision.decided_on, _text(decision.signer), _text(decision.note))
    with file.action("decision.edit", f"Sửa quyết định {number}") as action:
        if not recognition_queries.edit_decision(action, decision.id, row):
            raise _gone(number)


def delete_decision(file: CommuneFile, decision: Decision) -> None:
    """Remove a decision that names nobody and that no other one corrects.

    Raises:
        UserError: decision_in_use.
    """
    named = recognition_queries.named_by(file, decision.id)
    corrections = recognition_queries.corrections_of(file, decision.id)
    if named or corrections:
        why = f"ghi kết quả của {named} mục" if named else f"được quyết định {corrections[0]} điều chỉnh"
        raise UserError(
            "decision_in_use",
            f"Quyết định {decision.number} đang {why} nên không xóa được.",
            "Nếu ghi nhầm, vào Nhật ký và hoàn tác việc công nhận; nếu đã ban hành, lập quyết định điều chỉnh.",
        )
    with file.action("decision.delete", f"Xóa quyết định {decision.number}") as action:
        recognition_queries.delete_decision(action, decision.id)


def _rule(
    action: Action,
    year: int,
    title: str,
    ids: Sequence[int],
    decision: int,
    *,
    recognised: bool,
    note: str = "",
) -> None:
    """What a decision says of these subjects; it is their result from now on."""
    assessment_queries.begin(action, year, title, ids)
    recognition_queries.rule(action, year, ids, decision, recognised, _text(note))
    assessment_queries.set_result(action, year, ids, recognised, decision)


def _refuse_decided(file: CommuneFile, year: int, ids: Sequence[int], but: int | None = None) -> None:
    _refuse([i for i, decision in recognition_queries.ruled_by(file, ids, year).items() if decision != but])


def _refuse(decided: Sequence[int]) -> None:
    if decided:
        raise UserError(
            "decided_already",
            f"{len(decided)} mục đã có kết quả theo quyết định nên không ghi đè được.",
            "Lập quyết định điều chỉnh; nếu trước đó chỉ gõ nhầm thì vào Nhật ký hoàn tác việc ghi quyết định.",
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


def _exists(year: int, known: Decision) -> UserError:
    return UserError(
        "decision_exists",
        f"Năm {year} đã có quyết định số {known.number}.",
        "Gõ số khác, hoặc sửa quyết định đã có.",
    )


def _gone(number: str) -> UserError:
    return UserError("no_decision", f"Quyết định {number} không còn trong tệp.", "Nạp lại danh sách quyết định.")


def _new(
    action: Action,
    year: int,
    title: str,
    number: str,
    decided_on: date | None,
    signer: str,
    kind: str,
    corrects: int | None = None,
) -> int:
    day = decided_on.isoformat() if decided_on else None
    return recognition_queries.add_decision(action, (year, title, number, day, _text(signer), kind, corrects))


def _text(typed: str | None) -> str | None:
    return tidy(typed or "") or None
