"""Before a bulk step: who is taken, who is left out and why. What the preview says is what the step then does."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import REVIEWED, SELF_SCORED
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.importing.new_workbook import new_workbook
from khuyenhoc_desktop.store import recognition_queries, setting_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile
from khuyenhoc_desktop.store.recognition_queries import Mark

MODE, SIMPLE, FULL = "workflow.mode", "simple", "full"

# Why somebody is left out, as it stands behind a count ("3 hộ chưa đăng ký") and in the list.
REASONS: Final = {
    "gone": "không có mặt trong năm này",
    "decided": "đã có kết quả xét",
    "not_ruled": "chưa được quyết định nào công nhận",
    "recognised": "đang được công nhận",
    "not_registered": "chưa đăng ký",
    "not_reached": "chưa đạt",
    "incomplete": "phiếu chưa chấm đủ",
    "returned": "đang bị trả lại",
    "not_verified": "chưa được xã thẩm định",
    "proposed": "đã được đề nghị từ trước",
    "already": "đã xong bước này từ trước",
    "too_early": "chưa xong bước trước",
    "not_there_yet": "chưa tới bước này nên không có gì để trả lại",
}
_TAKEN = "Được ghi"

Rule = tuple[str, Callable[[Mark], bool]]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Subjects that a step leaves out for one reason (a key of REASONS)."""

    reason: str
    ids: tuple[int, ...]

    @property
    def words(self) -> str:
        """The reason in words."""
        return REASONS[self.reason]


@dataclass(frozen=True, slots=True)
class Preview:
    """Whom a step takes and whom it leaves out; `unproposed` counts those taken who lose their proposal by it."""

    year: int
    taken: tuple[int, ...]
    left_out: tuple[LeftOut, ...]
    unproposed: int = 0


def mode(file: CommuneFile) -> str:
    """How strict the round is: "full" needs review and verification before a proposal, "simple" does not."""
    return FULL if setting_queries.setting(file, MODE) == FULL else SIMPLE


def is_full(file: CommuneFile) -> bool:
    """Whether review and verification are needed before a proposal."""
    return mode(file) == FULL


def for_withdrawal(file: CommuneFile, year: int, ids: Sequence[int], title: str) -> Preview:
    """Withdrawing a registration; after a result it is too late. A proposal goes with it."""
    return _sorted(file, year, ids, title, (_DECIDED, _NOT_REGISTERED), unproposes=True)


def for_proposal(file: CommuneFile, year: int, ids: Sequence[int], title: str) -> Preview:
    """Proposing: in the full round only who registered, reached the title and was verified."""
    rules: tuple[Rule, ...] = (_DECIDED, ("proposed", lambda mark: mark.proposed))
    if is_full(file):
        rules += (_NOT_REGISTERED, _RETURNED, _NOT_VERIFIED, _NOT_REACHED)
    return _sorted(file, year, ids, title, rules)


def for_stage(file: CommuneFile, year: int, ids: Sequence[int], stage: int, title: str) -> Preview:
    """Declaring a stage done; in the full round each only after the one before it."""
    rules: tuple[Rule, ...] = (
        _DECIDED,
        _NOT_REGISTERED,
        ("already", lambda mark: mark.stage >= stage),
        ("incomplete", lambda mark: not mark.complete),
    )
    if is_full(file) and stage > SELF_SCORED:
        rules += (("too_early", lambda mark: mark.stage < stage - 1),)
    return _sorted(file, year, ids, title, rules)


def for_return(file: CommuneFile, year: int, ids: Sequence[int], stage: int, title: str) -> Preview:
    """Giving back to those who did a stage; a proposal goes with it."""
    rules: tuple[Rule, ...] = (_DECIDED, ("not_there_yet", lambda mark: mark.stage < stage))
    return _sorted(file, year, ids, title, rules, unproposes=True)


def for_correction(file: CommuneFile, year: int, ids: Sequence[int], recognised: bool, title: str) -> Preview:
    """Correcting: recognising who is not, or revoking from who is recognised by a decision."""
    rule: Rule = ("not_ruled", lambda mark: not (mark.ruled and mark.recognised is True))
    if recognised:
        rule = ("recognised", lambda mark: mark.recognised is True)
    return _sorted(file, year, ids, title, (rule,))


def write_preview(file: CommuneFile, preview: Preview, path: Path, heading: str) -> None:
    """The whole list of a preview as a workbook: who, where, taken or the reason of being left out.

    Raises:
        UserError: workbook_locked.
    """
    told = [(_TAKEN, preview.taken), *((left.words, left.ids) for left in preview.left_out)]
    with new_workbook(path) as book:
        sheet, bold = book.add_worksheet("Danh sách"), book.add_format({"bold": True})
        sheet.write_string(0, 0, heading, bold)
        for column, (words, width) in enumerate((("STT", 6), ("Tên", 34), ("Thôn, tổ", 26), ("Kết quả", 44))):
            sheet.write_string(2, column, words, bold)
            sheet.set_column(column, column, width)
        number = 0
        for words, ids in told:
            for row in subjects.rows(file, preview.year, ids):
                number += 1
                sheet.write_number(2 + number, 0, number)
                for column, text in enumerate((row.name, row.group or "", words), start=1):
                    sheet.write_string(2 + number, column, text)
        sheet.freeze_panes(3, 0)


def refuse_nobody(found: Preview) -> None:
    """A step that takes nobody is not done. Raises UserError nobody_taken."""
    if not found.taken:
        reasons = "; ".join(f"{len(left.ids)} {left.words}" for left in found.left_out)
        raise UserError(
            "nobody_taken",
            f"Không có mục nào làm được bước này ({reasons or 'chưa chọn mục nào'}).",
            "Xem lại danh sách, chọn mục khác rồi làm lại.",
        )


_DECIDED: Rule = ("decided", lambda mark: mark.recognised is not None)
_NOT_REGISTERED: Rule = ("not_registered", lambda mark: not mark.registered)
_RETURNED: Rule = ("returned", lambda mark: mark.returned)
_NOT_VERIFIED: Rule = ("not_verified", lambda mark: mark.stage <= REVIEWED)
_NOT_REACHED: Rule = ("not_reached", lambda mark: not mark.reached)


def _sorted(
    file: CommuneFile,
    year: int,
    ids: Sequence[int],
    title: str,
    rules: Sequence[Rule],
    *,
    unproposes: bool = False,
) -> Preview:
    """Each subject once: taken, or left out for the first reason that holds."""
    marks = {mark.id: mark for mark in recognition_queries.marks(file, year, title, ids)}
    found: dict[str, list[int]] = {}
    for ident in dict.fromkeys(ids):
        found.setdefault(_reason(marks.get(ident), rules), []).append(ident)
    taken = tuple(found.pop("", ()))
    left = tuple(LeftOut(reason, tuple(out)) for reason, out in found.items())
    return Preview(year, taken, left, sum(marks[ident].proposed for ident in taken) if unproposes else 0)


def _reason(mark: Mark | None, rules: Sequence[Rule]) -> str:
    """Why a subject is left out; "" for one that is taken."""
    if mark is None:
        return "gone"
    return next((reason for reason, holds in rules if holds(mark)), "")
