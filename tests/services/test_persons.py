"""The register of citizens: who is there in which year, finding, linking, leaving, the wastebasket."""

import pytest

from khuyenhoc_desktop.domain.person import PersonFields, check_fields, tidied
from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.services import communes, groups, history, households, persons
from khuyenhoc_desktop.services.households import HouseholdFields
from khuyenhoc_desktop.services.persons import Query

NUMBER = "personal_number"


@pytest.fixture
def small(commune):
    """Two thôn, three households, five persons; `h`, `g` and `p` name them."""
    file = commune
    communes.add_year(file, 2025)
    file.g = groups.add_groups(file, [("Thôn Hạ", "thôn"), ("Thôn Thượng", "thôn")], 2024)
    heads = (("Nguyễn Văn An", 0), ("Trần Thị Bé", 0), ("Lê Văn Cường", 1))
    file.h = [
        households.add(file, 2025, file.g[place], HouseholdFields(code=f"H{n}", head_name=name))
        for n, (name, place) in enumerate(heads)
    ]
    people = (
        PersonFields(name="nguyễn văn an", born="1970-02-01", sex="nam", household_id=file.h[0]),
        PersonFields(name="Phạm Thị Hoa", born="1972", person_group="farmer", household_id=file.h[0]),
        PersonFields(name="Nguyễn Thị Lan", born="2015", person_group="learner", household_id=file.h[0]),
        PersonFields(name="Trần Văn Đức", born="1990", household_id=file.h[1], group_id=file.g[1]),
        PersonFields(name="Đỗ Thị Mai", born=None, group_id=file.g[1], personal_number="024190000001"),
    )
    file.p = [persons.add(file, 2025, fields) for fields in people]
    return file


def names(file, **asked):
    query = Query(asked.pop("year", 2026), **asked)
    return [row.name for row in persons.rows(file, query.year, persons.find_ids(file, query))]


def codes(**fields):
    fields = {"name": "Nguyễn Văn An", "group_id": 1, **fields}
    return {(p.code, p.severity.value, p.field) for p in check_fields(PersonFields(**fields), 2026)}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"name": ""}, {("name_missing", "error", "name")}),
        ({"born": "2027"}, {("born_future", "error", "born")}),
        ({"sex": "khác"}, {("sex_unknown", "error", "sex")}),
        ({"person_group": "trader"}, {("person_group_unknown", "error", "person_group")}),
        ({"group_id": None}, {("place_missing", "error", "household_id")}),
        ({"group_id": None, "unit_id": 3, "unit_role": "staff"}, set()),
        ({"unit_role": "staff"}, {("role_without_unit", "error", "unit_id")}),
        ({"unit_id": 3}, {("role_missing", "warning", "unit_role")}),
        ({"born": "1972", "sex": "nữ", "personal_number": "024172000123"}, set()),
        (
            {"born": "1973", "personal_number": "024172000123"},
            {("personal_number_year", "warning", "personal_number")},
        ),
        (
            {"sex": "nam", "personal_number": "024172000123"},
            {("personal_number_sex", "warning", "personal_number")},
        ),
        ({"born": "2005", "sex": "nam", "personal_number": "024205000123"}, set()),
    ],
)
def test_what_is_wrong_or_doubtful(fields, expected):
    assert codes(**fields) == expected


def test_fields_are_tidied():
    fields = tidied(PersonFields(name="  lê  văn  tý ", household_id=5, group_id=7, personal_number="24172000123"))
    assert (fields.name, fields.group_id, fields.personal_number) == ("Lê Văn Tý", None, "024172000123")


def test_who_is_where_in_which_year(small):
    """A person is in the thôn of the household, and nowhere before the first year."""
    assert names(small, group_id=small.g[0]) == ["Nguyễn Văn An", "Trần Văn Đức", "Phạm Thị Hoa", "Nguyễn Thị Lan"]
    assert names(small, group_id=small.g[1]) == ["Đỗ Thị Mai"]
    assert names(small, year=2024) == []


def test_counted_are_those_of_age_with_a_known_birth(small):
    rows = persons.rows(small, 2026, small.p)
    assert [row.counted for row in rows] == [True, True, False, True, False]


def test_persons_go_where_their_household_goes(small):
    households.move(small, [small.h[0]], small.g[1], 2026)
    assert names(small, group_id=small.g[0]) == ["Trần Văn Đức"]
    households.set_away(small, [small.h[1]], 2026)
    assert names(small, group_id=small.g[0]) == []
    assert names(small, state="gone") == ["Trần Văn Đức"]
    assert names(small, year=2025, group_id=small.g[0])[0] == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("text", "found"),
    [("hoa pham", "Phạm Thị Hoa"), ("do thi", "Đỗ Thị Mai"), ("Đỗ", "Đỗ Thị Mai"), ("0241900", "Đỗ Thị Mai")],
)
def test_found_with_and_without_marks(small, text, found):
    assert names(small, text=text) == [found]


def test_filters_and_orders(small):
    assert names(small, person_group="farmer") == ["Phạm Thị Hoa"]
    assert len(names(small, person_group="")) == 3
    assert names(small, household_id=small.h[0], sort="born") == [
        "Nguyễn Văn An",
        "Phạm Thị Hoa",
        "Nguyễn Thị Lan",
    ]
    assert names(small, sort="born", descending=True)[0] == "Nguyễn Thị Lan"
    assert names(small, registered=True) == []


def test_leaving_and_coming_back(small):
    persons.set_left(small, small.p[:1], 2026)
    assert "Nguyễn Văn An" not in names(small)
    assert "Nguyễn Văn An" in names(small, year=2025)
    persons.set_returned(small, small.p[:1], 2026)
    assert "Nguyễn Văn An" in names(small)


def test_wastebasket_and_undo(small):
    persons.delete(small, small.p[:2], 2026)
    assert names(small, state="deleted") == ["Nguyễn Văn An", "Phạm Thị Hoa"]
    persons.restore(small, small.p[:1], 2026)
    history.undo(small)
    history.undo(small)
    assert names(small, state="deleted") == []
    assert history.entries(small, 3)[0].summary.startswith("Xóa 2 công dân")


def test_many_at_once_are_one_entry(small):
    before = len(history.entries(small, 100))
    persons.set_person_group(small, small.p, "worker", 2026)
    assert len(history.entries(small, 100)) == before + 1
    assert names(small, person_group="worker", sort="name") == names(small)


def test_editing_writes_and_refuses(small):
    row = persons.get(small, small.p[1], 2026)
    fields = persons.fields_of(row)
    with pytest.raises(UserError, match="không còn trong tệp"):
        persons.edit(small, row.id, PersonFields(**{**vars_of(fields), "household_id": 4}))
    persons.edit(small, row.id, PersonFields(**{**vars_of(fields), "note": " hay  đọc sách "}))
    assert persons.get(small, row.id, 2026).note == "hay đọc sách"
    with pytest.raises(UserError) as refused:
        persons.add(small, 2026, PersonFields(name="", born="2090"))
    assert {p.code for p in refused.value.problems} == {"name_missing", "born_future", "place_missing"}


def vars_of(fields):
    return {name: getattr(fields, name) for name in PersonFields.__slots__}


def test_twins_are_told(small):
    one = PersonFields(name="pham thi hoa", household_id=small.h[0])
    assert [p.code for p in persons.likely_twins(small, one)] == ["person_twin"]
    elsewhere = PersonFields(name="Phạm Thị Hoa", household_id=small.h[1])
    assert persons.likely_twins(small, elsewhere) == []
    number = PersonFields(name="Ai Đó", group_id=small.g[0], personal_number="024190000001")
    assert len(persons.likely_twins(small, number)) == 1


def test_the_members_of_a_household(small):
    assert [row.name for row in persons.of_household(small, small.h[0], 2026)] == [
        "Nguyễn Văn An",
        "Phạm Thị Hoa",
        "Nguyễn Thị Lan",
    ]
