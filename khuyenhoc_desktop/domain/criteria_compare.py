"""Two criteria sets side by side: what was added, dropped, renamed and changed, and what answers survive.

Indicators are matched by code; where one set supersedes the other, its own `changes` say which codes were renamed.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from khuyenhoc_desktop.domain.answer_text import check_answer, format_answer
from khuyenhoc_desktop.domain.answers import Answer
from khuyenhoc_desktop.domain.criteria_model import (
    CriteriaSet,
    Indicator,
    Kind,
    NotApplicablePolicy,
    RuleKind,
    Rules,
)
from khuyenhoc_desktop.domain.measures import MEASURES
from khuyenhoc_desktop.domain.numbers import NO_FIGURE, format_points


@dataclass(frozen=True, slots=True)
class Change:
    """One property that differs: its Vietnamese name, and both values as people read them."""

    what: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class IndicatorChange:
    """An indicator of both sets with the properties that differ; its code may differ too (renamed)."""

    old: Indicator
    new: Indicator
    changes: tuple[Change, ...]

    @property
    def is_renamed(self) -> bool:
        """Whether the indicator goes by another code now."""
        return self.old.code != self.new.code


@dataclass(frozen=True, slots=True)
class SetDifference:
    """All that differs between two sets; `changed` holds the renamed indicators too, in the new set's order."""

    added: tuple[Indicator, ...]
    removed: tuple[Indicator, ...]
    changed: tuple[IndicatorChange, ...]
    rules: tuple[Change, ...]

    @property
    def renamed(self) -> tuple[IndicatorChange, ...]:
        """The indicators that go by another code now."""
        return tuple(change for change in self.changed if change.is_renamed)

    @property
    def is_empty(self) -> bool:
        """Whether both sets ask the same."""
        return not (self.added or self.removed or self.changed or self.rules)


def compare(old: CriteriaSet, new: CriteriaSet) -> SetDifference:
    """What differs in the new set from the old one."""
    new_code = _renamed(old, new)
    pairs = {
        new_code.get(each.code, each.code): each
        for each in old.indicators
        if new.has_indicator(new_code.get(each.code, each.code))
    }
    kept = {each.code for each in pairs.values()}
    both = (
        IndicatorChange(pairs[each.code], each, _indicator_changes(old, pairs[each.code], new, each))
        for each in new.indicators
        if each.code in pairs
    )
    return SetDifference(
        added=tuple(each for each in new.indicators if each.code not in pairs),
        removed=tuple(each for each in old.indicators if each.code not in kept),
        changed=tuple(each for each in both if each.changes or each.is_renamed),
        rules=_rule_changes(old, new),
    )


def carried(old: CriteriaSet, new: CriteriaSet, answers: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers of a sheet of the old set that the new one has a place for and allows, by the new codes."""
    new_code = _renamed(old, new)
    moved = ((new_code.get(code, code), answer) for code, answer in answers.items())
    return {
        code: answer
        for code, answer in moved
        if new.has_indicator(code) and check_answer(new.indicator(code), answer) is None
    }


def _renamed(old: CriteriaSet, new: CriteriaSet) -> Mapping[str, str]:
    """The new codes by the old ones; nothing where the new set does not follow the old one."""
    if new.set_id == old.set_id and new.supersedes == old.version:
        return new.changes.renamed
    return {}


def _differing(rows: Iterable[tuple[str, str, str]]) -> tuple[Change, ...]:
    return tuple(Change(*row) for row in rows if row[1] != row[2])


def _indicator_changes(
    old_set: CriteriaSet, old: Indicator, new_set: CriteriaSet, new: Indicator
) -> tuple[Change, ...]:
    rows = [(what, text(old), text(new)) for what, text in _INDICATOR_TEXTS.items()]
    rows.append(("Thuộc tiêu chí", _criterion_of(old_set, old), _criterion_of(new_set, new)))
    return _differing(rows)


def _criterion_of(criteria_set: CriteriaSet, indicator: Indicator) -> str:
    return next(f"{each.number}. {each.name}" for each in criteria_set.criteria if indicator in each.indicators)


def _rule_changes(old: CriteriaSet, new: CriteriaSet) -> tuple[Change, ...]:
    rows = [(what, text(old.rules), text(new.rules)) for what, text in _RULE_TEXTS.items()]
    rows.append(("Chỉ số bắt buộc trả lời có", _numbers(old), _numbers(new)))
    rows.append(("Điểm tối thiểu từng tiêu chí", _minima(old), _minima(new)))
    return _differing(rows)


def _numbers(criteria_set: CriteriaSet) -> str:
    """The indicators that must not be answered no, by the numbers that people know."""
    asked = (each.number for each in criteria_set.indicators if each.code in criteria_set.rules.required_yes)
    return ", ".join(asked) or NO_FIGURE


def _minima(criteria_set: CriteriaSet) -> str:
    least = criteria_set.rules.min_per_criterion
    shown = (f"{c.number}: {format_points(least[c.code])}" for c in criteria_set.criteria if c.code in least)
    return " · ".join(shown) or NO_FIGURE


def _points(hundredths: int | None) -> str:
    return NO_FIGURE if hundredths is None else format_points(hundredths)


def _yes_no(flag: bool) -> str:
    return "có" if flag else "không"


def _options(indicator: Indicator) -> str:
    shown = (f"{option.label}: {format_points(option.points)}" for option in indicator.options)
    return " · ".join(shown) or NO_FIGURE


def _bands(indicator: Indicator) -> str:
    shown = (f"từ {format_points(band.start)}: {format_points(band.points)}" for band in indicator.bands)
    return " · ".join(shown) or NO_FIGURE


def _targets(indicator: Indicator) -> str:
    shown = (f"mức {each.level}: {format_answer(indicator, each.value)}" for each in indicator.targets)
    return " · ".join(shown) or NO_FIGURE


def _measure(indicator: Indicator) -> str:
    return MEASURES[indicator.measure].name if indicator.measure else NO_FIGURE


def _levels(rules: Rules) -> str:
    return " · ".join(level.name for level in rules.levels) or NO_FIGURE


KIND_NAMES: Final[Mapping[Kind, str]] = {
    Kind.POINTS: "điểm",
    Kind.YES_NO: "có / không",
    Kind.CHOICE: "chọn một mức",
    Kind.COUNT: "số lượng",
    Kind.PERCENT: "phần trăm",
    Kind.TEXT: "ghi bằng chữ",
}

POLICY_NAMES: Final[Mapping[NotApplicablePolicy, str]] = {
    NotApplicablePolicy.SCALED: "giảm mức đạt theo tỷ lệ",
    NotApplicablePolicy.FULL: "tính đủ điểm tối đa",
    NotApplicablePolicy.ZERO: "tính 0 điểm",
}

_INDICATOR_TEXTS: Final[Mapping[str, Callable[[Indicator], str]]] = {
    "Số thứ tự": lambda each: each.number,
    "Nội dung": lambda each: each.name,
    "Giải thích": lambda each: each.help,
    "Kiểu": lambda each: KIND_NAMES[each.kind],
    "Điểm tối đa": lambda each: format_points(each.max_points),
    "Bước điểm": lambda each: format_points(each.step),
    "Mức sàn riêng": lambda each: _points(each.floor_points),
    "Cho phép không áp dụng": lambda each: _yes_no(each.allow_na),
    "Bắt buộc nhập": lambda each: _yes_no(each.required),
    "Các lựa chọn": _options,
    "Các mốc điểm": _bands,
    "Tự tính theo": _measure,
    "Mức phải đạt": _targets,
}

_RULE_TEXTS: Final[Mapping[str, Callable[[Rules], str]]] = {
    "Cách xét": lambda rules: "theo mức độ" if rules.kind is RuleKind.CHECKLIST else "theo điểm",
    "Điểm đạt": lambda rules: format_points(rules.min_total),
    "Mức sàn chung": lambda rules: _points(rules.min_per_indicator),
    "Khi không áp dụng": lambda rules: POLICY_NAMES[rules.not_applicable],
    "Các mức độ": _levels,
}
