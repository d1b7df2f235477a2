"""Reading criteria files: a good one in full, each fault at its path, several at once, and never an exception."""

import hashlib
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.criteria import Kind, Outcome, parse_criteria_set
from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS
from tests.domain.criteria_samples import (
    CHECKLIST,
    DELETE,
    SMALL,
    changed,
    checklist,
    checklist_with,
    small_set,
    text_of,
)

A1 = ("criteria", 0, "indicators", 0)
A3 = ("criteria", 0, "indicators", 2)
B1 = ("criteria", 1, "indicators", 0)
B2 = ("criteria", 1, "indicators", 1)
B1_PLACE = "criteria[1].indicators[0]"
B2_PLACE = "criteria[1].indicators[1]"


def faults(text):
    criteria_set, problems = parse_criteria_set(text)
    assert (criteria_set is None) == bool(problems)
    return [(problem.field, problem.code) for problem in problems]


def test_a_good_file_is_read_whole():
    text = text_of(SMALL)
    criteria_set, problems = parse_criteria_set(text)
    assert problems == []
    assert criteria_set.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert [i.code for i in criteria_set.indicators] == ["A1", "A2", "A3", "B1", "B2", "B3"]
    assert criteria_set.max_total == 3500
    assert (criteria_set.document, criteria_set.issued_on) == ("1/QĐ-THỬ", "2025-01-31")
    assert criteria_set.title_name == "Đơn vị học tập"
    first = criteria_set.indicator("A1")
    assert (first.kind, first.max_points, first.step, first.allow_na) == (Kind.POINTS, 1000, 50, True)
    assert criteria_set.indicator("A3").option("part").points == 275
    assert [(b.start, b.points) for b in criteria_set.indicator("B2").bands] == [(5000, 400), (9000, 1000)]
    assert criteria_set.rules.min_per_criterion == {"B": 600}
    example = criteria_set.examples[1]
    assert dict(example.answers) == {"A1": NA, "A2": 0, "A3": "full", "B1": 0, "B2": 4999}
    assert example.outcome is Outcome.NOT_REACHED


def test_validity_is_by_year():
    criteria_set = small_set((("valid_to",), 2026))
    assert [criteria_set.is_valid_in(year) for year in (2024, 2025, 2026, 2027)] == [False, True, True, False]
    assert small_set().is_valid_in(2100)


def test_an_unknown_indicator_is_not_had():
    assert not small_set().has_indicator("A9")
    with pytest.raises(KeyError):
        small_set().indicator("A9")


def test_a_byte_order_mark_is_no_fault():
    assert faults("\ufeff" + text_of(SMALL)) == []


ONE_FAULT = [
    (("format",), 2, "format", "unknown_format"),
    (("format",), True, "format", "unknown_format"),
    (("colour",), 1, "colour", "unknown_key"),
    (("name",), DELETE, "name", "missing_key"),
    (("name",), "", "name", "empty"),
    (("name",), 7, "name", "wrong_type"),
    (("name",), "a\u0000b", "name", "bad_text"),
    (("name",), "x" * 4001, "name", "too_long"),
    (("set_id",), "thử", "set_id", "bad_code"),
    (("version",), "1 a", "version", "bad_code"),
    (("title",), "learning_cat", "title", "unknown_value"),
    (("applies_to",), "household", "applies_to", "wrong_subject"),
    (("person_group",), "farmer", "person_group", "wrong_subject"),
    (("person_group",), "nhà thơ", "person_group", "unknown_value"),
    (("document",), "324", "document", "wrong_type"),
    (("document", "issued_on"), "2025-02-30", "document.issued_on", "bad_date"),
    (("document", "issued_on"), "31/01/2025", "document.issued_on", "bad_date"),
    (("valid_from",), 1800, "valid_from", "bad_year"),
    (("valid_from",), 2025.5, "valid_from", "bad_year"),
    (("valid_to",), 2024, "valid_to", "bad_year"),
    (("provenance",), "decree", "provenance", "unknown_value"),
    (("notice",), DELETE, "notice", "no_notice"),
    (("supersedes",), "1", "supersedes", "own_version"),
    (("changes",), {"deleted": ["Z1"]}, "changes", "no_supersedes"),
    (("criteria",), [], "criteria", "empty"),
    (("criteria",), {}, "criteria", "wrong_type"),
    (("criteria", 1, "indicators"), [], "criteria[1].indicators", "empty"),
    (("criteria", 0, "max_points"), 21, "criteria[0].max_points", "wrong_sum"),
    (("criteria", 1, "number"), "I", "criteria[1].number", "duplicate"),
    ((*A1, "code"), "b", "criteria[0].indicators[0].code", "duplicate"),
    ((*A3, "number"), "1", "criteria[0].indicators[2].number", "duplicate"),
    ((*A1, "kind"), "stars", "criteria[0].indicators[0].kind", "unknown_value"),
    ((*A1, "max_points"), "10", "criteria[0].indicators[0].max_points", "wrong_type"),
    ((*A1, "max_points"), -1, "criteria[0].indicators[0].max_points", "out_of_range"),
    ((*A1, "max_points"), float("nan"), "criteria[0].indicators[0].max_points", "out_of_range"),
    ((*A1, "max_points"), float("inf"), "criteria[0].indicators[0].max_points", "out_of_range"),
    ((*A1, "max_points"), 9.999, "criteria[0].indicators[0].max_points", "too_fine"),
    ((*A1, "step"), 0, "criteria[0].indicators[0].step", "out_of_range"),
    ((*A1, "step"), 3, "criteria[0].indicators[0].step", "wrong_step"),
    ((*A1, "allow_na"), "yes", "criteria[0].indicators[0].allow_na", "wrong_type"),
    ((*A1, "floor_points"), 11, "criteria[0].indicators[0].floor_points", "floor_too_high"),
    ((*A1, "options"), [], "criteria[0].indicators[0].options", "wrong_kind"),
    ((*A3, "options"), [], "criteria[0].indicators[2].options", "too_few"),
    ((*A3, "max_points"), 7, "criteria[0].indicators[2].max_points", "wrong_sum"),
    ((*A3, "options", 1, "code"), "FULL", "criteria[0].indicators[2].options[1].code", "duplicate"),
    ((*A3, "options", 1, "label"), "đạt", "criteria[0].indicators[2].options[1].label", "duplicate"),
    ((*A3, "options", 1, "label"), "K", "criteria[0].indicators[2].options[1]", "taken_word"),
    ((*A3, "options", 1, "label"), "2", "criteria[0].indicators[2].options[1]", "taken_word"),
    ((*B1, "bands", 1, "from"), 1, "criteria[1].indicators[0].bands", "not_rising"),
    ((*B1, "max_points"), 6, "criteria[1].indicators[0].max_points", "wrong_sum"),
    (("rules", "min_total"), 0, "rules.min_total", "out_of_range"),
    (("rules", "min_total"), 35.01, "rules.min_total", "out_of_range"),
    (("rules", "min_per_indicator"), 4.5, "rules.min_per_indicator", "floor_too_high"),
    (("rules", "min_per_criterion"), {"C": 1}, "rules.min_per_criterion.C", "unknown_criterion"),
    (("rules", "min_per_criterion"), {"B": 16}, "rules.min_per_criterion.B", "floor_too_high"),
    (("rules", "required_yes"), ["A1"], "rules.required_yes", "unknown_indicator"),
    (("rules", "required_yes"), ["A2", "A2"], "rules.required_yes[1]", "duplicate"),
    (("rules", "not_applicable"), "drop", "rules.not_applicable", "unknown_value"),
    (("examples",), [], "examples", "too_few"),
    (("examples", 0, "total"), 29, "examples[0].total", "example_failed"),
    (("examples", 0, "answers", "A1"), 12, "examples[0].answers.A1", "above_maximum"),
    (("examples", 0, "answers", "A1"), 7.3, "examples[0].answers.A1", "wrong_step"),
    (("examples", 0, "answers", "A3"), "some", "examples[0].answers.A3", "unknown_option"),
    (("examples", 0, "answers", "Z"), 1, "examples[0].answers.Z", "unknown_indicator"),
    (("examples", 1, "not_applicable"), ["A1", "Z"], "examples[1].not_applicable[1]", "unknown_indicator"),
    (("examples", 1, "not_applicable"), ["A1", "B1"], "examples[1].not_applicable[1]", "duplicate"),
    (("examples", 1, "reasons"), ["total_short"], "examples[1].reasons", "example_failed"),
    (("examples", 1, "reasons", 0), "weather", "examples[1].reasons[0]", "unknown_value"),
    (("examples", 0, "answers", "A2"), False, "examples[0].outcome", "example_failed"),
    ((*B2, "measure"), "weather", f"{B2_PLACE}.measure", "unknown_value"),
    ((*B2, "measure"), "families_recognised", f"{B2_PLACE}.measure", "wrong_subject"),
    ((*A1, "measure"), "staff_recognised", "criteria[0].indicators[0].measure", "wrong_kind"),
    ((*B2, "targets"), [{"level": 1, "value": 5}], f"{B2_PLACE}.targets", "unknown_key"),
    (("rules", "kind"), "votes", "rules.kind", "unknown_value"),
    (("rules", "levels"), [], "rules.levels", "unknown_key"),
    (("examples", 0, "level"), 1, "examples[0].level", "unknown_key"),
]

CHECKLIST_FAULTS = [
    (("rules", "min_total"), 5, "rules.min_total", "unknown_key"),
    (("rules", "levels"), DELETE, "rules.levels", "missing_key"),
    (("rules", "levels"), [], "rules.levels", "not_rising"),
    (("rules", "levels", 1, "level"), 3, "rules.levels", "not_rising"),
    (("rules", "levels", 1, "level"), 0, "rules.levels[1].level", "bad_level"),
    (("rules", "levels", 1, "level"), True, "rules.levels[1].level", "bad_level"),
    (("rules", "levels", 0, "name"), "", "rules.levels[0].name", "empty"),
    (("rules", "levels"), [{"level": n, "name": "M"} for n in (1, 2, 3)], "rules.levels", "empty"),
    (("rules", "levels"), [{"level": 1, "name": "M"}], f"{B1_PLACE}.targets[1].level", "unknown_level"),
    ((*B1, "max_points"), 5, f"{B1_PLACE}.max_points", "unknown_key"),
    ((*B1, "bands"), [], f"{B1_PLACE}.bands", "unknown_key"),
    ((*B1, "kind"), "points", f"{B1_PLACE}.kind", "unknown_value"),
    ((*B1, "measure"), "staff_recognised", f"{B1_PLACE}.measure", "wrong_subject"),
    ((*B1, "targets", 0, "value"), 0, f"{B1_PLACE}.targets[0].value", "out_of_range"),
    ((*B1, "targets", 1, "value"), 100.5, f"{B1_PLACE}.targets[1].value", "out_of_range"),
    ((*B1, "targets", 1, "value"), 59, f"{B1_PLACE}.targets", "not_rising"),
    ((*B1, "targets", 1, "level"), 1, f"{B1_PLACE}.targets", "not_rising"),
    ((*B1, "targets", 1, "level"), 2.5, f"{B1_PLACE}.targets[1].level", "bad_level"),
    ((*A1, "targets", 0, "value"), 1, "criteria[0].indicators[0].targets[0].value", "wrong_type"),
    ((*A1, "targets", 0, "value"), False, "criteria[0].indicators[0].targets[0].value", "out_of_range"),
    ((*A3, "targets"), [{"level": 1, "value": "x"}], "criteria[0].indicators[2].targets", "wrong_kind"),
    (("criteria", 0, "max_points"), 10, "criteria[0].max_points", "unknown_key"),
    (("examples", 0, "total"), 10, "examples[0].total", "unknown_key"),
    (("examples", 0, "level"), 1, "examples[0].level", "example_failed"),
    (("examples", 2, "level"), 1, "examples[2].level", "example_failed"),
    (("examples", 2, "reasons"), [], "examples[2].reasons", "example_failed"),
]


@pytest.mark.parametrize(("path", "value", "place", "code"), ONE_FAULT)
def test_each_fault_is_named_at_its_place(path, value, place, code):
    assert (place, code) in faults(text_of(changed((path, value))))


@pytest.mark.parametrize(("path", "value", "place", "code"), CHECKLIST_FAULTS)
def test_each_fault_of_a_checklist_is_named_at_its_place(path, value, place, code):
    found = faults(text_of(checklist_with((path, value))))
    assert (place, code) in found
    assert len(found) <= 3


def test_a_checklist_is_read_whole():
    criteria_set = checklist()
    assert criteria_set.is_checklist
    assert criteria_set.max_total == 0
    assert [(level.level, level.name) for level in criteria_set.rules.levels] == [(1, "Mức độ 1"), (2, "Mức độ 2")]
    assert (criteria_set.level_name(2), criteria_set.level_name(3)) == ("Mức độ 2", "")
    assert [(t.level, t.value) for t in criteria_set.indicator("B1").targets] == [(1, 6000), (2, 8050)]
    assert (criteria_set.indicator("A1").target(1), criteria_set.indicator("A1").target(2)) == (100, None)
    assert [indicator.code for indicator in criteria_set.measured] == ["B1"]
    assert [example.level for example in criteria_set.examples] == [2, 1, None]


@pytest.mark.parametrize("written", ["learner", "Học sinh, sinh viên", "HỌC SINH, SINH VIÊN"])
def test_a_group_of_persons_is_a_code_or_its_name(written):
    person = ((("title",), "learning_citizen"), (("applies_to",), "person"), (("person_group",), written))
    assert small_set(*person).person_group == "learner"


def test_a_group_of_persons_that_is_none_names_those_that_are():
    person = ((("title",), "learning_citizen"), (("applies_to",), "person"), (("person_group",), "poet"))
    (problem,) = parse_criteria_set(text_of(changed(*person)))[1]
    assert (problem.field, problem.code) == ("person_group", "unknown_value")
    assert all(code in problem.message for code in PERSON_GROUPS)


@pytest.mark.parametrize(("path", "value", "place", "code"), ONE_FAULT)
def test_no_fault_is_echoed_all_over_the_file(path, value, place, code):
    assert len(faults(text_of(changed((path, value))))) <= 3


def test_all_faults_are_reported_at_once():
    found = faults(
        text_of(
            changed(
                (("colour",), 1),
                (("version",), DELETE),
                (("criteria", 0, "max_points"), "20"),
                ((*A1, "step"), "half"),
                ((*B1, "floor_points"), 99),
                (("rules", "required_yes"), ["B1"]),
                (("examples", 0, "answers", "Q"), 1),
            )
        )
    )
    assert set(found) == {
        ("colour", "unknown_key"),
        ("version", "missing_key"),
        ("criteria[0].max_points", "wrong_type"),
        ("criteria[0].indicators[0].step", "wrong_type"),
        ("criteria[1].indicators[0].floor_points", "floor_too_high"),
        ("rules.required_yes", "unknown_indicator"),
        ("examples[0].answers.Q", "unknown_indicator"),
    }


def test_every_problem_has_a_reason_and_a_cure():
    for path, value, _, _ in ONE_FAULT:
        for problem in parse_criteria_set(text_of(changed((path, value))))[1]:
            assert problem.is_error
            assert problem.message
            assert problem.cure
            assert problem.field


def test_an_official_set_has_no_placeholders():
    place = (("criteria", 0, "indicators", 1, "source"), "placeholder")
    assert faults(text_of(changed(place))) == []
    official = faults(text_of(changed(place, (("provenance",), "official"))))
    assert official == [("criteria[0].indicators[1].source", "placeholder")]


def test_codes_of_the_version_before_are_accounted_for():
    ways = {"renamed": {"OLD": "A1"}, "deleted": ["GONE"]}
    assert faults(text_of(changed((("supersedes",), "0"), (("changes",), ways)))) == []
    wrong = {"renamed": {"OLD": "A9", "A2": "A1"}, "deleted": ["A1"]}
    assert faults(text_of(changed((("supersedes",), "0"), (("changes",), wrong)))) == [
        ("changes.renamed.OLD", "unknown_indicator"),
        ("changes", "code_reused"),
        ("changes", "code_reused"),
    ]


def test_a_key_given_twice_is_a_fault():
    text = text_of(SMALL).replace('"format": 1,', '"format": 1, "format": 1,')
    assert faults(text) == [("format", "duplicate_key")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_json"),
        ("{", "not_json"),
        ("[" * 100_000, "too_deep"),
        ('{"a":' * 100_000, "too_deep"),
        (" " * 10_000_000, "too_long"),
        ("[]", "wrong_type"),
        ("null", "wrong_type"),
        ("NaN", "wrong_type"),
        ("1e999999999999999999999", "wrong_type"),
        ("9" * 100_000, "wrong_type"),
        ('"\\ud800"', "wrong_type"),
        ("\ud800", "not_json"),
    ],
)
def test_a_text_that_is_no_set_at_all(text, code):
    assert faults(text) == [("$", code)]


HUGE = "9" * 5000


@pytest.mark.parametrize(
    "number", [HUGE, "1e-999999", "1E+999999999", "-Infinity", "0." + "0" * 60 + "1", "-0.001"]
)
def test_strange_numbers_are_refused(number):
    text = text_of(changed((("rules", "min_total"), "HERE"))).replace('"HERE"', number)
    assert [place for place, _ in faults(text)] == ["rules.min_total"]


def test_long_lists_are_cut_off():
    indicator = SMALL["criteria"][0]["indicators"][0]
    found = faults(text_of(changed((("criteria", 0, "indicators"), [indicator] * 900))))
    assert ("criteria[0].indicators", "too_many") in found


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


def places_of(value, path=()):
    """All paths inside a JSON value."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield (*path, key)
        yield from places_of(inner, (*path, key))


PLACES = list(places_of(SMALL))


@given(place=st.sampled_from(PLACES), value=json_values)
def test_any_value_anywhere_is_taken_or_told(place, value):
    faults(text_of(changed((place, value))))


CHECKLIST_PLACES = list(places_of(CHECKLIST))


@given(place=st.sampled_from(CHECKLIST_PLACES), value=json_values)
def test_any_value_anywhere_in_a_checklist_is_taken_or_told(place, value):
    faults(text_of(checklist_with((place, value))))


@given(st.integers(), st.integers(1, 40))
def test_damaged_text_never_raises(seed, times):
    dice = random.Random(seed)
    letters = list(text_of(SMALL))
    for _ in range(times):
        place = dice.randrange(len(letters))
        letters[place : place + dice.choice((0, 1, 5))] = dice.choice(("", "{", "]", '"', "1e9", "\\u", "Đ", "-"))
    faults("".join(letters))


@given(json_values)
def test_any_json_never_raises(value):
    assert faults(json.dumps(value)) != []


@given(st.text())
def test_any_text_never_raises(text):
    assert faults(text) != []
