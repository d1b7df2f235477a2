"""Subjects of all kinds are found and named the same way: by title, thôn, words and state."""

import pytest

from khuyenhoc_desktop.domain.problems import UserError
from khuyenhoc_desktop.domain.subjects import COMMUNE_SUBJECT
from khuyenhoc_desktop.services import subjects
from khuyenhoc_desktop.services.subjects import Query
from tests.all_titles import YEAR, make


@pytest.fixture
def made(commune):
    return make(commune)


def names(file, title, **wanted):
    found = subjects.find_ids(file, Query(YEAR, title=title, **wanted))
    return [row.name for row in subjects.rows(file, YEAR, found)]


def test_every_kind_has_a_name_and_its_thon(commune, made):
    ids = [made.persons[0], made.households[1], made.clan, made.unit, made.groups[0], COMMUNE_SUBJECT]
    rows = subjects.rows(commune, YEAR, ids)
    assert [(row.kind, row.name, row.group) for row in rows] == [
        ("person", "Nguyễn Văn An", "Thôn Đông"),
        ("household", "Trần Thị Bình", "Thôn Hạ"),
        ("clan", "Họ Nguyễn", "Thôn Đông"),
        ("unit", "Trường Tiểu học An Học", "Thôn Hạ"),
        ("residential_group", "Thôn Đông", "Thôn Đông"),
        ("commune", "Xã An Học", None),
    ]
    assert rows[0].household == "Nguyễn Văn An"
    assert all(row.present for row in rows)


def test_persons_are_in_the_order_of_given_names(commune, made):
    found = names(commune, "learning_citizen")
    assert found == ["Nguyễn Văn An", "Lê Thị Ánh", "Trần Thị Bình", "Phạm Văn Dũng", "Nguyễn Thị Hoa"]
    assert names(commune, "learning_citizen", descending=True) == found[::-1]


def test_who_is_outside_the_figures_can_be_left_out(commune, made):
    """A child, and a teacher who lives elsewhere."""
    assert names(commune, "learning_citizen", counted=False) == ["Phạm Văn Dũng", "Nguyễn Thị Hoa"]
    assert len(names(commune, "learning_citizen", counted=True)) == 3


@pytest.mark.parametrize(
    ("title", "wanted", "found"),
    [
        ("learning_citizen", {"text": "an nguyen"}, ["Nguyễn Văn An"]),
        ("learning_citizen", {"person_group": "official"}, ["Trần Thị Bình", "Phạm Văn Dũng"]),
        ("learning_family", {"sort": "code", "descending": True},
         ["Nguyễn Văn Cường", "Trần Thị Bình", "Nguyễn Văn An"]),
        ("learning_family", {"sort": "group"}, ["Nguyễn Văn An", "Nguyễn Văn Cường", "Trần Thị Bình"]),
        ("learning_family", {"sort": "group", "descending": True},
         ["Trần Thị Bình", "Nguyễn Văn An", "Nguyễn Văn Cường"]),
        ("learning_clan", {"text": "ho nguyen"}, ["Họ Nguyễn"]),
        ("learning_clan", {"text": "tran"}, []),
        ("learning_unit", {"outcome": "empty"}, ["Trường Tiểu học An Học"]),
        ("learning_unit", {"registered": True}, []),
        ("learning_community", {}, ["Thôn Đông", "Thôn Hạ"]),
        ("learning_community", {"descending": True}, ["Thôn Hạ", "Thôn Đông"]),
        ("commune_learning_community", {}, ["Xã An Học"]),
    ],
)  # fmt: skip
def test_found_by_title_words_and_state(commune, made, title, wanted, found):
    assert names(commune, title, **wanted) == found


@pytest.mark.parametrize("title", ["learning_citizen", "learning_family", "learning_clan", "learning_unit"])
def test_one_thon_alone(commune, made, title):
    there = names(commune, title, group_id=made.groups[0])
    rest = names(commune, title, group_id=made.groups[1])
    everywhere = names(commune, title)
    nowhere = 1 if title == "learning_citizen" else 0  # the teacher from elsewhere
    assert len(there) + len(rest) + nowhere == len(everywhere)
    assert "Trần Thị Bình" not in there


def test_one_that_is_gone_is_left_out_or_refused(commune, made):
    assert [row.id for row in subjects.rows(commune, YEAR, [12345, made.clan])] == [made.clan]
    with pytest.raises(UserError) as refused:
        subjects.get(commune, YEAR, 12345)
    assert refused.value.code == "no_subject"


def test_who_is_not_there_in_a_year_keeps_the_name(commune, made):
    row = subjects.get(commune, 2019, made.clan)
    assert (row.name, row.present, row.group) == ("Họ Nguyễn", False, "Thôn Đông")
