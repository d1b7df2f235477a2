"""The registers of clans and units: records, member households, persons, and the figures that rest on them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuyenhoc_desktop.domain.clan import ClanFields
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.unit import UnitFields
from khuyenhoc_desktop.services import clans, communities, groups, history, households, subjects, units
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.households import HouseholdFields
from tests.all_titles import YEAR, make

NGUYEN = ClanFields("D9", "Họ Nguyễn Đình", "Nguyễn Đình Tộc", "Nhà thờ xóm Đông", None, None, 2025)
SCHOOL = UnitFields("T9", "Trường THCS An Học", "school", "Bà Hiệu Trưởng", None, None, 20, 300, None, 2025)


@pytest.fixture
def made(commune):
    return make(commune)


def test_add_edit_and_end_a_clan(commune):
    ident = clans.REGISTER.add(commune, NGUYEN)
    row = clans.REGISTER.get(commune, ident, YEAR)
    assert clans.REGISTER.fields_of(row) == NGUYEN
    assert (row.present, row.group, row.households, row.outcome) == (True, None, 0, "empty")
    ended = clans.ClanFields(**{**vars_of(NGUYEN), "valid_to": YEAR - 1})
    clans.REGISTER.edit(commune, ident, ended)
    assert not clans.REGISTER.get(commune, ident, YEAR).present
    assert clans.REGISTER.find_ids(commune, Query(YEAR)) == []
    assert clans.REGISTER.find_ids(commune, Query(YEAR, state="ended")) == [ident]
    assert [entry.summary for entry in history.entries(commune)][:2] == [
        "Sửa dòng họ Nguyễn Đình",
        "Thêm dòng họ Nguyễn Đình",
    ]


def vars_of(fields):
    return {name: getattr(fields, name) for name in fields.__dataclass_fields__}


def test_a_clan_without_a_name_is_refused(commune):
    with pytest.raises(UserError) as refused:
        clans.REGISTER.add(commune, ClanFields(name=" ", valid_from=2025))
    assert (refused.value.code, refused.value.place) == ("bad_clan", "name")
    assert commune.value("SELECT count(*) FROM clan") == 0


def test_a_clan_that_is_gone_is_told(commune):
    with pytest.raises(UserError) as refused:
        clans.REGISTER.get(commune, 12345, YEAR)
    assert refused.value.code == "no_clan"
    with pytest.raises(UserError) as refused:
        units.REGISTER.edit(commune, 12345, SCHOOL)
    assert refused.value.code == "no_unit"


def test_the_wastebasket_and_back(commune, made):
    clans.REGISTER.delete(commune, [made.clan])
    units.REGISTER.delete(commune, [made.unit])
    assert clans.REGISTER.find_ids(commune, Query(YEAR)) == units.REGISTER.find_ids(commune, Query(YEAR)) == []
    assert clans.REGISTER.find_ids(commune, Query(YEAR, state="deleted")) == [made.clan]
    clans.REGISTER.restore(commune, [made.clan])
    units.REGISTER.restore(commune, [made.unit])
    assert clans.REGISTER.get(commune, made.clan, YEAR).households == 2
    assert units.REGISTER.find_ids(commune, Query(YEAR)) == [made.unit]


def test_units_tell_reported_and_listed_numbers(commune, made):
    units.REGISTER.edit(
        commune, made.unit, UnitFields("T1", "Trường A", "school", staff_count=9, learner_count=0, valid_from=2020)
    )
    row = units.REGISTER.get(commune, made.unit, YEAR)
    assert (row.staff_count, row.staff_listed) == (9, 2)
    assert (row.learner_count, row.learners_listed) == (0, 1)
    assert [person.name for person in persons_of(commune, made.unit, "staff")] == [
        "Trần Thị Bình",
        "Phạm Văn Dũng",
    ]
    assert [person.name for person in persons_of(commune, made.unit)][-1] == "Nguyễn Thị Hoa"


def persons_of(file, unit, role=None):
    return subjects.rows(file, YEAR, units.person_ids(file, unit, YEAR, role))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(YEAR), ["Họ Đặng", "Họ Lê", "Họ Nguyễn"]),
        (Query(YEAR, descending=True), ["Họ Nguyễn", "Họ Lê", "Họ Đặng"]),
        (Query(YEAR, text="dang"), ["Họ Đặng"]),
        (Query(YEAR, text="cuong le"), ["Họ Lê"]),
        (Query(YEAR, sort="head_name"), ["Họ Lê", "Họ Nguyễn", "Họ Đặng"]),
        (Query(YEAR, sort="group"), ["Họ Đặng", "Họ Nguyễn", "Họ Lê"]),
        (Query(YEAR, sort="group", descending=True), ["Họ Đặng", "Họ Nguyễn", "Họ Lê"]),
        (Query(YEAR, sort="households", descending=True), ["Họ Nguyễn", "Họ Đặng", "Họ Lê"]),
        (Query(YEAR, registered=True), []),
        (Query(YEAR, proposed=True), []),
    ],
)
def test_finding_clans(commune, made, query, expected):
    """By name in Vietnamese order (Đ before L), by any word with or without marks, by columns; empty ones last."""
    clans.REGISTER.add(commune, ClanFields(name="Họ Lê", head_name="Lê Cường", valid_from=2025))
    clans.REGISTER.add(commune, ClanFields(name="Họ Đặng", group_id=made.groups[0], valid_from=2025))
    assert [
        row.name for row in clans.REGISTER.rows(commune, YEAR, clans.REGISTER.find_ids(commune, query))
    ] == expected


def test_finding_by_group_follows_a_merge(commune, made):
    groups.merge_groups(commune, made.groups[0], made.groups[1], YEAR)
    assert clans.REGISTER.find_ids(commune, Query(YEAR, group_id=made.groups[1])) == [made.clan]
    row = clans.REGISTER.get(commune, made.clan, YEAR)
    assert (row.group_id, row.group) == (made.groups[0], "Thôn Hạ")


def test_households_of_a_clan(commune, made):
    clans.set_households(commune, made.clan, [made.households[1], made.households[0]], year=YEAR)
    assert clans.member_ids(commune, made.clan) == [made.households[0], made.households[1]]  # An, Bình
    assert history.entries(commune)[0].summary == "Các hộ của dòng họ Nguyễn: thêm 1 hộ, bỏ 1 hộ"
    before = history.entries(commune)[0].id
    clans.add_households(commune, made.clan, [made.households[0]], year=YEAR)
    assert history.entries(commune)[0].id == before  # nothing changed, no entry
    clans.remove_households(commune, made.clan, made.households, year=YEAR)
    assert clans.members(commune, made.clan, YEAR) == []


def test_a_household_of_another_clan_is_asked_about(commune, made):
    other = clans.REGISTER.add(commune, NGUYEN)
    with pytest.raises(UserError) as refused:
        clans.add_households(commune, other, made.households, year=YEAR)
    assert refused.value.code == "household_in_other_clan"
    assert clans.member_ids(commune, other) == []
    told = clans.taken(commune, other, made.households, YEAR)
    assert {(one.head_name, one.clan, one.deleted) for one in told} == {
        ("Nguyễn Văn An", "Họ Nguyễn", False),
        ("Nguyễn Văn Cường", "Họ Nguyễn", False),
    }
    clans.add_households(commune, other, made.households, year=YEAR, take_over=True)
    assert set(clans.member_ids(commune, other)) == set(made.households)
    assert clans.member_ids(commune, made.clan) == []


def test_merging_two_spellings(commune, made):
    twin = clans.REGISTER.add(commune, ClanFields(name="Họ NGUYỄN", valid_from=2025))
    clans.add_households(commune, twin, [made.households[1]], year=YEAR)
    assert [
        p.code for p in clans.REGISTER.likely_twins(commune, YEAR, ClanFields(name="ho nguyen"), but=twin)
    ] == ["clan_twin"]
    clans.REGISTER.merge(commune, twin, made.clan)
    assert set(clans.member_ids(commune, made.clan)) == set(made.households)
    assert clans.REGISTER.find_ids(commune, Query(YEAR)) == [made.clan]
    assert clans.REGISTER.find_ids(commune, Query(YEAR, state="deleted")) == [twin]
    with pytest.raises(UserError, match="merge_into_itself"):
        clans.REGISTER.merge(commune, twin, twin)


def test_merging_units_takes_their_persons(commune, made):
    twin = units.REGISTER.add(commune, SCHOOL)
    units.REGISTER.merge(commune, made.unit, twin)
    assert units.REGISTER.get(commune, twin, YEAR).staff_listed == 2


def test_standings_of_a_thon_and_of_the_commune(commune, made):
    here = communities.standings(commune, YEAR, made.groups[0])
    assert {title: one.total for title, one in here.items()} == {
        "learning_citizen": 2,  # two adults; the child and the teacher from elsewhere are not counted
        "learning_family": 2,
        "learning_clan": 1,
        "learning_community": 1,
    }
    whole = communities.standings(commune, YEAR)
    assert {title: one.total for title, one in whole.items()} == {
        "learning_citizen": 3,
        "learning_family": 3,
        "learning_clan": 1,
        "learning_unit": 1,
        "learning_community": 2,
        "commune_learning_community": 1,
    }
    with commune.action("test.register", "Đăng ký") as act:
        act.execute(
            "INSERT INTO assessment (subject_id, year, title, registered, proposed, recognised)"
            " VALUES (?, ?, 'learning_family', 1, 1, 1)",
            (made.households[0], YEAR),
        )
    assert communities.standings(commune, YEAR, made.groups[0])["learning_family"] == communities.Standing(
        2, 1, 0, 1, 1
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 2), st.sets(st.integers(0, 4)), st.booleans()), max_size=8))
def test_membership_is_what_was_set_last(commune, steps):
    """However clans are given households, each household is where it was put last, and only there."""
    if not groups.list_groups(commune, YEAR):
        (group,) = groups.add_groups(commune, [("Thôn Hạ", "thôn")], YEAR)
        for number in range(5):
            households.add(commune, YEAR, group, HouseholdFields(head_name=f"Trần Văn {'ABCDE'[number]}"))
        for name in "XYZ":
            clans.REGISTER.add(commune, ClanFields(name=f"Họ {name}", valid_from=YEAR))
    homes = households.find_ids(commune, households.Query(YEAR))
    names = clans.REGISTER.find_ids(commune, Query(YEAR))
    for one in names:
        clans.set_households(commune, one, [], year=YEAR)
    expected = {}
    for clan, members, take_over in steps:
        others = {one for one in members if expected.get(one, clan) != clan}
        wanted = [homes[one] for one in members]
        if others and not take_over:
            with pytest.raises(UserError):
                clans.set_households(commune, names[clan], wanted, year=YEAR)
            continue
        clans.set_households(commune, names[clan], wanted, year=YEAR, take_over=take_over)
        expected = {one: at for one, at in expected.items() if at != clan} | dict.fromkeys(members, clan)
    found = {one: clans.clan_of(commune, homes[one]) for one in range(5)}
    assert {one: at[0] for one, at in found.items() if at} == {one: names[at] for one, at in expected.items()}
