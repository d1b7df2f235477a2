"""Who is put, in an early year, into a thôn that is merged later lives on in what it was merged into."""

import pytest

from khuyenhoc_desktop.services import check, communes, groups, households
from khuyenhoc_desktop.services.households import HouseholdFields, Query
from khuyenhoc_desktop.services.importing.applying import apply_plan
from khuyenhoc_desktop.services.importing.households import plan_households
from khuyenhoc_desktop.services.progress import finish
from tests.services.importing.books import write_xlsx


@pytest.fixture
def merged(commune):
    """Thôn Hạ was merged into Thôn Trung in 2027, and that into Thôn Thượng in 2028."""
    communes.add_year(commune, 2027)
    communes.add_year(commune, 2028)
    made = {
        name: groups.add_group(commune, name, "thôn", 2026) for name in ("Thôn Hạ", "Thôn Trung", "Thôn Thượng")
    }
    groups.merge_groups(commune, made["Thôn Hạ"], made["Thôn Trung"], 2027)
    groups.merge_groups(commune, made["Thôn Trung"], made["Thôn Thượng"], 2028)
    return made


def lived(file, household):
    return [households.get(file, household, year).group for year in (2026, 2027, 2028)]


def test_a_household_added_in_an_early_year_goes_along(commune, merged):
    household = households.add(commune, 2026, merged["Thôn Hạ"], HouseholdFields(head_name="Nguyễn Văn An"))
    assert lived(commune, household) == ["Thôn Hạ", "Thôn Trung", "Thôn Thượng"]
    assert check.check(commune) == []


def test_one_that_moves_before_the_merge_does_not(commune, merged):
    household = households.add(commune, 2026, merged["Thôn Thượng"], HouseholdFields(head_name="Lê Thị Bình"))
    households.move(commune, [household], merged["Thôn Thượng"], 2027)
    households.move(commune, [household], merged["Thôn Hạ"], 2026)
    assert lived(commune, household) == ["Thôn Hạ", "Thôn Thượng", "Thôn Thượng"]


def test_an_import_in_an_early_year_goes_along(commune, merged, tmp_path):
    rows = [["STT", "Họ và tên chủ hộ", "Thôn"], [1, "Trần Văn Cường", "Thôn Hạ"], [2, "Đỗ Thị Dung", "Thôn Hạ"]]
    path = write_xlsx(tmp_path / "ho.xlsx", {"Sheet1": rows})
    finish(apply_plan(commune, finish(plan_households(commune, 2026, path))))
    for household in households.find_ids(commune, Query(2026)):
        assert lived(commune, household) == ["Thôn Hạ", "Thôn Trung", "Thôn Thượng"]
    assert check.check(commune) == []


def test_who_is_away_when_his_thon_is_merged_stays_away(commune):
    low, high = (groups.add_group(commune, name, "thôn", 2026) for name in ("Thôn Hạ", "Thôn Thượng"))
    communes.add_year(commune, 2027)
    here, away = (
        households.add(commune, 2026, low, HouseholdFields(head_name=name)) for name in ("Lê Văn An", "Vũ Thị Hoa")
    )
    households.set_away(commune, [away], 2026)
    groups.merge_groups(commune, low, high, 2027)
    assert households.find_ids(commune, Query(2027)) == [here]
    assert households.find_ids(commune, Query(2027, state="away")) == [away]
    assert households.get(commune, away, 2027).group == "Thôn Thượng"
    assert check.check(commune) == []


def test_who_goes_away_in_an_early_year_was_in_the_thon_of_that_year(commune):
    low, high = (groups.add_group(commune, name, "thôn", 2026) for name in ("Thôn Hạ", "Thôn Thượng"))
    communes.add_year(commune, 2027)
    communes.add_year(commune, 2028)
    household = households.add(commune, 2026, low, HouseholdFields(head_name="Lê Văn An"))
    households.move(commune, [household], high, 2028)
    households.set_away(commune, [household], 2027)
    assert lived(commune, household) == ["Thôn Hạ", "Thôn Hạ", "Thôn Thượng"]
    present = [households.get(commune, household, year).present for year in (2026, 2027, 2028)]
    assert present == [True, False, True]
