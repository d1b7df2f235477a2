"""The sample commune's clans and units: their workbooks are those of the script, and all of them come in."""

from collections import Counter

import openpyxl
import pytest

from khuyenhoc_desktop.services import clans, households, units
from khuyenhoc_desktop.services.bodies import Query
from khuyenhoc_desktop.services.sample import SAMPLE
from tests import make_sample, make_sample_bodies
from tests.services.test_sample import contents

BOOKS = ("dong-ho.xlsx", "ho-cua-dong-ho.xlsx", "don-vi.xlsx")


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_sample, "FOLDER", folder)
        make_sample_bodies.main()
    return folder


@pytest.mark.parametrize("name", BOOKS)
def test_the_workbooks_are_those_of_the_script(made, name):
    assert contents(SAMPLE / name) == contents(made / name)


def cells(name):
    return list(openpyxl.load_workbook(SAMPLE / name).active.iter_rows(min_row=5, values_only=True))


def test_all_clans_and_their_households_came_in(sample):
    rows = clans.REGISTER.rows(sample, 2025, clans.REGISTER.find_ids(sample, Query(2025)))
    assert {(row.name, row.head_name, row.group) for row in rows} == {
        (name, head, group) for _, name, head, _, group in cells(BOOKS[0])
    }
    assert {row.name: row.households for row in rows} == Counter(row[1] for row in cells(BOOKS[1]))
    members = {home.code for row in rows for home in clans.members(sample, row.id, 2025)}
    assert members == {row[2] for row in cells(BOOKS[1])}


def test_recognised_families_of_the_clans_are_those_of_their_households(sample):
    for row in clans.REGISTER.all_rows(sample, 2026):
        homes = households.rows(sample, 2026, clans.member_ids(sample, row.id))
        assert row.families == sum(home.recognised is True for home in homes if home.present)


def test_all_units_came_in(sample):
    rows = units.REGISTER.rows(sample, 2026, units.REGISTER.find_ids(sample, Query(2026)))
    assert {(row.code, row.name, row.head_name, row.staff_count, row.learner_count) for row in rows} == {
        (code, name, head, staff, learners) for _, code, name, _, head, _, staff, learners in cells(BOOKS[2])
    }
    assert Counter(row.kind for row in rows) == {"school": 3, "agency": 2, "cooperative": 1, "enterprise": 1}
