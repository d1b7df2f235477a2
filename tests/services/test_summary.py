"""The figures of a small commune, every one of them worked out by hand in this file."""

from fractions import Fraction

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, entry, groups, households, recognition, summary
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026


@pytest.fixture
def small(commune):
    """Thôn A: 3 households, B: 2, C: none. 2025: A1 and B1 recognised."""
    communes.add_year(commune, YEAR - 1)
    a, b, c = groups.add_groups(commune, [(f"Thôn {x}", "thôn") for x in "ABC"], YEAR - 1)
    people = {
        name: households.add(commune, YEAR - 1, group, HouseholdFields(head_name=f"Lê Văn {name}"))
        for name, group in (("Một", a), ("Hai", a), ("Ba", a), ("Bốn", b), ("Năm", b))
    }
    recognition.recognise_by_decision(commune, YEAR - 1, "7/QĐ", None, "", [people["Một"], people["Bốn"]])
    return commune, (a, b, c), people


def full_marks(file, household):
    criteria_set = entry.criteria_for(file, "learning_family", YEAR)
    entry.save_sheet(file, YEAR, household, {i.code: i.max_points for i in criteria_set.indicators})


def test_counts_and_both_percentages(small):
    file, _, people = small
    recognition.set_registered(file, YEAR, [people["Một"], people["Hai"], people["Bốn"]], True)
    full_marks(file, people["Một"])
    entry.save_cells(file, YEAR, {(people["Hai"], "C1_1"): 0}, "Chấm điểm")
    recognition.set_proposed(file, YEAR, [people["Một"]], True)
    recognition.recognise_by_decision(file, YEAR, "9/QĐ", None, "", [people["Một"]])
    figures = summary.family_figures(file, YEAR)
    a, b, c = figures.by_group
    assert (a.group, a.total, a.registered, a.scored, a.reached, a.proposed, a.recognised) == (
        "Thôn A", 3, 2, 1, 1, 1, 1,
    )  # fmt: skip
    assert (b.total, b.registered, b.recognised, c.total) == (2, 1, 0, 0)
    assert a.percent_of_total == Fraction(100, 3)
    assert a.percent_of_registered == 50
    assert (c.percent_of_total, c.percent_of_registered) == (None, None)
    assert (a.change, b.change, c.change) == (0, -1, 0)
    whole = figures.commune
    assert (whole.total, whole.registered, whole.recognised, whole.change) == (5, 3, 1, -1)


def test_a_merged_group_is_compared_with_both_of_last_year(small):
    file, (a, b, _), people = small
    groups.merge_groups(file, b, a, YEAR)
    recognition.recognise_by_decision(file, YEAR, "9/QĐ", None, "", list(people.values()))
    figures = summary.family_figures(file, YEAR)
    assert [(g.group, g.total, g.change) for g in figures.by_group] == [("Thôn A", 5, 3), ("Thôn C", 0, 0)]
    past = summary.family_figures(file, YEAR - 1)
    assert [(g.group, g.total, g.recognised) for g in past.by_group][:2] == [("Thôn A", 3, 1), ("Thôn B", 2, 1)]
    assert past.commune.change is None


def test_targets(small):
    file, _, people = small
    summary.set_target(file, YEAR, Target(6000, "total"))
    recognition.recognise_by_decision(file, YEAR, "9/QĐ", None, "", [people["Một"], people["Hai"]])
    whole = summary.family_figures(file, YEAR).commune
    assert (whole.target_gap, whole.short_of_target) == (-20, 1)
    summary.set_target(file, YEAR, None)
    assert summary.family_figures(file, YEAR).commune.target_gap is None
    with pytest.raises(UserError):
        summary.set_target(file, YEAR, Target(10_001))


def test_who_registered_last_year_and_is_still_there_is_registered_again(small):
    file, (_a, _, _), people = small
    recognition.set_registered(file, YEAR - 1, [people["Một"], people["Hai"], people["Ba"]], True)
    households.set_away(file, [people["Ba"]], YEAR)
    recognition.set_registered(file, YEAR, recognition.like_last_year(file, YEAR), True)
    assert summary.family_figures(file, YEAR).commune.registered == 2
    assert recognition.like_last_year(file, YEAR) == []


def test_a_household_in_the_wastebasket_is_not_counted(small):
    file, _, people = small
    households.delete(file, [people["Một"]], YEAR)
    assert summary.family_figures(file, YEAR).commune.total == 4


def test_who_is_revoked_counts_no_more(small):
    file, _, people = small
    first = recognition.recognise_by_decision(file, YEAR, "9/QĐ", None, "", [people["Một"]])
    recognition.correct_by_decision(
        file, YEAR, "learning_family", "10/QĐ", None, "", [people["Một"]], False, corrects=first
    )
    assert summary.family_figures(file, YEAR).commune.recognised == 0
    assert recognition.decisions(file, YEAR)[0].recognised == 0


def test_last_year_is_whole_also_when_a_group_has_ended_without_merging(commune):
    communes.add_year(commune, 2025)
    low, high = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], 2025)
    an = households.add(commune, 2025, low, HouseholdFields(head_name="Nguyễn Văn An"))
    recognition.set_recognised(commune, 2025, [an], True)
    households.move(commune, [an], high, 2026)
    groups.edit_group(commune, low, "Thôn Hạ", "thôn", 2025, 2025, 2026)
    figures = summary.family_figures(commune, 2026)
    assert {one.group: one.last_year_recognised for one in figures.by_group} == {"Thôn Hạ": 1, "Thôn Thượng": 0}
    assert figures.commune.last_year_recognised == 1
