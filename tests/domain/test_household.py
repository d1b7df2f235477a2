"""What is tidied in a household's fields, and what is an error, a warning or nothing."""

import pytest

from khuyenhoc_desktop.domain.household import HouseholdFields, check_fields, tidied


def codes(**fields):
    fields = {"head_name": "Nguyễn Văn An", **fields}
    return {(p.code, p.severity.value, p.field) for p in check_fields(HouseholdFields(**fields), 2026)}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"head_name": ""}, {("name_missing", "error", "head_name")}),
        ({"head_name": "1234567"}, {("name_digits", "error", "head_name")}),
        ({"head_name": "…"}, {("name_digits", "error", "head_name")}),
        ({"head_name": "An"}, {("name_short", "warning", "head_name")}),
        ({"born": "1899"}, {("born_too_old", "error", "born")}),
        ({"born": "1900"}, set()),
        ({"born": "2026-12-31"}, set()),
        ({"born": "2027"}, {("born_future", "error", "born")}),
        ({"member_count": 0}, {("members_zero", "error", "member_count")}),
        ({"member_count": 21}, {("members_large", "warning", "member_count")}),
        ({"member_count": 3, "school_age_count": 3}, set()),
        ({"member_count": 3, "school_age_count": 4}, {("children_gt_members", "error", "school_age_count")}),
        ({"school_age_count": -1}, {("children_negative", "error", "school_age_count")}),
        ({"personal_number": "03820A000123"}, {("personal_number_wrong", "error", "personal_number")}),
    ],
)
def test_problems(fields, expected):
    assert codes(**fields) == expected


def test_texts_are_tidied_and_empty_ones_become_nothing():
    fields = HouseholdFields("  H1 ", " lê  thị vân ", "1970", 4, 0, "  ", " 001 178 001394 ", "\t")
    assert tidied(fields) == HouseholdFields("H1", "Lê Thị Vân", "1970", 4, 0, None, "001178001394", None)


def test_a_number_that_lost_its_zeros_gets_them_back():
    assert (
        tidied(HouseholdFields(head_name="Lê Vân", personal_number="1178001394")).personal_number == "001178001394"
    )


def test_a_wrong_number_stays_as_typed():
    assert tidied(HouseholdFields(head_name="Lê Vân", personal_number="12a")).personal_number == "12a"
