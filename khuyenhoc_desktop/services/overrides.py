"""Setting a derived indicator by hand, with a reason that stays with it; and letting it be computed again."""

from khuyenhoc_desktop.domain.answer_text import check_answer, format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria import Indicator
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.text import tidy
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.sheet_sets import SheetSets
from khuyenhoc_desktop.store import assessment_queries, score_queries
from khuyenhoc_desktop.store.commune_file import CommuneFile


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
        assessment_queries.fill(action, [(subject, year, row.title, criteria_set.set_id, criteria_set.version)])
        score_queries.put_override(action, subject, year, code, value, reason)


def drop_override(file: CommuneFile, year: int, subject: int, code: str) -> None:
    """Use the computed value again; one action, none where nothing was set by hand.

    Raises:
        UserError: no_subject.
    """
    row = subjects.get(file, year, subject)
    with file.action("override.drop", f"Bỏ số nhập tay của {row.name}, dùng lại số chương trình tính") as action:
        score_queries.drop_override(action, subject, year, code)


def _measured(indicator: Indicator | None, code: str) -> Indicator:
    if indicator is None or indicator.measure is None:
        raise UserError(
            "not_measured",
            f"Chỉ số {indicator.number if indicator else code} không phải do chương trình tính.",
            "Nhập thẳng vào ô của chỉ số này trên phiếu.",
        )
    return indicator
