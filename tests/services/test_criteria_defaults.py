"""Which criteria sets a new commune begins with, and that a new year keeps them."""

import pytest

from khuyenhoc_desktop.domain.subjects import PERSON_GROUPS, TITLE_OF
from khuyenhoc_desktop.services import communes, criteria_sets

YEAR = 2026


@pytest.mark.parametrize("year", [YEAR, YEAR + 1])
def test_each_title_and_group_has_a_set(commune, year):
    if year != YEAR:
        communes.add_year(commune, year)
    chosen = {title: criteria_sets.chosen(commune, title, year) for title in TITLE_OF.values()}
    assert {title: one.title for title, one in chosen.items()} == {title: title for title in chosen}
    groups = commune.query("SELECT person_group, set_id, version FROM group_choice WHERE year = ?", (year,))
    found = {group: criteria_sets.kept(commune, set_id, version).person_group for group, set_id, version in groups}
    assert found == {group: group for group in PERSON_GROUPS}


def test_families_begin_with_the_first_version_though_there_is_a_second(commune):
    versions = {one.version for one in criteria_sets.all_kept(commune) if one.set_id == "gia_dinh_hoc_tap"}
    assert versions == {"2022.1", "2026.1"}
    assert criteria_sets.chosen(commune, "learning_family", YEAR).version == "2022.1"


def test_all_sets_that_come_with_the_program_are_kept(commune):
    kept = {one.sha256 for one in criteria_sets.all_kept(commune)}
    assert kept == {one.sha256 for _, one in criteria_sets.shipped()}
