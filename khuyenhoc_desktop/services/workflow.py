"""The stages of the year's round: self-scored, reviewed by thôn or chi hội, verified by the commune; and returns.

Each step is one action for many subjects, and takes just those that its preview names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from khuyenhoc_desktop.domain.answer_text import format_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria import CriteriaSet
from khuyenhoc_desktop.domain.problems import UserError, error
from khuyenhoc_desktop.domain.stages import differences as stage_differences
from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY, STAGES
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services import criteria_sets, subjects
from khuyenhoc_desktop.services import workflow_preview as preview
from khuyenhoc_desktop.services.workflow_preview import Preview
from khuyenhoc_desktop.store import assessment_queries, setting_queries, workflow_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.workflow_queries import STAGE_EVENTS, Event

__all__ = [
    "EVENTS",
    "Difference",
    "Event",
    "Preview",
    "checked_note",
    "declare_stage",
    "differences",
    "events",
    "return_to",
    "set_mode",
]

# What each kind of event is called where a subject's round is shown.
EVENTS: Final = {
    "self_scored": "Tự chấm xong",
    "reviewed": "Thôn, chi hội bình xét xong",
    "verified": "Xã thẩm định xong",
    "returned": "Trả lại",
    "withdrawn": "Rút đăng ký",
    "proposed": "Đề nghị công nhận",
    "corrected": "Điều chỉnh sau quyết định",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """An indicator that the stages answered differently. Answers in words; "" where a stage gave none."""

    subject_id: int
    name: str
    group: str
    code: str
    indicator: str
    self_scored: str
    reviewed: str
    verified: str


def set_mode(file: CommuneFile, mode: str) -> None:
    """Choose the simple or the full round.

    Raises:
        UserError: bad_mode.
    """
    if mode not in (preview.SIMPLE, preview.FULL):
        raise UserError("bad_mode", "Chưa chọn cách làm.", "Chọn «Đơn giản» hoặc «Đủ các bước».")
    words = "đủ các bước" if mode == preview.FULL else "đơn giản"
    with file.action("workflow.mode", f"Đặt quy trình xét: {words}") as action:
        setting_queries.put(action, [(preview.MODE, mode)])


def declare_stage(
    file: CommuneFile,
    year: int,
    ids: Sequence[int],
    stage: int,
    on: date | None,
    person: str,
    *,
    title: str = LEARNING_FAMILY,
) -> Preview:
    """Note that a stage is done for these subjects, on a day and by whom; what was returned is so no more.

    Returns whom it took and whom it left out. Raises:
        UserError: nobody_taken; bad_stage.
    """
    found = preview.for_stage(file, year, ids, _checked(stage), title)
    preview.refuse_nobody(found)
    count = subjects.counted(title, len(found.taken))
    with file.action("workflow.stage", f"{STAGES[stage]} xong: {count}, năm {year}") as action:
        assessment_queries.set_stage(action, year, found.taken, stage)
        day, who = on.isoformat() if on else None, tidy(person) or None
        workflow_queries.note_events(action, year, found.taken, STAGE_EVENTS[stage], stage, day, who)
    return found


def return_to(
    file: CommuneFile,
    year: int,
    ids: Sequence[int],
    stage: int,
    note: str,
    *,
    on: date | None = None,
    person: str = "",
    title: str = LEARNING_FAMILY,
) -> Preview:
    """Give sheets back to those who do `stage`, with a note of what is to be done again; a proposal goes with it.

    Returns whom it took and whom it left out. Raises:
        UserError: note_missing, nobody_taken, bad_stage.
    """
    note = checked_note(note)
    found = preview.for_return(file, year, ids, _checked(stage), title)
    preview.refuse_nobody(found)
    count = subjects.counted(title, len(found.taken))
    with file.action("workflow.return", f"Trả lại {count}, năm {year}: {note}") as action:
        assessment_queries.send_back(action, year, found.taken, stage - 1)
        day, who = on.isoformat() if on else None, tidy(person) or None
        workflow_queries.note_events(action, year, found.taken, "returned", stage, day, who, note)
    return found


def checked_note(note: str) -> str:
    """The note of a return as it will stand. Raises UserError note_missing."""
    note = tidy(note)
    if not note:
        missing = error(
            "note_missing",
            "Chưa ghi lý do trả lại.",
            "Gõ ngắn gọn cần xem lại gì, ví dụ: chỉ số 3 thiếu minh chứng.",
            "note",
        )
        raise UserError(missing.code, missing.message, missing.cure, place="note", problems=(missing,))
    return note


def events(file: CommuneFile, subject_id: int) -> list[Event]:
    """What happened to a subject in the rounds of all years, the newest first."""
    return workflow_queries.events_of(file, subject_id)


def differences(
    file: CommuneFile, year: int, title: str = LEARNING_FAMILY, group_id: int | None = None
) -> list[Difference]:
    """Where the stages of the year's sheets differ, of the commune or of one thôn, subject by subject."""
    by_subject: dict[int, dict[int, dict[str, Answer]]] = {}
    sets: dict[int, CriteriaSet | None] = {}
    for subject, set_id, version, code, stage, value in workflow_queries.staged_scores(
        file, year, title, group_id
    ):
        answers = by_subject.setdefault(subject, {}).setdefault(stage, {})
        answers[code] = NA if value is None else value
        if subject not in sets:
            sets[subject] = criteria_sets.kept(file, set_id, version) if set_id and version else None
    found = []
    for row in sorted(subjects.rows(file, year, list(by_subject)), key=lambda row: (row.group or "", row.name)):
        for code, given in stage_differences(by_subject[row.id]).items():
            words = _in_words(sets[row.id], code, given)
            found.append(Difference(row.id, row.name, row.group or "", code, *words))
    return found


def _in_words(
    criteria_set: CriteriaSet | None, code: str, given: Mapping[int, Answer]
) -> tuple[str, str, str, str]:
    """The indicator's number and name, and what each stage answered."""
    indicator = criteria_set.indicator(code) if criteria_set and criteria_set.has_indicator(code) else None
    if indicator is None:
        raw = [str(given.get(stage, "")) for stage in STAGES]
        return code, raw[0], raw[1], raw[2]
    words = [format_answer(indicator, given.get(stage)) for stage in STAGES]
    return f"{indicator.number} {indicator.name}", words[0], words[1], words[2]


def _checked(stage: int) -> int:
    if stage not in STAGES:
        raise UserError("bad_stage", "Chưa chọn bước nào.", "Chọn Tự chấm, Bình xét hoặc Thẩm định.")
    return stage
