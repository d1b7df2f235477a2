"""The Vietnamese words of a score: reasons one by one, and the result in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from khuyenhoc_desktop.domain.criteria_model import Criterion, Indicator, Level, Outcome
from khuyenhoc_desktop.domain.text import format_points

if TYPE_CHECKING:
    from khuyenhoc_desktop.domain.score_result import ScoreResult

MOST_REASONS = 3  # more than these make the sentence too long for one line

# The reasons that a set's worked examples may name, and the results, as they are written in workbooks.
REASON_NAMES: Final[Mapping[str, str]] = {
    "missing": "còn chỉ số chưa nhập",
    "below_floor": "dưới mức sàn",
    "required_no": "điều kiện bắt buộc không đạt",
    "criterion_short": "thiếu điểm tiêu chí",
    "total_short": "thiếu tổng điểm",
    "nothing_applicable": "không có gì để xét",
    "out_of_reach": "không thể đạt nữa",
    "targets_short": "chưa đủ chỉ tiêu",
}
REASON_CODES = frozenset(REASON_NAMES)
OUTCOME_NAMES: Final[Mapping[Outcome, str]] = {
    Outcome.REACHED: "đạt",
    Outcome.NOT_REACHED: "chưa đạt",
    Outcome.INCOMPLETE: "chưa nhập đủ",
    Outcome.EMPTY: "chưa nhập",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a sheet does not (yet) reach the title; `indicator` or `criterion` is the code of the place."""

    code: str
    text: str
    indicator: str | None = None
    criterion: str | None = None

    @property
    def sentence(self) -> str:
        """The reason as a sentence of its own."""
        return self.text[:1].upper() + self.text[1:] + "."


def missing(indicators: Sequence[Indicator]) -> Reason:
    """Required indicators are not entered."""
    numbers = ", ".join(indicator.number for indicator in indicators)
    return Reason("missing", f"còn {len(indicators)} chỉ số chưa nhập: {numbers}")


def below_floor(indicator: Indicator, floor: int) -> Reason:
    """An indicator is below the floor."""
    text = f"chỉ số {indicator.number} dưới mức sàn {format_points(floor)} điểm"
    return Reason("below_floor", text, indicator=indicator.code)


def required_no(indicator: Indicator) -> Reason:
    """A condition that must be met is not."""
    text = f"chỉ số {indicator.number} là điều kiện bắt buộc nhưng không đạt"
    return Reason("required_no", text, indicator=indicator.code)


def criterion_short(criterion: Criterion, subtotal: int, minimum: int) -> Reason:
    """A criterion is below its minimum."""
    text = (
        f"tiêu chí {criterion.number} được {format_points(subtotal)} điểm, "
        f"cần ít nhất {format_points(minimum)} điểm"
    )
    return Reason("criterion_short", text, criterion=criterion.code)


def total_short(total: int, required: int) -> Reason:
    """The total is below what is asked."""
    short = format_points(required - total)
    text = f"tổng {format_points(total)} điểm, thiếu {short} điểm so với mức {format_points(required)}"
    return Reason("total_short", text)


def nothing_applicable() -> Reason:
    """Every scored indicator is "not applicable"."""
    return Reason("nothing_applicable", "mọi chỉ số có điểm đều không áp dụng nên không có gì để xét")


def out_of_reach() -> Reason:
    """Even full points for the rest would not do."""
    return Reason("out_of_reach", "dù các chỉ số còn lại được điểm tối đa cũng không đạt")


def targets_missing(indicators: Sequence[Indicator]) -> Reason:
    """Targets of a checklist are not entered."""
    numbers = ", ".join(indicator.number for indicator in indicators)
    return Reason("missing", f"còn {len(indicators)} chỉ tiêu chưa nhập: {numbers}")


def targets_short(indicators: Sequence[Indicator], level: Level) -> Reason:
    """Targets of a level of a checklist are not met."""
    numbers = ", ".join(indicator.number for indicator in indicators)
    name = level.name[:1].lower() + level.name[1:]
    return Reason("targets_short", f"chưa đạt {name}: còn {len(indicators)} chỉ tiêu chưa đạt: {numbers}")


def targets_out_of_reach() -> Reason:
    """Even meeting all the rest would not reach the first level."""
    return Reason("out_of_reach", "dù các chỉ tiêu còn lại đều đạt cũng không được công nhận")


def sentence(result: "ScoreResult") -> str:
    """The result in one line, as officers read it under the sheet."""
    return _checklist_sentence(result) if result.is_checklist else _points_sentence(result)


def _checklist_sentence(result: "ScoreResult") -> str:
    if result.outcome is Outcome.EMPTY:
        return "Chưa nhập chỉ tiêu nào"
    if result.outcome is Outcome.REACHED:
        name = result.level_name[:1].lower() + result.level_name[1:]
        return f"Đạt {name}; {result.next_level.text}" if result.next_level else f"Đạt {name}"
    text = "; ".join(each.text for each in result.reasons)
    return text[:1].upper() + text[1:]


def _points_sentence(result: "ScoreResult") -> str:
    if result.outcome is Outcome.EMPTY:
        return "Chưa nhập chỉ số nào"
    if result.outcome is Outcome.REACHED:
        return f"Đạt: {format_points(result.total)} điểm, cần từ {format_points(result.required_total)} điểm"
    parts = [_points_part(result), _missing_part(result), *_bars(result)]
    return "; ".join(part for part in parts if part)


def _points_part(result: "ScoreResult") -> str:
    if any(each.code == "nothing_applicable" for each in result.reasons):
        return "Chưa đạt: mọi chỉ số có điểm đều không áp dụng"
    ratio = f"{format_points(result.total)}/{format_points(result.required_total)} điểm"
    short = result.required_total - result.total
    if short > 0:
        return f"Chưa đạt: {ratio}, thiếu {format_points(short)}"
    return f"Chưa nhập đủ: {ratio}" if result.outcome is Outcome.INCOMPLETE else f"Chưa đạt: {ratio}"


def _missing_part(result: "ScoreResult") -> str:
    if not result.missing:
        return ""
    chance = "vẫn có thể đạt" if result.reachable else "không thể đạt nữa"
    return f"còn {len(result.missing)} chỉ số chưa nhập ({chance})"


def _bars(result: "ScoreResult") -> list[str]:
    """The reasons of single indicators and criteria, the first few in words and the rest as a number."""
    texts = [each.text for each in result.reasons if each.indicator or each.criterion]
    if len(texts) <= MOST_REASONS:
        return texts
    return [*texts[:MOST_REASONS], f"và {len(texts) - MOST_REASONS} lý do khác"]
