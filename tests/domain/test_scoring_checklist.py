"""Checklists: levels against a second implementation, better answers, and the sentences officers read."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import Criterion, Indicator, Kind, Level, Outcome, Target
from khuyenhoc_desktop.domain.scoring import score, scorer
from tests.domain.criteria_samples import checklist

GOOD = {"A1": 100, "A2": 300, "B1": 8050, "B2": 9000}


@st.composite
def indicators(draw, code, levels):
    kind = draw(st.sampled_from([Kind.YES_NO, Kind.COUNT, Kind.PERCENT, Kind.TEXT]))
    asked = sorted(draw(st.sets(st.integers(1, levels)))) if kind is not Kind.TEXT else []
    values = {
        Kind.YES_NO: st.just(100),
        Kind.COUNT: st.integers(1, 5).map(lambda n: n * 100),
        Kind.PERCENT: st.integers(1, 10_000),
        Kind.TEXT: st.nothing(),
    }[kind]
    rising = sorted(draw(st.lists(values, min_size=len(asked), max_size=len(asked))))
    targets = tuple(Target(level, value) for level, value in zip(asked, rising, strict=True))
    required, allow_na = draw(st.booleans()), draw(st.booleans())
    return Indicator(code, code[1:], "", kind, 0, allow_na=allow_na, required=required, targets=targets)


@st.composite
def checklists(draw):
    levels = draw(st.integers(1, 3))
    rows = [draw(indicators(f"I{n}", levels)) for n in range(1, draw(st.integers(2, 6)))]
    first = Indicator("I0", "0", "", Kind.YES_NO, 0, allow_na=True, targets=(Target(1, 100),))
    criteria = (Criterion("C", "1", "", 0, (first, *rows)),)
    rules = replace(checklist().rules, levels=tuple(Level(n, f"Mức độ {n}") for n in range(1, levels + 1)))
    return replace(checklist(), criteria=criteria, rules=rules)


def answers_to(indicator):
    fitting = {
        Kind.YES_NO: st.sampled_from([0, 100, 100]),
        Kind.COUNT: st.integers(0, 6).map(lambda n: n * 100),
        Kind.PERCENT: st.integers(0, 10_000) | st.just(10_000),
        Kind.TEXT: st.text(max_size=3),
    }[indicator.kind]
    return st.one_of(fitting, fitting, fitting, st.just(NA), st.just("odd"), st.just(10**9), st.none())


@st.composite
def sheets(draw):
    criteria_set = draw(checklists())
    given_answers = {i.code: draw(answers_to(i)) for i in criteria_set.indicators}
    return criteria_set, {code: answer for code, answer in given_answers.items() if answer is not None}


def slow_level(criteria_set, answers):
    """(missing codes, level): a line is worth the last level up to which it does all that is asked."""
    missing, worth, applies = [], [], False
    for indicator in criteria_set.indicators:
        answer = answers.get(indicator.code)
        if indicator.kind is Kind.TEXT:
            fits = (answer is NA and indicator.allow_na) or isinstance(answer, str)
        elif answer is NA:
            fits = indicator.allow_na
        else:
            most = {Kind.YES_NO: 100, Kind.PERCENT: 10_000, Kind.COUNT: 99_999_900}[indicator.kind]
            fits = isinstance(answer, int) and 0 <= answer <= most
        if not fits and indicator.required:
            missing.append(indicator.code)
        applies |= any(t.level == 1 for t in indicator.targets) and not (fits and answer is NA)
        if fits and answer is NA:
            continue
        short = [t.level for t in indicator.targets if not fits or answer < t.value]
        worth.append(min(short) - 1 if short else 99)
    level = min([*worth, len(criteria_set.rules.levels)])
    return tuple(missing), (level or None) if applies and not missing else None


@given(sheets())
def test_levels_are_those_of_the_second_implementation(sheet):
    criteria_set, answers = sheet
    missing, level = slow_level(criteria_set, answers)
    result = score(criteria_set, answers)
    assert (result.missing, result.level) == (missing, level)
    assert result.level_name == ("" if level is None else f"Mức độ {level}")
    assert (result.outcome is Outcome.REACHED) == (level is not None)


@given(sheets())
def test_the_fast_way_is_the_long_way(sheet):
    criteria_set, answers = sheet
    result = score(criteria_set, answers)
    fast = scorer(criteria_set).outcome(answers)
    assert fast == (result.entered, len(result.missing), None, result.outcome, result.level)
    assert (result.total, set(result.subtotals.values())) == (0, {0})


@given(sheets(), st.data())
def test_a_better_answer_never_lowers_the_level(sheet, data):
    criteria_set, answers = sheet
    before = score(criteria_set, answers)
    numbers = [code for code, answer in answers.items() if isinstance(answer, int)]
    assume(numbers)
    code = data.draw(st.sampled_from(numbers))
    best = {Kind.YES_NO: 100, Kind.PERCENT: 10_000, Kind.COUNT: 99_999_900, Kind.TEXT: answers[code]}
    after = score(criteria_set, answers | {code: best[criteria_set.indicator(code).kind]})
    assert (after.level or 0) >= (before.level or 0)


@given(sheets())
def test_reasons_fit_the_outcome(sheet):
    criteria_set, answers = sheet
    result = score(criteria_set, answers)
    codes = {reason.code for reason in result.reasons}
    assert bool(codes) == (result.outcome in (Outcome.NOT_REACHED, Outcome.INCOMPLETE))
    assert ("missing" in codes) == (result.outcome is Outcome.INCOMPLETE)
    assert result.sentence


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Chưa nhập chỉ tiêu nào"),
        (GOOD, "Đạt mức độ 2"),
        (GOOD | {"B1": 8049, "A2": 200}, "Đạt mức độ 1; chưa đạt mức độ 2: còn 2 chỉ tiêu chưa đạt: 1.2, 2.1"),
        (GOOD | {"B1": NA}, "Đạt mức độ 2"),
        (GOOD | {"A1": 0, "B2": 8999}, "Chưa đạt mức độ 1: còn 2 chỉ tiêu chưa đạt: 1.1, 2.2"),
        ({"A1": 100}, "Còn 2 chỉ tiêu chưa nhập: 2.1, 2.2"),
        (
            {"A1": 0, "B1": 9000},
            "Còn 1 chỉ tiêu chưa nhập: 2.2; chưa đạt mức độ 1: còn 1 chỉ tiêu chưa đạt: 1.1; "
            "dù các chỉ tiêu còn lại đều đạt cũng không được công nhận",
        ),
    ],
)
def test_the_sentence(answers, sentence):
    assert score(checklist(), answers).sentence == sentence


def test_an_optional_line_left_empty_does_not_meet_its_target():
    """Indicator 1.2 is asked for level 2 only: without it level 1 stands."""
    result = score(checklist(), {code: answer for code, answer in GOOD.items() if code != "A2"})
    assert (result.outcome, result.level, result.missing) == (Outcome.REACHED, 1, ())


def test_nothing_applicable_is_no_level():
    path = ("criteria", 0, "indicators", 0)
    criteria_set = checklist(((*path, "allow_na"), True))
    result = score(criteria_set, {"A1": NA, "B1": NA, "B2": NA, "A2": 300})
    assert (result.outcome, result.level) == (Outcome.NOT_REACHED, None)
    assert [reason.code for reason in result.reasons] == ["nothing_applicable"]
    assert not result.reachable


def test_an_answer_the_set_does_not_allow_counts_as_not_entered():
    result = score(checklist(), GOOD | {"A1": 1, "B2": 10_001})
    assert result.missing == ("A1", "B2")
