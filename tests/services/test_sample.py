"""The sample commune: its files are those that its script makes, and its figures those of the workbooks."""

import json
import zipfile
from collections import Counter

import openpyxl
import pytest

from khuyenhoc_desktop.domain.subjects import LEARNING_FAMILY
from khuyenhoc_desktop.services import communes, households, summary
from khuyenhoc_desktop.services.households import Query
from khuyenhoc_desktop.services.importing.scores import plan_scores
from khuyenhoc_desktop.services.progress import finish
from khuyenhoc_desktop.services.sample import SAMPLE
from khuyenhoc_desktop.services.sample import make_sample as make_sample_file
from tests import make_sample

WORKBOOKS = ["danh-sach-ho.xlsx", "cong-dan.xlsx", "diem-2025.xlsx", "diem-2026.xlsx"]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The files as the script makes them now."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_sample, "FOLDER", folder)
        make_sample.main()
    return folder


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_workbooks_are_those_of_the_script(made, name):
    """Compared by what is in the zip: how well it is packed may differ between machines."""
    assert contents(SAMPLE / name) == contents(made / name)


def contents(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_description_is_that_of_the_script(made):
    assert (SAMPLE / "xa-mau.json").read_bytes() == (made / "xa-mau.json").read_bytes()


def table(name):
    """The rows of a sample workbook under its headings in row 4."""
    sheet = openpyxl.load_workbook(SAMPLE / name).active
    heads, *rows = sheet.iter_rows(min_row=4, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


MOST = {"1.1": 10, "1.2": 10, "1.3": 10, "2.1": 10, "2.2": 10, "2.3": 10, "3.1": 7, "3.2": 7, "3.3": 6}
MOST |= {"4.1": 7, "4.2": 7, "4.3": 6}


def outcome(row):
    """The rule written a second time: 80 of 100 points, in proportion where something does not apply."""
    cells = {number: row[number] for number in MOST}
    filled = [number for number, cell in cells.items() if cell is not None]
    if not filled:
        return "empty"
    if len(filled) < len(cells):
        return "incomplete"
    counted = [number for number, cell in cells.items() if cell != "K"]
    total, most = sum(cells[n] for n in counted), sum(MOST[n] for n in counted)
    return "reached" if total * 100 >= 80 * most else "not_reached"


def left(year):
    """The codes of the households that are counted in a year."""
    years = json.loads((SAMPLE / "xa-mau.json").read_text("utf-8"))["years"]
    away = years[-1]["moved_away"]
    codes = {row["Mã hộ"]: row["Thôn"] for row in table("danh-sach-ho.xlsx")}
    return {code: group for code, group in codes.items() if year == 2025 or code not in away}


def in_file(file, year):
    ids = households.find_ids(file, Query(year))
    return {row.code: row for row in households.rows(file, year, ids)}


def test_every_household_is_in_it(sample):
    for year in (2025, 2026):
        rows = in_file(sample, year)
        assert {code: row.group for code, row in rows.items()} == left(year)


def test_names_and_births_are_as_listed(sample):
    rows = in_file(sample, 2025)
    for listed in table("danh-sach-ho.xlsx"):
        row = rows[listed["Mã hộ"]]
        assert row.head_name == listed["Họ và tên chủ hộ"]
        assert row.born[:4] == str(listed["Năm sinh"])[-4:]
        assert (row.member_count, row.school_age_count) == (listed["Số khẩu"], listed["Số trẻ đi học"])


@pytest.mark.parametrize("year", [2025, 2026])
def test_results_are_those_of_the_workbook(sample, year):
    expected = {row["Mã hộ"]: outcome(row) for row in table(f"diem-{year}.xlsx")}
    found = {row.code: row.outcome for row in in_file(sample, year).values() if row.registered}
    assert found == expected


def test_who_reached_it_was_recognised_but_for_two(sample):
    by_result = Counter((row.outcome, row.recognised) for row in in_file(sample, 2025).values() if row.registered)
    assert set(by_result) == {("reached", True), ("reached", False), ("not_reached", None)}
    assert by_result["reached", False] == 2


def test_the_summary_adds_up(sample):
    title = summary.family_figures(sample, 2026)
    expected = Counter(outcome(row) for row in table("diem-2026.xlsx"))
    whole = title.commune
    assert whole.total == len(left(2026))
    assert whole.registered == sum(expected.values())
    assert whole.reached == whole.recognised == expected["reached"]
    assert whole.last_year_recognised == Counter(outcome(row) for row in table("diem-2025.xlsx"))["reached"] - 2
    assert {group.group for group in title.by_group} == set(make_sample.GROUPS)


def test_the_same_workbooks_again_change_nothing(sample):
    for year in (2025, 2026):
        plan = finish(plan_scores(sample, year, LEARNING_FAMILY, SAMPLE / f"diem-{year}.xlsx"))
        assert (plan.new, plan.updated, plan.rejected, plan.problems) == (0, 0, 0, ())


def test_a_failure_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(*_):
        raise OSError("disk")

    monkeypatch.setattr(summary, "set_target", fail)
    with pytest.raises(OSError, match="disk"):
        make_sample_file(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_it_is_plainly_a_sample(sample):
    facts = communes.facts(sample)
    assert (facts.code, facts.years) == ("99999", (2025, 2026))
    assert "mẫu" in facts.full_name


def test_the_citizens_are_those_of_the_workbook_each_in_a_household(sample):
    """Counted by hand from the sheet: nobody is left over, and who lives in which thôn is the household's."""
    rows = table("cong-dan.xlsx")
    found = sample.query(
        "SELECT p.name, h.code, g.name FROM person p JOIN household h ON h.id = p.household_id"
        " JOIN standing t ON t.subject_id = p.id AND t.year = 2025 JOIN residential_group g ON g.id = t.group_id"
    )
    assert Counter(found) == Counter((row["Họ và tên"], row["Mã hộ"], row["Thôn"]) for row in rows)
    members = {row["Mã hộ"]: row["Số khẩu"] for row in table("danh-sach-ho.xlsx")}
    assert Counter(code for _, code, _ in found) == Counter(members)
