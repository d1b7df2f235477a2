"""A small commune in which every title has somebody, written row by row, for tests of what serves all titles."""

from dataclasses import dataclass

from khuyenhoc_desktop.services import groups, households
from khuyenhoc_desktop.services.households import HouseholdFields

YEAR = 2026

_PERSON = (
    "INSERT INTO person (id, code, name, born, person_group, household_id, group_id, unit_id, unit_role, clan_id,"
    " valid_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 2020)"
)
_CLAN = "INSERT INTO clan (id, code, name, head_name, group_id, valid_from) VALUES (?, ?, ?, ?, ?, 2020)"
_UNIT = "INSERT INTO unit (id, code, name, kind, group_id, valid_from) VALUES (?, ?, ?, ?, ?, 2020)"


@dataclass
class Made:
    """The ids of what was made."""

    groups: list[int]
    households: list[int]
    persons: list[int]
    clan: int
    unit: int


def make(file, year=YEAR):
    """Two thôn, three households, five persons (one a child, one a teacher from elsewhere), a clan, a school."""
    one, two = groups.add_groups(file, [("Thôn Đông", "thôn"), ("Thôn Hạ", "thôn")], year)
    names = ("Nguyễn Văn An", "Trần Thị Bình", "Nguyễn Văn Cường")
    homes = [
        households.add(file, year, group, HouseholdFields(head_name=name, born="1970", code=f"H{place}"))
        for place, (name, group) in enumerate(zip(names, (one, two, one), strict=True), start=1)
    ]
    with file.action("test.make", "Thêm người, dòng họ, đơn vị để thử") as act:
        clan, unit, *persons = act.new_ids(7)
        act.execute(_CLAN, (clan, "D1", "Họ Nguyễn", "Nguyễn Văn An", one))
        act.execute(_UNIT, (unit, "T1", "Trường Tiểu học An Học", "school", two))
        act.executemany("INSERT INTO clan_household VALUES (?, ?)", [(homes[0], clan), (homes[2], clan)])
        act.executemany(
            _PERSON,
            [
                (persons[0], "C1", "Nguyễn Văn An", "1970", "farmer", homes[0], None, None, None, None),
                (persons[1], "C2", "Lê Thị Ánh", "1975-03-02", "worker", homes[0], None, None, None, None),
                (persons[2], "C3", "Nguyễn Thị Hoa", "2016", "learner", homes[0], None, unit, "learner", None),
                (persons[3], "C4", "Trần Thị Bình", "1980", "official", homes[1], None, unit, "staff", None),
                (persons[4], "C5", "Phạm Văn Dũng", "1985", "official", None, None, unit, "staff", None),
            ],
        )
    return Made([one, two], homes, persons, clan, unit)
