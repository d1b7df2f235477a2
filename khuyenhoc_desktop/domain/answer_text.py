"""Answers as people type and read them, and what an indicator allows.

Keys: "k", "kad", "na" or "-" mean "not applicable" (không áp dụng) wherever the indicator allows it. For
yes/no, "c", "có", "1", "x" mean yes and "kh", "không", "0" no: a lone "k" is never no.
"""

from collections.abc import Callable, Mapping
from typing import Final

from khuyenhoc_desktop.domain.answers import NA, Answer
from khuyenhoc_desktop.domain.criteria_model import Indicator, Kind, Option
from khuyenhoc_desktop.domain.problems import Problem, UserError, error
from khuyenhoc_desktop.domain.text import NumberError, fold, format_points, parse_number, parse_points, tidy

NA_TEXT: Final = "K"
NA_WORDS: Final = frozenset(("k", "kad", "na", "n/a", "-", "–", "không áp dụng"))
MOST_COUNT: Final = 999_999_00
MOST_PERCENT: Final = 100_00
LONGEST_TEXT: Final = 1000

_YES_NO: Final[Mapping[str, int]] = {
    **dict.fromkeys(("c", "co", "có", "1", "x", "đạt"), 100),
    **dict.fromkeys(("kh", "khong", "không", "0"), 0),
}


def check_answer(indicator: Indicator, answer: Answer) -> Problem | None:
    """What is wrong with an answer to this indicator, None where it is allowed.

    The problem's `field` is the indicator's code.
    """
    if answer is NA:
        return None if indicator.allow_na else _na_refused(indicator)
    is_word = indicator.kind in (Kind.TEXT, Kind.CHOICE)
    if isinstance(answer, bool) or not isinstance(answer, str if is_word else int):
        return _wrong_type(indicator, answer)
    if isinstance(answer, int):
        return _check_number(indicator, answer)
    return _check_word(indicator, str(answer))


def parse_answer(indicator: Indicator, typed: str) -> Answer | None:
    """The answer someone typed: "" is None (not entered), "k" is NA.

    Raises:
        UserError: with the reason ("Điểm tối đa là 10; ở đây là 12") and what may be typed instead.
    """
    text = tidy(typed)
    if not text:
        return None
    answer = _read(indicator, text)
    problem = check_answer(indicator, answer)
    if problem:
        raise _refusal(indicator, problem)
    return answer


def format_answer(indicator: Indicator, answer: Answer | None) -> str:
    """The answer as it stands in a cell or field; `parse_answer` reads it back equal."""
    if answer is None:
        return ""
    if answer is NA:
        return NA_TEXT
    if isinstance(answer, str):
        option = indicator.option(answer)
        return option.label if option else answer
    if indicator.kind is Kind.YES_NO:
        return "Có" if answer else "Không"
    return format_points(answer)


def entry_hint(indicator: Indicator) -> str:
    """What may be typed, in a few Vietnamese words for the line under the field."""
    hint = _HINTS[indicator.kind](indicator)
    return f"{hint} · K = không áp dụng" if indicator.allow_na else hint


def _check_number(indicator: Indicator, answer: int) -> Problem | None:
    """Whether a number of hundredths is within the indicator's range and on its step."""
    if answer < 0:
        return _refuse(indicator, "negative", f"{_noun(indicator)} không được nhỏ hơn 0")
    if indicator.kind is Kind.YES_NO:
        return None if answer in (0, 100) else _wrong_type(indicator, answer)
    most = _most(indicator)
    if answer > most:
        message = f"{_noun(indicator)} tối đa là {format_points(most)}; ở đây là {format_points(answer)}"
        return _refuse(indicator, "above_maximum", message)
    step = _step(indicator)
    if answer % step:
        return _wrong_step(indicator, answer, step)
    return None


def _wrong_step(indicator: Indicator, answer: int, step: int) -> Problem:
    below = answer - answer % step
    message = f"{_noun(indicator)} chỉ nhận bội số của {format_points(step)}; ở đây là {format_points(answer)}"
    cure = f"Gõ {format_points(below)} hoặc {format_points(below + step)}."
    return error("wrong_step", message, cure, field=indicator.code)


def _check_word(indicator: Indicator, answer: str) -> Problem | None:
    """Whether a choice is one of the options, or a text short enough."""
    if indicator.kind is Kind.CHOICE and not indicator.option(answer):
        return _refuse(indicator, "unknown_option", f"Không có lựa chọn «{_short(answer)}»")
    if len(answer) > LONGEST_TEXT:
        return _refuse(indicator, "too_long", f"Dài {len(answer)} chữ, tối đa {LONGEST_TEXT} chữ")
    return None


def _refuse(indicator: Indicator, code: str, message: str) -> Problem:
    return error(code, message, f"Nhập lại: {entry_hint(indicator)}.", field=indicator.code)


def _refusal(indicator: Indicator, problem: Problem) -> UserError:
    return UserError(problem.code, problem.message, problem.cure, place=f"chỉ số {indicator.number}")


def _na_refused(indicator: Indicator) -> Problem:
    message = f"Chỉ số {indicator.number} không có ô «không áp dụng»"
    cure = f"Nhập lại: {entry_hint(indicator)}. Chưa biết thì để trống."
    return error("not_applicable", message, cure, field=indicator.code)


def _wrong_type(indicator: Indicator, answer: object) -> Problem:
    return _refuse(indicator, "wrong_type", f"Không hiểu «{_short(str(answer))}»")


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


def _noun(indicator: Indicator) -> str:
    return {Kind.COUNT: "Số lượng", Kind.PERCENT: "Tỷ lệ phần trăm"}.get(indicator.kind, "Điểm")


def _most(indicator: Indicator) -> int:
    return {Kind.COUNT: MOST_COUNT, Kind.PERCENT: MOST_PERCENT}.get(indicator.kind, indicator.max_points)


def _step(indicator: Indicator) -> int:
    return {Kind.COUNT: 100, Kind.PERCENT: 1}.get(indicator.kind, indicator.step)


def _read(indicator: Indicator, text: str) -> Answer:
    """The answer meant by a text that is not empty; UserError where it means none."""
    word = text.casefold()
    option = _read_option(indicator, word)
    if option:
        return option.code
    if word in NA_WORDS and (indicator.allow_na or indicator.kind is not Kind.TEXT):
        return NA
    if indicator.kind in (Kind.TEXT, Kind.CHOICE):
        return text
    return _read_number(indicator, text)


def _read_option(indicator: Indicator, word: str) -> Option | None:
    """A choice by its code, its label (marks may be left out) or its place in the list, counted from 1."""
    for place, option in enumerate(indicator.options, start=1):
        if word in (option.code.casefold(), option.label.casefold(), str(place)):
            return option
    alike = [option for option in indicator.options if fold(option.label) == fold(word)]
    return alike[0] if len(alike) == 1 else None


def _read_number(indicator: Indicator, text: str) -> int:
    """The hundredths a text means for this kind of indicator."""
    word = text.casefold()
    try:
        if indicator.kind is Kind.YES_NO:
            return _YES_NO[word]
        if indicator.kind is Kind.COUNT:
            return (parse_number(text) or 0) * 100
        return parse_points(word.removesuffix("%").removesuffix("điểm").removesuffix("đ").rstrip())
    except KeyError:
        raise _refusal(indicator, _wrong_type(indicator, text)) from None
    except NumberError as refused:
        if refused.reason in ("format", "empty"):
            raise _refusal(indicator, _wrong_type(indicator, text)) from refused
        raise _refusal(indicator, _refuse(indicator, refused.reason, refused.message)) from refused


def _points_hint(indicator: Indicator) -> str:
    step = "" if indicator.step == 100 else f", bước {format_points(indicator.step)}"
    return f"0 – {format_points(indicator.max_points)}{step}"


def _choice_hint(indicator: Indicator) -> str:
    return " · ".join(f"{place} = {option.label}" for place, option in enumerate(indicator.options, start=1))


_HINTS: Final[Mapping[Kind, Callable[[Indicator], str]]] = {
    Kind.POINTS: _points_hint,
    Kind.YES_NO: lambda _: "C hoặc 1 = có · Kh hoặc 0 = không",
    Kind.CHOICE: _choice_hint,
    Kind.COUNT: lambda _: "số lượng, 0 trở lên",
    Kind.PERCENT: lambda _: "phần trăm, 0 – 100",
    Kind.TEXT: lambda _: "ghi bằng chữ",
}
