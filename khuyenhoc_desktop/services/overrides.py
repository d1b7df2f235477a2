"""Setting a derived indicator by hand, with a reason that stays with it; and letting it be computed again."""

from khuyenhoc_desktop.domain.answer_text import check_answer, format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import SELF_SCORED
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store import score_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile

_ASSESS = (
    "INSERT INTO assessment (subject_id, year, title, set_id, set_version) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET set_id = excluded.set_id, set_version = excluded.set_version"
    " WHERE set_id IS NULL"
)
_KEEP = (
    "INSERT INTO override VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET reason = excluded.reason"
    " WHERE reason <> excluded.reason"
)
_VALUE = (
    f"INSERT INTO score VALUES (?, ?, {SELF_SCORED}, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"
    " WHERE value IS NOT excluded.value"
)
_OTHER_STAGES = f"DELETE FROM score WHERE subject_id = ? AND year = ? AND indicator = ? AND stage <> {SELF_SCORED}"
_NO_VALUE = "DELETE FROM score WHERE subject_id = ? AND year = ? AND indicator = ?"
_DROP = "DELETE FROM override WHERE subject_id = ? AND year = ? AND indicator = ?"


def set_override(file: CommuneFile, year: int, subject: int, code: str, value: Answer, reason: str) -> None:
    """Put a value in place of the computed one; one action.

    Raises:
        UserError: reason_missing, not_measured, no_subject, no_criteria, or why the value cannot be taken.
    """
    row = subjects.get(file, year, subject)
    criteria_set = SheetSets(file, row.title, year, [subject]).of(subject)
    indicator = _measured(criteria_set.indicator(code) if criteria_set.has_indicator(code) else None, code)
    reason = tidy(reason)
    if not reason:
        raise UserError(
            "reason_missing",
            f"Chưa ghi lý do nhập tay chỉ số {indicator.number}.",
            "Ghi rõ vì sao không dùng số chương trình tính (căn cứ, ai quyết định).",
            place=f"chỉ số {indicator.number}",
        )
    problem = check_answer(indicator, value)
    if problem:
        raise UserError(problem.code, problem.message, problem.cure, place=f"chỉ số {indicator.number}")
    what = f"Nhập tay chỉ số {indicator.number} của {row.name}: {format_answer(indicator, value)} ({reason})"
    with file.action("override.set", what) as action:
        action.execute(_ASSESS, (subject, year, row.title, criteria_set.set_id, criteria_set.version))
        action.execute(_KEEP, (subject, year, code, reason))
        action.execute(_VALUE, (subject, year, code, score_queries.stored(value)))
        action.execute(_OTHER_STAGES, (subject, year, code))


def drop_override(file: CommuneFile, year: int, subject: int, code: str) -> None:
    """Use the computed value again; one action, none where nothing was set by hand.

    Raises:
        UserError: no_subject.
    """
    row = subjects.get(file, year, subject)
    with file.action("override.drop", f"Bỏ số nhập tay của {row.name}, dùng lại số chương trình tính") as action:
        action.execute(_DROP, (subject, year, code))
        action.execute(_NO_VALUE, (subject, year, code))


def _measured(indicator: Indicator | None, code: str) -> Indicator:
    if indicator is None or indicator.measure is None:
        raise UserError(
            "not_measured",
            f"Chỉ số {indicator.number if indicator else code} không phải do chương trình tính.",
            "Nhập thẳng vào ô của chỉ số này trên phiếu.",
        )
    return indicator
