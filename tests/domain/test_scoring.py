"""Scores against a second, slow implementation in fractions; the reasons and sentences officers read."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import (
    Band,
    Criterion,
    Indicator,
    Kind,
    NotApplicablePolicy,
    Option,
    Outcome,
    Rules,
)
from khuyenhoc_desktop.domain.scoring import score, scorer
from tests.domain.criteria_samples import small_set

# --- the second implementation: no shared code, fractions of points instead of integers of hundredths


def slow_points(indicator, answer):
    """The points of an answer as a Fraction, None where it is not one this indicator allows."""
    if indicator.kind == "choice":
        options = {option.code: Fraction(option.points, 100) for option in indicator.options}
        return options.get(answer) if isinstance(answer, str) else None
    if indicator.kind == "text":
        return Fraction(0) if isinstance(answer, str) and len(answer) <= 1000 else None
    if not isinstance(answer, int) or answer < 0:
        return None
    value = Fraction(answer, 100)
    if indicator.kind == "yes_no":
        return {Fraction(0): Fraction(0), Fraction(1): Fraction(indicator.max_points, 100)}.get(value)
    if indicator.kind == "points":
        fits = value <= Fraction(indicator.max_points, 100) and (value / Fraction(indicator.step, 100)) % 1 == 0
        return value if fits else None
    if (indicator.kind == "count" and (value % 1 or value > 999_999)) or (
        indicator.kind == "percent" and value > 100
    ):
        return None
    points = Fraction(0)
    for band in sorted(indicator.bands, key=lambda band: band.start):
        if value >= Fraction(band.start, 100):
            points = Fraction(band.points, 100)
    return points


def slow_score(criteria_set, answers):
    """(entered, missing codes, total, outcome), worked out the long way."""
    rules = criteria_set.rules
    share_all = share_had = total = Fraction(0)
    entered, missing, barred, scored_apply = 0, [], False, False
    for criterion in criteria_set.criteria:
        subtotal, applies = Fraction(0), Fraction(0)
        for indicator in criterion.indicators:
            most = Fraction(indicator.max_points, 100)
            answer = answers.get(indicator.code)
            if answer is NA and indicator.allow_na:
                entered += 1
                subtotal += most if rules.not_applicable == "full" else 0
                continue
            applies += most
            points = None if answer is None or answer is NA else slow_points(indicator, answer)
            if points is None:
                missing += [indicator.code] if indicator.required else []
                continue
            entered += 1
            subtotal += points
            floor = indicator.floor_points
            if floor is None and most > 0:
                floor = rules.min_per_indicator
            barred |= floor is not None and points < Fraction(floor, 100)
            barred |= indicator.code in rules.required_yes and points < most
        whole = Fraction(criterion.max_points, 100)
        least = Fraction(rules.min_per_criterion.get(criterion.code, 0), 100)
        if rules.not_applicable == "scaled":
            least = least * applies / whole if whole else Fraction(0)
        barred |= subtotal < least
        scored_apply |= applies > 0
        share_had += applies
        share_all += whole
        total += subtotal
    needed = Fraction(rules.min_total, 100)
    if rules.not_applicable == "scaled":
        needed = needed * share_had / share_all
    reached = not barred and total >= needed and scored_apply
    return entered, tuple(missing), total, slow_outcome(entered, missing, reached)


def slow_outcome(entered, missing, reached):
    if not entered:
        return Outcome.EMPTY
    if missing:
        return Outcome.INCOMPLETE
    return Outcome.REACHED if reached else Outcome.NOT_REACHED


# --- made-up sets and sheets


@st.composite
def indicators(draw, code):
    kind = draw(st.sampled_from(list(Kind)))
    points = st.integers(0, 40).map(lambda quarters: 25 * quarters)
    made = {"step": 100, "options": (), "bands": (), "max_points": draw(st.integers(1, 40)) * 25}
    if kind is Kind.POINTS:
        made["step"] = draw(st.sampled_from([s for s in (1, 25, 50, 100) if made["max_points"] % s == 0]))
    if kind is Kind.CHOICE:
        worth = draw(st.lists(points, min_size=2, max_size=4))
        made["options"] = tuple(Option(f"o{n}", f"Mức {n}", p) for n, p in enumerate(worth))
        made["max_points"] = max(worth)
    if kind in (Kind.COUNT, Kind.PERCENT):
        starts = sorted(draw(st.sets(st.integers(0, 100), max_size=3)))
        made["bands"] = tuple(Band(start * 100, draw(points)) for start in starts)
        made["max_points"] = max((band.points for band in made["bands"]), default=0)
    if kind is Kind.TEXT:
        made["max_points"] = 0
    floor = draw(st.none() | st.integers(0, made["max_points"]))
    flags = {"allow_na": draw(st.booleans()), "required": draw(st.booleans()), "floor_points": floor}
    return Indicator(code=code, number=code, name=code, kind=kind, **made, **flags)


@st.composite
def criteria_sets(draw):
    criteria = []
    for place in range(draw(st.integers(1, 3))):
        rows = [draw(indicators(f"C{place}I{row}")) for row in range(draw(st.integers(1, 4)))]
        total = sum(row.max_points for row in rows)
        criteria.append(Criterion(f"C{place}", str(place), "", total, tuple(rows)))
    codes = [row.code for criterion in criteria for row in criterion.indicators if row.kind is Kind.YES_NO]
    scored = [row.max_points for criterion in criteria for row in criterion.indicators if row.max_points]
    most, least = sum(scored), min(scored, default=0)
    assume(most > 0)  # a set without points is refused when it is read
    rules = Rules(
        min_total=draw(st.integers(1, most)),
        min_per_indicator=draw(st.none() | st.integers(0, least)),
        min_per_criterion={c.code: draw(st.integers(0, c.max_points)) for c in criteria if draw(st.booleans())},
        required_yes=frozenset(draw(st.sets(st.sampled_from(codes))) if codes else ()),
        not_applicable=draw(st.sampled_from(list(NotApplicablePolicy))),
    )
    return replace(small_set(), criteria=tuple(criteria), rules=rules)


def answers_to(indicator):
    """Allowed answers mostly, and now and then one that is not."""
    fitting = {
        Kind.POINTS: st.integers(0, indicator.max_points // indicator.step).map(lambda n: n * indicator.step),
        Kind.YES_NO: st.sampled_from([0, 100]),
        Kind.CHOICE: st.sampled_from([option.code for option in indicator.options] or ["x"]),
        Kind.COUNT: st.integers(0, 120).map(lambda n: n * 100),
        Kind.PERCENT: st.integers(0, 10_000),
        Kind.TEXT: st.text(max_size=3),
    }[indicator.kind]
    odd = st.integers(-100, 2000) | st.just(NA) | st.just(10**9) | st.text(max_size=2)
    return st.one_of(fitting, fitting, fitting, fitting, odd)


@st.composite
def sheets(draw):
    criteria_set = draw(criteria_sets())
    answers = {}
    for indicator in criteria_set.indicators:
        if draw(st.integers(0, 9)):
            answers[indicator.code] = draw(answers_to(indicator))
    if draw(st.booleans()):
        answers["NOT_OF_THIS_SET"] = 500
    return criteria_set, answers


@settings(max_examples=200)
@given(sheets())
def test_scores_are_those_of_the_second_implementation(sheet):
    criteria_set, answers = sheet
    entered, missing, total, outcome = slow_score(criteria_set, answers)
    result = score(criteria_set, answers)
    assert (result.entered, result.missing, Fraction(result.total, 100), result.outcome) == (
        entered,
        missing,
        total,
        outcome,
    )
    assert sum(result.subtotals.values()) == result.total


@settings(max_examples=100)
@given(sheets())
def test_the_fast_way_is_the_long_way(sheet):
    criteria_set, answers = sheet
    for _ in range(2):  # the second time from what the first has kept
        result = score(criteria_set, answers)
        fast = scorer(criteria_set).outcome(answers)
        assert fast == (result.entered, len(result.missing), result.total, result.outcome, None)


@settings(max_examples=100)
@given(sheets())
def test_reasons_fit_the_outcome(sheet):
    criteria_set, answers = sheet
    result = score(criteria_set, answers)
    codes = {reason.code for reason in result.reasons}
    if result.outcome in (Outcome.REACHED, Outcome.EMPTY):
        assert codes == set()
    else:
        assert codes
    assert ("missing" in codes) == (result.outcome is Outcome.INCOMPLETE)
    if result.outcome is Outcome.REACHED:
        assert result.reachable
    assert result.sentence
    assert all(reason.sentence.endswith(".") for reason in result.reasons)


@settings(max_examples=100)
@given(sheets())
def test_reachable_means_that_full_points_for_the_rest_reach_it(sheet):
    criteria_set, answers = sheet
    allowed = {code: a for code, a in answers.items() if not _is_open(criteria_set, code, answers)}
    best = {i.code: _best(i) for i in criteria_set.indicators if _is_open(criteria_set, i.code, answers)}
    filled = slow_score(criteria_set, allowed | best)[3]
    result = score(criteria_set, answers)
    if result.outcome is not Outcome.EMPTY:
        assert result.reachable == (filled is Outcome.REACHED)


def _is_open(criteria_set, code, answers):
    if not criteria_set.has_indicator(code):
        return False
    indicator, answer = criteria_set.indicator(code), answers.get(code)
    if answer is NA:
        return not indicator.allow_na
    return answer is None or slow_points(indicator, answer) is None


def _best(indicator):
    if indicator.kind is Kind.CHOICE:
        return max(indicator.options, key=lambda option: option.points).code
    if indicator.bands:
        return max(indicator.bands, key=lambda band: band.points).start
    return {Kind.YES_NO: 100, Kind.TEXT: "x"}.get(indicator.kind, indicator.max_points)


# --- golden sheets, worked by hand on the small set (35 points, 25 needed)

GOOD = {"A1": 750, "A2": 100, "A3": "part", "B1": 300, "B2": 9550}


def test_a_sheet_that_reaches():
    result = score(small_set(), GOOD)
    assert (result.total, result.required_total, result.max_total) == (2925, 2500, 3500)
    assert dict(result.subtotals) == {"A": 1425, "B": 1500}
    assert (result.entered, result.missing) == (5, ())
    assert result.sentence == "Đạt: 29,25 điểm, cần từ 25 điểm"


def test_nothing_not_applicable_and_zero_are_three_things():
    sheet = {code: answer for code, answer in GOOD.items() if code != "A1"}
    nothing, zero, not_applicable = (score(small_set(), sheet | extra) for extra in ({}, {"A1": 0}, {"A1": NA}))
    assert nothing.outcome is Outcome.INCOMPLETE
    assert zero.outcome is Outcome.NOT_REACHED
    assert not_applicable.outcome is Outcome.REACHED
    assert not_applicable.required_total == 1786  # 25 × 25 / 35 = 17,857… rounded up
    assert not_applicable.max_total == 2500


@pytest.mark.parametrize(
    ("policy", "total", "required", "most"),
    [("scaled", 2175, 1786, 2500), ("full", 3175, 2500, 3500), ("zero", 2175, 2500, 3500)],
)
def test_policies_for_not_applicable(policy, total, required, most):
    criteria_set = small_set()
    rules = replace(criteria_set.rules, not_applicable=NotApplicablePolicy(policy))
    result = score(replace(criteria_set, rules=rules), GOOD | {"A1": NA})
    assert (result.total, result.required_total, result.max_total) == (total, required, most)


def family_like(**rules):
    """Twelve plain indicators of 10 points, numbered 1 to 12; 80 of 120 needed."""
    rows = tuple(Indicator(f"I{n}", str(n), "", Kind.POINTS, 1000, step=50, allow_na=True) for n in range(1, 13))
    return replace(
        small_set(),
        criteria=(Criterion("C", "1", "", 12_000, rows),),
        rules=Rules(**({"min_total": 8000} | rules)),
    )


def sheet_of(*points):
    """Points for indicators 1, 2 …; None is not entered."""
    return {f"I{n}": p if p is NA else p * 100 for n, p in enumerate(points, 1) if p is not None}


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ((), "Chưa nhập chỉ số nào"),
        (
            (10, 10, 10, 10, 10, 8, 8, 8, 0, 0, None, None),
            "Chưa đạt: 74/80 điểm, thiếu 6; còn 2 chỉ số chưa nhập (vẫn có thể đạt)",
        ),
        (
            (10, 10, 10, 10, 8, 0, 0, 0, 0, 0, None, None),
            "Chưa đạt: 48/80 điểm, thiếu 32; còn 2 chỉ số chưa nhập (không thể đạt nữa)",
        ),
        ((10,) * 11, "Chưa nhập đủ: 110/80 điểm; còn 1 chỉ số chưa nhập (vẫn có thể đạt)"),
        ((6,) * 12, "Chưa đạt: 72/80 điểm, thiếu 8"),
        ((10,) * 8 + (0,) * 4, "Đạt: 80 điểm, cần từ 80 điểm"),
        ((NA,) * 12, "Chưa đạt: mọi chỉ số có điểm đều không áp dụng"),
        ((10, 10, 4) + (NA,) * 9, "Đạt: 24 điểm, cần từ 20 điểm"),
    ],
)
def test_the_sentence(points, sentence):
    assert score(family_like(), sheet_of(*points)).sentence == sentence


def test_floors_are_told_by_number():
    result = score(family_like(min_per_indicator=500), sheet_of(10, 10, 10, 10, 4, *(10,) * 7))
    assert result.sentence == "Chưa đạt: 114/80 điểm; chỉ số 5 dưới mức sàn 5 điểm"
    assert [(r.code, r.indicator) for r in result.reasons] == [("below_floor", "I5")]
    assert result.reasons[0].sentence == "Chỉ số 5 dưới mức sàn 5 điểm."
    assert not result.reachable


def test_many_floors_do_not_make_a_long_line():
    result = score(family_like(min_per_indicator=500), sheet_of(*(4,) * 12))
    assert result.sentence.endswith("chỉ số 3 dưới mức sàn 5 điểm; và 9 lý do khác")
    assert len(result.reasons) == 13


def test_a_floor_does_not_hold_where_it_does_not_apply():
    assert score(family_like(min_per_indicator=500), sheet_of(NA, *(8,) * 11)).outcome is Outcome.REACHED


def test_conditions_and_criteria_are_told():
    result = score(small_set(), GOOD | {"A1": 1000, "A3": "full", "A2": 0, "B1": 100, "B2": 0})
    assert {r.code for r in result.reasons} == {"required_no", "criterion_short", "total_short"}
    assert "chỉ số 2 là điều kiện bắt buộc nhưng không đạt" in result.sentence
    assert "tiêu chí II được 2 điểm, cần ít nhất 6 điểm" in result.sentence


def test_what_is_missing_is_told_by_number():
    result = score(small_set(), {"A1": 1000, "B2": 10_000})
    assert result.missing == ("A2", "A3", "B1")
    assert result.reasons[0].sentence == "Còn 3 chỉ số chưa nhập: 2, 3, 4."


@pytest.mark.parametrize(
    "answers", [{"A1": 1050}, {"A1": 725}, {"A1": -100}, {"A1": "10"}, {"A3": "best"}, {"A2": NA}, {"A2": 50}]
)
def test_an_answer_the_set_does_not_allow_counts_as_not_entered(answers):
    result = score(small_set(), GOOD | answers)
    assert result.missing == tuple(answers)
    assert result.outcome is Outcome.INCOMPLETE


def test_thirds_are_compared_without_rounding():
    """4 of 7 indicators apply: 80 × 4/7 … the line is crossed exactly, not by a rounded figure."""
    rows = tuple(Indicator(f"I{n}", str(n), "", Kind.POINTS, 1000, step=1, allow_na=True) for n in range(1, 8))
    rules = Rules(min_total=5000)
    criteria_set = replace(small_set(), criteria=(Criterion("C", "1", "", 7000, rows),), rules=rules)
    rest = {f"I{n}": NA for n in (5, 6, 7)}
    # 50 × 40 / 70 = 28,571428…
    below = score(criteria_set, {"I1": 1000, "I2": 1000, "I3": 857, "I4": 0} | rest)
    above = score(criteria_set, {"I1": 1000, "I2": 1000, "I3": 858, "I4": 0} | rest)
    assert (below.outcome, above.outcome) == (Outcome.NOT_REACHED, Outcome.REACHED)
    assert below.required_total == above.required_total == above.total == 2858
    assert below.sentence == "Chưa đạt: 28,57/28,58 điểm, thiếu 0,01"


def test_the_last_band_reached_counts_even_where_points_fall():
    rows = (Indicator("D", "1", "Bỏ học", Kind.COUNT, 1000, bands=(Band(0, 1000), Band(100, 400), Band(300, 0))),)
    criteria_set = replace(small_set(), criteria=(Criterion("C", "1", "", 1000, rows),), rules=Rules(400))
    totals = [score(criteria_set, {"D": children * 100}).total for children in (0, 1, 2, 3, 9)]
    assert totals == [1000, 400, 400, 0, 0]


def test_a_set_has_one_scorer():
    criteria_set = small_set()
    assert scorer(criteria_set) is scorer(criteria_set)
