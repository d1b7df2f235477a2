"""The register: groups that merge keep past results; households move, leave, return, go to the wastebasket."""

import unicodedata
from dataclasses import replace

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, entry, groups, history, households, recognition
from khuyenhoc_desktop.services.households import HouseholdFields, Query

YEAR = 2026


@pytest.fixture
def two(commune):
    """Two groups and a household in each."""
    communes.add_year(commune, YEAR - 1)
    ids = groups.add_groups(commune, [("Thôn Hạ", "thôn"), ("Thôn Đông", "thôn")], YEAR - 1)
    people = [
        households.add(commune, YEAR - 1, group, HouseholdFields(head_name=name, born="1970"))
        for group, name in zip(ids, ("Đặng Văn Ân", "Nguyễn Thị Ánh"), strict=True)
    ]
    return commune, ids, people


def names(file, **query):
    year = query.pop("year", YEAR)
    return [row.head_name for row in households.rows(file, year, households.find_ids(file, Query(year, **query)))]


def test_merged_groups_keep_the_past_and_hand_over_the_present(two):
    file, (low, east), (an, _anh) = two
    recognition.recognise_by_decision(file, YEAR - 1, "1/QĐ", None, "", [an])
    assert groups.merge_groups(file, low, east, YEAR) == 1
    counts = {g.name: g.households for g in groups.list_groups(file, YEAR)}
    past = {g.name: g.households for g in groups.list_groups(file, YEAR - 1)}
    assert counts == {"Thôn Đông": 2}
    assert past == {"Thôn Đông": 1, "Thôn Hạ": 1}
    sql = "SELECT group_id FROM standing WHERE year = ? AND recognised = 1"
    assert file.query(sql, (YEAR - 1,)) == [(low,)]


def test_a_group_that_was_lived_in_cannot_be_deleted(two):
    file, (low, _), _ = two
    with pytest.raises(UserError) as refused:
        groups.delete_group(file, low, YEAR)
    assert refused.value.code == "group_in_use"
    assert "Sáp nhập" in refused.value.cure


def test_a_group_does_not_end_while_households_live_in_it(two):
    file, (low, _), (an, _) = two
    with pytest.raises(UserError) as refused:
        groups.edit_group(file, low, "Thôn Hạ", "thôn", YEAR - 1, YEAR - 1, YEAR)
    assert refused.value.code == "group_lived_in"
    households.set_away(file, [an], YEAR)
    groups.edit_group(file, low, "Thôn Hạ", "thôn", YEAR - 1, YEAR - 1, YEAR)
    assert [group.name for group in groups.list_groups(file, YEAR)] == ["Thôn Đông"]


@pytest.mark.parametrize(("name", "code"), [("  ", "group_name_missing"), ("thôn  hạ", "group_exists")])
def test_bad_group_names_are_refused(two, name, code):
    with pytest.raises(UserError) as refused:
        groups.add_group(two[0], name, "thôn", YEAR)
    assert refused.value.code == code


def test_a_group_does_not_begin_after_households_live_in_it(two):
    file, (low, _), _ = two
    with pytest.raises(UserError) as refused:
        groups.edit_group(file, low, "Thôn Hạ", "thôn", YEAR, None, YEAR)
    assert refused.value.code == "group_lived_in"


def test_a_group_is_not_merged_into_one_that_has_ended(two):
    file, (low, east), _ = two
    groups.merge_groups(file, east, low, YEAR)
    with pytest.raises(UserError) as refused:
        groups.merge_groups(file, low, east, YEAR)
    assert refused.value.code == "merge_into_ended"


def test_a_household_added_later_is_not_there_in_an_earlier_year(two):
    file, (low, _), _ = two
    new = households.add(file, YEAR, low, HouseholdFields(head_name="Lê Văn Mới"))
    assert not households.get(file, new, YEAR - 1).present
    assert new not in households.find_ids(file, Query(YEAR - 1))
    households.move(file, [new], low, YEAR - 1)
    assert new in households.find_ids(file, Query(YEAR - 1))


@pytest.mark.parametrize("born", ["abc", "2004-02-30", "19780311", "2026-W01-1", "1978-3-1"])
def test_a_birth_that_is_none_is_refused(two, born):
    file, (low, _), _ = two
    with pytest.raises(UserError) as refused:
        households.add(file, YEAR, low, HouseholdFields(head_name="Lê Văn Mới", born=born))
    assert {problem.code for problem in refused.value.problems} == {"born_format"}


def test_composed_and_decomposed_typing_are_kept_alike(commune):
    def typed(text):
        return unicodedata.normalize("NFD", text)

    group = groups.add_group(commune, typed("Thôn Thượng"), "thôn", YEAR)
    fields = HouseholdFields(
        head_name=typed("Nguyễn Ấn"), code=typed("Hộ-ế"), note=typed("ghi ế"), address=typed("Ngõ ế")
    )
    new = households.add(commune, YEAR, group, fields)
    recognition.recognise_by_decision(commune, YEAR, typed("12/QĐ"), None, typed("Lê Thị Ế"), [new])
    facts = replace(communes.facts(commune), name=typed("Yên Phú ế"), chairman=typed("Lê ế"))
    communes.set_facts(commune, facts)
    texts = [
        value
        for table in ("household", "residential_group", "decision", "setting", "journal")
        for row in commune.query(f"SELECT * FROM {table}")
        for value in row
        if isinstance(value, str)
    ]
    assert [text for text in texts if not unicodedata.is_normalized("NFC", text)] == []


def test_groups_stand_in_vietnamese_and_natural_order(commune):
    unsorted = ["Tổ dân phố 10", "Thôn Đông", "Tổ dân phố 2", "Thôn Ấp Bắc", "Thôn Dừa"]
    groups.add_groups(commune, [(name, groups.kind_of(name)) for name in unsorted], YEAR)
    listed = [group.name for group in groups.list_groups(commune, YEAR)]
    assert listed == ["Thôn Ấp Bắc", "Thôn Dừa", "Thôn Đông", "Tổ dân phố 2", "Tổ dân phố 10"]


def test_find_works_in_any_order_with_and_without_marks(two):
    file, _, _ = two
    for text in ("an dang", "ĐẶNG ân", "văn  đặng", "dang van an"):
        assert names(file, text=text) == ["Đặng Văn Ân"]
    assert names(file, text="an") == ["Nguyễn Thị Ánh", "Đặng Văn Ân"]
    assert names(file, text="x") == []


def test_moving_counts_from_its_year_on(two):
    file, (_low, east), (an, _) = two
    households.move(file, [an], east, YEAR)
    assert households.get(file, an, YEAR).group == "Thôn Đông"
    assert households.get(file, an, YEAR - 1).group == "Thôn Hạ"


def test_who_has_moved_away_is_not_counted_until_back(two):
    file, (low, _), (an, _) = two
    households.set_away(file, [an], YEAR)
    assert names(file) == ["Nguyễn Thị Ánh"]
    assert names(file, state="away") == ["Đặng Văn Ân"]
    assert "Đặng Văn Ân" in names(file, year=YEAR - 1)
    assert households.get(file, an, YEAR).group == "Thôn Hạ"
    households.set_returned(file, [an], low, YEAR)
    assert len(names(file)) == 2
    assert names(file, state="away") == []


def test_the_wastebasket_keeps_scores(two):
    file, _, (an, _) = two
    entry.save_cells(file, YEAR, {(an, "C1_1"): 700}, "Chấm điểm")
    households.delete(file, [an], YEAR)
    assert names(file) == ["Nguyễn Thị Ánh"]
    assert names(file, state="deleted") == ["Đặng Văn Ân"]
    households.restore(file, [an], YEAR)
    assert households.get(file, an, YEAR).total == 700


def test_a_bad_household_is_refused_with_every_problem(two):
    file, (low, _), _ = two
    with pytest.raises(UserError) as refused:
        households.add(file, YEAR, low, HouseholdFields(born="1802", member_count=2, school_age_count=5))
    codes = {problem.code for problem in refused.value.problems}
    assert codes == {"name_missing", "born_too_old", "children_gt_members"}
    assert file.value("SELECT count(*) FROM household") == 2


def test_names_are_tidied_and_capitalised(two):
    file, (low, _), _ = two
    new = households.add(file, YEAR, low, HouseholdFields(head_name="  lê   thị  vân "))
    assert households.get(file, new, YEAR).head_name == "Lê Thị Vân"


def test_likely_twins_are_told(two):
    file, (low, east), (an, _) = two
    twin = HouseholdFields(head_name="đặng văn ân", born="1971")
    assert [p.code for p in households.likely_twins(file, twin, low)] == ["household_twin"]
    assert households.likely_twins(file, twin, east) == []
    assert households.likely_twins(file, twin, low, but=an) == []


@pytest.mark.parametrize("sort", ["name", "group", "code", "born", "members", "children", "total", "outcome"])
@pytest.mark.parametrize("state", ["present", "away", "deleted", "all"])
def test_every_order_and_state_gives_ids_once(two, sort, state):
    file, _, people = two
    found = households.find_ids(file, Query(YEAR, sort=sort, state=state, descending=True))
    assert len(found) == len(set(found))
    assert set(found) == (set(people) if state in ("present", "all") else set())


def test_a_page_of_the_list_takes_few_queries(two):
    file, _, _people = two
    asked = []
    original = file.query
    file.query = lambda *a: asked.append(a) or original(*a)
    households.rows(file, YEAR, households.find_ids(file, Query(YEAR)))
    assert len(asked) <= 3


def test_undo_takes_a_bulk_move_back_whole(two):
    file, (_low, east), people = two
    households.move(file, people, east, YEAR)
    history.undo(file)
    assert [households.get(file, p, YEAR).group for p in people] == ["Thôn Hạ", "Thôn Đông"]


def test_a_thon_that_has_ended_takes_no_household(two):
    file, (low, east), (an, anh) = two
    groups.merge_groups(file, low, east, YEAR)
    for refused_step in (
        lambda: households.add(file, YEAR, low, HouseholdFields(head_name="Lê Thị Dung")),
        lambda: households.move(file, [anh], low, YEAR),
        lambda: households.set_returned(file, [an], low, YEAR),
    ):
        with pytest.raises(UserError) as refused:
            refused_step()
        assert refused.value.code == "group_ended"
        assert "Thôn Hạ" in refused.value.message
    assert names(file) == ["Nguyễn Thị Ánh", "Đặng Văn Ân"]
    households.add(file, YEAR - 1, low, HouseholdFields(head_name="Lê Thị Dung"))  # while it was there


def test_who_has_not_come_yet_does_not_leave(two):
    file, (low, _), (an, _anh) = two
    late = households.add(file, YEAR, low, HouseholdFields(head_name="Lê Thị Dung"))
    with pytest.raises(UserError) as refused:
        households.set_away(file, [an, late], YEAR - 1)
    assert refused.value.code == "not_here_yet"
    assert refused.value.message.startswith("1 hộ")
    assert "Đặng Văn Ân" in names(file, year=YEAR - 1)
