"""What would bring a sheet to its title, or to the next level: single steps in words, the necessary ones first."""

from collections.abc import Mapping

from khuyenhoc_desktop.domain.answer_text import check_answer, format_answer
from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria_model import CriteriaSet, Indicator, Kind, Outcome
from khuyenhoc_desktop.domain.numbers import format_points
from khuyenhoc_desktop.domain.score_result import ScoreResult, shortfall
from khuyenhoc_desktop.domain.scoring import points_of, score
from khuyenhoc_desktop.domain.scoring_checklist import is_met

MOST_PLACES = 3  # so many indicators are named where points may still be had


def next_steps(criteria_set: CriteriaSet, answers: Mapping[str, Answer]) -> tuple[str, ...]:
    """The steps still to make, each a Vietnamese sentence; none for an empty sheet or where all is reached."""
    result = score(criteria_set, answers)
    if result.outcome is Outcome.EMPTY:
        return ()
    steps = _enter(criteria_set, result)
    if criteria_set.is_checklist:
        return (*steps, *_targets(criteria_set, answers, (result.level or 0) + 1))
    if result.outcome is Outcome.REACHED:
        return ()
    lifts = [_lift(criteria_set, criteria_set.indicator(code), answers) for code in result.below_floor]
    others = (each.sentence for each in result.reasons if each.code in ("required_no", "criterion_short"))
    return (*steps, *lifts, *others, *_more_points(criteria_set, answers, result))


def _enter(criteria_set: CriteriaSet, result: ScoreResult) -> list[str]:
    what = "chỉ tiêu" if criteria_set.is_checklist else "chỉ số"
    numbers = ", ".join(criteria_set.indicator(code).number for code in result.missing)
    return [f"Nhập {len(result.missing)} {what} còn trống: {numbers}."] if numbers else []


def _lift(criteria_set: CriteriaSet, indicator: Indicator, answers: Mapping[str, Answer]) -> str:
    now = format_points(_points(indicator, answers) or 0)
    floor = format_points(criteria_set.floor_of(indicator) or 0)
    return f"Nâng chỉ số {indicator.number} từ {now} lên ít nhất {floor} điểm."


def _points(indicator: Indicator, answers: Mapping[str, Answer]) -> int | None:
    """The points of an answer that counts; None where there is none or it does not apply."""
    answer = answers.get(indicator.code)
    if answer is None or answer is NA or check_answer(indicator, answer):
        return None
    return points_of(indicator, answer)


def _more_points(criteria_set: CriteriaSet, answers: Mapping[str, Answer], result: ScoreResult) -> list[str]:
    """How many points are lacking, and where most can still be had."""
    short = shortfall(result)
    if not short:
        return []
    had = [(indicator, _points(indicator, answers)) for indicator in criteria_set.indicators]
    room = [(indicator.max_points - points, indicator) for indicator, points in had if points is not None]
    places = sorted((each for each in room if each[0] > 0), key=lambda each: -each[0])[:MOST_PLACES]
    named = ", ".join(f"{indicator.number} (còn {format_points(left)})" for left, indicator in places)
    needed = f"Thêm {format_points(short)} điểm để đủ {format_points(result.required_total)}"
    return [f"{needed}; còn lấy thêm được nhiều nhất ở chỉ số {named}." if named else f"{needed}."]


def _targets(criteria_set: CriteriaSet, answers: Mapping[str, Answer], level: int) -> list[str]:
    """What each entered indicator that does not meet the level lacks."""
    allowed = [each for each in criteria_set.indicators if each.code in answers]
    return [
        _target(each, answers[each.code], level)
        for each in allowed
        if not check_answer(each, answers[each.code]) and not is_met(each, answers[each.code], level)
    ]


def _target(indicator: Indicator, answer: Answer, level: int) -> str:
    if indicator.kind is Kind.YES_NO:
        return f"Chỉ tiêu {indicator.number}: cần đạt «có»."
    unit = "%" if indicator.kind is Kind.PERCENT else ""
    needed = format_points(indicator.target(level) or 0)
    return f"Chỉ tiêu {indicator.number}: đang là {format_answer(indicator, answer)}{unit}, cần từ {needed}{unit}."
