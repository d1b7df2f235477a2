"""The check before export: each kind is found, named, counted, and leads to its place."""

from datetime import date

import pytest

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.domain.summary import Target
from khuyenhoc_desktop.services import communes, entry, groups, households, recognition, summary
from khuyenhoc_desktop.services.handover.checks import check_before_export
from khuyenhoc_desktop.services.handover.places import NAMED_PLACES
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026


@pytest.fixture
def village(commune):
    """A commune with one thôn."""
    groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    return commune


def thon(file):
    return groups.list_groups(file, YEAR)[0].id


def household(file, name="Nguyễn Văn An", born="1970"):
    return households.add(file, YEAR, thon(file), HouseholdFields(head_name=name, born=born))


def fill(file, ids, share=1.0, count=None):
    indicators = entry.criteria_for(file, LEARNING_FAMILY, YEAR).indicators[:count]
    cells = {(i, each.code): int(each.max_points * share) // 100 * 100 for i in ids for each in indicators}
    entry.save_cells(file, YEAR, cells, "Chấm điểm")


def checks(file):
    found = {}
    for check in check_before_export(file, YEAR):
        assert check.problem.message
        assert check.problem.cure
        assert check.problem.code not in found
        found[check.problem.code] = check
    return found


def test_a_commune_that_is_ready_has_only_the_notice_of_the_sample_set(village):
    ids = [household(village)]
    recognition.set_registered(village, YEAR, ids, True)
    fill(village, ids)
    recognition.set_proposed(village, YEAR, ids, True)
    recognition.recognise_by_decision(village, YEAR, "12/QĐ", date(YEAR, 11, 10), "Chủ tịch", ids)
    summary.set_target(village, YEAR, Target(7000))
    assert list(checks(village)) == ["sample_criteria"]
    assert checks(village)["sample_criteria"].page == "criteria"


def test_a_new_commune(commune):
    found = checks(commune)
    assert set(found) == {"sample_criteria", "no_households", "target_missing"}
    assert found["no_households"].page == "households"


def test_a_missing_code_is_an_error_and_comes_first(tmp_path):
    file = communes.create_commune(tmp_path / "xa", "", "An Học", "", YEAR)
    found = check_before_export(file, YEAR)
    file.close()
    assert (found[0].problem.code, found[0].page) == ("commune_code_missing", "settings")
    assert [check.problem.is_error for check in found].count(True) == 1
    assert "province_missing" in {check.problem.code for check in found}


def registered(file, one):
    recognition.set_registered(file, YEAR, [one], True)


def scored(file, one):
    fill(file, [one])


def scored_low(file, one):
    fill(file, [one], 0.5)


def half_scored(file, one):
    fill(file, [one], count=6)


def proposed(file, one):
    recognition.set_proposed(file, YEAR, [one], True)


def recognised(file, one):
    recognition.recognise_by_decision(file, YEAR, "1/QĐ", date(YEAR, 11, 1), "Chủ tịch", [one])


def recognised_bare(file, one):
    with file.action("test", "test") as action:
        action.execute("UPDATE assessment SET recognised = 1 WHERE subject_id = ?", (one,))


def refused(file, one):
    recognition.set_recognised(file, YEAR, [one], False)


def binned(file, one):
    households.delete(file, [one], YEAR)


def gone(file, one):
    households.set_away(file, [one], YEAR)


ALWAYS = {"sample_criteria", "target_missing"}


@pytest.mark.parametrize(
    ("steps", "codes"),
    [
        ([scored], {"scored_not_registered"}),
        ([registered], {"registered_not_scored"}),
        ([registered, half_scored], {"sheet_incomplete"}),
        ([registered, scored], {"reached_not_proposed"}),
        ([registered, scored_low], set()),
        ([registered, scored, proposed], {"proposed_not_decided"}),
        ([registered, scored_low, proposed], {"proposed_not_decided", "proposed_not_reached"}),
        ([scored, proposed, refused], {"scored_not_registered", "proposed_not_registered"}),
        ([registered, scored, proposed, refused], set()),
        ([registered, scored, proposed, recognised], set()),
        ([registered, recognised], {"registered_not_scored", "recognised_not_scored"}),
        ([registered, scored_low, recognised], {"recognised_not_reached"}),
        ([scored, recognised], {"scored_not_registered", "recognised_not_registered"}),
        ([registered, scored, recognised_bare], {"recognised_without_decision"}),
    ],
)
def test_each_state_of_a_household(village, steps, codes):
    one = household(village)
    for step in steps:
        step(village, one)
    found = checks(village)
    assert set(found) - ALWAYS == codes
    for code in codes:
        assert found[code].count == 1
        assert found[code].target["household"] == one
        assert [place.text for place in found[code].places] == ["Nguyễn Văn An (Thôn Hạ)"]


def test_an_unfinished_sheet_leads_to_its_first_missing_indicator(village):
    one = household(village)
    half_scored(village, one)
    check = checks(village)["sheet_incomplete"]
    assert (check.page, check.target) == ("sheet", {"household": one, "indicator": "C3_1"})


@pytest.mark.parametrize(("leave", "code"), [(binned, "deleted_recognised"), (gone, "away_recognised")])
def test_recognised_households_that_are_not_counted(village, leave, code):
    one, other = household(village), household(village, "Trần Thị Bình")
    for each in (one, other):
        registered(village, each)
        scored(village, each)
        recognised(village, each)
    leave(village, one)
    check = checks(village)[code]
    assert (check.count, check.target["household"], check.page) == (1, one, "households")


def test_twins_are_named_whatever_their_marks(village):
    twins = [household(village, "Nguyễn Thị Hòa"), household(village, "Nguyễn Thị Hoà", "1970-05-01")]
    household(village, "Nguyễn Thị Hoa", "1971")
    check = checks(village)["household_twin"]
    assert check.count == 2
    assert {place.target["household"] for place in check.places} == set(twins)


def test_many_places_are_counted_and_the_first_named(village):
    for number in range(NAMED_PLACES + 3):
        registered(village, household(village, f"Nguyễn Văn {chr(65 + number)}"))
    check = checks(village)["registered_not_scored"]
    assert check.count == NAMED_PLACES + 3
    assert len(check.places) == NAMED_PLACES
    assert "và 3 nơi khác" in check.problem.message


def test_a_thon_without_households(village):
    household(village)
    empty = groups.add_group(village, "Thôn Thượng", "thôn", YEAR)
    check = checks(village)["group_empty"]
    assert (check.page, check.target) == ("groups", {"group": empty})


def test_a_thon_that_has_ended_but_has_households(village):
    """The services refuse to make this; two laptops' files put together may still come to it."""
    household(village)
    with village.action("test", "test") as action:
        action.execute("UPDATE residential_group SET valid_from = ?, valid_to = ?", (YEAR - 2, YEAR - 1))
    assert checks(village)["group_ended"].count == 1


def test_decisions_that_lack_something(village):
    one = household(village)
    registered(village, one)
    scored(village, one)
    decision = recognition.recognise_by_decision(village, YEAR, "5/QĐ", None, "", [one])
    check = checks(village)["decision_incomplete"]
    assert "ngày, người ký" in check.problem.message
    assert (check.page, check.target) == ("recognition", {"decision": decision})


def test_a_decision_that_names_nobody(village):
    recognition.recognise_by_decision(village, YEAR, "6/QĐ", date(YEAR, 11, 10), "Chủ tịch", [])
    assert "decision_empty" in checks(village)


def test_a_decision_dated_before_its_year(village):
    one = household(village)
    recognition.recognise_by_decision(village, YEAR, "5/QĐ", date(YEAR - 1, 11, 1), "Chủ tịch", [one])
    assert "decision_date_odd" in checks(village)


def test_a_year_that_is_not_there(village):
    codes = {check.problem.code for check in check_before_export(village, 2031)}
    assert {"no_year", "no_criteria"} <= codes


def test_other_titles_are_checked_with_names(commune):
    from tests import all_titles

    made = all_titles.make(commune)
    an = made.persons[0]
    recognition.set_registered(commune, YEAR, [an], True, title="learning_citizen")
    recognition.set_proposed(commune, YEAR, [made.clan], True, title="learning_clan")
    told = {check.problem.message: check for check in check_before_export(commune, YEAR)}
    registered = next(one for words, one in told.items() if words.startswith("Công dân học tập: 1"))
    assert registered.problem.code == "registered_not_scored"
    assert "Nguyễn Văn An (Thôn Đông)" in registered.problem.message
    assert (registered.page, registered.target) == ("sheet", {"title": "learning_citizen", "subject": an})
    clan = {one.problem.code: one for words, one in told.items() if words.startswith("Dòng họ học tập: 1 dòng họ")}
    assert set(clan) == {"proposed_not_reached", "proposed_not_decided"}
    assert clan["proposed_not_decided"].target == {"title": "learning_clan", "subject": made.clan}


def test_titles_in_which_nobody_takes_part_are_not_told(commune):
    from tests import all_titles

    all_titles.make(commune)
    words = [check.problem.message for check in check_before_export(commune, YEAR)]
    assert not [one for one in words if one.startswith(("Công dân", "Dòng họ", "Đơn vị", "Cộng đồng"))]
