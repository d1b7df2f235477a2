"""Scores: three nothings are kept apart in the file, bad cells refuse the whole action, sets stay frozen."""

import json

import pytest

from khuyenhoc_desktop.domain.answers import NA
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, criteria_sets, entry, groups, history, households
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.criteria_files import load_set

YEAR = 2026


@pytest.fixture
def one(commune):
    group = groups.add_group(commune, "Thôn Hạ", "thôn", YEAR)
    return commune, households.add(commune, YEAR, group, HouseholdFields(head_name="Đặng Văn Ân"))


def stored(file):
    return dict(file.query("SELECT indicator, value FROM score"))


def test_not_entered_not_applicable_and_zero_are_three_things(one):
    file, household = one
    entry.save_sheet(file, YEAR, household, {"C1_1": NA, "C1_2": 0})
    assert stored(file) == {"C1_1": None, "C1_2": 0}
    assert entry.load_sheet(file, YEAR, household).answers == {"C1_1": NA, "C1_2": 0}


def test_saving_a_sheet_empties_what_it_no_longer_holds(one):
    file, household = one
    entry.save_sheet(file, YEAR, household, {"C1_2": 500, "C2_1": 700})
    entry.save_sheet(file, YEAR, household, {"C2_1": 700})
    assert stored(file) == {"C2_1": 700}


def test_saving_the_same_again_is_no_action(one):
    file, household = one
    entry.save_sheet(file, YEAR, household, {"C1_2": 500})
    count = file.value("SELECT count(*) FROM journal")
    entry.save_sheet(file, YEAR, household, {"C1_2": 500})
    assert file.value("SELECT count(*) FROM journal") == count


def test_one_bad_cell_refuses_all(one):
    file, household = one
    with pytest.raises(UserError) as refused:
        entry.save_cells(file, YEAR, {(household, "C1_2"): 500, (household, "C2_1"): 1200}, "Dán")
    assert "12" in refused.value.message
    assert stored(file) == {}


def test_an_unknown_indicator_is_refused(one):
    file, household = one
    with pytest.raises(UserError) as refused:
        entry.save_cells(file, YEAR, {(household, "X9"): 100}, "Dán")
    assert refused.value.problems[0].code == "no_indicator"


def test_last_years_answers_stand_beside(one):
    file, household = one
    communes.add_year(file, YEAR + 1)
    entry.save_sheet(file, YEAR, household, {"C1_2": 500})
    sheet = entry.load_sheet(file, YEAR + 1, household)
    assert (sheet.answers, sheet.last_year_answers) == ({}, {"C1_2": 500})


def newer_set(tmp_path):
    text, criteria_set = next(p for p in criteria_sets.shipped() if p[1].title == "learning_family")
    changed = json.loads(text)
    changed["version"] = "thu-2"
    changed["rules"]["min_total"] = 90
    changed["examples"] = [e for e in changed["examples"] if e["total"] in (0, 100)]
    path = tmp_path / "moi.json"
    path.write_text(json.dumps(changed, ensure_ascii=False), "utf-8")
    return path, criteria_set


def test_a_filled_sheet_keeps_its_set_when_the_year_changes_sets(one, tmp_path):
    file, household = one
    entry.save_sheet(file, YEAR, household, {"C1_2": 500})
    path, old = newer_set(tmp_path)
    new = load_set(file, path)
    criteria_sets.choose(file, new, YEAR)
    assert entry.load_sheet(file, YEAR, household).criteria_set.version == old.version
    group = groups.list_groups(file, YEAR)[0].id
    other = households.add(file, YEAR, group, HouseholdFields(head_name="Lê Thị Vân"))
    assert entry.load_sheet(file, YEAR, other).criteria_set.version == "thu-2"


def test_a_version_once_given_out_never_changes(one, tmp_path):
    file, _ = one
    path, _ = newer_set(tmp_path)
    load_set(file, path)
    load_set(file, path)
    path.write_text(path.read_text("utf-8").replace('"min_total": 90', '"min_total": 91'), "utf-8")
    with pytest.raises(UserError) as refused:
        load_set(file, path)
    assert refused.value.code == "criteria_changed"


def test_a_bad_criteria_file_is_refused_with_its_problems(one, tmp_path):
    path = tmp_path / "hong.json"
    path.write_text('{"format": 1, "strange": true}', "utf-8")
    with pytest.raises(UserError) as refused:
        load_set(one[0], path)
    assert refused.value.code == "bad_criteria"
    assert len(refused.value.problems) > 1


def test_undo_brings_totals_back(one):
    file, household = one
    entry.save_sheet(file, YEAR, household, {"C1_2": 500})
    entry.save_sheet(file, YEAR, household, {"C1_2": 900})
    history.undo(file)
    assert households.get(file, household, YEAR).total == 500
